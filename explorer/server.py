"""The ASGI app: pages, data, pictures, files, link previews, presentation. ``python -m explorer.server`` serves it."""

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
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from explorer.core import language, paths
from explorer.core.errors import Trouble
from explorer.releases import manifest, store
from explorer.views import exhibits
from explorer.web.api import assess as api_assess
from explorer.web.api import documents
from explorer.web.api import outlook as api_outlook
from explorer.web.http import files, middleware, pictures, presentation, responses

DATA = "/api/v1/"
HOST, PORT, LAST_PORT = "127.0.0.1", 8501, 65536


async def plans(request: Request) -> Response:
    """GET /api/v1/plans."""
    return await _answer(request, lambda: documents.plans(store.edition()))


async def plan(request: Request) -> Response:
    """GET /api/v1/plans/{plan}?area=&as_of=&evidence=."""
    return await _answer(
        request, lambda: documents.plan(request.path_params["plan"], responses.query(request), store.edition())
    )


async def indicator(request: Request) -> Response:
    """GET /api/v1/indicators/{slug}?area=&as_of=&evidence=."""
    slug = request.path_params["slug"]
    return await _answer(request, lambda: documents.indicator(slug, responses.query(request), store.edition()))


async def assess(request: Request) -> Response:
    """GET /api/v1/assess?baseline=&baseline_year=&latest=&latest_year=&goal=&goal_year=&direction=up|down[&limit=]."""
    return await _answer(request, lambda: api_assess.assess(responses.query(request)))


async def outlook(request: Request) -> Response:
    """GET /api/v1/outlook?series=2016:200.3,…&goal=&goal_year=[&level=&method=&direction=&limits=]."""
    return await _answer(request, lambda: api_outlook.typed(responses.query(request)))


async def indicator_outlook(request: Request) -> Response:
    """GET /api/v1/indicators/{slug}/outlook?area=&as_of=&evidence=&plan=&goal=&goal_year=&method=&years=&level=."""
    slug = request.path_params["slug"]
    return await _answer(request, lambda: api_outlook.own(slug, responses.query(request), store.edition()))


async def _answer(request: Request, document: Callable[[], dict[str, Any]]) -> Response:
    """Return the document, or one sentence: 404 for an unknown slug, 400 for a bad parameter, 503 without a release."""
    try:
        return JSONResponse(await run_in_threadpool(document))
    except Exception as fault:  # noqa: BLE001 (whatever happened, the answer is one sentence)
        return responses.refused(request, fault)


async def unknown(request: Request) -> Response:
    """Answer any other data address with a sentence instead of a page."""
    return await _answer(request, lambda: _refuse(request.url.path))


def _refuse(path: str) -> dict[str, Any]:
    raise Trouble(
        "unknown_address",
        asked=path[:80],
        allowed=", ".join(route.path for route in ROUTES if route.path.startswith(DATA)),
    )


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
    Route("/file/{view}.{kind}", files.file),
    Route("/file/{rest:path}", unknown),
    Route("/api/{rest:path}", unknown),
    Route("/chart/{file:path}", pictures.chart),
    Route("/present/{file:path}", pictures.slide),
    *(Route(f"/{page}.{{kind}}", pictures.astray) for page in exhibits.BUILDERS),
    Route("/s/{view:path}", pictures.card),
]
app = st.App(
    paths.ROOT / "app.py",
    routes=[*ROUTES, *presentation.ROUTES],
    middleware=middleware.MIDDLEWARE,
    on_script_error=report,
)


def main() -> int:
    """Build a release when there is none that serves, then serve on HOST and PORT until stopped."""
    os.chdir(paths.ROOT)
    asked = os.environ.get("PORT") or str(PORT)
    port = int(asked) if asked.isdecimal() else 0
    if not 0 < port < LAST_PORT:
        print(language.here().trouble(Trouble("port_not_a_number", asked=os.environ["PORT"])), file=sys.stderr)
        return 2
    if not manifest.usable() and _build():
        return 1
    gc.freeze()  # what is loaded by now stays: no collection has to look through it again
    with contextlib.suppress(KeyboardInterrupt):
        settings: dict[str, object] = {"server.port": port, "server.address": os.environ.get("HOST") or HOST}
        if secrets := paths.secrets():
            settings["secrets.files"] = [str(secrets)]
        app.run(config=settings)
    return 0


def _build() -> int:
    """Build the first release. What builds and checks is loaded only here: pages never need it."""
    from explorer.pipeline import cli  # noqa: PLC0415

    return cli.main(["build"])


if __name__ == "__main__":
    sys.exit(main())
