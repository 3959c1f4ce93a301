"""Closed years: who declared their figures settled and when, and which of them have another value since."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import polars as pl

from explorer.analysis.view import View
from explorer.core.errors import Trouble
from explorer.core.goals import Goal, Plan
from explorer.core.profile import profile
from explorer.releases import precedence, store
from explorer.releases.decisions import Closed
from explorer.releases.store import Edition

SETTLED = "office"  # what is closed are published and the office's own figures; an invented value is never settled


State = Literal["preliminary", "undetermined", "unknown"]


@dataclass(frozen=True)
class Unsettled:
    """A goal of whose figure of a year the office says that it is preliminary or not determined yet, or has none."""

    plan: str
    no: int
    year: int
    state: State


@dataclass(frozen=True)
class Revision:
    """A year's figure that was another when the year was closed; None where there was or is none."""

    closed: Closed
    then: float | None
    now: float | None


def closed(view: View) -> tuple[Closed, ...]:
    """Return the closings known in a view of the home's plan, by year; none where only published values are shown.

    A view of the past knows those made by its day; one of the release's last day knows them all.
    """
    plan = view.plan
    if view.evidence == "published" or plan.area != profile().home:
        return ()
    told = (one for one in view.edition.decisions.closed if one.year in years(plan))
    return tuple(one for one in told if view.as_of == view.edition.until or one.day <= view.as_of)


def years(plan: Plan) -> range:
    """Return the years that a plan has figures of: from its first base year to its end."""
    return range(min(goal.baseline_year or goal.start_year for goal in plan.goals), plan.year + 1)


def unsettled(view: View, year: int) -> tuple[Unsettled, ...]:
    """Return the goals whose figure of a year is not final, in the plan's order; an invented value is none."""
    if view.plan.area != profile().home or year not in years(view.plan):
        return ()
    found = []
    for goal in view.goals:
        if goal.baseline_year and year < goal.baseline_year:
            continue
        state = _state(replace(view, kept=(), evidence=SETTLED), goal, year)
        found += [Unsettled(view.plan_slug, goal.no, year, state)] if state else []
    return tuple(found)


def _state(view: View, goal: Goal, year: int) -> State | None:
    at = pl.col("period") == dt.date(year, 12, 31)
    for row in view.observed(goal).filter(at).iter_rows(named=True):
        return "preliminary" if row["evidence"] == "office" and row["state"] == "preliminary" else None
    return "unknown" if view.undetermined(goal).filter(at).is_empty() else "undetermined"


def held_then(one: Closed) -> Edition | None:
    """Return the release that held the figures when a year was closed; None where it is not there whole any more."""
    try:
        return store.kept_edition(one.release)
    except Trouble:
        return None


def revisions(view: View, goal: Goal) -> tuple[Revision, ...]:
    """Return the goal's figures of closed years that have another value since, the earliest year first."""
    return _revisions(replace(view, kept=(), language="zh"), goal.no) if closed(view) else ()


@lru_cache(maxsize=1024)
def _revisions(view: View, no: int) -> tuple[Revision, ...]:
    goal, found = view.goal(no), []
    for one in closed(view):
        before = held_then(one)
        if before is None:
            continue
        then = _figure(replace(view, edition=before, as_of=before.until, evidence=SETTLED), goal, one.year)
        now = _figure(replace(view, evidence=SETTLED), goal, one.year)
        if not precedence.same(then, now):
            found.append(Revision(one, then, now))
    return tuple(found)


def _figure(view: View, goal: Goal, year: int) -> float | None:
    rows = view.observed(goal).filter(pl.col("period") == dt.date(year, 12, 31))["value"]
    return float(rows[0]) if rows.len() else None
