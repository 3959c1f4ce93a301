"""The service network: the named units, and simulated ones at the declared pace."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from explorer.pipeline.simulation import real_records
from explorer.pipeline.simulation.areas import texts
from explorer.pipeline.simulation.assumptions import by_year, in_year
from explorer.pipeline.simulation.days import Ints, dates, number
from explorer.pipeline.simulation.provenance import NOTE, simulated
from explorer.pipeline.simulation.sampling import pick
from explorer.pipeline.simulation.world import World


def units(world: World, inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the table: the named rows as they are, then the simulated ones by kind and day."""
    real = real_records.units(inputs["service_network"], inputs["sources"], world.land.cities)
    parts = [_programme(world, rule) for rule in world.assumed.more["unit"]]
    parts += [_placed(world, place, rule) for place, rule in enumerate(world.assumed.more["placed"])]
    table = pl.concat(parts).sort("kind", "level", "opened_on", "city", maintain_order=True)
    city = pl.col("city").replace_strict(dict(zip(world.land.cities, world.land.names, strict=True)))
    serial = (pl.int_range(pl.len()) + 1).over("name").cast(pl.String).str.zfill(3)
    table = table.with_row_index("unit_no", 1).with_columns(
        unit_no=pl.lit("SIM-U-") + pl.col("unit_no").cast(pl.String).str.zfill(4),
        name_zh=pl.col("name") + " " + city + " " + serial,
        closed_on=pl.lit(None, pl.Date),
        note=pl.lit(NOTE),
    )
    return pl.concat([real, simulated(table, "opened_on").select(real.columns)])


def _programme(world: World, rule: Mapping[str, Any]) -> pl.DataFrame:
    """Return the units of a programme that opens so many a year."""
    random = world.stream(f"units.{rule['kind']}.{rule['level']}")
    per_year, span = by_year(rule["per_year"]), world.span
    counts = np.rint([in_year(per_year, year) for year in span.years] * span.lengths).astype(np.int64)
    opened = span.some_days(random, np.repeat(np.asarray(span.years), counts))
    return _rows(world, rule, _sites(world, rule, random, len(opened)), opened)


def _sites(world: World, rule: Mapping[str, Any], random: np.random.Generator, count: int) -> Ints:
    """Return a place in land.all_counties for each unit, as the programme's ``site`` says."""
    sizes = np.array([len(world.land.counties[city]) for city in world.land.cities])
    if rule["site"] == "county":
        return pick(random, np.ones(int(sizes.sum())), count)
    if rule["site"] == "city":
        rounds = -(-count // len(sizes))
        orders = [np.argsort(random.random(len(sizes)), kind="stable") for _ in range(rounds)]
        city = np.concatenate(orders)[:count]
    else:
        left_out = np.isin(world.land.cities, rule.get("left_out", []))
        city = pick(random, np.where(left_out, 0, world.land.people), count)
    county = np.floor(random.random(count) * sizes[city]).astype(np.int64)
    return np.asarray((np.cumsum(sizes) - sizes)[city] + county)


def _placed(world: World, place: int, rule: Mapping[str, Any]) -> pl.DataFrame:
    """Return the units that a published figure puts into cities by a day or in a year."""
    random, land = world.stream(f"units.placed.{place}"), world.land
    opened = np.concatenate([_days(world, random, when, count) for when, count in rule["counts"].items()])
    counties = []
    for serial in range(len(opened)):
        own = land.counties[rule["cities"][serial % len(rule["cities"])]]
        counties.append(land.all_counties.index(own[serial % len(own)]))
    return _rows(world, rule, np.array(counties, dtype=np.int64), opened)


def _days(world: World, random: np.random.Generator, when: str, count: int) -> Ints:
    """Return ``count`` days: the day itself, or any days of a year."""
    if when.isdigit():
        return world.span.some_days(random, np.full(count, int(when)))
    return np.full(count, number(dt.date.fromisoformat(when)))


def _rows(world: World, rule: Mapping[str, Any], county: Ints, opened: Ints) -> pl.DataFrame:
    city_of = [place for place, city in enumerate(world.land.cities) for _ in world.land.counties[city]]
    columns = {
        "city": texts(world.land.cities, np.array(city_of)[county]),
        "county": texts(world.land.all_counties, county),
        "opened_on": dates(opened),
    }
    names = {name: pl.lit(rule[name]) for name in ("kind", "level", "name")}
    return pl.DataFrame(columns).with_columns(**names)
