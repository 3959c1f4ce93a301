"""GET /calendar.ics: when goals and tasks fall due and figures can be expected, for whoever answers for them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from explorer.analysis import expected
from explorer.analysis.view import View, areas_of
from explorer.core import catalogue
from explorer.core.goals import Plan
from explorer.core.language import Words
from explorer.exports.datasets.concepts import LINE_END
from explorer.links import pages, urls
from explorer.releases import manifest, store
from explorer.releases.store import Edition
from explorer.views import phrases
from explorer.web.api import documents
from explorer.web.http import delivery, responses

MEDIA_TYPE = "text/calendar"
PARAMETERS = ("plan", "release", "lang")
LONGEST = 75  # octets of a line (RFC 5545)


@dataclass(frozen=True)
class Event:
    """What falls on a day. ``name``: unique in its plan, for ever; ``more``: what is to be known of it."""

    name: str
    on: dt.date
    summary: str
    link: str
    more: str = ""


async def calendar(request: Request) -> Response:
    """GET /calendar.ics?plan=&release=&lang=."""
    try:
        query = responses.query(request)
        documents.known(query, PARAMETERS)
        edition = documents.released(query, store.edition())
        words = responses.words(request)
        content = await run_in_threadpool(written, query, edition, words, responses.at(request))
        return delivery.delivered(request, content, f"{MEDIA_TYPE}; charset=utf-8", responses.FRESH)
    except Exception as fault:  # noqa: BLE001 (whatever happened, the answer is one sentence)
        return responses.refused(request, fault)


def written(query: Mapping[str, str], edition: Edition, words: Words, at: str) -> bytes:
    """Return the calendar of a plan, or of all of them. Raises Trouble for a plan that is none.

    ``at``: where the site answers (see urls.origin). An event keeps its name for ever, so that a calendar that is read
    again moves it and has no second one.
    """
    asked = query.get("plan")
    if asked is not None:
        documents.plan_named(asked)
    built = manifest.read_manifest(edition.folder).built_on.replace("-", "")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{_text(words('common.product'))}//calendar//"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_text(words('common.product'))}"]
    for slug, plan in catalogue.plans().items():
        for one in _events(plan, edition, words, at) if asked in (None, slug) else ():
            described = words("common.clauses").join(filter(None, (plan.title[words.code], one.more)))
            lines += ["BEGIN:VEVENT", f"UID:{one.name}.{slug}@ip-target-explorer", f"DTSTAMP:{built}T000000Z"]
            lines += [f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}", f"SUMMARY:{_text(one.summary)}"]
            lines += [f"DESCRIPTION:{_text(described)}", f"URL:{one.link}", "TRANSP:TRANSPARENT", "END:VEVENT"]
    return "".join(f"{_folded(line)}{LINE_END}" for line in [*lines, "END:VCALENDAR"]).encode()


def _events(plan: Plan, edition: Edition, words: Words, at: str) -> Iterator[Event]:
    """Yield each goal and task of a plan, and the figure that can be expected next of each goal."""
    view = View(edition, plan.slug, areas_of(plan, edition)[0], edition.until, "published", words.code)
    for key, goal in view.by_key.items():
        title = phrases.title(view, goal)
        said = words("calendar.goal", title=title, promise=words.promise(goal))
        link = urls.page(at, "target", {"plan": plan.slug, "indicator": key})
        yield Event(f"goal-{goal.no}", dt.date(goal.year, 12, 31), said, link)
        if next_ := expected.expected(view, goal):
            said = words("calendar.figure", title=title, year=next_.year)
            took = {"years": next_.years, "shortest": next_.shortest, "longest": next_.longest}
            yield Event(f"figure-{goal.no}-{next_.year}", next_.on, said, link, words("calendar.took", **took))
    for task in plan.tasks:
        said = words("calendar.task", title=task.title[words.code])
        link = urls.page(at, pages.PAGES["ledger"].slug, {"plan": plan.slug})
        yield Event(f"task-{task.no}", task.deadline, said, link)


def _text(text: str) -> str:
    """Return a text as a value of iCalendar."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _folded(line: str) -> str:
    """Return a line folded so that no part is longer than LONGEST octets, and no letter is torn."""
    parts: list[str] = []
    part = ""
    for sign in line:
        if len((part + sign).encode()) > LONGEST - bool(parts):
            parts, part = [*parts, part], ""
        part += sign
    return f"{LINE_END} ".join([*parts, part])
