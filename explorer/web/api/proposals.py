"""What could be promised next of an indicator, as a plain document: the table that the drafting rules give."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from explorer.analysis.outlook import ambition, past_promises, promises, target_warnings
from explorer.analysis.outlook import proposals as outlook_proposals
from explorer.analysis.outlook.ambition import Ambition
from explorer.analysis.outlook.proposals import Proposal, Table
from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.core.errors import Trouble
from explorer.core.goals import Goal
from explorer.links import parsing
from explorer.releases.store import Edition
from explorer.views import proposed
from explorer.web.api import documents
from explorer.web.api.assess import number

OF_THE_VALUE = ("value", "baseline", "at_least", "at_most", "cities", "review")
PARAMETERS = (*documents.PARAMETERS, "plan", "start", "end", *OF_THE_VALUE)
LENGTH = 5  # years, the rhythm of the plans


def document(slug: str, query: Mapping[str, str], edition: Edition) -> dict[str, Any]:
    """Return the proposals for one indicator in an area, and what is to be said of a ``value`` of one's own.

    Raises Trouble for what is not known.
    """
    documents.known(query, PARAMETERS)
    view, goal = _promised(slug, query, edition)
    ends = promises.goal_years(view, goal)
    usual = promises.NEXT_PLAN if promises.NEXT_PLAN in ends else ends[-1]
    end = int(parsing.one_of("end", query.get("end", str(usual)), tuple(map(str, ends))))
    starts = tuple(map(str, range(view.as_of.year - LENGTH, end + 1)))
    start = int(parsing.one_of("start", query.get("start", str(end - LENGTH + 1)), starts))
    table = outlook_proposals.table(view, goal.no, start, end)
    seen, given = table.seen, {name: number(query, name, (name,)) for name in OF_THE_VALUE if name in query}
    return {
        "release": edition.id,
        "indicator": slug,
        "plan": goal.plan,
        "area": view.area_of(goal),
        "unit": goal.indicator.unit.zh,
        "start": start,
        "end": end,
        "latest": {"time": seen.start[0], "value": seen.start[1]} if seen.start else None,
        "rests_on_simulation": seen.simulated,
        "why_no_levels": table.why,
        "proposals": [_proposal(view, table, one) for one in table.proposals],
        "chosen": chosen(view, table, start, given["value"], given) if "value" in given else None,
    }


def _promised(slug: str, query: Mapping[str, str], edition: Edition) -> tuple[View, Goal]:
    """Return the first goal of the indicator in the plan and area asked for, in its view."""
    if slug not in catalogue.indicators():
        raise Trouble("unknown_indicator", asked=slug, allowed=parsing.listed(catalogue.indicators()))
    plan = query.get("plan")
    own = documents.plan_named(plan).area if plan is not None else None
    mine = ({"area": own} if own else {}) | {name: query[name] for name in documents.PARAMETERS if name in query}
    found = [one for one in documents.promised(slug, mine, edition) if plan in (None, one[1].plan)]
    if not found:
        goals = (goal for plan in catalogue.plans().values() for goal in plan.goals if goal.indicator.slug == slug)
        allowed = ", ".join(f"{goal.plan}/{goal.area}" for goal in goals)
        raise Trouble("no_goal_promised", asked=slug, area=query.get("area", "–"), allowed=allowed or "–")
    return found[0]


def _proposal(view: View, table: Table, one: Proposal) -> dict[str, Any]:
    won, count = past_promises.won(one.level, table.seen.kind) if one.level else (None, None)
    return {
        "basis": one.basis,
        "sentence": proposed.basis(one, view.words),
        "level": one.level,
        "value": one.value,
        **_asks(view, one.ambition),
        "probability": one.chance,
        "example": table.seen.simulated or bool(one.of and one.of.simulated),
        "nearer_than_promise": {"won": won, "of": count} if one.level else None,
        "path": [{"year": year, "value": value} for year, value in one.path],
        "from": asdict(one.of) if one.of else None,
    }


def _asks(view: View, asks: Ambition) -> dict[str, Any]:
    beaten, count = past_promises.fared(asks.word) if asks.word else (None, None)
    return {
        "required_growth": asks.growth,
        "required_step": asks.step,
        "rho": asks.rho,
        "ambition": asks.word,
        "fared": {"beaten": beaten, "of": count, "sentence": proposed.fared(asks.word, view.words)}
        if asks.word
        else None,
    }


def chosen(view: View, table: Table, start: int, value: float, given: Mapping[str, float]) -> dict[str, Any]:
    """Return how much a value of one's own asks, where it lies, and the warnings it earns.

    ``given``: what is known of it besides, by the names of OF_THE_VALUE.
    """
    seen = table.seen
    aim = outlook_proposals.aim(view, seen, start, value)
    aim = replace(
        aim,
        baseline=(start - 1, given["baseline"]) if "baseline" in given else aim.baseline,
        below=given.get("at_least"),
        above=given.get("at_most"),
        parts=given.get("cities"),
        reviewed=bool(given.get("review")),
    )
    asks = Ambition(None, None, None, None)
    if seen.start:
        asks = ambition.ambition(aim.series, value, aim.year, aim.limits, aim.direction, seen.start)
    low, high = table.levels.get("conservative"), table.levels.get("ambitious")
    place = None if low is None or high is None else ambition.place(value, low, high)
    found = target_warnings.warnings(aim)
    indicator, words = seen.goal.indicator, view.words
    cautions = [{"key": one.name, "sentence": proposed.caution(one, indicator, words), **one.said} for one in found]
    return {"value": value, **_asks(view, asks), "place": place, "warnings": cautions}
