"""Simulated figures where no register can carry a measure and nothing is published."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from explorer.pipeline.simulation.assumptions import by_year
from explorer.pipeline.simulation.days import Flags, Floats
from explorer.pipeline.simulation.provenance import simulated
from explorer.pipeline.simulation.published_anchors import PROVINCE
from explorer.pipeline.simulation.sampling import share_out
from explorer.pipeline.simulation.world import World

POPULATION = "resident_population"
FIRST_YEAR, LAST_YEAR = 2010, 2025
BETWEEN = "模拟：按已公布年份插值，与全省数衔接"
HUNDREDTHS = 100  # populations are given in hundredths of 10 000 people


@dataclass(frozen=True)
class Figure:
    """One simulated figure of a year."""

    measure: str
    area: str
    year: int
    value: float
    unit: str
    note: str


def figures(world: World) -> pl.DataFrame:
    """Return the simulated observations: industry share, platform visits, population of the cities."""
    rows = [*_shares(world), *_visits(world), *_people(world)]
    columns = {
        "measure": [row.measure for row in rows],
        "area": [row.area for row in rows],
        "frequency": ["A"] * len(rows),
        "period": pl.Series([dt.date(row.year, 12, 31) for row in rows], dtype=pl.Date),
        "value": pl.Series([row.value for row in rows], dtype=pl.Float64),
        "unit": [row.unit for row in rows],
        "reliability": pl.Series([None] * len(rows), dtype=pl.String),
        "note": [row.note for row in rows],
    }
    return simulated(pl.DataFrame(columns), "period")


def _shares(world: World) -> Iterator[Figure]:
    """Yield the share of patent-intensive industries in Liaoning's GDP: the nation's at a fixed ratio."""
    table, measure = world.declared("figures"), "patent_intensive_industry_gdp_share"
    for year, value in by_year(table["share_nation"]).items():
        here = round(value * table["share_ratio"], 2)
        yield Figure(measure, PROVINCE, year, here, "%", "模拟：按全国比重折算")


def _visits(world: World) -> Iterator[Figure]:
    """Yield the visits to the public-service platform in every complete year."""
    table, measure = world.declared("figures")["visits"], "public_service_platform_visits"
    complete = int(np.flatnonzero(world.span.lengths == 1)[-1])
    for year in range(table["from"], world.span.years[complete] + 1):
        value = round(table["first"] * (1 + table["growth"]) ** (year - table["from"]))
        yield Figure(measure, PROVINCE, year, float(value), "次", "模拟：按设定增速推算")


def _people(world: World) -> Iterator[Figure]:
    """Yield the population of the cities in years without a figure, and of the province in the last year."""
    years, cities = list(range(FIRST_YEAR, LAST_YEAR + 1)), world.land.cities
    published = {area: world.anchors.years(POPULATION, area) for area in (*cities, PROVINCE)}
    paths = {area: _between(known, years) for area, known in published.items()}
    for place, year in enumerate(years):
        known = np.array([year in published[city] for city in cities])
        drawn = np.array([paths[city][place] for city in cities])
        column = _adding_up(drawn, known, float(paths[PROVINCE][place]))
        for city, value in zip(cities, column, strict=True):
            if year not in published[city]:
                yield Figure(POPULATION, city, year, float(value), "万人", BETWEEN)
    if LAST_YEAR not in published[PROVINCE]:
        value = float(paths[PROVINCE][-1])
        yield Figure(POPULATION, PROVINCE, LAST_YEAR, value, "万人", "模拟：按最近三年年均变化推算")


def _between(known: dict[int, float], years: Sequence[int]) -> Floats:
    """Return a value for every year: straight between known years, the last years' mean change after.

    The mean change runs from the latest known year at least three years before the last one.
    """
    last = max(known)
    values = np.interp(years, sorted(known), [known[year] for year in sorted(known)])
    earlier = max((year for year in known if year <= last - 3), default=min(known))
    step = (known[last] - known[earlier]) / max(last - earlier, 1)
    return np.asarray(np.round(values + step * np.maximum(np.asarray(years) - last, 0), 2))


def _adding_up(values: Floats, known: Flags, province: float) -> Floats:
    """Return one year's populations: the known ones as they are, the others bent so that all add up."""
    column = values.copy()
    if not known.all():
        rest = round((province - float(values[known].sum())) * HUNDREDTHS)
        column[~known] = share_out(values[~known], rest) / HUNDREDTHS
    return column
