"""What changed, read as a reader of feeds reads it."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.analysis import changes
from explorer.analysis.view import View
from explorer.core import catalogue, language
from explorer.releases import store
from explorer.web.frame import first
from explorer.web.http import middleware
from tests.analysis.test_changes import both, both_data  # noqa: F401 (fixtures)
from tests.support.cases import each

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def client():
    return TestClient(Starlette(routes=[*server.ROUTES, *first.ROUTES], middleware=middleware.MIDDLEWARE))


@pytest.fixture
def http(small):
    return client()


def read(content):
    """Return a feed's entries: what is said under each name, its kind and its link."""
    feed = ET.fromstring(content)
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    for name in ("id", "title", "updated", "author/a:name"):
        assert feed.findtext(f"a:{name}", namespaces=ATOM), name
    return [
        {name: entry.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "title", "updated", "summary")}
        | {"kind": entry.find("a:category", ATOM).get("term"), "link": entry.find("a:link", ATOM).get("href")}
        for entry in feed.iterfind("a:entry", ATOM)
    ]


@each("code", language.LANGUAGES)
def test_of_the_only_release_it_tells_what_became_known_in_its_last_year(http, small, code):
    answer = http.get("/feed.atom", params={"lang": code})
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    entries = read(answer.content)
    assert len({one["id"] for one in entries}) == len(entries)
    assert [one["updated"] for one in entries] == sorted((one["updated"] for one in entries), reverse=True)
    (release,) = [one for one in entries if one["kind"] == "release"]
    assert small.id in release["title"]
    assert len(release["summary"].split("\n")) == len(catalogue.plans())
    nation = "China · High-value" if code == "en" else "全国 · 每万人口高价值"
    (newest,) = [one for one in entries if one["kind"] == "new" and one["title"].startswith(nation)]
    assert newest["updated"] == "2026-02-28T00:00:00Z"
    assert {"en": "2025: 16 patents", "zh": "2025年：16 件"}[code] in newest["title"]
    assert {"en": "(published), new", "zh": "（公开发布），新增"}[code] in newest["title"]
    assert {http.get(one["link"]).status_code for one in entries} == {200}


def test_of_two_releases_it_tells_what_the_later_changed_as_the_page_of_changes_does(both):  # noqa: F811
    first_, second = both
    http = client()
    entries = read(http.get("/feed.atom?lang=en&plan=cn-14fyp").content)
    views = [View(one, "cn-14fyp", "100000", one.until, "published", "en") for one in both]
    found = changes.between(*views)
    assert found.any
    mine = [one for one in entries if f":{second.id}." in one["id"] and one["kind"] != "release"]
    told = ["flipped"] * len(found.flips) + [one.kind for one in found.figures]
    assert sorted(one["kind"] for one in mine) == sorted(told)
    assert {one["updated"] for one in mine} == {entries[0]["updated"]}
    assert all(f"release={second.id}" in one["link"] for one in mine)
    assert [one["kind"] for one in entries].count("release") == 2
    named = read(http.get(f"/feed.atom?lang=en&plan=cn-14fyp&release={first_.id}").content)
    assert not [one for one in named if second.id in one["id"]]
    assert [one for one in entries if f":{first_.id}." in one["id"]] == named, "as before the next release"


def test_no_simulated_figure_stands_in_it_without_asking_and_none_unmarked(http):
    assert "simulated" not in http.get("/feed.atom?lang=en").text.replace("What is marked as simulated", "")
    entries = read(http.get("/feed.atom?lang=en&evidence=all&plan=ln-2025").content)
    flips = [one["title"] for one in entries if one["kind"] == "flipped"]
    assert [title for title in flips if "example" in title.lower()], "a status that rests on them says so"


def test_what_the_office_brought_is_for_whom_the_operator_opens_it(http, small, monkeypatch):
    monkeypatch.setattr(store, "edition", lambda: replace(small, brought=True))
    refused = http.get("/feed.atom?lang=en&evidence=office")
    assert (refused.status_code, "ask for published" in refused.json()["error"]) == (403, True)
    assert http.get("/feed.atom").status_code == 200


def test_a_plan_that_is_none_is_refused_and_pages_name_the_feed(http):
    assert http.get("/feed.atom?plan=ln-2035&lang=en").status_code == 404
    assert 'href="http://testserver/feed.atom?lang=en"' in http.get("/?lang=en").text
