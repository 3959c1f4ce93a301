"""From a promise and what was observed to a path: where the line starts, where it must be, how far it has come."""

import datetime as dt
import math
from dataclasses import dataclass

import polars as pl

from explorer.core.goals import Goal


def position(day: dt.date) -> float:
    """Return a day on the axis of year-ends: 31 December 2025 is 2025.0, 30 September 2026 is 2025.75."""
    start = dt.date(day.year, 1, 1)
    return day.year - 1 + ((day - start).days + 1) / ((dt.date(day.year + 1, 1, 1) - start).days)


def day(time: float) -> dt.date:
    """Return the month-end that a place on the axis of year-ends stands for: position's way back."""
    year, months = math.ceil(time), round((time - math.ceil(time) + 1) * 12)
    return dt.date(year + months // 12, months % 12 + 1, 1) - dt.timedelta(days=1)


CONVENTION = "convention"


@dataclass(frozen=True)
class Point:
    """A value at the end of a year, or of the day ``on``.

    ``evidence`` is CONVENTION for a start at nothing that no source prints: things that are to be new, sums.
    """

    on: dt.date
    value: float
    evidence: str

    @property
    def year(self) -> int:
        """The calendar year the point closes."""
        return self.on.year

    @property
    def closes_year(self) -> bool:
        """Whether the point stands for a full year."""
        return (self.on.month, self.on.day) == (12, 31)

    @property
    def time(self) -> float:
        """The point's place among year-ends."""
        return position(self.on)


@dataclass(frozen=True)
class Standing:
    """Where a goal stands. Every field is None when it cannot be known, and then nothing is shown in its place.

    ``baseline`` is where the path starts, in the indicator's unit, and ``baseline_asked`` the plan's base year:
    when they differ the page says so. ``target`` is the goal on the indicator's scale. ``reached`` is the newest
    value up to the goal year, ``newest`` the newest of all. ``achieved`` and ``elapsed`` are shares of the way and
    of the time; for a mean flow the way is the sum promised since the base year, and ``added`` the sum reached.
    """

    baseline: Point | None
    baseline_asked: int | None
    target: float | None
    path: tuple[tuple[int, float], ...]
    reached: Point | None
    newest: Point | None
    achieved: float | None
    elapsed: float | None
    added: float | None
    yearly: tuple[Point, ...]
    rests_on_simulation: bool

    @property
    def path_evidence(self) -> str | None:
        """The evidence of what the path is drawn from: its baseline's."""
        return self.baseline.evidence if self.baseline and self.path else None

    def target_evidence(self, goal: Goal) -> str | None:
        """Return the evidence behind the goal on the indicator's scale: a growth or a cut rests on its baseline."""
        return self.baseline.evidence if self.baseline and goal.kind in ("growth", "cut") else None


def standing(goal: Goal, observed: pl.DataFrame, area: str) -> Standing:
    """Return where ``goal`` stands in ``area``, given the store's frame of its indicator.

    Source of the paths: the plan's own words, one formula per kind of goal (see the method page).
    """
    points = _points(observed)
    yearly = {point.year: point for point in points if point.closes_year}
    newest = points[-1] if points else None
    reached = next((point for point in reversed(points) if point.year <= goal.year), None)
    baseline = _baseline(goal, yearly, area) if goal.binds(area) else None
    target = _target(goal, baseline) if goal.binds(area) else None
    path = () if _starts_beyond(goal, baseline, target) else _path(goal, baseline, target)
    added = _added(goal, baseline, reached, yearly)
    summed = [point for point in yearly.values() if goal.kind == "mean_flow" and goal.start_year <= point.year]
    used = [point for point in (baseline, reached) if point] + [p for p in summed if p.year <= goal.year]
    return Standing(
        baseline=baseline,
        baseline_asked=goal.baseline_year,
        target=target,
        path=path,
        reached=reached,
        newest=newest,
        achieved=_achieved(goal, baseline, target, reached, added),
        elapsed=_elapsed(goal, baseline, reached),
        added=added,
        yearly=tuple(yearly[year] for year in sorted(yearly)),
        rests_on_simulation=any(point.evidence == "simulated" for point in used),
    )


def _points(observed: pl.DataFrame) -> list[Point]:
    """Return full years and stocks of other days; a year to date is no point of a yearly line."""
    rows = observed.filter(pl.col("span") != "year_to_date").sort("period")
    return [Point(*row) for row in rows.select("period", "value", "evidence").iter_rows()]


def _baseline(goal: Goal, yearly: dict[int, Point], area: str) -> Point | None:
    """Return the plan's own baseline, else the observed base year, else the next known year, else the last before."""
    if goal.kind == "mean_flow":
        return Point(dt.date(goal.start_year - 1, 12, 31), 0.0, CONVENTION)
    if goal.baseline_value is not None and goal.baseline_year is not None and area == goal.area:
        counted = CONVENTION if goal.kind == "count" and goal.baseline_value == 0 else "published"
        return Point(dt.date(goal.baseline_year, 12, 31), goal.baseline_value, counted)
    asked = goal.baseline_year if goal.baseline_year is not None else min(yearly, default=goal.year)
    later = [yearly[year] for year in sorted(yearly) if asked <= year < goal.year]
    earlier = [yearly[year] for year in sorted(yearly, reverse=True) if year < asked]
    return next(iter(later + earlier), None)


def _target(goal: Goal, baseline: Point | None) -> float | None:
    """Return the goal on the indicator's scale; a growth or a cut has none before its baseline is known."""
    if goal.kind not in ("growth", "cut"):
        return goal.value
    return None if baseline is None else _along(goal, baseline, goal.value, goal.year)


def _path(goal: Goal, baseline: Point | None, target: float | None) -> tuple[tuple[int, float], ...]:
    if baseline is None or target is None:
        return ()
    return tuple((year, _along(goal, baseline, target, year)) for year in range(baseline.year, goal.year + 1))


def _starts_beyond(goal: Goal, baseline: Point | None, target: float | None) -> bool:
    """Whether the baseline meets a level already: no line leads from beyond the goal back to it, and no share of it."""
    if baseline is None or target is None or goal.kind not in ("level", "coverage", "count"):
        return False
    return (baseline.value - target) * goal.indicator.direction >= 0


def _along(goal: Goal, baseline: Point, target: float, year: int) -> float:
    """Return where the path runs at the end of ``year``: compound for growth, flat for a mean, else straight."""
    if goal.kind == "growth":
        return baseline.value * (1 + goal.value / 100) ** (year - baseline.year)
    if goal.kind == "mean_flow":
        return goal.value
    end = baseline.value * (1 - goal.value / 100) if goal.kind == "cut" else target
    return baseline.value + (end - baseline.value) * (year - baseline.year) / (goal.year - baseline.year)


def _added(goal: Goal, baseline: Point | None, reached: Point | None, yearly: dict[int, Point]) -> float | None:
    """Return what a mean flow added since the base year; None while a year of it is unknown."""
    if goal.kind != "mean_flow" or baseline is None or reached is None or reached.on <= baseline.on:
        return None
    years = range(baseline.year + 1, reached.year + 1)
    return sum(yearly[year].value for year in years) if all(year in yearly for year in years) else None


def _achieved(
    goal: Goal, baseline: Point | None, target: float | None, reached: Point | None, added: float | None
) -> float | None:
    """Return the share of the way: (v_t - v_b) / (T - v_b); for a mean flow the sum since the base year."""
    if baseline is None or target is None or reached is None or reached.on <= baseline.on:
        return None
    if goal.kind == "mean_flow":
        promised = goal.value * (goal.year - baseline.year)
        return added / promised if added is not None and promised else None
    if target == baseline.value or _starts_beyond(goal, baseline, target):
        return None
    return (reached.value - baseline.value) / (target - baseline.value)


def _elapsed(goal: Goal, baseline: Point | None, reached: Point | None) -> float | None:
    """Return the share of the time between baseline and goal that had gone when the value was reached."""
    if baseline is None or reached is None or reached.on <= baseline.on:
        return None
    end = dt.date(goal.year, 12, 31)
    return (reached.on - baseline.on).days / (end - baseline.on).days
