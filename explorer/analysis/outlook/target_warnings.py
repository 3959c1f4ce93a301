"""What is wrong or unusual with a target before it is promised: thirteen tests, each taught by a promise that was made.

The promises are those of this field since 2011 (docs/decisions/drafting.md); tests ask each of them again.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from explorer.analysis.outlook import ambition, forecast_methods, projection
from explorer.analysis.outlook.projection import Manner, Series

Warned = Literal[
    "met",
    "soon",
    "no_baseline",
    "sum",
    "stale",
    "fast",
    "turned",
    "scope",
    "denominator",
    "contradiction",
    "simulated",
    "cities",
    "review",
]
SOON = 0.6  # of the time, in which even steps would be there
STALE = 1.5  # years
SCOPE = 0.01  # of the value: what differs by more is counted otherwise
FASTEST = 0.198  # a year over four years, the most that any of nine provinces had of inventions per 10,000 people
LONG = 4  # years ahead, from which a review at half time is worth its meeting


@dataclass(frozen=True)
class Aim:
    """A target that somebody means to promise, and what is known on the day.

    ``series``: year-ends; ``start``: the latest value (time, value), None where nothing is known; ``year``: its end;
    ``now``: the day, on the axis of year-ends. ``baseline``: the value of a year that the draft prints. ``summed``:
    the target is the sum of the years from ``first`` on. ``fastest``: the highest yearly growth that any area had, a
    share. ``thinning``: the yearly growth of what the indicator is divided by. ``parts``: the cities' sum. ``below``
    and ``above``: values in the same year that it can never be under or over. ``reviewed``: a review is agreed.
    """

    series: Series
    start: tuple[float, float] | None
    target: float
    year: int
    now: float
    limits: tuple[float, float] = (0.0, math.inf)
    direction: int = 1
    baseline: tuple[int, float] | None = None
    first: int | None = None
    summed: bool = False
    broken: bool = False
    fastest: float | None = FASTEST
    thinning: float | None = None
    simulated: bool = False
    parts: float | None = None
    below: float | None = None
    above: float | None = None
    reviewed: bool = False


@dataclass(frozen=True)
class Caution:
    """One warning with the figures of its sentence."""

    name: Warned
    said: Mapping[str, float]


def warnings(aim: Aim) -> tuple[Caution, ...]:
    """Return what a person must know of a target, in the order of the thirteen tests."""
    found = ((name, test(aim)) for name, test in TESTS.items())
    return tuple(Caution(name, said) for name, said in found if said is not None)


Said = Mapping[str, float] | None


def _pace(aim: Aim) -> tuple[float, bool] | None:
    """Return the last three years' pace, and whether it is growth of the logarithm; None below two values."""
    if len(aim.series) < 2 or aim.start is None:
        return None
    logs = projection.grows([value for _, value in (*aim.series, aim.start)], aim.limits)
    return forecast_methods.pace_of(aim.series, Manner(logs))[0], logs


def _met(aim: Aim) -> Said:
    """Return the value, known or of the running year at the recent pace, that meets the target already."""
    if aim.start is None or aim.summed:
        return None
    time, value = aim.start
    if aim.direction * (value - aim.target) >= 0:
        return {"value": value, "year": math.ceil(time)}
    pace, running = _pace(aim), math.ceil(aim.now)
    if pace is None or time >= running:
        return None
    ahead = pace[0] * (running - time)
    reached = value * math.exp(ahead) if pace[1] else value + ahead
    return {"value": reached, "year": running} if aim.direction * (reached - aim.target) >= 0 else None


def _soon(aim: Aim) -> Said:
    """Return the share of the time in which even steps are there, below SOON."""
    if aim.start is None or aim.summed or len(aim.series) < 2 or aim.year <= aim.start[0]:
        return None
    step, _ = forecast_methods.pace_of(aim.series, Manner(logs=False))
    left = aim.direction * (aim.target - aim.start[1])
    if left <= 0 or aim.direction * step <= 0:
        return None
    share = left / (aim.direction * step) / (aim.year - aim.start[0])
    return {"share": share} if share < SOON else None


def _no_baseline(aim: Aim) -> Said:
    return {} if aim.baseline is None else None


def _sum(aim: Aim) -> Said:
    """Return what the sum of the years asks of one, where the latest year had as much already."""
    if not aim.summed or aim.first is None or aim.start is None:
        return None
    yearly = aim.target / (aim.year - aim.first + 1)
    return {"yearly": yearly, "value": aim.start[1]} if aim.start[1] >= yearly else None


def _stale(aim: Aim) -> Said:
    age = None if aim.start is None else aim.now - aim.start[0]
    return {"months": age * 12} if age is not None and age > STALE else None


def _fast(aim: Aim) -> Said:
    """Return what is asked a year: more than of late, or than any area ever had."""
    if aim.start is None or aim.summed:
        return None
    asks = ambition.ambition(aim.series, aim.target, aim.year, aim.limits, aim.direction, aim.start)
    if asks.rho is not None and asks.word == "hard":
        return {"rho": asks.rho}
    unlimited = not math.isfinite(aim.limits[1]) and aim.direction > 0
    if unlimited and asks.growth is not None and aim.fastest is not None and asks.growth > aim.fastest:
        return {"growth": asks.growth}
    return None


def _turned(aim: Aim) -> Said:
    """Return the recent pace where it leads away, or nothing where a definition broke."""
    if aim.broken:
        return {}
    pace = _pace(aim)
    return {"pace": pace[0]} if pace and aim.direction * pace[0] < 0 else None


def _scope(aim: Aim) -> Said:
    """Return the two values of the base year where the draft prints another than the series has."""
    if aim.baseline is None:
        return None
    year, printed = aim.baseline
    known = next((value for time, value in aim.series if time == year), None)
    if known is None or abs(printed - known) <= SCOPE * abs(known):
        return None
    return {"printed": printed, "known": known}


def _denominator(aim: Aim) -> Said:
    """Return what a shrinking denominator gives by itself until the target's year, a share."""
    if aim.thinning is None or aim.thinning >= 0 or aim.start is None:
        return None
    return {"gift": (1 + aim.thinning) ** (aim.start[0] - aim.year) - 1}


def _contradiction(aim: Aim) -> Said:
    if aim.above is not None and aim.target > aim.above:
        return {"bound": aim.above}
    return {"bound": aim.below} if aim.below is not None and aim.target < aim.below else None


def _simulated(aim: Aim) -> Said:
    return {} if aim.simulated else None


def _cities(aim: Aim) -> Said:
    return {"parts": aim.parts} if aim.parts is not None and not math.isclose(aim.parts, aim.target) else None


def _review(aim: Aim) -> Said:
    """Return the year at half time of a long promise without a review."""
    ahead = aim.year - aim.now
    return {"year": math.ceil(aim.now + ahead / 2)} if ahead >= LONG - 0.5 and not aim.reviewed else None


TESTS: Mapping[Warned, Callable[[Aim], Said]] = {
    "met": _met,
    "soon": _soon,
    "no_baseline": _no_baseline,
    "sum": _sum,
    "stale": _stale,
    "fast": _fast,
    "turned": _turned,
    "scope": _scope,
    "denominator": _denominator,
    "contradiction": _contradiction,
    "simulated": _simulated,
    "cities": _cities,
    "review": _review,
}
