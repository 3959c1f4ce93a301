"""The one connection of a release to its tables, and what is asked of it."""

import tempfile
import threading
import uuid
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import duckdb
import polars as pl

from explorer.core.errors import Trouble
from explorer.releases.release import Edition

MEMORY = "2GB"  # what DuckDB holds at most before it puts the rest on the disk


def ask(slug: str, sql: str, source: Edition, **parameters: object) -> pl.DataFrame:
    """Run one statement on a cursor of its own, its parameters bound. Raises Trouble when it fails."""
    return _asked(slug, sql, connection(source).cursor(), parameters)


def ask_within(seconds: float, slug: str, sql: str, source: Edition, parameters: Mapping[str, object]) -> pl.DataFrame:
    """Run one statement as ``ask`` does, for so many seconds at most: then Trouble says what to narrow."""
    cursor = connection(source).cursor()
    stop = threading.Timer(seconds, cursor.interrupt)
    stop.start()
    try:
        return _asked(slug, sql, cursor, parameters)
    except Trouble as fault:
        if isinstance(fault.__cause__, duckdb.InterruptException):
            raise Trouble("question_too_long", seconds=f"{seconds:g}") from fault
        raise
    finally:
        stop.cancel()


def _asked(slug: str, sql: str, cursor: duckdb.DuckDBPyConnection, parameters: Mapping[str, object]) -> pl.DataFrame:
    try:
        return frame(cursor.sql(sql, params=dict(parameters)))
    except duckdb.Error as fault:
        raise Trouble("query_failed", slug=slug, fault=str(fault).splitlines()[0]) from fault


def out_of_core() -> dict[str, str | int | bool | float | list[str]]:
    """Return the settings of a database that holds no more than MEMORY: the rest lies in a folder of its own.

    DuckDB makes the folder when it needs it, and removes it; two databases in one would write over each other's files.
    """
    return {"memory_limit": MEMORY, "temp_directory": str(Path(tempfile.gettempdir()) / f"explorer-{uuid.uuid4().hex}")}


@lru_cache(maxsize=3)
def connection(source: Edition) -> duckdb.DuckDBPyConnection:
    """Return the one connection of a release, with a view per table; every run takes a cursor of its own."""
    settings = {"autoinstall_known_extensions": "false", "python_enable_replacements": "false"}
    connection = duckdb.connect(config=out_of_core() | settings)
    for name in source.evidence:
        connection.table_function("read_parquet", [str(source.folder / f"{name}.parquet")]).create_view(name)
    return connection


def table(source: Edition, name: str) -> pl.DataFrame:
    """Return a table whole. From its file: DuckDB would first look into every file of the release."""
    return pl.read_parquet(source.folder / f"{name}.parquet")


def frame(found: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    """Return what DuckDB found. Not by DuckDB's own way to Polars: it loads pyarrow, which takes 50 MB."""
    return pl.DataFrame(_Stream(found))


class _Stream:
    """What Polars reads from. It remembers the types it was given, and DuckDB's would be called leaked at the end."""

    def __init__(self, found: duckdb.DuckDBPyRelation) -> None:
        self._found = found

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._found.__arrow_c_stream__(requested_schema)
