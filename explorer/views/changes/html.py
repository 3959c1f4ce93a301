"""What changed between two views as elements of the page."""

from collections.abc import Iterator
from functools import lru_cache

import htpy
from htpy import Element, Node, b, div, h1, h4, p, small

from explorer.analysis import changes
from explorer.analysis.changes import ALL, Figure, Flip, Kind, Known
from explorer.analysis.view import FIRST_DAY, View
from explorer.core.goals import Goal
from explorer.links import parameters
from explorer.views import html, phrases, target_row
from explorer.views.changes import text as changes_text

FEW_ENOUGH_TO_OPEN = 1


@lru_cache(maxsize=64)
def head(then: View, now: View, what: str) -> str:
    """Return the page's head: what it is, of which two days, how much changed, and what to know before reading."""
    found = changes.between(then, now)
    head = div(".headline")[
        h1[changes_text.answer(then, now)],
        p(".subtitle")[changes_text.subtitle(then, now)],
        found.any and p[changes_text.sentence(then, now)],
        (p[note] for note in _notes(then, now)),
        found.simulated and html.simulation_notice(now, "changes", **changes_text.asked(then, what)),
    ]
    return html.finished(head)


def _notes(then: View, now: View) -> Iterator[str]:
    words = then.words
    if now.before_plan:
        yield phrases.unpromised(now)
    elif then.before_plan:
        yield words("changes.before_plan", plan=words.of(now.plan.short), issued=words.day(now.known_from))


@lru_cache(maxsize=64)
def nothing(then: View, now: View, what: str) -> str:
    """Return a calm sentence and a way on where nothing changed, or nothing of the kind asked for; else nothing."""
    words, found = now.words, changes.between(then, now)
    if changes_text.shown(then, now, what):
        return ""
    if found.any:
        said = words("changes.none_of_kind", kind=words(f"change.{what}"))
        way, where = words("changes.see_all"), changes_text.asked(then, ALL)
    else:
        said = words("changes.nothing", goals=found.stayed)
        before = max(changes.a_year_before(then.as_of), FIRST_DAY)
        if before == then.as_of:
            return html.finished(div(".headline")[p[said]])
        way, where = words("changes.look_further", day=words.day(before)), changes_text.asked(then, what)
        where["since"] = before.isoformat()
    link = parameters.to("changes", now.parameters(**where))
    return html.finished(div(".headline")[p[said, " ", html.anchor(link, way)]])


@lru_cache(maxsize=64)
def flips(then: View, now: View) -> str:
    """Return the statuses that flipped: both with their reasons, and both workings side by side."""
    words, found = now.words, changes.between(then, now).flips
    if not found:
        return ""
    items = [_flip(one, then, now, is_open=len(found) <= FEW_ENOUGH_TO_OPEN) for one in found]
    caption = words("changes.caption", kind=words("change.flipped"), count=len(found))
    return html.finished(html.section(caption, "flips", items))


def _flip(one: Flip, then: View, now: View, *, is_open: bool) -> Element:
    sides = [
        div[_status(view, one.goal, moment)]
        for view, moment in zip((then, now), changes_text.moments(then, now), strict=True)
    ]
    return htpy.article(".flip")[
        div(".sides")[h4[html.link(now, one.goal)], sides],
        htpy.details(open=is_open)[htpy.summary[then.words("changes.workings")], _workings(one.goal, then, now)],
    ]


def _status(view: View, goal: Goal, moment: str) -> Node:
    """Return a status with its reason, and its moment as a link to the target as it stood then."""
    row = target_row.row(view, goal)
    return [
        p[html.status_mark(row.status, row.reason), " ", small[html.anchor(row.link, moment)]],
        p[row.reason],
    ]


def _workings(goal: Goal, then: View, now: View) -> Element:
    words, found = then.words, changes_text.workings(then, now, goal)
    columns = [
        html.Column(words("working.item"), "item"),
        *(html.Column(moment, "side") for moment in changes_text.moments(then, now)),
        html.Column(words("working.how"), "how"),
    ]
    rows = [(item, before or "–", after or "–", formula) for item, before, after, formula in found]
    return html.grid(columns, rows, [None if before == after else "moved" for _, before, after, _ in found])


@lru_cache(maxsize=128)
def figures(then: View, now: View, kind: Kind) -> str:
    """Return the figures of one kind as a table: target, period, both values; of revisions, what changed."""
    words, found = now.words, changes.between(then, now).of(kind)
    if not found:
        return ""
    columns = [html.Column(words("changes.target"), "goal"), html.Column(words("table.period"), "period")]
    columns += [html.Column(moment, "side") for moment in changes_text.moments(then, now)]
    if kind == "revised":
        columns.append(html.Column(words("changes.what"), "what"))
    caption = words("changes.caption", kind=words(f"change.{kind}"), count=len(found))
    rows = html.grid(columns, [_cells(one, then, now) for one in found])
    return html.finished(html.section(caption, f"news {kind}", rows, notes=[words(f"changes.note_{kind}")]))


def _cells(one: Figure, then: View, now: View) -> list[Node]:
    words = then.words
    before, after = changes_text.values(one, words)
    return [
        html.link(now, one.goal),
        words.period(one.period, one.span),
        _side(one.then, before, words("changes.not_known"), then, one.goal),
        _side(one.now, after, words("changes.gone"), now, one.goal),
        changes_text.revision(one, words),
    ]


def _side(known: Known | None, value: str, missing: str, view: View, goal: Goal) -> Node:
    """Return one side's value with evidence, source and day, linked to the target as that view shows it."""
    where = phrases.target_of(view, goal)
    if known is None:
        return html.anchor(where, missing, class_="none")
    rests = known.evidence != "simulated" and div[small[_origin(known, view)]]
    return [div[html.anchor(where, b[value]), " ", html.mark(known.evidence, view.words)], rests]


def _origin(known: Known, view: View) -> str:
    words = view.words
    source = phrases.source_title(known.source, phrases.sources(view.edition, view.language), words)
    return words("changes.origin", source=source, day=words.day(known.known_on))
