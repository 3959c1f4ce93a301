"""A goal year by year: the milestone on its path, the value observed, and the status as that year's end showed it."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from explorer.analysis.assessment import assess
from explorer.analysis.assessment.assess import Assessment
from explorer.analysis.assessment.standing import Point
from explorer.analysis.view import View
from explorer.core.goals import Goal


@dataclass(frozen=True)
class Year:
    """One year of a goal.

    ``milestone`` is where the path runs at the end of the year and ``from_simulated`` whether it was drawn from a
    simulated baseline. ``found`` is None while the year is not over (``over``) or its value is not known: an older
    year's value says nothing about this one.
    """

    year: int
    over: bool
    milestone: float | None
    from_simulated: bool
    point: Point | None
    found: Assessment | None


def span(view: View) -> range:
    """Return the years the plan's goals run through."""
    return range(min(goal.start_year for goal in view.goals), max(goal.year for goal in view.goals) + 1)


@lru_cache(maxsize=512)
def breakdown(view: View, goal: Goal) -> tuple[Year, ...]:
    """Return the years of a goal, from the first of its plan to the goal year."""
    stands = view.standing(goal)
    path, known = dict(stands.path), {point.year: point for point in stands.yearly}
    start = stands.baseline
    found = []
    for year in range(goal.start_year, goal.year + 1):
        over, point, milestone = view.as_of >= dt.date(year, 12, 31), known.get(year), path.get(year)
        # The last milestone of a level is the promise itself, whatever the path started from.
        drawn = milestone is not None and milestone != goal.value and goal.kind != "mean_flow"
        invented = drawn and start is not None and start.evidence == "simulated"
        judged = _at_the_end_of(view, goal, year) if over and point else None
        found.append(Year(year, over, milestone, invented, point, judged))
    return tuple(found)


def _at_the_end_of(view: View, goal: Goal, year: int) -> Assessment:
    """Return the status by the values up to ``year``; the goal year's own is the one shown everywhere else."""
    if year == goal.year:
        return view.assessment(goal)
    end = dt.date(year, 12, 31)
    return assess.assess(
        goal,
        view.observed(goal).filter(pl.col("period") <= end),
        view.area_of(goal),
        end,
        promised=goal.promised(view.as_of, view.evidence),
        against=view.against(goal, end),
    )
