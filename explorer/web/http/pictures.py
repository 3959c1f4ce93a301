"""The addresses of pictures and of link previews: /chart/{view}.{kind} and /s/{view}.

Exhibits and pictures are made one at a time and wait in threads of their own: whatever is asked of pictures, the
threads that answer everything else stay free, and no client waits behind all that another has asked for.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from explorer.core.errors import Trouble
from explorer.exports.images import drawing, render
from explorer.exports.images.render import Kind
from explorer.releases.store import Edition
from explorer.views import exhibits
from explorer.views.exhibit import Exhibit
from explorer.web.http import delivery, limits, link_preview, once, openness, responses

MEDIA: dict[Kind, str] = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
# A link that names its release and its day shows the same for ever; another one is asked for again.
FIXED, FRESH = "public, max-age=86400", "no-cache"
NO_SCRIPT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
# A thread for each who may wait: whose turn it is, is for once.WORK and once.DRAWING to say.
MAKERS, WAITING = ThreadPoolExecutor(drawing.WAITING + 8, "pictures"), limits.Room(drawing.WAITING)

Made = TypeVar("Made")


@dataclass(frozen=True)
class Drawn:
    """A finished picture: its bytes, what it is called without its ending, the release it was made of."""

    content: bytes
    name: str
    edition: Edition


KEPT: once.Once[Drawn] = once.Once(32 << 20, lambda made: len(made.content))


async def chart(request: Request) -> Response:
    """GET /chart/{view}.{png|svg|pdf}?…: the picture of what a page shows, with the page's own parameters."""
    view, _, asked = request.path_params["file"].rpartition(".")
    return await _picture(request, view, asked)


async def slide(request: Request) -> Response:
    """GET /present/[dark/]{view}.svg?…: the picture alone, for the presentation, which says all the rest beside it."""
    theme, _, file = request.path_params["file"].rpartition("/")
    view, _, asked = file.rpartition(".")
    if asked != "svg" or theme not in ("", "dark"):
        return responses.refused(
            request, Trouble("unknown_kind", asked=request.path_params["file"][:80], allowed="svg")
        )
    return await _picture(request, view, "svg", theme or "light")


async def astray(request: Request) -> Response:
    """GET /{page}.{kind}?…: lead whoever put a file's ending on a page to the picture or file that was meant."""
    page, _, kind = request.url.path.rpartition("/")[2].rpartition(".")
    where = "chart" if kind in render.KINDS else "file"
    query = f"?{request.url.query}" if request.url.query else ""
    return Response(status_code=307, headers={"Location": f"{where}/{page}.{quote(kind)}{query}", **responses.FRESH})


async def _picture(request: Request, view: str, asked: str, theme: str = "") -> Response:
    """Return the picture, or in a theme the picture alone."""
    try:
        kind, query = render.kind_of(asked), responses.query(request)
        key = once.key(request, responses.words(request).code)
        found = await KEPT.get(key, lambda: _drawn(view, request, query, kind, theme))
        headers, office = _headers(request, found, kind), openness.holds_anything(found.edition)
        return delivery.delivered(request, found.content, MEDIA[kind], headers, office=office)
    except Exception as fault:  # noqa: BLE001 (whatever happened, the answer is one sentence)
        return responses.refused(request, fault)


async def _drawn(view: str, request: Request, query: dict[str, str], kind: Kind, theme: str) -> Drawn:
    where, client = responses.at(request), limits.client(request.scope)
    with _place(client):
        shown = await _shown(view, request, query)
        svgs = await _in_turn(once.WORK, lambda: _svgs(shown, where, kind, theme), client)
        content = await _in_turn(once.DRAWING, lambda: _made(svgs, kind), client)
    name = "-".join(part for part in (shown.page, shown.goal.indicator.slug if shown.goal else "") if part)
    return Drawn(content, f"{name}-{shown.view.as_of.isoformat()}", shown.view.edition)


def _svgs(shown: Exhibit, where: str, kind: Kind, theme: str) -> list[str]:
    if theme:
        return [render.bare(shown, theme)]
    return render.pages(shown, where) if kind == "pdf" else [render.svg(shown, where)]


def _made(svgs: list[str], kind: Kind) -> bytes:
    return render.sheets(svgs) if kind == "pdf" else render.drawn(svgs[0], kind)


async def card(request: Request) -> Response:
    """GET /s/{view}?…: a small page with the picture for whoever reads links, leading on to the page itself."""
    where = responses.at(request)
    headers = dict(link_preview.policy(where))
    try:
        with _place(limits.client(request.scope)):
            shown = await _shown(request.path_params["view"], request, responses.ours(request))
        return HTMLResponse(link_preview.page(shown, where), headers=headers | _kept(request, shown.view.edition))
    except Exception as fault:  # noqa: BLE001 (whatever happened, the answer is one sentence)
        status, sentence, later = responses.refusal(request, fault)
        page = link_preview.refused(sentence, where, responses.words(request))
        return HTMLResponse(page, status_code=status, headers=headers | dict(later))


async def _shown(view: str, request: Request, query: dict[str, str]) -> Exhibit:
    """Return what the link shows; without a language it is the reader's."""
    asked = {"lang": responses.words(request).code} | query
    return await _in_turn(once.WORK, lambda: exhibits.of(view, asked), limits.client(request.scope))


@contextmanager
def _place(client: str) -> Iterator[None]:
    """Hold a place for a client. Raises Trouble where there is none."""
    if not WAITING.enter(client):
        raise Trouble("busy")
    try:
        yield
    finally:
        WAITING.leave(client)


async def _in_turn(line: once.InTurn, make: Callable[[], Made], client: str) -> Made:
    return await asyncio.get_running_loop().run_in_executor(MAKERS, line.make, make, client)


def _headers(request: Request, found: Drawn, kind: Kind) -> dict[str, str]:
    # Only an SVG could run anything; a browser's own reader of PDFs cannot work in a sandbox.
    guarded = {"Content-Security-Policy": NO_SCRIPT} if kind == "svg" else {}
    return (
        _kept(request, found.edition)
        | guarded
        | {
            "Content-Disposition": f'inline; filename="{found.name}.{kind}"',
            "X-Content-Type-Options": "nosniff",
        }
    )


def _kept(request: Request, edition: Edition) -> dict[str, str]:
    """Return how long an answer may be kept: for long only where the link leaves nothing open."""
    asked = request.query_params
    fixed = {"as_of", "lang"} <= asked.keys() and asked.get("release") == edition.id and not edition.reread
    return {"Cache-Control": FIXED if fixed else FRESH, "Vary": "Accept-Language"}
