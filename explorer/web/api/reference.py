"""GET /docs: the data addresses for people, made of the same description as /openapi.json; it runs no script."""

from collections.abc import Iterator, Mapping
from typing import Any

import htpy
from htpy import Element, Node, a, code, h1, h2, li, meta, p, table, td, th, tr
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from explorer.core import language
from explorer.core.language import Words
from explorer.views import html
from explorer.web.api import documents, openapi
from explorer.web.api.addresses import ADDRESSES, Address
from explorer.web.http import delivery, link_preview, responses

STYLE = link_preview.STYLE + (
    " h2 { font-size: 1.1rem; margin-top: 2.5rem } code { overflow-wrap: anywhere }"
    " table { border-collapse: collapse; width: 100% } .wide { overflow-x: auto }"
    " th, td { text-align: start; vertical-align: top; padding: .3rem .8rem .3rem 0 }"
    f" tr {{ border-bottom: 1px solid {link_preview.INK.faint} }}"
)
PARAMETERS = ("lang",)


async def docs(request: Request) -> Response:
    """GET /docs?lang=."""
    where, words = responses.at(request), responses.words(request)
    try:
        documents.known(responses.query(request), PARAMETERS)
        told = {**link_preview.policy(where), **responses.FRESH}
        return delivery.delivered(request, page(words, where).encode(), "text/html; charset=utf-8", told)
    except Exception as fault:  # noqa: BLE001 (whatever happened, the answer is one sentence)
        status, sentence, later = responses.refusal(request, fault)
        headers = {**link_preview.policy(where), **responses.FRESH, **later}
        return HTMLResponse(link_preview.refused(sentence, where, words), status, headers)


async def led(request: Request) -> Response:
    """GET /data and /api: whoever looks there for what there is, is led to /docs."""
    asked, above = request.url.query, "../" if request.url.path.endswith("/") else ""
    return RedirectResponse(f"{above}docs" + (f"?{asked}" if asked else ""), 307)


def page(words: Words, at: str) -> str:
    """Return every address with what it reads and gives, as HTML; ``at``: where the site answers (see urls.origin)."""
    described = openapi.document(words, at)
    title = f"{words('docs.title')} · {words('common.product')}"
    top = htpy.head[
        meta(charset="utf-8"),
        meta(name="viewport", content="width=device-width"),
        htpy.title[title],
        html.stylesheet(STYLE),
    ]
    others = [
        a(href=f"?lang={other}", lang=other)[language.words(other)(f"language.{other}")]
        for other in language.LANGUAGES
        if other != words.code
    ]
    told = (
        p[others],
        h1[words("docs.title")],
        p[described["info"]["description"]],
        p[words("docs.refused")],
        p[a(href=f"{at}/openapi.json?lang={words.code}")[words("docs.machine")]],
        htpy.nav[htpy.ul[(_entry(one, words) for one in ADDRESSES)]],
        (_section(one, described["paths"][one.path]["get"], words, at) for one in ADDRESSES),
    )
    return str(htpy.html(lang=words.code)[top, htpy.body[htpy.main[told]]])


def _entry(address: Address, words: Words) -> Element:
    said = words(f"openapi_address.{address.name}")
    return li[a(href=f"#{address.name}")[code[address.path]], " ", said]


def _section(address: Address, operation: Mapping[str, Any], words: Words, at: str) -> Element:
    example = f"{at}{address.example}"
    return htpy.section(id=address.name)[
        h2[operation["summary"]],
        p[code[f"GET {address.path}"]],
        p[words("docs.example"), " ", a(href=example)[code[example]]],
        htpy.div(".wide")[
            table[
                htpy.thead[tr[(th(scope="col")[words(f"docs.{name}")] for name in ("parameter", "meaning", "value"))]],
                htpy.tbody[(_parameter(one, words) for one in operation["parameters"])],
            ]
        ],
        p[words("docs.gives"), " ", code[", ".join(operation["responses"]["200"]["content"])]],
        p[words("docs.statuses"), " ", ", ".join(sorted(operation["responses"]))],
    ]


def _parameter(one: Mapping[str, Any], words: Words) -> Element:
    needed: Node = f" ({words('docs.needed')})" if one["required"] else None
    return tr[
        th(scope="row")[code[one["name"]], needed],
        td[one["description"]],
        td[code[" | ".join(_values(one))]],
    ]


def _values(one: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a parameter can be; where it is not one of a few, an example."""
    yield from one["schema"].get("enum") or [str(one["example"])]
