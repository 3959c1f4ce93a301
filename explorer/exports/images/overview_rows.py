"""The overview as rows of a plate: each target's status, small chart, newest value, goal and two thin bars."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from explorer.analysis.assessment.assess import JUDGED
from explorer.analysis.view import View
from explorer.charts import sparkline
from explorer.core import marks
from explorer.core.catalogue import Goal
from explorer.exports.images import typeface
from explorer.exports.images.svg import block, rule, text, within
from explorer.views import phrases
from explorer.views.exhibit import Exhibit
from explorer.views.ledger import html as ledger_html
from explorer.views.overview import html as overview_html

HEAD, HEADING = 22, 26
LINE, LINES, EDGES = 15.5, 2, 5  # of a row: the height of each line, its least number, the room around all
# Where each column begins, and how wide what it says may be, from the plate's left edge on.
NUMBER, TITLE, STATUS, SPARK, VALUE, GOAL, BARS = 24, 36, 326, 476, 564, 738, 944
TITLE_ROOM, VALUE_ROOM, GOAL_ROOM, BAR, ROOM = 282, 166, 198, 56, 1104
SPARK_WIDTH, SPARK_HEIGHT = 78, 26
SIZE, SMALL = 14.5, 13  # on A4 on its side nine points and more
MOST_LINES = 3
INK = marks.PALETTES["light"]
Section = tuple[str, Sequence[Goal]]


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


def sections(exhibit: Exhibit) -> list[Section]:
    """Return the headings and goals of the overview in its link's order, or of the ledger's department."""
    view, asked = exhibit.view, exhibit.parameters
    if exhibit.page == "ledger":
        goals = ledger_html.goals_of(view, asked.get("department", ledger_html.ALL))
        return [("", goals)] if goals else []
    found = overview_html.sections(view, asked["group"], asked["only"])
    return [("" if title == exhibit.title else title, goals) for title, goals in found]


def height(exhibit: Exhibit, found: Sequence[Section]) -> float:
    """Return how high the rows are."""
    high = (_high(exhibit.view, goal) for _, goals in found for goal in goals)
    return HEAD + sum(HEADING for title, _ in found if title) + sum(high)


def pages(exhibit: Exhibit, found: Sequence[Section], room: float) -> list[list[Section]]:
    """Return the sections over as few pages with so much ``room`` as show them, as many rows on each.

    A section that goes on has its heading again.
    """
    whole = [(title, goal) for title, goals in found for goal in goals]
    for count in range(1, len(whole) + 1):
        each = -(-len(whole) // count)
        parts = [_sections(whole[start : start + each]) for start in range(0, len(whole), each)]
        if all(height(exhibit, part) <= room for part in parts):
            return parts
    return [_sections([one]) for one in whole]


def _sections(rows: Sequence[tuple[str, Goal]]) -> list[Section]:
    return [(title, [goal for _, goal in mine]) for title, mine in groupby(rows, key=itemgetter(0))]


def rows(exhibit: Exhibit, found: Sequence[Section], left: float, top: float) -> Iterator[str]:
    """Yield the drawn rows of the sections, from a plate's left edge and a height downwards."""
    words = exhibit.view.words
    for at, column in ((TITLE, "title"), (STATUS, "status"), (SPARK, "trend"), (VALUE, "value"), (GOAL, "goal")):
        yield text(left + at, top + 10, words(f"picture.{column}"), SMALL, INK.grey)
    yield text(left + BARS, top + 10, words("picture.shares"), SMALL, INK.grey)
    y = top + HEAD
    for title, goals in found:
        if title:
            yield text(left, y + 18, title, SIZE, INK.grey)
            y += HEADING
        for goal in goals:
            yield rule(left, y, ROOM, INK.faint, 0.7)
            yield from _row(exhibit.view, goal, left, y)
            y += _high(exhibit.view, goal)


def _high(view: View, goal: Goal) -> float:
    known, _ = _known(view, goal)
    cells = _lines(phrases.title(view, goal), TITLE_ROOM), _lines(_promised(view, goal), GOAL_ROOM)
    return EDGES + LINE * max(LINES, known.count + 1, *(one.count for one in cells))


def _promised(view: View, goal: Goal) -> str:
    return phrases.promised(view.standing(goal), goal, view.words)


def _known(view: View, goal: Goal) -> tuple[Lines, str]:
    """Return the newest value as lines, and its period with its evidence."""
    words = view.words
    reached = view.standing(goal).reached
    if reached is None:
        return Lines(["–"], SIZE), ""
    kind = f"{marks.EVIDENCE[reached.evidence].sign} {words(f'evidence.{reached.evidence}')}"
    return _lines(words.value(reached.value, goal.indicator), VALUE_ROOM, 2), f"{words.at(reached.on)} · {kind}"


def _lines(said: str, room: float, most: int = MOST_LINES, size: float = SIZE) -> Lines:
    """Return a text on one line, or in smaller letters on as many as it takes."""
    if typeface.width(said, size) <= room:
        return Lines([said], size)
    return Lines(typeface.lines(said, SMALL, room, most), SMALL)


def _row(view: View, goal: Goal, left: float, y: float) -> Iterator[str]:
    words = view.words
    found, stands = view.assessment(goal), view.standing(goal)
    sign, middle = marks.STATUS[found.status], y + _high(view, goal) / 2
    yield text(left + NUMBER, middle + 5, str(goal.no), SIZE, INK.grey, "end")
    yield _lines(phrases.title(view, goal), TITLE_ROOM).drawn(left + TITLE, middle)
    said = f"{sign.icon} {words(f'status.{found.status}')}"
    yield text(left + STATUS, middle + 5, said, SIZE, sign.light)
    if stands.rests_on_simulation and found.status in JUDGED:
        mark = words.suffix("simulated").strip()
        yield text(left + STATUS + typeface.width(said, SIZE) + 6, middle + 5, mark, SMALL, INK.grey)
    yield _spark(view, goal, left + SPARK, middle)
    known, period = _known(view, goal)
    below = middle + 5 + LINE * known.count / 2
    yield known.drawn(left + VALUE, middle - (LINE / 2 if period else 0))
    yield text(left + VALUE, below, period, SMALL, INK.grey)
    yield _lines(_promised(view, goal), GOAL_ROOM).drawn(left + GOAL, middle, INK.goal)
    yield from _bars(view, goal, left + BARS, middle)


def _spark(view: View, goal: Goal, x: float, middle: float) -> str:
    observed, since = view.observed(goal), goal.start_year - 1 - overview_html.YEARS_BEFORE
    if observed.is_empty():
        missing = "overview.no_published" if view.evidence == "published" else "overview.no_figure"
        return _lines(view.words(missing), SPARK_WIDTH, LINES, SMALL).drawn(x, middle, INK.grey)
    svg = sparkline.drawn(observed, view.standing(goal), goal.year, INK, since)
    return within(svg, x, middle - SPARK_HEIGHT / 2, SPARK_WIDTH, SPARK_HEIGHT, f"spark-{goal.no}")


def _bars(view: View, goal: Goal, x: float, middle: float) -> Iterator[str]:
    """Draw how much is achieved above how much of the time is gone, or why that cannot be said."""
    words = view.words
    stands = view.standing(goal)
    if stands.reached is None:
        return
    if stands.achieved is None or stands.elapsed is None:
        why = words(f"overview.{overview_html.why_no_share(view, goal)}")
        yield _lines(why, ROOM - BARS, MOST_LINES, SMALL).drawn(x, middle, INK.grey)
        return
    for share, colour, at in ((stands.achieved, INK.series, -10), (stands.elapsed, INK.grey, 6)):
        hollow = stands.rests_on_simulation and colour == INK.series
        yield rule(x, middle + at, BAR, INK.faint, 4)
        full = min(max(share, 0), 1) * BAR
        yield rule(x, middle + at, full, colour, 4)
        if hollow and full > 2:
            yield rule(x + 1, middle + at + 1, full - 2, INK.paper, 2)
        yield text(x + BAR + 6, middle + at + 7, words.share(share), SMALL, INK.grey)
