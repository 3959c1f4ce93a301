"""What the office decided about the release in use, as elements of the publish page and as words of its history."""

from htpy import Element, div, p

from explorer.core.language import Words
from explorer.links import parameters
from explorer.pipeline.publish import audit_log
from explorer.pipeline.publish.audit_log import Entry
from explorer.releases import decisions as releases_decisions
from explorer.releases.decisions import USUAL, Decisions
from explorer.views import html


def in_force(decided: Decisions, words: Words) -> Element:
    """Return which years are closed: by whom, when, and the way to the figures as they were then."""
    told = [
        p[
            words("decision.closed", year=one.year, by=one.by, day=words.day(one.day), release=one.release),
            " ",
            html.anchor(parameters.to("", {"release": one.release, "lang": words.code}), words("decision.as_closed")),
        ]
        for one in decided.closed
    ]
    return div(".headline")[told or p[words("decision.none_closed")]]


def said(entry: Entry, words: Words) -> str:
    """Return what an entry of the log decided otherwise than the release before it."""
    now, before = _decided(entry), _before(entry)
    told = []
    if now.evidence != before.evidence:
        told.append(words("decision.evidence_is", evidence=words(f"evidence_choice.{now.evidence}")))
    if now.simulate != before.simulate:
        told.append(words(f"decision.simulation_{'on' if now.simulate else 'off'}"))
    years = {one.year for one in before.closed}, {one.year for one in now.closed}
    told += [words("decision.was_closed", year=year) for year in sorted(years[1] - years[0])]
    told += [words("decision.was_reopened", year=year) for year in sorted(years[0] - years[1])]
    return words("publish.and").join(told)


def _before(entry: Entry) -> Decisions:
    lines = [one for one in audit_log.entries() if one.action != "prune"]
    place = next((place for place, one in enumerate(lines) if one.no == entry.no), 0)
    return _decided(lines[place - 1]) if place else USUAL


def _decided(entry: Entry) -> Decisions:
    try:
        return releases_decisions.read(entry.decided)
    except (TypeError, ValueError):
        return USUAL
