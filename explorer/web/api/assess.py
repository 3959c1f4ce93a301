"""Judging any figures: what somebody types is judged as if the goal year were still ahead."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from explorer.analysis.assessment import methods
from explorer.core.errors import Trouble
from explorer.views import reasons

NEEDED = ("baseline", "baseline_year", "latest", "latest_year", "goal", "goal_year")
ASKED = (*NEEDED, "direction")
PARAMETERS = (*NEEDED, "direction", "limit", "lang")
DIRECTIONS: Mapping[str, methods.Direction] = {"up": 1, "down": -1}


def assess(query: Mapping[str, str]) -> dict[str, Any]:
    """Return status, ratio, score, growth rates and the other readings of the figures given.

    Raises Trouble for what is missing, unknown, not a finite number, or cannot be a way: equal years, a year out of
    order, figures of opposite signs.
    """
    for name in query:
        if name not in PARAMETERS:
            raise Trouble("unknown_parameter", name=name, allowed=", ".join(PARAMETERS))
    base, base_year, latest, latest_year, goal, goal_year = (number(query, name, ASKED) for name in NEEDED)
    direction = DIRECTIONS.get(query.get("direction", ""))
    if direction is None:
        raise Trouble("unknown_value", name="direction", asked=query.get("direction", ""), allowed="up, down")
    if latest_year <= base_year or goal_year <= base_year:
        raise Trouble("years_out_of_order")
    if base * latest < 0 or base * goal < 0:
        raise Trouble("opposite_signs")
    limit = number(query, "limit", ASKED) if "limit" in query else None
    try:
        found = methods.judge(base, base_year, latest, latest_year, goal, goal_year, direction, limit=limit)
    except (ValueError, OverflowError, ZeroDivisionError) as fault:
        raise Trouble("beyond_arithmetic") from fault
    return {
        "status": found.status,
        "rule": found.rule,
        "ratio": found.ratio,
        "score": found.score,
        "required_growth": found.required_growth,
        "achieved_growth": found.achieved_growth,
        "needed_growth": _needed(latest, latest_year, goal, goal_year),
        "trend": "worsening" if found.worsening else "improving" if latest != base else "unchanged",
        "other_readings": reasons.readings(found.readings),
        "methods_agree": found.agree,
    }


def number(query: Mapping[str, str], name: str, needed: Sequence[str]) -> float:
    """Return a parameter as a finite number. Raises Trouble, which names what is ``needed``, where it is none."""
    asked = query.get(name)
    if asked is None:
        raise Trouble("parameter_missing", name=name, needed=", ".join(needed))
    try:
        value = float(asked)
    except ValueError as fault:
        raise Trouble("not_a_number", name=name, asked=asked[:40]) from fault
    if not math.isfinite(value):
        raise Trouble("not_a_number", name=name, asked=asked[:40])
    return value


def _needed(latest: float, latest_year: float, goal: float, goal_year: float) -> float | None:
    """Return the yearly growth from here to the goal, where there is time and sense in one."""
    if goal_year <= latest_year or latest <= 0 or goal <= 0:
        return None
    return methods.growth(latest, latest_year, goal, goal_year)
