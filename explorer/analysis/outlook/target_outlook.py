"""A target's outlook: from what a link asks to the series, the goal and the projection."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

import polars as pl

from explorer.analysis.assessment import standing
from explorer.analysis.assessment.standing import Point, Standing
from explorer.analysis.outlook import backtest, projection, seasonal
from explorer.analysis.outlook.backtest import Backtest
from explorer.analysis.outlook.projection import Manner, Outlook, Series
from explorer.analysis.outlook.seasonal import Contest
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.releases import store

Way = Literal["log_drift", "linear_drift", "monthly"]
FURTHEST, NEXT_PLAN = 2035, 2030
YEARS_BEFORE = 3
FEWEST_TESTS, SLACK = 5, 0.25
NEVER_BELOW_ZERO = (0.0, float("inf"))


@dataclass(frozen=True)
class Question:
    """What is asked of a target: the goal year, the goal in the indicator's unit (None: the plan's), and the method.

    ``years``: how many of the last years' values are used at most (monthly: always twelve years). ``level``: what
    share the band is to hold.
    """

    year: int
    target: float | None
    method: Way
    years: int = projection.USUAL_YEARS
    level: float = projection.LEVEL


@dataclass(frozen=True)
class Prospect:
    """One target seen ahead. ``found`` is None where too little is known for any line; ``start`` where nothing is.

    ``goal`` is the plan's goal moved to the year and value asked for, ``stands`` where it stands. ``series`` is what
    the pace is taken from, and ``simulated`` whether any of it, or the start, is simulated. ``cut_at``: the last year
    before a break of definition, where the series was cut. ``whole`` is everything comparable that is known, of which
    the last ``window`` values make the series; ``planned`` is the goal as the plan has it.
    """

    goal: Goal
    stands: Standing
    series: Series
    start: tuple[float, float] | None
    simulated: bool
    manner: Manner
    found: Outlook | None
    contest: Contest | None
    overflown: bool
    cut_at: int | None
    whole: Series
    planned: Goal
    window: int | None

    @property
    def assumed(self) -> bool:
        """Whether the goal is not the plan's own: another value or another year."""
        return (self.goal.year, self.goal.value) != (self.planned.year, self.planned.value)

    @property
    def trusted(self) -> bool:
        """Whether the backtests speak for the band: too few to say, or nearly as many held as it promises."""
        inside, total = self.record
        return total < FEWEST_TESTS or inside / total >= self.manner.level - SLACK

    @cached_property
    def record(self) -> tuple[int, int]:
        """How many values the bands of earlier origins held, and of how many (see backtest.record)."""
        by, origins = (
            (seasonal.smoothed, seasonal.ORIGINS) if self._smoothed else (projection.project, projection.MOST_YEARS)
        )
        ahead = self.goal.year - (self.start[0] if self.start else self.goal.year)
        return backtest.record(self.whole, self.manner, self.window, by, origins, ahead)

    @property
    def _smoothed(self) -> bool:
        return self.found is not None and self.found.model == "ets"

    @property
    def since(self) -> int:
        """The first year to draw: where the series begins, and some years before the promise in any case."""
        first = self.goal.start_year - YEARS_BEFORE
        return min(int(self.series[0][0]), first) if self.series else first

    @property
    def chance(self) -> float | None:
        """The probability of the goal in its year; None without a band, and for a sum over several years."""
        if self.found is None or self.stands.target is None or self.goal.kind == "mean_flow":
            return None
        return self.found.chance(self.stands.target, self.goal.indicator.direction)

    @property
    def required(self) -> float | None:
        """The growth a year from the latest value to the goal, a share; None where none leads there."""
        if self.start is None or self.stands.target is None or self.goal.kind == "mean_flow":
            return None
        return projection.required_growth(self.start[1], self.start[0], self.stands.target, self.goal.year)

    @property
    def required_step(self) -> float | None:
        """The change a year to the goal in units; of a mean flow, the amount a year in the years that are left."""
        target, goal = self.stands.target, self.goal
        if self.start is None or target is None:
            return None
        if goal.kind != "mean_flow":
            return projection.required_step(self.start[1], self.start[0], target, goal.year)
        base, left = self.stands.baseline, goal.year - round(self.start[0])
        if base is None or self.stands.added is None or left <= 0:
            return None
        return (target * (goal.year - base.year) - self.stands.added) / left

    @property
    def met(self) -> bool:
        """Whether the latest value meets the goal already."""
        target, direction = self.stands.target, self.goal.indicator.direction
        if self.start is None or target is None or self.goal.kind == "mean_flow":
            return False
        return direction * (self.start[1] - target) >= 0

    def tested(self, hidden: int) -> Backtest | None:
        """Return what the same method would have said ``hidden`` years ago, from as many values as it is shown now."""
        by = seasonal.smoothed if self._smoothed else projection.project
        months = seasonal.MONTHS if self.manner.seasonal else 1
        return backtest.backtest(self.whole, hidden * months, self.manner, self.window, by)


def goal_years(view: View, goal: Goal) -> tuple[int, ...]:
    """Return the years a goal can be set for: those that end after the day looked at and after the latest value."""
    newest = view.standing(goal).newest
    known = max(standing.position(view.as_of), newest.time if newest else 0.0)
    return tuple(range(int(known + projection.DAY) + 1, FURTHEST + 1))


def usual_year(view: View, goal: Goal) -> int:
    """Return the plan's own goal year while it is ahead, then the year in which the next plan ends."""
    years = goal_years(view, goal)
    return next((year for year in (goal.year, NEXT_PLAN) if year in years), years[-1])


def usual_target(view: View, goal: Goal, year: int) -> float | None:
    """Return the promise as it stands in ``year``: a growth goes on at its rate, everything else keeps its value."""
    return _stands(view, replace(goal, year=year), goal).target


def ways(view: View, goal: Goal) -> tuple[Way, ...]:
    """Return the methods the known values allow, the natural one first."""
    values = [point.value for point in view.standing(goal).yearly[-projection.MOST_YEARS :]]
    growing = projection.grows(values, goal.indicator.limits or NEVER_BELOW_ZERO)
    yearly: tuple[Way, ...] = ("log_drift", "linear_drift") if growing else ("linear_drift",)
    enough = len(_monthly(view, goal)[0]) >= projection.LEAST_WITHIN_YEARS
    return (*yearly, "monthly") if enough else yearly


@lru_cache(maxsize=512)
def prospect(view: View, no: int, asked: Question) -> Prospect:
    """Return the outlook of goal ``no`` of the view's plan as it was asked for."""
    planned = next(goal for goal in view.plan.goals if goal.no == no)
    goal = _moved(view, planned, asked)
    stands = _stands(view, goal, planned)
    monthly = asked.method == "monthly"
    known, simulated = _monthly(view, goal) if monthly else _yearly(stands)
    whole = _since_the_last_break(known, view.events(planned))
    window = None if monthly else asked.years
    series = whole if window is None else whole[-window:]
    cut_at = int(known[-len(whole) - 1][0]) if len(series) == len(whole) < len(known) else None
    start = _start(stands, series, asked.method)
    limits = goal.indicator.limits or NEVER_BELOW_ZERO
    values = [value for _, value in (*series, *((start,) if start else ()))]
    growing = asked.method != "linear_drift" and projection.grows(values, limits)
    manner = Manner(growing, asked.level, limits, seasonal=asked.method == "monthly")
    simulated = simulated or (stands.newest is not None and stands.newest.evidence == "simulated")
    found, contest, overflown = None, None, False
    if start is not None:
        try:
            found, contest = _projected(series, goal.year, manner, start)
        except (OverflowError, ValueError):
            overflown = True
    return Prospect(
        goal, stands, series, start, simulated, manner, found, contest, overflown, cut_at, whole, planned, window
    )


def _moved(view: View, goal: Goal, asked: Question) -> Goal:
    """Return the goal as somebody wants to try it; a value typed in is a level in the area looked at."""
    area = view.area_of(goal)
    moved = replace(goal, year=asked.year)
    if asked.target is None:
        return moved
    base = goal.baseline_value if area == goal.area else None
    kind = goal.kind if goal.kind == "mean_flow" else "level"
    return replace(moved, kind=kind, value=asked.target, unit=goal.indicator.unit, area=area, baseline_value=base)


def _stands(view: View, goal: Goal, planned: Goal) -> Standing:
    bound = planned.promised(view.as_of, view.evidence) and goal.of(view.area_of(planned)) is not None
    mine = goal.of(view.area_of(planned)) or goal
    return standing.standing(mine, view.observed(planned), view.as_of, bound=bound, against=view.against(planned))


def _yearly(stands: Standing) -> tuple[Series, bool]:
    points = stands.yearly
    return tuple((point.time, point.value) for point in points), any(p.evidence == "simulated" for p in points)


def _since_the_last_break(series: Series, events: pl.DataFrame) -> Series:
    """Return what can be compared: the values after the last break of definition, where that leaves enough of them."""
    broken = [standing.position(day) for day in events.filter(pl.col("kind") == "break")["happened_on"]]
    last = max((at for at in broken if any(time < at for time, _ in series)), default=None)
    after = tuple(point for point in series if last is None or point[0] > last)
    return after if len(after) >= backtest.LEAST_SHOWN else series


def _monthly(view: View, goal: Goal) -> tuple[Series, bool]:
    rows = store.monthly(goal.indicator, view.area_of(goal), view.as_of, view.evidence, view.edition)
    month = pl.col("period").dt.year() - 1 + pl.col("period").dt.month() / seasonal.MONTHS
    series = tuple(rows.select(month, "value").iter_rows())
    if goal.indicator.nature == "flow":
        series = tuple(seasonal.running_year(series))
    return series[-projection.MOST_YEARS * seasonal.MONTHS - 1 :], "simulated" in rows["evidence"]


def _start(stands: Standing, series: Series, method: Way) -> tuple[float, float] | None:
    """Return where lines ahead begin: at the latest value known, which may be a stock within a year."""
    if method == "monthly":
        return series[-1] if series else None
    newest: Point | None = stands.newest
    return (newest.time, newest.value) if newest else None


def _projected(
    series: Series, until: int, manner: Manner, start: tuple[float, float]
) -> tuple[Outlook | None, Contest | None]:
    if not manner.seasonal:
        return projection.project(series, until, manner, start), None
    contest = seasonal.contest(series, manner)
    smoothed = seasonal.smoothed(series, until, manner) if contest.better == "ets" else None
    return smoothed or projection.project(series, until, manner), contest
