"""What every request passes: old addresses are led on, frames are limited, uploads are a publisher's alone."""

import logging
import re
from collections.abc import MutableMapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse

from explorer.core import roles, settings
from explorer.core.errors import Trouble
from explorer.links import pages, redirects
from explorer.web.auth import return_to, session
from explorer.web.http import limits, link_preview, openness, responses, traffic
from explorer.web.http.traffic import PASSED, Application, Receive, Scope, Send

# A page, or what is made of one: its picture, its file, its preview.
ADDRESS = re.compile(r"/(?P<kind>chart/|file/|s/)?(?P<page>[a-z_]*)(?P<ending>\.[a-z]+)?/?")
FRAMES = re.compile(r"[A-Za-z0-9:/.*'\[\] -]+")
ONLY_HERE = "'self'"
UPLOADS = "/_stcore/upload_file/"
SIGN_IN, SIGN_OUT, SIGNED_IN = "/auth/login", "/auth/logout", "/oauth2callback"
EVENTS = {"login": "sign-in begun", "logout": "signed out", "oauth2callback": "came back from the provider"}
SIGN_IN_PAGE = "publish"  # where the control stands, for whoever comes from nowhere
# Below which addresses are that are no pages: ours, those of the login, Streamlit's own and its files.
OURS = frozenset(["chart", "file", "api", "data", "s", "present", "frame"])
ALSO = frozenset(
    [
        "data",
        "api",
        "present",
        "present.css",
        "present.js",
        "robots.txt",
        "favicon.ico",
        "livez",
        "readyz",
        "metrics",
        "openapi.json",
        "sitemap.xml",
        "calendar.ics",
        "feed.atom",
        "docs",
        "now.json",
        ".well-known/security.txt",
        SIGNED_IN.strip("/"),
    ]
)
STREAMLIT = frozenset(["_stcore", "auth", "component", "media"])
STATIC = Path(find_spec("streamlit").origin or "").parent / "static"  # type: ignore[union-attr]
FILES = frozenset(f"/{path.relative_to(STATIC).as_posix()}" for path in STATIC.rglob("*") if path.is_file())
STREAMLITS_METRICS = "/_stcore/metrics"
BELOW = "/_stcore/"  # which a browser on a page asks for below that page's name too
UNKNOWN_VISITOR = ("login_needed", "login_expired")


def moved(path: str, written: str) -> str | None:
    """Return where an old address leads today, as path and query; None where it is today's."""
    found = ADDRESS.fullmatch(path)
    if found is None:
        return None
    kind, name, ending = found["kind"] or "", found["page"], found["ending"] or ""
    if ending and not kind:
        return None
    # The overview has no name as a page, but has one as a picture or file.
    today = redirects.page(name) or (pages.HOME if kind else "")
    query = redirects.query(written)
    if (today, query) == (name, written):
        return None
    return f"{_folder()}/{kind}{today}{ending}" + (f"?{query}" if query else "")


def _folder() -> str:
    """Return the path below which the public reaches this site; usually none."""
    return urlsplit(settings.of("PUBLIC_URL")).path.rstrip("/")


def frame_ancestors() -> str:
    """Return who may show the pages in a frame: FRAME_ANCESTORS in the environment, or this site alone."""
    told = settings.of("FRAME_ANCESTORS")
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


class Lost:
    """Answers an address that is none with 404 and a sentence: Streamlit would show the overview in its place."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass what is a page, a file or Streamlit's own."""
        if scope["type"] != "http" or _known(scope["path"]):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        words, where = responses.words(request), responses.at(request)
        trouble = Trouble("unknown_page", asked=scope["path"].strip("/")[:80])
        said = link_preview.refused(words.trouble(trouble), where, words)
        await HTMLResponse(said, 404, link_preview.policy(where))(scope, receive, send)


def _known(path: str) -> bool:
    """Whether there can be anything at an address. One that is unsafe is Streamlit's to refuse."""
    first, _, rest = path.removeprefix("/").partition("/")
    if path.endswith(STREAMLITS_METRICS):
        return False  # ours are not for everybody either
    if BELOW in path or ".." in path or path.startswith("//"):
        return True
    if rest and (first in OURS or first in STREAMLIT or path.removeprefix("/") in ALSO):
        return True
    name, _, ending = first.partition(".")
    page = not first or first in pages.PAGES or (bool(ending) and name in pages.PAGES)
    return path in FILES or ((page or first in ALSO) and not rest)


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
                if (
                    headers.get("content-encoding") == responses.PLAIN
                ):  # told Streamlit not to pack; others need no such
                    del headers["content-encoding"]
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


class AskedFirst:
    """Answers browsers that ask, before a page of another site asks for data, whether it may."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass."""
        asks = scope["type"] == "http" and scope["method"] == "OPTIONS" and scope["path"].startswith(openness.OPEN)
        answer: Application = openness.asked_first() if asks else self.app
        await answer(scope, receive, send)


class Uploads:
    """Takes files from those alone who may publish: only that page has anything to upload."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass, or refuse with a sentence before anything of the file is read."""
        answer = self.app
        if scope["type"] == "http" and UPLOADS in scope["path"] and scope["method"] != "OPTIONS":
            request = Request(scope)
            try:
                roles.insist(session.of(request.cookies), "publisher")
            except Trouble as trouble:
                status = 401 if trouble.key in UNKNOWN_VISITOR else 403
                traffic.LINES.event("upload refused", level=logging.WARNING, why=trouble.key)
                answer = JSONResponse({"error": responses.words(request).trouble(trouble)}, status)
        await answer(scope, receive, send)


class Logins:
    """Leads who signs in or out back to where they came from, and lets a login that ended count no more.

    Streamlit leads to its base, which below a public path is another site's, and answers a provider that is not there
    with two words of English.
    """

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass, with the way back to the page on the way out."""
        path = scope["path"] if scope["type"] == "http" else ""
        if not path.endswith((SIGN_IN, SIGN_OUT, SIGNED_IN)):
            await self.app(scope, receive, send)
            return
        request, refused = Request(scope), False
        back = _came_from(request)
        if path.endswith(SIGN_OUT):
            session.end(request.cookies)
        PASSED.events[(what := path.rpartition("/")[2])] += 1
        traffic.LINES.event(EVENTS[what])

        async def sending(message: MutableMapping[str, Any]) -> None:
            nonlocal refused
            if message["type"] == "http.response.start":
                refused = message["status"] >= 400
                _lead(MutableHeaders(scope=message), back)
                if session.over_https():
                    message["headers"] = [(name, _secure(name, value)) for name, value in message["headers"]]
            if not refused:
                await send(message)

        await self.app(scope, receive, sending)
        if refused:
            words, where = responses.words(request), responses.at(request)
            said = link_preview.refused(words.trouble(Trouble("login_unreachable")), where, words)
            await HTMLResponse(said, 502, link_preview.policy(where))(scope, receive, send)


def _came_from(request: Request) -> str | None:
    """Return the page somebody left to sign in or out: now, or before the provider sent them back."""
    if request.url.path.endswith(SIGNED_IN):
        return return_to.kept(request.cookies.get(return_to.COOKIE))
    return return_to.seen(request.headers.get("referer", ""), request.headers.get("host", ""), _folder())


def _lead(headers: MutableHeaders, back: str | None) -> None:
    """Lead home to the page one came from, and on the way to the provider keep it."""
    home = urlsplit(headers.get("location", "-")).path.rstrip("/") == ""
    if home:
        headers["location"] = f"{_folder()}/{SIGN_IN_PAGE if back is None else back}"
    if back is not None:
        headers.append("set-cookie", return_to.cookie(None if home else back, _folder()))


def _secure(name: bytes, value: bytes) -> bytes:
    """Return a header as it is, a cookie as one that browsers send over HTTPS alone."""
    return value + b"; Secure" if name.lower() == b"set-cookie" and b"; secure" not in value.lower() else value


MIDDLEWARE = [
    Middleware(one)
    for one in (traffic.Counted, Headers, limits.Limits, AskedFirst, OldAddresses, Lost, Uploads, Logins)
]
