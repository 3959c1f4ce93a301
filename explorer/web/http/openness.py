"""What may leave in bulk and to whom: published figures to everybody, the office's own where the operator says so.

A page of a stranger's site that somebody in the office's network opens must not read the office's own copy: what can
hold figures of the office's is for the sites that the operator names.
"""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from explorer.core import settings
from explorer.core.errors import Trouble
from explorer.links import parsing
from explorer.releases.store import EVIDENCE_SHOWN, Edition

PUBLISHED, OFFICE = "published", "office"
OPEN = ("/api/", "/data/", "/chart/", "/file/")
ASKED_WITH = ("Accept-Language", "Range", "If-None-Match", "If-Modified-Since", "If-Range")
EXPOSED: Mapping[str, str] = {
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Content-Disposition, Content-Range, Retry-After"
}


def office_open() -> bool:
    """Whether the operator opens the office's own figures to everybody: OPEN_DATA=office in the environment."""
    return settings.of("OPEN_DATA") == OFFICE


def evidence(asked: str | None, edition: Edition) -> str:
    """Return the evidence by which data are handed out: what is asked for, else what is open to everybody.

    Raises Trouble for none, and for what would hand out figures of the office that are not open.
    """
    if asked is None:
        return OFFICE if office_open() else PUBLISHED
    found = parsing.one_of("evidence", asked, tuple(EVIDENCE_SHOWN))
    if holds_office(found, edition) and not office_open():
        raise Trouble("office_not_open", asked=found)
    return found


def holds_office(evidence: str, edition: Edition) -> bool:
    """Whether an answer by this evidence can hold anything that the office brought."""
    return evidence != PUBLISHED and edition.brought


def holds_anything(edition: Edition) -> bool:
    """Whether what is made of a whole page can hold anything of the office's: lists and names go by no evidence."""
    return edition.brought or bool(edition.decisions.closed)


def readers(request: Request, *, office: bool) -> Mapping[str, str]:
    """Return the headers that say which other sites' pages may read an answer.

    ``office``: whether figures of the office's can stand in it; it is then for the sites that OPEN_ORIGINS names.
    """
    if not office or office_open():
        return {"Access-Control-Allow-Origin": "*", **EXPOSED}
    origin = request.headers.get("origin", "")
    if origin and origin in settings.of("OPEN_ORIGINS").replace(",", " ").split():
        return {"Access-Control-Allow-Origin": origin, "Vary": "Origin", **EXPOSED}
    return {"Vary": "Origin"}


def asked_first() -> Response:
    """Answer a browser that asks whether a page of another site may ask: it may, whether it may read is said then."""
    allowed = {"Origin": "*", "Methods": "GET, HEAD", "Headers": ", ".join(ASKED_WITH)}
    told = {f"Access-Control-Allow-{what}": said for what, said in allowed.items()}
    return Response(status_code=204, headers={**told, "Access-Control-Max-Age": "600"})
