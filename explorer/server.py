"""The ASGI app: pages, data, pictures, files, link previews, presentation. ``python -m explorer serve`` serves it."""

import contextlib
import errno
import gc
import logging
import os
import socket
import sys
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit.commands import navigation
from streamlit.navigation import page
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner import script_runner

from explorer.analysis import left_out
from explorer.core import command_line, language, logs, paths, settings
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.releases import current
from explorer.views import exhibits
from explorer.web.api import openapi, reference, routes
from explorer.web.api.addresses import ADDRESSES
from explorer.web.frame import answers, assets, discovery, first
from explorer.web.http import files, limits, middleware, operators, pictures, presentation
from explorer.web.ui import inside

HOST, PORT, LAST_PORT = "127.0.0.1", 8501, 65536


async def unknown(request: Request) -> Response:
    """Answer any other data address with a sentence instead of a page."""
    return await routes.answer(request, lambda: _refuse(request.url.path))


def _refuse(path: str) -> dict[str, Any]:
    raise Trouble(
        "unknown_address",
        asked=path[:80],
        allowed=", ".join(one.path for one in ADDRESSES),
    )


def report(fault: Exception) -> bool:
    """Log what nobody foresaw and say one sentence in its place: no traceback reaches a person."""
    logging.getLogger("explorer").error("unforeseen", exc_info=fault)
    st.error(language.words(language.preferred(st.context.locale)).trouble(Trouble("unexpected")))
    return True


ROUTES = [
    *(Route(one.path, one.endpoint) for one in ADDRESSES),
    Route("/openapi.json", openapi.openapi),
    Route("/docs", reference.docs),
    *(Route(path, reference.led) for path in ("/data", "/data/", "/api", "/api/")),
    Route("/data/{rest:path}", unknown),
    Route("/file/{view:path}.{kind}", files.file),
    Route("/file/{rest:path}", unknown),
    Route("/api/{rest:path}", unknown),
    Route("/chart/{file:path}", pictures.chart),
    Route("/present/{file:path}", pictures.slide),
    *(Route(f"/{page}.{{kind}}", pictures.astray) for page in exhibits.BUILDERS),
    Route("/s/{view:path}", pictures.card),
]
inside.keep_pages(script_runner, navigation, page)
inside.keep_theme(app_session)
app = st.App(
    paths.ROOT / "app.py",
    routes=[
        *ROUTES,
        *presentation.ROUTES,
        *answers.ROUTES,
        *assets.ROUTES,
        *first.ROUTES,
        *operators.ROUTES,
        *discovery.ROUTES,
    ],
    middleware=middleware.MIDDLEWARE,
    on_script_error=report,
)


def serve(words: Words, host: str | None = None, port: str | None = None) -> int:
    """Build a release when there is none that serves, then serve until stopped. HOST and PORT stand for what is None.

    Raises Trouble for a port that is none, and where no release can be built.
    """
    os.chdir(paths.ROOT)
    asked = port or settings.of("PORT") or str(PORT)
    number = int(asked) if asked.isdecimal() else 0
    if not 0 < number < LAST_PORT:
        raise Trouble("port_not_a_number", asked=f"--port {asked}" if port else f"PORT={asked}")
    where = host or settings.of("HOST") or HOST
    _can_listen(where, number)
    logs.begin()
    limits.begin()
    _ready(words)
    for name, fault in left_out.files(left_out.edition()).items():
        logs.event("file left out", level=logging.WARNING, file=name, why=words.trouble(fault))
    gc.freeze()  # what is loaded by now stays: no collection has to look through it again
    with contextlib.suppress(KeyboardInterrupt):
        told: dict[str, object] = {
            "server.port": number,
            "server.address": where,
        }
        if secrets := paths.secrets():
            told["secrets.files"] = [str(secrets)]
        app.run(config=told)
    return command_line.DONE


def _can_listen(host: str, port: int) -> None:
    """Raise Trouble where nobody can listen: the port is taken or not ours to take, or the address is not of here."""
    try:
        kind, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        socket.create_server(address[:2], family=kind).close()
    except OSError as fault:
        key = {errno.EADDRINUSE: "port_taken", errno.EACCES: "port_forbidden"}.get(fault.errno or 0, "host_not_here")
        raise Trouble(key, host=host, port=port) from fault


def _ready(words: Words) -> None:
    """See that a release serves: what builds and checks is loaded only where none does, since pages never need it.

    Raises Trouble where it cannot be told which release was in use.
    """
    from explorer.pipeline.publish import way_back  # noqa: PLC0415

    if doubt := way_back.doubt():
        raise doubt
    if not current.usable():
        from explorer.pipeline import cli  # noqa: PLC0415

        cli.first(words)


def main() -> int:
    """Serve as ``python -m explorer serve`` does, without loading this module a second time."""
    words = language.here()
    return command_line.ended(lambda: serve(words), words, command_line.Codes())


if __name__ == "__main__":
    sys.exit(main())
