"""What each city is asked of a draft, and what it answers: a sheet with its parts, beside each a cell for its own."""

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.core import language, spreadsheet
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.pipeline.intake.readers import detect
from explorer.pipeline.intake.readers.sheet import MORE

COLUMNS = ("no", "indicator", "unit", "latest", "part", "own", "reason", "code")
WIDTHS = {"no": 6, "indicator": 40, "reason": 40, "code": 46}
USUAL, HEAD_ROW, WIDTH = 14, 4, 20
OPEN = {"bg_color": "#FFF7D6", "border": 4, "locked": False, "valign": "top"}


@dataclass(frozen=True)
class Line:
    """One target that a city is asked about: the latest value known of it and its part; None where there is none.

    ``simulated``: whether either rests on simulated values.
    """

    no: int
    slug: str
    title: str
    unit: str
    latest: float | None
    part: float | None
    simulated: bool = False


@dataclass(frozen=True)
class Answer:
    """What one city answers, by indicator."""

    city: str
    values: Mapping[str, float]


def form(city: str, name: str, title: str, lines: Sequence[Line], words: Words) -> bytes:
    """Return the sheet of one city as XLSX."""
    made = io.BytesIO()
    with spreadsheet.workbook(made) as book:
        (sheet,) = book.sheets([words("answers.sheet")])
        open_cell = book.book.add_format(OPEN)
        sheet.write_string(0, 0, f"{title} · {name}", book.book.add_format({"bold": True, "font_size": 14}))
        for place, said in enumerate((words("answers.city"), name, words("answers.area"), city)):
            spreadsheet.write(sheet, 1, place, said, book)
        sheet.write_string(2, 0, words("answers.how"))
        if any(line.simulated for line in lines):
            sheet.write_string(3, 0, words("office.simulated_notice"))
        for place, column in enumerate(COLUMNS):
            sheet.write_string(HEAD_ROW, place, words(f"answers.{column}"), book.looks["head"])
            sheet.set_column(place, place, WIDTHS.get(column, USUAL))
        for row, line in enumerate(lines, start=HEAD_ROW + 1):
            title = f"{line.title} {language.SIMULATED_SIGN}" if line.simulated else line.title
            known = (line.no, title, line.unit, line.latest, line.part, None, None, line.slug)
            for place, cell in enumerate(known):
                if COLUMNS[place] in ("own", "reason"):
                    sheet.write_blank(row, place, None, open_cell)
                else:
                    spreadsheet.write(sheet, row, place, cell, book)
        sheet.freeze_panes(HEAD_ROW + 1, 2)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        spreadsheet.on_paper(sheet)
    return made.getvalue()


def read(content: bytes, file: str) -> Answer:
    """Return what a city's sheet answers; a cell that was left empty says nothing.

    Raises Trouble for a file that is no such sheet, and for an answer that is no number.
    """
    for sheet in detect.sheets(content, file):
        rows = [
            tuple(str(cell or "").strip() for cell in cells) for _, *cells in sheet.load(1, WIDTH).drop(MORE).rows()
        ]
        heads = next((row for row, cells in enumerate(rows) if _places(cells).keys() >= {"own", "code"}), None)
        city = next((code for cells in rows[: heads or 0] if (code := _beside(cells, "area"))), None)
        if heads is not None and city:
            at = _places(rows[heads])
            told = ((cells[at["code"]], cells[at["own"]]) for cells in rows[heads + 1 :] if cells[at["code"]])
            return Answer(city.removesuffix(".0"), {slug: _number(said, file) for slug, said in told if said})
    raise Trouble("answers_no_form", file=file)


def _places(cells: Sequence[str]) -> dict[str, int]:
    """Return where each column of the form stands in a row of headings of either language."""
    every = [language.words(code) for code in language.LANGUAGES]
    names = {words(f"answers.{column}"): column for words in every for column in COLUMNS}
    return {names[cell]: place for place, cell in enumerate(cells) if cell in names}


def _beside(cells: Sequence[str], name: str) -> str | None:
    """Return what stands right of a label of either language."""
    labels = {language.words(code)(f"answers.{name}") for code in language.LANGUAGES}
    place = next((place for place, cell in enumerate(cells[:-1]) if cell in labels), None)
    return None if place is None else cells[place + 1]


def _number(said: str, file: str) -> float:
    try:
        number = float(said.replace(",", "").replace("，", ""))
    except ValueError as fault:
        raise Trouble("answers_no_number", file=file, asked=said[:40]) from fault
    if not math.isfinite(number) or number < 0:
        raise Trouble("answers_no_number", file=file, asked=said[:40])
    return number
