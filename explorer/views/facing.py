"""A value against its goal on one line: both in one unit, the distance with its sign, value ÷ goal.

A growth is held against a growth and a sum of years against what these years were to bring together, as the status is.
"""

import re
from dataclasses import dataclass

from explorer.analysis.assessment.assess import Assessment
from explorer.core.language import MINUS, Words, digits_seen
from explorer.core.status import Status

UNKNOWN = "–"
NUMBER = re.compile(r"[-\d,.]+")


@dataclass(frozen=True)
class Facing:
    """A value and its goal as a reader sees them.

    ``now`` and ``goal`` are numbers without their unit where both have the same, ``text`` is the whole line:
    76.78 / 85 万件. ``distance`` is what the value is above (+) or below (−) the goal; empty where nothing compares.
    ``share`` is value ÷ goal, 1 being the goal; None where nothing compares. ``worse``: how far the value lies on the
    wrong side of the goal as a share of it; nothing or less where it does not.
    """

    now: str
    goal: str
    text: str
    distance: str = ""
    share: float | None = None
    worse: float | None = None


def facing(found: Assessment, words: Words) -> Facing:
    """Return a value against the goal it was held against; without one of its own, against that of the whole."""
    goal, stands = found.goal, found.standing
    if stands.reached is None or (found.status == Status.NO_GOAL and found.beside is None):
        return _alone(found, words)
    if goal.kind == "growth":
        return _growth(found, words) or _alone(found, words)
    if goal.kind == "mean_flow":
        return _sum(found, words) or _alone(found, words)
    target = stands.target
    if found.beside is not None:
        target = stands.reached.value - goal.direction * found.beside
    if target is None:
        return _alone(found, words)
    return _level(stands.reached.value, target, found, words, "facing.level")


def _growth(found: Assessment, words: Words) -> Facing | None:
    """Return the mean growth against the one promised, in percentage points; None where none can be read."""
    goal, planned = found.goal, found.goal.value / 100
    had = found.pace.had if found.pace and found.pace.kind == "growth" else None
    if had is None and found.beside is not None:
        had = found.beside * goal.direction + planned
    if had is None:
        return None
    now, then = _rate(had, planned, words), _rate(planned, had, words)
    digits = digits_seen((had - planned) * 100, 1)
    gap = words("facing.points", value=words.number(abs(had - planned) * 100, digits))
    text = words("facing.growth", now=now, goal=then)
    return Facing(now, then, text, _signed(had - planned, gap, words), had / planned, _worse(had, planned, found))


def _sum(found: Assessment, words: Words) -> Facing | None:
    """Return what the years so far brought together against what they were to bring; None where a year is unknown."""
    added, margin = found.standing.added, found.margin
    if added is None or margin is None:
        return None
    return _level(added, added - found.goal.direction * margin, found, words, "facing.sum")


def _level(now: float, target: float, found: Assessment, words: Words, key: str) -> Facing:
    goal = found.goal
    said = words.value(now, goal.indicator, apart_from=target, beside=target)
    aim = words.value(target, goal.indicator, apart_from=now, beside=now)
    number, aimed = NUMBER.match(said), NUMBER.match(aim)
    if number and aimed:
        said = number.group()
    gap = words.gap(abs(now - target), goal.indicator)
    if goal.indicator.unit.zh == "%":
        digits = digits_seen(now - target, goal.indicator.digits)
        gap = words("facing.points", value=words.number(abs(now - target), digits))
    gap = _signed(now - target, gap, words)
    share = now / target if target > 0 else None
    mine = aimed.group() if aimed else aim
    return Facing(said, mine, words(key, now=said, goal=aim), gap, share, _worse(now, target, found))


def _alone(found: Assessment, words: Words) -> Facing:
    """Return a value that compares with nothing, and the promise of the area's own goal beside it."""
    goal, reached = found.goal, found.standing.reached
    now = words.value(reached.value, goal.indicator) if reached else UNKNOWN
    if found.status == Status.NO_GOAL:
        return Facing(now, UNKNOWN, now)
    promise = words.promise(goal)
    return Facing(now, promise, words("facing.apart", now=now, goal=promise))


def _worse(now: float, target: float, found: Assessment) -> float | None:
    return found.goal.direction * (target - now) / abs(target) if target else None


def _rate(value: float, other: float, words: Words) -> str:
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return sign + words.percent(abs(value), apart_from=abs(other) if value * other > 0 else None)


def _signed(difference: float, size: str, words: Words) -> str:
    if difference == 0:
        return words("facing.exactly")
    return f"{'+' if difference > 0 else MINUS}{size}"
