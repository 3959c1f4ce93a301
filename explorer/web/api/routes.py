"""The addresses of the data address: each asks for one document and answers with JSON or one sentence."""

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from explorer.releases import store
from explorer.releases.store import Edition
from explorer.web.api import assess as api_assess
from explorer.web.api import documents, lists
from explorer.web.api import drafts as api_drafts
from explorer.web.api import outlook as api_outlook
from explorer.web.api import proposals as api_proposals
from explorer.web.http import delivery, once, openness, responses

KEPT: once.Once[bytes] = once.Once(16 << 20, len)


async def plans(request: Request) -> Response:
    """GET /api/v1/plans[?release=]."""
    return await answer(request, lambda: documents.plans(responses.query(request), _edition(request)))


async def plan(request: Request) -> Response:
    """GET /api/v1/plans/{plan}?area=&as_of=&evidence=."""
    return await answer(
        request, lambda: documents.plan(request.path_params["plan"], responses.query(request), _edition(request))
    )


async def indicator(request: Request) -> Response:
    """GET /api/v1/indicators/{slug}?area=&as_of=&evidence=."""
    slug = request.path_params["slug"]
    return await answer(request, lambda: documents.indicator(slug, responses.query(request), _edition(request)))


async def indicators(request: Request) -> Response:
    """GET /api/v1/indicators[?release=]."""
    return await answer(request, lambda: lists.indicators(responses.query(request), _edition(request)))


async def areas(request: Request) -> Response:
    """GET /api/v1/areas[?release=]."""
    return await answer(request, lambda: lists.areas(responses.query(request), _edition(request)))


async def sources(request: Request) -> Response:
    """GET /api/v1/sources[?release=]."""
    return await answer(request, lambda: lists.sources(responses.query(request), _edition(request)))


async def measures(request: Request) -> Response:
    """GET /api/v1/measures[?release=]."""
    return await answer(request, lambda: lists.measures(responses.query(request), _edition(request)))


async def releases(request: Request) -> Response:
    """GET /api/v1/releases."""
    return await answer(request, lambda: lists.releases(responses.query(request)))


async def assess(request: Request) -> Response:
    """GET /api/v1/assess?baseline=&baseline_year=&latest=&latest_year=&goal=&goal_year=&direction=up|down[&limit=]."""
    return await answer(request, lambda: api_assess.assess(responses.query(request)))


async def outlook(request: Request) -> Response:
    """GET /api/v1/outlook?series=2016:200.3,…&goal=&goal_year=[&level=&method=&direction=&limits=]."""
    return await answer(request, lambda: api_outlook.typed(responses.query(request)))


async def indicator_outlook(request: Request) -> Response:
    """GET /api/v1/indicators/{slug}/outlook?area=&as_of=&evidence=&plan=&goal=&goal_year=&method=&years=&level=."""
    slug = request.path_params["slug"]
    return await answer(request, lambda: api_outlook.own(slug, responses.query(request), _edition(request)))


async def proposals(request: Request) -> Response:
    """GET /api/v1/proposals/{slug}?area=&start=&end=[&as_of=&evidence=&plan=&value=&…]."""
    slug = request.path_params["slug"]
    return await answer(request, lambda: api_proposals.document(slug, responses.query(request), _edition(request)))


async def drafts(request: Request) -> Response:
    """GET /api/v1/drafts?draft= or ?plan=&start=&end=&level=[&as_of=&evidence=]."""
    return await answer(request, lambda: api_drafts.document(responses.query(request), _edition(request)))


async def answer(request: Request, document: Callable[[], dict[str, Any]]) -> Response:
    """Return the document, or one sentence: 404 for an unknown slug, 400 for a bad parameter, 503 without a release."""
    try:
        key = once.key(request, responses.words(request).code)
        content = await KEPT.get(key, lambda: run_in_threadpool(lambda: bytes(JSONResponse(document()).body)))
        office = await run_in_threadpool(_holds_office, request)
        return delivery.delivered(request, content, "application/json", {}, office=office, fixed=_fixed(request))
    except Exception as fault:  # noqa: BLE001 (whatever happened, the answer is one sentence)
        return responses.refused(request, fault)


def _holds_office(request: Request) -> bool:
    """Whether anything of the office's can stand in an answer: its figures, or the name of who closed a year."""
    if not request.path_params and not request.url.path.endswith("/drafts"):  # lists, and what somebody types
        return False
    edition = _edition(request)
    asked = responses.query(request).get("evidence", edition.decisions.evidence)
    return openness.holds_anything(edition) and (asked != openness.PUBLISHED or bool(edition.decisions.closed))


def _fixed(request: Request) -> bool:
    """Whether the address gives the same for ever: it names release and language."""
    asked = request.query_params
    return bool(asked.get("release")) and "lang" in asked and not _edition(request).reread


def _edition(request: Request) -> Edition:
    """Return the release that a query asks for, the one in use where it asks for none."""
    return documents.released(responses.query(request), store.edition())
