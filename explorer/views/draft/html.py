"""The draft of the next plan as elements of its page: every target with its proposals, and one of them in full."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import htpy
from htpy import Node, b, button, details, div, form, h1, label, li, p, pre, small, span, summary, ul

from explorer.analysis.outlook import levels, projection
from explorer.analysis.outlook.proposals import Proposal
from explorer.analysis.view import View
from explorer.core import texts
from explorer.core.goals import Goal
from explorer.links import drafts, parameters, parsing
from explorer.links.drafts import Draft, Target
from explorer.views import html, proposed
from explorer.views.draft import coherence, plan_file, text
from explorer.views.draft import rows as draft_rows
from explorer.views.draft.rows import Row
from explorer.views.html import Column

FEWEST = 2  # targets that can be checked against one another
WIDEST = 1.5  # of the bar of a required over a recent pace
OFFERED = (*levels.LEVELS, "national_goal")
HERE = "_-_the-draft_-_"  # stands for the draft in what is kept of the page; no text of ours has it
PAPERS = {"note": "draft.docx", "sheet": "draft.xlsx", "slides": "draft.pptx", "plan": "draft/plan.toml"}
COLUMNS = ("number", "name", "latest", *levels.LEVELS, "national", "chosen", "rho", "word")


def head(view: View, draft: Draft) -> str:
    """Return how far the draft is, that it stands in the link alone, and links that choose one level for all."""
    words = view.words
    made_up = any(row.simulated for row in draft_rows.rows(view, draft))
    names: dict[str, str] = {level: texts.capitalised(words(f"proposal.{level}")) for level in levels.LEVELS}
    begun = (html.anchor(_to(view, _written(whole)), names[level]) for level, whole in _begun(view, draft))
    shown = div(".headline")[
        h1[text.tally(view, draft)],
        p(".subtitle")[words("draft.how")],
        html.simulation_notice(view, "draft") if made_up else None,
        p[text.sentence(view, draft)] if draft.targets else None,
        p[words("draft.begin"), " ", html.joined(begun, " · "), " · ", _empty(view)],
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
    known = {one.indicator: one for one in draft.targets}
    for level in levels.LEVELS:
        values = ((row.slug, row.table.levels.get(level)) for row in draft_rows.rows(view, draft))
        whole = known | {
            slug: replace(known[slug], value=value) if slug in known else Target(slug, value)
            for slug, value in values
            if value is not None
        }
        yield level, replace(draft, targets=tuple(whole.values()))


def _to(view: View, text: str, **more: str) -> str:
    """Return the address of the page with a draft as its link carries it, and what else is said."""
    said = {"draft": text} | more if text else more
    return parameters.to("draft", view.parameters(**said))


def _written(draft: Draft) -> str:
    return drafts.written(draft) if draft.targets else ""


def targets(view: View, draft: Draft) -> str:
    """Return the table of targets: what is known, three levels and the nation's goal to choose from, the choice."""
    written = _written(draft)
    lines = (_line(view, row, HERE if written else "") for row in draft_rows.rows(view, draft))
    table = html.table(_columns(view), html.joined(lines, "").replace(HERE, written))
    return html.finished(div(".ledger.proposed")[table])


def _columns(view: View) -> list[Column]:
    words = view.words
    names: dict[str, str] = {level: words(f"proposal.{level}") for level in levels.LEVELS}
    return [Column(names.get(name) or words(f"draft.{name}"), name) for name in COLUMNS]


@lru_cache(maxsize=1024)
def _line(view: View, row: Row, written: str) -> Node:
    """Return a target's row, kept: in all of them but the one that is changed, the draft's own text alone is new.

    Every value that rests on simulated ones bears their sign.
    """
    words, start, offered, asks = view.words, row.table.seen.start, row.offered, row.asks
    cells: list[Node] = [
        str(row.goal.no),
        html.anchor(_to(view, written, target=row.slug), words.of(row.goal.indicator.title)),
        "–" if start is None else [text.value(row, start[1], words), text.sign(simulated=row.simulated)],
        *(_offer(view, written, row, offered.get(name)) for name in OFFERED),
        "–" if row.value is None else b[text.value(row, row.value, words)],
        _scale(asks.rho if asks else None, view, simulated=row.simulated),
        words(f"proposed_ambition.{asks.word}") if asks and asks.word else "–",
    ]
    return html.lines(_columns(view), [cells])


def _offer(view: View, written: str, row: Row, one: Proposal | None) -> Node:
    """Return a level to choose, with its sign where it was worked out from simulated values: no other's promise is."""
    if one is None:
        return html.NOTHING
    made_up = one.basis != "national_goal" and row.simulated
    return span[_offered(view, written, row.goal, one), text.sign(simulated=made_up)]


def _scale(rho: float | None, view: View, *, simulated: bool) -> Node:
    """Return a required over the recent pace as a number and a bar, on one scale for the whole draft."""
    if rho is None:
        return html.NOTHING
    return div(".register")[html.bar(rho, WIDEST, view.words, simulated=simulated, digits=2)]


def _offered(view: View, written: str, goal: Goal, one: Proposal) -> Node:
    """Return a proposal's value as the link that chooses it: the draft as it is, and the value beside it."""
    where = _to(view, written, target=goal.indicator.slug, own=parsing.number(one.value))
    return html.anchor(where, view.words.value(one.value, goal.indicator))


def one_target(view: View, slug: str, draft: Draft) -> str:
    """Return every proposal for one target with where it comes from, and what is to be said of the choice."""
    row, written = draft_rows.row(view, draft, slug), _written(draft)
    unchosen = draft_rows.row(view, replace(draft, title="", targets=()), slug)
    offers = html.finished(_offers(view, unchosen, HERE if written else "")).replace(HERE, written)
    return html.finished(div(".ledger")[offers, _said(view, row)])


@lru_cache(maxsize=256)
def _offers(view: View, row: Row, written: str) -> Node:
    """Return the table of proposals for one target, kept: it does not depend on what is chosen, its links alone do."""
    words = view.words
    columns = [Column(words(f"draft.{name}")) for name in ("basis", "value", "yearly", "rho", "word", "chance")]
    shown = [_proposal(view, written, row, one) for one in row.table.proposals]
    why = row.table.why and p(".note")[words("draft.why", why=words(f"doubt.{row.table.why}"))]
    return html.joined([html.heading(words("draft.proposals")), why, html.grid(columns, shown)], "")


def _proposal(view: View, written: str, row: Row, one: Proposal) -> list[Node]:
    words, asks = view.words, one.ambition
    known, apart = row.simulated, bool(one.of and one.of.simulated)
    return [
        [proposed.basis(one, words), words.suffix("simulated" if apart and not known else None)],
        _offered(view, written, row.goal, one),
        "–" if asks.step is None else words.pace(asks.step, row.goal.indicator, growing=False),
        _scale(asks.rho, view, simulated=known or apart),
        words(f"proposed_ambition.{asks.word}") if asks.word else "–",
        "–" if one.chance is None else words(f"chance.{projection.chance_word(one.chance)}"),
    ]


def _said(view: View, row: Row) -> Node:
    """Return what earlier promises that asked as much came to, and what is odd about the value chosen."""
    words, asks = view.words, row.asks
    if row.target is None:
        return p(".note")[words("draft.nothing")]
    said = [li[one] for one in text.risks(row, words)]
    return [
        html.heading(words("draft.warnings")),
        p(".note")[proposed.fared(asks.word, words)] if asks and asks.word else None,
        ul[said] if said else p(".note")[words("draft.sound")],
    ]


def together(view: View, draft: Draft) -> str:
    """Return what is to be said of the targets together, once there are two."""
    if len(draft.targets) < FEWEST:
        return ""
    shown = draft_rows.chosen(view, draft)
    said = [*coherence.sentences(view, draft), *coherence.together(view, shown)]
    return html.finished(div[html.heading(view.words("paper.coherence")), ul[(li[one] for one in said)]])


def bring(view: View, draft: Draft) -> str:
    """Return the form that takes a plan file and leads to the page with its draft; a bad one leads back to this one."""
    words, written = view.words, _written(draft)
    hidden = (  # a form's field must not be called as a property of its element is (lang): browsers are kept from it
        htpy.input(type="hidden", name=f"with_{name}", value=value)
        for name, value in (view.parameters() | ({"draft": written} if written else {})).items()
        if name != "release"
    )
    taken = htpy.input(type="file", name="file", accept=".toml", required=True)
    return html.finished(
        form(".choices", action="frame/draft", method="post", enctype="multipart/form-data")[
            hidden, label(".choice")[span[words("draft.bring")], taken], button(type="submit")[words("draft.open")]
        ]
    )


def file(view: View, draft: Draft) -> str:
    """Return the draft's papers with the plan file, and how long its link is; nothing while nothing is chosen."""
    if not draft.targets:
        return ""
    words, count = view.words, len(drafts.written(draft))
    text = plan_file.toml(draft, dt.date(draft.first, 1, 1))
    link = view.parameters(draft=drafts.written(draft))
    papers = (
        li[html.anchor(parameters.to(f"file/{name}", link), words(f"draft_paper.{said}"), target="_blank")]
        for said, name in PAPERS.items()
    )
    shown = details[summary[words("draft.file")], pre(tabindex="0")[text]]
    length = p[small[words("draft.link", count=count, most=drafts.LONGEST)]]
    return html.finished(div[html.heading(words("draft.papers")), ul[papers], length, shown])


def called(view: View, draft: Draft, slug: str) -> str:
    """Return the number and title of the target being chosen."""
    row = draft_rows.row(view, draft, slug)
    return f"{row.goal.no} {view.words.of(row.goal.indicator.title)}"
