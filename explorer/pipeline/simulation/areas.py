"""Where the rows lie: the home province's cities and their counties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from explorer.pipeline.simulation.days import Floats, Ints
from explorer.pipeline.simulation.published_anchors import PROVINCE, Anchors
from explorer.pipeline.simulation.sampling import pick


@dataclass(frozen=True)
class Land:
    """The cities in the order of their codes, the counties of each, and how much more a district weighs."""

    cities: tuple[str, ...]
    names: tuple[str, ...]
    names_en: tuple[str, ...]
    population: tuple[float, ...]
    counties: Mapping[str, tuple[str, ...]]
    district_weight: float

    @property
    def people(self) -> Floats:
        """Resident population of the cities in 2020, 10 000 people."""
        return np.array(self.population)

    @property
    def all_counties(self) -> list[str]:
        """Every county's code, city after city."""
        return [county for city in self.cities for county in self.counties[city]]

    def draw_counties(self, random: np.random.Generator, city: Ints) -> Ints:
        """Return a place in ``all_counties`` for every row's ``city`` (a place in ``cities``, ascending)."""
        sizes = np.bincount(city, minlength=len(self.cities))
        parts, first = [], 0
        for code, size in zip(self.cities, sizes, strict=True):
            counties = self.counties[code]
            weights = np.array([self.district_weight if int(county[4:]) < 20 else 1.0 for county in counties])
            parts.append(first + pick(random, weights, int(size)))
            first += len(counties)
        return np.concatenate(parts)


def land(areas: pl.DataFrame, anchors: Anchors, district_weight: float) -> Land:
    """Return the home province's cities and counties; a city without a population for 2020 weighs as the smallest."""
    cities = areas.filter((pl.col("level") == "city") & (pl.col("parent") == PROVINCE)).sort("area")
    codes = cities["area"].to_list()
    counties = areas.filter(pl.col("level") == "county").sort("area")
    people = [anchors.at("resident_population", code, 2020) for code in codes]
    least = min((value for value in people if value), default=1.0)
    return Land(
        cities=tuple(codes),
        names=tuple(name.removesuffix("市") for name in cities["name_zh"]),
        names_en=tuple(cities["name_en"]),
        population=tuple(value or least for value in people),
        counties={code: tuple(counties.filter(pl.col("parent") == code)["area"]) for code in codes},
        district_weight=district_weight,
    )


def texts(values: Sequence[str | None], places: Ints) -> pl.Series:
    """Return the text at each place of ``values``; -1 is null."""
    wanted = pl.Series(np.where(places < 0, 0, places).astype(np.uint32))
    series = pl.Series(list(values), dtype=pl.String).gather(wanted)
    return series.set(pl.Series(places < 0), None) if (places < 0).any() else series
