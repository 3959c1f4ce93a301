"""The overview as two columns, for a screen seen from afar: each target's status, newest value and goal."""

from collections.abc import Iterator, Sequence

from explorer import language, marks, story, typeface
from explorer.assessment import JUDGED
from explorer.catalogue import Goal
from explorer.exhibit import Exhibit
from explorer.language import Words
from explorer.plates.elements import block, rule, text
from explorer.plates.listing import Section
from explorer.view import View

COLUMN, GAP, ROW, HEADING = 534.0, 36.0, 40.0, 28.0
# Where each part of a row begins, and how wide it may be, from its column's left edge on.
NUMBER, TITLE, STATUS, VALUE = 22, 32, 232, 330
TITLE_ROOM, VALUE_ROOM = 192, 204
SIZE, SMALLER, SMALL, TIGHT = 15, 12.5, 11, 1.2
MARK = 20
INK = marks.PALETTES["light"]


def height(found: Sequence[Section]) -> float:
    """Return how high the two columns are."""
    return max((sum(_high(one) for one in column) for column in _halves(found)), default=0.0)


def rows(exhibit: Exhibit, found: Sequence[Section], left: float, top: float) -> Iterator[str]:
    """Yield the drawn rows, the second column beside the first."""
    words = language.words(exhibit.view.language)
    for place, column in enumerate(_halves(found)):
        x, y = left + place * (COLUMN + GAP), top
        for one in column:
            if isinstance(one, str):
                yield text(x, y + 19, one, SIZE - 1, INK.grey)
            else:
                yield rule(x, y, COLUMN, INK.faint, 0.7)
                yield from _row(exhibit.view, one, words, x, y)
            y += _high(one)


def _halves(found: Sequence[Section]) -> tuple[list[str | Goal], list[str | Goal]]:
    """Return headings and goals in two columns, the first as high as the second or higher; no heading stands last."""
    whole = [one for title, goals in found for one in ((title,) if title else ()) + tuple(goals)]
    total, high, cut = sum(map(_high, whole)), 0.0, 0
    while high < total / 2:
        high += _high(whole[cut])
        cut += 1
    while cut and isinstance(whole[cut - 1], str):
        cut -= 1
    return whole[:cut], whole[cut:]


def _high(one: str | Goal) -> float:
    return HEADING if isinstance(one, str) else ROW


def _row(view: View, goal: Goal, words: Words, x: float, y: float) -> Iterator[str]:
    found, stands = view.assessment(goal), view.standing(goal)
    sign, middle = marks.STATUS[found.status], y + 25
    yield text(x + NUMBER, middle, str(goal.no), SIZE, INK.grey, "end")
    title = typeface.lines(story.title(view, goal), SIZE - 1, TITLE_ROOM, 2)
    yield block(x + TITLE, y + (25 if len(title) == 1 else 17), title, SIZE - 1, INK.ink, leading=TIGHT)
    said = f"{sign.icon} {words(f'status.{found.status}')}"
    yield text(x + STATUS, y + (25 if not stands.rests_on_simulation else 18), said, SIZE, sign.light, weight=0.3)
    if stands.rests_on_simulation and found.status in JUDGED:
        yield text(x + STATUS, y + 33, words.suffix("simulated").strip(), SMALL, INK.grey)
    value, sign_of = "–", ""
    if stands.reached is not None:
        value, sign_of = words.value(stands.reached.value, goal.indicator), marks.EVIDENCE[stands.reached.evidence].sign
    size = SIZE if typeface.width(value, SIZE) <= VALUE_ROOM - MARK else SMALLER
    value = typeface.shortened(value, size, VALUE_ROOM - MARK)  # a long unit is cut before the mark of its evidence is
    yield text(x + VALUE, y + 18, f"{value} {sign_of}", size, INK.ink)
    promised = f"{words('overview.goal')} {words.promise(goal)} · {goal.year}"
    yield text(x + VALUE, y + 33, typeface.shortened(promised, SMALL, VALUE_ROOM), SMALL, INK.goal)
