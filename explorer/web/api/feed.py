"""GET /feed.atom: what changed with each release, status by status and figure by figure, for readers of feeds."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice, zip_longest
from urllib.parse import urlencode

from htpy import Element
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from explorer.analysis import changes
from explorer.analysis.view import View, areas_of
from explorer.core import catalogue
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.pipeline.publish import history
from explorer.releases import kept, store
from explorer.releases.store import Edition
from explorer.views.changes import entries
from explorer.web.api import documents
from explorer.web.http import delivery, limits, once, openness, responses

MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
PARAMETERS = ("plan", "evidence", "release", "lang")
AUTHORITY = "tag:ip-target-explorer,2026"
MOST_RELEASES, MOST = 5, 200


@dataclass(frozen=True)
class Step:
    """That a release came into use: when (UTC), and the one that was in use before, None where that is not kept."""

    edition: Edition
    at: dt.datetime
    before: Edition | None


@dataclass(frozen=True)
class Told:
    """An entry of the feed, its address in full. ``id`` stays for ever."""

    id: str
    kind: str
    at: dt.datetime
    title: str
    summary: str
    link: str


KEPT: once.Once[tuple[bytes, bool]] = once.Once(4 << 20, lambda made: len(made[0]))


async def feed(request: Request) -> Response:
    """GET /feed.atom?plan=&evidence=&release=&lang=."""
    words, at = responses.words(request), responses.at(request)
    try:
        query = responses.query(request)
        documents.known(query, PARAMETERS)
        edition = documents.released(query, store.edition())
        newest = next((one.entry.no for one in history.history()), "")
        key = once.key(request, words.code, newest)
        asked = partial(once.WORK.make, partial(_made, query, edition, words, at), limits.client(request.scope))
        make = partial(run_in_threadpool, asked)
        content, office = await KEPT.get(key, make)
        return delivery.delivered(request, content, f"{MEDIA_TYPE}; charset=utf-8", {}, office=office)
    except Exception as fault:  # noqa: BLE001 (whatever happened, the answer is one sentence)
        return responses.refused(request, fault)


def _made(query: Mapping[str, str], edition: Edition, words: Words, at: str) -> tuple[bytes, bool]:
    """Return the feed, and whether figures of the office's can stand in it. Raises Trouble for what is not open."""
    plan = query.get("plan")
    if plan is not None:
        documents.plan_named(plan)
    taken = steps(edition, named=bool(query.get("release")))
    looked_at = {edition, *(one for step in taken for one in (step.edition, step.before) if one)}
    evidence = openness.evidence(query.get("evidence"), edition)
    for one in looked_at:
        openness.evidence(evidence, one)
    views = [
        View(edition, slug, areas_of(catalogue.plans()[slug], edition)[0], edition.until, evidence, words.code)
        for slug in ([plan] if plan else catalogue.plans())
    ]
    told = sorted((one for step in taken for one in _of(step, views, at)), key=lambda one: one.at, reverse=True)
    address = f"{at}/feed.atom" + (f"?{urlencode(sorted(query.items()))}" if query else "")
    content = written(told[:MOST], words, at, address, edition.until)
    return content, any(openness.holds_office(evidence, one) for one in looked_at)


def steps(edition: Edition, *, named: bool) -> tuple[Step, ...]:
    """Return how releases came into use up to ``edition``, the newest first, at most MOST_RELEASES.

    ``named``: whether it was asked for, so that the same is told for as long as it is kept: up to when it first came
    into use. Only of releases that are kept and whole; one that stayed in use is told once.
    """
    there = set(kept.kept())
    lines = [one.entry for one in history.history() if one.kept and one.entry.release in there]
    own = [place for place, line in enumerate(lines) if line.release == edition.id]
    begun = lines[(own[-1] if named else own[0]) if own else 0 :]
    came = [one for one, older in zip_longest(begun, begun[1:]) if older is None or one.release != older.release]
    found = []
    for line, older in islice(zip_longest(came, came[1:]), MOST_RELEASES):
        this, other = (_whole(one.release) if one else None for one in (line, older))
        if this:
            found.append(Step(this, _moment(line.at), other))
    return tuple(found)


def _whole(name: str) -> Edition | None:
    """Return a release that is kept; None where it is damaged, which pages say."""
    try:
        return store.kept_edition(name)
    except Trouble:
        return None


def _moment(text: str) -> dt.datetime:
    found = dt.datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _of(step: Step, views: Sequence[View], at: str) -> Iterator[Told]:
    """Yield that a release came into use, then what it changed; of one without an earlier, what its last year did."""
    words, parts = views[0].words, []
    name = f"{AUTHORITY}:{step.edition.id}.{step.at:%Y%m%dT%H%M%SZ}"
    found: dict[str, entries.Entry] = {}
    for view in views:
        now = replace(view, edition=step.edition, as_of=step.edition.until)
        before = changes.a_year_before(now.as_of) if step.before is None else min(step.before.until, now.as_of)
        then = replace(now, edition=step.before or step.edition, as_of=before)
        parts.append(entries.whole(then, now))
        found |= {entry.id: entry for entry in entries.entries(then, now) if entry.id not in found}
    title = words("feed.release", release=step.edition.id, until=words.day(step.edition.until))
    said = "\n".join(sentence for sentence, _ in parts)
    yield Told(name, "release", step.at, title, said, f"{at}/{parts[0][1]}")
    for one in found.values():
        when = step.at if step.before else dt.datetime.combine(one.on, dt.time(), dt.UTC)
        yield Told(f"{name}/{one.id}", one.kind, when, one.title, one.summary, f"{at}/{one.link}")


def written(told: Sequence[Told], words: Words, at: str, address: str, until: dt.date) -> bytes:
    """Return the feed of an ``address`` as Atom (RFC 4287).

    ``at``: where the site answers; ``until``: the day of a feed that says nothing.
    """
    names = ("feed", "title", "id", "updated", "author", "name", "link", "rights")
    feed, title, id_, updated, author, name, link, rights = map(Element, names)
    newest = max((one.at for one in told), default=dt.datetime.combine(until, dt.time(), dt.UTC))
    whole = feed({"xmlns": NAMESPACE, "xml:lang": words.code})[
        title[words("feed.title", product=words("common.product"))],
        id_[address],
        updated[_stamp(newest)],
        author[name[words("common.product")]],
        rights[words("dataset.rights")],
        link(rel="self", type=MEDIA_TYPE, href=address),
        link(rel="alternate", type="text/html", href=f"{at}/changes?lang={words.code}"),
        (_entry(one) for one in told),
    ]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}'.encode()


def _entry(one: Told) -> Element:
    names = ("entry", "title", "id", "updated", "link", "category", "summary")
    entry, title, id_, updated, link, category, summary = map(Element, names)
    return entry[
        title[one.title],
        id_[one.id],
        updated[_stamp(one.at)],
        link(rel="alternate", type="text/html", href=one.link),
        category(term=one.kind),
        summary[one.summary],
    ]


def _stamp(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
