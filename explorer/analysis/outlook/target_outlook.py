"""A target's outlook: from what a link asks to the series, the goal and what may be shown of the way there."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import polars as pl

from explorer.analysis.assessment import standing
from explorer.analysis.assessment.standing import Point, Standing
from explorer.analysis.outlook import backtest, forecast_methods, projection, promises, seasonal
from explorer.analysis.outlook import forecast as outlook_forecast
from explorer.analysis.outlook.backtest import Backtest
from explorer.analysis.outlook.forecast import Asked, Forecast
from explorer.analysis.outlook.forecast_methods import Kind, Method
from explorer.analysis.outlook.projection import Manner, Series
from explorer.analysis.outlook.promises import Origin
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.releases import store

YEARS_BEFORE = 3
LEAST_REAL = 3  # two values make a line, and no headline
NEVER_BELOW_ZERO = (0.0, float("inf"))


@dataclass(frozen=True)
class Question:
    """What is asked of a target: the goal year, the goal in the indicator's unit, and the method.

    ``target`` None: what is asked first of that year (see promises.first).

    ``years``: how many of the last years' values are used at most (monthly: always twelve years). ``level``: what
    share the band is to hold.
    """

    year: int
    target: float | None
    method: Method
    years: int = projection.USUAL_YEARS
    level: float = projection.LEVEL


@dataclass(frozen=True)
class Prospect:
    """One target seen ahead. ``start`` is None where nothing is known; ``forecast`` is what may be shown.

    ``goal`` is the plan's goal moved to the year and value asked for, ``stands`` where it stands; ``planned`` is the
    goal as the plan has it, and ``origin`` where the value comes from when nobody typed one. ``series`` is what the
    pace is taken from, the last ``window`` values of ``whole``, which is everything comparable that is known;
    ``simulated`` whether any of it, or the start, is simulated. ``cut_at``: the last year before a break of
    definition, where the series was cut; ``made_up_until``: the last simulated year that was left out before it.
    """

    goal: Goal
    stands: Standing
    series: Series
    start: tuple[float, float] | None
    simulated: bool
    manner: Manner
    kind: Kind
    forecast: Forecast
    cut_at: int | None
    made_up_until: int | None
    whole: Series
    planned: Goal
    origin: Origin

    @property
    def assumed(self) -> bool:
        """Whether the goal is not the plan's own: another value or another year."""
        return (self.goal.year, self.goal.value) != (self.planned.year, self.planned.value)

    @property
    def used(self) -> Series:
        """The values that the forecast was made from: fewer than asked for where it took the shorter window."""
        window = self.forecast.window
        return self.whole if window is None else self.whole[-window:]

    @property
    def since(self) -> int:
        """The first year to draw: where the series begins, and some years before the promise in any case."""
        first = self.goal.start_year - YEARS_BEFORE
        return min(int(self.series[0][0]), first) if self.series else first

    @property
    def required(self) -> float | None:
        """The growth a year from the latest value to the goal, a share; None where none leads there."""
        if self.start is None or self.stands.target is None or self.goal.kind == "mean_flow" or self.beyond:
            return None
        return projection.required_growth(self.start[1], self.start[0], self.stands.target, self.goal.year)

    @property
    def required_step(self) -> float | None:
        """The change a year to the goal in units; of a mean flow, the amount a year in the years that are left."""
        target, goal = self.stands.target, self.goal
        if self.start is None or target is None or self.beyond:
            return None
        if goal.kind != "mean_flow":
            return projection.required_step(self.start[1], self.start[0], target, goal.year)
        base, left = self.stands.baseline, goal.year - round(self.start[0])
        if base is None or self.stands.added is None or left <= 0:
            return None
        return (target * (goal.year - base.year) - self.stands.added) / left

    @property
    def beyond(self) -> bool:
        """Whether the goal lies beyond what values can be at all: nothing leads there."""
        low, high = self.manner.limits
        return self.stands.target is not None and not low <= self.stands.target <= high

    @property
    def met(self) -> bool:
        """Whether the latest value meets the goal already."""
        target, direction = self.stands.target, self.goal.direction
        if self.start is None or target is None or self.goal.kind == "mean_flow":
            return False
        return direction * (self.start[1] - target) >= 0

    def tested(self, hidden: int) -> Backtest | None:
        """Return what the same method would have said ``hidden`` years ago, from as many values as it is shown now."""
        found = self.forecast
        if found.by is None:
            return None
        first = self.whole[-1][0] - hidden + projection.DAY  # years, however many values stand in them
        count = sum(time > first for time, _ in self.whole)
        return backtest.backtest(self.whole, count, self.manner, found.window, found.by)


def usual_target(view: View, goal: Goal, year: int) -> float | None:
    """Return the goal asked about first in ``year``: see promises.first; a growth goes on at its rate."""
    first = promises.first(view, goal, year)
    if first.origin == "open":
        return None
    return first.value if first.origin == "next" else _stands(view, replace(goal, year=year), goal).target


def ways(view: View, goal: Goal) -> tuple[Method, ...]:
    """Return the methods that make sense, the headline of its kind of series first.

    Whether a method can say anything of the window chosen is not decided here (see forecast.forecast).
    """
    limits = goal.indicator.limits or NEVER_BELOW_ZERO
    first = forecast_methods.HEADLINES[forecast_methods.kind_of(goal.indicator.nature, limits)]
    others = (way for way in forecast_methods.allowed(limits) if way != first)
    enough = len(_monthly(view, goal)[0]) >= projection.LEAST_WITHIN_YEARS
    return (first, *others, "monthly") if enough else (first, *others)


@lru_cache(maxsize=512)
def prospect(view: View, no: int, asked: Question) -> Prospect:
    """Return the outlook of goal ``no`` of the view's plan as it was asked for."""
    planned = view.goal(no)
    first = promises.first(view, planned, asked.year)
    wanted = first.value if asked.target is None and first.origin == "next" else asked.target
    goal = _moved(view, planned, asked.year, wanted)
    stands = _stands(view, goal, planned)
    if asked.target is None and first.origin == "open":
        stands = replace(stands, target=None, path=())
    monthly = asked.method == "monthly"
    known, made_up = _monthly(view, goal) if monthly else _yearly(stands)
    comparable = _since_the_last_break(known, view.events(planned))
    whole = comparable if monthly else _without_simulated(comparable, made_up)
    window = None if monthly else asked.years
    series = whole if window is None else whole[-window:]
    every = len(series) == len(whole)
    cut_at = int(known[-len(whole) - 1][0]) if every and len(whole) == len(comparable) < len(known) else None
    made_up_until = int(comparable[-len(whole) - 1][0]) if every and len(whole) < len(comparable) else None
    start = _start(stands, series, asked.method)
    limits = goal.indicator.limits or NEVER_BELOW_ZERO
    values = [value for _, value in (*series, *((start,) if start else ()))]
    growing = asked.method != "linear_drift" and projection.grows(values, limits)
    manner = Manner(growing, asked.level, limits, seasonal=monthly)
    kind = forecast_methods.kind_of(goal.indicator.nature, limits)
    found = outlook_forecast.forecast(
        Asked(
            whole=whole,
            until=goal.year,
            method=asked.method,
            manner=manner,
            kind=kind,
            window=window,
            start=None if monthly else start,
            goal=stands.target,
            direction=goal.direction,
            summed=goal.kind == "mean_flow",
            broken=bool(known) and not whole,
        )
    )
    simulated = any(time in made_up for time, _ in series)
    simulated = simulated or (stands.newest is not None and stands.newest.evidence == "simulated")
    origin: Origin = "plan" if asked.target is not None else first.origin
    return Prospect(
        goal, stands, series, start, simulated, manner, kind, found, cut_at, made_up_until, whole, planned, origin
    )


def _moved(view: View, goal: Goal, year: int, target: float | None) -> Goal:
    """Return the goal as somebody wants to try it; a value of its own is a level in the area looked at."""
    area = view.area_of(goal)
    moved = replace(goal, year=year)
    if target is None:
        return moved
    base = goal.baseline_value if area == goal.area else None
    kind = goal.kind if goal.kind == "mean_flow" else "level"
    return replace(moved, kind=kind, value=target, unit=goal.indicator.unit, area=area, baseline_value=base)


def _stands(view: View, goal: Goal, planned: Goal) -> Standing:
    bound = planned.promised(view.as_of, view.evidence) and goal.of(view.area_of(planned)) is not None
    mine = goal.of(view.area_of(planned)) or goal
    return standing.standing(mine, view.observed(planned), view.as_of, bound=bound, against=view.against(planned))


def _yearly(stands: Standing) -> tuple[Series, set[float]]:
    """Return what is known of the years, and the times whose values are simulated."""
    points = stands.yearly
    return tuple((point.time, point.value) for point in points), {p.time for p in points if p.evidence == "simulated"}


def _since_the_last_break(series: Series, events: pl.DataFrame) -> Series:
    """Return what can be compared: the values after the last break of definition, however few these are."""
    broken = [standing.position(day) for day in events.filter(pl.col("kind") == "break")["happened_on"]]
    last = max((at for at in broken if any(time < at for time, _ in series)), default=None)
    return tuple(point for point in series if last is None or point[0] > last)


def _without_simulated(series: Series, made_up: set[float]) -> Series:
    """Return what follows the last simulated value where that carries a headline by itself, else everything."""
    last = max((time for time, _ in series if time in made_up), default=-math.inf)
    real = tuple(point for point in series if point[0] > last)
    return real if len(real) >= LEAST_REAL else series


def _monthly(view: View, goal: Goal) -> tuple[Series, set[float]]:
    """Return what is known of the months (of flows, twelve together), and the times that hold a simulated one."""
    rows = store.monthly(goal.indicator, view.area_of(goal), view.as_of, view.evidence, view.edition)
    month = pl.col("period").dt.year() - 1 + pl.col("period").dt.month() / seasonal.MONTHS
    series = tuple(rows.select(month, "value").iter_rows())
    simulated = rows.filter(pl.col("evidence") == "simulated").select(month).to_series()
    made_up = set(simulated)
    if goal.indicator.nature == "flow":
        months = {seasonal.month_of(time) for time in made_up}
        series = tuple(seasonal.running_year(series))
        made_up = {time for time, _ in series if not months.isdisjoint(seasonal.parts(seasonal.month_of(time)))}
    return series[-projection.MOST_YEARS * seasonal.MONTHS - 1 :], made_up


def _start(stands: Standing, series: Series, method: Method) -> tuple[float, float] | None:
    """Return where lines ahead begin: at the latest value known, which may be a stock within a year."""
    if method == "monthly":
        return series[-1] if series else None
    newest: Point | None = stands.newest
    return (newest.time, newest.value) if newest else None
