"""The official status of a goal on plain numbers: growth rates, their ratio, the word and the score it gives.

Notation: ``base`` in year ``base_year``, ``latest`` in ``latest_year``, ``goal`` in ``goal_year``; ``direction`` is +1
where higher is better and -1 where lower is. Years may have fractions. Sources: Statistics Canada, Canadian Indicator
Framework, and Open SDG 2.4, both after Eurostat.
"""

import math
from dataclasses import dataclass
from typing import Literal

from explorer.core.status import Status

Direction = Literal[1, -1]

ON_TRACK, ACCELERATE, LIMITED = 0.95, 0.60, 0.0
BEST, WORST = 5.0, -5.0
SCORE_FAST = (7.1429, -4.2857)  # slope and start of the score from ACCELERATE on
SCORE_SLOW = (4.1667, -2.5)  # and below it
CLOSE_TO_GOAL = 0.01
NEAR_LIMIT = 0.9
NOISE = 1e-9


def growth(base: float, base_year: float, latest: float, latest_year: float) -> float:
    """Return the compound yearly growth as a share: 0.05 is 5 % a year. A value fallen to nothing has grown by -1.

    Raises ValueError when the years are equal, the base is zero, or the two differ in sign.
    """
    if latest_year == base_year or base == 0 or latest / base < 0:
        raise ValueError("no growth leads from this base to this value")
    return float((latest / base) ** (1 / (latest_year - base_year)) - 1)


def meets(value: float, goal: float, direction: Direction) -> bool:
    """Whether a value meets a goal: at least it where higher is better, at most it where lower is.

    Ten per cent a year for three years is 1.1 cubed, which a computer does not hold exactly: what differs by less than
    NOISE of the goal is the goal. That is no rounding: no figure is published in so many digits.
    """
    return direction * (value - goal) >= -NOISE * abs(goal)


def status_of(ratio: float) -> Status:
    """Return the word for an achieved rate over the required one."""
    if ratio >= ON_TRACK:
        return Status.ON_TRACK
    if ratio >= ACCELERATE:
        return Status.ACCELERATE
    return Status.LIMITED if ratio >= LIMITED else Status.MOVING_AWAY


def growth_ratio(achieved: float, required: float, direction: Direction) -> float:
    """Return the achieved growth over the required one; negative when it leads away. Infinite when none is required."""
    if required == 0:
        return math.copysign(math.inf, direction * achieved) if achieved else 0.0
    return direction * achieved / abs(required)


def score_of(ratio: float) -> float:
    """Return the score of a ratio, from -5 to 5, for averaging several series; an achieved goal scores BEST."""
    slope, start = SCORE_FAST if ratio >= ACCELERATE else SCORE_SLOW
    return min(max(slope * ratio + start, WORST), BEST)


@dataclass(frozen=True)
class Judgement:
    """A status with its working. ``rule`` says which ratio was used; ``ratio`` is None where it would only mislead.

    ``required_growth`` is None where the base met the goal already: a limit that was kept requires no growth.
    """

    status: Status
    rule: Literal["growth", "share"]
    ratio: float | None
    score: float
    achieved_growth: float | None
    required_growth: float | None
    worsening: bool


def judge(
    base: float,
    base_year: float,
    latest: float,
    latest_year: float,
    goal: float,
    goal_year: float,
    direction: Direction,
    *,
    limit: float | None = None,
    by_share: bool = False,
) -> Judgement:
    """Return the status of a goal whose year is still ahead.

    The growth ratio decides; the linear share does where ``by_share`` asks for it (counts, coverage, sums), where the
    base is zero or negative, the signs differ, or base or goal lies near a natural ``limit``. ``required_growth`` is
    what base to goal asks for. Raises ValueError for equal years or numbers that are not finite.
    """
    if not all(map(math.isfinite, (base, base_year, latest, latest_year, goal, goal_year))):
        raise ValueError("a number is not finite")
    if latest_year <= base_year or goal_year <= base_year:
        raise ValueError("the years are out of order")
    by_share = by_share or base <= 0 or latest < 0 or goal <= 0 or _near(limit, base, goal)
    had = None if by_share and (base <= 0 or latest < 0) else growth(base, base_year, latest, latest_year)
    wants = None if by_share and (base <= 0 or goal <= 0) else growth(base, base_year, goal, goal_year)
    ratio = _ratio(base, base_year, latest, latest_year, goal, goal_year, direction, None if by_share else (had, wants))
    achieved = meets(latest, goal, direction)
    misleading = ratio is None or not math.isfinite(ratio) or abs(goal - base) <= CLOSE_TO_GOAL * abs(base)
    return Judgement(
        status=Status.ACHIEVED if achieved else Status.MOVING_AWAY if ratio is None else status_of(ratio),
        rule="share" if by_share else "growth",
        ratio=None if misleading else ratio,
        score=BEST if achieved else WORST if ratio is None else score_of(ratio),
        achieved_growth=had,
        required_growth=None if meets(base, goal, direction) else wants,
        worsening=direction * (latest - base) < 0,
    )


def _ratio(
    base: float,
    base_year: float,
    latest: float,
    latest_year: float,
    goal: float,
    goal_year: float,
    direction: Direction,
    rates: tuple[float | None, float | None] | None,
) -> float | None:
    if rates is not None and rates[0] is not None and rates[1] is not None:
        return growth_ratio(rates[0], rates[1], direction)
    if goal == base:
        return None
    way, time = direction * (latest - base) / abs(goal - base), (latest_year - base_year) / (goal_year - base_year)
    return way / time


def _near(limit: float | None, *values: float) -> bool:
    return limit is not None and limit > 0 and any(value >= NEAR_LIMIT * limit for value in values)
