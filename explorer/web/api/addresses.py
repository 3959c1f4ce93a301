"""The data addresses: one entry each, from which the routes and their description are made."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from explorer.analysis.outlook import levels
from explorer.core.language import LANGUAGES
from explorer.exports.datasets import csvw, package, sdmx, tables
from explorer.releases.store import EVIDENCE_SHOWN
from explorer.web.api import assess, calendar, data, documents, drafts, feed, lists, outlook, proposals, routes

JSON = "application/json"
GOAL_PARAMETERS = ("area", "as_of", "evidence", "release", "lang")


@dataclass(frozen=True)
class Address:
    """One address, under a ``name`` that stays.

    ``reads``: the parameters it takes, all others it refuses; ``needs``: those it cannot do without.
    ``gives``: the media types of its answers, the usual one first. ``example``: path and query that are answered 200.
    ``guarded``: whether it can refuse figures that are not open to everybody.
    """

    name: str
    path: str
    endpoint: Callable[[Request], Awaitable[Response]]
    reads: tuple[str, ...]
    example: str
    needs: tuple[str, ...] = ()
    gives: tuple[str, ...] = (JSON,)
    guarded: bool = False


def _plain(media_type: str) -> str:
    """Return a media type without its parameters."""
    return media_type.partition(";")[0]


TABLES = tuple(map(_plain, tables.MEDIA_TYPES.values()))
ADDRESSES = (
    Address("plans", "/api/v1/plans", routes.plans, lists.PARAMETERS, "/api/v1/plans"),
    Address(
        "plan", "/api/v1/plans/{plan}", routes.plan, documents.PARAMETERS, "/api/v1/plans/cn-14fyp?evidence=published"
    ),
    Address("indicators", "/api/v1/indicators", routes.indicators, lists.PARAMETERS, "/api/v1/indicators"),
    Address(
        "indicator",
        "/api/v1/indicators/{slug}",
        routes.indicator,
        documents.PARAMETERS,
        "/api/v1/indicators/ip_pledge_amount?area=100000&evidence=published",
    ),
    Address(
        "indicator_outlook",
        "/api/v1/indicators/{slug}/outlook",
        routes.indicator_outlook,
        outlook.OWN_PARAMETERS,
        "/api/v1/indicators/ip_pledge_amount/outlook?area=100000&evidence=published",
    ),
    Address("areas", "/api/v1/areas", routes.areas, lists.PARAMETERS, "/api/v1/areas"),
    Address("sources", "/api/v1/sources", routes.sources, lists.PARAMETERS, "/api/v1/sources"),
    Address("measures", "/api/v1/measures", routes.measures, lists.PARAMETERS, "/api/v1/measures"),
    Address("releases", "/api/v1/releases", routes.releases, lists.OF_RELEASES, "/api/v1/releases"),
    Address(
        "assess",
        "/api/v1/assess",
        routes.assess,
        assess.PARAMETERS,
        "/api/v1/assess?baseline=100&baseline_year=2020&latest=130&latest_year=2023&goal=150&goal_year=2025"
        "&direction=up",
        needs=assess.ASKED,
    ),
    Address(
        "outlook",
        "/api/v1/outlook",
        routes.outlook,
        outlook.PARAMETERS,
        "/api/v1/outlook?series=2016:200.3,2017:218.3,2018:257.4,2019:279.2,2020:304.7&goal=400&goal_year=2025",
        needs=outlook.SERIES,
    ),
    Address(
        "proposals",
        "/api/v1/proposals/{slug}",
        routes.proposals,
        proposals.PARAMETERS,
        "/api/v1/proposals/high_value_invention_patents_per_capita?area=100000&evidence=published",
    ),
    Address("drafts", "/api/v1/drafts", routes.drafts, drafts.BEGIN, "/api/v1/drafts?plan=cn-14fyp&evidence=published"),
    Address(
        "calendar",
        "/calendar.ics",
        calendar.calendar,
        calendar.PARAMETERS,
        "/calendar.ics?plan=cn-14fyp",
        gives=(calendar.MEDIA_TYPE,),
    ),
    Address(
        "feed",
        "/feed.atom",
        feed.feed,
        feed.PARAMETERS,
        "/feed.atom?plan=cn-14fyp",
        gives=(feed.MEDIA_TYPE,),
        guarded=True,
    ),
    Address(
        "data_plan",
        "/data/plan/{plan}.{kind}",
        data.plan,
        GOAL_PARAMETERS,
        "/data/plan/cn-14fyp.csv",
        gives=TABLES,
        guarded=True,
    ),
    Address(
        "data_release",
        "/data/release.zip",
        data.release,
        data.PARAMETERS,
        "/data/release.zip?area=100000",
        gives=(package.MEDIA_TYPE,),
        guarded=True,
    ),
    Address(
        "data_release_sdmx",
        "/data/release.sdmx.csv",
        data.release_sdmx,
        data.PARAMETERS,
        "/data/release.sdmx.csv?area=100000",
        gives=(_plain(sdmx.CSV_TYPE),),
        guarded=True,
    ),
    Address(
        "data_structure_xml",
        "/data/structure.xml",
        data.structure_xml,
        lists.PARAMETERS,
        "/data/structure.xml",
        gives=(_plain(sdmx.XML_TYPE),),
    ),
    Address(
        "data_structure_json",
        "/data/structure.json",
        data.structure_json,
        lists.PARAMETERS,
        "/data/structure.json",
        gives=(_plain(sdmx.JSON_TYPE),),
    ),
    Address(
        "data_sdmx",
        "/data/{slug}.sdmx.csv",
        data.indicator_sdmx,
        data.PARAMETERS,
        "/data/ip_pledge_amount.sdmx.csv?area=100000",
        gives=(_plain(sdmx.CSV_TYPE),),
        guarded=True,
    ),
    Address(
        "data_metadata",
        "/data/{slug}.metadata.json",
        data.metadata,
        data.PARAMETERS,
        "/data/ip_pledge_amount.metadata.json",
        gives=(csvw.MEDIA_TYPE,),
        guarded=True,
    ),
    Address(
        "data_indicator",
        "/data/{slug}.{kind}",
        data.indicator,
        data.PARAMETERS,
        "/data/ip_pledge_amount.csv?area=100000",
        gives=TABLES,
        guarded=True,
    ),
)
# What a parameter is, and a value of it.
TEXT, DAY = {"type": "string"}, {"type": "string", "format": "date"}
NUMBER, YEAR = {"type": "number"}, {"type": "integer"}
PARAMETERS: Mapping[str, tuple[Mapping[str, Any], object]] = {
    "plan": (TEXT, "cn-14fyp"),
    "slug": (TEXT, "ip_pledge_amount"),
    "kind": ({"type": "string", "enum": list(tables.MEDIA_TYPES)}, "csv"),
    "area": (TEXT, "100000"),
    "since": (DAY, "2020-01-01"),
    "as_of": (DAY, "2024-03-31"),
    "evidence": ({"type": "string", "enum": list(EVIDENCE_SHOWN)}, "published"),
    "release": (TEXT, "20260930-0123456789"),
    "lang": ({"type": "string", "enum": list(LANGUAGES)}, "en"),
    "baseline": (NUMBER, 100),
    "baseline_year": (NUMBER, 2020),
    "latest": (NUMBER, 130),
    "latest_year": (NUMBER, 2023),
    "goal": (NUMBER, 150),
    "goal_year": (NUMBER, 2025),
    "direction": ({"type": "string", "enum": list(assess.DIRECTIONS)}, "up"),
    "limit": (NUMBER, 200),
    "limits": (TEXT, "0,100"),
    "series": (TEXT, "2016:200.3,2017:218.3,2018:257.4"),
    "level": ({"type": "number", "minimum": outlook.LEAST_LEVEL, "maximum": outlook.MOST_LEVEL}, 0.8),
    "method": (TEXT, "log_drift"),
    "years": ({"type": "integer"}, 6),
    "start": (YEAR, 2026),
    "end": (YEAR, 2030),
    "value": (NUMBER, 22),
    "at_least": (NUMBER, 20),
    "at_most": (NUMBER, 25),
    "cities": (NUMBER, 21),
    "review": (NUMBER, 1),
    "ambition": ({"type": "string", "enum": list(levels.LEVELS)}, "base"),
    "draft": (TEXT, ""),
    "nature": ({"type": "string", "enum": list(outlook.NATURES)}, "stock"),
}
