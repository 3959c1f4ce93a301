"""What is asked first of a target: its own goal while that is ahead, then the next promise, then what is left open."""

from dataclasses import dataclass
from typing import Literal

from explorer.analysis.assessment import standing
from explorer.analysis.outlook import projection
from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.core.goals import Goal

Origin = Literal["plan", "next", "again", "open"]
FURTHEST, NEXT_PLAN = 2035, 2030
LEVELS = ("level", "count", "coverage", "cut")


@dataclass(frozen=True)
class First:
    """What is asked first of a year, and where its value comes from.

    plan: the plan's own goal, its year still ahead. next: ``value``, which the plan ``by`` promises for that very
    year. again: the plan's goal was not met: when is it made good? open: it was met: how much is proposed next?
    """

    origin: Origin
    value: float | None = None
    by: str | None = None


def goal_years(view: View, goal: Goal) -> tuple[int, ...]:
    """Return the years a goal can be set for: those that end after the day looked at and after the latest value."""
    newest = view.standing(goal).newest
    known = max(standing.position(view.as_of), newest.time if newest else 0.0)
    return tuple(range(int(known + projection.DAY) + 1, FURTHEST + 1))


def usual_year(view: View, goal: Goal) -> int:
    """Return the plan's own goal year while it is ahead, then that of the next promise, or in which a plan ends."""
    years, later = goal_years(view, goal), following(view, goal)
    wanted = (goal.year, *((later.year,) if later else ()), NEXT_PLAN)
    return next((year for year in wanted if year in years), years[-1])


def first(view: View, goal: Goal, year: int) -> First:
    """Return what is asked first of ``year``; never again the very goal that is met already."""
    if goal.year in goal_years(view, goal):
        return First("plan")
    later = following(view, goal)
    if later and later.year == year:
        return First("next", later.value, later.plan)
    return First("open" if _met(view, goal) else "again")


def following(view: View, goal: Goal) -> Goal | None:
    """Return the next promise of the same for the area looked at: ahead, and known on the day looked at."""
    area, years = view.area_of(goal), goal_years(view, goal)
    ahead = (
        one
        for plan in catalogue.plans().values()
        for one in plan.goals
        if one.indicator.slug == goal.indicator.slug
        and one.area == area
        and one.kind in ("level", "coverage")
        and one.year in years
        and one.known_on <= view.as_of
        and (one.plan, one.no) != (goal.plan, goal.no)
    )
    return min(ahead, key=lambda one: one.year, default=None)


def _met(view: View, goal: Goal) -> bool:
    """Whether the latest value meets a level that was promised; a growth or a mean is no level that could stay met."""
    stands = view.standing(goal)
    if view.before_plan or goal.kind not in LEVELS or stands.target is None or stands.newest is None:
        return False
    return goal.direction * (stands.newest.value - stands.target) >= 0
