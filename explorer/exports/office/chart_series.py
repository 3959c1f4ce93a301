"""One series of a chart that an office can edit: the cells it draws, its line, marks, bars and labels."""

from dataclasses import dataclass
from typing import Any

from explorer.core import marks
from explorer.exports.office.chart_cells import Line, Span
from explorer.exports.office.chart_style import PALETTE, Look, look
from explorer.views.exhibit import Graph

# Lines that end beside the goal: its label keeps to the other side of them. The needed pace ends in the goal itself.
LEADING = (*marks.EVIDENCE, *(name for name in marks.SCENARIO if name != "needed"))
# What could be promised: the outer lines have their numbers on their outer side, what lies between only in the legend.
FAN, UNNAMED = {"conservative": "below", "ambitious": "above"}, ("base", "beside")
FULL_WIDTH = "\uff01"
GAP = {True: 35, False: 55}
MOST_LABELLED = 40


@dataclass(frozen=True)
class Pen:
    """What every part of one chart shares: its sheet and the row of the heads, its letters and their size in points."""

    sheet: str
    row: int
    face: str
    size: int

    def font(self, colour: str = PALETTE.ink, smaller: int = 0, *, bold: bool = False) -> dict[str, Any]:
        """Return how texts are written."""
        return {"name": self.face, "size": self.size - smaller, "color": colour, "bold": bold}

    def top(self, span: Span) -> list[str | int]:
        """Return the head of a column, as what a chart refers to."""
        return [self.sheet, self.row, span.column]

    def first(self, span: Span) -> list[str | int]:
        """Return the first cell of a column below its head."""
        return [self.sheet, self.row + span.first, span.column]

    def cells(self, span: Span) -> list[str | int]:
        """Return all cells of a column below its head."""
        return [self.sheet, self.row + span.first, span.column, self.row + span.last, span.column]


def series(pen: Pen, line: Line, graph: Graph, *, alone: bool) -> dict[str, Any]:
    """Return what a chart is told of one series; ``alone``: no two series have bars for the same category."""
    mine = look(line.series.mark)
    made: dict[str, Any] = {
        "name": pen.top(line.up),
        "categories": pen.cells(line.across),
        "values": pen.cells(line.up),
    }
    if graph.kind == "bars":
        return made | _bars(pen, line, graph, mine, alone=alone)
    joined = graph.kind == "time"
    made |= {"marker": mine.marker(joined=joined), "line": mine.line if joined else {"none": True}}
    labels = _names(pen, line, mine) if graph.kind == "pairs" else _ends(pen, line, graph, mine)
    return made | ({"data_labels": labels} if labels else {})


def holes(pen: Pen, line: Line, graph: Graph) -> dict[str, Any] | None:
    """Return the series that opens hollow marks in LibreOffice; None where a series has none.

    It comes before theirs: LibreOffice draws it on top, the others below, where their own hollow mark covers it.
    """
    mine = look(line.series.mark)
    if graph.kind == "bars" or mine.filled or not mine.shape:
        return None
    return {
        "name": pen.top(line.up),
        "categories": pen.cells(line.across),
        "values": pen.cells(line.up),
        "marker": mine.hole,
        "line": {"none": True},
    }


def _bars(pen: Pen, line: Line, graph: Graph, mine: Look, *, alone: bool) -> dict[str, Any]:
    one, count = line.series, line.up.last - line.up.first + 1
    every = bool(one.points) and all(x in one.hollow for x, _ in one.points)
    made = mine.bar(hollow=every) | {"gap": GAP[alone], "overlap": 100 if alone else 0}
    if one.hollow and not every:
        made["points"] = [mine.bar(hollow=True) if place in one.hollow else None for place in range(count)]
    crowded = max(0, (len(graph.categories) - MOST_LABELLED // 2 + 5) // 6)
    labels = {"value": True, "position": "outside_end", "num_format": line.form}
    labels["font"] = pen.font(PALETTE.ink, smaller=2 + min(3, crowded))
    return made | ({"data_labels": labels} if graph.series.index(one) < labelled(graph) else {})


def labelled(graph: Graph) -> int:
    """Return how many series of bars, from the first, have their numbers beside them: as many as can be read."""
    places = len({x for one in graph.series for x, _ in one.points})
    if places > MOST_LABELLED:
        return 0
    return len(graph.series) if sum(len(one.points) for one in graph.series) <= MOST_LABELLED else 1


def _names(pen: Pen, line: Line, mine: Look) -> dict[str, Any]:
    """Label every pair with what it is called: in words, since not every office reads a label out of a cell."""
    count = line.up.last - line.up.first + 1
    custom: list[dict[str, Any]] = [{"delete": True} for _ in range(count)]
    for row, name in zip(line.rows, line.series.labels, strict=True):
        # A text with a "!" can look like the address of a cell, and would be taken for one.
        custom[row] = {"value": name.replace("!", FULL_WIDTH), "font": pen.font(PALETTE.ink, smaller=2)}
    return {"value": True, "position": "right", "custom": custom, "font": pen.font(mine.colour, smaller=2)}


def _ends(pen: Pen, line: Line, graph: Graph, mine: Look) -> dict[str, Any] | None:
    """Label the goal, the newest value, and where each line ahead leads."""
    one, known = line.series, [other for other in graph.series if other.mark in marks.EVIDENCE]
    ahead = any(other.mark in marks.SCENARIO for other in graph.series)
    newest = max(
        (point for other in graph.series if other.mark in marks.EVIDENCE for point in other.points), default=None
    )
    how = {"value": True, "num_format": line.form, "font": pen.font(mine.colour, bold=True)}
    if one.mark == "goal":
        ends = [max(other.points)[1] for other in graph.series if other.points and other.mark in LEADING]
        lower = any(one.points[0][1] < end for end in ends)
        place = "right" if any(other.mark in FAN for other in graph.series) else "below" if lower else "above"
        return how | {"series_name": True, "separator": " ", "position": place}
    # The needed pace leads to the goal, which has its label already.
    if one.mark in ("path", "band", "needed", *UNNAMED) or (one in known and newest not in one.points):
        return None
    custom: list[dict[str, Any] | None] = [{"delete": True} for _ in range(line.up.last - line.up.first + 1)]
    custom[line.rows[one.points.index(max(one.points))]] = None
    place = FAN.get(one.mark, "above" if ahead and one in known else "right")
    return how | {"position": place, "custom": custom}
