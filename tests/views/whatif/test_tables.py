"""The sheets of the what-if page: the same answers as on the page, numbers as numbers, nothing simulated unmarked."""

import pytest

from explorer.core import language
from explorer.views import exhibits

MARKS = {"plan": "ln-2025", "indicator": "trademarks_in_force", "lang": "en", "goal": "85000", "goal_year": "2030"}


def sheet(name, **asked):
    rows = exhibits.of("whatif", MARKS | asked).tables.get(language.words("en")(f"whatif_sheet.{name}"))
    return rows.to_dicts() if rows is not None else []


def test_a_citys_change_moves_the_province_by_the_same_amount_a_year(small):
    asked = {"scenarios": "recent,city", "city": "210200", "city_change": "5"}
    recent, city = sheet("scenarios", method="linear_drift", **asked)
    lines = exhibits.of("whatif", MARKS | asked | {"method": "linear_drift"}).graph.series
    start = next(one for one in lines if one.mark == "recent").points[0][0]
    assert city["Value in 2030"] - recent["Value in 2030"] == pytest.approx(5 * (2030 - start))
    assert city["Pace a year"] == "Dalian: +5 trademarks a year on top of its recent change"


def test_all_together_adds_what_each_change_does(small):
    asked = {"method": "linear_drift", "city": "210200", "city_change": "5", "change": "9"}
    recent, once, city, together = sheet("scenarios", scenarios="recent,once,city,together", **asked)
    value = "Value in 2030"
    assert together[value] - recent[value] == pytest.approx(
        (once[value] - recent[value]) + (city[value] - recent[value])
    )


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"scenarios": "together"}, "choose two or more"),
        ({"scenarios": "city", "area": "210100"}, "where the whole province is looked at"),
        (
            {"scenarios": "city", "indicator": "high_value_invention_patents_per_capita", "goal": "20"},
            "the province is not the sum of its cities here",
        ),
    ],
)
def test_what_cannot_be_drawn_says_why(small, asked, why):
    (row,) = sheet("scenarios", **asked)
    assert row["Value in 2030"] is None
    assert row["Against the goal"] is None
    assert why in row["Why it cannot be drawn"]


def test_the_backtest_lists_what_was_said_and_what_came(small):
    rows = sheet("backtest", hidden="1", method="linear_drift")
    for row in rows:
        low, high = row["Band, low"], row["Band, high"]
        held = None if low is None else low <= row["What came"] <= high
        assert row["Within the band"] == {None: "no band", True: "yes", False: "no"}[held]
    assert rows


def test_the_parts_of_the_cities_add_up_to_the_goal(small):
    rows = sheet("division")
    assert len(rows) == 14
    assert sum(row["Part of the goal"] for row in rows) == pytest.approx(85_000)
