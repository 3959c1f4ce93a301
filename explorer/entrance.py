"""What every request passes: old addresses are led on to today's, and only the sites allowed may frame the pages."""

import os
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse

from explorer import migrations

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

# A page, or what is made of one: its picture, its file, its preview.
ADDRESS = re.compile(r"/(?P<kind>chart/|file/|s/)?(?P<page>[a-z_]*)(?P<ending>\.[a-z]+)?/?")
FRAMES = re.compile(r"[A-Za-z0-9:/.*'\[\] -]+")
ONLY_HERE = "'self'"


def moved(path: str, written: str) -> str | None:
    """Return where an old address leads today, as path and query; None where it is today's."""
    found = ADDRESS.fullmatch(path)
    if found is None:
        return None
    kind, name, ending = found["kind"] or "", found["page"], found["ending"] or ""
    if ending and not kind:
        return None
    # The overview has no name as a page, but has one as a picture or file.
    today = migrations.page(name) or ("overview" if kind else "")
    query = migrations.query(written)
    if (today, query) == (name, written):
        return None
    return f"{_folder()}/{kind}{today}{ending}" + (f"?{query}" if query else "")


def _folder() -> str:
    """Return the path below which the public reaches this site; usually none."""
    return urlsplit(os.environ.get("PUBLIC_URL", "")).path.rstrip("/")


def frame_ancestors() -> str:
    """Return who may show the pages in a frame: FRAME_ANCESTORS in the environment, or this site alone."""
    told = os.environ.get("FRAME_ANCESTORS", "").strip()
    return told if FRAMES.fullmatch(told) else ONLY_HERE


class OldAddresses:
    """Answers a request for an old address with today's."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lead on, or pass."""
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        where = moved(scope["path"], scope["query_string"].decode("latin-1")) if asked else None
        answer: Application = RedirectResponse(where, 307) if where else self.app
        await answer(scope, receive, send)


class Headers:
    """Adds to every answer who may frame it and that its type is what it says."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass, with the headers on the way back."""

        async def sending(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.append("Content-Security-Policy", f"frame-ancestors {frame_ancestors()}")
                headers["X-Content-Type-Options"] = "nosniff"
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


MIDDLEWARE = [Middleware(Headers), Middleware(OldAddresses)]
