"""What the frame asks for while a page stands: the search's index, the share panel, and whether data are new."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import PurePath

from htpy import fragment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from explorer.core import catalogue, language
from explorer.core.errors import Trouble
from explorer.links import agenda, drafts, parameters
from explorer.links.ask import LinkAsk
from explorer.links.pages import PAGES
from explorer.releases import current
from explorer.views import choices
from explorer.views.changes import news
from explorer.views.draft import plan_file
from explorer.web.auth import session
from explorer.web.frame import finder, sharing
from explorer.web.http import link_preview, once, pictures, responses, uploads

SHELL = ("print", "embed")


async def index(request: Request) -> Response:
    """GET /frame/index.json?lang=: what the search looks through, with its ETag."""
    found = finder.index(responses.words(request), session.found_in_menu(request.cookies))
    content = json.dumps(found, ensure_ascii=False).encode()
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie", "ETag": once.tag(content)}
    whole = Response(content, media_type="application/json", headers=headers)
    return once.unchanged(request, headers["ETag"], headers) or whole


async def share(request: Request) -> Response:
    """GET /frame/share/{page}?…: what the share control offers of a page, as HTML; a sentence where it cannot."""
    words, page = responses.words(request), request.path_params["page"]
    try:
        _known(page)
        query = responses.ours(request)
        used = {name: value for name, value in query.items() if name not in (*SHELL, agenda.NAME)}
        carried, at = query.get(agenda.NAME, ""), responses.at(request)
        if page == agenda.NAME:
            used |= {agenda.NAME: carried} if carried else {}
        made = await asyncio.get_running_loop().run_in_executor(
            pictures.READERS, lambda: str(sharing.panel(page, used, carried, at, words))
        )
        return HTMLResponse(made, headers=dict(responses.FRESH))
    except Exception as fault:  # noqa: BLE001 (whatever happened, the answer is one sentence)
        status, sentence, later = responses.refusal(request, fault)
        return HTMLResponse(str(sharing.failed(sentence, words)), status, {**responses.FRESH, **later})


def _known(page: str) -> None:
    if page not in PAGES:
        raise Trouble("unknown_view", asked=page[:80], allowed=", ".join(PAGES))


async def now(request: Request) -> Response:
    """GET /now.json: which release is in use."""
    try:
        return Response(
            json.dumps({"release": current.in_use()}), media_type="application/json", headers=dict(responses.FRESH)
        )
    except Exception as fault:  # noqa: BLE001 (whatever happened, the answer is one sentence)
        return responses.refused(request, fault)


async def fresh(request: Request) -> Response:
    """GET /frame/news/{page}?…: that another release came into use since; empty where none did."""
    words, page = responses.words(request), request.path_params["page"]
    try:
        query = responses.ours(request)
        link = LinkAsk({name: value for name, value in query.items() if name != "drawn"})
        view = choices.choose_view(link, language.words(words.code), (agenda.NAME,))
        said = news.fresh(page, view, query, current.in_use()) if page in PAGES else None
        return HTMLResponse(str(fragment[said]), headers=dict(responses.FRESH))
    except Exception as fault:  # noqa: BLE001 (whatever happened, the answer is one sentence)
        return responses.refused(request, fault)


async def bring(request: Request) -> Response:
    """POST /frame/draft: a plan file leads to the page of its draft; a bad one to a page with one sentence."""
    words, where = responses.words(request), responses.at(request)
    try:
        fields = uploads.fields(request.headers.get("content-type", ""), await uploads.body(request))
        words = language.words(given) if (given := _told(fields, "lang")) in language.LANGUAGES else words
        name, content = fields.get("file", ("", b""))
        found = plan_file.opened(PurePath(name).name or "plan.toml", content)
        carried = {one: told for one in ("as_of", "evidence", "lang") if (told := _told(fields, one))}
        query = {"plan": _plan_of(found.area), "area": found.area, **carried, "draft": drafts.written(found)}
        return Response(status_code=303, headers={"Location": f"../{parameters.to('draft', query)}", **responses.FRESH})
    except Exception as fault:  # noqa: BLE001 (whatever happened, the answer is one sentence)
        status, sentence, later = responses.refusal(request, fault)
        if isinstance(fault, Trouble):  # whatever is wrong with the file, it is the file
            status, sentence = 400, words.trouble(fault)
        page = link_preview.refused(sentence, where, words)
        return HTMLResponse(page, status, {**responses.FRESH, **dict(link_preview.policy(where)), **later})


def _told(fields: Mapping[str, tuple[str, bytes]], name: str) -> str:
    """Return what the form says of a parameter that the reader takes along; nothing where it does not."""
    return fields[f"with_{name}"][1].decode(errors="replace") if f"with_{name}" in fields else ""


def _plan_of(area: str) -> str:
    """Return the plan in whose view an area's draft is looked at: the first of that area. Raises Trouble for none."""
    found = next((plan.slug for plan in catalogue.plans().values() if plan.area == area), None)
    if found is None:
        raise Trouble("draft_area", area=area)
    return found


ROUTES = (
    Route("/now.json", now),
    Route("/frame/index.json", index),
    Route("/frame/share/{page}", share),
    Route("/frame/news/{page}", fresh),
    Route("/frame/draft", bring, methods=["POST"]),
)
