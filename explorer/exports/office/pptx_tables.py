"""What a slide lists, as tables in letters that can be read from afar, over as many slides as that takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl
from pptx.slide import Slide

from explorer.core import language
from explorer.exports.office import targets, xlsx_tables
from explorer.exports.office.chart_style import PALETTE
from explorer.exports.office.pptx_shapes import POINTS_AN_INCH, Box, Deck, Run, width
from explorer.views.exhibit import Exhibit, Graph, Series
from explorer.views.target_row import TargetRow

SIZES = (14.0, 12.0, 11.0)  # points; smaller letters cannot be read from a meeting's table
WIDTHS, BESIDE_WIDTHS = (0.36, 0.26, 0.2, 0.18), (0.34, 0.24, 0.22, 0.2)
LINE, CELL_MARGIN, ROW = 1.35, 0.2, 1.75  # of a size; inches; how high a row of one line is, of a size
WIDER = 1.06  # than we reckon may be the letters that an office has
MOST_DIGITS, MOST_ROWS, WIDEST = 4, 60, 4.5  # WIDEST: what a column asks for, in inches


@dataclass(frozen=True)
class Cell:
    """Some words in a table: their colour as RRGGBB, whether bold."""

    text: str
    colour: str = PALETTE.ink
    bold: bool = False


@dataclass(frozen=True)
class Table:
    """A table of a slide; ``widths`` are shares of its box."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]

    def draw(self, deck: Deck, slide: Slide, box: Box, size: float) -> None:
        """Put the table on a slide in letters of ``size`` points, no higher than it needs."""
        heads = [Run(head, size, PALETTE.grey, bold=True) for head in self.heads]
        rows = [[Run(one.text, size, one.colour, bold=one.bold) for one in row] for row in self.rows]
        high = self.heights(size, box.width)
        deck.table(slide, replace(box, height=sum(high)), [heads, *rows], self.widths, high)

    def heights(self, size: float, wide: float) -> list[float]:
        """Return how high the head and each row are, in inches, in a box so ``wide``."""
        texts = [self.heads, *([one.text for one in row] for row in self.rows)]
        return [max(map(_high, row, (share * wide for share in self.widths), [size] * len(row))) for row in texts]

    def rows_from(self, start: int, end: int) -> "Table":
        """Return the table with some of its rows."""
        return replace(self, rows=self.rows[start:end])


def _high(text: str, wide: float, size: float) -> float:
    lines = max(1, -(-width(text, size) * WIDER // (wide - CELL_MARGIN)))
    return (ROW + (lines - 1) * LINE) * size / POINTS_AN_INCH


def spread(table: Table, box: Box) -> tuple[float, list[range]]:
    """Return the size of the letters, and which rows stand on each of as few slides as they can be read on."""
    count = len(table.rows)
    for slides in range(1, count + 1):
        cuts = [-(-count * place // slides) for place in range(slides + 1)]
        parts = list(map(range, cuts, cuts[1:]))
        for size in SIZES:
            head, *high = table.heights(size, box.width)
            if all(head + sum(high[place] for place in part) <= box.height for part in parts):
                return size, parts
    return SIZES[-1], [range(place, place + 1) for place in range(count)]


def of_targets(exhibit: Exhibit, *, beside: bool = False) -> Table:
    """Return a view's targets with value, goal and status; ``beside``: narrow, with their chart beside them."""
    words = exhibit.view.words
    heads = ("ledger.goal", "office.newest", "ledger.promise", "cover.status")
    rows = tuple(_target(row, beside=beside) for row in exhibit.rows)
    return Table(tuple(map(words, heads)), rows, BESIDE_WIDTHS if beside else WIDTHS)


def _target(row: TargetRow, *, beside: bool) -> tuple[Cell, ...]:
    value, period, evidence = targets.newest(row)
    evidence = evidence[:1] if beside else evidence  # its sign: the status says the word
    known = " · ".join(filter(None, (value, period, evidence)))
    status = Cell(row.status.short, row.status.colour(), bold=True)
    return Cell(row.called), Cell(known), Cell(row.promised), status


def beside(graph: Graph, rows: Sequence[TargetRow], places: range) -> Graph:
    """Return the bars that stand beside some of an overview's targets, each called by its number alone.

    What rests on simulated values has their sign too.
    """
    return replace(
        graph,
        categories=tuple(_number(rows[place]) for place in places),
        series=tuple(_bars(one, places) for one in graph.series),
    )


def _bars(one: Series, places: range) -> Series:
    points = tuple((x - places.start, y) for x, y in one.points if x in places)
    return replace(one, points=points, hollow=frozenset(x - places.start for x in one.hollow if x in places))


def _number(row: TargetRow) -> str:
    return f"{row.no} {language.SIMULATED_SIGN}" if row.simulated else str(row.no)


def of_list(listed: pl.DataFrame, lang: str) -> Table:
    """Return what the page lists, its columns about as wide as their words, and how many rows are left out."""
    words, kept = language.words(lang), listed.head(MOST_ROWS)
    rows = [["" if cell is None else str(cell) for cell in row] for row in kept.iter_rows()]
    columns = ([head, *(row[place] for row in rows)] for place, head in enumerate(listed.columns))
    wanted = [min(max(width(text, SIZES[0]) for text in column), WIDEST) + CELL_MARGIN for column in columns]
    if more := listed.height - kept.height:
        said = words("office.more_rows", count=more)
        rows.append([said if wide == max(wanted) else "" for wide in wanted])
    cells = tuple(tuple(map(Cell, row)) for row in rows)
    return Table(tuple(listed.columns), cells, tuple(wide / sum(wanted) for wide in wanted))


def of_values(exhibit: Exhibit, box: Box) -> Table:
    """Return the values as far as there is room, and how many more there are: the other files have them all."""
    words, found = exhibit.view.words, xlsx_tables.values(exhibit)
    heads = ("office.indicator", "table.period", "cover.value", "table.evidence")
    rows = [
        (f"{indicator} · {area}", period, f"{words.number(value, MOST_DIGITS)} {unit}", evidence)
        for indicator, area, period, value, unit, evidence, *_ in found.iter_rows()
    ]
    whole = Table(tuple(map(words, heads)), tuple(tuple(map(Cell, row)) for row in rows), WIDTHS)
    head, *high = whole.heights(SIZES[-1], box.width)
    room = sum(head + sum(high[:count]) <= box.height for count in range(1, len(high) + 1))
    if room == len(high):
        return whole
    more = Cell(words("office.more_values", count=len(high) - room + 1), PALETTE.grey)
    return replace(whole, rows=(*whole.rows[: room - 1], (more, Cell(""), Cell(""), Cell(""))))
