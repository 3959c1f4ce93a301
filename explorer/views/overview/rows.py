"""A row per target as HTML: every text in it is escaped; a row is one link, 44 pixels high where there is room."""

from collections.abc import Iterable
from functools import lru_cache

import htpy as h

from explorer.analysis.view import View
from explorer.charts.sparkline import sparkline
from explorer.core import language, marks
from explorer.core.language import Words
from explorer.views import html
from explorer.views.facing import Facing
from explorer.views.overview import sections
from explorer.views.target_row import TargetRow

FULL = 1.25  # value ÷ goal at the right end of a bullet bar, so that the goal's tick always stands at one place


@lru_cache(maxsize=128)
def board(view: View, group: str, only: str, theme: str | None) -> str:
    """Return the overview's rows: a section per status, chapter or department, a row per goal, each row one link."""
    found = sections.sections(view, group, only)
    if not found:
        return html.finished(h.p(".board")[view.words("overview.none_left")])
    newest = [row.newest for _, rows in found for row in rows if row.newest]
    mixed = len({one.evidence == "simulated" for one in newest}) > 1
    kinds = ["board", "dark" if theme == "dark" else "light", not view.plan.departments and "unowned"]
    shown = h.div(class_=kinds)[
        (
            h.section[
                h.h2[heading, " ", h.small[str(len(rows))]],
                h.ol[(h.li[_row(view, row, theme, mixed=mixed)] for row in rows)],
            ]
            for heading, rows in found
        )
    ]
    return html.finished(shown)


def _row(view: View, row: TargetRow, theme: str | None, *, mixed: bool) -> h.Element:
    return h.a(".row", href=row.link, target="_self")[
        sign(row),
        h.span(".no")[str(row.no)],
        h.span(".name", title=row.title)[row.title],
        h.span(".value", title=row.facing.text)[row.facing.text, beside(row, view.words, mixed=mixed)],
        distance(row),
        bullet(row.facing, simulated=row.simulated),
        _picture(view, row, theme),
        h.span(".who", title=row.departments)[owners(view, row)] if view.plan.departments else None,
    ]


def sign(row: TargetRow) -> h.Element:
    """Return the icon of a status; its word is heard, and seen with the reason when the pointer rests on it."""
    return h.span(class_=f"status {row.status.kind}", title=f"{row.status.told} · {row.reason}")[
        h.span(aria_hidden="true")[row.status.icon], h.span(".heard")[row.status.beside or row.status.told]
    ]


def distance(row: TargetRow) -> h.Element:
    """Return how far a value is from its goal, in the colour of its status; an example has none."""
    return h.span(class_=f"distance status {row.status.kind}")[row.facing.distance]


def beside(row: TargetRow, words: Words, *, mixed: bool) -> h.Node:
    """Return the period of a value that is not the goal year's; its sign where simulated ones stand among others."""
    newest, reached = row.newest, row.standing.reached
    if newest is None or reached is None:
        return None
    late = reached.year != row.goal.year or not reached.closes_year
    simulated = mixed and newest.evidence == "simulated"
    mark = h.abbr(title=words("evidence.simulated"))[language.SIMULATED_SIGN] if simulated else None
    said = [newest.period, " ", mark] if late else mark
    return [" ", h.small[said]] if said else None


def bullet(facing: Facing, *, simulated: bool) -> h.Element:
    """Return a bar of the value as a share of the goal, whose tick stands at the same place in every row."""
    if facing.share is None:
        return h.span(".bullet.none", aria_hidden="true")
    width = min(max(facing.share, 0), FULL) / FULL * 100
    return h.span(class_=["bullet", simulated and "simulated"], aria_hidden="true")[
        h.span(".fill", style=f"width:{width:.0f}%"), h.span(".tick", style=f"left:{100 / FULL:.0f}%")
    ]


def owners(view: View, row: TargetRow) -> str:
    """Return who answers for a target, by name alone."""
    names = (view.words.of(view.plan.departments[slug]) for slug in row.goal.departments)
    return view.words("common.list").join(names)


def _picture(view: View, row: TargetRow, theme: str | None) -> h.Renderable:
    if row.no_figure:
        return h.span(".spark.none")
    words, goal = view.words, row.goal
    picture = sparkline(view.observed(goal), row.standing, goal.year, marks.palette(theme), row.since)
    return h.img(".spark", src=picture, alt=words("overview.spark", title=words.of(goal.title)))


def plain(rows: Iterable[TargetRow]) -> bool:
    """Whether no row is judged by real values: then what is listed of them are examples."""
    return not any(row.status.evidence and not row.status.example for row in rows)
