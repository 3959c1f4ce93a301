"""What others give to go by: the last plan's promise, the nation's goal and pace, other provinces' figures."""

import datetime as dt
import math
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import polars as pl

from explorer.analysis import comparison
from explorer.analysis.outlook import assumptions, projection
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.core.goals import NATION, Goal, Indicator
from explorer.releases import store

FEWEST_PEERS = 5
Basis = Literal[
    "plan_pace",
    "plan_value",
    "national_goal",
    "national_goal_pace",
    "national_pace",
    "converge",
    "peers_median",
    "peers_best_quarter",
]


@dataclass(frozen=True)
class Benchmark:
    """A value to go by, and what it is from: a plan, years, so many published figures, their sources.

    ``simulated``: whether any figure that it is worked out from, besides the latest value, is simulated.
    """

    basis: Basis
    value: float
    plan: str | None = None
    since: int | None = None
    until: int | None = None
    count: int | None = None
    sources: tuple[str, ...] = ()
    simulated: bool = False


def of(view: View, seen: Prospect) -> Iterator[Benchmark]:
    """Yield what others give to go by for the prospect's goal and year; nothing where nothing is known."""
    if seen.start is None:
        return
    yield from _plan(view, seen, seen.start)
    yield from _nation(view, seen, seen.start)
    if comparable(seen.goal.indicator):
        yield from _peers(view, seen)


def comparable(indicator: Indicator) -> bool:
    """Whether the figure of one area can be held against another's: a ratio or a score, no total."""
    limited = indicator.limits is not None and math.isfinite(indicator.limits[1])
    return limited or (indicator.sql is not None and not indicator.additive)


def _plan(view: View, seen: Prospect, start: tuple[float, float]) -> Iterator[Benchmark]:
    """Yield the last plan's promise, carried on from the latest value at its own pace."""
    planned, stands = seen.planned, view.standing(seen.planned)
    base, target = stands.baseline, stands.target
    if target is not None and planned.kind == "mean_flow":
        yield Benchmark("plan_value", target, planned.plan, until=planned.year)
    elif target is not None and base and planned.year > base.time and planned.direction * (target - base.value) > 0:
        counted = planned.kind in ("count", "coverage")
        ends = (base.time, base.value), (planned.year, target)
        value = carried(*ends, start, seen.goal.year, seen.manner.limits, growing=not counted)
        made_up = base.evidence == "simulated" or stands.target_evidence(planned) == "simulated"
        yield Benchmark("plan_pace", value, planned.plan, base.year, planned.year, simulated=made_up)


def carried(
    first: tuple[float, float],
    last: tuple[float, float],
    start: tuple[float, float],
    year: float,
    limits: tuple[float, float],
    *,
    growing: bool = True,
) -> float:
    """Return where the pace between two points leads from ``start``: growth, or steps below a limit and at zero.

    ``growing``: False for what is counted one by one, which steps.
    """
    (begun, had), (ended, came), (time, value) = first, last, start
    if growing and projection.grows((had, came, value), limits):
        return value * math.exp(math.log(came / had) / (ended - begun) * (year - time))
    return value + (came - had) / (ended - begun) * (year - time)


def _nation(view: View, seen: Prospect, start: tuple[float, float]) -> Iterator[Benchmark]:
    """Yield the nation's goal as it is, its pace and the nation's own of late, and the mean it will have reached."""
    indicator, limits, year = seen.goal.indicator, seen.manner.limits, seen.goal.year
    at_home, goal, latest = view.area_of(seen.goal) == NATION, national_goal(view, indicator), _latest(view, indicator)
    if goal and goal.year == year and (at_home or comparable(indicator)):
        yield Benchmark("national_goal", goal.value, goal.plan, until=goal.year, sources=(goal.source,))
    if at_home or latest is None:
        return
    ends = (latest[0], latest[1])
    if goal and goal.year > latest[0]:
        value = carried(ends, (goal.year, goal.value), start, year, limits)
        yield Benchmark("national_goal_pace", value, goal.plan, int(latest[0]), goal.year, sources=(goal.source,))
    pace = assumptions.national_pace(view, indicator, logs=not math.isfinite(limits[1]))
    if pace is None:
        return
    logs = not math.isfinite(limits[1])
    mine, mean = (_on(one, pace.mean, year, logs=logs) for one in (start, ends))
    yield Benchmark("national_pace", mine, since=pace.since, until=pace.until)
    if comparable(indicator) and seen.goal.direction * (latest[1] - start[1]) > 0:
        yield Benchmark("converge", mean, since=pace.since, until=pace.until, sources=(latest[2],))


def _on(start: tuple[float, float], pace: float, year: float, *, logs: bool) -> float:
    time, value = start
    return value * (1 + pace) ** (year - time) if logs else value + pace * (year - time)


def national_goal(view: View, indicator: Indicator) -> Goal | None:
    """Return the nation's next level of an indicator: its year not over, and known on the day looked at."""
    ahead = (
        goal
        for plan in catalogue.plans().values()
        for goal in plan.goals
        if (goal.indicator.slug, goal.area, goal.kind) == (indicator.slug, NATION, "level")
        and goal.known_on <= view.as_of <= dt.date(goal.year, 12, 31)
    )
    return min(ahead, key=lambda goal: goal.year, default=None)


def _latest(view: View, indicator: Indicator) -> tuple[float, float, str] | None:
    """Return the nation's last published year-end: time, value and source."""
    rows = store.read(indicator, NATION, view.as_of, "published", view.edition)
    last = rows.filter(pl.col("span") == "year").sort("period").tail(1).select("period", "value", "source")
    return next(((float(period.year), value, source) for period, value, source in last.iter_rows()), None)


def _peers(view: View, seen: Prospect) -> Iterator[Benchmark]:
    """Yield the median and the best quarter of the provinces that have published a figure of the same year."""
    home = view.area_of(seen.goal)
    period, figures = comparison.provinces(view, seen.goal.indicator.measure, FEWEST_PEERS)
    others = [one for one in figures if one.area != home]
    if period is None or home == NATION or len(others) < FEWEST_PEERS:
        return
    lower, median, upper = statistics.quantiles([one.value for one in others], n=4, method="inclusive")
    sources = tuple(dict.fromkeys(one.source for one in others))
    told = Benchmark("peers_median", median, until=period.year, count=len(others), sources=sources)
    yield told
    yield replace(told, basis="peers_best_quarter", value=upper if seen.goal.direction > 0 else lower)
