"""Proposals for the next plan over HTTP: the analysis's own numbers, each with its sentence, and plain refusals."""

import datetime as dt

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.analysis.outlook import proposals
from explorer.analysis.view import View
from explorer.core import catalogue

PATENTS = "high_value_invention_patents_per_capita"


@pytest.fixture(scope="module")
def http():
    return TestClient(Starlette(routes=server.ROUTES))


def ask(http, slug=PATENTS, **query):
    return http.get(f"/api/v1/proposals/{slug}", params={"evidence": "published", **query})


def test_the_document_holds_the_numbers_of_the_analysis(small, http):
    answered = ask(http, area="100000", plan="cn-14fyp", lang="en").json()
    here = View(small, "cn-14fyp", "100000", dt.date(2026, 9, 30), "published", "en")
    table = proposals.table(here, here.by_key[PATENTS].no, 2026, 2030)
    assert (answered["start"], answered["end"], answered["why_no_levels"]) == (2026, 2030, None)
    assert [(one["basis"], one["value"], one["rho"], one["probability"]) for one in answered["proposals"]] == [
        (one.basis, one.value, one.ambition.rho, one.chance) for one in table.proposals
    ]
    assert answered["proposals"][0]["fared"]["of"] == 5
    assert answered["proposals"][1]["nearer_than_promise"] == {"won": 4, "of": 5}
    assert answered["chosen"] is None


def test_a_value_of_ones_own_earns_its_warnings(small, http):
    """22 by 2030: a floor. Even steps are there in 55 % of the time, and a half-time review is missing."""
    chosen = ask(http, area="100000", plan="cn-14fyp", value=22, lang="en").json()["chosen"]
    assert {one["key"] for one in chosen["warnings"]} == {"soon", "review"}
    assert (chosen["ambition"], chosen["place"] < 0) == ("easy", True)
    more = ask(http, area="100000", plan="cn-14fyp", value=27, baseline=15, at_most=25, cities=26, review=1).json()
    assert {one["key"] for one in more["chosen"]["warnings"]} == {"scope", "contradiction", "cities"}


def test_every_sentence_has_its_words_in_both_languages(small, http):
    """Every indicator that is promised, at a value that earns what it can; nobody sees a key instead of words."""
    for code in ("zh", "en"):
        for plan in ("ln-2025", "cn-14fyp"):
            for goal in catalogue.plans()[plan].goals:
                given = {"value": 1e-3, "baseline": 3, "at_least": 2, "at_most": 0, "cities": 9}
                answered = ask(http, goal.indicator.slug, plan=plan, evidence="all", lang=code, **given).json()
                assert "error" not in answered, (goal.indicator.slug, answered)
                found = [*answered["proposals"], *answered["chosen"]["warnings"]]
                assert found, goal.indicator.slug
                assert all(one["sentence"] and "proposed_" not in one["sentence"] for one in found)
                assert all("{" not in one["sentence"] for one in found)


def test_bad_questions_get_one_sentence(small, http):
    for slug, query, status in (
        ("nothing", {}, 404),
        (PATENTS, {"end": "2020"}, 400),
        (PATENTS, {"start": "2040"}, 400),
        (PATENTS, {"value": "much"}, 400),
        (PATENTS, {"colour": "red"}, 400),
        (PATENTS, {"plan": "none"}, 404),
        ("trademarks_in_force", {"plan": "cn-14fyp"}, 400),
    ):
        answered = ask(http, slug, **query)
        assert (answered.status_code, list(answered.json())) == (status, ["error"]), (slug, query)
