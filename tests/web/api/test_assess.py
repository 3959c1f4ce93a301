"""The what-if calculator over HTTP: the quoted rows, the traps, and what cannot be judged."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from tests.analysis.assessment.test_methods import QUOTED
from tests.support.cases import each

NAMES = ("baseline", "baseline_year", "latest", "latest_year", "goal", "goal_year")


@pytest.fixture(scope="module")
def http():
    return TestClient(Starlette(routes=server.ROUTES))


def ask(http, way, **more):
    query = dict(zip(NAMES, way[:6], strict=True)) | {"direction": "up" if way[6] == 1 else "down"} | more
    return http.get("/api/v1/assess", params=query)


@pytest.mark.parametrize(("name", "way", "ratio", "status", "score"), QUOTED)
def test_a_quoted_row_is_answered(http, name, way, ratio, status, score):
    found = ask(http, way).json()
    assert found["status"] == status
    assert found["ratio"] == pytest.approx(ratio, abs=1e-6)
    assert found["score"] == pytest.approx(score, abs=1e-4)
    assert found.keys() >= {"required_growth", "achieved_growth", "other_readings"}


def test_a_ratio_that_misleads_is_null(http):
    found = ask(http, (100.1, 2015, 109.7, 2023, 100, 2030, -1)).json()
    assert (found["ratio"], found["status"], found["score"]) == (None, "moving_away", -5)


def test_achieved_names_its_worsening_trend(http):
    found = ask(http, (7.05, 2015, 12.19, 2023, 70, 2030, -1)).json()
    assert (found["status"], found["trend"]) == ("achieved", "worsening")


def test_the_limit_changes_the_rule(http):
    assert ask(http, (92, 2020, 95, 2023, 98, 2025, 1), limit=100).json()["rule"] == "share"


GOOD = {
    "baseline": 1,
    "baseline_year": 2020,
    "latest": 2,
    "latest_year": 2022,
    "goal": 3,
    "goal_year": 2025,
    "direction": "up",
}


def test_what_is_negative_and_has_a_limit_is_expected_within_what_it_was(http):
    """A limit says where figures end above; nothing says that figures below zero end there."""
    found = ask(http, (-8, 2020, -6, 2022, -2, 2025, 1), limit=-1).json()
    assert found["other_readings"]["expected_value"]["value"] < -1


@each(
    "change, says",
    [
        ({"latest_year": 2020}, "later than"),
        ({"goal_year": 2020}, "later than"),
        ({"latest": "nan"}, "not a finite number"),
        ({"goal": "inf"}, "not a finite number"),
        ({"goal": "much"}, "not a finite number"),
        ({"baseline": -1}, "differ in sign"),
        ({"direction": "left"}, "up, down"),
        ({"direction": None}, "up, down"),
        ({"goal": None}, "goal is missing"),
        ({"target": 5}, "no parameter target"),
        ({"limit": -1}, "above limit=-1"),
        ({"limit": 2.5}, "above limit=2.5"),
        ({"baseline": 9, "limit": 8}, "above limit=8"),
        ({"latest": 9, "limit": 8, "direction": "down"}, "above limit=8"),
        (
            {"goal": 1e308, "baseline": 1e-300, "baseline_year": 2024.9999999, "latest_year": 2025, "goal_year": 2030},
            "far apart",
        ),
    ],
)
def test_what_cannot_be_judged_gets_a_sentence(http, change, says):
    query = {name: value for name, value in (GOOD | change).items() if value is not None} | {"lang": "en"}
    answer = http.get("/api/v1/assess", params=query)
    assert answer.status_code == 400
    assert says in answer.json()["error"]


HUGE = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([0.0, 5e-324, -5e-324, 1.7e308, -1.7e308])


@given(HUGE, HUGE, HUGE, HUGE, HUGE, HUGE, st.sampled_from(["up", "down"]), st.none() | HUGE)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_numbers_of_any_size_get_an_answer_or_one_sentence(http, base, first, latest, then, goal, end, way, limit):
    asked = {"baseline": base, "baseline_year": first, "latest": latest, "latest_year": then, "goal": goal}
    asked |= {"goal_year": end, "direction": way, "lang": "en"} | ({} if limit is None else {"limit": limit})
    answer = http.get("/api/v1/assess", params=asked)
    assert answer.status_code in (200, 400), asked
    assert answer.json().keys() >= ({"status"} if answer.status_code == 200 else {"error"})


def test_the_fields_are_those_of_a_plans_working(http, small):
    mine = http.get(
        "/api/v1/assess?baseline=6.3&baseline_year=2020&latest=7.5&latest_year=2021&goal=12&goal_year=2025&direction=up"
    ).json()
    goal = http.get("/api/v1/plans/cn-14fyp?as_of=2022-06-30&evidence=published").json()["goals"][0]
    plans = goal["working"] | {"status": goal["status"], "example": goal["example"]}
    assert mine.keys() <= plans.keys()
    same = ("status", "rule", "ratio", "score", "achieved_growth", "required_growth", "needed_growth", "trend")
    for name in same:
        assert mine[name] == (plans[name] if isinstance(plans[name], str) else pytest.approx(plans[name])), name
    assert mine["other_readings"]["linear_pace"] == plans["other_readings"]["linear_pace"]
