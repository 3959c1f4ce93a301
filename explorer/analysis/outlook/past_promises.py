"""What became of promises in this field, and what the proposals of today would have said on the day they were made.

data/promises holds them: promises.csv what was promised and what came, histories.csv the year-ends that were known when
it was issued, where two or more were. Nothing in the rules was fitted to them.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from explorer.analysis.outlook import ambition, levels
from explorer.analysis.outlook.ambition import Ambition
from explorer.analysis.outlook.forecast_methods import Kind
from explorer.analysis.outlook.levels import Level, Ruled
from explorer.analysis.outlook.projection import Series
from explorer.core import inputs, paths

KINDS: dict[str, Kind] = {
    "stock/head": "stock",
    "stock": "stock",
    "flow": "flow",
    "amount": "flow",
    "share": "share",
    "index": "share",
}
Nearer = Literal["promise", "proposal", "alike"]


@dataclass(frozen=True)
class Promise:
    """One promise that was made. ``target`` and ``came`` are those of the year ``then``, in which both are known.

    ``year``: the goal's own; before it ``target`` is a point of the path. ``history``: the year-ends known at issue.
    """

    slug: str
    kind: Kind
    goal: float
    year: int
    then: int
    target: float
    came: float
    history: Series

    @property
    def limits(self) -> tuple[float, float]:
        """What values can be at all."""
        return (0.0, 100.0 if self.kind == "share" else math.inf)

    @property
    def beaten(self) -> bool:
        """Whether more came than was promised for that year."""
        return self.came > self.target

    @property
    def asked(self) -> Ambition:
        """What the goal asked on the day it was promised."""
        return ambition.ambition(self.history, self.goal, self.year, self.limits, 1, self.history[-1])

    @property
    def levels(self) -> dict[Level, Ruled]:
        """What the three levels would have been for the year in which promise and outcome are compared."""
        return levels.ruled(self.kind, self.history, self.then, self.limits, 1, self.history[-1])

    def nearer(self, level: Level) -> Nearer:
        """Return which was nearer to what came, as a share of it: the promise or a level."""
        ours, theirs = (abs(value / self.came - 1) for value in (self.levels[level][1], self.target))
        return "alike" if math.isclose(ours, theirs) else "proposal" if ours < theirs else "promise"


@lru_cache(maxsize=1)
def promises() -> tuple[Promise, ...]:
    """Return every promise with a history at issue and an outcome, in the order of the file."""
    histories = inputs.table(paths.PROMISES / "histories.csv").partition_by("promise", as_dict=True)
    known = {slug: tuple(part.select("time", "value").iter_rows()) for (slug,), part in histories.items()}
    return tuple(
        Promise(
            row["promise"],
            KINDS[row["kind"]],
            row["goal"],
            row["goal_year"],
            row["compared_in"],
            row["promise_then"],
            row["came_then"],
            known[row["promise"]],
        )
        for row in inputs.table(paths.PROMISES / "promises.csv").iter_rows(named=True)
        if row["came_then"] is not None and row["promise"] in known
    )


def won(level: Level, kind: Kind) -> tuple[int, int]:
    """Return how often a level was nearer to what came than the promise, on series of a kind, and of how many."""
    alike = [one.nearer(level) for one in promises() if one.kind == kind]
    return alike.count("proposal"), len(alike)


def fared(word: ambition.Word) -> tuple[int, int]:
    """Return how many promises that asked so much were beaten, and how many there were."""
    alike = [one for one in promises() if one.asked.word == word]
    return sum(one.beaten for one in alike), len(alike)
