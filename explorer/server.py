"""The ASGI app: pages, data, pictures, files, link previews, presentation. ``python -m explorer.server`` serves it."""

import contextlib
import gc
import logging
import os
import sys
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explorer.core import language, paths
from explorer.core.errors import Trouble
from explorer.releases import manifest
from explorer.views import exhibits
from explorer.web.api import routes
from explorer.web.http import files, middleware, pictures, presentation

DATA = "/api/v1/"
HOST, PORT, LAST_PORT = "127.0.0.1", 8501, 65536


async def unknown(request: Request) -> Response:
    """Answer any other data address with a sentence instead of a page."""
    return await routes.answer(request, lambda: _refuse(request.url.path))


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
    Route("/api/v1/plans", routes.plans),
    Route("/api/v1/plans/{plan}", routes.plan),
    Route("/api/v1/indicators/{slug}", routes.indicator),
    Route("/api/v1/indicators/{slug}/outlook", routes.indicator_outlook),
    Route("/api/v1/assess", routes.assess),
    Route("/api/v1/outlook", routes.outlook),
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
