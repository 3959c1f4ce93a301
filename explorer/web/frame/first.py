"""The first HTML of every page: Streamlit's own, with our language, title, header, styles and script in it.

What a reader sees first does not wait for Streamlit: the header stands, the page's place is kept, and the answer is in
the title that a chat or a tab shows.
"""

import gzip
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import htpy
from htpy import Node, fragment, link, meta, script
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from explorer.core import clock, language
from explorer.core.byte_cache import ByteCache
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.links import pages, parameters, urls
from explorer.links.ask import LinkAsk
from explorer.links.pages import PAGES
from explorer.views import choices, heads
from explorer.web.api import feed
from explorer.web.auth import session
from explorer.web.frame import assets, discovery, header, kept, scope
from explorer.web.http import once, responses

# The places of Streamlit's own page that ours are put into.
HTML, TITLE = '<html lang="en">', "<title>Streamlit</title>"
ROOT, END = '<div id="root"></div>', "</body>"
PACKED = 6  # of gzip's nine
MOST_WRITTEN = 32 << 20  # bytes
LOOK_EVERY = 40  # seconds: a viewer notices new data within a minute
ASKED_AGAIN = {"Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie, Accept-Encoding"}
WRITTEN: ByteCache[tuple[bytes, bytes, str]] = ByteCache(MOST_WRITTEN, lambda made: sum(map(len, made)))


async def first(request: Request) -> Response:
    """GET /{page}: the first HTML of a page, with its ETag."""
    # In a thread: the first view of a new release is worked out here, and everybody else goes on.
    plain, packed, tag = await run_in_threadpool(written, _page(request), request)
    headers = {**ASKED_AGAIN, "ETag": tag}
    if "gzip" in request.headers.get("accept-encoding", ""):
        plain, headers = packed, headers | {"Content-Encoding": "gzip"}
    return once.unchanged(request, headers["ETag"], headers) or Response(plain, media_type="text/html", headers=headers)


async def below(request: Request) -> Response:
    """GET /{page}/: lead to the page, whose own addresses begin one step higher."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"../{_page(request)}{query}", 307)


def _page(request: Request) -> str:
    return request.url.path.strip("/") or pages.HOME


def written(page: str, request: Request) -> tuple[bytes, bytes, str]:
    """Return the first HTML of a page as the address asks for it, plain, packed and its ETag: made once for all."""
    roles = session.found_in_menu(request.cookies)
    drawn, day = _drawn(page, request, roles), clock.today().isoformat()
    key = once.key(request, responses.words(request).code, *sorted(roles), drawn.tag if drawn else "", day)
    if (found := WRITTEN.get(key)) is None:
        plain = document(page, request, roles, drawn.begins if drawn else "").encode()
        WRITTEN.put(key, found := (plain, gzip.compress(plain, PACKED, mtime=0), once.tag(plain)))
    return found


def _drawn(page: str, request: Request, roles: frozenset[str]) -> kept.Kept | None:
    """Return the page as it was drawn for somebody who asked for the same in the light; None where nobody did."""
    query = dict(request.query_params)
    if "embed" in query or "print" in query:
        return None
    preferred = language.preferred(request.headers.get("accept-language"))
    return kept.KEPT.get(kept.key(page, query, preferred, "light", may_ask="analyst" in roles))


def document(page: str, request: Request, roles: frozenset[str], begins: str = "") -> str:
    """Return the first HTML of a page as the address asks for it, with what is known of the page's own beginning.

    ``roles``: whose pages the menu is to name.
    """
    words, query = responses.words(request), dict(request.query_params)
    bare = [kind for kind in ("embed", "print") if query.get(kind) == "true"]
    title, said, where, linked = words(f"menu.{page}"), "", None, None
    with suppress(Trouble):  # the page itself says what is wrong with its data
        asked = LinkAsk(query)
        view = choices.choose_view(asked, words)
        words, where = view.words, scope.line(page, view, tuple(query.items()))
        title, said = heads.of(page, asked, view)
        linked = discovery.dataset(page, asked, view, responses.at(request))
    title = f"{title} · {words('common.product')}"
    frame = None if bare else header.bar(page, query, roles, where, words)
    # The page's beginning must not be seen before it has its styles, which stand once more at the end.
    return (
        _stock()
        .replace(HTML, str(_root(words, page, bare)).removesuffix("</html>").removeprefix("<!doctype html>"), 1)
        .replace(TITLE, _text([_head(page, title, said, query, request, words), linked]), 1)
        .replace(ROOT, _text([frame, begins and _styles(bare), header.skeleton(begins)]) + ROOT, 1)
        .replace(END, _text(_styles(bare)) + END, 1)
    )


def _root(words: Words, page: str, bare: list[str]) -> htpy.Element:
    named = " ".join(one.path for one in PAGES.values() if one.path)
    return htpy.html(
        lang=words.code,
        class_=["going", "bare" if bare else "", *bare],
        data_of=page,
        data_pages=named,
        data_look=LOOK_EVERY,
    )


def _head(page: str, title: str, said: str, query: Mapping[str, str], request: Request, words: Words) -> Node:
    """Return title, description, what chats read, and what must be there before anything is drawn."""
    at, asked = responses.at(request), {name: query[name] for name in parameters.in_order(query)}
    social = {
        "og:type": "website",
        "og:site_name": words("common.product"),
        "og:title": title,
        "og:description": said,
        "og:url": urls.page(at, page, asked),
        "og:locale": words("preview.locale"),
    }
    if PAGES[page].exhibit:
        social["og:image"] = urls.picture(at, page, asked)
    return [
        htpy.title[title],
        meta(name="description", content=said),
        [meta(property=name, content=text) for name, text in social.items() if text],
        meta(name="color-scheme", content="light dark"),
        link(rel="icon", type="image/svg+xml", href=assets.address("icon.svg")),
        link(rel="alternate", type=feed.MEDIA_TYPE, href=f"{at}/feed.atom?lang={words.code}"),
        link(rel="stylesheet", href=assets.address("frame.css")),
        link(rel="preload", as_="style", href=assets.address("shell.css")),
        script(src=assets.address("frame.js")),
    ]


def _styles(bare: list[str]) -> Node:
    """Return the styles that must come after Streamlit's, which it adds to the head."""
    names = ["shell", *(["bare"] if bare else []), *bare]
    return [link(rel="stylesheet", href=assets.address(f"{name}.css")) for name in names]


def _text(node: Node) -> str:
    """Return elements as a plain text, so that what is put beside it is not escaped."""
    return "".join(str(fragment[node]))


@lru_cache(maxsize=1)
def _stock() -> str:
    """Return Streamlit's own first HTML. Raises RuntimeError where it is not as this module knows it."""
    place = find_spec("streamlit")
    if place is None or place.origin is None:
        raise RuntimeError("Streamlit is not installed")
    text = (Path(place.origin).parent / "static" / "index.html").read_text("utf-8")
    if missing := [part for part in (HTML, TITLE, ROOT, END) if text.count(part) != 1]:
        raise RuntimeError("Streamlit's index.html has changed", *missing)
    return text


ROUTES = tuple(
    route
    for page in PAGES.values()
    for route in (Route(f"/{page.path}", first), *([Route(f"/{page.path}/", below)] if page.path else []))
)
