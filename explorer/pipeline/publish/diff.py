"""What publishing a release would change in the rows of the tables that the office can bring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from explorer.pipeline.build import matching
from explorer.pipeline.build.matching import Instead
from explorer.releases import manifest
from explorer.releases.tables import BROUGHT, TABLES

# What rows without a key speak of: a figure, a city's goal of a day.
SAME = {
    "observations": ("measure", "area", "frequency", "period"),
    "city_goals": TABLES["city_goals"].order,
}
NOT_SAID = ("source", "known_on")  # where a row comes from and since when: the row says the same without
RETOLD = (*NOT_SAID, "dated")  # what is another of a row that only says again what was said last


@dataclass(frozen=True)
class Rows:
    """How many rows of a table are new, say something else than before, or are there no longer.

    ``namesakes``: rows of the office with name and city of a published row that stays, since it is of another kind or
    nobody can tell which one is meant. Both count, so whoever publishes must know which. ``simulated``: how many of
    those withdrawn were invented. ``repeated``: rows of the office that another of its rows repeats under another
    number.
    """

    table: str
    new: int
    changed: int
    withdrawn: int
    simulated: int = 0
    repeated: int = 0
    namesakes: tuple[Instead, ...] = ()

    @property
    def twice(self) -> int:
        """How many rows of the office stand beside a namesake."""
        return len({one.by for one in self.namesakes})


def read(fields: Mapping[str, Any]) -> Rows:
    """Return what ``dataclasses.asdict`` and JSON made of a Rows."""
    return Rows(**{**fields, "namesakes": tuple(Instead(**one) for one in fields.get("namesakes", ()))})


def rows(before: Path | None, after: Path) -> tuple[Rows, ...]:
    """Return what differs between two release folders, table by table; ``before`` is None where none is in use."""
    return tuple(_rows(before, after, name) for name in BROUGHT)


def _rows(before: Path | None, after: Path, name: str) -> Rows:
    now = manifest.read_manifest(after).tables[name]
    then = manifest.read_manifest(before).tables.get(name) if before else None
    if before is None or then is None:
        return Rows(name, now.rows, 0, 0)
    if then.sha256 == now.sha256:
        return Rows(name, 0, 0, 0)
    old, new = (pl.read_parquet(folder / f"{name}.parquet") for folder in (before, after))
    return _keyed(old, new, name) if TABLES[name].key else _unkeyed(old, new, name)


def _keyed(old: pl.DataFrame, new: pl.DataFrame, name: str) -> Rows:
    key, said = TABLES[name].key, [column for column in new.columns if column not in NOT_SAID]
    # Both in one frame: only then is one row's digest comparable with another's.
    both = pl.concat([frame.select(said).with_columns(now=pl.lit(now)) for frame, now in ((old, False), (new, True))])
    marked = both.select(key, "now", digest=pl.struct(said).hash())
    before, after = (marked.filter(pl.col("now") == now).unique(key) for now in (False, True))
    common = before.join(after, on=key, suffix="_now")
    changed = common.filter(pl.col("digest") != pl.col("digest_now")).height
    gone = old.join(after, on=key, how="anti")
    invented = gone.filter(pl.col("evidence") == "simulated").height
    counted = Rows(name, after.height - common.height, changed, gone.height, simulated=invented)
    return _doubted(counted, new) if TABLES[name].aspects else counted


def _doubted(counted: Rows, rows: pl.DataFrame) -> Rows:
    """Return the counts with how many rows may count twice."""
    published, office = (rows.filter(pl.col("evidence") == kind) for kind in ("published", "office"))
    key = TABLES[counted.table].key
    return replace(
        counted,
        namesakes=matching.beside(published, office, counted.table, key),
        repeated=matching.repeated(office, counted.table, key),
    )


def newly(instead: Sequence[Instead], before: Path | None) -> tuple[Instead, ...]:
    """Return those published rows whose place is taken that still stand in the release ``before``; all without one."""
    if before is None:
        return tuple(instead)
    standing: dict[str, set[str]] = {}
    for name in {one.table for one in instead}:
        rows = pl.read_parquet(before / f"{name}.parquet", columns=[TABLES[name].key, "evidence"])
        standing[name] = set(rows.filter(pl.col("evidence") == "published")[TABLES[name].key])
    return tuple(one for one in instead if one.gone in standing[one.table])


def _unkeyed(old: pl.DataFrame, new: pl.DataFrame, name: str) -> Rows:
    """Return what differs between rows without a key: a new row of what the office gave before corrects it."""
    # Where a row stands in the log, and what releases built earlier could not say, makes it no other row.
    everything = [name for name in old.columns if name in new.columns and name != "log_order"]
    came = new.join(old, on=everything, how="anti", nulls_equal=True)
    gone = old.join(new, on=everything, how="anti", nulls_equal=True)
    given = old.filter(pl.col("evidence") == "office")
    came = came.join(
        _last(given, name), on=[one for one in everything if one not in RETOLD], how="anti", nulls_equal=True
    )
    changed = came.join(given, on=SAME[name], how="semi").height
    return Rows(name, came.height - changed, changed, gone.height)


def _last(given: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return what the office said last of each figure: a table that comes again changes none of it."""
    ordered = given.sort("log_order", maintain_order=True) if "log_order" in given.columns else given
    return ordered.unique(SAME[name], keep="last", maintain_order=True)
