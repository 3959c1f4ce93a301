"""How many targets stand where: the parts of the overview's bar, of its chips, of its owners, and of its answer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.core import marks
from explorer.core.status import Status
from explorer.views.target_row import TargetRow

BEHIND, AHEAD = "behind", "ahead"
# Of an area without a goal of its own: which side of the goal of the whole its value lies on. Neither is a verdict.
SIDES = (BEHIND, AHEAD)
PLACES = (*(status for status in Status if status not in (Status.NO_GOAL, Status.NOT_PROMISED)), *SIDES, Status.NO_GOAL)


@dataclass(frozen=True)
class Part:
    """So many targets of one place; examples are parts of their own.

    ``slug``: a status or a side, by which the overview is narrowed. ``kind``: what a style calls it.
    """

    slug: str
    example: bool
    count: int

    @property
    def kind(self) -> str:
        """What a style calls it: a side has none of its own."""
        return "example" if self.example else Status.NO_GOAL if self.slug in SIDES else self.slug

    @property
    def icon(self) -> str:
        """The icon of its kind."""
        return marks.STATUS_KINDS[self.kind].icon


def place(row: TargetRow) -> str:
    """Return where a target stands: its status, or the side of the goal of the whole."""
    if row.status.slug == Status.NO_GOAL and row.facing.worse is not None:
        return BEHIND if row.facing.worse > 0 else AHEAD
    return row.status.slug


def parts(rows: Iterable[TargetRow]) -> list[Part]:
    """Return the parts that are there, in the order of the statuses, examples behind what is judged by real values.

    What was not promised yet is not counted at all.
    """
    counted = Counter((row.status.example, place(row)) for row in rows)
    found = ((example, slug) for example in (False, True) for slug in PLACES)
    return [Part(slug, example, counted[example, slug]) for example, slug in found if counted[example, slug]]
