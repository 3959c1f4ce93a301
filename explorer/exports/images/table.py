"""What a page lists as rows of a plate: its columns as wide as their words, or as the room lets them be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from explorer.core import marks
from explorer.exports.images import typeface
from explorer.exports.images.svg import block, rule

ROOM, GAP, HEAD, EDGES = 1104.0, 20.0, 26.0, 9.0
SIZE, SMALL, LINE = 14.5, 13, 17.5
LINES = 2  # that a cell may take
MOST = 24  # rows of one picture


@dataclass(frozen=True)
class Grid:
    """A table's heads and cells as lines of text, and where each column begins."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Sequence[str]]]
    starts: Sequence[float]

    @property
    def heights(self) -> list[float]:
        """How high each row is."""
        return [EDGES + LINE * max(map(len, row)) for row in self.rows]

    @property
    def height(self) -> float:
        """How high the whole is."""
        return HEAD + sum(self.heights)

    def drawn(self, left: float, top: float, palette: marks.Palette) -> Iterator[str]:
        """Yield the drawn head and rows, from a plate's left edge and a height downwards."""
        for start, head in zip(self.starts, self.heads, strict=True):
            yield block(left + start, top + 12, [head], SMALL, palette.grey)
        y = top + HEAD
        for row, high in zip(self.rows, self.heights, strict=True):
            yield rule(left, y, ROOM, palette.faint, 0.7)
            for start, lines in zip(self.starts, row, strict=True):
                yield block(left + start, y + LINE, lines, SIZE, palette.ink, leading=LINE / SIZE)
            y += high


def grid(table: pl.DataFrame, more: str = "") -> Grid:
    """Return a table of texts as a grid; ``more``: what is said in a last row."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in table.iter_rows()]
    columns = [[head, *(row[place] for row in cells)] for place, head in enumerate(table.columns)]
    widths = _fitted([max(typeface.width(text, SIZE) for text in column) for column in columns])
    starts = [sum(widths[:place]) + GAP * place for place in range(len(widths))]
    heads = [typeface.shortened(head, SMALL, wide) for head, wide in zip(table.columns, widths, strict=True)]
    rows = [[typeface.lines(text, SIZE, wide, LINES) for text, wide in zip(row, widths, strict=True)] for row in cells]
    return Grid(heads, [*rows, *([[[more], *([[]] * (len(widths) - 1))]] if more else [])], starts)


def starts(heights: Sequence[float], room: float) -> list[int]:
    """Return with which row each sheet begins, where so much room is for the rows of one."""
    found, y = [0], 0.0
    for place, high in enumerate(heights):
        if y + high > room and place:
            found.append(place)
            y = 0.0
        y += high
    return found


def _fitted(wanted: Sequence[float]) -> list[float]:
    """Return the widths of columns: as wanted where all have room, else the widest cut to one width."""
    room, cut = ROOM - GAP * (len(wanted) - 1), max(wanted, default=0.0)
    for place, wide in enumerate(sorted(wanted)):
        share = (room - sum(sorted(wanted)[:place])) / (len(wanted) - place)
        if share < wide:
            cut = share
            break
    return [min(wide, cut) for wide in wanted]
