"""The overview as one element: a row per goal, built once per view and kept. Every text in it is escaped."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import htpy as h

from explorer.analysis.view import View
from explorer.charts.sparkline import sparkline
from explorer.core import language, marks
from explorer.core.goals import Plan
from explorer.core.language import Words
from explorer.core.status import FORMERLY, Status
from explorer.views import closing, html, phrases, target_row
from explorer.views.overview import text as overview_text
from explorer.views.target_row import Section, Share, TargetRow

EVERYTHING = "everything"


def groups(plan: Plan) -> tuple[str, ...]:
    """Return the ways a plan's goals can be put in order: by chapter and department where it names them, by status."""
    ways = (("chapter", plan.chapters), ("plan", not plan.chapters), ("department", plan.departments), ("status", True))
    return tuple(name for name, found in ways if found)


def filters(plan: Plan) -> tuple[str, ...]:
    """Return what the overview can be narrowed to: everything, a status, a chapter, a department."""
    used = {slug: None for goal in plan.goals for slug in goal.departments}
    return (EVERYTHING, *Status, *plan.chapters, *used)


def filter_names(plan: Plan, words: Words) -> dict[str, str]:
    """Return what each filter is called."""
    titles = {**plan.chapters, **plan.departments}
    named = {slug: words.of(title) for slug, title in titles.items()}
    return {EVERYTHING: words("overview.everything")} | words.said("status", Status) | named


@lru_cache(maxsize=512)
def headline(view: View) -> str:
    """Return the overview's head as HTML: the plan, its state in one sentence, and whether anything is simulated."""
    words, plan = view.words, view.plan
    shown = h.div(".headline")[
        h.div(".title")[
            h.h1(title=words.of(plan.title))[words.of(plan.short)],
            h.p(".tally")[html.tally(view)],
        ],
        h.p[overview_text.sentence(view)],
        html.simulation_notice(view, "") if phrases.shows_simulation(view) else None,
        h.p[phrases.unpromised(view)] if view.before_plan else None,
        [h.p(".closed")[line] for line in closing.lines(view)],
    ]
    return html.finished(shown)


@lru_cache(maxsize=128)
def board(view: View, group: str, only: str, theme: str | None) -> str:
    """Return the overview's HTML: a section per chapter, department or status, a row per goal, each row one link."""
    found = sections(view, group, only)
    if not found:
        return html.finished(h.p(".board")[view.words("overview.none_left")])
    shown = h.div(class_=["board", "dark" if theme == "dark" else "light"])[
        (h.section[h.h3[heading], h.ol[(h.li[_row(view, row, theme)] for row in rows)]] for heading, rows in found)
    ]
    return html.finished(shown)


def sections(view: View, group: str, only: str) -> list[Section]:
    """Return each heading with its targets, in the plan's order; one of several departments stands under each."""
    return list(_sections(view, group, only))


def _sections(view: View, group: str, only: str) -> Iterator[Section]:
    words, plan = view.words, view.plan
    rows = [row for row in target_row.rows(view) if only in (EVERYTHING, *_slugs(row), _formerly(row))]
    names = {
        "plan": {},
        "chapter": {slug: words.of(title) for slug, title in plan.chapters.items()},
        "department": {slug: words.of(title) for slug, title in plan.departments.items()},
        "status": _headings(words),
    }[group]
    order = list(names)
    placed = [(order.index(slug), row.no, row) for row in rows for slug in _slugs(row, group) if slug in names]
    for place, found in groupby(sorted(placed, key=lambda one: one[:2]), key=lambda one: one[0]):
        yield Section(names[order[place]], tuple(row for _, _, row in found))
    grouped = {no for _, no, _ in placed}
    if alone := tuple(row for row in rows if row.no not in grouped):
        yield Section(words.of(plan.short), alone)


def _slugs(row: TargetRow, group: str | None = None) -> list[str]:
    """Return the slugs a target is found under: of one grouping, or of all of them."""
    found: dict[str, list[str]] = {
        "plan": [],
        "chapter": [row.goal.chapter] if row.goal.chapter else [],
        "department": list(row.goal.departments),
        "status": [row.status.slug, _place(row.status)],
    }
    if group == "status":
        return [_place(row.status)]
    return found[group] if group else [slug for slugs in found.values() for slug in slugs]


def _formerly(row: TargetRow) -> Status | None:
    """Return what an earlier link calls the status, where it has a word of its own since."""
    return FORMERLY.get(Status(row.status.slug))


def _headings(words: Words) -> dict[str, str]:
    """Return the headings of the statuses, those of examples behind the others: the two never stand together."""
    signs = (phrases.status(slug, words, example=example) for example in (False, True) for slug in Status)
    return {_place(sign): sign.word for sign in signs}


def _place(sign: phrases.StatusSign) -> str:
    return f"{sign.kind} {sign.slug}" if sign.example else sign.slug


def _row(view: View, row: TargetRow, theme: str | None) -> h.Element:
    return h.a(".row", href=row.link, target="_self")[
        h.span(".no")[row.no],
        h.span(".name")[row.title],
        html.status_mark(row.status, row.reason),
        _picture(view, row, theme),
        _newest(row),
        h.span(".goal")[row.aimed],
        _bars(row, view.words),
    ]


def _picture(view: View, row: TargetRow, theme: str | None) -> h.Renderable:
    if row.no_figure:
        return h.span(".spark.none")[row.no_figure]
    words, goal = view.words, row.goal
    picture = sparkline(view.observed(goal), row.standing, goal.year, marks.palette(theme), row.since)
    return h.img(".spark", src=picture, alt=words("overview.spark", title=words.of(goal.title)))


def _newest(row: TargetRow) -> h.Element:
    """Return the newest value up to the goal year with its period and the mark of its evidence."""
    if row.newest is None:
        return h.span(".now")["–"]
    return h.span(class_=["now", row.newest.evidence])[
        h.b[row.newest.text], h.small[f"{row.newest.period} · {row.newest.mark}"]
    ]


def _bars(row: TargetRow, words: Words) -> h.Element:
    if row.no_share:
        return h.span(".bars")[h.small[row.no_share]]
    return h.span(".bars")[
        _bar("achieved", row.achieved, words, simulated=row.simulated) if row.achieved else None,
        _bar("elapsed", row.elapsed, words) if row.elapsed else None,
    ]


def _bar(kind: str, share: Share, words: Words, *, simulated: bool = False) -> h.Element:
    """Return a bar behind its label; of what rests on simulated values the label has the sign alone, to be short."""
    sign = h.abbr(title=words("evidence.simulated"))[language.SIMULATED_SIGN]
    width = min(max(share.number, 0), 1) * 100
    return h.span(class_=["bar", kind, simulated and "simulated"])[
        h.small[f"{words(f'overview.{kind}')} {share.text}", [" ", sign] if simulated else None],
        h.span(".track")[h.span(".fill", style=f"width:{width:.0f}%")],
    ]
