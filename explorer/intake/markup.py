"""What a sheet's own XML says that its values do not: formulas, errors, its extent, percentages, lost digits."""

import re
from collections.abc import Mapping

from explorer.intake.sheets import MOST_CELLS, WIDEST
from explorer.trouble import Trouble

# A tag longer than this is nobody's; without a bound, tags that never close would be searched to the end each time.
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
ERROR = re.compile(rb"<(?:\w+:)?c\b[^>]{0,500}\bt=\"e\"")
CELL = re.compile(rb"<(?:\w+:)?c\b[^>]{0,500}?\br=\"([A-Z]+)(\d+)\"")
FILLED = re.compile(rb"<(?:\w+:)?c\s[^>]{0,500}?\br=\"([A-Z]+)(\d+)\"[^>/]*>")
UNNAMED = re.compile(rb"<(?:\w+:)?c(?:\s*>|\s+(?![^>]{0,500}\br=\")[^>]{0,500}>)")
FAR = re.compile(rb"\br=\"(?:[A-Z]{3,}\d|[A-Z]*\d{7,}\")")
COLUMN = re.compile(rb"\br=\"([A-Z]{2})\d")
ROW = re.compile(rb"<(?:\w+:)?row\b[^>]{0,500}?\br=\"(\d+)\"")
EXPONENT = re.compile(rb"<v>(-?\d(?:\.\d+)?[eE]\+?(?:1[5-9]|[2-9]\d|\d{3,}))</v>")
FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^>]{0,500}>")
STYLES = re.compile(rb"</?(?:\w+:)?cellXfs\b")
STYLE = re.compile(rb"<(?:\w+:)?xf\b[^>]{0,500}>")
PERCENT = {9, 10}
LAST_ROW = 1_048_576
Place = tuple[int, int]


def within(xml: bytes, file: str) -> None:
    """Raise Trouble for a sheet that is unreasonably large, before anybody builds it."""
    if FAR.search(xml) or UNNAMED.search(xml) or _extent(xml) > MOST_CELLS:
        _within_exactly(xml, file)


def values_only(xml: bytes, sheet: str, file: str) -> None:
    """Raise Trouble, naming the first cell, for a sheet that holds a formula or an error such as #REF!."""
    for pattern, trouble in ((FORMULA, "intake_formula"), (ERROR, "intake_error_cell")):
        found = pattern.search(xml)
        if found:
            raise Trouble(trouble, file=file, sheet=sheet, cell=_cell_at(xml, found.end()))


def _extent(xml: bytes) -> int:
    """Return how many cells the sheet's outline holds, by its last row and column, empty ones too."""
    last = max((int(number) for number in ROW.findall(xml)), default=0)
    wide = max((column(name) for name in set(COLUMN.findall(xml))), default=26)
    return last * wide


def _within_exactly(xml: bytes, file: str) -> None:
    """Do the same by the cells that hold something: whole rows are often coloured to the last column."""
    if UNNAMED.search(xml) and any(row.count(b"<c") > WIDEST for row in re.split(rb"<(?:\w+:)?row\b", xml)):
        raise Trouble("intake_too_wide", file=file, most=WIDEST)
    last = wide = 0
    for name, number in FILLED.findall(xml):
        if len(name) > 2:
            raise Trouble("intake_too_wide", file=file, most=WIDEST)
        last, wide = max(last, int(number)), max(wide, column(name))
    if last > LAST_ROW or last * wide > MOST_CELLS:
        raise Trouble("intake_too_many_cells", file=file, most=MOST_CELLS // 1_000_000)


def column(name: bytes) -> int:
    """Return a column's number: A is 1, AA 27."""
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number


def _place(cell: bytes) -> Place:
    found = CELL.search(cell)
    return (int(found[2]), column(found[1])) if found else (0, 0)


def _cell_at(xml: bytes, end: int) -> str:
    """Return the name of the last cell that begins before ``end``, empty where the file does not name it."""
    begin = max(xml.rfind(b"<c ", 0, end), xml.rfind(b":c ", 0, end) - 2)
    found = CELL.search(xml[max(begin, 0) : end + 200])
    return (found[1] + found[2]).decode() if found else "?"


def first_column(xml: bytes) -> int:
    """Return the first column that holds anything: readers leave out empty columns before it."""
    letters = (bytes([letter]) for letter in range(65, 91))
    held = (one for one in letters if re.search(rb"\br=\"" + one + rb"\d+\"[^>/]*>", xml))
    return column(next(held, b"A"))


def retold(xml: bytes, styles: bytes) -> Mapping[Place, str]:
    """Return the cells that must be told otherwise than by their number, by row and column from 1.

    A percentage is kept as a fraction and shown as 12.5%; a number with more digits than a spreadsheet keeps is told
    with its exponent, so that nobody takes its last zeros for digits.
    """
    found: dict[Place, str] = {}
    for match in EXPONENT.finditer(xml):
        begin = xml.rfind(b"<c", 0, match.start())
        found[_place(xml[begin : match.end()])] = match[1].decode()
    percent = b"|".join(str(number).encode() for number in _percent_styles(styles))
    if percent:
        shown = re.compile(
            rb"<c\b(?=[^>]{0,500}\bs=\"(?:" + percent + rb")\")(?![^>]{0,500}\bt=\"s\")[^>]{0,500}>\s*<v>([^<]+)</v>"
        )
        for match in shown.finditer(xml):
            found[_place(match[0])] = f"{round(float(match[1]) * 100, 9):.9f}".rstrip("0").rstrip(".") + "%"
    return found


def _percent_styles(styles: bytes) -> list[int]:
    """Return the numbers of the cell styles that show a percentage."""
    codes = {_number(one, b"numFmtId"): one for one in FORMAT.findall(styles)}
    percent = PERCENT | {number for number, code in codes.items() if b"%" in code}
    ends = [found.start() for found in STYLES.finditer(styles)]
    formats = STYLE.findall(styles[ends[0] : ends[-1]]) if ends else []
    return [place for place, one in enumerate(formats) if _number(one, b"numFmtId") in percent]


def _number(tag: bytes, name: bytes) -> int:
    found = re.search(rb"\b" + name + rb"=\"(\d+)\"", tag)
    return int(found[1]) if found else -1
