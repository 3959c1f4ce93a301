"""A release's tables as they were on a day: rows that came later are left out, days that came later are empty.

What a register never dates (a holder, a city, a class, whether there is a family abroad) is as it stands in the
release: the day it became so is not known. The end of a legal term is known from the start and stays.
"""

import datetime as dt
from dataclasses import dataclass

import duckdb


@dataclass(frozen=True)
class Dated:
    """How a table knows time: the column from which a row counts, and the columns emptied where they lie ahead.

    ``known``: rows whose first column is empty count from ``known_on`` (day), from the first day (always) or from the
    release's last day (last), as in the queries of the pages.
    """

    begins: str
    known: str = "always"
    emptied: tuple[str, ...] = ()


TABLES = {
    "observations": Dated("known_on", "last"),
    "events": Dated("known_on", "happened"),
    "periods": Dated("period"),
    "patents": Dated("filed_on", emptied=("granted_on", "lapsed_on")),
    "patent_events": Dated("happened_on"),
    "trademarks": Dated("registered_on", emptied=("ended_on",)),
    "geographical_indications": Dated("approved_on", emptied=("standard_on",)),
    "service_network": Dated("opened_on", "day", ("closed_on",)),
    "high_value_patents": Dated(
        "since_on",
        emptied=(
            *("until_on", "strategic_since", "overseas_since", "long_lived_since", "pledged_since", "awarded_since"),
        ),
    ),
}


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
    if (dated := TABLES.get(table)) is None:
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
