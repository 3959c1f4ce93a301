"""What the office decided about the release in use, as elements of the publish page and as words of its history."""

from htpy import Element, div, li, p, ul

from explorer.core.language import Words
from explorer.links import parameters
from explorer.pipeline.publish import audit_log
from explorer.pipeline.publish import said as publish_said
from explorer.pipeline.publish.audit_log import Entry
from explorer.pipeline.publish.prepared import Prepared
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
    return words("publish.and").join(publish_said.decided(_before(entry), _decided(entry), words))


def decided(prepared: Prepared, words: Words) -> Element:
    """Return what is to be decided, and what is not final of a year that is to be closed by it."""
    told = words("publish.and").join(publish_said.decided(*prepared.decided, words))
    first, *goals = publish_said.unsettled(prepared.unsettled, words) or [""]
    lines = [p(".said")[words("decision.to_decide", what=told)]]
    lines += [p[first], ul[(li[one] for one in goals)]] if goals else []
    return div(".headline")[lines]


def _before(entry: Entry) -> Decisions:
    lines = [one for one in audit_log.entries() if one.action != "prune"]
    place = next((place for place, one in enumerate(lines) if one.no == entry.no), 0)
    return _decided(lines[place - 1]) if place else USUAL


def _decided(entry: Entry) -> Decisions:
    try:
        return releases_decisions.read(entry.decided)
    except (TypeError, ValueError):
        return USUAL
