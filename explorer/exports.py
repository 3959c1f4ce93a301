"""Tables and views as files that offices open."""

import datetime as dt
import io
import math
import re
from collections.abc import Mapping

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
ACTS_AS_FORMULA = r"^([=+\-@\t\r])"
NUMBER = r"^[+-]?[\d,]+(\.\d+)?%?$"
NOT_IN_A_SHEETS_NAME = r"[\[\]:*?/\\]"
LONGEST_NAME, LONGEST_CELL = 31, 32_767
NARROWEST, WIDEST = 6, 46
# The same rows give the same file, so a workbook does not carry the hour it was made.
MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 (the format knows no time zones)


def csv(rows: pl.DataFrame) -> bytes:
    """Return a table as CSV: UTF-8 with its byte order mark; a text that a spreadsheet would run is quoted."""
    return BYTE_ORDER_MARK + harmless(rows).write_csv().encode()


def harmless(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the table with an apostrophe before every text that a spreadsheet would take for a formula."""
    texts = (pl.col(name) for name, kind in rows.schema.items() if kind == pl.String)
    return rows.with_columns(
        pl.when(text.str.contains(ACTS_AS_FORMULA) & ~text.str.contains(NUMBER))
        .then(pl.concat_str(pl.lit("'"), text))
        .otherwise(text)
        .name.keep()
        for text in texts
    )


def xlsx(sheets: Mapping[str, pl.DataFrame], notes: Mapping[str, str], cover: str = "Notes") -> bytes:
    """Return tables as one workbook: a cover of ``notes`` first, then a sheet a table, its head fixed when scrolling.

    Texts are written as texts and numbers as numbers, so that no cell is ever computed from what stands in the data.
    """
    made = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, settings) as book:
        book.set_properties({"created": MADE})
        looks = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "guarded": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
            "number": book.add_format({"valign": "top"}),
            "day": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"}),
        }
        names = _sheet_names([cover, *sheets])
        front = book.add_worksheet(names[0])
        front.set_column(0, 0, 18)
        front.set_column(1, 1, 90)
        for row, cells in enumerate(notes.items()):
            _write(front, row, 0, cells[0], looks)
            _write(front, row, 1, cells[1], looks)
        for name, rows in zip(names[1:], sheets.values(), strict=True):
            _fill(book.add_worksheet(name), rows, looks)
    return made.getvalue()


def _fill(sheet: Worksheet, rows: pl.DataFrame, looks: Mapping[str, Format]) -> None:
    for place, column in enumerate(rows.columns):
        sheet.write_string(0, place, column[:LONGEST_CELL], looks["head"])
        sheet.set_column(place, place, _width(rows[column]))
        for row, value in enumerate(rows[column], start=1):
            _write(sheet, row, place, value, looks)
    sheet.freeze_panes(1, 0)
    if rows.height:
        sheet.autofilter(0, 0, rows.height, rows.width - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Worksheet, row: int, place: int, value: object, looks: Mapping[str, Format]) -> None:
    """Write one cell by its type; nothing and what is no number stay empty."""
    if isinstance(value, dt.date):
        sheet.write_datetime(row, place, value, looks["day"])
    elif isinstance(value, int | float) and not isinstance(value, bool):
        if math.isfinite(value):
            sheet.write_number(row, place, value, looks["number"])
    elif value is not None:
        text = str(value)[:LONGEST_CELL]
        # Marked as a text, so that it stays one even when somebody edits the cell and presses Enter.
        look = "guarded" if re.search(ACTS_AS_FORMULA, text) else "text"
        sheet.write_string(row, place, text, looks[look])


def _sheet_names(names: list[str]) -> list[str]:
    """Return names a spreadsheet accepts: short, without its forbidden characters, no two alike."""
    found: list[str] = []
    for number, name in enumerate(names, start=1):
        clean = re.sub(NOT_IN_A_SHEETS_NAME, " ", name).strip("' ")[:LONGEST_NAME].strip("' ") or str(number)
        taken = clean.lower() in {other.lower() for other in found} or clean.lower() == "history"
        found.append(f"{clean[: LONGEST_NAME - 4]} {number}" if taken else clean)
    return found


def _width(cells: pl.Series) -> int:
    """Return the width of a column: its longest line, a Chinese character counting two, within reason."""
    lines = [line for cell in [cells.name, *cells] if cell is not None for line in str(cell).split("\n")]
    return min(max(NARROWEST, *(_places(line) + 2 for line in lines)), WIDEST)


def _places(line: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in line)
