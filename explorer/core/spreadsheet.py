"""Tables as files that offices open, and the one way in which anything is written into a workbook."""

import datetime as dt
import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
FORMULA = r"([=+\-@\t\r\n]|[\uff1d\uff0b\uff0d\uff20].)"  # full-width ones too: Chinese offices compute them
ACTS_AS_FORMULA = f"^{FORMULA}"
GUARDED = f"^'*{FORMULA}"  # what has such an apostrophe already gets one more, so that it can be taken off
NUMBER = r"^[+-]?[\d,]+(\.\d+)?%?$"
NOT_IN_A_SHEETS_NAME = r"[\[\]:*?/\\]"
MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LONGEST_NAME, LONGEST_CELL = 31, 32_767
FIRST_YEAR, LARGEST = 1900, 10**15  # spreadsheets know no earlier day, and no digit beyond the fifteenth
NARROWEST, WIDEST = 6, 46
MOST_FITTED, LINE_HEIGHT, TALLEST = 2000, 15, 409  # rows, and points
# The same rows give the same file, so a workbook does not carry the hour it was made.
MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 (the format knows no time zones)


@dataclass(frozen=True)
class Book:
    """A workbook being written, and what its cells look like by the kind of what they hold."""

    book: xlsxwriter.Workbook
    looks: Mapping[str, Format]

    def sheets(self, names: Sequence[str]) -> list[Worksheet]:
        """Add a sheet for each name, in a spelling that spreadsheets accept."""
        return [self.book.add_worksheet(name) for name in _sheet_names(list(names))]


def csv(rows: pl.DataFrame, line_end: str = "\n") -> bytes:
    """Return a table as CSV: UTF-8 with its byte order mark; a text that a spreadsheet would run is quoted."""
    text = harmless(rows).write_csv(line_terminator=line_end, datetime_format="%Y-%m-%d %H:%M:%S")
    return BYTE_ORDER_MARK + text.encode()


def harmless(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the table with an apostrophe before every text and name that a spreadsheet would take for a formula."""
    texts = (pl.col(name) for name, kind in rows.schema.items() if kind == pl.String)
    return rows.with_columns(
        pl.when(text.str.contains(GUARDED) & ~text.str.contains(NUMBER))
        .then(pl.concat_str(pl.lit("'"), text))
        .otherwise(text)
        .name.keep()
        for text in texts
    ).rename(lambda name: f"'{name}" if re.search(GUARDED, name) else name)


def bare(text: pl.Expr) -> pl.Expr:
    """Return a text without the apostrophe that ``harmless`` put before it, and any other as it is."""
    return pl.when(text.str.contains(f"^'+{FORMULA}")).then(text.str.slice(1)).otherwise(text)


def xlsx(sheets: Mapping[str, pl.DataFrame], notes: Mapping[str, str], cover: str = "Notes") -> bytes:
    """Return tables as one workbook: a cover of ``notes`` first, then a sheet a table, its head fixed when scrolling.

    Texts are written as texts and numbers as numbers, so that no cell is ever computed from what stands in the data.
    """
    made = io.BytesIO()
    with workbook(made) as book:
        front, *others = book.sheets([cover, *sheets])
        notes_on(front, notes, book)
        for sheet, rows in zip(others, sheets.values(), strict=True):
            fill(sheet, rows, book)
    return made.getvalue()


@contextmanager
def workbook(made: io.BytesIO) -> Iterator[Book]:
    """Open a workbook in which no text is taken for a formula, a link or a number; closing it writes it to ``made``."""
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, settings) as book:
        book.set_properties({"created": MADE})
        yield Book(
            book,
            {
                "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
                "text": book.add_format({"text_wrap": True, "valign": "top"}),
                "guarded": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
                "number": book.add_format({"valign": "top"}),
                "moment": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm:ss"}),
                "day": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"}),
            },
        )


def notes_on(sheet: Worksheet, notes: Mapping[str, str], book: Book) -> None:
    """Write what a cover says: what is said on the left, the words on the right."""
    widths = (18, 90)
    for place, wide in enumerate(widths):
        sheet.set_column(place, place, wide)
    for row, cells in enumerate(notes.items()):
        room(sheet, row, cells, widths)
        for place, text in enumerate(cells):
            write(sheet, row, place, text, book)


def fill(sheet: Worksheet, rows: pl.DataFrame, book: Book) -> None:
    """Write a table: its head fixed, filters on, one page wide when printed."""
    widths = [width([column, *rows[column]]) for column in rows.columns]
    for row, cells in enumerate([tuple(rows.columns), *(rows.iter_rows() if rows.height <= MOST_FITTED else ())]):
        room(sheet, row, cells, widths)
    for place, column in enumerate(rows.columns):
        sheet.write_string(0, place, column[:LONGEST_CELL], book.looks["head"])
        sheet.set_column(place, place, widths[place])
        for row, value in enumerate(rows[column], start=1):
            write(sheet, row, place, value, book)
    sheet.freeze_panes(1, 0)
    if rows.height:
        sheet.autofilter(0, 0, rows.height, rows.width - 1)
    on_paper(sheet)
    sheet.repeat_rows(0)


def on_paper(sheet: Worksheet, pages: int = 0) -> None:
    """Let a sheet print on A4, across, one page wide and so many pages long; as many as it takes for none."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, pages)


def off_paper(sheet: Worksheet, rows: pl.DataFrame) -> None:
    """Keep a filled sheet out of what prints when the whole workbook is: its print area is a cell beside the table.

    No office has a switch for it: a sheet that is not to print is hidden, or has nothing in its print area.
    """
    sheet.print_area(0, rows.width, 0, rows.width)


def write(sheet: Worksheet, row: int, place: int, value: object, book: Book) -> None:
    """Write one cell by its type; nothing and what is no number stay empty, what no spreadsheet can hold is a text."""
    if isinstance(value, dt.date) and value.year >= FIRST_YEAR:
        timed = isinstance(value, dt.datetime) and value.time() != dt.time()
        sheet.write_datetime(row, place, value, book.looks["moment" if timed else "day"])
    elif isinstance(value, float) or (type(value) is int and abs(value) < LARGEST):
        if math.isfinite(value):
            sheet.write_number(row, place, value, book.looks["number"])
    elif value is not None:
        text = str(value)[:LONGEST_CELL]
        # Marked as a text, so that it stays one even when somebody edits the cell and presses Enter.
        look = "guarded" if re.search(ACTS_AS_FORMULA, text) else "text"
        sheet.write_string(row, place, text, book.looks[look])


def _sheet_names(names: list[str]) -> list[str]:
    """Return names a spreadsheet accepts: short, without its forbidden characters, no two alike."""
    found: list[str] = []
    for number, name in enumerate(names, start=1):
        clean = re.sub(NOT_IN_A_SHEETS_NAME, " ", name).strip("' ")[:LONGEST_NAME].strip("' ") or str(number)
        taken = clean.lower() in {other.lower() for other in found} or clean.lower() == "history"
        found.append(f"{clean[: LONGEST_NAME - 4]} {number}" if taken else clean)
    return found


def width(cells: Iterable[object]) -> int:
    """Return the width of a column: its longest line, a Chinese character counting two, within reason."""
    lines = [line for cell in cells if cell is not None for line in str(cell).split("\n")]
    return min(max(NARROWEST, *(_places(line) + 2 for line in lines)), WIDEST)


def room(sheet: Worksheet, row: int, cells: Sequence[object], widths: Sequence[int]) -> None:
    """Make a row as high as its longest text needs: not every office does so by itself."""
    texts = ((cell, wide) for cell, wide in zip(cells, widths, strict=True) if isinstance(cell, str))
    lines = max((sum(1 + _places(line) // wide for line in text.split("\n")) for text, wide in texts), default=1)
    if lines > 1:
        sheet.set_row(row, min(lines * LINE_HEIGHT, TALLEST))


def _places(line: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in line)
