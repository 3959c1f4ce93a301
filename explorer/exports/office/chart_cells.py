"""A graph's numbers as the columns of a sheet, and where in them each series of its chart stands."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from explorer.charts.rows import breaks
from explorer.core import marks
from explorer.core.language import Words
from explorer.views.exhibit import Exhibit, Graph, Series

Cell = str | float | None
# Shares beyond these, in per cent, end at the edge of the chart: their labels say how far they would have gone.
LEAST_SHARE, GREATEST_SHARE = -100.0, 200.0
PUBLISHED_DIGITS = 2


@dataclass(frozen=True)
class Column:
    """One column of the sheet: its head, its cells from the second row on, and how an office writes its numbers."""

    head: str
    cells: tuple[Cell, ...]
    form: str


@dataclass(frozen=True)
class Span:
    """Cells of one column, both rows included and counted from nought."""

    column: int
    first: int
    last: int


@dataclass(frozen=True)
class Line:
    """Where one series stands: its x or categories, its y with its name above them.

    ``rows``: where each of its points stands among the cells of ``up``. ``form``: how its numbers are written.
    """

    series: Series
    across: Span
    up: Span
    rows: tuple[int, ...]
    form: str


@dataclass
class Layout:
    """The columns of a sheet, and the series that stand in them; ``digits``: the most decimals that x and y have."""

    digits: tuple[int | None, int]
    columns: list[Column] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def add(self, head: str, cells: Sequence[Cell], digits: int | None = None) -> Span:
        """Put another column on the right and return where its cells stand."""
        self.columns.append(Column(head, tuple(cells), _form(cells, digits)))
        return Span(len(self.columns) - 1, 1, max(1, len(cells)))

    def draw(self, one: Series, across: Span, cells: Sequence[Cell], rows: Sequence[int]) -> None:
        """Put the y of a series on the right, whose x stand in ``across``."""
        up = self.add(one.name, cells, self.digits[1])
        self.lines.append(Line(one, across, up, tuple(rows), self.columns[-1].form))

    @property
    def unit(self) -> Span:
        """Where the chart's unit is said: in the last column."""
        return Span(len(self.columns) - 1, 1, 1)


@dataclass(frozen=True)
class _Row:
    """One row of the table of values: a value, or the place of a break, where no series has one."""

    x: float
    called: str
    series: Series | None = None
    point: int = 0


def layout(exhibit: Exhibit, graph: Graph) -> Layout:
    """Return the numbers of an exhibit's graph as columns, its unit in the last one."""
    words, found = exhibit.view.words, Layout(_digits(exhibit, graph))
    if graph.kind == "bars":
        _bars(found, graph, words)
    else:
        _values(found, exhibit, graph, words)
        _lines(found, [one for one in graph.series if one.mark not in marks.EVIDENCE], words)
    found.add(words("office.unit"), [_unit(graph, words)])
    return found


def _lines(found: Layout, ahead: Sequence[Series], words: Words) -> None:
    """Put path, goal and what lies ahead beside the values, what has the same times beside one another."""
    for times, alike in groupby(ahead, key=lambda one: [x for x, _ in one.points]):
        across = found.add(words("office.time"), times)
        for one in alike:
            found.draw(one, across, [y for _, y in one.points], range(len(one.points)))


def _unit(graph: Graph, words: Words) -> str:
    """Return what the numbers are counted in, and whether bars end before their number does."""
    if graph.kind == "pairs":
        return words("office.upwards", title=graph.unit)
    said = words("office.in_unit", unit=graph.unit)
    shares = [y for one in graph.series if one.mark == "share" for _, y in one.points]
    if any(not LEAST_SHARE <= share <= GREATEST_SHARE for share in shares):
        said += words("office.clipped", low=words.number(LEAST_SHARE), high=words.number(GREATEST_SHARE))
    return said


def _bars(found: Layout, graph: Graph, words: Words) -> None:
    across = found.add(words("office.category"), graph.categories)
    for one in graph.series:
        heights = dict(one.points)
        cells = [heights.get(float(place)) for place in range(len(graph.categories))]
        found.draw(one, across, cells, [int(x) for x, _ in one.points])


def _values(found: Layout, exhibit: Exhibit, graph: Graph, words: Words) -> None:
    """Put all values in one table, a row each: where another evidence's value or a break lies between, a line ends."""
    known, time = [one for one in graph.series if one.mark in marks.EVIDENCE], graph.kind == "time"
    if not known:
        return
    rows = sorted([*_points(known, words, time=time), *_breaks(exhibit, known, words)], key=lambda row: row.x)
    # LibreOffice does not draw the first series of a slide's chart where a later one has more cells.
    spare = [None] * max(0, 0, *(len(one.points) - len(rows) for one in graph.series if one not in known))
    found.add(words("table.period" if time else "office.place"), [row.called for row in rows])
    across = found.add(
        words("office.time") if time else graph.across, [*(row.x for row in rows), *spare], found.digits[0]
    )
    for one in known:
        cells = [*(one.points[row.point][1] if row.series is one else None for row in rows), *spare]
        placed = {row.point: place for place, row in enumerate(rows) if row.series is one}
        found.draw(one, across, cells, [placed[point] for point in range(len(one.points))])


def _points(known: Sequence[Series], words: Words, *, time: bool) -> Iterator[_Row]:
    for one in known:
        called = [words.time(x) for x, _ in one.points] if time else one.labels
        yield from (_Row(x, called[point], one, point) for point, (x, _) in enumerate(one.points))


def _breaks(exhibit: Exhibit, known: Sequence[Series], words: Words) -> list[_Row]:
    """Return the breaks of definition between the values shown: no line leads across them."""
    if exhibit.goal is None or exhibit.graph is None or exhibit.graph.kind != "time":
        return []
    times = [x for one in known for x, _ in one.points]
    happened = exhibit.view.events(exhibit.goal)
    names = happened.filter(happened["kind"] == "break")[f"short_{words.named}"]
    found = zip(breaks(happened), names, strict=True)
    return [_Row(at, str(name)) for at, name in found if min(times) < at < max(times)]


def _digits(exhibit: Exhibit, graph: Graph) -> tuple[int | None, int]:
    """Return how many decimals x and y have at most, as on the page; None where x is a time or a name."""
    if graph.digits is not None:
        return None, graph.digits
    if exhibit.goal is None or exhibit.parameters.get("show") == "provinces":
        return None, 0 if exhibit.goal is None else PUBLISHED_DIGITS
    mine = exhibit.goal.indicator.digits
    if graph.kind == "pairs":
        return mine, exhibit.view.by_key[exhibit.parameters["against"]].indicator.digits
    return None, {"share": 1, "per_capita": 2}.get(exhibit.parameters.get("per", ""), mine)


def _form(cells: Sequence[Cell], most: int | None) -> str:
    """Return an office's format of numbers: grouped, with as many decimals as they need, but never more than ``most``.

    What has no decimals to be told keeps the office's own format.
    """
    if most is None:
        return "General"
    numbers = [cell for cell in cells if isinstance(cell, float) and math.isfinite(cell)]
    needed = next((d for d in range(most) if all(round(n, d) == round(n, most) for n in numbers)), most)
    return "#,##0" + (f".{'0' * needed}" if needed else "")
