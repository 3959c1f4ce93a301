"""What was achieved against what was promised, in the unit of the rule that decided, and what is needed from here."""

import datetime as dt
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from explorer.analysis.assessment import methods
from explorer.analysis.assessment.methods import Judgement
from explorer.analysis.assessment.standing import Point, Standing
from explorer.core.goals import Goal

FURTHEST = 100
SHORTEST = 1.0  # years left: over the months of a last year a yearly rate would say thousands of per cent


@dataclass(frozen=True)
class Pace:
    """What was achieved up to the value judged, what was promised, and what it takes from there to the goal.

    ``kind``: a growth a year (rate; 0.1 is 10 %), a step a year in the indicator's unit (step), a mean growth that
    itself is the promise (growth), a sum of years (sum), or a share cut off (cut; 0.5 is half). ``needed`` is None
    where the goal is met or less than a year is left.
    """

    kind: Literal["rate", "step", "growth", "sum", "cut"]
    had: float
    planned: float
    needed: float | None


def pace(goal: Goal, stands: Standing, rule: str | None, *, open_road: bool = True) -> Pace | None:
    """Return the pace of a goal; ``rule``: the ratio that decides on its road. None where two values are missing.

    ``open_road``: the goal is neither reached nor closed. A cut against somebody else's figure is told as a cut, but
    its road is judged by its own steps. Where the base met the goal already, nothing was planned.
    """
    if stands.target is None or stands.reached is None:
        return None
    if goal.kind == "mean_flow":
        return _sum(goal, stands)
    if goal.kind == "cut" and not (open_road and goal.against):
        return _cut(goal, stands, stands.reached)
    if goal.kind == "growth":
        had = growth_since(goal, stands)
        return None if had is None else Pace("growth", had, goal.value / 100, _left(goal, stands, growing=True))
    base = stands.baseline
    if base is None or stands.reached.on <= base.on or methods.meets(base.value, stands.target, goal.direction):
        return None
    growing = rule == "growth" and goal.indicator.unit.zh != "%"
    return (_rate(goal, stands, base, stands.reached, stands.target) if growing else None) or _step(
        goal, stands, base, stands.reached, stands.target
    )


def _rate(goal: Goal, stands: Standing, base: Point, latest: Point, target: float) -> Pace | None:
    had, planned = _growth(base, latest.value, latest.time), _growth(base, target, goal.year)
    if had is None or planned is None:
        return None
    return Pace("rate", had, planned, _left(goal, stands, growing=True))


def _step(goal: Goal, stands: Standing, base: Point, latest: Point, target: float) -> Pace:
    had = (latest.value - base.value) / (latest.time - base.time)
    planned = (target - base.value) / (goal.year - base.time) if goal.year > base.time else 0.0
    return Pace("step", had, planned, _left(goal, stands, growing=False))


def _left(goal: Goal, stands: Standing, *, growing: bool) -> float | None:
    """Return the yearly growth or step from the value reached to a goal not met yet.

    None while less than a year is left after the value, and once the time is over.
    """
    latest, target = stands.reached, stands.target
    if latest is None or target is None or goal.year - latest.time < SHORTEST or stands.elapsed == 1:
        return None
    if methods.meets(latest.value, target, goal.direction):
        return None
    return _growth(latest, target, goal.year) if growing else (target - latest.value) / (goal.year - latest.time)


def growth_since(goal: Goal, stands: Standing) -> float | None:
    """Return the mean yearly growth since the base year as the goal takes its mean; None where it has none."""
    if goal.mean == "arithmetic":
        return mean_growth(goal, stands)
    base = stands.baseline or _base(goal, stands)
    latest = stands.reached
    if base is None or latest is None or latest.on <= base.on:
        return None
    return _growth(base, latest.value, latest.time)


def mean_growth(goal: Goal, stands: Standing) -> float | None:
    """Return the arithmetic mean of the yearly growths since the base year; None while a year is unknown or zero."""
    base = stands.baseline or _base(goal, stands)
    latest = stands.reached
    if base is None or latest is None or latest.year <= base.year or not latest.closes_year:
        return None
    known = {point.year: point.value for point in stands.yearly} | {base.year: base.value}
    years = range(base.year, latest.year + 1)
    if any(known.get(year, 0.0) <= 0 for year in years):
        return None
    rates = [known[after] / known[before] - 1 for before, after in pairwise(years)]
    return sum(rates) / len(rates)


def expected_in(goal: Goal, stands: Standing, judgement: Judgement | None, as_of: dt.date) -> int | None:
    """Return the year in which the pace since the baseline would meet a level; None when it never would.

    None too where that year is over: what came instead is known.

    A sum, a mean growth and a cut against somebody else's figure have no such year.
    """
    base, latest, target = stands.baseline, stands.reached, stands.target
    if base is None or latest is None or target is None or judgement is None:
        return None
    if goal.kind in ("mean_flow", "growth") or goal.against:
        return None
    years = _years_at_growth(latest, target, judgement) or _years_at_slope(base, latest, target, judgement)
    if years is None or not 0 < years <= FURTHEST:
        return None
    year = math.ceil(latest.time + years - 1e-9)
    return year if as_of <= dt.date(year, 12, 31) else None


def _base(goal: Goal, stands: Standing) -> Point | None:
    """Return the base year's value of an area that has no goal of its own."""
    year = goal.baseline_year or goal.start_year - 1
    return next((point for point in stands.yearly if point.year == year), None)


def _sum(goal: Goal, stands: Standing) -> Pace | None:
    base, latest = stands.baseline, stands.reached
    if base is None or latest is None or stands.added is None:
        return None
    planned, left = goal.value * (goal.year - base.year), goal.year - latest.year
    open_road = left > 0 and stands.added < planned and stands.elapsed != 1
    return Pace("sum", stands.added, planned, (planned - stands.added) / left if open_road else None)


def _cut(goal: Goal, stands: Standing, latest: Point) -> Pace | None:
    start = stands.against if goal.against else stands.baseline
    if start is None or start.value <= 0 or (not goal.against and latest.on <= start.on):
        return None
    return Pace("cut", 1 - latest.value / start.value, goal.value / 100, None)


def _growth(base: Point, value: float, time: float) -> float | None:
    try:
        return methods.growth(base.value, base.time, value, time)
    except (ValueError, OverflowError):
        return None


def _years_at_growth(latest: Point, target: float, judgement: Judgement) -> float | None:
    rate = judgement.achieved_growth
    if judgement.rule != "growth" or not rate or rate <= -1 or latest.value <= 0 or target <= 0:
        return None
    return math.log(target / latest.value) / math.log1p(rate)


def _years_at_slope(base: Point, latest: Point, target: float, judgement: Judgement) -> float | None:
    slope = (latest.value - base.value) / (latest.time - base.time)
    return (target - latest.value) / slope if judgement.rule == "share" and slope else None
