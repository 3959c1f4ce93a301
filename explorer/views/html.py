"""The HTML that several pages share: marks, bars, tables, links. It is built by htpy, which escapes every text."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from types import MappingProxyType
from typing import NamedTuple

import htpy
import polars as pl
from htpy import Attribute, BaseElement, Element, Fragment, Node, fragment, p, small, span, td
from markupsafe import Markup, escape

from explorer.analysis.view import EVERYWHERE, View
from explorer.core import texts
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.links import parameters
from explorer.views import phrases, target_row
from explorer.views.phrases import StatusSign

NOTHING = "–"
PRINTED = 60  # rows of a table: who needs all of them takes the file


class Column(NamedTuple):
    """A column of a table: its name, the class of its cells, the attributes of its heading."""

    name: str
    kind: str | None = None
    top: Mapping[str, str] = MappingProxyType({"scope": "col"})


def mark(evidence: str, words: Words) -> Element:
    """Return an evidence's sign and word."""
    return small(".mark")[phrases.evidence_mark(evidence, words)]


def bar(value: float | None, most: float, words: Words, *, simulated: bool, digits: int = 0) -> Node:
    """Return a number with a bar of its share of the greatest; hatched where it rests on simulated values."""
    if value is None:
        return NOTHING
    width = min(abs(value) / most, 1) * 100 if most else 0
    track = span(class_=["track", simulated and "simulated"])[span(".fill", style=f"width: {width:.0f}%")]
    return [span(".amount")[words.number(value, digits)], track]


def anchor(where: str, text: Node, target: str = "_self", **more: Attribute) -> Element:
    """Return a link to an address; ``more``: its other attributes."""
    return htpy.a(href=where, target=target, **more)[text]


def joined(parts: Iterable[Node], between: Node = " ") -> Markup:
    """Return the parts with ``between`` them, finished: many small parts are drawn several times as fast so."""
    return escape(between).join(map(finished, parts))


def finished(part: Node) -> Markup:
    """Return a part as it is sent: it can be kept, and put into others without being escaped again."""
    if isinstance(part, list | tuple):
        return joined(part, "")
    return escape(part if isinstance(part, str | BaseElement) else fragment[part])


def title(text: str) -> Element:
    """Return what a page is about, in its one heading of the first order."""
    return htpy.h1[text]


def heading(text: str) -> Element:
    """Return the heading of a part of a page."""
    return htpy.h3[text]


def caption(text: str) -> Element:
    """Return a sentence that goes with what stands beside it."""
    return p(".caption")[text]


def beside(*parts: Node) -> Element:
    """Return parts of a page in one row."""
    return htpy.div(".beside")[parts]


def stylesheet(css: str) -> Element:
    """Return rules of our own as they are, for nothing in a style is escaped; a text in them cannot close it."""
    return htpy.style[Markup(css.replace("</", r"<\/"))]  # noqa: S704


def linked_data(document: Mapping[str, object]) -> Element:
    """Return a document that machines read in a page (JSON-LD); no text in it can close it or begin a tag."""
    text = json.dumps(document, ensure_ascii=False).replace("<", r"\u003c")
    return htpy.script(type="application/ld+json")[Markup(text)]  # noqa: S704


def simulation_notice(view: View, page: str, **more: str) -> Element:
    """Return that simulated values are shown, and the link to ``page`` with the best evidence there is.

    That is the office's own beside the published where it has brought anything, else the published alone.
    """
    words, best = view.words, "office" if view.edition.brought else "published"
    where = parameters.to(page, view.parameters(**more) | {"evidence": best})
    return p(".simulated-shown")[words("overview.simulated_shown"), anchor(where, words(f"overview.{best}_only"))]


def status_mark(sign: StatusSign, why: str) -> Element:
    """Return a status: icon and word; an example has no colour of a verdict."""
    return span(class_=f"status {sign.kind}", title=why)[sign.short]


def link(view: View, goal: Goal, area: str | None = None) -> Element:
    """Return a goal's number and title as a link to its target page."""
    place = f" · {phrases.area_name(view, goal.area)}" if view.area == EVERYWHERE else ""
    return anchor(phrases.target_of(view, goal, area), f"{goal.no} {view.words.of(goal.title)}{place}")


def printed(rows: pl.DataFrame, most: int = PRINTED) -> Element:
    """Return a table of texts, its first ``most`` rows: paper cannot scroll."""
    lines = [["" if cell is None else str(cell) for cell in row] for row in rows.head(most).iter_rows()]
    more = [[f"… + {rows.height - most:,}"]] if rows.height > most else []
    return htpy.div(".ledger")[grid([Column(name, top={}) for name in rows.columns], lines + more)]


def section(caption: str | None, kind: str, *content: Node, notes: Iterable[str] = ()) -> Element:
    """Return a part of a page with its caption, the sentences that go with it, and what it holds."""
    top = None if caption is None else htpy.h3[caption]
    return htpy.section(class_=f"ledger {kind}")[top, [p(".note")[note] for note in notes], content]


def grid(
    columns: Sequence[Column], rows: Iterable[Sequence[Node]], kinds: Iterable[str | None] = repeat(None)
) -> Element:
    """Return a table; a row may end before the last column. ``kinds``: the rows' classes."""
    return table(columns, lines(columns, rows, kinds))


def table(columns: Sequence[Column], finished_lines: Node) -> Element:
    """Return a table of rows that are finished (see lines)."""
    return _table(columns, [htpy.tbody[finished_lines]])


def grouped(columns: Sequence[Column], groups: Iterable[tuple[Node, Iterable[Sequence[Node]]]]) -> Element:
    """Return a table of several groups of rows, each under its heading."""
    across = htpy.th(colspan=len(columns))
    tops = htpy.tr(".group")
    return _table(columns, [htpy.tbody[tops[across[heading]], lines(columns, rows)] for heading, rows in groups])


def _table(columns: Sequence[Column], bodies: Iterable[Element]) -> Element:
    top = joined((htpy.th(column.top)[texts.capitalised(column.name)] for column in columns), "")
    return htpy.table[joined([htpy.thead[htpy.tr[top]], *bodies], "")]


def lines(
    columns: Sequence[Column], rows: Iterable[Sequence[Node]], kinds: Iterable[str | None] = repeat(None)
) -> Markup:
    """Return rows; each cell says which column it is of, for a phone shows a row as a card."""
    named = [(column.kind, texts.capitalised(column.name)) for column in columns]
    full = [td(class_=kind, data_label=name) for kind, name in named]
    bare = [td(class_=f"{kind or ''} none".strip(), data_label=name) for kind, name in named]
    found = (
        htpy.tr(class_=kind)[
            joined(
                (
                    (empty if text == NOTHING else cell)[text]
                    for cell, empty, text in zip(full, bare, map(finished, row), strict=False)
                ),
                "",
            )
        ]
        for row, kind in zip(rows, kinds, strict=False)
    )
    return joined(found, "")


def tally(view: View) -> Fragment:
    """Return how many goals have each status, examples behind what is judged by real values."""
    real, examples = phrases.counts((row.status for row in target_row.rows(view)), view.words)
    return fragment[
        [
            span(class_=f"status {one.sign.kind}")[htpy.b[f"{one.sign.icon} {one.count}"], f" {one.sign.word} "]
            for one in real
        ],
        span(".status.example")[examples] if examples else None,
    ]
