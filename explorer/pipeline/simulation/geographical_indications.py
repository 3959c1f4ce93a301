"""Geographical indications: the named ones, and as many simulated ones as the published totals need."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from explorer.pipeline.simulation import real_records
from explorer.pipeline.simulation.areas import texts
from explorer.pipeline.simulation.assumptions import by_year
from explorer.pipeline.simulation.days import NEVER, Ints, dates, number, years_of
from explorer.pipeline.simulation.provenance import NOTE, simulated
from explorer.pipeline.simulation.published_anchors import PROVINCE
from explorer.pipeline.simulation.sampling import pick, share_out, within
from explorer.pipeline.simulation.world import World

MARKS = ("certification_mark", "collective_mark")
PRODUCT = "protected_product"


def indications(world: World, inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the table: the named rows as they are, then the simulated remainder of every kind."""
    real = real_records.indications(inputs["geographical_indications"], inputs["sources"])
    remainder = pl.concat([_remainder(world, real, kind) for kind in world.declared("indications")])
    table = remainder.with_row_index("gi_no", 1).with_columns(
        gi_no=pl.lit("SIM-GI-") + pl.col("gi_no").cast(pl.String).str.zfill(3)
    )
    return pl.concat([real, simulated(table, "approved_on").select(real.columns)])


def _remainder(world: World, real: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return the simulated rows of one kind, by city."""
    rule, random = world.declared("indications")[kind], world.stream(f"indications.{kind}")
    alike = real.filter(pl.col("kind").is_in(MARKS if kind in MARKS else [kind]))
    early = _early_cities(world, rule, alike)
    years = _early_years(world, rule, alike, random, len(early))
    late, late_years = _late(world, rule, random)
    city, year = np.append(early, late), np.append(years, late_years)
    order = np.argsort(city, kind="stable")
    return _rows(world, real, kind, city[order], year[order])


def _early_cities(world: World, rule: Mapping[str, Any], alike: pl.DataFrame) -> Ints:
    """Return the city of every simulated row up to the anchored year; a city's own total is met."""
    named_in = dict(alike.group_by("city").len().iter_rows())
    total = world.anchors.values[rule["measure"], PROVINCE, rule["year"]] - alike.height
    counts = np.zeros(len(world.land.cities), dtype=np.int64)
    free = np.ones(len(world.land.cities), dtype=np.bool_)
    for code, year in rule["at_city"].items():
        place = world.land.cities.index(code)
        own = world.anchors.at(rule["measure"], code, year)
        counts[place] = 0 if own is None else round(own) - named_in.get(code, 0)
        free[place] = False
    counts[free] = share_out(world.land.people[free], round(total) - int(counts.sum()))
    return np.repeat(np.arange(len(counts)), counts)


def _early_years(
    world: World, rule: Mapping[str, Any], alike: pl.DataFrame, random: np.random.Generator, count: int
) -> Ints:
    """Return the year of approval of every early row; a published number of the anchored year is met."""
    last = int(rule["year"])
    flow = world.anchors.at(rule["flow"], PROVINCE, last) if "flow" in rule else None
    if flow is None:
        return within(random, np.full(count, rule["since"]), np.full(count, last))
    years = within(random, np.full(count, rule["since"]), np.full(count, last - 1))
    this_year = round(flow) - alike.filter(pl.col("approved_on").dt.year() == last).height
    years[np.argsort(random.random(count), kind="stable")[:this_year]] = last
    return years


def _late(world: World, rule: Mapping[str, Any], random: np.random.Generator) -> tuple[Ints, Ints]:
    """Return city and year of the rows after the anchored year; none where a city's own total still holds."""
    none = np.empty(0, dtype=np.int64)
    cities, years = [none], [none]
    for year, count in by_year(rule["later"]).items():
        weights = world.land.people.copy()
        for code, until in rule["at_city"].items():
            weights[world.land.cities.index(code)] *= year > until
        cities.append(pick(random, weights, int(count)))
        years.append(np.full(int(count), year))
    return np.concatenate(cities), np.concatenate(years)


def _rows(world: World, real: pl.DataFrame, kind: str, city: Ints, year: Ints) -> pl.DataFrame:
    """Return the rows of the given cities and years, all but their number."""
    rule, random = world.declared("indications")[kind], world.stream(f"indications.{kind}.rows")
    approved = world.span.some_days(random, year)
    serial = pl.Series(np.arange(1, len(city) + 1)).cast(pl.String).str.zfill(3)
    goods = _goods(real, random, len(city))
    collective = (random.random(len(city)) < rule.get("collective_share", 0)).astype(np.int64)
    county = world.land.draw_counties(random, city)
    standard = _standards(world, real, random, approved) if kind == PRODUCT else np.full(len(city), NEVER)
    columns = {
        "name_zh": texts([f"模拟·{name}" for name in world.land.names], city) + goods + serial,
        "name_en": texts([f"Simulated {name} " for name in world.land.names_en], city) + serial,
        "kind": texts([kind, MARKS[1]], collective),
        "city": texts(world.land.cities, city),
        "county": texts(world.land.all_counties, county),
        "product_class": goods,
        "approved_on": dates(approved),
        "standard_on": dates(standard),
        "standard_no": _standard_numbers(serial, standard),
    }
    listed = pl.int_range(pl.len()) < rule.get("eu_list", 0)
    return pl.DataFrame(columns).with_columns(
        eu_list=pl.when(listed).then(2).cast(pl.Int32),
        announcement_no=pl.lit(None, pl.String),
        note=pl.lit(NOTE),
    )


def _goods(real: pl.DataFrame, random: np.random.Generator, count: int) -> pl.Series:
    """Return classes of products, each as likely as among the named ones."""
    classes = real.drop_nulls("product_class").group_by("product_class").len().sort("product_class")
    weights = classes["len"].to_numpy().astype(float)
    return texts(classes["product_class"].to_list(), pick(random, weights, count))


def _standards(world: World, real: pl.DataFrame, random: np.random.Generator, approved: Ints) -> Ints:
    """Return the day of each product's dedicated standard: by every year the share of the named ones."""
    products = real.filter(pl.col("kind") == PRODUCT)
    rank = np.argsort(np.argsort(random.random(len(approved)), kind="stable"), kind="stable")
    day = np.full(len(approved), NEVER, dtype=np.int64)
    for year in reversed(world.span.years):
        share = products.filter(pl.col("standard_on") <= dt.date(year, 12, 31)).height / products.height
        rows = np.flatnonzero(rank < round(share * len(approved)))
        day[rows] = world.span.some_days(random, np.full(len(rows), year))
    return np.where(day == NEVER, day, np.minimum(np.maximum(day, approved), number(world.span.until)))


def _standard_numbers(serial: pl.Series, standard: Ints) -> pl.Series:
    """Return a number in the usual shape behind the letters SIM, null without a standard."""
    year = pl.Series(years_of(standard)).cast(pl.String)
    numbers = pl.repeat("SIM DB21/T ", len(serial), eager=True) + serial + "-" + year
    return numbers.set(pl.Series(standard == NEVER), None)
