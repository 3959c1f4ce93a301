"""The addresses of whole data: every figure of an indicator, every goal of a plan, and what stands beside them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import polars as pl
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from explorer.core import catalogue
from explorer.core.errors import Trouble
from explorer.exports.datasets import csvw, package, sdmx, tables
from explorer.exports.datasets.tables import Scope
from explorer.links import parsing
from explorer.releases import store
from explorer.releases.store import Edition
from explorer.web.api import documents, lists
from explorer.web.http import files, limits, once, openness, responses
from explorer.web.http.files import File

PARAMETERS = ("area", "since", "evidence", "as_of", "release", "lang")
MOST_KEPT = 32 << 20
KEPT: once.Once[File] = once.Once(MOST_KEPT, lambda made: len(made.content))


async def indicator(request: Request) -> Response:
    """GET /data/{slug}.{kind}?area=&since=&evidence=&as_of=&release=: every figure of an indicator as a table."""
    slug, kind = request.path_params["slug"], request.path_params["kind"]
    beside = f"{slug}.metadata.json" + (f"?{request.url.query}" if request.url.query else "")
    more = _beside(beside, csvw.MEDIA_TYPE) if kind == "csv" else {}
    return await _handed(request, lambda query, edition: figures(slug, kind, query, edition), more)


async def metadata(request: Request) -> Response:
    """GET /data/{slug}.metadata.json: what the table of the same parameters holds, as CSVW says it."""
    slug = request.path_params["slug"]
    return await _handed(request, lambda query, edition: described(slug, query, edition))


async def indicator_sdmx(request: Request) -> Response:
    """GET /data/{slug}.sdmx.csv?area=&since=&evidence=&as_of=&release=: every figure of an indicator as SDMX-CSV."""
    slug = request.path_params["slug"]
    return await _handed(
        request, lambda query, edition: exchanged(slug, query, edition), _beside("structure.xml", sdmx.XML_TYPE)
    )


async def release_sdmx(request: Request) -> Response:
    """GET /data/release.sdmx.csv?area=&since=&evidence=&as_of=&release=: every figure of all of them as SDMX-CSV."""
    return await _handed(
        request, lambda query, edition: exchanged(None, query, edition), _beside("structure.xml", sdmx.XML_TYPE)
    )


async def structure_xml(request: Request) -> Response:
    """GET /data/structure.xml?release=: what the SDMX-CSV files hold, as SDMX-ML."""
    return await _handed(request, lambda query, edition: structured("xml", query, edition))


async def structure_json(request: Request) -> Response:
    """GET /data/structure.json?release=: what the SDMX-CSV files hold, as SDMX-JSON."""
    return await _handed(request, lambda query, edition: structured("json", query, edition))


async def plan(request: Request) -> Response:
    """GET /data/plan/{plan}.{kind}?area=&evidence=&as_of=&release=: every goal of a plan as a table."""
    slug, kind = request.path_params["plan"], request.path_params["kind"]
    return await _handed(request, lambda query, edition: goals(slug, kind, query, edition))


async def release(request: Request) -> Response:
    """GET /data/release.zip?area=&since=&evidence=&as_of=&release=: all figures of all indicators as a data package."""
    return await _handed(request, whole)


async def _handed(
    request: Request, make: Callable[[Mapping[str, str], Edition], File], more: Mapping[str, str] | None = None
) -> Response:
    """Return what ``make`` makes of parameters and release, once for all who ask for it, or one sentence."""
    try:
        query = responses.query(request)
        edition = documents.released(query, store.edition())
        asked = partial(once.WORK.make, partial(make, query, edition), limits.client(request.scope))
        found = await KEPT.get(once.key(request), partial(run_in_threadpool, asked))
        fixed = bool(query.get("release")) and not edition.reread
        return files.handed(request, found, {"Vary": "", **(more or {})}, fixed=fixed)
    except Exception as fault:  # noqa: BLE001 (whatever happened, the answer is one sentence)
        return responses.refused(request, fault)


def _beside(address: str, media_type: str) -> dict[str, str]:
    """Return the header that says where an answer is described."""
    return {"Link": f'<{address}>; rel="describedby"; type="{media_type}"'}


def figures(slug: str, kind: str, query: Mapping[str, str], edition: Edition) -> File:
    """Return the table of an indicator as a file. Raises Trouble for what is not known or not open."""
    scope = _scope(slug, kind, query, edition)
    return _file(slug, scope, tables.written(tables.figures(slug, scope), kind), kind)


def described(slug: str, query: Mapping[str, str], edition: Edition) -> File:
    """Return what stands beside the table of an indicator. Raises Trouble as ``figures`` does."""
    scope = _scope(slug, "csv", query, edition)
    url = f"{slug}.csv" + (f"?{urlencode(sorted(query.items()))}" if query else "")
    document = csvw.metadata(slug, scope, url, tables.figures(slug, scope))
    made = _file(slug, scope, json.dumps(document, ensure_ascii=False, indent=1).encode(), "metadata.json")
    return replace(made, media_type=csvw.MEDIA_TYPE)


def whole(query: Mapping[str, str], edition: Edition) -> File:
    """Return all figures as one data package. Raises Trouble for what is not known or not open."""
    made = _file("ip_data", scope := _asked(query, edition), package.package(scope), "zip")
    return replace(made, media_type=package.MEDIA_TYPE)


def exchanged(slug: str | None, query: Mapping[str, str], edition: Edition) -> File:
    """Return the table of an indicator, or of all of them, as SDMX-CSV. Raises Trouble as ``figures`` does."""
    scope = _asked(query, edition) if slug is None else _scope(slug, "csv", query, edition)
    rows = [tables.figures(one, scope) for one in (catalogue.indicators() if slug is None else [slug])]
    made = _file(slug or "ip_data", scope, sdmx.csv(pl.concat(rows)), "sdmx.csv")
    return replace(made, media_type=sdmx.CSV_TYPE)


def structured(kind: str, query: Mapping[str, str], edition: Edition) -> File:
    """Return what the SDMX-CSV files of a release hold. Raises Trouble for what is not known."""
    documents.known(query, lists.PARAMETERS)
    make, media_type = {"xml": (sdmx.xml, sdmx.XML_TYPE), "json": (sdmx.written, sdmx.JSON_TYPE)}[kind]
    return files.named(make(edition), media_type, "structure", "structure", kind, office=False)


def goals(slug: str, kind: str, query: Mapping[str, str], edition: Edition) -> File:
    """Return the goals of a plan as a file. Raises Trouble for what is not known or not open."""
    _check(kind)
    evidence = openness.evidence(query.get("evidence"), edition)
    view = documents.plan_view(slug, {**query, "evidence": evidence}, edition)
    content = tables.written(tables.goals(view), kind, for_excel=True)
    return _file(slug, Scope(edition, view.as_of, evidence), content, kind)


def _scope(slug: str, kind: str, query: Mapping[str, str], edition: Edition) -> Scope:
    if slug not in catalogue.indicators():
        raise Trouble("unknown_indicator", asked=slug[:80], allowed=parsing.listed(catalogue.indicators()))
    _check(kind)
    return _asked(query, edition)


def _asked(query: Mapping[str, str], edition: Edition) -> Scope:
    documents.known(query, PARAMETERS)
    known = tuple(store.areas(edition))
    return Scope(
        edition,
        documents.day("as_of", query, edition) or edition.until,
        openness.evidence(query.get("evidence"), edition),
        tuple(parsing.one_of("area", one, known) for one in query["area"].split(",")) if "area" in query else (),
        documents.day("since", query, edition),
    )


def _check(kind: str) -> None:
    """Raise Trouble for a kind of file that is none of ours."""
    if kind not in tables.MEDIA_TYPES:
        raise Trouble("unknown_file", asked=kind[:20], allowed=parsing.listed(tables.MEDIA_TYPES))


def _file(slug: str, scope: Scope, content: bytes, kind: str) -> File:
    """Return a file whose name says what it is of, of when, and whether invented figures may stand in it."""
    invented = "including_simulated" if scope.evidence == "all" else ""
    name = "_".join(filter(None, (slug, invented, scope.as_of.isoformat())))
    office = openness.holds_office(scope.evidence, scope.edition)
    return files.named(content, tables.MEDIA_TYPES.get(kind, ""), name, name, kind, office)
