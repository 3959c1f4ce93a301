"""The HTML that several pages share: marks, bars, tables, links. Every text in it is escaped."""

from collections.abc import Iterable, Sequence
from html import escape

import htpy as h
import polars as pl

from explorer.analysis.view import EVERYWHERE, View
from explorer.core.catalogue import Goal
from explorer.core.language import Words
from explorer.links import parameters
from explorer.views import phrases, target_row
from explorer.views.phrases import StatusSign

PRINTED = 60  # rows of a table: who needs all of them takes the file


def mark(evidence: str, words: Words) -> str:
    """Return an evidence's sign and word as HTML."""
    return f'<small class="mark">{escape(phrases.evidence_mark(evidence, words))}</small>'


def bar(value: float | None, most: float, words: Words, *, simulated: bool, digits: int = 0) -> str:
    """Return a number with a bar of its share of the greatest; hatched where it rests on simulated values."""
    if value is None:
        return "–"
    width = min(abs(value) / most, 1) * 100 if most else 0
    kind = " simulated" if simulated else ""
    return (
        f'<span class="amount">{words.number(value, digits)}</span>'
        f'<span class="track{kind}"><span class="fill" style="width: {width:.0f}%"></span></span>'
    )


def wrapped(table: str) -> str:
    """Return a table in a frame of its own that scrolls where the page is narrower."""
    return f'<div class="wide">{table}</div>'


def simulation_notice(view: View, page: str, **more: str) -> str:
    """Return as HTML that simulated values are shown, and the link to ``page`` with published ones only."""
    words = view.words
    where = parameters.to(page, view.parameters(**more) | {"evidence": "published"})
    said, way = escape(words("overview.simulated_shown")), escape(words("overview.published_only"))
    return f'<p class="simulated-shown">{said}<a href="{escape(where)}" target="_self">{way}</a></p>'


def status_mark(sign: StatusSign, why: str) -> h.Element:
    """Return a status: icon, word, and the simulated mark where it rests on such values."""
    mark = h.small[sign.simulated] if sign.simulated else None
    return h.span(class_=f"status {sign.slug}", title=why)[sign.short, mark]


def printed(rows: pl.DataFrame) -> str:
    """Return a table of texts as HTML: paper cannot scroll. On a phone each cell says which column it is of."""
    names = [escape(name) for name in rows.columns]
    head = "".join(f"<th>{name}</th>" for name in names)
    lines = [[escape("" if cell is None else str(cell)) for cell in row] for row in rows.head(PRINTED).iter_rows()]
    lines += [[f"… + {rows.height - PRINTED:,}"]] if rows.height > PRINTED else []
    labelled = (
        [f'<td data-label="{name}">{cell}</td>' for name, cell in zip(names, line, strict=False)] for line in lines
    )
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in labelled)
    return f'<div class="ledger"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def link(view: View, goal: Goal, area: str | None = None) -> str:
    """Return a goal's number and title as a link to its target page."""
    where = phrases.target_of(view, goal, area)
    place = f" · {phrases.area_name(view, goal.area)}" if view.area == EVERYWHERE else ""
    return f'<a href="{escape(where)}" target="_self">{goal.no} {escape(view.words.of(goal.title) + place)}</a>'


def table(caption: str, kind: str, columns: Sequence[str], bodies: str, notes: Sequence[str] = ()) -> str:
    """Return a section: caption, sentences that go with it, and a table where it has columns."""
    top = "".join(f'<th scope="col">{column}</th>' for column in columns)
    said = "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
    rows_of_it = f"<table><thead><tr>{top}</tr></thead>{bodies}</table>" if columns else ""
    return f'<section class="ledger {kind}"><h3>{escape(caption)}</h3>{said}{rows_of_it}</section>'


def line(cells: Iterable[tuple[str, str, str]]) -> str:
    """Return a row of HTML cells, each with its class and its column's name: a phone shows the row as a card."""
    found = (f'<td class="{kind}" data-label="{escape(name)}">{cell}</td>' for kind, name, cell in cells)
    return f"<tr>{''.join(found)}</tr>"


def tally(view: View) -> h.Fragment:
    """Return how many goals have each status, and how many of those rest on simulated values."""
    mark = phrases.evidence_mark("simulated", view.words)
    return h.fragment[
        (
            h.span(class_=f"status {one.sign.slug}")[
                h.b[f"{one.sign.icon} {one.count}"],
                f" {one.sign.word} ",
                h.small[f"{mark} {one.simulated}"] if one.simulated else None,
            ]
            for one in phrases.tally(row.status for row in target_row.rows(view))
        )
    ]
