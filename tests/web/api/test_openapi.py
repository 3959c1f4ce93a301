"""The description of the data addresses is true: what it lists is what is answered."""

import re
from html import unescape
from urllib.parse import urlsplit

import jsonschema
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.core import catalogue, language
from explorer.core.byte_cache import ByteCache
from explorer.links import parameters
from explorer.releases import store
from explorer.web.api import data, feed, routes, schemas
from explorer.web.api.addresses import ADDRESSES, PARAMETERS
from explorer.web.http import middleware
from tests.support.cases import each


@pytest.fixture
def http(small):
    return TestClient(Starlette(routes=server.ROUTES, middleware=middleware.MIDDLEWARE))


@pytest.fixture
def described(http):
    return http.get("/openapi.json?lang=en").json()


@each("address", ADDRESSES)
def test_every_example_is_answered_as_described(http, described, address):
    operation = described["paths"][address.path]["get"]
    answer = http.get(address.example)
    assert answer.status_code == 200, answer.text[:200]
    kind = answer.headers["content-type"].partition(";")[0]
    schema = operation["responses"]["200"]["content"][kind]["schema"]
    if kind.endswith("json"):
        jsonschema.validate(answer.json(), schema, format_checker=jsonschema.FormatChecker())
    pattern = re.sub(r"\{\w+\}", r"[^/]+", address.path)
    assert re.fullmatch(pattern, urlsplit(address.example).path)


ASKED = (
    *((one.name, one.example) for one in ADDRESSES if one.gives[0].endswith("json") and one.name != "data_metadata"),
    *(("plan", f"/api/v1/plans/{plan}") for plan in catalogue.plans()),
    ("plan", "/api/v1/plans/ln-2025?area=210200&evidence=published"),
    *(("indicator", f"/api/v1/indicators/{slug}") for slug in catalogue.indicators()),
    *(("data_indicator", f"/data/{slug}.json?evidence=all") for slug in catalogue.indicators()),
    *(("data_plan", f"/data/plan/{plan}.json?evidence=all") for plan in catalogue.plans()),
    ("proposals", "/api/v1/proposals/trademarks_in_force?area=210000&value=900000"),
)


@each("name, asked", ASKED)
def test_every_member_of_an_answer_is_described_and_what_is_described_is_there(http, name, asked):
    answer = http.get(asked)
    assert answer.status_code == 200, answer.text
    jsonschema.validate(answer.json(), schemas.ANSWERS[name], format_checker=jsonschema.FormatChecker())
    assert not list(undescribed(answer.json(), schemas.ANSWERS[name]))


def undescribed(document, schema, place=""):
    """Yield the members that no schema names, at any depth to which members are named."""
    if isinstance(document, list):
        for one in document:
            yield from undescribed(one, schema.get("items", {}), f"{place}[]")
    elif isinstance(document, dict) and "properties" in schema:
        for name, value in document.items():
            if name not in schema["properties"]:
                yield f"{place}.{name}"
            else:
                yield from undescribed(value, schema["properties"][name], f"{place}.{name}")


@each("address", ADDRESSES)
def test_every_address_refuses_what_it_does_not_list_and_reads_what_it_does(http, described, address):
    operation = described["paths"][address.path]["get"]
    glue = "&" if "?" in address.example else "?"
    refused = http.get(f"{address.example}{glue}colour=red&lang=en")
    assert refused.status_code == 400
    listed = [one["name"] for one in operation["parameters"] if one["in"] == "query"]
    assert refused.json()["error"].startswith("There is no parameter colour. Allowed: ")
    assert set(refused.json()["error"].partition("Allowed: ")[2].split(", ")) == set(listed)
    for name in address.needs:
        less = re.sub(rf"{name}=[^&]*&?", "", address.example)
        assert http.get(less).status_code == 400, name


@each("address", ADDRESSES)
def test_every_address_refuses_a_language_that_is_none_of_ours(http, address):
    glue = "&" if "?" in address.example else "?"
    refused = http.get(f"{address.example}{glue}lang=english", headers={"accept-language": "en"})
    assert (refused.status_code, refused.json()["error"]) == (400, "lang=english is not allowed here. Allowed: zh, en")


PAGES_MADE = (
    "/chart/target.svg?plan=cn-14fyp&indicator=ip_pledge_amount",
    "/file/target.csv?plan=cn-14fyp&indicator=ip_pledge_amount",
    "/file/target/working.csv?plan=cn-14fyp&indicator=ip_pledge_amount",
)


@each("address", [*(one.example for one in ADDRESSES), *PAGES_MADE])
def test_what_chats_add_to_an_address_changes_nothing_and_what_nobody_knows_is_refused(http, address):
    glue = "&" if "?" in address else "?"
    added = http.get(f"{address}{glue}from=groupmessage&isappinstalled=0&utm_source=%3Cscript%3E")
    assert (added.status_code, added.content) == (200, http.get(address).content)
    assert http.get(f"{address}{glue}utm_colour=red").status_code == 400


@each("address", [one.example for one in ADDRESSES if "release" in one.reads])
def test_in_whatever_order_its_parameters_stand_an_address_gives_the_same(http, small, address, monkeypatch):
    path, _, query = address.partition("?")
    parts = [*filter(None, query.split("&")), f"release={small.id}", "lang=en"]
    asked = [f"{path}?{'&'.join(one)}" for one in (parts, parts[::-1])]
    made = []
    for one in asked:
        for kept in (data.KEPT, feed.KEPT, routes.KEPT):
            monkeypatch.setattr(kept, "kept", ByteCache(1 << 24, lambda _: 1))
        made.append(http.get(one).content)
    assert made[0] == made[1]


def test_no_parameter_of_ours_is_called_as_what_chats_add():
    former = {old for one in parameters.KNOWN.values() for old in one.formerly}
    assert not parameters.ADDED & (parameters.KNOWN.keys() | PARAMETERS.keys() | former)


def test_the_description_is_whole(described):
    assert described["openapi"].startswith("3.1")
    assert list(described["paths"]) == [one.path for one in ADDRESSES]
    names = [path["get"]["operationId"] for path in described["paths"].values()]
    assert len(set(names)) == len(names)
    used = {name for one in ADDRESSES for name in (*one.reads, *re.findall(r"\{(\w+)\}", one.path))}
    assert used == set(PARAMETERS)
    wanted = {"400", "404", "500", "503", "200", "304"}
    assert all(wanted <= set(path["get"]["responses"]) for path in described["paths"].values())


@each("code", language.LANGUAGES)
def test_a_page_shows_the_same_to_people_and_runs_nothing(http, code):
    answer = http.get("/docs", params={"lang": code})
    text = unescape(answer.text)
    assert f'<html lang="{code}">' in text
    described = http.get("/openapi.json", params={"lang": code}).json()
    for path, operation in described["paths"].items():
        told = text.partition(f'<section id="{operation["get"]["operationId"]}">')[2].partition("</section>")[0]
        assert f"GET {path}" in told
        assert operation["get"]["summary"] in told
        assert not [one["name"] for one in operation["get"]["parameters"] if one["description"] not in told]
    leading = re.findall(r'(?:href|src)="([^"]*)"', text)
    assert {one.partition("?")[0].partition("#")[0] for one in leading if "//" in one} >= {
        "http://testserver/openapi.json"
    }
    assert not [one for one in leading if "//" in one and not one.startswith("http://testserver/")]
    assert "<script" not in text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert http.get("/docs?colour=red").status_code == 400


def test_it_speaks_chinese_too(http):
    found = http.get("/openapi.json?lang=zh").json()
    assert found["paths"]["/api/v1/areas"]["get"]["summary"] == "全部地区"


def test_lists_name_what_other_addresses_take(http, small):
    lists = {one: http.get(f"/api/v1/{one}").json()[one] for one in ("indicators", "areas", "sources", "measures")}
    assert [one["indicator"] for one in lists["indicators"]] == list(catalogue.indicators())
    assert {row["area"] for row in lists["areas"]} == set(store.areas(small))
    marks = next(one for one in lists["indicators"] if one["indicator"] == "trademarks_in_force")
    rows = http.get("/data/trademarks_in_force.json").json()
    assert {row["REF_AREA"] for row in rows} <= set(marks["areas"])
    assert {row["SOURCE"] for row in rows} <= {row["source"] for row in lists["sources"]}
    assert {"plan": "ln-2025", "no": 5, "area": "210000"} in marks["goals"]
    assert marks["measure"] in {row["measure"] for row in lists["measures"]}
    releases = http.get("/api/v1/releases").json()["releases"]
    assert [(one["release"], one["in_use"], one["until"]) for one in releases] == [(small.id, True, "2026-09-30")]


@each("address", [one for one in ADDRESSES if "release" in one.reads])
def test_every_address_of_data_takes_a_release(http, small, address):
    glue = "&" if "?" in address.example else "?"
    assert http.get(f"{address.example}{glue}release={small.id}").status_code == 200
    gone = http.get(f"{address.example}{glue}release=20000101-0000000000&lang=en")
    assert (gone.status_code, small.id in gone.json()["error"]) == (400, True)


@pytest.mark.parametrize(("asked", "to"), [("/data", "docs"), ("/api/", "../docs"), ("/data?lang=en", "docs?lang=en")])
def test_whoever_looks_where_the_data_are_is_led_to_what_there_is(http, asked, to):
    """Relative, so that it holds below a path of a host too."""
    answer = http.get(asked, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, to)
    assert http.get(asked).url.path == "/docs"
