"""What the frame asks for while a page stands: the search's index, the share panel, and whether data are new."""

import asyncio
import importlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from htpy import fragment
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from explorer.core import catalogue, language
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.links import agenda, drafts, parameters
from explorer.links.ask import LinkAsk
from explorer.links.pages import PAGES
from explorer.releases import current
from explorer.views import choices
from explorer.views.changes import news
from explorer.views.draft import plan_file
from explorer.web.auth import session
from explorer.web.frame import finder, sharing
from explorer.web.http import limits, link_preview, once, pictures, responses, uploads
from explorer.web.http.uploads import Part

SHELL = ("print", "embed")
WITH = "with_"  # before a field's name: a browser keeps from a form what is called as a property of its element


class Led(NamedTuple):
    """Where a form leads: the parameters of the draft's page, and what is to be said before, if anything."""

    query: Mapping[str, str]
    said: str = ""


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
        carried, at, client = query.get(agenda.NAME, ""), responses.at(request), limits.client(request.scope)
        if page == agenda.NAME:
            used |= {agenda.NAME: carried} if carried else {}
        made = await asyncio.get_running_loop().run_in_executor(
            pictures.MAKERS, once.WORK.make, lambda: str(sharing.panel(page, used, carried, at, words)), client
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
    """POST /frame/draft: a plan file leads to the page of its draft; a bad one to a sentence and back."""

    def opened(sent: Sequence[Part], texts: Mapping[str, str], words: Words) -> Led:
        name, content = next(((one.file, one.content) for one in sent), ("", b""))
        found, left = plan_file.opened(PurePath(name).name or "plan.toml", content)
        kept = {one: texts[one] for one in ("as_of", "evidence", "lang") if texts.get(one)}
        where = {"plan": _plan_of(found.area), "area": found.area, **kept, "draft": drafts.written(found)}
        goals = [f"{goal.no} {words.of(goal.indicator.title)}" for goal in left]
        return Led(
            where, words("draft.left", count=len(left), goals=words("common.clauses").join(goals)) if left else ""
        )

    return await _sent(request, opened)


async def answered(request: Request) -> Response:
    """POST /frame/answers: cities' forms lead to the draft's page with their numbers, a bad one to a sentence."""

    def taken(sent: Sequence[Part], told: Mapping[str, str], _: Words) -> Led:
        files = [(PurePath(one.file).name or "?", one.content) for one in sent]
        forms = importlib.import_module("explorer.views.draft.city_forms")  # with the first: a start has no use for it
        draft = forms.answered(drafts.read(told.get("draft", "")), files)
        kept = {name: value for name, value in told.items() if name in parameters.KNOWN and value}
        return Led(kept | {"draft": drafts.written(draft)})

    return await _sent(request, taken)


async def _sent(request: Request, lead: Callable[[Sequence[Part], Mapping[str, str], Words], Led]) -> Response:
    """Lead on to the page of a draft with the parameters that ``lead`` makes of the files and texts of a form."""
    words, where, texts = responses.words(request), responses.at(request), _came_from(request)
    try:
        parts = uploads.parts(request.headers.get("content-type", ""), await uploads.body(request))
        texts = {one.name.removeprefix(WITH): one.content.decode(errors="replace") for one in parts if not one.file}
        words = language.words(texts["lang"]) if texts.get("lang") in language.LANGUAGES else words
        led = await run_in_threadpool(lead, [one for one in parts if one.name == "file"], texts, words)
        draft = f"../{parameters.to('draft', parameters.in_order(led.query))}"
        if led.said:
            page = link_preview.file_opened(led.said, draft, words)
            return HTMLResponse(page, headers={**responses.FRESH, **dict(link_preview.policy(where))})
        return Response(status_code=303, headers={"Location": draft, **responses.FRESH})
    except Exception as fault:  # noqa: BLE001 (whatever happened, the answer is one sentence)
        status, sentence, later = responses.refusal(request, fault)
        if isinstance(fault, Trouble):  # whatever is wrong with the file, it is the file
            status, sentence = 400, words.trouble(fault)
        known = parameters.in_order({name: value for name, value in texts.items() if value})
        page = link_preview.file_refused(sentence, f"../{parameters.to('draft', known)}", words)
        return HTMLResponse(page, status, {**responses.FRESH, **dict(link_preview.policy(where)), **later})


def _came_from(request: Request) -> dict[str, str]:
    """Return what the address of the page said that a file was sent from: a file too large is not read to its end."""
    return dict(parse_qsl(urlsplit(request.headers.get("referer", "")).query))


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
    Route("/frame/answers", answered, methods=["POST"]),
)
