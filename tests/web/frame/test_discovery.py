"""What search engines read: the data set behind a page, and which pages there are."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.core import catalogue, language
from explorer.core.goals import Text
from explorer.links.pages import PAGES
from explorer.web.frame import discovery, first
from explorer.web.http import middleware, operators
from tests.support.cases import each

FILES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "json": "application/json"}


@pytest.fixture
def http(small):
    routes = [*server.ROUTES, *discovery.ROUTES, *first.ROUTES, *operators.ROUTES]
    return TestClient(Starlette(routes=routes, middleware=middleware.MIDDLEWARE))


def linked(text: str) -> list[dict]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return [json.loads(one) for one in found]


@each("page", PAGES)
def test_a_page_of_targets_says_in_its_first_bytes_whose_data_it_shows(http, page):
    found = linked(http.get(f"/{PAGES[page].path}", params={"plan": "cn-14fyp", "lang": "en"}).text)
    if PAGES[page].about not in ("plan", "goal"):
        assert not found
        return
    one = found[0]
    assert (one["@type"], one["inLanguage"], one["spatialCoverage"]) == ("Dataset", "en", "China")
    assert 50 <= len(one["description"]) <= 5000
    assert {part["contentUrl"].rpartition(".")[2]: part["encodingFormat"] for part in one["distribution"]} == FILES
    for part in one["distribution"]:
        assert http.get(part["contentUrl"]).status_code == 200, "what is promised is there"


def test_no_text_of_a_plan_ends_the_document_that_machines_read(http, monkeypatch):
    plans = dict(catalogue.plans())
    plans["cn-14fyp"] = replace(plans["cn-14fyp"], title=Text("</script><b>", "</script><b>"))
    monkeypatch.setattr(catalogue, "plans", lambda: plans)
    text = http.get("/", params={"plan": "cn-14fyp", "lang": "en", "as_of": "2026-01-01"}).text
    assert linked(text)[0]["name"] == "</script><b>"


def test_the_sitemap_lists_pages_that_are_there(http):
    answer = http.get("/sitemap.xml")
    assert answer.headers["content-type"] == "application/xml"
    space = {"m": discovery.NAMESPACE}
    places = [one.text for one in ET.fromstring(answer.content).iterfind("m:url/m:loc", space)]
    goals = sum(len({goal.indicator.slug for goal in plan.goals}) for plan in catalogue.plans().values())
    assert len(set(places)) == len(places) >= (goals + len(catalogue.plans())) * len(language.LANGUAGES)
    assert not [place for place in places if "/publish" in place or "/sql" in place]
    assert {http.get(place).status_code for place in places[:: len(places) // 6]} == {200}
    assert "Sitemap: http://testserver/sitemap.xml" in http.get("/robots.txt").text
