"""What a target's values come from and what happened meanwhile: short titles, the full citation behind each."""

from collections.abc import Iterator, Mapping

import htpy as h
import polars as pl

from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.core.texts import shortened
from explorer.views import html, phrases
from explorer.views.target import rivals

SHORT, BESIDE = 60, 32  # letters of a title that is seen at once: on a line of its own, and behind an event


def events(view: View, goal: Goal, *, opened: bool = False) -> h.Element | None:
    """Return what happened meanwhile, folded, each by its number in the chart, with day and source; None if nothing."""
    rows = list(view.events(goal).iter_rows(named=True))
    if not rows:
        return None
    words = view.words
    return h.details(".events", open=opened)[
        h.summary[words("target.events", count=len(rows))],
        h.ul[
            (
                h.li[
                    words(
                        "target.event",
                        number=number,
                        day=words.day(row["happened_on"]),
                        title=row[f"title_{words.named}"],
                    ),
                    " ",
                    h.small[_cited(row["source"], view)],
                ]
                for number, row in enumerate(rows, start=1)
            )
        ],
    ]


def sources(view: View, goal: Goal, *, opened: bool = False) -> str:
    """Return the sources of the values shown as HTML, each folded unless ``opened``; then what they disagree on."""
    words, observed = view.words, view.observed(goal)
    cells = pl.concat([observed["source"], view.undetermined(goal)["source"]])
    named = dict.fromkeys(
        [*(one for cell in cells.unique(maintain_order=True) for one in cell.split(";")), goal.source]
    )
    quarrels = list(rivals.conflicts(view, goal))
    return html.finished(
        h.div(".sources")[
            html.heading(words("target.sources")),
            h.ul[(h.li[_folded(source, view, opened=opened)] for source in named)],
            [html.heading(words("target.conflicts")), h.ul[(h.li[one] for one in quarrels)]] if quarrels else None,
        ]
    )


def _folded(source: str, view: View, *, opened: bool) -> h.Node:
    """Return a source by its short title, the full citation folded behind it."""
    title, full = _said(source, view)
    if not full:
        return title
    if opened:
        return list(full)
    return h.details[h.summary[shortened(title, SHORT)], h.p[list(full)]]


def _cited(source: str, view: View) -> h.Element:
    """Return a source by its short title, the full citation seen when the pointer rests on it."""
    title, full = _said(source, view)
    row = phrases.sources(view.edition, view.language).get(source, {})
    said = "".join(str(part) for part in full if isinstance(part, str))
    if row.get("url") and row.get("reached") == "original":
        return html.anchor(str(row["url"]), shortened(title, BESIDE), title=f"{title} {said}")
    return h.span(title=f"{title} {said}")[shortened(title, BESIDE)]


def _said(source: str, view: View) -> tuple[str, tuple[h.Node, ...]]:
    """Return a source's title and its full citation, linked where the original was seen; none of what is our own."""
    words = view.words
    if source in ("simulation", "register"):
        return words(f"target.source_{source}"), ()
    row = phrases.sources(view.edition, view.language).get(source)
    if row is None:
        return source, ()
    return str(row["title"]), tuple(_citation(row, view))


def _citation(row: Mapping[str, str | None], view: View) -> Iterator[h.Node]:
    words, title = view.words, str(row["title"])
    yield html.anchor(str(row["url"]), title) if row["url"] and row["reached"] == "original" else title
    yield words(
        "target.source_line",
        publisher=str(row["publisher"] or ""),
        day=row["published_on"] or words("common.day_unknown"),
        reached="" if row["reached"] == "original" else words("target.source_repost"),
    )
