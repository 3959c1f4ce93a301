"""From where a goal stands to a status that can be signed: which rule, which numbers, what two other methods say."""

import datetime as dt
import math
from dataclasses import dataclass
from typing import Literal

import polars as pl

from explorer.analysis.assessment import methods
from explorer.analysis.assessment.methods import Judgement
from explorer.analysis.assessment.standing import Point, Standing, standing
from explorer.core.goals import Goal

Status = Literal[
    "met",
    "missed",
    "achieved",
    "on_track",
    "accelerate",
    "limited",
    "moving_away",
    "not_published",
    "no_baseline",
    "cannot_assess",
]
Why = Literal["nothing_known", "goal_year_unknown", "one_value", "whole_only", "years_missing"]
STATUSES: tuple[Status, ...] = Status.__args__  # type: ignore[attr-defined]
JUDGED: tuple[Status, ...] = STATUSES[:7]
MET: tuple[Status, ...] = ("met", "achieved")
FURTHEST = 100


@dataclass(frozen=True)
class Assessment:
    """A goal's status on a day, with everything it follows from.

    ``why`` says why there is no judgement. ``judgement`` holds ratio, growth rates, score and the other readings,
    also when the goal year has passed. ``needed_growth`` leads from the value reached to the goal. ``margin`` is how
    far the value lies on the right side of the goal (negative: short of it), in the indicator's unit. ``first_met``
    is the first year the goal was met; ``expected_in`` the year the pace since the baseline would meet a missed goal.
    """

    standing: Standing
    status: Status
    why: Why | None
    passed: bool
    judgement: Judgement | None
    needed_growth: float | None
    margin: float | None
    first_met: int | None
    expected_in: int | None

    @property
    def score(self) -> float | None:
        """The score from -5 to 5; None where nothing is judged."""
        if self.status not in JUDGED:
            return None
        if self.status in MET:
            return methods.BEST
        return self.judgement.score if self.judgement else None


def assess(goal: Goal, observed: pl.DataFrame, area: str, as_of: dt.date) -> Assessment:
    """Return the assessment of ``goal`` in ``area`` from what was known on ``as_of`` (the store's frame of that day).

    While the goal year is ahead, the ratio of growth rates decides (see methods.judge); once it has passed, the
    value of that year alone does, and a value not yet published is said to be so.
    """
    stands = standing(goal, observed, area)
    passed = as_of > dt.date(goal.year, 12, 31)
    judgement = _judgement(goal, stands)
    status, why = _status(goal, stands, area, judgement, passed=passed)
    short = status == "missed"
    return Assessment(
        standing=stands,
        status=status,
        why=why,
        passed=passed,
        judgement=judgement,
        needed_growth=_needed_growth(goal, stands),
        margin=_margin(goal, stands),
        first_met=_first_met(goal, stands) if status in MET else None,
        expected_in=_expected_in(goal, stands, judgement) if short else None,
    )


def _status(
    goal: Goal, stands: Standing, area: str, judgement: Judgement | None, *, passed: bool
) -> tuple[Status, Why | None]:
    if stands.reached is None:
        return "not_published", "nothing_known"
    if not goal.binds(area):
        return "cannot_assess", "whole_only"
    if passed:
        return _outcome(goal, stands)
    if stands.baseline is None or stands.target is None:
        return "no_baseline", None
    if stands.reached.on <= stands.baseline.on:
        return "cannot_assess", "one_value"
    return (judgement.status, None) if judgement else ("cannot_assess", "years_missing")


def _outcome(goal: Goal, stands: Standing) -> tuple[Status, Why | None]:
    """Return what became of a goal whose year has passed."""
    final = stands.reached
    if final is None or final.year != goal.year or not final.closes_year:
        return "not_published", "goal_year_unknown"
    if stands.target is None:
        return "no_baseline", None
    if goal.kind == "mean_flow":
        if stands.achieved is None:
            return "cannot_assess", "years_missing"
        return ("met" if stands.achieved >= 1 else "missed"), None
    return ("met" if methods.meets(final.value, stands.target, goal.indicator.direction) else "missed"), None


def _judgement(goal: Goal, stands: Standing) -> Judgement | None:
    """Return the official reading of the way so far; None where there is no way to read."""
    base, latest, target = stands.baseline, stands.reached, stands.target
    if base is None or latest is None or target is None or latest.on <= base.on or base.year >= goal.year:
        return None
    start, now, end = base.value, latest.value, target
    if goal.kind == "mean_flow":
        if stands.added is None:
            return None
        start, now, end = 0.0, stands.added, goal.value * (goal.year - base.year)
    limit = goal.indicator.limits[1] if goal.indicator.limits and goal.indicator.direction == 1 else None
    by_share = goal.kind in ("count", "coverage", "mean_flow")
    when = (base.time, latest.time, float(goal.year))
    return methods.judge(
        start, when[0], now, when[1], end, when[2], goal.indicator.direction, limit=limit, by_share=by_share
    )


def _needed_growth(goal: Goal, stands: Standing) -> float | None:
    """Return the yearly growth from the value reached to a goal not met yet, while a year or more is left.

    Over the months of a last year a yearly rate would say thousands of per cent.
    """
    latest, target = stands.reached, stands.target
    if latest is None or target is None or goal.kind == "mean_flow" or goal.year - latest.time < 1:
        return None
    if methods.meets(latest.value, target, goal.indicator.direction):
        return None
    if latest.value <= 0 or target <= 0:
        return None
    return methods.growth(latest.value, latest.time, target, goal.year)


def _margin(goal: Goal, stands: Standing) -> float | None:
    if stands.reached is None or stands.target is None:
        return None
    if goal.kind == "mean_flow" and stands.baseline is not None and stands.added is not None:
        return stands.added - goal.value * (stands.reached.year - stands.baseline.year)
    return goal.indicator.direction * (stands.reached.value - stands.target)


def _first_met(goal: Goal, stands: Standing) -> int | None:
    """Return the first year since the baseline that met the goal; a sum has no such year."""
    if goal.kind == "mean_flow" or stands.target is None or stands.reached is None:
        return None
    since = stands.baseline.year if stands.baseline else 0
    target, direction = stands.target, goal.indicator.direction
    years = (p.year for p in stands.yearly if since <= p.year <= stands.reached.year)
    met = {p.year for p in stands.yearly if methods.meets(p.value, target, direction)}
    return next((year for year in years if year in met), stands.reached.year)


def _expected_in(goal: Goal, stands: Standing, judgement: Judgement | None) -> int | None:
    """Return the year in which the pace since the baseline would meet the goal; None when it never would."""
    base, latest, target = stands.baseline, stands.reached, stands.target
    if base is None or latest is None or target is None or judgement is None or goal.kind == "mean_flow":
        return None
    years = _years_at_growth(latest, target, judgement) or _years_at_slope(base, latest, target, judgement)
    if years is None or not 0 < years <= FURTHEST:
        return None
    return math.ceil(latest.time + years - 1e-9)


def _years_at_growth(latest: Point, target: float, judgement: Judgement) -> float | None:
    rate = judgement.achieved_growth
    if judgement.rule != "growth" or not rate or rate <= -1 or latest.value <= 0 or target <= 0:
        return None
    return math.log(target / latest.value) / math.log1p(rate)


def _years_at_slope(base: Point, latest: Point, target: float, judgement: Judgement) -> float | None:
    slope = (latest.value - base.value) / (latest.time - base.time)
    return (target - latest.value) / slope if judgement.rule == "share" and slope else None
