"""The working of a status, step by step, and none of it once the outcome counts."""

import datetime as dt

from explorer.analysis import view
from explorer.core import catalogue
from explorer.views import derivation

NATION = catalogue.plans()["cn-14fyp"]


def look(small, day, evidence="published"):
    return view.View(small, "cn-14fyp", "100000", dt.date.fromisoformat(day), evidence, "en")


def test_the_working_holds_every_step_from_baseline_to_status(small):
    steps = {item: value for item, value, _ in derivation.steps(look(small, "2022-06-30"), NATION.goals[0])}
    assert steps["Status"] == "On track"
    assert steps["Baseline"].startswith("6.3 ")
    assert steps["Growth a year since the baseline"] == "+19.0%"
    assert steps["Growth a year that was promised"] == "+13.8%"
    assert steps["So far"] == "+19.0% a year"
    assert steps["Promised, in the same unit"] == "+13.8% a year"
    assert steps["Ratio R"] == "1.385"
    assert steps["The methods"].startswith("agree")


def test_once_the_outcome_counts_no_reading_of_an_open_road_is_shown(small):
    """Goal 1 is met, goal 3 met early, goal 2 not published."""
    today = look(small, "2026-09-30")
    for goal in NATION.goals[:3]:
        assert derivation.side_by_side(today, goal) == ([], "")
        shown = {item for item, _, _ in derivation.steps(today, goal)}
        assert not shown & {"Ratio R", "The methods", "Rule used", "Linear pace (Sustainable Development Report)"}
        found = derivation.document(today, goal)
        assert (found["ratio"], found["other_readings"], found["methods_agree"]) == (None, None, None)


def test_while_the_road_is_open_every_reading_stands_beside_the_others(small):
    rows, agreed = derivation.side_by_side(look(small, "2022-06-30"), NATION.goals[0])
    assert [one.name.split(" (")[0] for one in rows] == [
        "Ratio R",
        "Expected value",
        "Linear pace",
        "Progress against time",
    ]
    assert agreed.startswith("The methods ")


def test_the_trend_of_a_value_is_told_where_there_are_two(small):
    assert derivation.document(look(small, "2022-06-30"), NATION.goals[0])["trend"] == "improving"
    assert derivation.document(look(small, "2024-03-31"), NATION.goals[7])["trend"] is None
