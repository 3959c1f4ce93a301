"""What changed between two views as elements of the page: every text in them is escaped."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape

from explorer.analysis import changes
from explorer.analysis.changes import ALL, Figure, Flip, Kind, Known
from explorer.analysis.view import FIRST_DAY, View
from explorer.core.catalogue import Goal
from explorer.links import parameters
from explorer.releases import store
from explorer.views import html, phrases, target_row
from explorer.views.changes import text as changes_text

FEW_ENOUGH_TO_OPEN = 1


@lru_cache(maxsize=64)
def head(then: View, now: View, what: str) -> str:
    """Return the page's head: what it is, of which two days, how much changed, and what to know before reading."""
    found = changes.between(then, now)
    lines = [
        f"<h2>{escape(changes_text.title(now))}</h2>",
        f'<p class="subtitle">{escape(changes_text.subtitle(then, now))}</p>',
        f"<p>{escape(changes_text.sentence(then, now))}</p>" if found.any else "",
        *(f"<p>{escape(note)}</p>" for note in _notes(then, now)),
        html.simulation_notice(now, "changes", **changes_text.asked(then, what)) if found.simulated else "",
    ]
    return f'<div class="headline">{"".join(lines)}</div>'


def _notes(then: View, now: View) -> Iterator[str]:
    words = then.words
    if now.before_plan:
        yield words("notice.before_plan", issued=words.day(now.plan.issued_on))
    elif then.before_plan:
        yield words("changes.before_plan", issued=words.day(now.plan.issued_on))


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
            return f'<div class="headline"><p>{escape(said)}</p></div>'
        way, where = words("changes.look_further", day=words.day(before)), changes_text.asked(then, what)
        where["since"] = before.isoformat()
    link = parameters.to("changes", now.parameters(**where))
    return (
        f'<div class="headline"><p>{escape(said)} <a href="{escape(link)}" target="_self">{escape(way)}</a></p></div>'
    )


@lru_cache(maxsize=64)
def flips(then: View, now: View) -> str:
    """Return the statuses that flipped: both with their reasons, and both workings side by side."""
    words, found = now.words, changes.between(then, now).flips
    if not found:
        return ""
    items = "".join(_flip(one, then, now, is_open=len(found) <= FEW_ENOUGH_TO_OPEN) for one in found)
    caption = words("changes.caption", kind=words("change.flipped"), count=len(found))
    return f'<section class="ledger flips"><h3>{escape(caption)}</h3>{items}</section>'


def _flip(one: Flip, then: View, now: View, *, is_open: bool) -> str:
    sides = (
        f"<div>{_status(view, one.goal, moment)}</div>"
        for view, moment in zip((then, now), changes_text.moments(then, now), strict=True)
    )
    return (
        f'<article class="flip"><div class="sides"><h4>{html.link(now, one.goal)}</h4>'
        f"{''.join(sides)}</div>"
        f"<details{' open' if is_open else ''}><summary>{escape(then.words('changes.workings'))}</summary>"
        f"{_workings(one.goal, then, now)}</details></article>"
    )


def _status(view: View, goal: Goal, moment: str) -> str:
    """Return a status with its reason, and its moment as a link to the target as it stood then."""
    row = target_row.row(view, goal)
    at = f'<a href="{escape(row.link)}" target="_self">{escape(moment)}</a>'
    return f"<p>{html.status_mark(row.status, row.reason)} <small>{at}</small></p><p>{escape(row.reason)}</p>"


def _workings(goal: Goal, then: View, now: View) -> str:
    words = then.words
    names = [words("working.item"), *changes_text.moments(then, now), words("working.how")]
    kinds = ["item", "side", "side", "how"]
    lines = []
    for item, before, after, formula in changes_text.workings(then, now, goal):
        cells = [item, before or "–", after or "–", formula]
        line = html.line(zip(kinds, names, map(escape, cells), strict=True))
        lines.append(line if before == after else line.replace("<tr>", '<tr class="moved">', 1))
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


@lru_cache(maxsize=128)
def figures(then: View, now: View, kind: Kind) -> str:
    """Return the figures of one kind as a table: target, period, both values; of revisions, what changed."""
    words, found = now.words, changes.between(then, now).of(kind)
    if not found:
        return ""
    columns = [words("changes.target"), words("table.period"), *changes_text.moments(then, now)]
    kinds = ["goal", "period", "side", "side"]
    if kind == "revised":
        columns, kinds = [*columns, words("changes.what")], [*kinds, "what"]
    lines = [html.line(zip(kinds, columns, _cells(one, then, now), strict=False)) for one in found]
    caption = words("changes.caption", kind=words(f"change.{kind}"), count=len(found))
    body = f"<tbody>{''.join(lines)}</tbody>"
    return html.table(caption, f"news {kind}", list(map(escape, columns)), body, [words(f"changes.note_{kind}")])


def _cells(one: Figure, then: View, now: View) -> list[str]:
    words = then.words
    before, after = changes_text.values(one, words)
    return [
        html.link(now, one.goal),
        escape(words.period(one.period, one.span)),
        _side(one.then, before, words("changes.not_known"), then, one.goal),
        _side(one.now, after, words("changes.gone"), now, one.goal),
        escape(changes_text.revision(one, words)),
    ]


def _side(known: Known | None, value: str, missing: str, view: View, goal: Goal) -> str:
    """Return one side's value with evidence, source and day, linked to the target as that view shows it."""
    where, words = escape(phrases.target_of(view, goal)), view.words
    if known is None:
        return f'<a class="none" href="{where}" target="_self">{escape(missing)}</a>'
    mark = phrases.evidence_mark(known.evidence, words)
    rests = "" if known.evidence == "simulated" else f"<div><small>{escape(_origin(known, view))}</small></div>"
    return (
        f'<div><a href="{where}" target="_self"><b>{escape(value)}</b></a> '
        f'<small class="mark">{escape(mark)}</small></div>{rests}'
    )


def _origin(known: Known, view: View) -> str:
    words = view.words
    source = phrases.source_title(known.source, store.sources(view.edition), words)
    return words("changes.origin", source=source, day=words.day(known.known_on))
