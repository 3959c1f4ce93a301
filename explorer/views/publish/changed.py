"""The list of everything that publishing would change, figure by figure, as it is looked at, printed and signed."""

from collections.abc import Sequence

from htpy import Element, Fragment, Node, br, div, fragment, li, p, small, span, strong, ul

from explorer.analysis.view import View
from explorer.core import catalogue, clock
from explorer.core.language import Words
from explorer.links import parameters
from explorer.pipeline.publish import changed, said
from explorer.pipeline.publish.changed import Changed, Side
from explorer.pipeline.publish.corrections import Correction
from explorer.pipeline.publish.prepared import Prepared
from explorer.pipeline.publish.restated import Restated
from explorer.views import html, phrases

MOST = 300  # figures on the page; the workbook has them all
SIGNED = ("signed_by", "signed_on", "signature")


def figures(prepared: Prepared, view: View, by: str = "") -> Fragment:
    """Return the list: what is still asked, goals that flip, figures, and a line to sign, which only paper shows.

    ``by``: who brings it.
    """
    words, everything = view.words, prepared.changed
    # What is invented and steps aside is counted; nobody looks through thousands of rows of it.
    listed = [one for one in everything if one.flips or one.reason not in changed.ASIDE]
    aside, flips = len(everything) - len(listed), len(prepared.flips)
    told = said.closed(everything, words)
    told.append(words("publish.flips", count=flips) if flips else words("publish.no_flip"))
    if aside:
        told.append(words("publish.stepped_aside", count=words.number(aside)))
    if not listed:
        return fragment[_sentences(*told)]
    if len(listed) > MOST:
        told.append(words("publish.figures_more", shown=MOST, count=words.number(len(listed) - MOST)))
    names = ("goal", "period", "then", "now", "status", "why")
    columns = [html.Column(words(f"publish.{name}"), f"{name}-cell", {}) for name in names]
    kinds = ("flips" if one.flips else "doubted" if one.doubt else None for one in listed)
    table = html.grid(columns, [_line(one, view) for one in listed[:MOST]], kinds)
    caption = words("publish.figures", count=words.number(len(listed)))
    return fragment[
        _about(prepared, by, words),
        questions(changed.doubted(listed), words),
        html.section(caption, "figures-list flipping", table, notes=told),
        _to_sign(words),
    ]


def questions(doubted: Sequence[Changed], words: Words) -> Element | None:
    """Return what somebody should look at before it is published; nothing where nothing is asked."""
    if not doubted:
        return None
    lines = [
        li[strong[words.of(said.goal(one).title)], f" · {said.area(one.area, words)} · ", said.question(one, words)]
        for one in doubted[:MOST]
    ]
    return div(".asked")[p[words("changed.questions", count=len(doubted))], ul[lines]]


def corrections(needed: Sequence[Correction], words: Words) -> Element | None:
    """Return which published figures would be corrected, so that a reason is needed; nothing where none would."""
    if not needed:
        return None
    lines = [li[said.corrected(one, words)] for one in needed[:MOST]]
    return div(".asked")[p[words("publish.reason_needed", count=len(needed))], ul[lines]]


def restated(otherwise: Sequence[Restated], words: Words) -> Element | None:
    """Return what stands otherwise by today's rules than in a release that was built before them."""
    if not otherwise:
        return None
    lines = [li[said.restated(one, words)] for one in otherwise[:MOST]]
    return div(".asked.restated")[p[words("command.restated", count=len(otherwise))], ul[lines]]


def _sentences(*told: str) -> Element:
    return div(".headline")[[p[one] for one in told]]


def _line(one: Changed, view: View) -> list[Node]:
    words = view.words
    return [
        _where(one, view),
        span[said.period(one, words)],
        _side(one, one.then, words),
        _side(one, one.now, words),
        _verdict(one, words),
        span[said.reason(one, words), _asked(one, words)],
    ]


def _where(one: Changed, view: View) -> Element:
    """Return the goal as a link to its page, below it what was promised, in which plan and where."""
    words, plan, goal = view.words, catalogue.plans()[one.plan], said.goal(one)
    own = {"area": one.area} if plan.area not in (None, one.area) else {}
    where = parameters.to("target", view.parameters(plan=one.plan, indicator=one.indicator, **own))
    place = words("publish.flip_in", plan=words.of(plan.short), area=said.area(one.area, words))
    about = f"{place} · {words.promise(goal)}" if one.flips else place
    return span[html.anchor(where, f"{one.no} {words.of(goal.indicator.title)}"), br, small[about]]


def _side(one: Changed, side: Side, words: Words) -> Element:
    mark = small(".mark")[said.evidence(side, words)] if side.evidence else small(".mark")
    return span[span(".value")[said.value(one, side, words)], " ", mark]


def _verdict(one: Changed, words: Words) -> Node:
    """Return the status that stays, or both where it flips."""
    sides = [one.then, one.now] if one.flips else [one.now]
    signs = [phrases.status(side.status, words, example=side.example) for side in sides if side.status]
    return span[html.joined((span(class_=f"status {sign.kind}")[sign.short] for sign in signs), " → ")]


def _asked(one: Changed, words: Words) -> Node:
    return small(".doubt")[said.question(one, words)] if one.doubt else None


def _about(prepared: Prepared, by: str, words: Words) -> Element:
    """Return what the list is of, for paper: releases, day, files, who brings it."""
    files = words("common.list").join(one.file for one in prepared.imports if one.id in prepared.brought)
    told = {
        "releases": words("signing.releases", then=prepared.base or said.NOTHING, now=prepared.release),
        "made_on": words.day(clock.today()),
        "files": files,
        "by": by or said.NOTHING,
    }
    names = {"releases": "release", **{name: name for name in ("made_on", "files", "by")}}
    lines = [p[small[words(f"signing.{names[name]}")], " ", text] for name, text in told.items()]
    return div(".for-paper")[p(".title")[words("signing.title")], lines]


def _to_sign(words: Words) -> Element:
    return div(".for-paper.to-sign")[[span[words(f"signing.{name}")] for name in SIGNED]]
