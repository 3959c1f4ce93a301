"""What a visitor looks at: everything a link carries, and the readings it leads to."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from explorer import assessment, catalogue, store
from explorer.assessment import Standing
from explorer.catalogue import Goal, Plan
from explorer.store import Edition

EVERYWHERE = "all"


@dataclass(frozen=True)
class View:
    """One view of one release. ``area`` is EVERYWHERE where a plan's goals name areas of their own."""

    edition: Edition
    plan_slug: str
    area: str
    as_of: dt.date
    evidence: str
    language: str

    @property
    def plan(self) -> Plan:
        """The plan looked at."""
        return catalogue.plans()[self.plan_slug]

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The plan's goals; where they name areas of their own and one area is chosen, those of that area."""
        chosen = self.plan.area is None and self.area != EVERYWHERE
        return tuple(goal for goal in self.plan.goals if not chosen or goal.area == self.area)

    def area_of(self, goal: Goal) -> str:
        """Return the area in which ``goal`` is looked at."""
        return goal.area if self.plan.area is None else self.area

    def observed(self, goal: Goal) -> pl.DataFrame:
        """Return what was known of the goal's indicator (see store.read)."""
        return store.read(goal.indicator, self.area_of(goal), self.as_of, self.evidence, self.edition)

    def standing(self, goal: Goal) -> Standing:
        """Return where the goal stands."""
        return _standing(self, goal.no)

    def parameters(self, **more: str) -> dict[str, str]:
        """Return everything a link must carry to show this view again."""
        return {
            "plan": self.plan_slug,
            "area": self.area,
            "as_of": self.as_of.isoformat(),
            "evidence": self.evidence,
            "lang": self.language,
        } | more


@lru_cache(maxsize=2048)
def _standing(view: View, no: int) -> Standing:
    goal = next(goal for goal in view.plan.goals if goal.no == no)
    return assessment.standing(goal, view.observed(goal), view.area_of(goal))


def areas_of(plan: Plan, edition: Edition) -> tuple[str, ...]:
    """Return the areas a plan can be looked at in, its own first: with its cities where an indicator has them."""
    return _areas_of(plan.slug, edition)


@lru_cache(maxsize=64)
def _areas_of(slug: str, edition: Edition) -> tuple[str, ...]:
    plan = catalogue.plans()[slug]
    if plan.area is None:
        return (EVERYWHERE, *dict.fromkeys(goal.area for goal in plan.goals))
    if all(goal.indicator.level != "city" for goal in plan.goals) or plan.area == "100000":
        return (plan.area,)
    parts = (code for code, area in store.areas(edition).items() if area["parent"] == plan.area)
    return (plan.area, *(code for code in parts if store.areas(edition)[code]["level"] == "city"))
