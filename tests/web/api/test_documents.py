"""The data address, asked over HTTP as Excel would."""

import datetime as dt

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.analysis.view import FIRST_DAY
from explorer.core import catalogue
from explorer.core.status import JUDGED
from explorer.releases import reconcile
from tests.support.cases import each

OBSERVED = {"period", "value", "evidence", "source", "known_on", "state", "basis", "note"}
OBSERVED |= {"person", "document", "next_step", "deadline"}


@pytest.fixture
def http(small):
    return TestClient(Starlette(routes=server.ROUTES))


def test_the_plans_are_listed(http):
    found = http.get("/api/v1/plans").json()["plans"]
    first, *others = [(plan["plan"], plan["goals"]) for plan in found]
    assert first == ("ln-2025", 21)
    assert {("cn-14fyp", 8), ("cn-15fyp", 1), ("peers-2025", 13)} <= set(others)
    assert len(found) == len(catalogue.plans())


def test_a_plan_has_the_promised_fields(http):
    goals = http.get("/api/v1/plans/ln-2025").json()["goals"]
    assert [goal["no"] for goal in goals] == list(range(1, 22))
    fields = {"no", "indicator", "kind", "value", "unit", "baseline", "year", "path", "latest", "department", "clause"}
    assert all(fields <= goal.keys() for goal in goals)
    marks = goals[4]
    assert (marks["indicator"], marks["value"], marks["unit"], marks["year"]) == (
        "trademarks_in_force",
        850000,
        "件",
        2025,
    )
    assert marks["department"] == "商标和地理标志处"


def test_the_nations_path_runs_from_its_printed_baseline_to_its_goal(http):
    goal = http.get("/api/v1/plans/cn-14fyp?evidence=published").json()["goals"][0]
    assert goal["baseline"] == {"year": 2020, "value": 6.3, "evidence": "published"}
    assert goal["path"][0] == {"year": 2020, "value": 6.3}
    assert goal["path"][-1] == {"year": 2025, "value": 12}
    assert goal["latest"] == {"period": "2025-12-31", "value": 16, "evidence": "published", "state": None}


def test_an_indicator_has_the_promised_fields(http):
    found = http.get("/api/v1/indicators/ip_pledge_amount?area=100000&evidence=published").json()
    assert (found["indicator"], found["area"], found["unit"]) == ("ip_pledge_amount", "100000", "亿元")
    assert {"period": "2023-12-31", "value": 8539.9}.items() <= found["observations"][-1].items()
    assert all(row.keys() == OBSERVED for row in found["observations"])


def test_an_indicator_of_no_provincial_plan_is_answered_for_the_area_that_promised_it(http):
    assert http.get("/api/v1/indicators/ip_royalties_trade").json()["area"] == "100000"


def test_a_year_to_date_stands_apart_from_the_observations(http):
    found = http.get("/api/v1/indicators/patent_transfers_and_licences?area=210100").json()
    assert all(row["period"].endswith("12-31") for row in found["observations"])
    assert [row["period"] for row in found["year_to_date"]] == ["2023-03-31", "2024-03-31"]


def test_sources_that_differ_are_listed_as_conflicts(http):
    found = http.get("/api/v1/indicators/invention_patents_per_capita?area=210000&evidence=published").json()
    for conflict in found["conflicts"]:
        assert conflict.keys() == {"period", "corrected_because", *reconcile.RIVAL}


@each("slug", catalogue.indicators())
def test_published_evidence_holds_no_simulated_value_anywhere(http, slug, small):
    for area in ("100000", "210000", "210200"):
        found = http.get(f"/api/v1/indicators/{slug}?area={area}&evidence=published").json()
        assert {row["evidence"] for row in found["observations"] + found["year_to_date"]} <= {"published"}


@pytest.mark.parametrize("plan", catalogue.plans())
def test_a_published_plan_rests_on_nothing_simulated(http, plan):
    for goal in http.get(f"/api/v1/plans/{plan}?evidence=published").json()["goals"]:
        assert goal["latest"] is None or goal["latest"]["evidence"] == "published"
        assert goal["baseline"]["evidence"] in (None, "published")


def test_as_of_looks_back(http):
    goal = http.get("/api/v1/plans/cn-14fyp?evidence=published&as_of=2023-06-30").json()["goals"][0]
    assert goal["latest"] == {"period": "2022-12-31", "value": 9.4, "evidence": "published", "state": None}


@each(
    "path, status, says",
    [
        ("/api/v1/plans/ln-2035", 404, "ln-2025"),
        ("/api/v1/indicators/marks", 404, "trademarks_in_force"),
        ("/api/v1/plans/ln-2025?area=999999", 400, "210100"),
        ("/api/v1/plans/ln-2025?area=440000", 400, "210100"),
        ("/api/v1/plans/ln-2025?as_of=yesterday", 400, "2024-03-31"),
        ("/api/v1/plans/ln-2025?as_of=2024-02-30", 400, "2024-03-31"),
        ("/api/v1/plans/ln-2025?evidence=real", 400, "published"),
        ("/api/v1/plans/ln-2025?lang=fr", 400, "zh, en"),
        ("/api/v1/plans/ln-2025?year=2025", 400, "as_of"),
        ("/api/v1/indicators/trademarks_in_force?area=%00", 400, "210000"),
        ("/api/v1/indicators/trademarks_in_force?area=", 400, "210000"),
    ],
)
def test_a_bad_question_gets_a_sentence_that_says_what_is_allowed(http, path, status, says):
    answer = http.get(path, headers={"accept-language": "en"})
    assert answer.status_code == status
    assert says in answer.json()["error"]


def test_the_sentence_is_in_the_readers_language(http):
    assert "没有名为" in http.get("/api/v1/plans/x", headers={"accept-language": "zh-CN"}).json()["error"]
    assert "There is no plan" in http.get("/api/v1/plans/x?lang=en").json()["error"]


def test_without_a_release_the_answer_names_the_command(http, tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    answer = http.get("/api/v1/plans", headers={"accept-language": "en"})
    assert answer.status_code == 503
    assert "python -m explorer build" in answer.json()["error"]


def test_the_same_question_gives_the_same_answer(http):
    first = http.get("/api/v1/plans/ln-2025?as_of=2024-03-31").text
    assert http.get("/api/v1/plans/ln-2025?as_of=2024-03-31").text == first


DATED = (
    "api/v1/plans/cn-14fyp",
    "api/v1/indicators/trademarks_in_force",
    "api/v1/indicators/trademarks_in_force/outlook",
    "chart/overview.svg",
    "file/target.csv",
    "s/overview",
)


@each("where", DATED)
def test_a_day_is_read_alike_on_every_address(http, where):
    """Another spelling of ISO 8601, or a day before the first that a page can choose, is refused by all."""
    for day in ("20250101", "2025-W01-1", "0001-01-01", str(FIRST_DAY - dt.timedelta(days=1))):
        answer = http.get(f"/{where}?as_of={day}&lang=en")
        assert (answer.status_code, day in answer.text) == (400, True), day
    assert http.get(f"/{where}?as_of={FIRST_DAY}&evidence=published&lang=en").status_code == 200


@each("where", DATED)
def test_a_day_beyond_the_releases_last_is_refused_with_a_sentence_on_every_address(http, small, where):
    day = small.until + dt.timedelta(days=1)
    answer = http.get(f"/{where}?as_of={day}&lang=en")
    assert answer.status_code == 400
    assert str(small.until) in answer.text
    assert http.get(f"/{where}?as_of={small.until}&lang=en").status_code == 200


def test_an_empty_release_is_none_asked_for(http, small):
    for where in ("api/v1/plans", "api/v1/plans/cn-14fyp", "api/v1/indicators/trademarks_in_force/outlook"):
        assert http.get(f"/{where}?release=").json()["release"] == small.id
    assert http.get("/chart/overview.svg?release=").status_code == 200


def test_the_release_that_a_link_names_is_the_one_that_answers(http, small):
    for where in ("plans", "plans/cn-14fyp", "indicators/trademarks_in_force"):
        assert http.get(f"/api/v1/{where}?release={small.id}").json()["release"] == small.id
        gone = http.get(f"/api/v1/{where}?release=20200101-0123456789&lang=en")
        assert gone.status_code == 400
        assert small.id in gone.json()["error"]


def test_a_goal_tells_the_value_it_is_judged_by_beside_the_newest(http):
    goals = http.get("/api/v1/plans/cn-14fyp?evidence=published").json()["goals"]
    third = goals[2]
    assert (third["status"], third["example"]) == ("met_early", False)
    assert third["reached"] == {"period": "2023-12-31", "value": 8539.9, "evidence": "published", "state": None}


def test_what_rests_on_simulated_values_is_an_example(http):
    goals = http.get("/api/v1/plans/ln-2025?as_of=2024-12-31").json()["goals"]
    assert any(goal["example"] for goal in goals)
    for goal in goals:
        judged = goal["status"] in {status.value for status in JUDGED}
        assert goal["example"] == (judged and goal["working"]["rests_on_simulation"])


def test_an_unknown_data_address_is_answered_in_json(http):
    answer = http.get("/api/v2/plans", headers={"accept-language": "en"})
    assert answer.status_code == 404
    assert "/api/v1/plans" in answer.json()["error"]


def test_a_pointer_that_is_not_text_is_a_missing_release(http, tmp_path, monkeypatch):
    (tmp_path / "CURRENT").write_bytes(b"\xff\xfe\x00")
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    assert http.get("/api/v1/plans").status_code == 503


def test_a_scaled_goal_names_the_evidence_it_rests_on(http):
    goal = http.get("/api/v1/plans/ln-2025?as_of=2024-03-31").json()["goals"][3]
    assert (goal["kind"], goal["target_evidence"], goal["path_evidence"]) == ("growth", "simulated", "simulated")
