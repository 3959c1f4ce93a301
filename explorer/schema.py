"""The tables of a release in the reader's words, for whoever writes SQL: columns, types, what they mean, an example."""

import polars as pl

from explorer import language, store
from explorer.language import Words
from explorer.sandbox import asof
from explorer.view import View

TYPES = {"String": "text", "Date": "date", "Float64": "double", "Int64": "bigint", "Int32": "int", "Boolean": "bool"}
LONGEST, ROWS = 24, 5  # letters of an example, and the rows it is looked for in


def names(view: View, words: Words) -> dict[str, str]:
    """Return the tables by what they are called in SQL, with their name in words."""
    return {name: f"{name} · {words(f'sql_table.{name}')}" for name in store.inventory(view.edition)}


def about(view: View, table: str) -> str:
    """Return what a row of the table is, and how many there are."""
    words = language.words(view.language)
    rows = store.inventory(view.edition)[table].rows
    return words("sql.about_table", about=words(f"sql_row.{table}"), rows=rows)


def columns(view: View, table: str) -> pl.DataFrame:
    """Return a row for each column: its name and type, what it means, and the value in the table's first rows."""
    words, first = language.words(view.language), _first(view, table)
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


def _first(view: View, table: str) -> dict[str, str]:
    """Return the first value of each column among a few rows; no worker is kept from questions for that."""
    rows = pl.scan_parquet(view.edition.folder / f"{table}.parquet").head(ROWS).collect()
    later = asof.TABLES[table].emptied if table in asof.TABLES else ()
    values = {}
    for name in rows.columns:
        known = (one for one in rows[name] if one is not None and not (name in later and one > view.as_of))
        values[name] = str(next(known, ""))
    return {name: value if len(value) <= LONGEST else value[: LONGEST - 1] + "…" for name, value in values.items()}
