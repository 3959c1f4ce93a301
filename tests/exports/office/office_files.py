"""Small files of the office, and the ground of published and simulated rows that they come to lie on."""

import datetime as dt
from functools import cache

import polars as pl

from explorer.pipeline.build.assemble import Ground
from explorer.pipeline.imports import Brought
from tests.conftest import UNTIL, small_tables
from tests.support import tiny_release

SHENYANG, DALIAN = tiny_release.SHENYANG, tiny_release.DALIAN


@cache
def tables():
    return small_tables()


def ground(scale=1.0, progress=lambda _: None, simulate=True):
    """Return the small release's tables in the place of the whole simulation, or what of them is not invented."""
    progress("inputs")
    if simulate:
        return Ground(tables(), UNTIL, seed=1, scale=scale)
    told = {
        name: rows.filter(pl.col("evidence") != "simulated") if "evidence" in rows.columns else rows
        for name, rows in tables().items()
    }
    return Ground(told, UNTIL, seed=0, scale=scale)


def rows(table, *cells, **common):
    """Return rows of a table as checked files give them: its columns less evidence and source, unnamed ones empty."""
    schema = {name: kind for name, kind in tables()[table].schema.items() if name not in tiny_release.MADE}
    return pl.DataFrame([common | one for one in cells], schema=schema)


def marks(*cells, file="marks.csv", mode="append", until=None):
    """Return a file of marks; each cell is number, city, registered, ended, expires."""
    names = ("registration_no", "city", "registered_on", "ended_on", "expires_on")
    found = [dict(zip(names, cell, strict=False)) for cell in cells]
    content = repr((cells, file)).encode()
    return Brought("trademarks", rows("trademarks", *found), file, content, mode, until)


def many_marks(count, day, **more):
    """Return a file of so many marks of Shenyang, registered on one day."""
    found = (
        rows("trademarks")
        .clear(count)
        .with_columns(
            registration_no=pl.format("M{}", pl.int_range(pl.len())), city=pl.lit(SHENYANG), registered_on=pl.lit(day)
        )
    )
    return Brought("trademarks", found, f"{count}.csv", str(count).encode(), **more)


def figures(*cells, file="return.xlsx"):
    """Return a file of figures; each cell is measure, area, period (its last day), value, and maybe the day known."""
    names = ("measure", "area", "period", "value", "known_on")
    found = [dict(zip(names, cell, strict=False)) for cell in cells]
    content = repr(cells).encode()
    return Brought("observations", rows("observations", *found, frequency="A", unit="亿元"), file, content)


def day(text):
    return dt.date.fromisoformat(text)
