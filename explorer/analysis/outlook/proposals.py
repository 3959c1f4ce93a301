"""What could be promised next of an indicator: every proposal with the rule and the figures that it comes from.

Three levels by the kind of series (levels.py) stand beside readings that need no forecast: the last plan's promise
carried on, the nation's goal and pace, what other provinces have, the register, the limit. A level or a chance is
given only where the record on this very series holds.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from explorer.analysis.assessment import standing
from explorer.analysis.outlook import ambition as outlook_ambition
from explorer.analysis.outlook import assumptions, benchmarks, levels, projection, target_outlook, target_warnings
from explorer.analysis.outlook import forecast as outlook_forecast
from explorer.analysis.outlook import scenarios as outlook_scenarios
from explorer.analysis.outlook.ambition import Ambition
from explorer.analysis.outlook.backtest import FEWEST_ORIGINS
from explorer.analysis.outlook.benchmarks import Benchmark
from explorer.analysis.outlook.forecast import Asked, Forecast
from explorer.analysis.outlook.forecast_methods import HEADLINES, LAST_YEARS
from explorer.analysis.outlook.levels import Level, Ruled
from explorer.analysis.outlook.target_outlook import Prospect, Question
from explorer.analysis.outlook.target_warnings import Aim
from explorer.analysis.view import View

LEAST_INSIDE = 0.4  # of what earlier bands held: below it no chance is given
BETTER = 0.1  # of one value, where nothing else is known
Own = Literal["plan_mean", "best_year", "hold", "all", "limit", "register", "better"]
Basis = levels.Basis | benchmarks.Basis | Own


@dataclass(frozen=True)
class Proposal:
    """One value that could be promised, in the indicator's unit.

    ``level``: which of the three levels it is, if any. ``chance``: of meeting it, 0 to 1; None where the record on
    this series does not allow one. ``path``: (year, value) of each year of the plan on the way there. ``of``: what
    it was taken from (see Benchmark), None where from the series itself.
    """

    basis: Basis
    value: float
    level: Level | None
    ambition: Ambition
    chance: float | None
    path: tuple[tuple[int, float], ...]
    of: Benchmark | None = None


@dataclass(frozen=True, eq=False)
class Table:
    """What may be proposed of one target, worked out once: what is made of it is kept by which one it is.

    ``why`` is the reason why there are no levels (see Forecast), or None.

    ``chances``: whether the record on this series allows a chance.
    """

    seen: Prospect
    proposals: tuple[Proposal, ...]
    why: str | None
    chances: bool = False

    @property
    def levels(self) -> dict[Level, float]:
        """The three levels, as many as there are."""
        return {one.level: one.value for one in self.proposals if one.level}


@lru_cache(maxsize=256)
def table(view: View, no: int, first: int, last: int) -> Table:
    """Return the proposals for goal ``no`` of the view's plan, for a plan from ``first`` to the end of ``last``."""
    goal = view.goal(no)
    seen = target_outlook.prospect(view, no, Question(last, None, target_outlook.ways(view, goal)[0]))
    if seen.start is None:
        return Table(seen, (), "nothing_known")
    ruled, why = of_levels(seen), _refused(seen)
    ruled_or_read = (
        *(_proposal(seen, first, basis, value, level) for level, (basis, value) in ruled.items()),
        *(_proposal(seen, first, basis, value) for basis, value in _readings(view, seen)),
        *(_proposal(seen, first, one.basis, one.value, of=one) for one in benchmarks.of(view, seen)),
    )
    known = tuple(one for one in ruled_or_read if one)
    chances = why is None and _may_say_chances(seen)
    if chances:
        known = tuple(replace(one, chance=_headline(seen, one.value).chance) for one in known)
    return Table(seen, known, why, chances)


def chance(found: Table, value: float) -> float | None:
    """Return the chance (0 to 1) of meeting a value; None where the record on this series does not allow one."""
    return _headline(found.seen, value).chance if found.chances else None


def proposals(seen: Prospect) -> tuple[tuple[Level, float], ...]:
    """Return the levels for the goal's year, lowest first; none where the forecast may not be shown."""
    digits = seen.goal.indicator.digits
    return tuple((level, round(value, digits)) for level, (_, value) in of_levels(seen).items())


def of_levels(seen: Prospect) -> dict[Level, tuple[Basis, float]]:
    """Return each level with its rule; empty where the record on this series refutes the headline of its kind."""
    refused = seen.manner.seasonal or seen.start is None or seen.forecast.no_line
    if refused or seen.start is None:
        return {}
    headline = _headline(seen)
    if headline.no_line or headline.instead == "damped_instead":
        return {}
    start, limits, goal = seen.start, seen.manner.limits, seen.goal
    kind = seen.planned.kind
    if kind == "coverage":
        return {"conservative": ("hold", start[1]), "ambitious": ("all", limits[1])}
    if kind == "count":
        return _counted(seen, start)
    ruled: dict[Level, Ruled] = levels.ruled(seen.kind, seen.whole, goal.year, limits, goal.direction, start)
    return {level: (basis, value) for level, (basis, value) in ruled.items()}


def _refused(seen: Prospect) -> str | None:
    """Return why there are no levels, or None: what refuses the headline refuses every level and every chance."""
    if of_levels(seen):
        return None
    found = _headline(seen)
    return seen.forecast.no_line or found.no_line or found.instead or "beyond_arithmetic"


def _counted(seen: Prospect, start: tuple[float, float]) -> dict[Level, tuple[Basis, float]]:
    """Return what the yearly additions of the last plan lead to: their mean, and the best of them, every year."""
    first = seen.planned.baseline_year or seen.planned.start_year - 1
    added = [step for time, step in _steps(seen) if time > first]
    if not added:
        return {}
    ahead, limits = seen.goal.year - start[0], seen.manner.limits
    values = [min(start[1] + ahead * each, limits[1]) for each in (math.fsum(added) / len(added), max(added))]
    return {"conservative": ("plan_mean", values[0]), "ambitious": ("best_year", values[1])}


def _steps(seen: Prospect) -> Iterator[tuple[float, float]]:
    """Yield the change a year up to each year-end known."""
    for (before, had), (time, value) in zip(seen.whole, seen.whole[1:], strict=False):
        yield time, (value - had) / (time - before)


def _headline(seen: Prospect, goal: float | None = None) -> Forecast:
    """Return where the headline of the kind leads in the goal's year, whichever method the reader looks at."""
    window = max(len(seen.series), LAST_YEARS + 1)
    return outlook_forecast.forecast(
        Asked(
            seen.whole,
            seen.goal.year,
            HEADLINES[seen.kind],
            seen.manner,
            seen.kind,
            window,
            seen.start,
            goal,
            seen.goal.direction,
            summed=seen.goal.kind == "mean_flow",
        )
    )


def _may_say_chances(seen: Prospect) -> bool:
    """Whether five earlier origins or more held enough of what came.

    Not of what is counted one by one or covers all places: it is decided, and no drift.
    """
    if seen.planned.kind in ("count", "coverage"):
        return False
    record = _headline(seen).record
    return record.origins >= FEWEST_ORIGINS and record.inside >= LEAST_INSIDE * record.total


def _readings(view: View, seen: Prospect) -> Iterator[tuple[Basis, float]]:
    """Yield what the series, its limit and its register say without a forecast."""
    if seen.start is None:
        return
    high = seen.manner.limits[1]
    yield "hold", seen.start[1]
    if math.isfinite(high) and seen.goal.direction > 0:
        yield "limit", high
    kept = assumptions.kept_up(view, seen, assumptions.usual_knobs(view, seen))
    if kept and kept[1].last is not None:
        yield "register", kept[1].last
    if len(seen.whole) < 2 and seen.start[1]:
        yield "better", seen.start[1] * (1 + seen.goal.direction * BETTER)


def _proposal(
    seen: Prospect, first: int, basis: Basis, value: float, level: Level | None = None, of: Benchmark | None = None
) -> Proposal | None:
    """Return a value as a proposal, rounded and cut at the limits; None beyond arithmetic."""
    if seen.start is None or not math.isfinite(value):
        return None
    goal, (low, high) = seen.goal, seen.manner.limits
    value = round(min(max(value, low), high), goal.indicator.digits)
    asks = outlook_ambition.ambition(seen.whole, value, goal.year, seen.manner.limits, goal.direction, seen.start)
    return Proposal(basis, value, level, asks, None, way(seen, first, value), of)


def grows(seen: Prospect, value: float) -> bool:
    """Whether the way to a value is one of growth: neither end is nothing, and there is no upper limit."""
    return seen.start is not None and projection.grows((seen.start[1], value), seen.manner.limits)


def way(seen: Prospect, first: int, value: float) -> tuple[tuple[int, float], ...]:
    """Return the way to a value as (year, value) for each year of a plan from ``first`` on: growth, or even steps."""
    if seen.start is None:
        return ()
    limits, year = seen.manner.limits, seen.goal.year
    line = outlook_scenarios.needed(seen.start, value, year, growing=grows(seen, value), limits=limits).line
    return tuple((int(time), there) for time, there in line[1:] if time >= first)


def aim(view: View, seen: Prospect, first: int, target: float) -> Aim:
    """Return a target of a plan from ``first`` on as what its warnings are found from; the caller adds what it knows.

    The baseline is the year-end before the plan, where it is known.
    """
    goal, thin = seen.goal, assumptions.thinning(view, seen.goal)
    known = next(((int(time), value) for time, value in seen.whole if time == first - 1), None)
    return Aim(
        series=seen.whole,
        start=seen.start,
        target=target,
        year=goal.year,
        now=standing.position(view.as_of),
        limits=seen.manner.limits,
        direction=goal.direction,
        baseline=known,
        first=first,
        broken=(seen.cut_at is not None and len(seen.whole) <= LAST_YEARS) or seen.forecast.no_line == "broken",
        fastest=target_warnings.FASTEST if seen.kind == "stock" else None,
        thinning=thin.mean if thin else None,
        simulated=seen.simulated,
    )
