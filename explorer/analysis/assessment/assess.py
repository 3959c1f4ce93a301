"""From where a goal stands to a status that can be signed: which test decided, by which rule, on which numbers."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import polars as pl

from explorer.analysis.assessment import methods, pace, readings
from explorer.analysis.assessment.methods import Judgement
from explorer.analysis.assessment.pace import Pace
from explorer.analysis.assessment.readings import Readings, Way
from explorer.analysis.assessment.standing import CONVENTION, Point, Standing, standing
from explorer.core.goals import Goal
from explorer.core.status import CLOSED, GOOD, JUDGED, Status

Why = Literal["goal_year_unknown", "one_value", "years_missing", "from_nothing", "few_events"]
FEWEST_EVENTS = 10  # a year: below it one event more or less decides about a growth


@dataclass(frozen=True)
class Assessment:
    """A goal's status on a day, with everything it follows from.

    ``goal`` is what was judged by: the area's own goal, else the plan's. ``why`` says why there is no judgement.
    ``over``: the goal year has passed. ``judgement`` and ``readings`` read the road while it is open; once the outcome
    counts both are None. ``pace`` holds what was achieved and what was promised in the unit of the rule that decided.
    ``margin`` is how far the value lies on the right side of the goal (negative: short of it), in the indicator's unit;
    ``beside`` the same for an area without a goal of its own, against the plan's (of a growth: in shares a year).
    ``first_met`` is the first known year that met the goal, ``reached_since`` the first later value that meets a missed
    one, ``expected_in`` the year in which the pace since the baseline would meet it.
    """

    goal: Goal
    standing: Standing
    status: Status
    why: Why | None
    over: bool
    judgement: Judgement | None
    readings: Readings | None
    pace: Pace | None
    margin: float | None
    beside: float | None
    first_met: int | None
    reached_since: Point | None
    expected_in: int | None
    score: float | None

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
    since = _reached_since(mine, stands) if missed else None
    return Assessment(
        goal=mine,
        standing=stands,
        status=status,
        why=why,
        over=over,
        judgement=shown,
        readings=readings.other_readings(way, _series(stands)) if shown and way else None,
        pace=pace.pace(mine, stands, road.rule if road else None) if promised else None,
        margin=_margin(mine, stands),
        beside=_beside(mine, stands, against) if status == Status.NO_GOAL else None,
        first_met=_first_met(mine, stands) if status in GOOD else None,
        reached_since=since,
        expected_in=pace.expected_in(mine, stands, road) if missed and since is None else None,
        score=_score(status, road),
    )


def _status(
    goal: Goal, stands: Standing, *, promised: bool, bound: bool, over: bool, road: Judgement | None
) -> tuple[Status, Why | None]:
    """Return the first status whose test holds, in the order of METHODS."""
    if not promised:
        return Status.NOT_PROMISED, None
    if not bound:
        return Status.NO_GOAL, "few_events" if goal.kind == "growth" and few(goal, stands.yearly) else None
    if stands.reached is None:
        return Status.NO_VALUE, None
    if unfit := _unfit(goal, stands.baseline):
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
        return (Status.ON_TRACK if road.status == Status.ACHIEVED else road.status), None
    one = stands.reached is None or stands.reached.on <= stands.baseline.on
    return Status.CANNOT_ASSESS, "one_value" if one else "years_missing"


def meets_now(goal: Goal, stands: Standing) -> bool:
    """Whether the newest value up to the goal year meets the goal; of a sum, whether all of it is reached.

    A mean growth over the years of a plan is met or not at their end: before it, a good year is no mean.
    """
    if stands.reached is None or stands.target is None:
        return False
    if goal.kind == "growth" and not (stands.reached.year == goal.year and stands.reached.closes_year):
        return False
    if goal.kind == "mean_flow":
        return stands.achieved is not None and methods.meets(stands.achieved, 1.0, goal.direction)
    if goal.kind == "growth" and goal.mean == "arithmetic":
        mean = pace.mean_growth(goal, stands)
        return mean is not None and methods.meets(mean, goal.value / 100, goal.direction)
    return methods.meets(stands.reached.value, stands.target, goal.direction)


def _unfit(goal: Goal, baseline: Point | None) -> Why | None:
    """Return why no growth or cut can be read from this baseline: 10 % more than nothing is nothing."""
    if baseline is None or goal.kind not in ("growth", "cut") or goal.against:
        return None
    if baseline.value <= (1 if goal.indicator.digits == 0 else 0):
        return "from_nothing"
    return "few_events" if goal.kind == "growth" and few(goal, (baseline,)) else None


def few(goal: Goal, points: tuple[Point, ...]) -> bool:
    """Whether any of the years that a growth is read from counts too few events to speak of a growth."""
    base = goal.baseline_year or goal.start_year - 1
    used = [point for point in points if base <= point.year <= goal.year]
    return goal.indicator.digits == 0 and any(point.value < FEWEST_EVENTS for point in used)


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


def _series(stands: Standing) -> tuple[tuple[float, float], ...]:
    return tuple((point.time, point.value) for point in stands.yearly)


def _margin(goal: Goal, stands: Standing) -> float | None:
    if stands.reached is None or stands.target is None:
        return None
    if goal.kind == "mean_flow":
        if stands.baseline is None or stands.added is None:
            return None
        return goal.direction * (stands.added - goal.value * (stands.reached.year - stands.baseline.year))
    return goal.direction * (stands.reached.value - stands.target)


def _beside(goal: Goal, stands: Standing, against: Point | None) -> float | None:
    """Return how far an area without a goal lies on the right side of the plan's; None where nothing compares.

    A part of a total compares with nothing; a mean, a share and a rate can be held against that of the whole.
    """
    if stands.reached is None or goal.since_baseline:
        return None
    if goal.kind == "growth":
        had = None if few(goal, stands.yearly) else pace.growth_since(goal, stands)
        return None if had is None else goal.direction * (had - goal.value / 100)
    if goal.kind == "cut":
        return None if against is None else against.value * (1 - goal.value / 100) - stands.reached.value
    if goal.kind == "mean_flow" or goal.indicator.additive:
        return None
    return goal.direction * (stands.reached.value - goal.value)


def _first_met(goal: Goal, stands: Standing) -> int | None:
    """Return the first year known since the baseline that met the goal; a sum or a mean growth has no such year."""
    if goal.kind in ("mean_flow", "growth") or stands.target is None or stands.reached is None:
        return None
    since = stands.baseline.year if stands.baseline else 0
    met = (
        point.year
        for point in stands.yearly
        if since <= point.year <= stands.reached.year
        and methods.meets(point.value, stands.target, goal.direction)
        and point.evidence != CONVENTION
    )
    return next(met, stands.reached.year)


def _reached_since(goal: Goal, stands: Standing) -> Point | None:
    """Return the first value after the goal year that meets the goal, if the newest still does."""
    if goal.kind in ("mean_flow", "growth") or stands.target is None or stands.newest is None:
        return None
    later = [point for point in (*stands.yearly, stands.newest) if point.year > goal.year]
    if not later or not methods.meets(later[-1].value, stands.target, goal.direction):
        return None
    return next(point for point in later if methods.meets(point.value, stands.target, goal.direction))


def _score(status: Status, road: Judgement | None) -> float | None:
    """Return the score from -5 to 5; None where nothing is judged."""
    if status not in JUDGED:
        return None
    if status in GOOD:
        return methods.BEST
    return road.score if road else None
