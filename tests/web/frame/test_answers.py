"""What the frame asks for while a page stands: the search, and whether another release came into use."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer.core import catalogue
from explorer.web.frame import answers
from tests.analysis.test_changes import both, both_data
from tests.pages.test_pages import opened, used

__all__ = ["both", "both_data"]

HTTP = TestClient(Starlette(routes=answers.ROUTES))


def test_the_search_finds_every_target_of_every_plan_and_every_page(small):
    found = HTTP.get("/frame/index.json", params={"lang": "en"}).json()
    asked = [entry["query"] for entry in found if entry["page"] == "target"]
    for slug, plan in catalogue.plans().items():
        for goal in plan.goals:
            assert f"plan={slug}&indicator={goal.indicator.slug}" in asked
    assert "Trademarks" in [entry["say"] for entry in found]
    assert "Publish" not in [entry["say"] for entry in found], "a visitor without the role is not sent there"


def test_a_title_of_either_language_finds_a_target(small):
    found = HTTP.get("/frame/index.json", params={"lang": "en"}).json()
    assert [entry for entry in found if "商标有效注册量" in entry["also"]]


def test_the_release_in_use_is_told(small):
    assert HTTP.get("/now.json").json() == {"release": small.id}


def test_without_a_release_it_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    answer = HTTP.get("/now.json", params={"lang": "en"})
    assert answer.status_code == 503
    assert "explorer build" in answer.json()["error"]


def test_a_page_of_the_release_in_use_has_no_news_and_one_of_another_has(both):
    now = used(opened("overview", lang="en"))
    assert HTTP.get("/frame/news/overview", params=now).text == ""
    then = now | {"release": both[0].id, "as_of": both[0].until.isoformat()}
    said = HTTP.get("/frame/news/overview", params=then).text
    assert f"release {both[1].id} is in use now" in said
    assert "as_of=" not in said


@pytest.mark.parametrize("page", ["nowhere", "target"])
def test_junk_is_no_news(small, page):
    answer = HTTP.get(f"/frame/news/{page}", params={"plan": "<script>", "lang": "en"})
    assert "<script>" not in answer.text
