"""The ASGI app: Streamlit's pages, the data address, the presentation. ``python -m explorer.server`` serves it."""

import contextlib
import gc
import logging
import os
import sys
from collections.abc import Callable
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from explorer import api, calculator, entrance, forecast, language, places, presentation, release, store
from explorer.trouble import Trouble

UNKNOWN = ("unknown_plan", "unknown_indicator", "unknown_address")
BAD = (
    "unknown_value",
    "unknown_day",
    "unknown_parameter",
    "parameter_missing",
    "not_a_number",
    "years_out_of_order",
    "opposite_signs",
    "beyond_arithmetic",
    "series_unreadable",
    "series_mixed",
    "series_too_short",
    "goal_year_past",
    "level_out_of_range",
    "logs_of_nothing",
    "no_goal_promised",
    "values_beyond_limits",
    "parameter_repeated",
)
HOST, PORT, LAST_PORT = "127.0.0.1", 8501, 65536


async def plans(request: Request) -> JSONResponse:
    """GET /api/v1/plans."""
    return await _answer(request, lambda: api.plans(store.edition()))


async def plan(request: Request) -> JSONResponse:
    """GET /api/v1/plans/{plan}?area=&as_of=&evidence=."""
    return await _answer(request, lambda: api.plan(request.path_params["plan"], _query(request), store.edition()))


async def indicator(request: Request) -> JSONResponse:
    """GET /api/v1/indicators/{slug}?area=&as_of=&evidence=."""
    slug = request.path_params["slug"]
    return await _answer(request, lambda: api.indicator(slug, _query(request), store.edition()))


async def assess(request: Request) -> JSONResponse:
    """GET /api/v1/assess?baseline=&baseline_year=&latest=&latest_year=&goal=&goal_year=&direction=up|down[&limit=]."""
    return await _answer(request, lambda: calculator.assess(_query(request)))


async def outlook(request: Request) -> JSONResponse:
    """GET /api/v1/outlook?series=2016:200.3,…&goal=&goal_year=[&level=&method=&direction=&limits=]."""
    return await _answer(request, lambda: forecast.typed(_query(request)))


async def indicator_outlook(request: Request) -> JSONResponse:
    """GET /api/v1/indicators/{slug}/outlook?area=&as_of=&evidence=&plan=&goal=&goal_year=&method=&years=&level=."""
    slug = request.path_params["slug"]
    return await _answer(request, lambda: forecast.own(slug, _query(request), store.edition()))


async def _answer(request: Request, document: Callable[[], dict[str, Any]]) -> JSONResponse:
    """Return the document, or one sentence: 404 for an unknown slug, 400 for a bad parameter, 503 without a release."""
    try:
        return JSONResponse(await run_in_threadpool(document))
    except Trouble as trouble:
        words = language.words(language.preferred(request.headers.get("accept-language")))
        asked = request.query_params.get("lang")
        sentence = (language.words(asked) if asked in language.LANGUAGES else words).trouble(trouble)
        status = 404 if trouble.key in UNKNOWN else 400 if trouble.key in BAD else 503
        return JSONResponse({"error": sentence}, status_code=status)
    except Exception as fault:
        logging.getLogger("explorer").exception("unforeseen", exc_info=fault)
        return JSONResponse({"error": language.words("en").trouble(Trouble("unexpected"))}, status_code=500)


async def unknown(request: Request) -> JSONResponse:
    """Answer any other data address with a sentence instead of a page."""
    return await _answer(request, lambda: _refuse(request.url.path))


def _refuse(path: str) -> dict[str, Any]:
    raise Trouble("unknown_address", asked=path[:80], allowed=", ".join(route.path for route in ROUTES[:-1]))


def _query(request: Request) -> dict[str, str]:
    """Return the parameters. Raises Trouble for one that is given twice: nobody could tell which is meant."""
    pairs = request.query_params.multi_items()
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise Trouble("parameter_repeated", name=next(name for name in names if names.count(name) > 1))
    return found


def report(fault: Exception) -> bool:
    """Log what nobody foresaw and say one sentence in its place: no traceback reaches a person."""
    logging.getLogger("explorer").error("unforeseen", exc_info=fault)
    st.error(language.words(language.preferred(st.context.locale)).trouble(Trouble("unexpected")))
    return True


ROUTES = [
    Route("/api/v1/plans", plans),
    Route("/api/v1/plans/{plan}", plan),
    Route("/api/v1/indicators/{slug}", indicator),
    Route("/api/v1/indicators/{slug}/outlook", indicator_outlook),
    Route("/api/v1/assess", assess),
    Route("/api/v1/outlook", outlook),
    Route("/api/{rest:path}", unknown),
]
app = st.App(
    places.ROOT / "app.py",
    routes=[*ROUTES, *presentation.ROUTES],
    middleware=entrance.MIDDLEWARE,
    on_script_error=report,
)


def main() -> int:
    """Build a release when there is none that serves, then serve on HOST and PORT until stopped."""
    os.chdir(places.ROOT)
    asked = os.environ.get("PORT") or str(PORT)
    port = int(asked) if asked.isdecimal() else 0
    if not 0 < port < LAST_PORT:
        print(language.here().trouble(Trouble("port_not_a_number", asked=os.environ["PORT"])), file=sys.stderr)
        return 2
    if not release.usable() and release.main(["build"]):
        return 1
    gc.freeze()  # what is loaded by now stays: no collection has to look through it again
    with contextlib.suppress(KeyboardInterrupt):
        app.run(config={"server.port": port, "server.address": os.environ.get("HOST") or HOST})
    return 0


if __name__ == "__main__":
    sys.exit(main())
