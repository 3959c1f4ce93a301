"""The overview as rows of a plate: each target's status, small chart, newest value, goal and two thin bars."""

from collections.abc import Iterator, Sequence

from explorer import board, language, ledger, marks, sparkline, story, typeface
from explorer.assessment import JUDGED
from explorer.catalogue import Goal
from explorer.exhibit import Exhibit
from explorer.language import Words
from explorer.plates.elements import block, rule, text, within
from explorer.view import View

HEAD, HEADING, ROW = 22, 28, 30
# Where each column begins, and how wide what it says may be, from the plate's left edge on.
NUMBER, TITLE, STATUS, SPARK, VALUE, GOAL, BARS = 22, 34, 336, 468, 584, 752, 962
TITLE_ROOM, VALUE_ROOM, GOAL_ROOM, BAR, ROOM = 292, 160, 200, 56, 1104
SPARK_WIDTH, SPARK_HEIGHT = 106, 24
SIZE, SMALL, TIGHT = 13.5, 11, 1.2
SMALLER = (SMALL, 10.5, 10, 9.5, 9)  # what is too long is set smaller before anything of it is left out
INK = marks.PALETTES["light"]
Section = tuple[str, Sequence[Goal]]


def sections(exhibit: Exhibit) -> list[Section]:
    """Return the headings and goals of the overview in its link's order, or of the ledger's department."""
    view, asked = exhibit.view, exhibit.parameters
    words = language.words(view.language)
    if exhibit.page == "ledger":
        goals = ledger.goals_of(view, asked.get("department", ledger.ALL))
        return [("", goals)] if goals else []
    found = board.sections(view, asked["group"], asked["only"], words)
    return [("" if title == exhibit.title else title, goals) for title, goals in found]


def height(found: Sequence[Section]) -> float:
    """Return how high the rows are."""
    return HEAD + sum(HEADING * bool(title) + ROW * len(goals) for title, goals in found)


def rows(exhibit: Exhibit, found: Sequence[Section], left: float, top: float) -> Iterator[str]:
    """Yield the drawn rows of the sections, from a plate's left edge and a height downwards."""
    words = language.words(exhibit.view.language)
    for at, column in ((TITLE, "title"), (STATUS, "status"), (SPARK, "trend"), (VALUE, "value"), (GOAL, "goal")):
        yield text(left + at, top + 10, words(f"picture.{column}"), SMALL, INK.grey)
    yield text(left + BARS, top + 10, words("picture.shares"), SMALL, INK.grey)
    y = top + HEAD
    for title, goals in found:
        if title:
            yield text(left, y + 19.5, title, SIZE, INK.grey)
            y += HEADING
        for goal in goals:
            yield rule(left, y, ROOM, INK.faint, 0.7)
            yield from _row(exhibit.view, goal, words, left, y)
            y += ROW


def _row(view: View, goal: Goal, words: Words, left: float, y: float) -> Iterator[str]:
    found, stands = view.assessment(goal), view.standing(goal)
    sign = marks.STATUS[found.status]
    yield text(left + NUMBER, y + 19.5, str(goal.no), SIZE, INK.grey, "end")
    yield _cell(left + TITLE, y, story.title(view, goal), TITLE_ROOM)
    said = f"{sign.icon} {words(f'status.{found.status}')}"
    yield text(left + STATUS, y + 19.5, said, SIZE, sign.light)
    if stands.rests_on_simulation and found.status in JUDGED:
        mark = words.suffix("simulated").strip()
        yield text(left + STATUS + typeface.width(said, SIZE) + 6, y + 19.5, mark, SMALL, INK.grey)
    yield _spark(view, goal, words, left + SPARK, y)
    if stands.reached is not None:
        yield _value(left + VALUE, y, words.value(stands.reached.value, goal.indicator))
        kind = marks.EVIDENCE[stands.reached.evidence].sign, words(f"evidence.{stands.reached.evidence}")
        yield text(left + VALUE, y + 26, f"{words.at(stands.reached.on)} · {' '.join(kind)}", SMALL, INK.grey)
    else:
        yield text(left + VALUE, y + 19.5, "–", SIZE, INK.grey)
    yield _cell(left + GOAL, y, board.promised(stands, goal, words), GOAL_ROOM, INK.goal)
    yield from _bars(view, goal, words, left + BARS, y)


def _value(x: float, y: float, said: str) -> str:
    """Draw a value, smaller where its unit is long."""
    size = next((one for one in (SIZE, 12, *SMALLER) if typeface.width(said, one) <= VALUE_ROOM), SMALLER[-1])
    return text(x, y + 13.5, typeface.shortened(said, size, VALUE_ROOM), size, INK.ink)


def _cell(x: float, y: float, said: str, room: float, colour: str = INK.ink) -> str:
    """Draw a text on one line, or smaller, on two lines where it must be."""
    if typeface.width(said, SIZE) <= room:
        return text(x, y + 19.5, said, SIZE, colour)
    size = next((one for one in SMALLER if len(typeface.lines(said, one, room, 3)) < 3), SMALLER[-1])
    found = typeface.lines(said, size, room, 2)
    return block(x, y + (19 if len(found) == 1 else 13), found, size, colour, leading=TIGHT)


def _spark(view: View, goal: Goal, words: Words, x: float, y: float) -> str:
    observed, since = view.observed(goal), goal.start_year - 1 - board.YEARS_BEFORE
    if observed.is_empty():
        missing = "overview.no_published" if view.evidence == "published" else "overview.no_figure"
        return block(x, y + 19.5, typeface.lines(words(missing), SMALL, VALUE_ROOM, 1), SMALL, INK.grey)
    svg = sparkline.drawn(observed, view.standing(goal), goal.year, INK, since)
    return within(svg, x, y + 2.5, SPARK_WIDTH, SPARK_HEIGHT, f"spark-{goal.no}")


def _bars(view: View, goal: Goal, words: Words, x: float, y: float) -> Iterator[str]:
    """Draw how much is achieved above how much of the time is gone, or why that cannot be said."""
    stands = view.standing(goal)
    if stands.reached is None:
        return
    if stands.achieved is None or stands.elapsed is None:
        why = words(f"overview.{board.why_no_share(view, goal)}")
        yield block(x, y + 13, typeface.lines(why, SMALL, ROOM - BARS, 2), SMALL, INK.grey, leading=TIGHT)
        return
    for share, colour, at in ((stands.achieved, INK.series, 7), (stands.elapsed, INK.grey, 19)):
        hollow = stands.rests_on_simulation and colour == INK.series
        yield rule(x, y + at, BAR, INK.faint, 4)
        full = min(max(share, 0), 1) * BAR
        yield rule(x, y + at, full, colour, 4)
        if hollow and full > 2:
            yield rule(x + 1, y + at + 1, full - 2, INK.paper, 2)
        yield text(x + BAR + 6, y + at + 6, words.share(share), SMALL, INK.grey)
