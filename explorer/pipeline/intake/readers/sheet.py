"""A table as it stands in a file, before anything in it is understood."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import polars as pl

HEAD = 40  # rows looked at for the heading
WIDEST = 702  # columns: A to ZZ
MOST_CELLS = 30_000_000
MORE = "more"  # what stands to the right of the last heading
MOST_SPANS = 8  # of rows in one sentence


@dataclass(frozen=True)
class Merge:
    """Cells made one: ``first`` and ``last`` row as Excel counts, ``place`` and ``until`` among the columns.

    ``cells``: as the file calls them (E7:F7).
    """

    first: int
    last: int
    place: int
    until: int
    cells: str

    @property
    def tall(self) -> bool:
        """Whether it stands over several rows."""
        return self.first < self.last


@dataclass(frozen=True)
class Sheet:
    """One table of a file. ``head``: its first rows as texts, the file's row 1 first; empty cells are empty texts.

    ``load(first, width)`` returns the rows from the file's row ``first`` on: ``row`` (Int64, as Excel counts), the
    columns "0" to str(width - 1) as texts, null where empty, and MORE. Blank rows may be among them.
    ``hidden``: whoever opens the file does not see it. ``merged``: the cells made one, whose text stands in the first
    alone. ``unseen_rows``, ``unseen_columns``: those that the file hides, as Excel counts and as places.
    """

    name: str
    head: tuple[tuple[str, ...], ...]
    load: Callable[[int, int], pl.DataFrame]
    hidden: bool = False
    merged: tuple[Merge, ...] = ()
    unseen_rows: frozenset[int] = frozenset()
    unseen_columns: frozenset[int] = frozenset()


def spans(rows: Iterable[int]) -> str:
    """Return rows as a sentence names them: 7、9—12; of many spans the first ones."""
    found = list[list[int]]()
    for row in sorted(set(rows)):
        if found and found[-1][-1] == row - 1:
            found[-1][1:] = [row]
        else:
            found.append([row])
    told = ["—".join(map(str, one)) for one in found]
    return "、".join(told[:MOST_SPANS]) + ("…" if len(told) > MOST_SPANS else "")
