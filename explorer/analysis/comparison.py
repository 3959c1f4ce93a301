"""One indicator over the cities: values, shares and values per head, ranks by year, two indicators, the provinces."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import polars as pl

from explorer.analysis.assessment import standing
from explorer.analysis.assessment.assess import Assessment
from explorer.analysis.view import View, areas_of
from explorer.core import catalogue
from explorer.core.goals import Goal
from explorer.releases import reconcile, store

Per = Literal["value", "share", "per_capita"]
PERS: tuple[Per, ...] = Per.__args__  # type: ignore[attr-defined]
PEOPLE = "resident_population"
YEARS_BEFORE = 4
FEWEST_PROVINCES = 10


@dataclass(frozen=True)
class Value:
    """A city's value at a time (see standing.position), as good as the weakest figure behind it."""

    time: float
    value: float
    evidence: str


@dataclass(frozen=True)
class City:
    """One city: its values in the order of time, the goal it is held against on their scale, and its status."""

    area: str
    values: tuple[Value, ...]
    target: float | None
    found: Assessment

    @property
    def newest(self) -> Value | None:
        """The latest value."""
        return self.values[-1] if self.values else None

    def at(self, time: float) -> Value | None:
        """Return the value at a time, if it is known."""
        return next((value for value in self.values if value.time == time), None)


@dataclass(frozen=True)
class Comparison:
    """One indicator over the cities, in the order of their codes."""

    goal: Goal
    per: Per
    cities: tuple[City, ...]

    @property
    def newest(self) -> float | None:
        """The latest time at which most of the cities that have values have one."""
        times = [value.time for city in self.cities for value in city.values]
        having = sum(bool(city.values) for city in self.cities)
        return max((time for time in set(times) if times.count(time) * 2 > having), default=None)

    def ranks(self, time: float) -> dict[str, int]:
        """Return the cities' ranks at a time, the best first; equal values share a rank.

        None is ranked while any value is simulated.
        """
        return {} if self.simulated else self.places(time)

    def places(self, time: float) -> dict[str, int]:
        """Return the cities' places in a list that is sorted by value, the best first."""
        known = {city.area: value.value for city in self.cities if (value := city.at(time))}
        better = self.goal.direction
        return {area: 1 + sum(better * (other - mine) > 0 for other in known.values()) for area, mine in known.items()}

    @property
    def simulated(self) -> bool:
        """Whether any value is simulated."""
        return any(value.evidence == "simulated" for city in self.cities for value in city.values)


def cities_of(view: View) -> tuple[str, ...]:
    """Return the cities of the plan's province; none where the plan has no city values."""
    return () if view.plan.area is None else areas_of(view.plan, view.edition)[1:]


def pers(goal: Goal) -> tuple[Per, ...]:
    """Return what can be compared: shares and values per head only of what adds up."""
    return PERS if goal.indicator.additive else PERS[:1]


@lru_cache(maxsize=128)
def compare(view: View, no: int, per: Per) -> Comparison:
    """Return the comparison of the plan's goal ``no`` over the cities, whatever area is looked at."""
    goal = next(goal for goal in view.plan.goals if goal.no == no)
    seen = {area: replace(view, area=area) for area in cities_of(view)}
    values = {area: _values(one, goal) for area, one in seen.items()}
    if per == "share":
        values = _shares(values)
    elif per == "per_capita":
        values = {area: _per_head(view, area, mine) for area, mine in values.items()}
    found = {area: one.assessment(goal) for area, one in seen.items()}
    cities = (City(area, values[area], _aim(found[area]) if per == "value" else None, found[area]) for area in seen)
    return Comparison(goal, per, tuple(cities))


def _aim(found: Assessment) -> float | None:
    """Return a city's goal on the scale of its values; without one of its own, that of the whole where it compares."""
    reached = found.standing.reached
    if found.beside is None or reached is None or found.goal.kind == "growth":
        return found.standing.target
    return reached.value - found.goal.direction * found.beside


def _values(view: View, goal: Goal) -> tuple[Value, ...]:
    since = goal.start_year - YEARS_BEFORE
    rows = view.observed(goal).filter(pl.col("span") != "year_to_date", pl.col("period").dt.year() >= since)
    return tuple(
        Value(standing.position(day), value, evidence)
        for day, value, evidence in rows.sort("period").select("period", "value", "evidence").iter_rows()
    )


def _shares(values: Mapping[str, tuple[Value, ...]]) -> dict[str, tuple[Value, ...]]:
    """Return each value as a percentage of the sum at its time, where every city's is known and the sum is not zero."""
    by_time: dict[float, list[Value]] = {}
    for mine in values.values():
        for value in mine:
            by_time.setdefault(value.time, []).append(value)
    whole = {time: found for time, found in by_time.items() if len(found) == len(values)}
    totals = {time: sum(value.value for value in found) for time, found in whole.items()}
    weakest = {time: max((v.evidence for v in found), key=reconcile.RANK.__getitem__) for time, found in whole.items()}
    return {
        area: tuple(
            Value(value.time, value.value / totals[value.time] * 100, weakest[value.time])
            for value in mine
            if totals.get(value.time)
        )
        for area, mine in values.items()
    }


def _per_head(view: View, area: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return each value per 10,000 people of the last year-end known by then."""
    rows = store.read(catalogue.indicators()[PEOPLE], area, view.as_of, view.evidence, view.edition)
    people = [(standing.position(day), *rest) for day, *rest in rows.select("period", "value", "evidence").iter_rows()]
    found = []
    for value in values:
        known = [one for one in people if one[0] <= value.time]
        if known:
            _, count, evidence = known[-1]
            weakest = max((value.evidence, evidence), key=reconcile.RANK.__getitem__)
            found.append(Value(value.time, value.value / count, weakest))
    return tuple(found)


@dataclass(frozen=True)
class Pair:
    """One city's newest values of two indicators, each with its time."""

    area: str
    across: Value
    up: Value


def pairs(view: View, across: Goal, up: Goal) -> tuple[Pair, ...]:
    """Return each city's values of two indicators at the last year-end both know; cities that lack one are left out."""
    first, second = compare(view, across.no, "value"), compare(view, up.no, "value")
    found = []
    for one, other in zip(first.cities, second.cities, strict=True):
        years = {value.time for value in one.values} & {value.time for value in other.values}
        whole = max((time for time in years if time == int(time)), default=None)
        if whole is not None:
            found.append(Pair(one.area, *(v for v in (one.at(whole), other.at(whole)) if v)))
    return tuple(found)


@dataclass(frozen=True)
class Figure:
    """A published figure of a province."""

    area: str
    value: float
    source: str


def figures(view: View) -> tuple[str, ...]:
    """Return the measures published for at least FEWEST_PROVINCES provinces in one year, by what was known."""
    return tuple(_published(view.edition, view.as_of, FEWEST_PROVINCES))


def provinces(view: View, measure: str, fewest: int = FEWEST_PROVINCES) -> tuple[dt.date | None, tuple[Figure, ...]]:
    """Return the last year of a measure that ``fewest`` provinces have published, and their figures, greatest first."""
    rows = _published(view.edition, view.as_of, fewest).get(measure)
    if rows is None:
        return None, ()
    found = rows.sort("value", descending=True).select("area", "value", "source").iter_rows()
    return rows["period"][0], tuple(Figure(*row) for row in found)


@lru_cache(maxsize=32)
def _published(source: store.Edition, as_of: dt.date, fewest: int) -> Mapping[str, pl.DataFrame]:
    """Return, by measure, the provinces' figures of the last year that ``fewest`` of them have published."""
    provinces = [area for area, row in store.areas(source).items() if row["level"] == "province"]
    rows = store.published(as_of, source).filter(pl.col("area").is_in(provinces), pl.col("frequency") == "A")
    found = {}
    for (measure,), part in rows.with_columns(span=pl.lit("year")).partition_by("measure", as_dict=True).items():
        enough = reconcile.settle(part).filter(pl.len().over("period") >= fewest)
        if enough.height:
            found[str(measure)] = enough.filter(pl.col("period") == pl.col("period").max())
    return dict(sorted(found.items()))
