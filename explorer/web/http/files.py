"""GET /file/{view}.{kind}: what a page shows, a list of it, or an agenda, as a file; a few are made at a time."""

import importlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from explorer.core import language, spreadsheet
from explorer.core.errors import Trouble
from explorer.exports.images import render
from explorer.links import agenda
from explorer.views import exhibits, listings
from explorer.views.agenda import html as agenda_html
from explorer.views.agenda import lookup
from explorer.web.http import delivery, limits, once, openness, responses

ASKING = 20  # a meeting, everybody with a file of his own
NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST_NAME = 100
LISTED: Mapping[str, str] = {**spreadsheet.MEDIA_TYPES, "zip": "application/zip", "toml": "application/toml"}
AGENDA, AGENDA_READS, PDF = ("pptx", "pdf"), (agenda.NAME, "lang"), "application/pdf"


@dataclass(frozen=True)
class File:
    """A finished file: its bytes, media type, and names, one that every program reads and one for the reader.

    ``office``: whether figures of the office's own can stand in it.
    """

    content: bytes
    media_type: str
    plain_name: str
    name: str
    office: bool


class Desk:
    """Lets so many ask for a file at once, of which one is made at a time; whoever comes beyond is told so."""

    def __init__(self, asking: int) -> None:
        self.room = limits.Room(asking)

    def make(self, page: str, kind: str, query: Mapping[str, str], at: str, client: str = "") -> File:
        """Return the file. Raises Trouble for a link that no page shows as it stands, and when there is no room."""
        if not self.room.enter(client):
            raise Trouble("busy")
        try:
            return once.WORK.make(partial(made, page, kind, query, at), client)
        finally:
            self.room.leave(client)


def made(page: str, kind: str, query: Mapping[str, str], at: str) -> File:
    """Return what the link to ``page`` with the parameters ``query`` shows, or a list of it, as a file of ``kind``."""
    slug, _, part = page.partition("/")
    if part:
        return of_list(slug, part, kind, query)
    if page == agenda.NAME:
        return of_agenda(kind, query, at)
    office = _office()
    office.check(kind)
    exhibit = exhibits.of(page, query)
    day = exhibit.view.as_of.isoformat()
    plain = "_".join((page, exhibit.parameters.get("indicator") or exhibit.view.plan_slug, day))
    return named(
        office.made(kind, exhibit, at),
        office.MEDIA_TYPES[kind],
        plain,
        f"{exhibit.title} {day}",
        kind,
        openness.holds_anything(exhibit.view.edition),
    )


def of_list(page: str, part: str, kind: str, query: Mapping[str, str]) -> File:
    """Return a list of a page as a file of its rows."""
    found = listings.of(page, part, kind, query)
    office = openness.holds_anything(found.edition)
    return named(found.content, LISTED[kind], found.name, found.name, kind, office)


def of_agenda(kind: str, query: Mapping[str, str], at: str) -> File:
    """Return an agenda as one file: what is on it, then a slide, or a page, for each view that can be shown."""
    if kind not in AGENDA:
        raise Trouble("unknown_file", asked=kind[:20], allowed=", ".join(AGENDA))
    for name in query:
        if name not in AGENDA_READS:
            raise Trouble("unknown_parameter", name=name[:80], allowed=", ".join(AGENDA_READS))
    lang = query.get("lang")
    if lang is not None and lang not in language.LANGUAGES:
        allowed = ", ".join(language.LANGUAGES)
        raise Trouble("unknown_value", name="lang", asked=lang[:80], allowed=allowed)
    collected = agenda.read(query.get(agenda.NAME, ""))
    found = lookup.looked_up(collected, lang)
    shown = lookup.shown(found)
    cover = agenda_html.cover(collected, found, shown[0].view.language)
    content = _office().slides(shown, at, cover) if kind == "pptx" else render.pdf(shown, at, cover)
    media_type = _office().MEDIA_TYPES[kind] if kind == "pptx" else PDF
    office = any(openness.holds_anything(one.view.edition) for one in shown)
    return named(content, media_type, agenda.NAME, cover.title, kind, office)


def _office() -> ModuleType:
    """Return the makers of files, loaded with the first file: they take memory and a start has no use for them."""
    return importlib.import_module("explorer.exports.office")


def named(content: bytes, media_type: str, plain: str, name: str, kind: str, office: bool) -> File:
    """Return a file under a name that every program reads, ``plain``, and one for the reader."""
    clean = " ".join(NO_NAME.sub(" ", name).split()).strip(".")[:LONGEST_NAME]
    return File(content, media_type, f"{NOT_PLAIN.sub('_', plain)}.{kind}", f"{clean}.{kind}", office)


DESK = Desk(ASKING)
KEPT: once.Once[File] = once.Once(32 << 20, lambda made: len(made.content))


async def file(request: Request) -> Response:
    """GET /file/{view}.{kind} or /file/{view}/{list}.{kind}, with the page's parameters; lang is else the reader's."""
    page, kind = request.path_params["view"], request.path_params["kind"]
    try:
        query = {"lang": responses.words(request).code} | responses.query(request)
        key = once.key(request, query["lang"])
        asked = partial(DESK.make, page, kind, query, responses.at(request), limits.client(request.scope))
        found = await KEPT.get(key, partial(run_in_threadpool, asked))
    except Exception as fault:  # noqa: BLE001 (whatever happened, the answer is one sentence)
        return responses.refused(request, fault)
    return handed(request, found)


def handed(
    request: Request, found: File, more: Mapping[str, str] = responses.FRESH, *, fixed: bool = False
) -> Response:
    """Return the answer that hands a file over, under its name.

    ``more``: headers besides the usual; ``fixed``: whether the address gives the same for ever.
    """
    named = f"attachment; filename=\"{found.plain_name}\"; filename*=UTF-8''{quote(found.name, safe='')}"
    headers = {**more, "Content-Disposition": named, "X-Content-Type-Options": "nosniff"}
    return delivery.delivered(request, found.content, found.media_type, headers, office=found.office, fixed=fixed)
