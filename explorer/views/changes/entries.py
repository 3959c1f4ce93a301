"""What changed between two views as entries of a feed: each change in one sentence, with its day and its link."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.analysis import changes
from explorer.analysis.changes import FLIPPED, Figure, Flip, Known
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.links import parameters
from explorer.links.pages import PAGES
from explorer.views import phrases, target_row
from explorer.views.changes import text


@dataclass(frozen=True)
class Entry:
    """One change. ``kind``: flipped, new, revised or withdrawn.

    ``id``: what it is called among those of its release, for ever; a figure that several plans promise has one.
    ``on``: the day on which it became known. ``link``: the relative address of the page that shows it.
    """

    id: str
    kind: str
    on: dt.date
    title: str
    summary: str
    link: str


def entries(then: View, now: View) -> Iterator[Entry]:
    """Yield every status that flipped and every figure that came, changed or went, in the order of the page."""
    for one in text.shown(then, now, changes.ALL):
        yield _flip(one, then, now) if isinstance(one, Flip) else _figure(one, then, now)


def whole(then: View, now: View) -> tuple[str, str]:
    """Return in a sentence how much changed, and the link to the page that lists it."""
    asked = now.parameters(release=now.edition.id, **text.asked(then, changes.ALL))
    return text.answer(then, now), parameters.to(PAGES["changes"].path, asked)


def _flip(one: Flip, then: View, now: View) -> Entry:
    before, after = (target_row.row(view, one.goal) for view in (then, now))
    known = [figure.now.known_on for figure in changes.figures(one.goal, then, now) if figure.now]
    said = now.words("feed.flipped", title=_title(now, one.goal), then=before.status.told, now=after.status.told)
    return Entry(
        _id(now, one.goal, now.plan_slug, FLIPPED, after.status.slug),
        FLIPPED,
        max((day for day in known if day), default=now.as_of),
        said,
        after.reason,
        _link(now, one.goal),
    )


def _figure(one: Figure, then: View, now: View) -> Entry:
    words, at = now.words, one.now or one.then
    before, after = text.values(one, words)
    told = {
        "title": _title(now, one.goal),
        "period": words.period(one.period, one.span),
        "then": before,
        "now": after,
        "evidence": words(f"evidence.{at.evidence}") if at else "",
    }
    parts = [text.revision(one, words), _origin(at, now if one.now else then)]
    return Entry(
        _id(now, one.goal, one.kind, one.period.isoformat()),
        one.kind,
        (one.now.known_on if one.now and not one.simulated else None) or now.as_of,
        words(f"feed.{one.kind}", **told),
        words("common.clauses").join(part for part in parts if part),
        _link(now, one.goal),
    )


def _origin(known: Known | None, view: View) -> str:
    """Return source and day; nothing of what is simulated, which has neither."""
    if known is None or known.evidence == "simulated":
        return ""
    source = phrases.source_title(known.source, phrases.sources(view.edition, view.language), view.words)
    return view.words("changes.origin", source=source, day=view.words.day(known.known_on))


def _title(view: View, goal: Goal) -> str:
    """Return area and title; where a plan's goals name areas of their own, the title does."""
    title = phrases.title(view, goal)
    if view.plan.area is None:
        return title
    return view.words("feed.target", area=phrases.area_name(view, view.area_of(goal)), title=title)


def _link(view: View, goal: Goal) -> str:
    asked = view.parameters(indicator=goal.indicator.slug, area=view.area_of(goal), release=view.edition.id)
    return parameters.to("target", asked)


def _id(view: View, goal: Goal, *more: str) -> str:
    return "/".join((view.area_of(goal), goal.indicator.slug, *more))
