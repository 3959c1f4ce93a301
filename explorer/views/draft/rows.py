"""The targets of a draft, each with what could be promised of it, what is chosen, and what is to be said of that.

They are worked out once: the page, its pictures and the papers lay them out.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from explorer.analysis.outlook import ambition, city_targets, consistency, proposals, target_warnings
from explorer.analysis.outlook.ambition import Ambition
from explorer.analysis.outlook.proposals import Proposal, Table
from explorer.analysis.outlook.target_warnings import Caution
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.links.drafts import Draft, Target


@dataclass(frozen=True, eq=False)
class Row:
    """One target that could be promised. Each is worked out once: what is made of it is kept by which one it is.

    ``target`` is None while no value is chosen; ``asks`` is what the value asks, None where nothing is known or chosen.
    ``path``: the way there, (year, value) for each year of the plan. ``chance``: of meeting the value, None where the
    record on its series does not allow one.
    """

    goal: Goal
    table: Table
    target: Target | None
    asks: Ambition | None
    cautions: tuple[Caution, ...]
    path: tuple[tuple[int, float], ...] = ()
    chance: float | None = None

    @property
    def slug(self) -> str:
        """The indicator."""
        return self.goal.indicator.slug

    @property
    def value(self) -> float | None:
        """The value chosen."""
        return self.target.value if self.target else None

    @property
    def simulated(self) -> bool:
        """Whether what it is worked out from is simulated."""
        return self.table.seen.simulated

    @property
    def offered(self) -> Mapping[str, Proposal]:
        """The proposals, the levels by their names, the others by where they come from."""
        return {one.level or one.basis: one for one in self.table.proposals}


def looked_at(view: View, draft: Draft, slug: str = "") -> View:
    """Return the view with what the draft has besides the plan's indicators, and with the one being looked at."""
    planned = {goal.indicator.slug for goal in view.goals}
    named = dict.fromkeys([*(one.indicator for one in draft.targets), *([slug] if slug else [])])
    return replace(view, more=tuple(one for one in named if one not in planned))


def rows(view: View, draft: Draft) -> tuple[Row, ...]:
    """Return every target of the view's plan, in its order, then what the view has besides (see looked_at)."""
    return _rows(replace(view, kept=()), draft)


def row(view: View, draft: Draft, slug: str) -> Row:
    """Return the target of one indicator."""
    return next(one for one in rows(view, draft) if one.slug == slug)


def chosen(view: View, draft: Draft) -> tuple[Row, ...]:
    """Return the targets of which a value is chosen."""
    return tuple(one for one in rows(view, draft) if one.target)


@lru_cache(maxsize=64)
def _rows(view: View, draft: Draft) -> tuple[Row, ...]:
    values = {one.indicator: one.value for one in draft.targets}
    targets = {one.indicator: one for one in draft.targets}
    cities = len(city_targets.cities_of(view))
    return tuple(
        _row(view, goal.no, (draft.first, draft.last), targets.get(slug), consistency.bounds(slug, values, cities))
        for goal in view.goals
        for slug in [goal.indicator.slug]
    )


@lru_cache(maxsize=1024)
def _row(
    view: View,
    no: int,
    years: tuple[int, int],
    target: Target | None,
    bounds: tuple[float | None, float | None],
) -> Row:
    """Return one target, kept: who changes one of a draft's targets leaves the others as they are."""
    goal = view.goal(no)
    found = proposals.table(view, no, *years)
    if target is None:
        return Row(goal, found, None, None, ())
    below, above = bounds
    aim = proposals.aim(view, found.seen, years[0], target.value)
    aim = replace(aim, below=below, above=above, reviewed=target.review, parts=_summed(view, goal, target))
    return Row(
        goal,
        found,
        target,
        asked(found, target.value),
        target_warnings.warnings(aim),
        proposals.way(found.seen, years[0], target.value),
        proposals.chance(found, target.value),
    )


def _summed(view: View, goal: Goal, target: Target) -> float | None:
    """Return the sum of what the cities are to reach, once each has a number and where numbers add up."""
    own = dict(target.cities)
    cities = city_targets.cities_of(view)
    if not goal.indicator.additive or not cities or not own.keys() >= set(cities):
        return None
    return math.fsum(own[city] for city in cities)


def asked(found: Table, value: float) -> Ambition | None:
    """Return what a value asks from the latest one on; None where nothing is known."""
    seen = found.seen
    if seen.start is None:
        return None
    return ambition.ambition(seen.whole, value, seen.goal.year, seen.manner.limits, seen.goal.direction, seen.start)
