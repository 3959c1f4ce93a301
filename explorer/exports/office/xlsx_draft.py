"""A draft's targets in a sheet that works out growth, ambition and path anew when a target is changed."""

from collections.abc import Mapping, Sequence

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from explorer.core import spreadsheet
from explorer.core.language import SIMULATED_SIGN, Words
from explorer.core.spreadsheet import Book
from explorer.exports.office.chart_style import PALETTE
from explorer.views.draft.calculation import Line, Sheet

# What is read stands on the left, then the path; what both are worked out from stands behind and is not for paper.
READ = ("no", "name", "unit", "value", "target", "growth", "step", "rho", "word")
BEHIND = ("time", "year", "had_growth", "had_step", "direction", "limit", "department")
WIDTHS = {"name": 34, "department": 28, "unit": 15, "no": 6}
USUAL, HEAD = 11, 3
OPEN = {"bg_color": "#FFF7D6", "border": 4, "border_color": PALETTE.grey}
PERCENT, SHARE = "0.0%", "0.00"

Cells = Mapping[str, str]


def write(place: Worksheet, found: Sheet, title: str, book: Book, words: Words) -> None:
    """Write the sheet: each target in a cell that is meant to be changed, and formulas for what follows from it."""
    columns = (*READ, *map(str, found.years), *BEHIND)
    place.write_string(0, 0, title, book.book.add_format({"bold": True, "font_size": 14}))
    place.write_string(1, 0, words("sheet.how"))
    for column, name in enumerate(columns):
        head = words("sheet.path", year=name) if name.isdigit() else words(f"sheet.{name}")
        place.write_string(HEAD, column, head, book.looks["head"])
        place.set_column(column, column, WIDTHS.get(name, USUAL))
    place.set_row(HEAD, 2 * spreadsheet.LINE_HEIGHT)
    for row, line in enumerate(found.lines, start=HEAD + 1):
        at = {name: xl_rowcol_to_cell(row, column, col_abs=True) for column, name in enumerate(columns)}
        looks = _looks(line, book)
        _known(place, line, at, looks)
        _worked_out(place, line, found, at, looks)
    place.freeze_panes(HEAD + 1, columns.index("name") + 1)
    place.print_area(0, 0, HEAD + len(found.lines), columns.index(BEHIND[0]) - 1)
    spreadsheet.on_paper(place)
    place.repeat_rows(HEAD)


def _looks(line: Line, book: Book) -> dict[str, Format]:
    """Return how the cells of a line are written, its values with as many decimals as its indicator has."""
    digits = "#,##0" + (f".{'0' * line.digits}" if line.digits else "")
    forms = {"digits": digits, "finer": digits + ("0" if line.digits else ".0"), "percent": PERCENT, "share": SHARE}
    made = {name: book.book.add_format({"valign": "top", "num_format": form}) for name, form in forms.items()}
    made["open"] = book.book.add_format({"valign": "top", "num_format": digits, **OPEN})
    return made | dict(book.looks)


def _known(place: Worksheet, line: Line, at: Cells, looks: Mapping[str, Format]) -> None:
    """Write what the sheet starts from."""
    time, value = line.start or (None, None)
    texts = {"name": f"{line.name} {SIMULATED_SIGN}" if line.simulated else line.name, "unit": line.unit}
    for name, text in (texts | {"department": line.department}).items():
        place.write_string(at[name], text, looks["text"])
    numbers = {
        "no": (line.no, "number"),
        "value": (value, "digits"),
        "target": (line.target, "open"),
        "time": (time, "number"),
        "year": (line.year, "number"),
        "had_growth": (line.growth, "percent"),
        "had_step": (line.step, "finer"),
        "direction": (line.direction, "number"),
        "limit": (line.limit, "number"),
    }
    for name, (number, look) in numbers.items():
        if number is not None:
            place.write_number(at[name], number, looks[look])


def _worked_out(place: Worksheet, line: Line, found: Sheet, at: Cells, looks: Mapping[str, Format]) -> None:
    """Write the formulas with what they give now, so that whoever only reads the file sees it too."""
    growth, step, rho, word = line.results
    formulas = {
        "growth": (_growth(at), "percent", growth),
        "step": (_step(at), "finer", step),
        "rho": (_rho(at), "share", rho),
        "word": (_word(at, found.words, found.turn), "text", word),
    }
    years = {str(year): (_path(at, year), "digits", now) for year, now in zip(found.years, line.path, strict=True)}
    for name, (formula, look, now) in (formulas | years).items():
        place.write_formula(at[name], formula, looks[look], "" if now is None else now)


def _growing(at: Cells) -> str:
    return f'AND({at["limit"]}="",{at["value"]}>0,{at["target"]}>0)'


def _ahead(at: Cells, formula: str) -> str:
    """Return a formula that gives nothing where no value is known or no time is left."""
    return f'=IF(OR({at["value"]}="",{at["year"]}<={at["time"]}),"",{formula})'


def _growth(at: Cells) -> str:
    rate = f"({at['target']}/{at['value']})^(1/({at['year']}-{at['time']}))-1"
    return _ahead(at, f'IF({_growing(at)},{rate},"")')


def _step(at: Cells) -> str:
    return _ahead(at, f"({at['target']}-{at['value']})/({at['year']}-{at['time']})")


def _rho(at: Cells) -> str:
    """Return what is needed over what was had: growth over growth where the series is compared so, else steps."""
    by_growth = f"AND(ISNUMBER({at['had_growth']}),{at['target']}>0)"
    needed = f"IF({by_growth},LN({at['target']}/{at['value']})/({at['year']}-{at['time']}),{at['step']})"
    had = f"IF({by_growth},LN(1+{at['had_growth']}),{at['had_step']})"
    signed = f'IF({at["direction"]}*{needed}<=0,0,IF({at["direction"]}*{had}<=0,"",{needed}/{had}))'
    return _ahead(at, f'IF({at["had_step"]}="","",{signed})')


def _word(at: Cells, borders: Sequence[tuple[float, str]], turn: str) -> str:
    """Return the word for the share as it is printed, with two decimals; the last border belongs to what is below."""
    said = f'"{borders[-1][1]}"'
    for place, (border, word) in reversed(list(enumerate(borders[:-1]))):
        sign = "<=" if place == len(borders) - 2 else "<"
        said = f'IF(ROUND({at["rho"]},2){sign}{border},"{word}",{said})'
    return _ahead(at, f'IF({at["had_step"]}="","",IF({at["rho"]}="","{turn}",{said}))')


def _path(at: Cells, year: int) -> str:
    """Return the value at the end of a year on the way to the target; nothing for a year that is over."""
    share = f"({year}-{at['time']})/({at['year']}-{at['time']})"
    growing = f"{at['value']}*({at['target']}/{at['value']})^({share})"
    steps = f"{at['value']}+({at['target']}-{at['value']})*{share}"
    return _ahead(at, f'IF({year}<={at["time"]},"",IF({_growing(at)},{growing},{steps}))')
