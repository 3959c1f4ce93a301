"""Indicator + area + as-of + evidence → one polars frame. The only reader of a release."""

import datetime as dt
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import duckdb
import polars as pl

from explorer import catalogue, release
from explorer.catalogue import Indicator
from explorer.trouble import Trouble

EVIDENCE_SHOWN = {"published": ["published"], "office": ["published", "office"], "all": list(release.EVIDENCES)}
RANK = {"published": 0, "office": 1, "simulated": 2, "A": 0, "B": 1, "C": 2}
YEARLY_FIRST = {"A": 0, "Q": 1, "M": 2, "D": 3}
COLUMNS = ("area", "period", "span", "value", "evidence", "source", "known_on", "reliability", "rivals")


@dataclass(frozen=True)
class Edition:
    """One release as the pages see it: its id, its last known day, and how good each table is."""

    id: str
    until: dt.date
    folder: Path = field(compare=False)
    evidence: Mapping[str, str] = field(compare=False)


def edition() -> Edition:
    """Return the release in use. Raises Trouble when it is missing or any of its files was altered."""
    folder = release.current()
    return _edition(folder, _fingerprint(folder))


def read(indicator: Indicator, area: str, as_of: dt.date, evidence: str, source: Edition) -> pl.DataFrame:
    """Return what was known of ``indicator`` in ``area`` on ``as_of``, oldest period first.

    Columns: area; period (its last day); span (year, point: a stock on another day, year_to_date: an incomplete
    year's flow); value in the indicator's unit; evidence; source; known_on (null: day unknown); reliability; rivals
    (other sources' differing values for the same area and period).
    Published figures come before the office's, those before simulated ones.
    """
    return _read(source, indicator.slug, area, as_of, evidence)


@lru_cache(maxsize=256)
def tables_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the names of the release's tables that measure the indicator."""
    return ("observations",) if indicator.sql is None else _tables_in(indicator.sql)


@lru_cache(maxsize=32)
def gap(slug: str, area: str, as_of: dt.date, source: Edition) -> pl.DataFrame | None:
    """Return the list whose change would close the indicator's gap in ``area``, as it stood on ``as_of``.

    ``area``: a city, or the province for all 14. Columns: city, county where the list has one, then those of
    ``catalogue.gaps()[slug].columns``, the most urgent row first. None: the indicator has no gap list.
    A list of counts has no evidence of its own in any row: it is as good as the weakest table behind it.
    Raises Trouble when the query fails.
    """
    wanted = catalogue.gaps().get(slug)
    if wanted is None:
        return None
    rows = ask(slug, wanted.sql, source, as_of=as_of, area=area)
    if "evidence" in rows.columns:
        return rows
    return rows.with_columns(evidence=pl.lit(weakest(source, _tables_in(wanted.sql))))


@lru_cache(maxsize=64)
def renewals(slug: str, area: str, as_of: dt.date, evidence: str, source: Edition) -> pl.DataFrame | None:
    """Return what the register says of renewals in ``area`` on ``as_of``: item, year (where dated), amount in pieces.

    None: the indicator's rights need no renewal, or the register's evidence is not the one asked for. Raises Trouble
    when the query fails.
    """
    sql = catalogue.renewals().get(slug)
    if sql is None or weakest(source, _tables_in(sql)) not in EVIDENCE_SHOWN[evidence]:
        return None
    return ask(slug, sql, source, as_of=as_of, area=area)


def monthly(indicator: Indicator, area: str, as_of: dt.date, evidence: str, source: Edition) -> pl.DataFrame:
    """Return the indicator measured from the registers at every month-end up to ``as_of``: period, value, evidence.

    A flow is the sum since 1 January. Without rows: no register measures it, or not by the evidence asked for.
    """
    rows = _measured(source, indicator.slug).filter(
        pl.col("area") == area, pl.col("period") <= as_of, pl.col("evidence").is_in(EVIDENCE_SHOWN[evidence])
    )
    return rows.select("period", "value", "evidence").sort("period")


def sources(source: Edition) -> Mapping[str, Mapping[str, str | None]]:
    """Return every source by id: title, publisher, url, published_on, reached."""
    return _sources(source)


def areas(source: Edition) -> Mapping[str, Mapping[str, str | None]]:
    """Return every area by code: name_zh, name_en, level, parent."""
    return _areas(source)


def inventory(source: Edition) -> Mapping[str, release.Table]:
    """Return the release's tables as its manifest describes them."""
    return release.read_manifest(source.folder).tables


def published_count(indicator: Indicator, source: Edition) -> int:
    """Return how many published figures of the indicator the release holds, over all areas and sources."""
    return _figures(source, indicator).filter(pl.col("evidence") == "published").height


@lru_cache(maxsize=4096)
def _read(source: Edition, slug: str, area: str, as_of: dt.date, evidence: str) -> pl.DataFrame:
    indicator = catalogue.indicators()[slug]
    rows = pl.concat(
        [
            _figures(source, indicator).filter(pl.col("area") == area),
            _measured(source, slug).filter(pl.col("area") == area),
        ],
        how="diagonal",
    )
    known = rows.filter(
        (pl.col("period") <= as_of) & (pl.col("known_on").fill_null(source.until) <= as_of),
        pl.col("evidence").is_in(EVIDENCE_SHOWN[evidence]),
    )
    return _settle(_thin(known, indicator))


def _thin(rows: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """Keep year-ends, figures, and of the monthly measurements only the newest month.

    For a flow that is the year to date, kept with the same months of the year before: it never stands on the
    yearly line as if it were complete.
    """
    year_end = (pl.col("period").dt.month() == 12) & (pl.col("period").dt.day() == 31)
    newest = rows.filter("monthly")["period"].max()
    wanted = [newest] if indicator.nature == "stock" else [newest, _year_before(newest)]
    part = pl.lit("point") if indicator.nature == "stock" else pl.lit("year_to_date")
    return rows.filter(year_end | ~pl.col("monthly") | pl.col("period").is_in(wanted)).with_columns(
        span=pl.when(year_end).then(pl.lit("year")).otherwise(part)
    )


def _year_before(day: object) -> dt.date | None:
    if not isinstance(day, dt.date):
        return None
    return (dt.date(day.year - 1, day.month, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def _settle(rows: pl.DataFrame) -> pl.DataFrame:
    """Choose one value per area and period: evidence, the year's before the month's, reliability, the later day."""
    ranked = rows.sort(
        "area",
        "period",
        pl.col("evidence").replace_strict(RANK, return_dtype=pl.Int8),
        pl.col("frequency").replace_strict(YEARLY_FIRST, default=0, return_dtype=pl.Int8),
        pl.col("reliability").replace_strict(RANK, default=3, return_dtype=pl.Int8),
        pl.col("known_on"),
        descending=[False, False, False, False, False, True],
        nulls_last=True,
    )
    real = pl.col("evidence") != "simulated"
    rival = pl.struct("value", "source", "known_on", "reliability")
    return (
        ranked.group_by("area", "period", maintain_order=True)
        .agg(
            pl.all().first(),
            rivals=rival.filter(real & (pl.col("value") != pl.col("value").first())),
        )
        .select(COLUMNS)
    )


def _figures(source: Edition, indicator: Indicator) -> pl.DataFrame:
    found = _observations(source).get(indicator.measure)
    return _observations(source)[""] if found is None else found


@lru_cache(maxsize=3)
def _observations(source: Edition) -> Mapping[str, pl.DataFrame]:
    """Return the figures by measure; under the empty name, none."""
    everything = _connection(source).cursor().table("observations").pl().with_columns(monthly=pl.lit(False))
    by_measure = everything.partition_by("measure", as_dict=True)
    return {str(key[0]): rows for key, rows in by_measure.items()} | {"": everything.clear()}


@lru_cache(maxsize=256)
def _measured(source: Edition, slug: str) -> pl.DataFrame:
    """Return the indicator measured from the registers: every month-end, the cities and their sum."""
    indicator = catalogue.indicators()[slug]
    empty = pl.DataFrame(
        schema={
            "area": pl.String,
            "period": pl.Date,
            "value": pl.Float64,
            "evidence": pl.String,
            "source": pl.String,
            "known_on": pl.Date,
            "monthly": pl.Boolean,
        }
    )
    if indicator.sql is None:
        return empty
    rows = ask(slug, indicator.sql, source)
    evidence = weakest(source, tables_of(indicator))
    return roll_up(rows, _areas(source)).select(
        "area",
        "period",
        "value",
        evidence=pl.lit(evidence),
        source=pl.lit("simulation" if evidence == "simulated" else "register"),
        known_on=pl.col("period"),
        monthly=pl.lit(True),
    )


def ask(slug: str, sql: str, source: Edition, **parameters: object) -> pl.DataFrame:
    """Run one statement on a cursor of its own, its parameters bound. Raises Trouble when it fails."""
    try:
        rows: pl.DataFrame = _connection(source).cursor().sql(sql, params=parameters).pl()
    except duckdb.Error as fault:
        raise Trouble("query_failed", slug=slug, fault=str(fault).splitlines()[0]) from fault
    return rows


def weakest(source: Edition, tables: Iterable[str]) -> str:
    """Return the evidence of what is counted from several tables: that of the weakest."""
    return max((source.evidence[name] for name in tables), key=RANK.__getitem__)


@lru_cache(maxsize=256)
def _tables_in(sql: str) -> tuple[str, ...]:
    """Return the names of the tables a statement reads; DuckDB's parser wants a value in each parameter's place."""
    with duckdb.connect() as parser:
        return tuple(sorted(parser.get_table_names(re.sub(r"\$\w+", "null", sql))))


def roll_up(rows: pl.DataFrame, places: Mapping[str, Mapping[str, str | None]]) -> pl.DataFrame:
    """Add each parent's row to the rows of its children, then divide where a numerator and denominator came.

    ``rows``: area, period and value, or numerator and denominator. Returns area, period, value (Float64); an area
    with an empty denominator has no value rather than a zero.
    """
    parents = {area: place["parent"] for area, place in places.items()}
    quantities = [name for name in rows.columns if name not in ("area", "period")]
    rows = rows.with_columns(pl.col(quantities).cast(pl.Float64))
    above = (
        rows.with_columns(pl.col("area").replace_strict(parents, return_dtype=pl.String))
        .group_by("area", "period")
        .agg(pl.col(quantities).sum())
    )
    both = pl.concat([rows, above.select(rows.columns)])
    if "numerator" in quantities:
        both = both.filter(pl.col("denominator") > 0).with_columns(value=pl.col("numerator") / pl.col("denominator"))
    return both.select("area", "period", "value").drop_nulls().sort("area", "period")


@lru_cache(maxsize=3)
def _connection(source: Edition) -> duckdb.DuckDBPyConnection:
    """Return the one connection of a release, with a view per table; every run takes a cursor of its own."""
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "python_enable_replacements": "false"})
    for name in source.evidence:
        connection.table_function("read_parquet", [str(source.folder / f"{name}.parquet")]).create_view(name)
    return connection


@lru_cache(maxsize=3)
def _sources(source: Edition) -> Mapping[str, Mapping[str, str | None]]:
    return {row["source"]: row for row in _connection(source).cursor().table("sources").pl().iter_rows(named=True)}


@lru_cache(maxsize=3)
def _areas(source: Edition) -> Mapping[str, Mapping[str, str | None]]:
    return {row["area"]: row for row in _connection(source).cursor().table("areas").pl().iter_rows(named=True)}


@lru_cache(maxsize=3)
def _edition(folder: Path, _fingerprint: tuple[tuple[str, int, int], ...]) -> Edition:
    """Check a release once; a file that is touched later changes the fingerprint, and the check runs again."""
    manifest = release.verify(folder)
    return Edition(
        manifest.id,
        dt.date.fromisoformat(manifest.until),
        folder,
        {name: table.evidence for name, table in manifest.tables.items()},
    )


def _fingerprint(folder: Path) -> tuple[tuple[str, int, int], ...]:
    with os.scandir(folder) as entries:
        found = [(entry.name, entry.stat()) for entry in entries]
    return tuple(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in found))
