"""What a visitor looks at: everything a link carries, and the readings it leads to."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache

import polars as pl

from explorer.analysis.assessment import assess
from explorer.analysis.assessment.assess import Assessment, Unstated
from explorer.analysis.assessment.standing import Point, Standing
from explorer.core import catalogue, language
from explorer.core.goals import NATION, Goal, Plan
from explorer.core.language import Words
from explorer.core.status import AWAITED, Status
from explorer.releases import reconcile, store
from explorer.releases.store import Edition

EVERYWHERE = "all"
FIRST_DAY = dt.date(2012, 1, 1)


@dataclass(frozen=True)
class View:
    """One view of one release. ``area`` is EVERYWHERE where a plan's goals name areas of their own.

    ``kept``: what links out of this view carry along besides: the release a link was made on, the agenda collected.
    ``more``: indicators looked at besides those of the plan, of which it promises nothing; no link carries them.
    """

    edition: Edition
    plan_slug: str
    area: str
    as_of: dt.date
    evidence: str
    language: str
    kept: tuple[tuple[str, str], ...] = ()
    more: tuple[str, ...] = ()

    @property
    def words(self) -> Words:
        """The words of the language looked at in."""
        return language.words(self.language)

    @property
    def plan(self) -> Plan:
        """The plan looked at, with the goals that the office gave single cities by the day and evidence looked at."""
        given = store.city_goals(self.plan_slug, self.as_of, self.evidence, self.edition)
        plan = catalogue.plans()[self.plan_slug]
        plan = _given(self.plan_slug, self.as_of, self.evidence, self.edition) if given else plan
        return _with_more(plan, self.more) if self.more else plan

    @property
    def before_plan(self) -> bool:
        """Whether nothing of the plan had been promised, as far as this view knows, on the day looked at."""
        return not any(goal.promised(self.as_of, self.evidence) for goal in self.goals)

    @property
    def known_from(self) -> dt.date:
        """The first day on which this view knows of any goal: the plan's issue, or its publication."""
        return min(goal.known_on if self.evidence == "published" else goal.issued_on for goal in self.goals)

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The plan's goals, the area's own where it has one; where they name areas of their own, those of the area."""
        plan = self.plan
        chosen = plan.area is None and self.area != EVERYWHERE
        return tuple(goal.of(self.area) or goal for goal in plan.goals if not chosen or goal.area == self.area)

    def goal(self, no: int) -> Goal:
        """Return one goal of the plan by its number: the area's own where it has one."""
        found = next(goal for goal in self.plan.goals if goal.no == no)
        return found.of(self.area) or found

    @property
    def by_key(self) -> dict[str, Goal]:
        """The goals by what the address calls them: the indicator, and the area too where others promised the same."""
        keys = [goal.indicator.slug for goal in self.goals]
        return {
            slug if keys.index(slug) == place else f"{slug}.{goal.area}": goal
            for place, (slug, goal) in enumerate(zip(keys, self.goals, strict=True))
        }

    def area_of(self, goal: Goal) -> str:
        """Return the area in which ``goal`` is looked at."""
        return goal.area if self.plan.area is None else self.area

    def observed(self, goal: Goal) -> pl.DataFrame:
        """Return what was known of the goal's indicator (see store.read)."""
        return store.read(goal.indicator, self.area_of(goal), self.as_of, self.evidence, self.edition)

    def undetermined(self, goal: Goal) -> pl.DataFrame:
        """Return the figures of the goal's indicator that the office says are not determined yet."""
        return store.undetermined(goal.indicator, self.area_of(goal), self.as_of, self.evidence, self.edition)

    def unstated(self, goal: Goal) -> pl.DataFrame:
        """Return these, and the figures that the office took back where nothing else is left."""
        return store.unstated(goal.indicator, self.area_of(goal), self.as_of, self.evidence, self.edition)

    def events(self, goal: Goal) -> pl.DataFrame:
        """Return what happened by the day looked at that explains the goal's indicator (see store.events)."""
        return store.events(goal.indicator, self.area_of(goal), self.as_of, self.edition)

    def against(self, goal: Goal, until: dt.date | None = None) -> Point | None:
        """Return the national figure that a cut is read against: the last known up to a day and the goal year."""
        if goal.against is None:
            return None
        return _figure(self.edition, goal.against, self.as_of, min(until or self.as_of, dt.date(goal.year, 12, 31)))

    def otherwise(self, goal: Goal) -> Assessment | None:
        """Return the assessment of the goal's other reading; None where its words leave one alone."""
        return _otherwise(replace(self, kept=()) if self.kept else self, goal.no)

    def standing(self, goal: Goal) -> Standing:
        """Return where the goal stands."""
        return self.assessment(goal).standing

    def assessment(self, goal: Goal) -> Assessment:
        """Return the goal's status on the day looked at, with its working."""
        return _assessment(replace(self, kept=()) if self.kept else self, goal.no)

    def parameters(self, **more: str) -> dict[str, str]:
        """Return everything a link must carry to show this view again."""
        return {
            "plan": self.plan_slug,
            "area": self.area,
            "as_of": self.as_of.isoformat(),
            "evidence": self.evidence,
            "lang": self.language,
            **dict(self.kept),
        } | more


@lru_cache(maxsize=4096)
def _assessment(view: View, no: int) -> Assessment:
    return _judged(view, next(goal for goal in view.plan.goals if goal.no == no))


@lru_cache(maxsize=1024)
def _otherwise(view: View, no: int) -> Assessment | None:
    other = next(goal for goal in view.plan.goals if goal.no == no).other
    return None if other is None else _judged(view, other)


@lru_cache(maxsize=256)
def _given(slug: str, as_of: dt.date, evidence: str, edition: Edition) -> Plan:
    """Return a plan with what the office gives single cities: the one place where the two come together."""
    plan, given = catalogue.plans()[slug], store.city_goals(slug, as_of, evidence, edition)
    return replace(plan, goals=tuple(goal.given(given.get(goal.indicator.slug, ())) for goal in plan.goals))


def _with_more(plan: Plan, slugs: tuple[str, ...]) -> Plan:
    """Return a plan with goals besides that nobody promised: they are of no area, and bind none."""
    first, like = max(goal.no for goal in plan.goals) + 1, plan.goals[0]
    known = catalogue.indicators()
    added = (
        Goal(
            plan=plan.slug,
            no=no,
            indicator=known[slug],
            title=known[slug].title,
            kind="level",
            value=0.0,
            unit=known[slug].unit,
            area="",
            baseline_year=None,
            baseline_value=None,
            start_year=like.start_year,
            year=plan.year,
            chapter=None,
            departments=(),
            clause=None,
            source=plan.source,
            issued_on=like.issued_on,
            known_on=like.known_on,
            bound="at_least" if known[slug].direction > 0 else "at_most",
        )
        for no, slug in enumerate(slugs, start=first)
    )
    return replace(plan, goals=(*plan.goals, *added))


def _judged(view: View, goal: Goal) -> Assessment:
    found = assess.assess(
        goal,
        view.observed(goal),
        view.area_of(goal),
        view.as_of,
        promised=goal.promised(view.as_of, view.evidence),
        against=view.against(goal),
    )
    return replace(found, unstated=_unstated(view, found)) if found.status in AWAITED else found


def _unstated(view: View, found: Assessment) -> Unstated | None:
    """Return what the office says of the figure that is awaited: the goal year's, or the last where none is known."""
    rows = view.unstated(found.goal).filter(pl.col("period").dt.year() <= found.goal.year).sort("period").tail(1)
    for period, state, note in rows.select("period", "state", "note").iter_rows():
        if found.status == Status.NO_VALUE or period.year == found.goal.year:
            return Unstated(state, period, note or "")
    return None


@lru_cache(maxsize=64)
def _figure(edition: Edition, measure: str, as_of: dt.date, until: dt.date) -> Point | None:
    """Return the nation's last yearly figure of a measure up to a day, by what was known."""
    rows = store.published(as_of, edition).filter(
        pl.col("measure") == measure, pl.col("area") == NATION, pl.col("frequency") == "A", pl.col("period") <= until
    )
    found = reconcile.settle(rows.with_columns(span=pl.lit("year"))).tail(1)
    return next((Point(*row) for row in found.select("period", "value", "evidence").iter_rows()), None)


def areas_of(plan: Plan, edition: Edition) -> tuple[str, ...]:
    """Return the areas a plan can be looked at in, its own first: with its cities where an indicator has them."""
    return _areas_of(plan.slug, edition)


@lru_cache(maxsize=64)
def _areas_of(slug: str, edition: Edition) -> tuple[str, ...]:
    plan = catalogue.plans()[slug]
    if plan.area is None:
        return (EVERYWHERE, *dict.fromkeys(goal.area for goal in plan.goals))
    if all(goal.indicator.level != "city" for goal in plan.goals) or plan.area == NATION:
        return (plan.area,)
    parts = (code for code, area in store.areas(edition).items() if area["parent"] == plan.area)
    return (plan.area, *(code for code in parts if store.areas(edition)[code]["level"] == "city"))
