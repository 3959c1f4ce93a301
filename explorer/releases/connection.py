"""The one connection of a release to its tables, and what is asked of it."""

from functools import lru_cache

import duckdb
import polars as pl

from explorer.core.errors import Trouble
from explorer.releases.release import Edition


def ask(slug: str, sql: str, source: Edition, **parameters: object) -> pl.DataFrame:
    """Run one statement on a cursor of its own, its parameters bound. Raises Trouble when it fails."""
    try:
        return frame(connection(source).cursor().sql(sql, params=parameters))
    except duckdb.Error as fault:
        raise Trouble("query_failed", slug=slug, fault=str(fault).splitlines()[0]) from fault


@lru_cache(maxsize=3)
def connection(source: Edition) -> duckdb.DuckDBPyConnection:
    """Return the one connection of a release, with a view per table; every run takes a cursor of its own."""
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "python_enable_replacements": "false"})
    for name in source.evidence:
        connection.table_function("read_parquet", [str(source.folder / f"{name}.parquet")]).create_view(name)
    return connection


def table(source: Edition, name: str) -> pl.DataFrame:
    """Return a table whole."""
    return frame(connection(source).cursor().table(name))


def frame(found: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    """Return what DuckDB found. Not by DuckDB's own way to Polars: it loads pyarrow, which takes 50 MB."""
    return pl.DataFrame(_Stream(found))


class _Stream:
    """What Polars reads from. It remembers the types it was given, and DuckDB's would be called leaked at the end."""

    def __init__(self, found: duckdb.DuckDBPyRelation) -> None:
        self._found = found

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._found.__arrow_c_stream__(requested_schema)
