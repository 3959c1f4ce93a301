"""A table of cities without a row of years: its one year stands in a title (2025年各市主要指标情况)."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from explorer.pipeline.intake.readers.sheet import HEAD, Sheet
from explorer.pipeline.intake.yearly import layout, records, units, years
from explorer.pipeline.intake.yearly.layout import Block, Column, Row
from explorer.pipeline.intake.yearly.names import Names

PARTS = tuple(word for role, word in years.MASTER if role == "part")
NOT_REACHED = re.compile(r"目标|任务|计划数|计划表|预期|增长|增幅|增速|排名|target|growth")
REACHED = re.compile(r"完成|情况|实际|actual")


class Titled(NamedTuple):
    """The block of such a table, its year, and the title that says it."""

    block: Block
    year: int
    title: str


def find(sheet: Sheet, known: Names) -> Titled | None:
    """Return the table of cities below a row of goals; None where there is none, or its year is not said."""
    rows = [tuple(cell.strip() for cell in cells) for cells in sheet.head[:HEAD]]
    for top, cells in enumerate(rows):
        areas = [place for place, cell in enumerate(cells) if cell and layout.meant(cell) == "area"]
        if not areas or not any(cell and known.exact(cell).goal for cell in cells):
            continue
        said = _year([sheet.name, *(cell for above in rows[:top] for cell in above if cell)])
        return Titled(_block(layout.every_row(sheet), top, areas[0], said[0]), *said) if said else None
    return None


def _year(titles: Sequence[str]) -> tuple[int, str] | None:
    """Return the one whole year that titles name, and the title; None for several, a part of one, or a promise."""
    found = dict[int, str]()
    for title in titles:
        text = records.REPORTED.sub("", unicodedata.normalize("NFKC", title)).casefold()
        for one in years.YEAR.finditer(text):
            if any(word.match(text, one.end()) for word in PARTS):
                return None
            if NOT_REACHED.search(text) and not REACHED.search(text):
                return None
            found.setdefault(int(one[1]), title.strip())
    return next(iter(found.items())) if len(found) == 1 else None


def _block(rows: Sequence[Row], top: int, area: int, year: int) -> Block:
    """Return the rows below a row of goals, each column of the title's year; a row of units may stand between."""
    heads, under = rows[top], rows[top + 1] if top + 1 < len(rows) else ()
    named = [place for place, cell in enumerate(heads) if cell and place > area and not layout.meant(cell)]
    measured = any(under) and all(units.known(cell) for cell in under if cell)
    columns = tuple(Column(place, year, f"{year}年", frozenset(), under[place] if measured else "") for place in named)
    places = {slug: place for place, cell in enumerate(heads) if (slug := layout.meant(cell))}
    return Block(top, top + 1, top + (2 if measured else 1), len(rows), columns, places, ())
