"""A release's tables as they were on a day: rows that came later are left out, days that came later are empty.

What a register never dates (a holder, a city, a class, whether there is a family abroad) is as it stands in the
release: the day it became so is not known. The end of a legal term is known from the start and stays.
"""

import datetime as dt

import duckdb
import polars as pl

from explorer.releases.tables import TABLES


def known(day: dt.date, otherwise: pl.Expr | dt.date) -> pl.Expr:
    """Return whether a row was known on ``day``: since its ``known_on``, since ``otherwise`` where that is empty."""
    return pl.col("known_on").fill_null(otherwise) <= day


def on(rows: duckdb.DuckDBPyRelation, table: str, day: dt.date, until: dt.date) -> duckdb.DuckDBPyRelation:
    """Return ``rows`` of ``table`` as they were on ``day``; ``until``: the last day that the release knows.

    A table without days of its own (areas, measures, sources, population by year) stays as it is, but for the years
    of ``population`` that had not begun.
    """
    column, that_day = duckdb.ColumnExpression, duckdb.ConstantExpression(day)
    if day >= until:
        return rows
    if table == "population":
        return rows.filter(column("year") <= duckdb.ConstantExpression(day.year))
    dated = TABLES[table].dated
    if dated is None:
        return rows
    begun = column(dated.begins)
    if dated.known == "last":
        begun = duckdb.CoalesceOperator(begun, duckdb.ConstantExpression(until))
    elif dated.known in ("day", "happened"):
        begun = duckdb.CoalesceOperator(begun, column("known_on" if dated.known == "day" else "happened_on"))
    here = rows.filter((begun <= that_day) | begun.isnull())
    shown = [
        duckdb.CaseExpression(column(name) <= that_day, column(name)).alias(name)
        if name in dated.emptied
        else column(name)
        for name in rows.columns
    ]
    return here.select(*shown)
