"""How far a file's rows tell: its last day, and the month-end to which registers are counted up to such a day."""

import datetime as dt

import polars as pl

from explorer.releases.tables import TABLES


def whole_month(day: dt.date) -> dt.date:
    """Return the last month-end up to a day: registers are counted at month-ends alone."""
    tomorrow = day + dt.timedelta(days=1)
    return tomorrow.replace(day=1) - dt.timedelta(days=1)


def undated(table: str) -> pl.Expr:
    """Return whether a row has no day of its own and counts from the day that it became known, as some tables' do."""
    begins = begins_known(table)
    return pl.lit(value=False) if begins is None else pl.col(begins).is_null()


def begins_known(table: str) -> str | None:
    """Return the column that may be empty where a row counts from the day it became known; None in other tables."""
    dated = TABLES[table].dated
    return dated.begins if dated and dated.known == "day" else None


def last_day(rows: pl.DataFrame, table: str) -> dt.date | None:
    """Return the last day on which anything in the rows happened; None where none is known.

    What counts from the day it became known happened then, where that day is given.
    """
    days = [rows[name].max() for name in TABLES[table].happened]
    days.append(rows.filter(undated(table))["known_on"].max())
    return max((day for day in days if isinstance(day, dt.date)), default=None)
