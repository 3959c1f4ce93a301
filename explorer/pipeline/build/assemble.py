"""Building a release: inputs, simulation and what the office brought become the tables of one immutable folder."""

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import polars as pl

from explorer.core import fields, inputs, paths
from explorer.core.profile import profile
from explorer.pipeline import imports, simulation
from explorer.pipeline.build import merge, unsimulated
from explorer.pipeline.build.merge import Office
from explorer.releases import manifest as releases_manifest
from explorer.releases import reconcile, statements
from explorer.releases.connection import frame
from explorer.releases.decisions import USUAL, Decisions
from explorer.releases.manifest import EVIDENCES, Origin
from explorer.releases.tables import DERIVED, ENTRIES, GOALS, TABLES

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Ground:
    """What a release stands on before the office brings anything: tables without the derived ones and the periods."""

    tables: Mapping[str, pl.DataFrame]
    until: dt.date
    seed: int
    scale: float = 1.0


def ground(scale: float = 1.0, progress: Progress = lambda _: None, simulate: bool = True) -> Ground:
    """Return the inputs, and the simulation where it is wanted here and in the profile; ``scale`` multiplies it.

    Raises Trouble for an unreadable input.
    """
    progress("inputs")
    facts = inputs.read()
    for path in inputs.files(paths.INPUTS):
        inputs.check(path)
    figures, goals = published(facts["published"]), {name: unsimulated.empty(name) for name in GOALS}
    if not (simulate and profile().simulate):
        tables = unsimulated.registers(facts) | {"observations": figures}
        return Ground(tables | _told(facts) | goals, unsimulated.until(facts), seed=0)
    assumptions = simulation.assumptions(paths.INPUTS / "simulation.toml")
    tables = simulation.simulate(facts, scale=scale, progress=progress)
    tables["observations"] = pl.concat([figures, tables["observations"]], how="diagonal")
    return Ground(tables | _told(facts) | goals, assumptions.until, assumptions.seed, scale)


def _told(facts: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the tables that are inputs as they stand."""
    told = {one.name: facts[one.name] for one in ENTRIES if one.role == "reference" and one.name in facts}
    return told | {"areas": told["areas"].select("area", "name_zh", "name_en", "level", "parent")}


def complete(
    base: Ground,
    brought: Sequence[Office],
    progress: Progress = lambda _: None,
    decided: Decisions = USUAL,
) -> tuple[dict[str, pl.DataFrame], Origin]:
    """Return every table of the release that ``base`` and the office's imports make, and what it is made from.

    ``decided``: what the office decided about all of it, which the origin keeps.
    """
    tables = merge.merge(base.tables, brought)
    # Sources end where the ground does: what was published on a day unknown does not become later by an import.
    known = merge.known(tables, base.until, brought) | {"sources": base.until}
    until = max(known.values())
    named = pl.DataFrame([imports.source(office.one) for office in brought], schema=tables["sources"].schema)
    tables["sources"] = pl.concat([tables["sources"], named])
    tables["periods"] = month_ends(tables, until)
    progress("derived")
    tables |= derive(tables)
    spoken = merge.listed(brought, merge.every_city(tables))
    return tables, Origin(until, base.seed, base.scale, [office.one.id for office in brought], known, decided, spoken)


def published(figures: pl.DataFrame) -> pl.DataFrame:
    """Return the published figures as observations: one row per figure and source."""
    return figures.select(
        "measure",
        "area",
        "frequency",
        pl.col("period_end").alias("period"),
        "value",
        "unit",
        "reliability",
        "note",
        pl.lit("published").alias("evidence"),
        "source",
        "known_on",
        *(pl.lit(None, kind).alias(name) for name, kind in {**reconcile.LIFE, **reconcile.SAID}.items()),
    ).sort("measure", "area", "period", "source")


def month_ends(tables: Mapping[str, pl.DataFrame], until: dt.date) -> pl.DataFrame:
    """Return every month-end from January of the first event's year up to ``until``: the spine of all series."""
    days = [day for one in ENTRIES if one.starts and isinstance(day := tables[one.name][one.starts].min(), dt.date)]
    months = pl.date_range(dt.date(min(days, default=until).year, 1, 1), until, "1mo", eager=True)
    ends = pl.DataFrame({"period": months.dt.month_end()})
    return ends.filter(pl.col("period") <= until)


def derive(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the derived tables: each file of queries/derived over the tables given and those before.

    Besides it may read the profile, and the yearly figures that stand.
    """
    made: dict[str, pl.DataFrame] = {}
    with duckdb.connect(config={"threads": os.cpu_count() or 1}) as connection:
        connection.register("profile", pl.DataFrame({"home": [profile().home]}))
        connection.register("standing", standing(tables["observations"]))
        for name, table in tables.items():
            connection.register(name, table)
        for name in DERIVED:
            made[name] = _derived(connection, name)
            connection.register(name, made[name])
    return made


def standing(observations: pl.DataFrame) -> pl.DataFrame:
    """Return the yearly figures that stand, one of each measure, area and year: see ``precedence``."""
    yearly = reconcile.lived(observations, ()).filter(pl.col("frequency") == "A").with_columns(span=pl.lit("year"))
    chosen = [
        reconcile.settle(part).select(pl.lit(measure).alias("measure"), "area", "period", "value", "evidence")
        for (measure,), part in yearly.partition_by("measure", as_dict=True).items()
    ]
    empty = yearly.select("measure", "area", "period", "value", "evidence").clear()
    return pl.concat([empty, *chosen]).filter(pl.col("value").is_not_null())


def _derived(connection: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    path = paths.QUERIES / "derived" / f"{name}.sql"
    sql = fields.read(path)
    try:
        return frame(connection.sql(sql)).sort(pl.all())
    except duckdb.Error as fault:
        raise statements.fault_of(path, sql, fault) from fault


def weakest(tables: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    """Return the weakest evidence of any row of each table; a derived table is as weak as what it is made from."""
    found = {
        name: releases_manifest.weakest(table["evidence"].unique())
        for name, table in tables.items()
        if "evidence" in table.columns
    }
    for name in DERIVED:
        found[name] = max((found.get(part, "published") for part in TABLES[name].made_from), key=EVIDENCES.index)
    return {name: found.get(name, "published") for name in tables}
