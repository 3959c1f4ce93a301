"""How whole bytes are handed over: whether they are needed, which part of them, packed, and to which other sites.

What is asked alike of every data address, picture and file is answered here alike: HEAD, Range, conditions, gzip, and
whether a page of another site may read it.
"""

import datetime as dt
import gzip
import re
import time
from collections.abc import Mapping
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response

from explorer.core import paths
from explorer.web.http import once, openness, responses

STARTED = time.time()
SETTLED = 2  # seconds: a date of HTTP has no smaller part, so what changed just now has none yet
LEAST_PACKED, PACKED = 1000, 6  # bytes; of gzip's nine
PACKABLE = re.compile(r"text/|application/(json|xml|.*\+(json|xml|csv))|image/svg\+xml")
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
FIXED = "max-age=86400"
MOST_DIGITS = 19


def delivered(
    request: Request,
    content: bytes,
    media_type: str,
    headers: Mapping[str, str],
    *,
    office: bool = False,
    fixed: bool = False,
) -> Response:
    """Return the answer that holds ``content``, or as much of it as is asked for.

    ``office``: whether figures of the office's own can stand in it. ``fixed``: whether the address gives the same for
    ever; without it, it is asked for again each time. ``headers`` stay as they are.
    """
    tag, modified = once.tag(content), _modified()
    mine = {"Cache-Control": f"{'private' if office else 'public'}, {FIXED}"} if fixed else {}
    mine |= {"ETag": tag, "Accept-Ranges": "bytes", **openness.readers(request, office=office)}
    if modified is not None:
        mine["Last-Modified"] = format_datetime(modified, usegmt=True)
    varied = ", ".join(filter(None, (headers.get("Vary"), "Accept-Encoding", mine.pop("Vary", None))))
    answer = {**responses.FRESH, **headers, **mine, "Vary": varied}
    part = _part(request, tag, modified, len(content))
    packs = part is None and len(content) >= LEAST_PACKED and _packs(request) and PACKABLE.match(media_type)
    answer["Content-Encoding"] = "gzip" if packs else responses.PLAIN
    if packs:
        answer["ETag"] = f'{tag[:-1]}-gzip"'
    if held := _held(request, (answer["ETag"], tag), modified):
        told = {name: said for name, said in answer.items() if name != "Content-Encoding"}
        return Response(status_code=304, headers=told | {"ETag": held})
    if part is not None:
        return _partial(content, media_type, answer, part)
    return Response(
        gzip.compress(content, PACKED, mtime=0) if packs else content, headers=answer, media_type=media_type
    )


def _modified() -> dt.datetime | None:
    """Return when answers last became others: a release was put in use, or this program started; None: just now."""
    try:
        at = max(STARTED, (paths.data() / "CURRENT").stat().st_mtime)
    except OSError:
        return None
    return None if time.time() - at < SETTLED else dt.datetime.fromtimestamp(int(at), dt.UTC)


def _held(request: Request, tags: tuple[str, str], modified: dt.datetime | None) -> str | None:
    """Return which of ``tags``, of the answer as it would be sent and of its plain bytes, the reader has; else None.

    By their tag, or without one by their day. Whoever has packed bytes and asks for plain ones has others: a browser
    would cut the part that it asks for out of the packed ones.
    """
    if (known := request.headers.get("if-none-match")) is not None:
        listed = {one.strip().removeprefix("W/") for one in known.split(",")}
        return tags[0] if "*" in listed else next((tag for tag in tags if tag in listed), None)
    since = _day(request.headers.get("if-modified-since"))
    return tags[0] if since is not None and modified is not None and modified <= since else None


def _part(request: Request, tag: str, modified: dt.datetime | None, size: int) -> tuple[int, int] | None:
    """Return first byte and end of the part asked for; None for the whole, an empty part where there is none."""
    found = RANGE.fullmatch(request.headers.get("range", ""))
    if request.method != "GET" or found is None or found.groups() == ("", ""):
        return None
    if (still := request.headers.get("if-range")) is not None:
        day = _day(still)
        if still != tag and (day is None or day != modified):
            return None
    first, last = found.groups()
    if not first:
        return max(size - _number(last), 0), size if _number(last) else 0
    end = min(_number(last) + 1, size) if last else size
    if last and _number(last) < _number(first):
        return None
    return (_number(first), end) if _number(first) < size else (0, 0)


def _number(digits: str) -> int:
    """Return a number of bytes; of one with more digits than any file has, that of the first: Python reads no more."""
    return int(digits.lstrip("0")[:MOST_DIGITS] or "0")


def _partial(content: bytes, media_type: str, headers: Mapping[str, str], part: tuple[int, int]) -> Response:
    first, end = part
    if first >= end:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{len(content)}"})
    told = {**headers, "Content-Range": f"bytes {first}-{end - 1}/{len(content)}"}
    return Response(content[first:end], 206, told, media_type)


def _packs(request: Request) -> bool:
    """Whether the reader takes gzip."""
    asked = request.headers.get("accept-encoding", "").replace(" ", "").lower().split(",")
    return any(one.partition(";")[0] == "gzip" and not re.search(r";q=0(\.0*)?$", one) for one in asked)


def _day(text: str | None) -> dt.datetime | None:
    """Return a date as HTTP writes it; None where it is none."""
    try:
        found = parsedate_to_datetime(text or "")
    except (ValueError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
