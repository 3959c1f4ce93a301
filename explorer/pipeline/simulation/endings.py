"""Which rows end, and when: as many in every year and cell as the quotas say."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explorer.pipeline.simulation.days import NEVER, Flags, Floats, Ints, Span, add_years
from explorer.pipeline.simulation.sampling import within

OLDEST = 40  # years; no right is older in the registers


@dataclass(frozen=True)
class Cells:
    """The cell of every row (ascending), the rows of each cell that end in each year, and its wear by age."""

    of_row: Ints
    quota: Ints
    wear: Sequence[Floats]

    def wear_table(self) -> Floats:
        """Return how readily a row of each cell ends at each age (cells, years of age)."""
        return np.stack([np.pad(ages, (0, OLDEST - len(ages)), mode="edge") for ages in self.wear])


def lapses(random: np.random.Generator, cells: Cells, granted: Ints, expires: Ints, span: Span) -> Ints:
    """Return the day each patent lapses, NEVER if it stays in force.

    A patent whose term runs out lapses that day at the latest, even where the quota is smaller. Only patents
    granted in earlier years lapse.
    """
    lapsed = np.full(len(granted), NEVER, dtype=np.int64)
    wear = cells.wear_table()
    for place, year in enumerate(span.years):
        first, last = span.first_day(year), span.last_day(year)
        rows = np.flatnonzero((granted < first) & (lapsed == NEVER))
        cell, over = cells.of_row[rows], expires[rows] <= last
        age = np.minimum((first - granted[rows]) // 365, OLDEST - 1)
        key = 1 - random.random(len(rows)) ** (1 / wear[cell, age])
        key[over] = 0
        wanted = np.maximum(cells.quota[:, place], np.bincount(cell[over], minlength=len(cells.quota)))
        ending = rows[_lowest(key, cell, wanted)]
        latest = np.minimum(expires[ending], last)
        some_day = within(random, np.full(len(ending), first), latest)
        lapsed[ending] = np.where(expires[ending] <= last, latest, some_day)
    return lapsed


def renewals(
    random: np.random.Generator, cells: Cells, registered: Ints, not_renewed: float, span: Span
) -> tuple[Ints, Ints]:
    """Return the day each mark ends (NEVER if it stays in force) and the day its last term runs out.

    Of the marks whose ten years are up in a year the share ``not_renewed`` ends that day and the others get
    ten more years; cancellations of other marks make up the quota. A mark younger than three years is not
    cancelled for non-use, so it goes last.
    """
    ended = np.full(len(registered), NEVER, dtype=np.int64)
    terms = np.ones(len(registered), dtype=np.int64)
    expires = add_years(registered, 10)
    for place, year in enumerate(span.years):
        first, last = span.first_day(year), span.last_day(year)
        rows = np.flatnonzero((registered < first) & (ended == NEVER))
        due = expires[rows] <= last
        key = _order_of_marks(random, registered[rows], due, not_renewed, first)
        ending = rows[_lowest(key, cells.of_row[rows], cells.quota[:, place])]
        ended[ending] = within(random, np.full(len(ending), first), np.minimum(expires[ending], last))
        expired = ending[expires[ending] <= last]
        ended[expired] = expires[expired]
        renewed = rows[due & (ended[rows] == NEVER)]
        terms[renewed] += 1
        expires[renewed] = add_years(registered[renewed], 10 * terms[renewed])
    return ended, expires


def _order_of_marks(
    random: np.random.Generator, registered: Ints, due: Flags, not_renewed: float, first: int
) -> Floats:
    """Return keys in [0, 1): marks not renewed first, then cancellations; young and renewed marks last."""
    chance = random.random(len(registered))
    key = 0.2 + 0.5 * chance
    key[registered > first - 3 * 365] += 0.28
    key[due] = np.where(chance[due] < not_renewed, 0.2 * chance[due], 0.985 + 0.01 * chance[due])
    return key


def _lowest(key: Floats, cell: Ints, wanted: Ints) -> Ints:
    """Return the places of the ``wanted`` lowest keys of every cell; keys lie in [0, 1), cells ascend."""
    order = np.argsort(cell + key, kind="stable")
    sizes = np.bincount(cell, minlength=len(wanted))
    rank = np.arange(len(cell)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.asarray(order[rank < np.repeat(wanted, sizes)])
