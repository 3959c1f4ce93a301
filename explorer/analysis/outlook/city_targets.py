"""A goal divided over the cities: each city's part, its path and status, and what is wrong with the part."""

import math
from dataclasses import dataclass, replace

import polars as pl

from explorer.analysis.assessment import assess, standing
from explorer.analysis.assessment.assess import Assessment
from explorer.analysis.assessment.standing import Point, Standing
from explorer.analysis.outlook import projection, split
from explorer.analysis.outlook.split import Fault, Unsplittable, Way
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.view import View, areas_of
from explorer.core import catalogue
from explorer.core.goals import Goal
from explorer.releases import store

PEOPLE = "resident_population"
PACE_YEARS = 5


@dataclass(frozen=True)
class CityPart:
    """One city's part of the goal, in the indicator's unit.

    ``goal`` is the part as a goal of the city, ``found`` its assessment. ``required`` and ``had`` are yearly growth
    as shares, from the latest value to the part and up to the latest value over PACE_YEARS years at most; None where no
    growth can be computed.
    """

    area: str
    value: float | None
    part: float
    goal: Goal
    found: Assessment
    required: float | None
    had: float | None
    fault: Fault | None


@dataclass(frozen=True)
class Division:
    """The parts in the cities' order, and the fastest yearly growth any city had (a share; None: none is known).

    ``people_simulated``: the people by whom it was split are simulated, of some city at least.
    """

    total: float
    parts: tuple[CityPart, ...]
    fastest: float | None
    people_simulated: bool


def cities_of(view: View) -> tuple[str, ...]:
    """Return the cities of the province looked at; none where the area looked at is not a province with cities."""
    areas = () if view.plan.area is None else areas_of(view.plan, view.edition)
    return areas[1:] if areas and view.area == areas[0] else ()


def people(view: View) -> tuple[dict[str, float | None], bool]:
    """Return each city's residents, in 10,000, as last known, and whether any of these figures is simulated."""
    indicator = catalogue.indicators()[PEOPLE]
    rows = {area: store.read(indicator, area, view.as_of, view.evidence, view.edition) for area in cities_of(view)}
    last = {area: found.row(-1, named=True) if found.height else None for area, found in rows.items()}
    simulated = any(row is not None and row["evidence"] == "simulated" for row in last.values())
    return {area: row["value"] if row else None for area, row in last.items()}, simulated


def divide(view: View, seen: Prospect, way: Way, own: dict[str, float]) -> Division:
    """Return the goal split one way. Raises Unsplittable where there is nothing to split, or this way cannot do it."""
    goal, total = seen.goal, seen.stands.target
    if not goal.indicator.additive:
        raise Unsplittable("rate")
    if not cities_of(view):
        raise Unsplittable("no_cities")
    if total is None:
        raise Unsplittable("no_goal")
    stands = {area: _standing(view, goal, area) for area in cities_of(view)}
    values = {area: found.newest.value if found.newest else None for area, found in stands.items()}
    heads, simulated = people(view) if way in ("population", "gap") else ({}, False)
    weight = split.weights(way, values, heads, own, total)
    parts = split.split(total, values, weight, max(goal.indicator.digits, _decimals(total)))
    had = {area: _had(found, replace(view, area=area).events(goal)) for area, found in stands.items()}
    fastest = max((rate * goal.direction for rate in had.values() if rate is not None), default=None)
    found = (_part(view, goal, area, stands[area].newest, parts[area], had[area], fastest) for area in parts)
    return Division(total, tuple(found), fastest, simulated)


def _standing(view: View, goal: Goal, area: str) -> Standing:
    """Return where the plan's own goal stands in a city: its values."""
    planned = next(one for one in view.plan.goals if one.no == goal.no)
    return replace(view, area=area).standing(planned)


def _part(
    view: View, goal: Goal, area: str, newest: Point | None, part: float, had: float | None, fastest: float | None
) -> CityPart:
    kind = goal.kind if goal.kind == "mean_flow" else "level"
    mine = replace(goal, kind=kind, value=part, unit=goal.indicator.unit, area=area, baseline_value=None)
    observed = store.read(goal.indicator, area, view.as_of, view.evidence, view.edition)
    found = assess.assess(mine, observed, area, view.as_of)
    value, time = (newest.value, newest.time) if newest else (None, float(goal.year))
    required = None if value is None else projection.required_growth(value, time, part, goal.year)
    limit = goal.indicator.limits[1] if goal.indicator.limits else float("inf")
    fault = split.faulty(value, part, goal.year - time, goal.direction, fastest, limit)
    return CityPart(area, value, part, mine, found, required, had, fault)


def _had(stands: Standing, events: pl.DataFrame) -> float | None:
    """Return the compound growth a year that led to the latest value, over up to PACE_YEARS years.

    What is needed starts at that very value, so both are rates of one base; neither crosses a break of definition.
    """
    last = stands.newest
    if last is None:
        return None
    breaks = [standing.position(day) for day in events.filter(pl.col("kind") == "break")["happened_on"]]
    since = max((at for at in breaks if at < last.time), default=-math.inf)
    earliest = max(last.time - PACE_YEARS - projection.DAY, since)
    before = [point for point in stands.yearly if earliest < point.time <= last.time - 1 + projection.DAY]
    return projection.required_growth(before[0].value, before[0].time, last.value, last.time) if before else None


def _decimals(total: float) -> int:
    """Return how many decimals a goal was written with, at most 6."""
    return len(f"{total:.{projection.MOST_DECIMALS}f}".rstrip("0").partition(".")[2])
