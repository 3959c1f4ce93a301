"""What a sheet's own XML says that its values do not: formulas, errors, its extent, cells made one."""

import re

from explorer.core.errors import Trouble
from explorer.pipeline.intake.readers.sheet import MOST_CELLS, WIDEST, Merge

# A tag longer than this is nobody's; without a bound, tags that never close would be searched to the end each time.
# LibreOffice keeps a truth as the formula TRUE(), which calculates nothing.
FORMULA = re.compile(rb"<(?:\w+:)?f(?:/|(?:\s[^>]{0,500})?>(?!(?:TRUE|FALSE)\(\)</))")
ERROR = re.compile(rb"<(?:\w+:)?c\b[^>]{0,500}\bt\s*=\s*[\"']e[\"']")
CELL = re.compile(rb"<(?:\w+:)?c\b[^>]{0,500}?\br\s*=\s*[\"']([A-Z]{1,9})(\d{1,9})[\"']")
FILLED = re.compile(rb"<(?:\w+:)?c\s[^>]{0,500}?\br=\"([A-Z]+)(\d+)\"[^>]{0,500}(?<!/)>")
UNNAMED = re.compile(rb"<(?:\w+:)?c(?:\s*>|\s+(?![^>]{0,500}\br=\")[^>]{0,500}>)")
ROW = re.compile(rb"<(?:\w+:)?row\b[^>]{0,500}?\br=\"(\d+)\"")
# Spellings of a place that XML allows and no office writes: we and the reader of workbooks might differ on them.
ODD = re.compile(
    rb"<(?:\w+:)?(?:c|row)\s(?:[^>]{500}|(?:[^>]{0,499}?\s)?r(?:\s*='|\s+=|=\s|=\"(?![A-Z]{0,9}\d{1,9}\")))"
)
PLAIN = re.compile(rb"<c r=\"([A-Z]{1,9})(\d{1,9})\"")
SLICE = 16 << 20  # bytes looked at together
MERGES, MERGE = (
    re.compile(rb"<(?:\w+:)?mergeCells\b"),
    re.compile(rb"<(?:\w+:)?mergeCell\b[^>]{0,200}?\bref=\"(([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7}))\""),
)
HIDDEN = rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']"
HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]{0,500}?" + HIDDEN + rb")[^>]{0,500}?\br=\"(\d{1,7})\"")
HIDDEN_COLUMNS = re.compile(rb"<(?:\w+:)?col\b(?=[^>]{0,500}?" + HIDDEN + rb")[^>]{0,500}>")
REACH = re.compile(rb"\b(min|max)=\"(\d{1,6})\"")
LAST_ROW = 1_048_576
TAG = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]{0,500})>")
NAME = re.compile(rb"\br\s*=\s*[\"']([A-Z]{0,9})(\d{1,9})[\"']")
Place = tuple[int, int]


def within(xml: bytes, file: str) -> None:
    """Raise Trouble for a sheet that is unreasonably large, before anybody builds it.

    Only cells that hold something count: whole rows are often coloured to the last column.
    """
    last, wide = _plainly(xml)
    if not 0 < last * wide <= MOST_CELLS or wide > WIDEST:
        if ODD.search(xml):
            raise Trouble("intake_damaged", file=file)
        last, wide = _outline(xml)
    if wide > WIDEST:
        raise Trouble("intake_too_wide", file=file, most=WIDEST)
    if last > LAST_ROW or last * wide > MOST_CELLS:
        raise Trouble("intake_too_many_cells", file=file, most=MOST_CELLS // 1_000_000)


def values_only(xml: bytes, sheet: str, file: str) -> None:
    """Raise Trouble, naming the first cell, for a sheet that holds a formula or an error such as #REF!."""
    for pattern, trouble in ((FORMULA, "intake_formula"), (ERROR, "intake_error_cell")):
        found = pattern.search(xml)
        if found:
            raise Trouble(trouble, file=file, sheet=sheet, cell=_cell_at(xml, found.end()))


def _plainly(xml: bytes) -> Place:
    """Return the last row and column of any cell where all are written as offices write them, else nothing: (0, 0)."""
    count, last, wide = _cells(PLAIN, xml)
    cells = sum(xml.count(b"<c" + sign) for sign in (b" ", b">", b"/", b"\t", b"\n", b"\r"))
    return (last, wide) if cells == count and b":c" not in xml else (0, 0)


def _outline(xml: bytes) -> Place:
    """Return the last row and column that hold anything. Cells without a name stand one after the other."""
    _, last, wide = _cells(FILLED, xml)
    if UNNAMED.search(xml):
        rows = re.split(rb"<(?:\w+:)?row\b", xml)
        last = max(last, len(rows), *map(int, ROW.findall(xml)))
        wide = max(wide, *(row.count(b"<c") + row.count(b":c") for row in rows))
    return last, wide


def _cells(pattern: re.Pattern[bytes], xml: bytes) -> tuple[int, int, int]:
    """Return how many cells a pattern finds, and their last row and column; a part of the sheet at a time."""
    count, last, names, start = 0, 0, set[bytes](), 0
    while start < len(xml):
        end = xml.find(b"<", start + SLICE)
        end = len(xml) if end < 0 else end
        found = pattern.findall(xml, start, end)
        names |= {name for name, _ in found}
        last = max((last, *{int(number) for _, number in found}))
        count, start = count + len(found), end
    return count, last, max(map(column, names), default=0)


def column(name: bytes) -> int:
    """Return a column's number: A is 1, AA 27."""
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number


def place(cell: bytes) -> Place:
    """Return the row and column of a cell's tag, from 1; nothing (0, 0) where it names none."""
    found = CELL.search(cell)
    return (int(found[2]), column(found[1])) if found else (0, 0)


def named(xml: bytes) -> bytes:
    """Return the sheet with a name in every cell: one without stands behind the one before it."""
    if not UNNAMED.search(xml):
        return xml
    row, place = 0, 0

    def told(tag: re.Match[bytes]) -> bytes:
        nonlocal row, place
        name = NAME.search(tag[2])
        if tag[1] == b"row":
            row, place = int(name[2]) if name else row + 1, 0
            return tag[0]
        place = column(name[1]) if name else place + 1
        return (
            tag[0] if name else b'%s r="%s%d"%s>' % (tag[0][: tag.start(2) - tag.start()], letters(place), row, tag[2])
        )

    return TAG.sub(told, xml)


def letters(number: int) -> bytes:
    """Return the name of a column: 1 is A, 27 AA."""
    return (letters((number - 1) // 26) if number > 26 else b"") + bytes([65 + (number - 1) % 26])


def _cell_at(xml: bytes, end: int) -> str:
    """Return the name of the last cell that begins before ``end``, empty where the file does not name it."""
    begin = max(xml.rfind(b"<c ", 0, end), xml.rfind(b":c ", 0, end) - 2)
    found = CELL.search(xml[max(begin, 0) : end + 200])
    return (found[1] + found[2]).decode() if found else "?"


def first_column(xml: bytes) -> int:
    """Return the first column that holds anything: readers leave out empty columns before it."""
    letters = (bytes([letter]) for letter in range(65, 91))
    held = (one for one in letters if re.search(rb"\br\s*=\s*[\"']" + one + rb"\d+[\"'][^>/]*>", xml))
    return column(next(held, b"A"))


def merged(xml: bytes) -> tuple[Merge, ...]:
    """Return the cells made one; the text of a block stands in its first cell alone."""
    begin = MERGES.search(xml, max(xml.rfind(b"sheetData"), 0))
    if begin is None:
        return ()
    aside = first_column(xml)
    found = (
        Merge(int(first), int(last), column(name) - aside, column(until) - aside, cells.decode())
        for cells, name, first, until, last in MERGE.findall(xml, begin.end())
    )
    return tuple(one for one in found if one.first <= one.last <= LAST_ROW and 0 <= one.place <= one.until)


def unseen(xml: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Return the rows, as Excel counts, and the places of the columns that the file hides."""
    if b"hidden" not in xml:
        return frozenset(), frozenset()
    aside, places = first_column(xml), set[int]()
    for tag in HIDDEN_COLUMNS.findall(xml):
        reach = {name: int(number) for name, number in REACH.findall(tag)}
        places |= set(range(reach.get(b"min", 1), min(reach.get(b"max", 0), WIDEST) + 1))
    rows = frozenset(map(int, HIDDEN_ROW.findall(xml)))
    return rows, frozenset(place - aside for place in places if place >= aside)
