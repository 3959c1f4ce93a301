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
    assert {uid: one["DTSTART;VALUE=DATE"] for uid, one in found.items()} == wanted
    marks = found["goal-5.ln-2025@ip-target-explorer"]
    assert (
        marks["SUMMARY"]
        == {
            "zh": "目标到期：商标有效注册量，85 万件",
            "en": "Goal due: Registered trademarks in force\\, 850\\,000 trademarks",
        }[code]
    )
    assert http.get(f"/api/v1/plans/ln-2025?lang={code}").json()["goals"][4]["indicator"] in marks["URL"]


def test_one_plan_is_asked_for_by_its_name_and_another_name_refused(http):
    one = events(http.get("/calendar.ics?plan=cn-14fyp").content)
    assert len(one) == len(catalogue.plans()["cn-14fyp"].goals)
    answer = http.get("/calendar.ics?plan=ln-2035&lang=en")
    assert (answer.status_code, "ln-2025" in answer.json()["error"]) == (404, True)
