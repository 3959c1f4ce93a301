"""Building a release: inputs, simulation and what the office brought become the tables of one immutable folder."""

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, runtime_checkable

import duckdb
import polars as pl

from explorer.core import fields, inputs, paths
from explorer.core.profile import profile
from explorer.pipeline import imports, simulation
from explorer.pipeline.build import merge, unsimulated
from explorer.pipeline.build.merge import Held, Office
from explorer.releases import connection, pieces, reconcile, statements
from explorer.releases import manifest as releases_manifest
from explorer.releases.decisions import USUAL, Decisions
from explorer.releases.manifest import EVIDENCES, Origin
from explorer.releases.pieces import Drawn, Stored
from explorer.releases.tables import DERIVED, ENTRIES, GOALS, TABLES

Progress = Callable[[str], None]
Table = pl.DataFrame | Stored


@runtime_checkable
class Counting(Protocol):
    """Progress that can show rows too: so many done of so many."""

    def rows(self, done: int, all_: int) -> None:
        """Show how far the present step is."""


@dataclass(frozen=True)
class Ground:
    """What a release stands on before the office brings anything: tables without the derived ones and the periods."""

    tables: Mapping[str, Held]
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
        named = unsimulated.registers(facts) | {"observations": figures}
        return Ground(named | _told(facts) | goals, unsimulated.until(facts), seed=0)
    assumptions = simulation.assumptions(paths.INPUTS / "simulation.toml")
    tables = simulation.simulate(facts, scale=scale, progress=progress)
    tables["observations"] = pl.concat([figures, pieces.whole(tables["observations"])], how="diagonal")
    return Ground(tables | _told(facts) | goals, assumptions.until, assumptions.seed, scale)


def _told(facts: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the tables that are inputs as they stand."""
    told = {one.name: facts[one.name] for one in ENTRIES if one.role == "reference" and one.name in facts}
    return told | {"areas": told["areas"].select("area", "name_zh", "name_en", "level", "parent")}


def complete(
    base: Ground,
    brought: Sequence[Office],
    folder: Path,
    progress: Progress = lambda _: None,
    decided: Decisions = USUAL,
) -> tuple[dict[str, Table], Origin]:
    """Return every table of the release that ``base`` and the office's imports make, and what it is made from.

    Tables that are drawn lie in ``folder`` then, which is to be the release's, and so does what is derived.
    ``decided``: what the office decided about all of it, which the origin keeps.
    """
    merged = merge.merge(base.tables, brought)
    progress("writing")
    tables = _stored(merged, folder, progress)
    # Sources end where the ground does: what was published on a day unknown does not become later by an import.
    known = merge.known(merged, base.until, brought) | {"sources": base.until}
    until = max(known.values())
    schema = pieces.bare(merged["sources"]).schema
    named = pl.DataFrame([imports.source(office.one) for office in brought], schema=schema)
    tables["sources"] = pl.concat([pieces.whole(merged["sources"]), named])
    tables["periods"] = month_ends(tables, until)
    progress("derived")
    tables |= derive(tables, folder)
    spoken = merge.listed(brought, merge.every_city(merged))
    return tables, Origin(until, base.seed, base.scale, [office.one.id for office in brought], known, decided, spoken)


def _stored(tables: Mapping[str, Held], folder: Path, progress: Progress) -> dict[str, Table]:
    """Return the tables, those that are drawn in files of ``folder``."""
    every, done = sum(table.height for table in tables.values() if isinstance(table, Drawn)), 0
    told = progress.rows if isinstance(progress, Counting) else _silent
    stored: dict[str, Table] = {}
    for name, table in tables.items():
        if isinstance(table, Drawn):
            stored[name] = pieces.store(table, folder / f"{name}.parquet", partial(_further, told, done, every))
            done += table.height
        else:
            stored[name] = table
    return stored


def _silent(_done: int, _all: int) -> None:
    pass


def _further(told: Callable[[int, int], None], before: int, every: int, rows: int) -> None:
    told(before + rows, every)


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


def month_ends(tables: Mapping[str, Table], until: dt.date) -> pl.DataFrame:
    """Return every month-end from January of the first event's year up to ``until``: the spine of all series."""
    first = [tables[one.name].lazy().select(pl.col(one.starts).min()).collect().item() for one in ENTRIES if one.starts]
    days = [day for day in first if isinstance(day, dt.date)]
    months = pl.date_range(dt.date(min(days, default=until).year, 1, 1), until, "1mo", eager=True)
    ends = pl.DataFrame({"period": months.dt.month_end()})
    return ends.filter(pl.col("period") <= until)


def derive(tables: Mapping[str, Table], folder: Path | None = None) -> dict[str, Table]:
    """Return the derived tables: each file of queries/derived over the tables given and those before.

    Besides it may read the profile, and the yearly figures that stand. With a ``folder`` they are written there and
    never held whole.
    """
    made: dict[str, Table] = {}
    observations = tables["observations"].lazy().collect()
    with _connected() as database:
        database.register("profile", pl.DataFrame({"home": [profile().home]}))
        database.register("standing", standing(observations))
        for name, table in tables.items():
            _offer(database, name, table)
        for name in DERIVED:
            made[name] = _derived(database, name, folder)
            _offer(database, name, made[name])
    return made


@contextmanager
def _connected() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a database of its own, which puts on the disk what it cannot hold."""
    with duckdb.connect(config=connection.out_of_core() | {"threads": os.cpu_count() or 1}) as database:
        yield database


def _offer(database: duckdb.DuckDBPyConnection, name: str, table: Table) -> None:
    if isinstance(table, Stored):
        database.table_function("read_parquet", [str(table.path)]).create_view(name)
    else:
        database.register(name, table)


def standing(observations: pl.DataFrame) -> pl.DataFrame:
    """Return the yearly figures that stand, one of each measure, area and year: see ``precedence``."""
    yearly = reconcile.lived(observations, ()).filter(pl.col("frequency") == "A").with_columns(span=pl.lit("year"))
    chosen = [
        reconcile.settle(part).select(pl.lit(measure).alias("measure"), "area", "period", "value", "evidence")
        for (measure,), part in yearly.partition_by("measure", as_dict=True).items()
    ]
    empty = yearly.select("measure", "area", "period", "value", "evidence").clear()
    return pl.concat([empty, *chosen]).filter(pl.col("value").is_not_null())


def _derived(database: duckdb.DuckDBPyConnection, name: str, folder: Path | None) -> Table:
    path = paths.QUERIES / "derived" / f"{name}.sql"
    sql = fields.read(path)
    try:
        if folder is None:
            return connection.frame(database.sql(sql)).sort(pl.all())
        return _sorted(database, name, sql, folder / f"{name}.parquet")
    except duckdb.Error as fault:
        raise statements.fault_of(path, sql, fault) from fault


def _sorted(database: duckdb.DuckDBPyConnection, name: str, sql: str, path: Path) -> Stored:
    """Write what a statement answers with, in order, to ``path``: DuckDB sorts on the disk what it cannot hold."""
    ordered = f"{name}_in_order"
    database.sql(sql).order("all nulls first").create(ordered)
    height = database.table(ordered).aggregate("count(*)").fetchall()[0][0]

    def rows(start: int, end: int) -> pl.DataFrame:
        return connection.frame(database.cursor().table(ordered).filter(f"rowid >= {start} and rowid < {end}"))

    return pieces.store(Drawn(height, rows), path)


def weakest(tables: Mapping[str, Table]) -> dict[str, str]:
    """Return the weakest evidence of any row of each table; a derived table is as weak as what it is made from."""
    found = {
        name: releases_manifest.weakest(table.lazy().select(pl.col("evidence").unique()).collect()["evidence"])
        for name, table in tables.items()
        if "evidence" in table.columns
    }
    for name in DERIVED:
        found[name] = max((found.get(part, "published") for part in TABLES[name].made_from), key=EVIDENCES.index)
    return {name: found.get(name, "published") for name in tables}
