"""The draft of the next plan as elements of its page: every target with its proposals, and one of them in full."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from htpy import Node, b, details, div, h1, li, p, pre, small, summary, ul

from explorer.analysis.outlook import ambition, consistency, levels, projection, proposals, target_warnings
from explorer.analysis.outlook.ambition import Ambition
from explorer.analysis.outlook.proposals import Proposal, Table
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.core.language import SIMULATED_SIGN
from explorer.links import drafts, parameters
from explorer.links.drafts import Draft
from explorer.views import html, proposed
from explorer.views.draft import choices, plan_file
from explorer.views.html import Column

WIDEST = 1.5  # of the bar of a required over a recent pace
OFFERED = (*levels.LEVELS, "national_goal")
COLUMNS = ("number", "name", "latest", *levels.LEVELS, "national", "chosen", "rho", "word")


def head(view: View, draft: Draft) -> str:
    """Return how far the draft is, that it stands in the link alone, and links that choose one level for all."""
    words, named = view.words, {one.indicator for one in draft.targets}
    left = sum(goal.indicator.slug not in named for goal in view.goals)
    made_up = any(_table(view, goal, draft).seen.simulated for goal in view.goals)
    begun = (html.anchor(_to(view, whole), words(f"proposal.{level}")) for level, whole in _begun(view, draft))
    shown = div(".headline")[
        h1[words("draft.answer", first=draft.first, last=draft.last, count=len(named), left=left)],
        p(".subtitle")[words("draft.how")],
        html.simulation_notice(view, "draft") if made_up else None,
        p[words("draft.begin"), " ", html.joined(begun), " ", _empty(view)],
    ]
    return html.finished(shown)


def nowhere(view: View) -> str:
    """Return what to choose first where a plan's goals are of several areas: a draft is one area's."""
    words = view.words
    return html.finished(div(".headline")[h1[words("menu.draft")], p(".subtitle")[words("draft.one_area")]])


def _empty(view: View) -> Node:
    return html.anchor(parameters.to("draft", view.parameters()), view.words("draft.empty"))


def _begun(view: View, draft: Draft) -> Iterator[tuple[str, Draft]]:
    """Yield the draft with every target at one level, where it has that level; the others as they are."""
    for level in levels.LEVELS:
        whole = draft
        for goal in view.goals:
            value = next((value for name, value in _table(view, goal, draft).levels.items() if name == level), None)
            whole = whole if value is None else choices.chosen(whole, goal.indicator.slug, value)
        yield level, whole


def _table(view: View, goal: Goal, draft: Draft) -> Table:
    return proposals.table(replace(view, kept=()), goal.no, draft.first, draft.last)


def _to(view: View, draft: Draft, target: str = "") -> str:
    """Return the address of the page with a draft, and with one of its targets chosen."""
    more = {"draft": drafts.written(draft)} | ({"target": target} if target else {})
    return parameters.to("draft", view.parameters(**more))


def targets(view: View, draft: Draft) -> str:
    """Return the table of targets: what is known, three levels and the nation's goal to choose from, the choice."""
    words = view.words
    names: dict[str, str] = {level: words(f"proposal.{level}") for level in levels.LEVELS}
    columns = [Column(names.get(name) or words(f"draft.{name}")) for name in COLUMNS]
    rows = [_row(view, goal, draft) for goal in view.goals]
    return html.finished(div(".ledger")[html.grid(columns, rows)])


def _row(view: View, goal: Goal, draft: Draft) -> list[Node]:
    """Return a target's cells; every value that rests on simulated ones bears their sign."""
    words, table, slug = view.words, _table(view, goal, draft), goal.indicator.slug
    start, value = table.seen.start, value_of(draft, slug)
    found: dict[str, Proposal] = {one.level or one.basis: one for one in table.proposals}
    asks = None if value is None else _asked(table, value)
    simulated = table.seen.simulated
    return [
        str(goal.no),
        html.anchor(_to(view, draft, slug), words.of(goal.indicator.title)),
        "–" if start is None else [words.value(start[1], goal.indicator), _sign(simulated=simulated)],
        *([_offered(view, draft, goal, found.get(name)), _marked(found.get(name), table)] for name in OFFERED),
        "–" if value is None else b[words.value(value, goal.indicator)],
        _scale(asks.rho if asks else None, view, simulated=simulated),
        words(f"proposed_ambition.{asks.word}") if asks and asks.word else "–",
    ]


def _marked(one: Proposal | None, table: Table) -> str:
    """Return the sign of a proposal that was worked out from simulated values; what others promised is none."""
    return _sign(simulated=one is not None and one.basis != "national_goal" and table.seen.simulated)


def _sign(*, simulated: bool) -> str:
    return f" {SIMULATED_SIGN}" if simulated else ""


def _scale(rho: float | None, view: View, *, simulated: bool) -> Node:
    """Return a required over the recent pace as a number and a bar, on one scale for the whole draft."""
    return div(".register")[html.bar(rho, WIDEST, view.words, simulated=simulated, digits=2)]


def _offered(view: View, draft: Draft, goal: Goal, one: Proposal | None) -> Node:
    """Return a proposal's value as the link that chooses it."""
    if one is None:
        return "–"
    slug = goal.indicator.slug
    where = _to(view, choices.chosen(draft, slug, one.value), slug)
    return html.anchor(where, view.words.value(one.value, goal.indicator))


def value_of(draft: Draft, slug: str) -> float | None:
    """Return the value chosen of an indicator; None where none is."""
    return next((one.value for one in draft.targets if one.indicator == slug), None)


def _asked(table: Table, value: float) -> Ambition | None:
    seen = table.seen
    if seen.start is None:
        return None
    return ambition.ambition(seen.whole, value, seen.goal.year, seen.manner.limits, seen.goal.direction, seen.start)


def one_target(view: View, goal: Goal, draft: Draft) -> str:
    """Return every proposal for one target with where it comes from, and what is to be said of the choice."""
    words, table = view.words, _table(view, goal, draft)
    columns = [Column(words(f"draft.{name}")) for name in ("basis", "value", "yearly", "rho", "word", "chance")]
    rows = [_proposal(view, draft, goal, table, one) for one in table.proposals]
    why = table.why and p(".note")[words("draft.why", why=words(f"doubt.{table.why}"))]
    return html.finished(
        div(".ledger")[html.heading(words("draft.proposals")), why, html.grid(columns, rows), _said(view, goal, draft)]
    )


def _proposal(view: View, draft: Draft, goal: Goal, table: Table, one: Proposal) -> list[Node]:
    words, asks = view.words, one.ambition
    known, apart = table.seen.simulated, bool(one.of and one.of.simulated)
    return [
        [proposed.basis(one, words), words.suffix("simulated" if apart and not known else None)],
        _offered(view, draft, goal, one),
        "–" if asks.step is None else words.pace(asks.step, goal.indicator, growing=False),
        _scale(asks.rho, view, simulated=known or apart),
        words(f"proposed_ambition.{asks.word}") if asks.word else "–",
        "–" if one.chance is None else words(f"chance.{projection.chance_word(one.chance)}"),
    ]


def _said(view: View, goal: Goal, draft: Draft) -> Node:
    """Return what earlier promises that asked as much came to, and what is odd about the value chosen."""
    words, slug = view.words, goal.indicator.slug
    value, table = value_of(draft, slug), _table(view, goal, draft)
    if value is None:
        return p(".note")[words("draft.nothing")]
    below, above = consistency.bounds(slug, {one.indicator: one.value for one in draft.targets})
    reviewed = any(one.review for one in draft.targets if one.indicator == slug)
    aim = proposals.aim(view, table.seen, draft.first, value)
    found = target_warnings.warnings(replace(aim, below=below, above=above, reviewed=reviewed))
    asks = _asked(table, value)
    said = [li[proposed.caution(one, goal.indicator, words)] for one in found]
    return [
        html.heading(words("draft.warnings")),
        p(".note")[proposed.fared(asks.word, words)] if asks and asks.word else None,
        ul[said] if said else p(".note")[words("draft.sound")],
    ]


def file(view: View, draft: Draft) -> str:
    """Return the draft as a plan file to copy, and how long its link is; nothing while nothing is chosen."""
    if not draft.targets:
        return ""
    words, count = view.words, len(drafts.written(draft))
    text = plan_file.toml(draft, dt.date(draft.first, 1, 1))
    shown = details[summary[words("draft.file")], pre(tabindex="0")[text]]
    return html.finished(div[p[small[words("draft.link", count=count, most=drafts.LONGEST)]], shown])
