"""Which targets are furthest from where they should be: by verdict, beside the goal of the whole, or as last known."""

from collections.abc import Iterable, Sequence

from explorer.core.status import GOOD, JUDGED, Status
from explorer.views.target_row import TargetRow

# Nothing is judged, though a value may be known.
OPEN = frozenset({Status.NOT_PUBLISHED, Status.NO_BASELINE, Status.CANNOT_ASSESS})


def furthest(shown: Sequence[TargetRow], most: int) -> tuple[list[tuple[TargetRow, float]], int]:
    """Return the targets furthest from where they should be, and how many judged as short could not be ranked.

    The rule: of the targets that are judged and whose value is short of the goal, the share of the way from baseline
    to goal that is still missing (1 - achieved), the greatest first; in the plan's order where shares are equal. A way
    gone backwards is more than the whole of it. What real values decide stands before every example, so that no
    invented gap pushes a real one out. Targets without a judgement (not published, no baseline) have no place in this
    order, and what is short but has no known way is counted apart.
    """
    judged = [row for row in shown if row.status.slug in JUDGED and row.status.slug not in GOOD]
    short = [row for row in judged if row.margin is None or row.margin < 0]
    ways = [(row, missing(row)) for row in short if row.achieved]
    ranked = sorted(ways, key=lambda one: (one[0].status.example, -one[1], one[0].no))
    return ranked[:most], len(short) - len(ways)


def missing(row: TargetRow) -> float:
    """Return the share of the way that is missing; where no way is known, the distance as a share of the goal."""
    if row.achieved:
        return 1 - row.achieved.number
    return row.facing.worse or 0.0


def awaited(shown: Iterable[TargetRow], most: int) -> list[TargetRow]:
    """Return the targets that cannot be judged and whose latest value is short of the goal, the furthest first."""
    return _worst((row for row in shown if row.status.slug in OPEN), most)


def below(shown: Iterable[TargetRow], most: int) -> list[TargetRow]:
    """Return what has no goal of its own and is below that of the whole, the furthest first by its share of it."""
    return _worst((row for row in shown if row.status.slug == Status.NO_GOAL), most)


def _worst(rows: Iterable[TargetRow], most: int) -> list[TargetRow]:
    found = [row for row in rows if row.facing.worse is not None and row.facing.worse > 0]
    return sorted(found, key=lambda row: (-(row.facing.worse or 0.0), row.no))[:most]
