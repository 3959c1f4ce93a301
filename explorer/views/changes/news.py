"""What a view of an earlier day or release does not know: one line, and the way to today, as HTML."""

from collections.abc import Mapping
from dataclasses import replace

from htpy import Element, Node, fragment, p

from explorer.analysis import changes
from explorer.analysis.assessment.standing import Point
from explorer.analysis.registers import counts, definitions
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.links import parameters
from explorer.links.pages import PAGES
from explorer.releases import store
from explorer.views import html


def late(view: View) -> bool:
    """Whether the release in use knows another day, or is another, than this view."""
    edition = store.edition()
    return view.as_of < edition.until or view.edition != edition or view.edition.reread


def line(page: str, view: View, used: Mapping[str, str]) -> Node:
    """Return in one line which figures of the page are newer today, with a link to them; nothing where none is.

    ``used``: everything this run of the page used, which the link keeps but for day and release.
    """
    words = view.words
    reread = p(".news-line")[words("news.reread")] if view.edition.reread else None
    newer = _figures(page, view, used)
    if not newer:
        return reread
    edition = store.edition()
    today = dict(view.kept) | dict(used) | {"as_of": edition.until.isoformat(), "release": edition.id}
    where = parameters.to(PAGES[page].path, today)
    said = words("news.line", day=words.day(view.as_of), newer=newer)
    ways = (html.anchor(where, words("news.today")), html.anchor(_changes(view), words("news.changes")))
    return fragment[reread, p(".news-line")[html.joined((said, *ways))]]


def fresh(page: str, view: View, used: Mapping[str, str], in_use: str) -> Element | None:
    """Return in one line that a release came into use since this page was drawn, with the way to it; else nothing.

    ``in_use``: its id now. A page of an earlier day, or of a release its link names, stays as it is.
    """
    if in_use == view.edition.id or view.as_of < view.edition.until or "release" in dict(view.kept):
        return None
    words = view.words
    today = {name: value for name, value in (dict(view.kept) | dict(used)).items() if name not in ("release", "as_of")}
    where = parameters.to(PAGES[page].path, today)
    return p(".news-line.fresh", role="status")[
        words("news.fresh", release=in_use), " ", html.anchor(where, words("news.show"))
    ]


def _changes(view: View) -> str:
    """Return the address of the page that lists what has changed since."""
    edition = store.edition()
    asked = view.parameters(as_of=edition.until.isoformat(), release=edition.id, since=view.as_of.isoformat())
    other = {"since_release": view.edition.id} if view.edition != edition else {}
    return parameters.to("changes", asked | other)


def _figures(page: str, view: View, used: Mapping[str, str]) -> str:
    words = view.words
    about = PAGES[page].about
    if about == "register":
        return _counted(page, view)
    goals: tuple[Goal, ...] = view.goals if about == "plan" else ()
    if about == "goal":
        goals = tuple(goal for key, goal in view.by_key.items() if key == used.get("indicator"))
    found = changes.newer(view, goals)
    if len(found) == 1 and about == "goal":
        goal, then, now = found[0]
        return _moved(goal, then, now, words)
    return words("news.goals", count=len(found), of=len(goals)) if found else _revised(view, goals)


def _revised(view: View, goals: tuple[Goal, ...]) -> str:
    """Return how much was revised where the newest values are the same: earlier figures, statuses."""
    if not goals or store.edition().until < view.as_of:
        return ""
    found = changes.between(replace(view, kept=()), _today(view))
    mine = {goal.no for goal in goals}
    figures = sum(one.goal.no in mine for one in found.figures)
    flips = sum(one.goal.no in mine for one in found.flips)
    return view.words("news.revised", figures=figures, flips=flips) if figures or flips else ""


def _today(view: View) -> View:
    """Return the same view of the release in use on its last day."""
    edition = store.edition()
    return replace(view, edition=edition, as_of=edition.until, kept=())


def _moved(goal: Goal, then: Point | None, now: Point | None, words: Words) -> str:
    """Return the newest value then and now, each with its period; another period alone is news too."""
    old, new = (
        words(
            "news.value",
            value=words.value(one.value, goal.indicator, beside=min(told.value for told in (then, now) if told)),
            period=words.at(one.on),
        )
        + words.suffix(one.evidence)
        if one
        else words("news.none")
        for one in (then, now)
    )
    return words("news.moved", then=old, now=new)


def _counted(slug: str, view: View) -> str:
    """Return what a register holds then and now."""
    words = view.words
    register, today = definitions.REGISTERS[slug], _today(view)
    if not definitions.covers(view):
        return ""
    figures = ({one.slug: one for one in counts.figures(seen, register)} for seen in (view, today))
    sides = [known.get(register.stock) for known in figures]
    if any(side is None or side.value is None for side in sides) or sides[0] == sides[1]:
        return ""
    old, new = (
        words("news.value", value=words.amount(one.value or 0.0, one.unit, one.digits), period=words.at(one.on))
        + words.suffix(one.evidence)
        for one in sides
        if one
    )
    return words("news.register", moved=words("news.moved", then=old, now=new))
