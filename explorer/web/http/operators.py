"""Addresses for whoever operates the site, and what a host is expected to have: robots.txt, security.txt."""

import datetime as dt
import hmac
import ipaddress
import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from explorer.core import clock, settings
from explorer.core.errors import Trouble
from explorer.releases import store
from explorer.web.http import responses
from explorer.web.http.traffic import PASSED

TOKEN, CONTACT = "METRICS_TOKEN", "SECURITY_CONTACT"  # variables of the environment
NOW: Mapping[str, str] = {"Cache-Control": "no-store"}
VALID = dt.timedelta(days=180)
STARTED = time.time()
ROBOTS = "User-agent: *\nDisallow: /api/\nDisallow: /file/\nDisallow: /publish\nDisallow: /sql\nDisallow: /_stcore/\n"
METRICS_TYPE = "text/plain; version=0.0.4"


async def livez(_: Request) -> Response:
    """GET /livez: 200 as long as the process answers."""
    return PlainTextResponse("ok\n", headers=NOW)


async def readyz(request: Request) -> Response:
    """GET /readyz: 200 with the release in use, 503 with a sentence where that is missing or damaged."""
    try:
        edition = await run_in_threadpool(store.edition)
    except Trouble as trouble:
        return JSONResponse({"ready": False, "error": responses.words(request).trouble(trouble)}, 503, headers=NOW)
    except OSError as fault:  # the folder went between two looks at it
        return JSONResponse({"ready": False, "error": str(fault.strerror)}, 503, headers=NOW)
    return JSONResponse({"ready": True, "release": edition.id}, headers=NOW)


async def metrics(request: Request) -> Response:
    """GET /metrics in Prometheus' text: for this machine, or with METRICS_TOKEN as a bearer's; 403 for anybody else."""
    if not _may_read(request):
        return responses.refused(request, Trouble("metrics_closed"))
    release = ""
    with suppress(Trouble, OSError):
        release = (await run_in_threadpool(store.edition)).id
    return PlainTextResponse("".join(_told(release)), headers=NOW, media_type=METRICS_TYPE)


async def robots(request: Request) -> Response:
    """GET /robots.txt: pages and their previews may be read, files and data need not be collected."""
    return PlainTextResponse(f"{ROBOTS}\nSitemap: {responses.at(request)}/sitemap.xml\n")


async def security(request: Request) -> Response:
    """GET /.well-known/security.txt (RFC 9116), where the operator says by SECURITY_CONTACT whom to write to."""
    contact = " ".join(settings.of(CONTACT).split())
    if not contact:
        return responses.refused(request, Trouble("unknown_page", asked="security.txt"))
    until = (clock.today() + VALID).isoformat()
    return PlainTextResponse(f"Contact: {contact}\nExpires: {until}T00:00:00Z\nPreferred-Languages: zh, en\n")


def _may_read(request: Request) -> bool:
    """Whether the metrics are this one's to read: whoever brings the token, else this machine alone.

    Behind a proxy on the same machine everybody seems to come from here, but brings the headers of a proxy.
    """
    token, given = settings.of(TOKEN), request.headers.get("authorization", "")
    if token:
        return hmac.compare_digest(given.encode("latin-1", "replace"), f"Bearer {token}".encode("latin-1", "replace"))
    if any(name in request.headers for name in ("x-forwarded-for", "forwarded", "x-real-ip", "via")):
        return False
    try:
        return ipaddress.ip_address(request.client.host if request.client else "").is_loopback
    except ValueError:
        return False


def _told(release: str) -> Iterator[str]:
    yield from _metric("requests_total", "counter", PASSED.answered, "kind", "status")
    yield from _metric("request_seconds_total", "counter", PASSED.seconds, "kind")
    yield from _metric("runs_total", "counter", PASSED.runs, "page")
    yield from _metric("run_seconds_total", "counter", PASSED.run_seconds, "page")
    yield from _metric("in_progress", "gauge", PASSED.open, "kind")
    yield from _metric("events_total", "counter", PASSED.events, "event")
    yield from _metric("release_info", "gauge", {release: int(bool(release))}, "release")
    yield from _metric("threads", "gauge", {(): threading.active_count()})
    yield from _metric("start_time_seconds", "gauge", {(): STARTED})
    yield from _metric("resident_memory_bytes", "gauge", {(): _resident()})
    yield from _metric("open_descriptors", "gauge", {(): sum(1 for _ in Path("/proc/self/fd").iterdir())})


def _metric(name: str, type_: str, values: Mapping[Any, float], *labels: str) -> Iterator[str]:
    """Yield one metric's lines; the keys of ``values`` are those of its labels."""
    yield f"# TYPE explorer_{name} {type_}\n"
    for key, value in list(values.items()):
        told = zip(labels, key if isinstance(key, tuple) else (key,), strict=True)
        labelled = ",".join(f'{label}="{one}"' for label, one in told)
        yield f"explorer_{name}{{{labelled}}} {value:g}\n" if labelled else f"explorer_{name} {value:.17g}\n"


def _resident() -> int:
    """Return the memory that this process holds now, in bytes."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGESIZE")


ROUTES = (
    Route("/livez", livez),
    Route("/readyz", readyz),
    Route("/metrics", metrics),
    Route("/robots.txt", robots),
    Route("/.well-known/security.txt", security),
)
