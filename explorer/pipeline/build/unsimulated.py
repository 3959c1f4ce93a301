"""What a release stands on where nothing is simulated: registers with the named rows of the inputs, else empty."""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from explorer.core.errors import Trouble
from explorer.core.profile import profile
from explorer.pipeline.intake import fields
from explorer.pipeline.simulation import real_records
from explorer.releases.tables import REGISTERS


def registers(facts: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return every register with the rows that ``facts`` (data/inputs/*.csv by stem) name; no row is invented."""
    named = {}
    if (rows := facts.get("geographical_indications")) is not None:
        named["geographical_indications"] = real_records.indications(rows, facts["sources"])
    if (rows := facts.get("service_network")) is not None:
        areas = facts["areas"].filter(pl.col("level") == "city", pl.col("parent") == profile().home)
        named["service_network"] = real_records.units(rows, facts["sources"], areas["area"].to_list())
    return {name: named.get(name, empty(name)) for name in REGISTERS}


def until(facts: Mapping[str, pl.DataFrame]) -> dt.date:
    """Return the last day the inputs know: that on which the newest published figure became known.

    Raises Trouble where not one figure says when that was.
    """
    day = facts["published"]["known_on"].max()
    if not isinstance(day, dt.date):
        raise Trouble("input_no_day", file="published.csv", column="known_on")
    return day


def empty(table: str) -> pl.DataFrame:
    """Return a table that the office can bring without a row: the columns of its files, evidence and source."""
    own = fields.TABLES[table].schema()
    known_on = own.pop("known_on")
    return pl.DataFrame(schema=own | {"evidence": pl.String(), "source": pl.String(), "known_on": known_on})
