"""Where the years of a table stand: its blocks, each under its own heading, and what every column of one means."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from explorer.pipeline.intake.headings import letters
from explorer.pipeline.intake.readers.sheet import HEAD, WIDEST, Sheet, spans
from explorer.pipeline.intake.yearly import units, years
from explorer.pipeline.intake.yearly.table import Question

Row = tuple[str, ...]
HEADINGS = {
    "no": ("序号", "编号", "no", "no."),
    "name": ("指标名称", "指标", "目标名称", "目标", "主要指标", "项目", "名称", "indicator", "target", "figure"),
    "area": ("地区", "区域", "行政区划", "市", "城市", "area", "region", "city"),
    "unit": ("单位", "计量单位", "unit"),
    "state": ("状态", "数据状态", "核定状态", "数据性质", "state", "status", "figurestate"),
    "note": ("备注", "说明", "进展说明", "原因说明", "注", "note", "notes", "remark", "remarks", "progress"),
    "person": ("责任人", "联系人", "经办人", "person", "responsibleperson"),
    "document": ("依据文件", "依据", "文件依据", "document"),
    "next_step": ("下一步", "下一步措施", "下一步工作", "整改措施", "nextstep"),
    "deadline": ("时限", "完成时限", "deadline"),
}
MEANT = {spelling: slug for slug, spellings in HEADINGS.items() for spelling in spellings}
MONTH = re.compile(r"(?<!\d)(?:[1-9]|1[01])月")
DECEMBER = re.compile(r"(?<![-—–~～至到])12月(?!\s*(?:31|底|末))")  # one month, or the year's end
ANY_YEAR = re.compile(r"(?:19|20)\d{2}")
NOT_REACHED = ("aim", "rate")


@dataclass(frozen=True)
class Column:
    """A column of one year: its ``place``, the ``heading`` that it is told by, and what the headings say of it."""

    place: int
    year: int
    heading: str
    roles: frozenset[str]
    unit: str = ""

    @property
    def told(self) -> str:
        """How a reader finds it: E “2025年”."""
        return f"{letters(self.place)}“{self.heading}”"


@dataclass(frozen=True)
class Block:
    """The rows under one heading: ``top`` is that of the years, ``begin`` to ``end`` its figures, as rows from 0.

    ``above``: the first row of the heading. ``places``: the other columns by their slug in HEADINGS; ``unread``: the
    headings of those that nobody understands.
    """

    above: int
    top: int
    begin: int
    end: int
    columns: tuple[Column, ...]
    places: Mapping[str, int]
    unread: tuple[tuple[int, str], ...]


def every_row(sheet: Sheet) -> list[Row]:
    """Return every row's cells as texts, as wide as the widest row of the head; merged texts stand in all their rows.

    Of a figure over several rows each would count: only what is no number is filled.
    """
    width = min(max((len(cells) for cells in sheet.head), default=0), WIDEST)
    read = sheet.load(1, width).select(map(str, range(width))).iter_rows()
    rows = [[(cell or "").strip() for cell in cells] for cells in read]
    for merge in sheet.merged:
        if merge.place < width and merge.first <= len(rows):
            text = rows[merge.first - 1][merge.place]
            for row in range(merge.first, min(merge.last, len(rows))):
                if text and not text.replace(".", "").replace(",", "").isdigit() and not rows[row][merge.place]:
                    rows[row][merge.place] = text
    return [tuple(cells) for cells in rows]


def has_years(sheet: Sheet) -> bool:
    """Whether a row of a sheet's head is one of years: no other sheet is looked into, and none is read in full."""
    rows = [tuple(cell.strip() for cell in cells) for cells in sheet.head[:HEAD]]
    return any(_is_heading(rows, number, lambda _: False) for number in range(len(rows)))


def blocks(rows: Sequence[Row], names_goal: Callable[[str], bool]) -> list[Block]:
    """Return the blocks of a sheet, in its order. ``names_goal``: whether a cell names what a row is about."""
    tops = _tops(rows, names_goal)
    heads = list[tuple[int, int, int]]()
    for top in tops:
        above = top
        while above > (heads[-1][2] if heads else 0) and _is_of_a_heading(rows[above - 1], names_goal):
            above -= 1
        heads.append((above, top, top + (2 if _has_roles(rows, top, names_goal) else 1)))
    ends = [] if not heads else [*(above for above, _, _ in heads[1:]), len(rows)]
    return [_block(rows, head, end, first=not place) for place, (head, end) in enumerate(zip(heads, ends, strict=True))]


def _tops(rows: Sequence[Row], names_goal: Callable[[str], bool]) -> list[int]:
    """Return the rows of years; of two that follow each other the one with more years is the heading."""
    counted = [
        (number, len(_years(cells))) for number, cells in enumerate(rows) if _is_heading(rows, number, names_goal)
    ]
    found = list[tuple[int, int]]()
    for number, count in counted:
        if found and found[-1][0] == number - 1:
            if count >= found[-1][1]:
                found[-1] = number, count
            continue
        found.append((number, count))
    return [number for number, _ in found]


def meant(cell: str) -> str | None:
    """Return the column that a heading means, by its slug in HEADINGS."""
    return MEANT.get(re.sub(r"\s", "", unicodedata.normalize("NFKC", cell)).casefold())


def _years(cells: Row) -> dict[int, years.Said]:
    found = {place: years.read(cell) for place, cell in enumerate(cells) if ANY_YEAR.search(years.whole(cell))}
    return {place: said for place, said in found.items() if said.known and said.year}


def _is_heading(rows: Sequence[Row], number: int, names_goal: Callable[[str], bool]) -> bool:
    """Whether a row is one of years: at least two, or one where a heading says which column the names stand in."""
    cells = rows[number]
    found = _years(cells)
    others = [cell for place, cell in enumerate(cells) if cell and place not in found]
    if not found or any(map(names_goal, others)):
        return False
    words = {meant(cell) for cell in others} - {None}
    if len({said.year for said in found.values()}) < 2:
        over = {meant(cell) for cell in rows[number - 1]} if number and not others else set()
        return bool({"name", "area"} & (words | over))
    if any(_is_figure(cell) or units.known(cell) for cell in others):
        return False
    written = any("年" in cells[place] and said.roles != {"part"} for place, said in found.items())
    return bool(words) or written or not others


def _is_of_a_heading(cells: Row, names_goal: Callable[[str], bool]) -> bool:
    """Whether a row above the years belongs to their heading: two cells of it are known as one, or all are."""
    filled = [cell for cell in cells if cell]
    if any(meant(cell) == "area" for cell in filled) and not any(map(_is_figure, filled)):
        return True  # of a table of cities, with goals beside
    known = [cell for cell in filled if meant(cell) or _is_role(cell)]
    return bool(known) and (len(known) == len(filled) or len(known) > 1) and not any(map(names_goal, filled))


def _is_role(cell: str) -> bool:
    said = years.read(cell)
    return said.known and bool(said.roles or said.unit)


def _has_roles(rows: Sequence[Row], top: int, names_goal: Callable[[str], bool]) -> bool:
    """Whether the row below the years says what each of their columns is, understood or not.

    A merged year has columns of which only the row below can say what they are.
    """
    if top + 1 >= len(rows):
        return False
    first, below = min(_years(rows[top])), rows[top + 1]
    before = [cell for cell in below[:first] if cell]
    under = [(place, cell) for place, cell in enumerate(below) if cell and place >= first]
    if not under or any(map(names_goal, before)) or any(_is_figure(cell) for _, cell in under):
        return False
    heads = all(meant(cell) for cell in before)
    split = any(not rows[top][place] for place, cell in under if not meant(cell))
    return heads and (split or all(meant(cell) or _is_role(cell) for _, cell in under))


def _is_figure(cell: str) -> bool:
    """Whether a cell is a number, or what stands for one."""
    return cell.replace(".", "").replace(",", "").rstrip("%").lstrip("-").isdigit() or not any(map(str.isalnum, cell))


def _block(rows: Sequence[Row], head: tuple[int, int, int], end: int, *, first: bool) -> Block:
    above, top, begin = head
    over = rows[top - 1] if top and (first or above < top) else ()
    under = rows[top + 1] if begin > top + 1 else ()
    columns = tuple(_columns(rows[top], over, under))
    taken, places = {one.place for one in columns}, dict[str, int]()
    for cells in (under, *reversed(rows[0 if first else above : top + 1])):
        for place, cell in enumerate(cells):
            if (slug := meant(cell)) and place not in taken:
                places.setdefault(slug, place)
    named = {place: cell for cells in (over, rows[top], under) for place, cell in enumerate(cells) if cell}
    if "name" in places:
        bare = {place for cells in rows[begin:end] for place, cell in enumerate(cells) if cell} - named.keys()
        named |= dict.fromkeys(bare, "")
    else:  # names may stand in any column before the years
        named = {place: cell for place, cell in named.items() if place >= min(taken)}
    left = sorted(named.keys() - taken - set(places.values()))
    return Block(above, top, begin, end, columns, places, tuple((place, named[place]) for place in left))


def _columns(cells: Row, over: Row, under: Row) -> Iterator[Column]:
    """Yield the columns of years; a merged year or a heading over several columns stands in the first of them."""
    own = _years(cells)
    first, year, spanning, heading = min(own), None, frozenset[str](), ""
    for place in range(first, max(len(cells), len(over), len(under))):
        top, above, below = (row[place] if place < len(row) else "" for row in (cells, over, under))
        if above:
            said = years.read(above)
            spanning = said.roles if said.known else frozenset()
        if top:
            year, heading = (own[place], top) if place in own else (None, "")
        beside = years.read(below) if below else None
        split = _is_role(above) or (beside is not None and not meant(below))
        if year is None or year.year is None or not (top or split):
            continue
        roles = year.roles | spanning | (beside.roles if beside and beside.known else frozenset())
        roles |= {"unclear"} if beside and not beside.known else set()
        unit = (beside.unit if beside else "") or year.unit
        parts = (above,) if ANY_YEAR.search(years.whole(above)) else (above, heading, below)
        told = "".join(dict.fromkeys(part for part in parts if part))
        yield Column(place, year.year, told, roles, unit)


def settled(columns: Sequence[Column]) -> tuple[tuple[Column, ...], tuple[Question, ...]]:
    """Return the columns of what was reached in whole years, and which others were left out.

    Two columns of one year that nothing tells apart are both kept: a row in which they differ is a fault.
    """
    aims = [one for one in columns if one.roles & set(NOT_REACHED)]
    parts = [one for one in columns if "part" in one.roles and one not in aims]
    monthly = {one.year for one in parts if MONTH.search(one.told)}
    december = [one for one in columns if one not in aims and DECEMBER.search(years.whole(one.told))]
    parts += [one for one in december if one.year in monthly]
    kept = [one for one in columns if one not in aims and one not in parts]
    early, unclear = list[Column](), list[Column]()
    for year in {one.year for one in kept}:
        same = [one for one in kept if one.year == year]
        plain = [one for one in same if "unclear" not in one.roles]
        final = [one for one in same if "final" in one.roles]
        if len(plain) == 1 and plain[0].roles:
            unclear += [one for one in same if one not in plain]
        if len(final) == 1 and all("preliminary" in one.roles for one in same if one not in final):
            early += [one for one in same if one not in final]
    kept = [one for one in kept if one not in early and one not in unclear]
    alone = [one for one in december if one in kept]
    left = (("columns_not_reached", aims), ("columns_of_a_part", parts), ("columns_early", early))
    asked = [
        Question(kind, {"columns": "、".join(one.told for one in some)})
        for kind, some in (*left, ("columns_unclear", unclear), ("columns_december", alone))
        if some
    ]
    return tuple(kept), tuple(asked)


def file_says(
    sheet: Sheet, rows: Sequence[Row], block: Block, kept: Sequence[Column], read: Collection[int]
) -> Iterator[tuple[int, Question]]:
    """Yield what the file itself says of the cells that were read: made one, or hidden.

    A figure in one cell over several rows or years counts in the first alone. ``read``: the rows, as Excel counts.
    """
    places = {one.place: one for one in kept}
    for one in sheet.merged:
        if not block.begin < one.first <= block.end or not rows[one.first - 1][one.place]:
            continue
        if one.tall and one.place in places:
            yield one.first, Question("merged_number", {"groups": 1, "count": one.last - one.first})
        empty = [places[place] for place in range(one.place + 1, one.until + 1) if place in places]
        if empty and one.first in read:
            blanks = {"cells": one.cells, "text": rows[one.first - 1][one.place][:20]}
            yield one.first, Question("merged_years", blanks | {"years": "、".join(str(one.year) for one in empty)})
    if hidden := [row for row in sheet.unseen_rows & set(read) if block.begin < row <= block.end]:
        yield 0, Question("rows_unseen", {"rows": spans(hidden)})
    if unseen := [one.told for one in kept if one.place in sheet.unseen_columns]:
        yield 0, Question("columns_unseen", {"columns": "、".join(unseen)})


def unit_above(texts: Sequence[str]) -> str:
    """Return the unit that a title names for the whole table ("单位：万件"); empty where it names none."""
    for text in texts:
        found = re.search(r"(?<![报制表])单位\s*[:：]\s*([^\s，。；）)]{1,6})", text)
        if found and units.known(found[1]):
            return found[1]
    return ""
