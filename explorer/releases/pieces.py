"""Tables of any size: drawn, written and read again piece by piece, so that none has to be held whole."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import IO, BinaryIO, cast

import polars as pl
from polars.io.plugins import register_io_source

from explorer.core import disk

# So many rows Polars puts in a group of a file, as near as equal groups come to it. A table is the same bytes, and its
# release the same release, whether it was written whole or in these pieces: tests/releases/test_pieces.py.
GROUP = 122_880
Told = Callable[[int], None]
Rows = Callable[[int, int], pl.DataFrame]


@dataclass(frozen=True)
class Drawn:
    """A table of ``height`` rows that nobody holds: ``rows`` gives those from one place to before another.

    It gives the same rows whenever it is asked. Every row of such a table is simulated.
    """

    height: int
    rows: Rows


@dataclass(frozen=True)
class Stored:
    """A table of ``height`` rows in the parquet file ``path``, as a release keeps it; ``schema``: Polars' types."""

    path: Path
    height: int
    schema: Mapping[str, pl.DataType]

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return list(self.schema)

    def lazy(self) -> pl.LazyFrame:
        """Return its rows as what Polars reads when they are asked for."""
        return pl.scan_parquet(self.path)


def bounds(height: int) -> list[tuple[int, int]]:
    """Return the first place of each group of a table's rows, and the place behind its last."""
    least = max(height // GROUP, 1)
    count = min((least, least + 1), key=lambda groups: abs(height / groups - GROUP))
    size, larger = divmod(height, count)
    starts = [place * size + min(place, larger) for place in range(count + 1)]
    return list(pairwise(starts))


def of(table: pl.DataFrame | Drawn) -> Iterator[pl.DataFrame]:
    """Yield the rows of a table, one piece after another."""
    if isinstance(table, pl.DataFrame):
        yield table
    else:
        yield from (table.rows(*part) for part in bounds(table.height))


def whole(table: pl.DataFrame | Drawn) -> pl.DataFrame:
    """Return all rows of a table in one frame."""
    return table if isinstance(table, pl.DataFrame) else pl.concat(of(table))


def bare(table: pl.DataFrame | Drawn) -> pl.DataFrame:
    """Return a table's columns without a row."""
    return table.clear() if isinstance(table, pl.DataFrame) else table.rows(0, 0)


def store(table: Drawn, path: Path, told: Told = lambda _: None) -> Stored:
    """Write a table to a file that nobody looks for yet, flush it, and return it. ``told``: how many rows are written.

    Raises OSError where the disk takes no more.
    """
    with path.open("wb") as file:
        disk.adopt(path)
        write(table, file, told)
    disk.sync(path)
    return Stored(path, table.height, dict(table.rows(0, 0).schema))


def write(table: Drawn, file: BinaryIO, told: Told = lambda _: None) -> None:
    """Write a table to an open file. Raises as ``store`` does."""

    def made(*_asked: object) -> Iterator[pl.DataFrame]:
        for start, end in bounds(table.height):
            yield table.rows(start, end).rechunk()  # of several chunks Polars would make several groups
            told(end)

    kept = _Kept(file)
    try:
        drawn = register_io_source(made, schema=table.rows(0, 0).schema)
        drawn.sink_parquet(cast("IO[bytes]", kept), compression="zstd", statistics=True)
    except pl.exceptions.PolarsError as fault:
        raise (kept.fault or fault) from fault


class _Kept:
    """A file that remembers why it could not be written: Polars does not tell a full disk from a wrong table."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.fault: OSError | None = None

    def write(self, content: bytes) -> int:
        try:
            return self._file.write(content)
        except OSError as fault:
            self.fault = fault
            raise

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError as fault:
            self.fault = fault
            raise
