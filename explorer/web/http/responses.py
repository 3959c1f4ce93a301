"""How the server answers besides pages: what a request asks, in whose language, and what a Trouble means in HTTP."""

import json
import logging
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.links import parameters, urls

UNKNOWN = (
    "unknown_page",
    "unknown_plan",
    "unknown_indicator",
    "unknown_address",
    "unknown_view",
    "unknown_list",
    "no_gap_list",
    "unknown_kind",
    "unknown_file",
    "no_briefing",
)
BAD = (
    "unknown_value",
    "unusable_value",
    "unread_parameter",
    "unknown_day",
    "day_before",
    "day_beyond",
    "release_not_kept",
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
    "values_beyond_limit",
    "values_beyond_limits",
    "parameter_repeated",
    "agenda_version",
    "agenda_damaged",
    "draft_version",
    "draft_damaged",
    "draft_too_long",
    "draft_full",
    "draft_empty",
    "draft_no_cities",
    "agenda_too_long",
    "agenda_full",
    "agenda_empty",
)
CLOSED = ("metrics_closed", "office_not_open")
GONE = "release_removed"
BUSY = "busy"
# What depends on the release in use and on the reader's language is asked for again.
FRESH: Mapping[str, str] = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
# The encoding that tells Streamlit, which would pack under the tag of the plain bytes, and for who refuses it too, to
# leave an answer as it is; middleware.Headers takes it off.
PLAIN = "identity"
SECONDS = 5
QUOTED, LONGEST = ("asked", "name", "part", "area"), 80  # what somebody typed, and how many letters of it are said


def pairs(request: Request) -> list[tuple[str, str]]:
    """Return what is asked, name by name, without what chats and mailers add to the links that people send."""
    return [(name, value) for name, value in request.query_params.multi_items() if name not in parameters.ADDED]


def query(request: Request) -> dict[str, str]:
    """Return the parameters. Raises Trouble for one that is given twice: nobody could tell which is meant."""
    given = pairs(request)
    found = dict(given)
    if len(found) < len(given):
        names = [name for name, _ in given]
        raise Trouble("parameter_repeated", name=next(name for name in names if names.count(name) > 1)[:80])
    return found


def ours(request: Request) -> dict[str, str]:
    """Return the parameters that are ours: a page and its preview pass over what they do not know.

    A chat takes the end of the sentence into a link that stands in it: no choice of ours ends so, though a text may.
    """
    told = {name: value for name, value in query(request).items() if name in parameters.KNOWN}
    return {
        name: value if parameters.KNOWN[name].kind == "text" else value.rstrip(parameters.SENTENCE_ENDS)
        for name, value in told.items()
    }


def words(request: Request) -> Words:
    """Return the words of the language asked for, else of the one the browser prefers."""
    asked = request.query_params.get("lang")
    preferred = language.preferred(request.headers.get("accept-language"))
    return language.words(asked if asked in language.LANGUAGES else preferred)


def at(request: Request) -> str:
    """Return where the site answers, for full addresses (see urls.origin)."""
    return urls.origin(request.url.scheme, request.headers.get("host"))


def refused(request: Request, fault: Exception) -> Response:
    """Return what went wrong as a document: {"error": one sentence} (see refusal)."""
    status, sentence, later = refusal(request, fault)
    # What somebody typed stands in it: no browser may take any of it for a tag.
    document = json.dumps({"error": sentence}, ensure_ascii=False).replace("<", "\\u003c")
    mine = {"X-Content-Type-Options": "nosniff", "Access-Control-Allow-Origin": "*", "Content-Encoding": PLAIN}
    return Response(document, status_code=status, media_type="application/json", headers={**FRESH, **later, **mine})


def refusal(request: Request, fault: Exception) -> tuple[int, str, Mapping[str, str]]:
    """Return status, one sentence and headers for what went wrong.

    404 for an unknown slug, 410 for a release that was removed, 400 for a bad parameter, 403 for what is not open to
    everybody, 503 when the server cannot answer now; 500 for what nobody foresaw, which is logged.
    """
    if not isinstance(fault, Trouble):
        logging.getLogger("explorer").error("unforeseen", exc_info=fault)
        return 500, words(request).trouble(Trouble("unexpected")), {}
    by_key = {**dict.fromkeys(UNKNOWN, 404), **dict.fromkeys(BAD, 400), **dict.fromkeys(CLOSED, 403), GONE: 410}
    status = by_key.get(fault.key, 503)
    told = Trouble(fault.key, **{name: _quoted(name, said) for name, said in fault.values.items()})
    later = {"Retry-After": str(SECONDS)} if fault.key == BUSY else {}
    return status, words(request).trouble(told), later


def _quoted(name: str, said: object) -> object:
    """Return a value of a sentence, what somebody typed cut short: nobody reads thousands of letters in a refusal."""
    return f"{said[:LONGEST]}…" if name in QUOTED and isinstance(said, str) and len(said) > LONGEST else said
