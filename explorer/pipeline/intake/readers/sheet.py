"""A table as it stands in a file, before anything in it is understood."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

HEAD = 40  # rows looked at for the heading
WIDEST = 702  # columns: A to ZZ
MOST_CELLS = 30_000_000
MORE = "more"  # what stands to the right of the last heading


@dataclass(frozen=True)
class Merge:
    """Cells of one column made one: its ``first`` and ``last`` row as Excel counts, its ``place`` among the columns."""

    first: int
    last: int
    place: int


@dataclass(frozen=True)
class Sheet:
    """One table of a file. ``head``: its first rows as texts, the file's row 1 first; empty cells are empty texts.

    ``load(first, width)`` returns the rows from the file's row ``first`` on: ``row`` (Int64, as Excel counts), the
    columns "0" to str(width - 1) as texts, null where empty, and MORE. Blank rows may be among them.
    ``hidden``: whoever opens the file does not see it. ``merged``: the cells over several rows, whose text stands in
    the first alone.
    """

    name: str
    head: tuple[tuple[str, ...], ...]
    load: Callable[[int, int], pl.DataFrame]
    hidden: bool = False
    merged: tuple[Merge, ...] = ()
