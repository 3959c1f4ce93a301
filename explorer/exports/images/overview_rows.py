"""The overview as rows of a plate: each target's status, small chart, newest value, goal and two thin bars."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from explorer.analysis.view import View
from explorer.charts import sparkline
from explorer.core import marks
from explorer.exports.images import typeface
from explorer.exports.images.svg import block, rule, text, within
from explorer.views.exhibit import Exhibit
from explorer.views.target_row import Section, TargetRow

HEAD, HEADING = 22, 26
LINE, LINES, EDGES = 15.5, 2, 5  # of a row: the height of each line, its least number, the room around all
# Where each column begins, and how wide what it says may be, from the plate's left edge on.
NUMBER, TITLE, STATUS, SPARK, VALUE, GOAL, BARS = 24, 36, 326, 476, 564, 738, 944
TITLE_ROOM, STATUS_ROOM, VALUE_ROOM, GOAL_ROOM, BAR, ROOM = 282, 142, 166, 198, 56, 1104
SPARK_WIDTH, SPARK_HEIGHT = 78, 26
SIZE, SMALL = 14.5, 13  # on A4 on its side nine points and more
MOST_LINES = 3
INK = marks.PALETTES["light"]


@dataclass(frozen=True)
class Lines:
    """A text in a cell: its lines, and the size of its letters."""

    lines: Sequence[str]
    size: float

    @property
    def count(self) -> int:
        """How many lines it takes."""
        return len(self.lines)

    def drawn(self, x: float, middle: float, colour: str = INK.ink) -> str:
        """Return the lines drawn around a height."""
        y = middle + 5 - LINE * (self.count - 1) / 2
        return block(x, y, self.lines, self.size, colour, leading=LINE / self.size)


def height(found: Sequence[Section]) -> float:
    """Return how high the rows are."""
    high = (_high(row) for _, mine in found for row in mine)
    return HEAD + sum(HEADING for heading, _ in found if heading) + sum(high)


def pages(found: Sequence[Section], room: float) -> list[list[Section]]:
    """Return the sections over as few pages with so much ``room`` as show them, as many rows on each.

    A section that goes on has its heading again.
    """
    whole = [(heading, row) for heading, mine in found for row in mine]
    for count in range(1, len(whole) + 1):
        each = -(-len(whole) // count)
        parts = [_sections(whole[start : start + each]) for start in range(0, len(whole), each)]
        if all(height(part) <= room for part in parts):
            return parts
    return [_sections([one]) for one in whole]


def _sections(rows: Sequence[tuple[str, TargetRow]]) -> list[Section]:
    return [Section(heading, tuple(row for _, row in mine)) for heading, mine in groupby(rows, key=itemgetter(0))]


def rows(exhibit: Exhibit, found: Sequence[Section], left: float, top: float) -> Iterator[str]:
    """Yield the drawn rows of the sections, from a plate's left edge and a height downwards."""
    words = exhibit.view.words
    for at, column in ((TITLE, "title"), (STATUS, "status"), (SPARK, "trend"), (VALUE, "value"), (GOAL, "goal")):
        yield text(left + at, top + 10, words(f"picture.{column}"), SMALL, INK.grey)
    yield text(left + BARS, top + 10, words("picture.shares"), SMALL, INK.grey)
    y = top + HEAD
    for heading, mine in found:
        if heading:
            yield text(left, y + 18, heading, SIZE, INK.grey)
            y += HEADING
        for row in mine:
            yield rule(left, y, ROOM, INK.faint, 0.7)
            yield from _row(exhibit.view, row, left, y)
            y += _high(row)


def _high(row: TargetRow) -> float:
    cells = _lines(row.title, TITLE_ROOM), _lines(row.status.short, STATUS_ROOM), _lines(row.aimed, GOAL_ROOM)
    return EDGES + LINE * max(LINES, _known(row).count + 1, *(one.count for one in cells))


def _known(row: TargetRow) -> Lines:
    """Return the newest value as lines."""
    return _lines(row.newest.text, VALUE_ROOM, 2) if row.newest else Lines(["–"], SIZE)


def _lines(said: str, room: float, most: int = MOST_LINES, size: float = SIZE) -> Lines:
    """Return a text on one line, or in smaller letters on as many as it takes."""
    if typeface.width(said, size) <= room:
        return Lines([said], size)
    return Lines(typeface.lines(said, SMALL, room, most), SMALL)


def _row(view: View, row: TargetRow, left: float, y: float) -> Iterator[str]:
    sign, middle = row.status, y + _high(row) / 2
    yield text(left + NUMBER, middle + 5, str(row.no), SIZE, INK.grey, "end")
    yield _lines(row.title, TITLE_ROOM).drawn(left + TITLE, middle)
    yield _lines(sign.short, STATUS_ROOM).drawn(left + STATUS, middle, sign.colour())
    yield _spark(view, row, left + SPARK, middle)
    known, period = _known(row), f"{row.newest.period} {row.newest.sign}" if row.newest else ""
    below = middle + 5 + LINE * known.count / 2
    yield known.drawn(left + VALUE, middle - (LINE / 2 if period else 0))
    yield text(left + VALUE, below, typeface.shortened(period, SMALL, VALUE_ROOM), SMALL, INK.grey)
    yield _lines(row.aimed, GOAL_ROOM).drawn(left + GOAL, middle, INK.goal)
    yield from _bars(row, left + BARS, middle)


def _spark(view: View, row: TargetRow, x: float, middle: float) -> str:
    if row.no_figure:
        return _lines(row.no_figure, SPARK_WIDTH, LINES, SMALL).drawn(x, middle, INK.grey)
    svg = sparkline.drawn(view.observed(row.goal), row.standing, row.goal.year, INK, row.since)
    return within(svg, x, middle - SPARK_HEIGHT / 2, SPARK_WIDTH, SPARK_HEIGHT, f"spark-{row.no}")


def _bars(row: TargetRow, x: float, middle: float) -> Iterator[str]:
    """Draw how much is achieved above how much of the time is gone, or why that cannot be said."""
    if row.no_share:
        yield _lines(row.no_share, ROOM - BARS, MOST_LINES, SMALL).drawn(x, middle, INK.grey)
        return
    for share, colour, at in ((row.achieved, INK.series, -10), (row.elapsed, INK.grey, 6)):
        if share is None:
            continue
        hollow = row.simulated and colour == INK.series
        yield rule(x, middle + at, BAR, INK.faint, 4)
        full = min(max(share.number, 0), 1) * BAR
        yield rule(x, middle + at, full, colour, 4)
        if hollow and full > 2:
            yield rule(x + 1, middle + at + 1, full - 2, INK.paper, 2)
        yield text(x + BAR + 6, middle + at + 7, share.text, SMALL, INK.grey)
