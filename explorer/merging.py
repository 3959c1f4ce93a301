"""The office's rows among the release's: which of them count, and how far each table then knows."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from explorer.imports import Import
from explorer.trouble import Trouble

KEYS = {
    "patents": "application_no",
    "patent_events": "event_no",
    "trademarks": "registration_no",
    "geographical_indications": "gi_no",
    "service_network": "unit_no",
}
# As the simulated registers stand: a question about one city reads one stretch of the file.
ORDER = {
    "patents": ("city", "filed_on"),
    "patent_events": ("city", "happened_on"),
    "trademarks": ("city", "registered_on"),
    "geographical_indications": ("city", "approved_on"),
    "service_network": ("kind", "level", "opened_on", "city"),
    "observations": ("measure", "area", "period", "source"),
}
MADE_FROM = {"high_value_patents": ("patents", "patent_events")}


@dataclass(frozen=True)
class Office:
    """One import with its rows."""

    one: Import
    rows: pl.DataFrame


def merge(tables: Mapping[str, pl.DataFrame], brought: Sequence[Office]) -> dict[str, pl.DataFrame]:
    """Return the tables with the office's rows in them; a table of which the office brought nothing stays as it is.

    In a register they take the place of every simulated row and of a published row of the same key; among themselves
    a ``replace`` takes the place of all before it, and the later row of a key that of the earlier. Observations are
    never merged: every row stays. ``brought`` is in the order in which it counts. Raises Trouble for columns that are
    not the table's.
    """
    merged = dict(tables)
    for name in dict.fromkeys(office.one.table for office in brought):
        counts = in_force(name, brought)
        own = pl.concat([_like(office, tables[name]) for office in counts])
        there = tables[name]
        if name in KEYS:
            own = own.unique(KEYS[name], keep="last", maintain_order=True)
            there = there.filter(pl.col("evidence") == "published").join(own, on=KEYS[name], how="anti")
        merged[name] = pl.concat([there, own]).sort(ORDER[name], nulls_last=True, maintain_order=True)
    return merged


def in_force(table: str, brought: Sequence[Office]) -> list[Office]:
    """Return the imports of a table that still count: those from its last ``replace`` on."""
    mine = [office for office in brought if office.one.table == table]
    starts = [place for place, office in enumerate(mine) if office.one.mode == "replace"]
    return mine[starts[-1] :] if starts else mine


def known(tables: Mapping[str, pl.DataFrame], until: dt.date, brought: Sequence[Office]) -> dict[str, dt.date]:
    """Return the last day that every register, the observations and what is derived from registers know.

    ``until``: how far everything knows that the office did not bring. Observations know as far as the newest of
    them became known: a return that comes late tells of a day before.
    """
    found = dict.fromkeys((*KEYS, "observations"), until)
    for name in KEYS:
        if counts := in_force(name, brought):
            found[name] = max(office.one.until for office in counts)
    heard = tables["observations"].filter(pl.col("evidence") == "office")["known_on"].max()
    if isinstance(heard, dt.date):
        found["observations"] = max(until, heard)
    return found | {name: min(found[part] for part in parts) for name, parts in MADE_FROM.items()}


def _like(office: Office, table: pl.DataFrame) -> pl.DataFrame:
    """Return the office's rows with the table's columns in its order and types."""
    missing = [name for name in table.columns if name not in office.rows.columns]
    if missing or office.rows.width != table.width:
        raise Trouble("import_unlike_table", table=office.one.table, columns=", ".join(missing or office.rows.columns))
    try:
        return office.rows.select(pl.col(name).cast(kind) for name, kind in table.schema.items())
    except pl.exceptions.PolarsError as fault:
        raise Trouble("import_unlike_table", table=office.one.table, columns=str(fault).splitlines()[0]) from fault
