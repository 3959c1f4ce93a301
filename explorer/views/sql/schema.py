"""The tables of a release in the reader's words, for whoever writes SQL: columns, types, what they mean, an example."""

import datetime as dt
import re
from functools import lru_cache
from pathlib import Path

import polars as pl

from explorer.analysis.view import View
from explorer.releases import store
from explorer.releases.tables import TABLES

TYPES = {"String": "text", "Date": "date", "Float64": "double", "Int64": "bigint", "Int32": "int", "Boolean": "bool"}
ROWS, CODES = 20_000, 12  # rows in which examples are looked for; of so many different codes all are shown
LONGEST, LISTED = 24, 200  # letters of an example, and of several
CODE = re.compile(r"[\x21-\x7e]{1,40}")


def names(view: View) -> dict[str, str]:
    """Return the tables by what they are called in SQL, with their name in words."""
    return {name: f"{name} · {view.words(f'sql_table.{name}')}" for name in store.inventory(view.edition)}


def about(view: View, table: str) -> str:
    """Return what a row of the table is, and how many there are."""
    words = view.words
    rows = store.inventory(view.edition)[table].rows
    return words("sql.about_table", about=words(f"sql_row.{table}"), rows=rows)


def columns(view: View, table: str) -> pl.DataFrame:
    """Return a row for each column: its name and type, what it means, and what it holds in the table's first rows."""
    words, first = view.words, _examples(view, table)
    return pl.DataFrame(
        [
            {
                words("sql.column"): name,
                words("sql.type"): TYPES.get(kind, kind.lower()),
                words("sql.meaning"): words(f"sql_column.{name}"),
                words("sql.example"): first.get(name, ""),
            }
            for name, kind in store.inventory(view.edition)[table].schema.items()
        ]
    )


def _examples(view: View, table: str) -> dict[str, str]:
    """Return a value of each column among the first rows, of codes all; no worker is kept from questions for that."""
    file = view.edition.folder / f"{table}.parquet"
    dated = TABLES[table].dated
    return _read(file, dated.emptied if dated else (), view.as_of)


@lru_cache(maxsize=64)
def _read(file: Path, later: tuple[str, ...], day: dt.date) -> dict[str, str]:
    """Return what ``file`` shows of its columns; days of the columns ``later`` only where they had come by ``day``."""
    rows = pl.scan_parquet(file).head(ROWS).collect()
    known = rows.with_columns(pl.when(pl.col(name) <= day).then(pl.col(name)) for name in later)
    return {name: _shown(known[name]) for name in known.columns}


def _shown(column: pl.Series) -> str:
    values = column.drop_nulls()
    codes = values.unique(maintain_order=True) if values.dtype in (pl.String, pl.Boolean) else values.head(1)
    texts = [str(value).lower() if values.dtype == pl.Boolean else str(value) for value in codes.head(CODES + 1)]
    if len(texts) > CODES or not all(map(CODE.fullmatch, texts)):
        texts = texts[:1]
    room = LISTED if len(texts) > 1 else LONGEST
    said = ", ".join(texts)
    return said if len(said) <= room else said[: room - 1] + "…"
