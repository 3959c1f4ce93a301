"""The data address: plans and indicators as plain JSON documents, stable for Excel's Power Query."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from explorer.analysis import closing
from explorer.analysis.assessment.standing import CONVENTION, Point
from explorer.analysis.view import FIRST_DAY, View, areas_of
from explorer.core import catalogue, clock
from explorer.core.errors import Trouble
from explorer.core.goals import NATION, Goal, Plan, Text
from explorer.core.language import LANGUAGES
from explorer.core.profile import profile
from explorer.links import parsing
from explorer.pipeline.publish import history
from explorer.releases import store
from explorer.releases.reconcile import SAID
from explorer.releases.store import Edition
from explorer.views import derivation, explanation, reasons, target_row
from explorer.views.explanation import Differing, Explanation
from explorer.views.target import rivals

PARAMETERS = ("area", "as_of", "evidence", "lang", "release")


def plans(query: Mapping[str, str], edition: Edition) -> dict[str, Any]:
    """Return every plan: slug, titles, days, goal year, number of goals, areas it can be asked in.

    Raises Trouble for what is not known.
    """
    known(query, ("lang", "release"))
    return {
        "release": edition.id,
        "plans": [
            {
                "plan": plan.slug,
                "title": _both(plan.title),
                "issued_on": _iso(plan.issued_on),
                "known_on": _iso(plan.known_on),
                "year": plan.year,
                "goals": len(plan.goals),
                "areas": list(areas_of(plan, edition)),
            }
            for plan in catalogue.plans().values()
        ],
    }


def plan(slug: str, query: Mapping[str, str], edition: Edition) -> dict[str, Any]:
    """Return one plan's goals with baseline, path and newest observation. Raises Trouble for what is not known."""
    view = plan_view(slug, query, edition)
    return _head(view) | {
        "plan": slug,
        "title": _both(view.plan.title),
        "goals": [_goal(view, goal) for goal in view.goals],
    }


def plan_named(slug: str) -> Plan:
    """Return the plan of a slug. Raises Trouble where there is none, or where its file has a fault: that one."""
    plans = catalogue.plans()
    if slug not in plans and f"{slug}.toml" not in catalogue.left_out():
        raise Trouble("unknown_plan", asked=slug[:80], allowed=parsing.listed(plans))
    return plans[slug]


def plan_view(slug: str, query: Mapping[str, str], edition: Edition) -> View:
    """Return the view in which a plan is asked for. Raises Trouble for what is not known."""
    found = plan_named(slug)
    return _view(found, query, edition, areas_of(found, edition))


def indicator(slug: str, query: Mapping[str, str], edition: Edition) -> dict[str, Any]:
    """Return one indicator's observations in one area. Raises Trouble for what is not known."""
    found = catalogue.indicators().get(slug)
    if found is None:
        raise Trouble("unknown_indicator", asked=slug, allowed=parsing.listed(catalogue.indicators()))
    view = _view_of(slug, query, edition)
    rows = store.read(found, view.area, view.as_of, view.evidence, edition)
    unknown = store.undetermined(found, view.area, view.as_of, view.evidence, edition)
    whole, part = (rows.filter((pl.col("span") == "year_to_date") == incomplete) for incomplete in (False, True))
    return _head(view) | {
        "indicator": slug,
        "title": _both(found.title),
        "unit": found.unit.zh,
        "observations": [_observation(row) for row in whole.iter_rows(named=True)],
        "year_to_date": [_observation(row) for row in part.iter_rows(named=True)],
        "goals": [_goal(one, goal) | {"plan": goal.plan} for one, goal in _goals_of(slug, view)],
        "undetermined": [_observation(row) for row in unknown.iter_rows(named=True)],
        "conflicts": [
            {"period": _iso(row["period"])}
            | {name: _plain(value) for name, value in rival.items()}
            | {"corrected_because": rivals.corrected_because(row, rival) or None}
            for row in pl.concat([rows, unknown]).sort("period").iter_rows(named=True)
            for rival in row["rivals"]
        ],
    }


def promised(slug: str, query: Mapping[str, str], edition: Edition) -> list[tuple[View, Goal]]:
    """Return every goal promised of an indicator for the area asked for, each in its own plan's view."""
    return _goals_of(slug, _view_of(slug, query, edition))


def _view_of(slug: str, query: Mapping[str, str], edition: Edition) -> View:
    """Return the view in which an indicator is asked for: in the province's plan, else where it was promised."""
    home = catalogue.plans()[profile().plan]
    areas = tuple(store.areas(edition))
    default = home.area if home.goal(slug) and home.area else _home_area(slug)
    return _view(home, {"area": default} | dict(query), edition, areas)


def _goals_of(slug: str, view: View) -> list[tuple[View, Goal]]:
    """Return every goal promised of an indicator for the area asked for, each in its own plan's view."""
    return [
        (replace(view, plan_slug=plan.slug), goal)
        for plan in catalogue.plans().values()
        for goal in plan.goals
        if goal.indicator.slug == slug and (goal.area == view.area or view.area in areas_of(plan, view.edition))
    ]


def _home_area(slug: str) -> str:
    """Return the area of the first goal of an indicator that the province's own plan does not promise."""
    return next(
        (goal.area for found in catalogue.plans().values() for goal in found.goals if goal.indicator.slug == slug),
        NATION,
    )


def _view(found: Plan, query: Mapping[str, str], edition: Edition, areas: Sequence[str]) -> View:
    known(query, PARAMETERS)
    area = parsing.one_of("area", query.get("area", areas[0]), areas)
    evidence = parsing.one_of(
        "evidence", query.get("evidence", edition.decisions.evidence), tuple(store.EVIDENCE_SHOWN)
    )
    code = query.get("lang", LANGUAGES[0])
    return View(edition, found.slug, area, day("as_of", query, edition) or edition.until, evidence, code)


def known(query: Mapping[str, str], allowed: Sequence[str]) -> None:
    """Raise Trouble for a parameter that an address does not read, and for a language that is none of ours."""
    for name in query:
        if name not in allowed:
            raise Trouble("unknown_parameter", name=name[:80], allowed=parsing.listed(allowed))
    parsing.one_of("lang", query.get("lang", LANGUAGES[0]), LANGUAGES)


def day(name: str, query: Mapping[str, str], edition: Edition) -> dt.date | None:
    """Return the day that a parameter gives; None where it is left out. Raises Trouble for none of the release's."""
    asked = query.get(name)
    if asked is None:
        return None
    try:
        found = clock.day(asked)
    except ValueError as fault:
        raise Trouble("unknown_day", name=name, asked=asked) from fault
    if found < FIRST_DAY:
        raise Trouble("day_before", name=name, asked=asked, first=FIRST_DAY.isoformat())
    if found > edition.until:
        raise Trouble("day_beyond", name=name, asked=asked, last=edition.until.isoformat())
    return found


def released(query: Mapping[str, str], edition: Edition) -> Edition:
    """Return the release asked for; ``edition`` where none is. Raises Trouble for one that is not kept."""
    asked = query.get("release")
    if not asked:
        return edition
    found = store.kept_edition(asked)
    if found is None:
        key = "release_removed" if history.removed(asked) else "release_not_kept"
        raise Trouble(key, asked=asked[:60], used=edition.id)
    return found


def _head(view: View) -> dict[str, Any]:
    return {
        "release": view.edition.id,
        "area": view.area,
        "as_of": _iso(view.as_of),
        "evidence": view.evidence,
        "closed": [
            {"year": one.year, "by": one.by, "at": one.at, "release": one.release} for one in closing.closed(view)
        ],
    }


def _goal(view: View, goal: Goal) -> dict[str, Any]:
    row = target_row.row(view, goal)
    goal, stands = row.goal, row.standing
    return {
        "no": goal.no,
        "indicator": goal.indicator.slug,
        "title": _both(goal.title),
        "kind": goal.kind,
        "value": goal.value,
        "unit": goal.unit.zh,
        "area": row.area,
        "set_on": _iso(goal.set_on),
        "baseline": _baseline(goal, stands.baseline),
        "year": goal.year,
        "target": stands.target,
        "target_evidence": stands.target_evidence(goal),
        "path": [{"year": year, "value": value} for year, value in stands.path],
        "path_evidence": None if stands.path_evidence == CONVENTION else stands.path_evidence,
        "reached": derivation.point(stands.reached),
        "latest": derivation.point(stands.newest),
        "reading": _both(goal.reading) if goal.reading else None,
        "open_question": _both(goal.open_question) if goal.open_question else None,
        "other_reading": _other(view, goal),
        "department": "；".join(view.plan.departments[slug].zh for slug in goal.departments) or None,
        "clause": goal.clause.zh if goal.clause else None,
        "status": row.status.slug,
        "example": row.status.example,
        "reason": row.reason,
        "explanation": _explanation(row.said),
        "differing": _differing(explanation.differing(view, goal)),
        "differing_cities": {city: _differing(one) for city, one in explanation.differing_cities(view, goal).items()},
        "revised_since_closing": [
            {"year": one.closed.year, "then": one.then, "now": one.now} for one in closing.revisions(view, goal)
        ],
        "working": derivation.document(view, goal),
    }


def _explanation(said: Explanation | None) -> dict[str, Any] | None:
    """Return what the office says beside the figure that the goal is judged by."""
    if said is None:
        return None
    return {name: _plain(value) for name, value in said.given.items()}


def _differing(found: Differing | None) -> dict[str, Any] | None:
    """Return the newest figure that is another as it is stated, summed and counted."""
    return None if found is None else {"period": _iso(found.period), **found.values}


def _baseline(goal: Goal, point: Point | None) -> dict[str, Any]:
    if point is None:
        return {"year": goal.baseline_year, "value": None, "evidence": None}
    known = None if point.evidence == CONVENTION else point.evidence
    return {"year": point.year, "value": point.value, "evidence": known}


def _other(view: View, goal: Goal) -> dict[str, Any] | None:
    """Return the status in the goal's other reading, where its words leave one that can be worked out."""
    found = view.otherwise(goal)
    if found is None:
        return None
    return {"status": found.status, "example": found.example, "reason": reasons.sentence(found, view)}


def _observation(row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("period", "value", "evidence", "source", "known_on", "state", "basis", "note", *SAID)
    return {name: _plain(row[name]) for name in names}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
