"""A draft of the next plan as a plain document: begun from a level, or opened from the text that a link carries."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from explorer.analysis.outlook import consistency, promises
from explorer.analysis.outlook import levels as outlook_levels
from explorer.analysis.outlook import proposals as outlook_proposals
from explorer.analysis.view import View
from explorer.core import catalogue, language
from explorer.core.errors import Trouble
from explorer.core.goals import Goal
from explorer.core.profile import profile
from explorer.links import drafts, parsing
from explorer.links.drafts import Draft, Target
from explorer.releases import store
from explorer.releases.store import Edition
from explorer.views.draft import choices, plan_file
from explorer.web.api import documents
from explorer.web.api import proposals as api_proposals

CARRIED = ("as_of", "evidence", "lang", "release")
BEGIN = (*CARRIED, "plan", "start", "end", "ambition", "draft")
OPEN = (*CARRIED, "draft")


def document(query: Mapping[str, str], edition: Edition) -> dict[str, Any]:
    """Return a draft with its text for a link, each target with what is to be said of it, and its plan file.

    Without ``draft`` one is begun: every target of a plan at one of the three levels, where it has that level. Raises
    Trouble for what is not known or cannot be read.
    """
    documents.known(query, OPEN if "draft" in query else BEGIN)
    found, without = (_opened(query["draft"], edition), []) if "draft" in query else _begun(query, edition)
    values = {one.indicator: one.value for one in found.targets}
    carried = {name: query[name] for name in CARRIED if name in query} | {"area": found.area}
    return {
        "release": edition.id,
        "draft": drafts.written(found),
        "title": found.title,
        "area": found.area,
        "start": found.first,
        "end": found.last,
        "targets": [_target(found, one, values, carried, edition) for one in found.targets],
        "without_level": without,
        "plan_file": plan_file.toml(found, dt.date(found.first, 1, 1)),
    }


def _opened(text: str, edition: Edition) -> Draft:
    """Return the draft of a link. Raises Trouble where it cannot be read or names what is not known."""
    found = choices.opened(text)
    parsing.one_of("area", found.area, tuple(store.areas(edition)))
    return found


def _begun(query: Mapping[str, str], edition: Edition) -> tuple[Draft, list[dict[str, Any]]]:
    """Return a draft of every target of a plan at one level, and the targets that have none with the reason."""
    asked = query.get("plan", profile().plan)
    plan = documents.plan_named(asked)
    if plan.area is None:
        raise Trouble("unknown_value", name="plan", asked=asked, allowed=parsing.listed(_of_one_area()))
    level = parsing.one_of("ambition", query.get("ambition", "base"), outlook_levels.LEVELS)
    carried = {name: query[name] for name in CARRIED if name in query} | {"area": plan.area}
    view, _ = documents.promised(plan.goals[0].indicator.slug, carried, edition)[0]
    view = replace(view, plan_slug=plan.slug)
    first, last = _years(query, view)
    targets, without = [], []
    for goal in view.goals:
        table = outlook_proposals.table(view, goal.no, first, last)
        value = next((value for name, value in table.levels.items() if name == level), None)
        if value is None:
            without.append({"indicator": goal.indicator.slug, "why": table.why, "levels": list(table.levels)})
        else:
            targets.append(Target(goal.indicator.slug, value, department="".join(goal.departments[:1])))
    title = language.words(view.language)("draft.titled", area=_named(plan.area, view), first=first, last=last)
    return Draft(title, plan.area, first, last, tuple(targets)), without


def _of_one_area() -> list[str]:
    return [slug for slug, plan in catalogue.plans().items() if plan.area]


def _named(area: str, view: View) -> str:
    return store.areas(view.edition)[area][f"name_{view.words.named}"] or area


def _years(query: Mapping[str, str], view: View) -> tuple[int, int]:
    """Return the first and last year asked for: by default five years that end with the next plan."""
    now = view.as_of.year
    ends = tuple(map(str, range(now + 1, promises.FURTHEST + 1)))
    end = int(parsing.one_of("end", query.get("end", str(max(promises.NEXT_PLAN, now + 1))), ends))
    starts = tuple(map(str, range(now - api_proposals.LENGTH, end + 1)))
    usual = str(end - api_proposals.LENGTH + 1)
    return int(parsing.one_of("start", query.get("start", usual), starts)), end


def _target(
    draft: Draft, one: Target, values: Mapping[str, float], carried: Mapping[str, str], edition: Edition
) -> dict[str, Any]:
    """Return a target as the draft has it, and what is to be said of it where its indicator is promised already."""
    told = {
        "indicator": one.indicator,
        "unit": catalogue.indicators()[one.indicator].unit.zh,
        "binding": one.binding,
        "stretch": one.stretch,
        "review": one.review,
        "department": one.department,
        "reading": one.reading,
        "note": one.note,
    }
    low, high = consistency.bounds(one.indicator, values)
    bounds = {name: value for name, value in (("at_least", low), ("at_most", high)) if value is not None}
    found = documents.promised(one.indicator, carried, edition)
    if not found or draft.last not in promises.goal_years(*found[0]):
        return told | {"value": one.value, "why_nothing_said": "not_promised" if not found else "year_past"}
    view, goal = _own(found)
    table = outlook_proposals.table(view, goal.no, draft.first, draft.last)
    return told | api_proposals.chosen(view, table, draft.first, one.value, bounds | {"review": float(one.review)})


def _own(found: list[tuple[View, Goal]]) -> tuple[View, Goal]:
    """Return the goal of the home's own plan where it is among those promised, else the first."""
    return next((one for one in found if one[1].plan == profile().plan), found[0])
