"""The cities' goals from a file to a verdict, and back: by day, by evidence, and gone with the release."""

from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.analysis import changes, city_scores
from explorer.analysis.outlook import target_outlook
from explorer.analysis.outlook.target_outlook import Question
from explorer.analysis.view import View
from explorer.core import catalogue, language
from explorer.core.goals import CityGoal
from explorer.pipeline.publish import file_check, publishing
from explorer.releases import current, store
from explorer.views import target_row
from explorer.views.ledger import review
from explorer.views.publish import changed as publish_changed
from explorer.views.publish import html as publish_html
from explorer.views.target import citations
from explorer.views.target import text as target_text
from tests.conftest import UNTIL
from tests.exports.office.office_files import DALIAN, SHENYANG, day, ground, tables
from tests.support import small_release

PLAN, PROVINCE, MARKS, SET = "ln-2025", "210000", 5, "2024-03-15"  # Dalian has one mark in force since 2022
FIRST = f"指标,市,目标值,下达日期\n商标有效注册量,大连市,1,{SET}\n"
LATER = "指标,市,目标值,下达日期\n5,大连,3,2025-06-30\n"


@pytest.fixture
def built(tmp_path, monkeypatch):
    """The id of the small release in use, and a folder for files."""
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "data"))
    publishing.rebuild(ground=ground)
    return current.in_use()


@pytest.fixture
def bring(built, tmp_path):
    def brought(text, file="goals.csv", mode="append"):
        (tmp_path / file).write_text(text, "utf-8")
        found = file_check.arrived(tmp_path / file, None, mode, None)
        assert found.faults.is_empty()
        return publishing.bring([found.brought], "li", ground=ground)

    return brought


def look(area=DALIAN, as_of=UNTIL, evidence="all", lang="zh"):
    return View(store.edition(), PLAN, area, as_of, evidence, lang)


def judged(**seen):
    found = look(**seen).assessment(catalogue.plans()[PLAN].goals[MARKS - 1])
    return found.status, found.standing.target


def test_a_city_is_judged_by_what_the_office_set_and_no_longer_after_the_roll_back(built, bring):
    assert judged() == ("no_goal", None)
    assert "未对单个市设目标" in review.evaluation(look(PROVINCE))
    bring(FIRST)
    assert judged() == ("met", 1)
    assert judged(area=SHENYANG) == ("no_goal", None), "nobody gave it one"
    found = city_scores.evaluation(look(PROVINCE))
    assert [goal.no for goal in found.goals] == [MARKS]
    assert {city.area: city.mean for city in found.cities if city.counted} == {DALIAN: 5}
    table = review.evaluation(look(PROVINCE))
    assert "大连市" in table
    assert "未对单个市设目标" not in table
    publishing.roll_back(built, "li")
    assert judged() == ("no_goal", None)
    assert "未对单个市设目标" in review.evaluation(look(PROVINCE))


def test_a_goal_is_not_known_before_the_day_it_was_set_nor_to_who_sees_what_is_published_only(bring):
    bring(FIRST)
    assert judged(as_of=day("2024-03-14"))[0] == "no_goal"
    assert judged(as_of=day(SET))[0] == "achieved"
    assert judged(evidence="office") != judged(evidence="published")
    assert look(evidence="published").plan is catalogue.plans()[PLAN]
    flips = changes.between(look(as_of=day("2024-03-14")), look(as_of=day(SET))).flips
    assert [(one.goal.no, one.then.status, one.now.status) for one in flips] == [(MARKS, "no_goal", "achieved")]


def test_a_goal_set_later_counts_from_its_own_day_on_and_of_one_day_the_one_brought_later(bring):
    bring(FIRST)
    bring(LATER, "later.csv")
    assert judged(as_of=day("2025-06-29")) == ("achieved", 1)
    assert judged() == ("missed", 3)
    made = bring(LATER.replace(",3,", ",2,"), "corrected.csv")
    assert judged() == ("missed", 2)
    assert next((one.new, one.changed, one.withdrawn) for one in made.rows if one.table == "city_goals") == (0, 1, 0)
    bring(FIRST, "whole.csv", mode="replace")
    assert judged() == ("met", 1)


def test_what_the_office_brings_stands_above_what_the_plan_says(bring, monkeypatch):
    plan = catalogue.plans()[PLAN]
    given = [goal.given([CityGoal(DALIAN, 9), CityGoal(SHENYANG, 8)]) for goal in plan.goals]
    monkeypatch.setattr(catalogue, "plans", lambda: {PLAN: replace(plan, goals=tuple(given))})
    assert judged(as_of=day("2024-12-31"))[1] == 9
    bring(FIRST)
    assert judged(as_of=day("2024-12-30"))[1] == 1
    assert judged(as_of=day("2024-12-30"), evidence="published")[1] == 9
    assert judged(as_of=day("2024-12-30"), area=SHENYANG)[1] == 8


def test_a_page_shows_the_citys_goal_with_its_day_and_source(bring):
    bring(FIRST)
    view = look()
    goal = view.by_key["trademarks_in_force"]
    assert (goal.value, goal.area, goal.set_on, goal.clause) == (1, DALIAN, day(SET), None)
    assert target_row.row(view, goal).answer.startswith("大连市")
    assert target_row.row(view, goal).aim == "目标 1 件"
    assert "大连市的这项目标由本局于2024年3月15日下达" in " ".join(target_text.remarks(view, goal))
    assert "本局导入：goals" in citations.sources(view, goal).replace("\\", "")
    asked = Question(2030, None, target_outlook.ways(view, goal)[0], 5, 0.8)
    assert target_outlook.prospect(view, MARKS, asked).planned.value == 1


def test_the_data_address_answers_with_the_citys_goal(bring):
    bring(FIRST)
    http = TestClient(Starlette(routes=server.ROUTES))
    goals = http.get(f"/api/v1/plans/{PLAN}?area={DALIAN}").json()["goals"]
    found = goals[MARKS - 1]
    assert (found["value"], found["target"], found["set_on"], found["status"]) == (1, 1, SET, "met")
    assert (found["target_evidence"], goals[0]["set_on"]) == ("office", None)


def test_the_preview_tells_whose_status_would_flip_and_by_which_goal(bring):
    made = bring(FIRST)
    (flip,) = made.flips
    assert (flip.no, flip.area, flip.promise, flip.reason) == (MARKS, DALIAN, 1, "goal")
    assert (flip.then.status, flip.now.status) == ("no_goal", "met")
    assert flip.then.figure == flip.now.figure, "the value is as it was; the goal is new"
    told = str(publish_changed.figures(made, look(PROVINCE, lang="en")))
    assert "Dalian" in told
    assert f"area={DALIAN}" in told
    assert language.words("en").promise(look().goal(MARKS)) in told
    assert "has data to" not in str(publish_html._reaches(made, language.words("en")))


def test_a_goal_set_after_the_last_day_of_all_else_makes_the_release_know_that_day(bring):
    bring(FIRST.replace(SET, "2026-10-15"))
    edition = store.edition()
    assert edition.until == day("2026-10-15")
    assert store.known_until(["trademarks"], edition) == UNTIL
    assert judged(as_of=edition.until) == ("met", 1)


def test_a_release_from_before_goals_could_be_brought_has_none_and_can_be_built_upon(tmp_path, monkeypatch, bring):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "older"))
    small_release.publish({name: table for name, table in tables().items() if name != "city_goals"}, UNTIL, seed=1)
    assert current.usable()
    assert judged() == ("no_goal", None)
    made = bring(FIRST)
    assert next((one.new, one.changed, one.withdrawn) for one in made.rows if one.table == "city_goals") == (1, 0, 0)
    assert judged() == ("met", 1)
