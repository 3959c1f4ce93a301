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
    ``state`` is that of a figure of the office that is not final yet (preliminary), else empty.
    """

    on: dt.date
    value: float
    evidence: str
    state: str = ""

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
    value up to the goal year, ``newest`` the newest of all. ``achieved`` is the share of the way, ``elapsed`` the share
    of the time that had gone on the day looked at; for a mean flow the way is the sum promised since the base year, and
    ``added`` the sum reached. ``against`` is the figure that a cut is read against.
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
    against: Point | None = None

    @property
    def path_evidence(self) -> str | None:
        """The evidence of what the path is drawn from: its baseline's."""
        return self.baseline.evidence if self.baseline and self.path else None

    def target_evidence(self, goal: Goal) -> str | None:
        """Return the evidence behind the goal on the indicator's scale: a growth or a cut rests on what it starts from.

        A goal of what is to be new rests on what there was, and one that the office set on the office.
        """
        relative = goal.kind in ("growth", "cut") or goal.since_baseline
        start = self.against or (self.baseline if relative else None)
        rests = start.evidence if start else None
        return rests if goal.set_on is None or rests == "simulated" else "office"


def standing(
    goal: Goal, observed: pl.DataFrame, as_of: dt.date, *, bound: bool = True, against: Point | None = None
) -> Standing:
    """Return where ``goal`` stands on a day, given the store's frame of its indicator.

    ``bound``: whether the goal was promised of the area at all; if not, there is neither baseline nor path nor goal.
    ``against``: the figure that a cut is read against (see Goal.against). Source of the paths: the plan's own words,
    one formula per kind of goal (see the method page).
    """
    points = _points(observed)
    yearly = {point.year: point for point in points if point.closes_year}
    newest = points[-1] if points else None
    reached = next((point for point in reversed(points) if point.year <= goal.year), None)
    baseline = _baseline(goal, yearly) if bound else None
    target = _target(goal, baseline, against) if bound else None
    path = () if _starts_beyond(goal, baseline, target) else _path(goal, baseline, target)
    added = _added(goal, baseline, reached, yearly)
    return Standing(
        baseline=baseline,
        baseline_asked=goal.baseline_year,
        target=target,
        path=path,
        reached=reached,
        newest=newest,
        achieved=_achieved(goal, baseline, target, reached, added),
        elapsed=_elapsed(goal, baseline, as_of),
        added=added,
        yearly=tuple(yearly[year] for year in sorted(yearly)),
        rests_on_simulation=_simulated(goal, baseline, reached, yearly),
        against=against if bound and goal.kind == "cut" else None,
    )


def _simulated(goal: Goal, baseline: Point | None, reached: Point | None, yearly: dict[int, Point]) -> bool:
    """Whether any value that decides is simulated: a sum and a mean of yearly rates need every year between."""
    used = [point for point in (baseline, reached) if point]
    if baseline is None and goal.kind == "growth":  # of an area without a goal: its growth is compared all the same
        base = yearly.get(goal.baseline_year or goal.start_year - 1)
        used += [base] if base else []
    if goal.kind == "mean_flow" or goal.mean == "arithmetic":
        used += [point for point in yearly.values() if goal.start_year <= point.year <= goal.year]
    return any(point.evidence == "simulated" for point in used)


def _points(observed: pl.DataFrame) -> list[Point]:
    """Return full years and stocks of other days; a year to date is no point of a yearly line."""
    rows = observed.filter(pl.col("span") != "year_to_date").sort("period")
    state = pl.lit("")
    if "state" in rows.columns:  # what a register counts has none
        early = (pl.col("evidence") == "office") & (pl.col("state") == "preliminary")
        state = pl.when(early).then("state").otherwise(state)
    return [Point(*row) for row in rows.select("period", "value", "evidence", state).iter_rows()]


def _baseline(goal: Goal, yearly: dict[int, Point]) -> Point | None:
    """Return the plan's own baseline, else the observed base year, else the next known year, else the last before."""
    if goal.kind == "mean_flow":
        return Point(dt.date(goal.start_year - 1, 12, 31), 0.0, CONVENTION)
    if goal.baseline_value is not None and goal.baseline_year is not None:
        counted = CONVENTION if goal.kind == "count" and goal.baseline_value == 0 else "published"
        return Point(dt.date(goal.baseline_year, 12, 31), goal.baseline_value, counted)
    asked = goal.baseline_year if goal.baseline_year is not None else min(yearly, default=goal.year)
    later = [yearly[year] for year in sorted(yearly) if asked <= year < goal.year]
    earlier = [yearly[year] for year in sorted(yearly, reverse=True) if year < asked]
    return next(iter(later + earlier), None)


def _target(goal: Goal, baseline: Point | None, against: Point | None) -> float | None:
    """Return the goal on the indicator's scale; what is relative has none before its start is known."""
    if goal.kind == "cut" and goal.against:
        return None if against is None else against.value * (1 - goal.value / 100)
    if goal.since_baseline:
        return None if baseline is None else baseline.value + goal.value
    if goal.kind not in ("growth", "cut"):
        return goal.value
    return None if baseline is None else _along(goal, baseline, goal.value, goal.year)


def _path(goal: Goal, baseline: Point | None, target: float | None) -> tuple[tuple[int, float], ...]:
    if baseline is None or target is None:
        return ()
    return tuple((year, _along(goal, baseline, target, year)) for year in range(baseline.year, goal.year + 1))


def _starts_beyond(goal: Goal, baseline: Point | None, target: float | None) -> bool:
    """Whether the baseline meets a level already: no line leads from beyond the goal back to it, and no share of it."""
    if baseline is None or target is None:
        return False
    level = goal.kind in ("level", "coverage", "count") or (goal.kind == "cut" and goal.against is not None)
    return level and (baseline.value - target) * goal.direction >= 0


def _along(goal: Goal, baseline: Point, target: float, year: int) -> float:
    """Return where the path runs at the end of ``year``: compound for growth, flat for a mean, else straight."""
    if goal.kind == "growth":
        return baseline.value * (1 + goal.value / 100) ** (year - baseline.year)
    if goal.kind == "mean_flow":
        return goal.value
    own = goal.kind == "cut" and not goal.against
    end = baseline.value * (1 - goal.value / 100) if own else target
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


def _elapsed(goal: Goal, baseline: Point | None, as_of: dt.date) -> float | None:
    """Return the share of the time between baseline and goal that had gone by the day looked at; 1 at the end of it."""
    end = dt.date(goal.year, 12, 31)
    if baseline is None or not baseline.on < end:
        return None
    return min(max((as_of - baseline.on).days / (end - baseline.on).days, 0.0), 1.0)
