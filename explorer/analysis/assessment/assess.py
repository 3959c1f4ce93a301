"""From where a goal stands to a status that can be signed: which test decided, by which rule, on which numbers."""

import datetime as dt
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

import polars as pl

from explorer.analysis.assessment import distance, methods, pace, readings
from explorer.analysis.assessment.methods import Judgement
from explorer.analysis.assessment.pace import Pace
from explorer.analysis.assessment.readings import Readings, Way
from explorer.analysis.assessment.standing import Point, Standing, standing
from explorer.core.goals import Goal
from explorer.core.status import CLOSED, GOOD, JUDGED, Status

Why = Literal["goal_year_unknown", "one_value", "no_change_yet", "years_missing", "from_nothing", "few_events"]


@dataclass(frozen=True)
class Unstated:
    """That the office says of a figure that there is none: it is not determined yet, or was taken back, and why."""

    state: Literal["undetermined", "withdrawn"]
    on: dt.date
    note: str = ""


@dataclass(frozen=True)
class Assessment:
    """A goal's status on a day, with everything it follows from.

    ``goal`` is what was judged by: the area's own goal, else the plan's. ``why`` says why there is no judgement.
    ``judgement`` and ``readings`` read the road while it is open; once the outcome
    counts both are None. ``pace`` holds what was achieved and what was promised in the unit of the rule that decided.
    ``margin`` is how far the value lies on the right side of the goal (negative: short of it), in the indicator's unit;
    ``beside`` the same for an area without a goal of its own, against the plan's (of a growth: in shares a year).
    ``first_met`` is the first known year that met the goal, ``reached_since`` the first later value that meets a missed
    one, ``expected_in`` the year in which the pace since the baseline would meet it. ``unstated``: what the office says
    of the figure that is awaited, where it says that there is none.
    """

    goal: Goal
    standing: Standing
    status: Status
    why: Why | None
    judgement: Judgement | None
    readings: Readings | None
    pace: Pace | None
    margin: float | None
    beside: float | None
    first_met: int | None
    reached_since: Point | None
    expected_in: int | None
    score: float | None
    unstated: Unstated | None = None

    @property
    def example(self) -> bool:
        """Whether it judges by simulated values: then it is an example and no verdict."""
        return self.status in JUDGED and self.standing.rests_on_simulation

    @property
    def agree(self) -> bool | None:
        """Whether the methods agree on "on track or better"; None when there is nothing to agree on."""
        return readings.agree(self.judgement.status, self.readings) if self.judgement else None


def assess(
    goal: Goal,
    observed: pl.DataFrame,
    area: str,
    as_of: dt.date,
    *,
    promised: bool = True,
    against: Point | None = None,
) -> Assessment:
    """Return the assessment of ``goal`` in ``area`` from what was known on ``as_of`` (the store's frame of that day).

    ``promised``: whether the goal was known by then to whoever looks. ``against``: the figure that a cut is read
    against (see Goal.against). The tests stand in the order of METHODS: was it promised, of this area, is anything
    known; then the outcome; then whether the goal is met already; only then the road to it.
    """
    own = goal.of(area)
    mine = own or goal
    stands = standing(mine, observed, as_of, bound=promised and own is not None, against=against)
    over = as_of > dt.date(mine.year, 12, 31)
    way = _way(mine, stands)
    road = _judgement(mine, way)
    status, why = _status(mine, stands, promised=promised, bound=own is not None, over=over, road=road)
    shown = None if status in CLOSED or status not in JUDGED else road
    missed = status == Status.MISSED
    since = distance.reached_since(mine, stands) if missed else None
    return Assessment(
        goal=mine,
        standing=stands,
        status=status,
        why=why,
        judgement=shown,
        readings=readings.other_readings(way, _series(mine, stands)) if shown and way else None,
        pace=pace.pace(mine, stands, road.rule if road else None, open_road=shown is not None) if promised else None,
        margin=distance.margin(mine, stands),
        beside=distance.beside(mine, stands, against) if status == Status.NO_GOAL else None,
        first_met=distance.first_met(mine, stands) if status in GOOD else None,
        reached_since=since,
        expected_in=pace.expected_in(mine, stands, road, as_of) if missed and since is None else None,
        score=_score(status, road),
    )


def _status(
    goal: Goal, stands: Standing, *, promised: bool, bound: bool, over: bool, road: Judgement | None
) -> tuple[Status, Why | None]:
    """Return the first status whose test holds, in the order of METHODS."""
    if not promised:
        return Status.NOT_PROMISED, None
    if not bound:
        return Status.NO_GOAL, "few_events" if goal.kind == "growth" and distance.few(
            goal, distance.ends(goal, stands)
        ) else None
    if stands.reached is None:
        return Status.NO_VALUE, None
    if unfit := _unfit(goal, stands):
        return Status.CANNOT_ASSESS, unfit
    if stands.reached.year == goal.year and stands.reached.closes_year:
        return _outcome(goal, stands)
    return _ahead_or_open(goal, stands, over=over, road=road)


def _outcome(goal: Goal, stands: Standing) -> tuple[Status, Why | None]:
    """Return what became of a goal whose last year's value is known."""
    if stands.target is None:
        return Status.NO_BASELINE, None
    summed = goal.kind == "mean_flow" and stands.added is None
    if summed or (goal.mean == "arithmetic" and pace.mean_growth(goal, stands) is None):
        return Status.CANNOT_ASSESS, "years_missing"
    return (Status.MET if meets_now(goal, stands) else Status.MISSED), None


def _ahead_or_open(goal: Goal, stands: Standing, *, over: bool, road: Judgement | None) -> tuple[Status, Why | None]:
    """Return the status of a goal whose last year's value is not known: met already, awaited, or on its road."""
    if meets_now(goal, stands):
        return (Status.MET_EARLY, "goal_year_unknown") if over else (Status.ACHIEVED, None)
    if over:
        return Status.NOT_PUBLISHED, "goal_year_unknown"
    if stands.baseline is None or stands.target is None:
        return Status.NO_BASELINE, None
    if road:
        return _road(goal, stands, road), None
    if stands.reached is None or stands.reached.on > stands.baseline.on:
        return Status.CANNOT_ASSESS, "years_missing"
    return Status.CANNOT_ASSESS, "no_change_yet" if len(stands.yearly) > 1 else "one_value"


def _road(goal: Goal, stands: Standing, road: Judgement) -> Status:
    """Return the word for an open road. A mean or a sum that is to stay below a ceiling is kept so far or is not."""
    if goal.bound == "at_most" and goal.kind in ("growth", "mean_flow"):
        kept = distance.margin(goal, stands)
        if goal.kind == "growth":
            had = pace.growth_since(goal, stands)
            kept = None if had is None else goal.value / 100 - had
        return Status.ON_TRACK if kept is not None and kept >= 0 else Status.MOVING_AWAY
    return Status.ON_TRACK if road.status == Status.ACHIEVED else road.status


def meets_now(goal: Goal, stands: Standing) -> bool:
    """Whether the newest value up to the goal year meets the goal; of a sum, whether all of it is reached.

    A mean growth over the years of a plan is met or not at their end: before it, a good year is no mean. So is a sum
    that is to stay below a ceiling.
    """
    if stands.reached is None or stands.target is None:
        return False
    at_the_end = goal.kind == "growth" or (goal.kind == "mean_flow" and goal.bound == "at_most")
    if at_the_end and not (stands.reached.year == goal.year and stands.reached.closes_year):
        return False
    if goal.kind == "mean_flow":
        return stands.achieved is not None and methods.meets(stands.achieved, 1.0, goal.direction)
    if goal.kind == "growth" and goal.mean == "arithmetic":
        mean = pace.mean_growth(goal, stands)
        return mean is not None and methods.meets(mean, goal.value / 100, goal.direction)
    return methods.meets(stands.reached.value, stands.target, goal.direction)


def _unfit(goal: Goal, stands: Standing) -> Why | None:
    """Return why no growth or cut can be read: 10 % more than nothing is nothing, nor is a third of it a cut."""
    if goal.kind not in ("growth", "cut"):
        return None
    start = stands.against if goal.against else stands.baseline
    if start is None:
        return None
    if start.value <= (1 if goal.indicator.digits == 0 else 0):
        return "from_nothing"
    return "few_events" if goal.kind == "growth" and distance.few(goal, distance.ends(goal, stands)) else None


def _way(goal: Goal, stands: Standing) -> Way | None:
    """Return the way so far on plain numbers; of a mean flow, from nothing to its sum. None where there is none."""
    base, latest, target = stands.baseline, stands.reached, stands.target
    if base is None or latest is None or target is None or latest.on <= base.on or base.year >= goal.year:
        return None
    start, now, end = base.value, latest.value, target
    if goal.kind == "mean_flow":
        if stands.added is None:
            return None
        start, now, end = 0.0, stands.added, goal.value * (goal.year - base.year)
    limits = None if goal.kind == "mean_flow" else goal.indicator.limits
    return Way(start, base.time, now, latest.time, end, float(goal.year), goal.direction, limits)


def _judgement(goal: Goal, way: Way | None) -> Judgement | None:
    """Return the official reading of the way so far; None where there is no way to read."""
    if way is None:
        return None
    limit = way.limits[1] if way.limits and way.direction == 1 else None
    by_share = goal.kind in ("count", "coverage", "mean_flow")
    return methods.judge(
        way.base,
        way.base_year,
        way.latest,
        way.latest_year,
        way.goal,
        way.goal_year,
        way.direction,
        limit=limit,
        by_share=by_share,
    )


def _series(goal: Goal, stands: Standing) -> tuple[tuple[float, float], ...]:
    """Return the year-ends known; of a sum, what had come together by each of them."""
    values = [point.value for point in stands.yearly]
    summed = accumulate(values) if goal.kind == "mean_flow" else values
    return tuple(zip((point.time for point in stands.yearly), summed, strict=True))


def _score(status: Status, road: Judgement | None) -> float | None:
    """Return the score from -5 to 5; None where nothing is judged."""
    if status not in JUDGED:
        return None
    if status in GOOD:
        return methods.BEST
    if road and road.status == Status.ACHIEVED:  # of a mean whose years are not over
        return None if road.ratio is None else methods.score_of(road.ratio)
    return road.score if road else None
