"""Judging any figures: what somebody types is judged as if the goal year were still ahead."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from explorer.analysis.assessment import methods, readings
from explorer.analysis.assessment.methods import Judgement
from explorer.analysis.assessment.readings import Way
from explorer.core.errors import Trouble
from explorer.views import derivation
from explorer.web.api import documents

NEEDED = ("baseline", "baseline_year", "latest", "latest_year", "goal", "goal_year")
ASKED = (*NEEDED, "direction")
PARAMETERS = (*NEEDED, "direction", "limit", "lang")
DIRECTIONS: Mapping[str, methods.Direction] = {"up": 1, "down": -1}


def assess(query: Mapping[str, str]) -> dict[str, Any]:
    """Return status, ratio, score, growth rates and the other readings of the figures given.

    Raises Trouble for what is missing, unknown, not a finite number, or cannot be a way: equal years, a year out of
    order, figures of opposite signs, a limit that a figure lies beyond.
    """
    documents.known(query, PARAMETERS)
    base, base_year, latest, latest_year, goal, goal_year = (number(query, name, ASKED) for name in NEEDED)
    direction = DIRECTIONS.get(query.get("direction", ""))
    if direction is None:
        raise Trouble("unknown_value", name="direction", asked=query.get("direction", ""), allowed="up, down")
    if latest_year <= base_year or goal_year <= base_year:
        raise Trouble("years_out_of_order")
    if base * latest < 0 or base * goal < 0:
        raise Trouble("opposite_signs")
    limit = number(query, "limit", ASKED) if "limit" in query else None
    if limit is not None and limit < max(base, latest, goal):
        raise Trouble("values_beyond_limit", limit=query["limit"][:40])
    limits = None if limit is None else (min(0.0, base, latest, goal), limit)
    way = Way(base, base_year, latest, latest_year, goal, goal_year, direction, limits)
    try:
        found = methods.judge(base, base_year, latest, latest_year, goal, goal_year, direction, limit=limit)
        document = _document(way, found)
    except (ValueError, OverflowError, ZeroDivisionError) as fault:
        raise Trouble("beyond_arithmetic") from fault
    if not finite(document):
        raise Trouble("beyond_arithmetic")
    return document


def _document(way: Way, found: Judgement) -> dict[str, Any]:
    """Return the fields of a plan's working (see derivation.document) that plain numbers have, under the same names."""
    others = readings.other_readings(way)
    share = (way.latest - way.base) / (way.goal - way.base) if way.leads else None
    needed = _needed(way.latest, way.latest_year, way.goal, way.goal_year)
    return {
        "status": found.status,
        "example": False,
        "rule": found.rule,
        "ratio": found.ratio,
        "score": found.score,
        "required_growth": found.required_growth,
        "achieved_growth": found.achieved_growth,
        "needed_growth": None if way.met else needed,
        "achieved_share": share,
        "elapsed_share": min((way.latest_year - way.base_year) / (way.goal_year - way.base_year), 1.0),
        "margin": way.direction * (way.latest - way.goal),
        "trend": derivation.trend(way.direction * (way.latest - way.base)),
        "other_readings": derivation.readings(others),
        "methods_agree": readings.agree(found.status, others),
    }


def finite(value: object) -> bool:
    """Whether every number of a document is finite: JSON knows no other."""
    if isinstance(value, dict):
        return all(finite(one) for one in value.values())
    return not isinstance(value, float) or math.isfinite(value)


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
