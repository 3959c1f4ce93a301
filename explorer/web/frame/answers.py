"""What the frame asks for while a page stands: the search's index, the share panel, and whether data are new."""

import asyncio
import json

from htpy import fragment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.links import agenda
from explorer.links.ask import LinkAsk
from explorer.links.pages import PAGES
from explorer.releases import current
from explorer.views import choices
from explorer.views.changes import news
from explorer.web.auth import session
from explorer.web.frame import finder, sharing
from explorer.web.http import once, pictures, responses

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


ROUTES = (
    Route("/now.json", now),
    Route("/frame/index.json", index),
    Route("/frame/share/{page}", share),
    Route("/frame/news/{page}", fresh),
)
