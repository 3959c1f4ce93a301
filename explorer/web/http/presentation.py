"""The presentation of an agenda: one document of large type, one view at a time, stepped through by the keyboard.

It stands outside Streamlit: no menu, no session, and without its script the plain links still lead on and back.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import htpy
from htpy import Element, Node, a, b, button, em, h1, img, main, meta, nav, p, section, small
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from explorer.core import language, marks
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.links import agenda, parameters, parsing
from explorer.links.agenda import Agenda, Item
from explorer.views.agenda import html as agenda_html
from explorer.views.agenda import lookup
from explorer.views.exhibit import Exhibit
from explorer.web.http import limits, once, responses

PARAMETERS = ("agenda", "step", "lang")
OF_TIME = ("target", "whatif")  # whose picture ends with what is asked: a phone shows that end first
# The views of an agenda are looked up one at a time: it may take seconds, and everybody else goes on.
MOST = 8
PRESENTERS, WAITING = ThreadPoolExecutor(MOST, "agendas"), limits.Room(MOST)
STYLE = Path(__file__).with_name("presentation.css")
SCRIPT = Path(__file__).with_name("presentation.js")
# Whatever an agenda says, the browser runs this project's script only and asks nothing of another host.
GUARDED = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


async def present(request: Request) -> Response:
    """GET /present?agenda=[&step=1&lang=zh|en]: 400 and one sentence for what cannot be presented."""
    words = responses.words(request)
    try:
        page, status = await _in_turn(limits.client(request.scope), lambda: document(_query(request), words)), 200
    except Trouble as trouble:
        page, status = _refusal(trouble, words), responses.refusal(request, trouble)[0]
    except Exception as fault:
        logging.getLogger("explorer").exception("unforeseen", exc_info=fault)
        page, status = _refusal(Trouble("unexpected"), words), 500
    return HTMLResponse(page, status, {**responses.FRESH, **GUARDED})


async def _in_turn(client: str, make: Callable[[], str]) -> str:
    """Run what may take long when it is its client's turn; beyond a few who wait, say so."""
    if not WAITING.enter(client):
        raise Trouble("busy")
    try:
        return await asyncio.get_running_loop().run_in_executor(PRESENTERS, once.WORK.make, make, client)
    finally:
        WAITING.leave(client)


async def style(_request: Request) -> Response:
    """GET /present.css: the presentation's looks, in the colours that marks.py owns."""
    return Response(_style(), media_type="text/css", headers={"Cache-Control": "no-cache"})


async def script(_request: Request) -> Response:
    """GET /present.js: what the keys do."""
    return Response(SCRIPT.read_text("utf-8"), media_type="text/javascript", headers={"Cache-Control": "no-cache"})


ROUTES = (Route("/present", present), Route("/present.css", style), Route("/present.js", script))


def document(query: dict[str, str], words: Words) -> str:
    """Return the whole presentation as HTML, at the step (from 1) that ``query`` names.

    Raises Trouble for an agenda that cannot be read or is empty, and for a step it has not.
    """
    shown = agenda.read(query.get("agenda", ""))
    if not shown.items:
        raise Trouble("agenda_empty")
    last = len(shown.items)
    asked = query.get("step") or "1"
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 4 and 1 <= int(asked) <= last):
        raise Trouble("unknown_value", name="step", asked=asked[:80], allowed=f"1–{last}")
    step = int(asked)
    found = lookup.looked_up(shown, words.code)
    carried = agenda_html.carrying(shown, words.code)
    slides = (
        _slide(item, one, place, last, step, agenda_html.opens(item, carried), words)
        for place, (item, one) in enumerate(zip(shown.items, found, strict=True), start=1)
    )
    title = shown.title or words("agenda.title")
    here = agenda_html.opens(shown.items[step - 1], carried)
    return _page(f"{step}/{last} {title}", [main(data_title=title)[slides], _controls(shown, step, here, words)], words)


def _slide(item: Item, one: Exhibit | Trouble, place: int, last: int, step: int, where: str, words: Words) -> Element:
    """Return one view: title, status, sentence, picture, sources; only the one at ``step`` is seen at first."""
    page, rest = words(f"menu.{item.page}"), None
    title, about = agenda_html.title(item, one, words), page
    if isinstance(one, Exhibit):
        about = f"{page} · {one.subtitle}"
        rest = _pictured(one, title, "eager" if abs(place - step) <= 1 else "lazy", words)
    kind, numbered = "item now" if place == step else "item", f"{place} / {last}"
    return section(class_=kind, data_open=where, data_place=numbered, aria_labelledby=f"title-{place}")[
        p(".about")[about], h1(id=f"title-{place}")[title], p(".said")[agenda_html.said(one, words)], rest
    ]


def _pictured(one: Exhibit, title: str, loading: str, words: Words) -> Node:
    """Return a view's picture, light and dark, and what it rests on."""
    light, dark = (parameters.to(f"present/{way}{one.page}.svg", one.parameters) for way in ("", "dark/"))
    mark = one.simulated and em[words("overview.simulated_shown")]
    return [
        htpy.picture(class_="latest" if one.page in OF_TIME else None)[
            htpy.source(media="screen and (prefers-color-scheme: dark)", srcset=dark),
            img(src=light, alt=words("presentation.picture", title=title), loading=loading),
        ],
        p(".sources")[mark, one.sources],
    ]


def _controls(shown: Agenda, step: int, here: str, words: Words) -> Node:
    """Return the line below: back, where one is, on, the view itself, the agenda, and which keys do the same."""
    last, carried = len(shown.items), agenda_html.carrying(shown, words.code)

    def leads(kind: str, key: str, where: str, *, idle: bool = False) -> Element:
        return a(rel=kind, href=where, aria_disabled="true" if idle else None)[words(f"presentation.{key}")]

    def at(place: int) -> str:
        return parameters.to("present", {**carried, "step": str(min(max(place, 1), last))})

    line = nav(aria_label=words("presentation.controls"))[
        leads("prev", "back", at(step - 1), idle=step == 1),
        b(".position")[f"{step} / {last}"],
        leads("next", "next", at(step + 1), idle=step == last),
        leads("bookmark", "open", here),
        leads("up", "agenda", parameters.to("agenda", carried)),
        button(type="button", hidden=True)[words("presentation.full_screen")],
        small(hidden=True)[words("presentation.keys")],
    ]
    return [line, p(role="status", aria_live="polite")]


def _refusal(trouble: Trouble, words: Words) -> str:
    """Return the page that says in one sentence why nothing is presented, and the way home."""
    title, way = words("presentation.refused"), a(href=parameters.to("", {"lang": words.code}))
    said = section(".item.now")[h1[title], p(".said")[words.trouble(trouble)], p[way[words("presentation.home")]]]
    return _page(title, main[said], words)


def _page(title: str, body: Node, words: Words) -> str:
    head = htpy.head[
        meta(charset="utf-8"),
        meta(name="viewport", content="width=device-width, initial-scale=1"),
        htpy.title[f"{title} · {words('common.product')}"],
        htpy.link(rel="stylesheet", href="present.css"),
        htpy.script(src="present.js", defer=True),
    ]
    return str(htpy.html(lang=words.code)[head, htpy.body[body]])


def _query(request: Request) -> dict[str, str]:
    """Return the parameters. Raises Trouble for one given twice and for a strange language."""
    asked = {name: value for name, value in responses.query(request).items() if name in PARAMETERS}
    parsing.one_of("lang", asked.get("lang", language.LANGUAGES[0]), language.LANGUAGES)
    return asked


@cache
def _style() -> str:
    dark = f"@media screen and (prefers-color-scheme: dark) {{ {_colours('dark')} }}"
    return f"{_colours('light')}\n{dark}\n{STYLE.read_text('utf-8')}"


def _colours(theme: str) -> str:
    """Return the variables and status colours of one theme."""
    palette = marks.palette(theme)
    shared = (
        f":root {{ color-scheme: {theme}; --paper: {palette.paper}; --ink: {palette.ink}; --grey: {palette.grey}; "
        f"--faint: {palette.faint}; --accent: {palette.series}; --font: {marks.FONT}; }}"
    )
    signs = ((status, sign.dark if theme == "dark" else sign.light) for status, sign in marks.STATUS_KINDS.items())
    shared += f":root:lang(en) {{ --font: {marks.LATIN_FONT}; }}"
    return shared + "".join(f" .status.{status} {{ color: {colour}; }}" for status, colour in signs)
