"""The days on which goals and tasks fall due, read as a calendar reads them."""

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.core import catalogue, language
from explorer.web.http import middleware
from tests.support.cases import each


@pytest.fixture
def http(small):
    return TestClient(Starlette(routes=server.ROUTES, middleware=middleware.MIDDLEWARE))


def events(content: bytes) -> list[dict[str, str]]:
    """Return the events of a calendar by RFC 5545: unfolded, each property by its name."""
    lines = re.sub("\r\n[ \t]", "", content.decode()).split("\r\n")
    assert (lines[0], lines[1], lines[-2:]) == ("BEGIN:VCALENDAR", "VERSION:2.0", ["END:VCALENDAR", ""])
    text = "\n".join(lines)
    found = re.findall(r"BEGIN:VEVENT\n(.*?)\nEND:VEVENT", text, re.DOTALL)
    return [dict(line.partition(":")[::2] for line in one.split("\n")) for one in found]


@each("code", language.LANGUAGES)
def test_every_goal_and_task_falls_due_on_its_day_and_leads_to_its_page(http, code):
    answer = http.get("/calendar.ics", params={"lang": code})
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    found = {one["UID"]: one for one in events(answer.content)}
    wanted = {
        f"{kind}-{one.no}.{plan.slug}@ip-target-explorer": f"{one.year}1231"
        if kind == "goal"
        else f"{one.deadline:%Y%m%d}"
        for plan in catalogue.plans().values()
        for kind, parts in (("goal", plan.goals), ("task", plan.tasks))
        for one in parts
    }
    due = {uid: one["DTSTART;VALUE=DATE"] for uid, one in found.items() if not uid.startswith("figure-")}
    assert due == wanted
    marks = found["goal-5.ln-2025@ip-target-explorer"]
    assert (
        marks["SUMMARY"]
        == {
            "zh": "目标到期：商标有效注册量，85 万件",
            "en": "Goal due: Registered trademarks in force\\, 850\\,000 trademarks",
        }[code]
    )
    assert http.get(f"/api/v1/plans/ln-2025?lang={code}").json()["goals"][4]["indicator"] in marks["URL"]


def test_a_figure_is_expected_when_those_of_the_last_three_years_let_expect_it(http):
    """The national value of 2023 became known after 46 days, of 2024 after 89, of 2025 after 59."""
    found = {one["UID"]: one for one in events(http.get("/calendar.ics?lang=en").content)}
    one = found["figure-1-2026.cn-15fyp@ip-target-explorer"]
    assert one["DTSTART;VALUE=DATE"] == "20270228"
    assert "became known 46 to 89 days after the year’s end" in one["DESCRIPTION"]
    assert "figure-1-2026.cn-14fyp@ip-target-explorer" not in found, "its goal year is over and its figure known"
    assert "figure-5-2021.ln-2025@ip-target-explorer" not in found, "what is overdue is expected on no day"


def test_one_plan_is_asked_for_by_its_name_and_another_name_refused(http):
    one = events(http.get("/calendar.ics?plan=cn-14fyp").content)
    assert {row["UID"].partition("@")[0].rpartition(".")[2] for row in one} == {"cn-14fyp"}
    goals = [row for row in one if row["UID"].startswith("goal-")]
    assert len(goals) == len(catalogue.plans()["cn-14fyp"].goals)
    answer = http.get("/calendar.ics?plan=ln-2035&lang=en")
    assert (answer.status_code, "ln-2025" in answer.json()["error"]) == (404, True)
