"""A target's outlook from what a link asks: the goal moved, the series chosen, what is needed and what may come."""

import datetime as dt
from dataclasses import replace

import pytest

from explorer.analysis.outlook import assumptions, projection, scenarios, target_outlook
from explorer.analysis.outlook.assumptions import Knobs
from explorer.analysis.outlook.target_outlook import Question
from explorer.analysis.view import View
from explorer.core import catalogue

PATENTS = "high_value_invention_patents_per_capita"
STILL = Knobs(0.0, 0.0, 2027, 1.0)


def view(edition, plan="cn-15fyp", area="100000", as_of=dt.date(2026, 9, 30), evidence="published"):
    return View(edition, plan, area, as_of, evidence, "zh")


def seen(here, slug=PATENTS, **asked):
    goal = here.by_key[slug]
    year = asked.pop("year", target_outlook.usual_year(here, goal))
    method = asked.pop("method", target_outlook.ways(here, goal)[0])
    return target_outlook.prospect(here, goal.no, Question(year, asked.pop("target", None), method, **asked))


def test_the_nations_22_by_2030_from_its_published_values(small):
    """16 in 2025: 22 in 2030 takes (22/16)^(1/5) - 1 a year."""
    found = seen(view(small))
    assert found.start == (2025, 16)
    assert found.goal.year == 2030
    assert found.stands.target == 22
    assert found.required == pytest.approx((22 / 16) ** 0.2 - 1)
    assert found.required_step == pytest.approx(6 / 5)
    assert found.series[0] == (2020, 6.3)
    assert not found.simulated
    assert projection.chance_word(found.chance) == "likely"


def test_fewer_years_can_be_asked_for(small):
    assert [time for time, _ in seen(view(small), years=3).series] == [2023, 2024, 2025]


def test_values_before_a_break_are_left_out_of_the_pace(small):
    """The population base of the province changed between 2020 and 2021; the nation's published values go on."""
    found = seen(view(small, "ln-2025", "210100", evidence="all", as_of=dt.date(2026, 9, 30)))
    assert found.cut_at == 2020
    assert min(time for time, _ in found.series) == 2021
    assert seen(view(small)).cut_at is None


def test_a_goal_ahead_keeps_its_year_and_a_past_one_moves_to_the_next_plan(small):
    before, after = view(small, as_of=dt.date(2024, 6, 30)), view(small)
    for here, plan, year in ((before, "cn-14fyp", 2025), (after, "cn-14fyp", 2030)):
        looked = replace(here, plan_slug=plan)
        assert target_outlook.usual_year(looked, looked.by_key[PATENTS]) == year


def test_a_promised_growth_goes_on_at_its_rate_when_its_year_is_moved(small):
    here = view(small, "ln-2025", "210000", evidence="all")
    goal = next(goal for goal in here.goals if goal.kind == "growth" and here.standing(goal).baseline)
    base = here.standing(goal).baseline
    moved = target_outlook.usual_target(here, goal, 2030)
    assert moved == pytest.approx(base.value * (1 + goal.value / 100) ** (2030 - base.year))


def test_a_typed_goal_is_a_level_in_the_area_looked_at(small):
    here = view(small, "ln-2025", "210100", evidence="all")
    found = seen(here, "trademarks_in_force", target=1000.0)
    assert (found.goal.kind, found.goal.area, found.stands.target) == ("level", "210100", 1000)
    assert seen(here, "trademarks_in_force").stands.target is None, "a sum promised for the province binds no city"


def test_a_goal_met_already_is_said_to_be(small):
    assert seen(view(small), target=10.0).met
    assert not seen(view(small)).met


def test_an_early_day_knows_no_later_value(small):
    found = seen(view(small, as_of=dt.date(2023, 6, 30)))
    assert all(time <= 2022 for time, _ in found.series)
    assert found.start[0] <= 2023


def test_the_backtest_hides_years(small):
    test = seen(view(small)).tested(2)
    assert test.outlook.start == (2023, 11.8)
    assert [time for time, _ in test.came] == [2024, 2025]


def test_without_any_value_nothing_is_drawn(small):
    here = view(small, "ln-2025", "210000", evidence="published")
    goal = next(goal for goal in here.goals if here.standing(goal).newest is None)
    found = seen(here, goal.indicator.slug)
    assert found.found is None
    assert found.start is None
    assert found.required is None
    assert {one.why for one in assumptions.scenarios(here, found, scenarios.NAMES, STILL)} == {"nothing_known"}


def test_a_mean_flow_needs_what_its_sum_lacks(small):
    """60 a year are promised for the years up to the goal year; the sum reached is taken off."""
    here = view(small, "ln-2025", "210000", evidence="all", as_of=dt.date(2024, 3, 31))
    found = seen(here, "ip_advantage_enterprises")
    stands, goal = found.stands, found.goal
    years = goal.year - stands.baseline.year
    left = goal.year - round(found.start[0])
    assert found.required_step == pytest.approx((goal.value * years - stands.added) / left)
    assert found.chance is None


def test_every_indicator_area_and_plan_has_an_outlook(small):
    for plan in catalogue.plans().values():
        for area in ("210000", "210100") if plan.area == "210000" else (plan.area or "all",):
            here = view(small, plan.slug, area, evidence="all")
            for key in here.by_key:
                found = seen(here, key)
                knobs = assumptions.usual_knobs(here, found)
                for one in assumptions.scenarios(here, found, scenarios.NAMES, knobs):
                    assert (one.last is None) == (one.why is not None)


def test_the_national_pace_is_the_published_one(small):
    here = view(small, "ln-2025", "210000", evidence="all")
    indicator = catalogue.indicators()[PATENTS]
    values = [9.4, 11.8, 14.0, 16.0]
    found = assumptions.national_pace(here, indicator, logs=True)
    assert found.mean == pytest.approx((values[-1] / values[0]) ** (1 / 3) - 1)
    assert (found.since, found.until) == (2022, 2025)
    assert assumptions.national_pace(here, catalogue.indicators()["rights_aid_workstations"], logs=True) is None


def test_population_moves_by_its_own_trend(small):
    """Anshan's people are the same in every year, so what is divided by them grows as the patents do."""
    here = view(small, "ln-2025", "210300", evidence="all")
    assert assumptions.thinning(here, here.by_key[PATENTS]).mean == 0
    assert assumptions.thinning(here, here.by_key["trademarks_in_force"]) is None
    shenyang = replace(here, area="210100")
    found = seen(shenyang)
    (own,) = assumptions.scenarios(shenyang, found, ("own",), replace(STILL, growth=0.10))
    people = [100.0, 100.0, 912.0, 100.0]  # 2020 to 2023
    rate = (people[-1] / people[0]) ** (1 / 3) - 1
    assert assumptions.thinning(shenyang, found.goal).mean == pytest.approx(rate)
    assert own.pace == pytest.approx(0.10)


def test_a_scenario_that_makes_no_sense_says_so(small):
    here = view(small, "ln-2025", "210000", evidence="all")

    def why(look, found, name):
        return assumptions.scenarios(look, found, (name,), STILL)[0].why

    assert why(here, seen(here, "trademarks_in_force"), "renewal") is None
    assert why(here, seen(here, "rights_aid_workstations"), "renewal") == "no_renewals"
    assert why(view(small), seen(view(small)), "national") == "is_the_nation"
    assert why(view(small), seen(view(small), target=10.0), "needed") == "met_already"


def test_a_national_pace_of_long_ago_is_not_used(small):
    """The nation's marks in force are published for 2016 and 2018 alone."""
    here = view(small, "ln-2025", "210000", evidence="all")
    assert assumptions.national_pace(here, catalogue.indicators()["trademarks_in_force"], logs=True) is None


def test_a_goal_can_be_set_only_for_a_year_that_is_not_over(small):
    """The last published value of the province's marks is of 2020, yet 2025 is past."""
    here = view(small, "ln-2025", "210000", evidence="published")
    goal = here.by_key["trademarks_in_force"]
    assert here.standing(goal).newest.year == 2020
    assert target_outlook.goal_years(here, goal)[0] == 2026


def test_a_goal_of_another_year_is_an_assumed_one(small):
    assert seen(view(small)).assumed is False
    assert seen(view(small), target=30.0).assumed
    assert seen(view(small), year=2031).assumed


def test_a_band_that_failed_its_tests_is_not_trusted(small, monkeypatch):
    found = seen(view(small))
    for record, trusted in (((1, 4), True), ((0, 5), False), ((6, 10), True), ((5, 10), False)):
        found.__dict__["record"] = record
        assert found.trusted is trusted, record
    del found.__dict__["record"]


def test_a_simulated_value_marks_the_whole_outlook(small):
    assert seen(view(small, "ln-2025", "210000", evidence="all"), "rights_aid_workstations").simulated
