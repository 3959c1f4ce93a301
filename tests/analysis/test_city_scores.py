"""The cities side by side: scores, means and ranks that can be checked by hand, and years told apart."""

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest

from explorer.analysis import city_scores, view, yearly
from explorer.analysis.assessment import assess
from explorer.core import catalogue
from explorer.core.goals import CityGoal

DAY = dt.date(2026, 9, 30)
MIDWAY = dt.date(2024, 12, 31)  # on this day the small release knows a value of every city


def look(edition, plan="ln-2025", area="210000", evidence="all", day=DAY):
    return view.View(edition, plan, area, day, evidence, "zh")


def judged(*rows, evidence="published"):
    """Return the assessment of a city's own goal of 10 patents per 10,000 people by 2025 over (year, value) rows."""
    goal = replace(catalogue.plans()["ln-2025"].goals[0], city_goals=(CityGoal("210200", 10.0),))
    return assess.assess(goal, seen(*rows, evidence=evidence), "210200", DAY)


def seen(*rows, evidence="published"):
    days = [dt.date(year, 12, 31) for year, _ in rows]
    values = [float(value) for _, value in rows]
    return pl.DataFrame(
        {"period": days, "value": values, "evidence": [evidence] * len(rows), "span": ["year"] * len(rows)},
        schema={"period": pl.Date, "value": pl.Float64, "evidence": pl.String, "span": pl.String},
    )


MET = judged((2022, 8), (2025, 10))  # 5
STOOD_STILL = judged((2022, 8), (2025, 8))  # growth 0: 4.1667 x 0 - 2.5
UNKNOWN = judged((2022, 8))  # 2025 not published: no score


def test_the_mean_counts_only_the_goals_that_have_a_score():
    found = city_scores._ranked({"a": (MET, STOOD_STILL), "b": (MET, UNKNOWN), "c": (UNKNOWN, UNKNOWN)})
    assert [(city.area, city.mean, city.counted) for city in found] == [("b", 5, 1), ("a", 1.25, 2), ("c", None, 0)]


def test_equal_means_share_a_rank_and_the_next_one_is_skipped():
    found = city_scores._ranked({"a": (STOOD_STILL,), "b": (MET,), "c": (MET,), "d": (UNKNOWN,)})
    assert [(city.area, city.rank) for city in found] == [("b", 1), ("c", 1), ("a", 3), ("d", None)]


def test_means_that_look_equal_are_equal():
    """Nobody is ranked by a decimal that nobody sees."""
    third = judged((2022, 8), (2025, 8.000001))
    assert city_scores._ranked({"a": (third,), "b": (STOOD_STILL,)})[1].rank == 1


def test_a_score_that_rests_on_simulation_is_counted_as_such_and_then_nobody_is_ranked():
    invented = judged((2022, 8), (2025, 10), evidence="simulated")
    cities = city_scores._ranked({"a": (MET, invented, UNKNOWN), "b": (STOOD_STILL,)})
    assert [(city.counted, city.simulated, city.rank) for city in cities] == [(2, 1, None), (1, 0, None)]


def test_only_goals_that_some_city_has_of_its_own_are_scored(small, with_city_goals):
    assert city_scores.evaluation(look(small, day=MIDWAY)).goals == (), "the province's promises bind no city"
    found = city_scores.evaluation(look(small, with_city_goals, day=MIDWAY))
    assert [goal.no for goal in found.goals] == [1, 5]
    marks = {city.area: city.found[1].status for city in found.cities}
    assert {area for area, status in marks.items() if status != "no_goal"} == {"210200"}


def test_a_city_is_judged_by_its_own_goal_and_not_by_that_of_the_province(small, with_city_goals):
    city = look(small, with_city_goals, area="210200")
    found = city.assessment(city.goals[4])
    assert (found.goal.value, found.standing.target) == (7, 7)
    assert city.assessment(city.goals[13]).status == "no_goal"


def test_the_evaluation_is_the_same_from_whichever_city_one_looks(small, with_city_goals):
    from_city, from_province = (
        city_scores.evaluation(look(small, with_city_goals, area="210200", day=MIDWAY)),
        city_scores.evaluation(look(small, with_city_goals, day=MIDWAY)),
    )
    assert from_city.cities == from_province.cities


def test_a_citys_score_is_the_one_of_its_own_page(small, with_city_goals):
    found = city_scores.evaluation(look(small, with_city_goals, day=MIDWAY))
    assert found.scored
    for city in found.cities:
        here = look(small, with_city_goals, area=city.area, day=MIDWAY)
        own = [here.assessment(goal).score for goal in found.goals]
        assert list(city.scores) == [score for score in own if score is not None]
        assert city.mean == (round(sum(city.scores) / city.counted, 2) if city.counted else None)


def test_without_published_city_values_nothing_is_scored(small):
    assert city_scores.evaluation(look(small, evidence="published")).scored == 0


@pytest.mark.parametrize(("plan", "area"), [("cn-14fyp", "100000"), ("peers-2025", view.EVERYWHERE)])
def test_a_plan_without_cities_has_no_evaluation(small, plan, area):
    assert not city_scores.has_cities(look(small, plan, area))
    assert city_scores.evaluation(look(small, plan, area)).cities == ()


def test_a_plan_of_which_nothing_is_known_in_any_city_evaluates_nobody(small):
    found = city_scores.evaluation(look(small, day=dt.date(2012, 1, 1)))
    assert found.scored == 0
    assert {city.rank for city in found.cities} == {None}


def test_each_year_of_a_real_plan_is_judged_by_what_was_reached_by_then(small):
    """High-value patents of the nation: 6.3 in 2020, promised 12 in 2025; 11.8 in 2023, 14 in 2024, 16 in 2025."""
    seen_from = look(small, "cn-14fyp", "100000")
    goal = seen_from.plan.goals[0]
    found = {one.year: one for one in yearly.breakdown(seen_from, goal)}
    assert list(found) == [2021, 2022, 2023, 2024, 2025]
    assert [found[year].point.value for year in (2023, 2024, 2025)] == [11.8, 14, 16]
    assert [found[year].found.status for year in (2023, 2024, 2025)] == ["on_track", "achieved", "met"]
    assert found[2023].milestone == pytest.approx(6.3 + (12 - 6.3) * 3 / 5)


def test_a_year_without_a_value_of_its_own_is_not_judged_by_an_older_one(small):
    seen_from = look(small, "cn-14fyp", "100000")
    goal = seen_from.plan.goals[1]  # overseas grants: nothing known after 2021
    found = yearly.breakdown(seen_from, goal)
    assert [one.found is None for one in found] == [False, True, True, True, True]
    assert all(one.over for one in found)


def test_a_year_that_is_not_over_has_a_milestone_and_no_status(small):
    seen_from = look(small, "cn-14fyp", "100000", day=dt.date(2024, 3, 31))
    found = {one.year: one for one in yearly.breakdown(seen_from, seen_from.plan.goals[0])}
    assert not found[2024].over
    assert found[2024].found is None
    assert found[2024].milestone is not None
    assert found[2023].over


def test_a_milestone_drawn_from_a_simulated_start_says_so_and_the_promise_itself_does_not(small):
    seen_from = look(small)
    station = next(goal for goal in seen_from.goals if goal.indicator.slug == "rights_aid_workstations")
    found = yearly.breakdown(seen_from, station)
    assert [one.from_simulated for one in found] == [True, True, False]


def test_the_years_of_a_plan_run_from_its_first_to_its_last(small):
    assert list(yearly.span(look(small))) == [2023, 2024, 2025]
    assert list(yearly.span(look(small, "cn-15fyp", "100000"))) == [2026, 2027, 2028, 2029, 2030]
