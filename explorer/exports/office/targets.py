"""A view's targets in the cells of a file, and which of them are furthest from where they should be."""

from collections.abc import Sequence

from explorer.core.status import GOOD, JUDGED
from explorer.views.target_row import TargetRow


def newest(row: TargetRow) -> tuple[str, str, str]:
    """Return the value a target is judged by, its period and its evidence; empty where nothing is known."""
    return (row.newest.text, row.newest.period, row.newest.mark) if row.newest else ("", "", "")


def furthest(shown: Sequence[TargetRow], most: int) -> tuple[list[tuple[TargetRow, float]], int]:
    """Return the targets furthest from where they should be, and how many judged as short could not be ranked.

    The rule: of the targets that are judged and whose value is short of the goal, the share of the way from baseline
    to goal that is still missing (1 - achieved, as the overview's bars show it), the greatest first; in the plan's
    order where shares are equal. A way gone backwards is more than the whole of it. Targets without a judgement (not
    published, no baseline) have no place in this order, and what is short but has no known way is counted apart.
    """
    judged = [row for row in shown if row.status.slug in JUDGED and row.status.slug not in GOOD]
    short = [row for row in judged if row.margin is None or row.margin < 0]
    ways = [(row, 1 - row.achieved.number) for row in short if row.achieved]
    return sorted(ways, key=lambda one: (-one[1], one[0].no))[:most], len(short) - len(ways)
