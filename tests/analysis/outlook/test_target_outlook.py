"""A target's outlook from what a link asks: the goal moved, the series chosen, what is needed and what may come."""

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest

from explorer.analysis.outlook import assumptions, projection, promises, scenarios, target_outlook
from explorer.analysis.outlook.assumptions import Knobs
from explorer.analysis.outlook.forecast import Asked, forecast
from explorer.analysis.outlook.projection import Manner
from explorer.analysis.outlook.target_outlook import Question
from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.releases import store

PATENTS = "high_value_invention_patents_per_capita"
STILL = Knobs(0.0, 0.0, 2027, 1.0)


def view(edition, plan="cn-15fyp", area="100000", as_of=dt.date(2026, 9, 30), evidence="published"):
    return View(edition, plan, area, as_of, evidence, "zh")


def seen(here, slug=PATENTS, **asked):
    goal = here.by_key[slug]
    year = asked.pop("year", promises.usual_year(here, goal))
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
    assert projection.chance_word(found.forecast.chance) == "likely"


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
        assert promises.usual_year(looked, looked.by_key[PATENTS]) == year


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
    assert found.forecast.no_line == "nothing_known"
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
    assert found.forecast.no_chance == "sum_of_years"


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
    people = [100.0, 100.0, 100.0, 800.0]  # 2019 to 2022: nothing simulated follows what the office states
    rate = (people[-1] / people[0]) ** (1 / 3) - 1
    assert assumptions.thinning(shenyang, found.goal).mean == pytest.approx(rate)
    assert own.pace == pytest.approx(1.10 / (1 + rate) - 1)


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
    assert promises.goal_years(here, goal)[0] == 2026


def test_a_goal_of_another_year_is_an_assumed_one(small):
    assert seen(view(small)).assumed is False
    assert seen(view(small), target=30.0).assumed
    assert seen(view(small), year=2031).assumed


def test_a_simulated_value_marks_the_whole_outlook(small):
    assert seen(view(small, "ln-2025", "210000", evidence="all"), "rights_aid_workstations").simulated


def test_nothing_is_carried_across_a_break(small):
    """A break between the last two values leaves one, a break after all of them none: neither makes a headline."""
    values = tuple((float(year), 10.0 + year - 2016) for year in range(2016, 2022))

    def after(day):
        events = pl.DataFrame({"kind": ["break"], "happened_on": [day]})
        return target_outlook._since_the_last_break(values, events)

    assert [len(after(dt.date(year, 6, 30))) for year in (2017, 2020, 2021, 2030)] == [5, 2, 1, 0]
    whole = after(dt.date(2030, 1, 1))
    asked = Asked(whole, 2030, "middle_path", Manner(False), "stock", broken=not whole)
    assert forecast(asked).no_line == "broken"


def test_the_pure_lines_stand_around_the_middle_path(small):
    found = seen(view(small))
    pace, steps = assumptions.around(found)
    assert steps.last == pytest.approx(16 + 5 * 2.2)
    assert pace.last == pytest.approx(16 * (16 / 9.4) ** (5 / 3))
    assert steps.last < found.forecast.last.point < pace.last
    refuted = replace(found, forecast=replace(found.forecast, line=(), no_line="poor_record"))
    assert {one.why for one in assumptions.around(refuted)} == {"poor_record"}


def test_a_goal_beyond_what_can_be_asks_for_no_pace(small):
    here = view(small, "cn-14fyp")
    found = seen(here, "ip_protection_satisfaction", target=120.0)
    assert found.beyond
    assert found.required is found.required_step is None
    assert assumptions.scenarios(here, found, ("needed",), STILL)[0].why == "goal_beyond_limit"


def test_hidden_years_are_years_whatever_is_missing_between(small):
    """Of 2010, 2011, 2012, 2013, 2016 and 2018 the last three years hold two values, the last two one."""
    found = seen(view(small))
    years = (2010.0, 2011.0, 2012.0, 2013.0, 2016.0, 2018.0)
    gaps = replace(found, whole=tuple((year, 5 + place**1.5) for place, year in enumerate(years)))
    assert [len(gaps.tested(hidden).came) for hidden in (1, 2, 3, 5)] == [1, 1, 2, 2]


def test_an_outlook_rests_on_simulated_values_where_one_of_the_years_it_counts_is_simulated_or_its_start(small):
    here = view(small, "ln-2025", "210000", evidence="all")
    for goal in here.goals:
        for count in (2, 6, 12):
            method = target_outlook.ways(here, goal)[0]
            found = target_outlook.prospect(here, goal.no, Question(2030, None, method, count))
            if not found.series:
                continue
            values = here.observed(goal)
            counted = values.filter(
                (pl.col("span") == "year")
                & (pl.col("period").dt.year() >= found.series[0][0])
                & pl.col("value").is_not_null()
            )
            newest = values.sort("period")["evidence"].to_list()[-1]
            assert found.simulated == ("simulated" in [*counted["evidence"], newest]), (goal.no, count)


def test_an_outlook_by_months_rests_on_simulated_values_where_one_of_its_months_holds_one(small):
    here = view(small, "ln-2025", "210000", evidence="all")
    monthly = [goal for goal in here.goals if "monthly" in target_outlook.ways(here, goal)]
    of_each_nature = {goal.indicator.nature: goal for goal in monthly}
    assert of_each_nature.keys() >= {"stock", "flow"}
    for goal in of_each_nature.values():
        found = target_outlook.prospect(here, goal.no, Question(2030, None, "monthly"))
        rows = store.monthly(goal.indicator, "210000", here.as_of, "all", here.edition)
        simulated = set(rows.filter(pl.col("evidence") == "simulated")["period"])
        held = []
        for time, _ in found.series:
            month = round(time * 12)
            day = month_end(month)
            before = [month_end(month - 12), month_end((month - 1) // 12 * 12)] if month % 12 else []
            held += [day, *(before if goal.indicator.nature == "flow" else ())]
        newest = found.stands.newest.evidence == "simulated"
        assert found.simulated == (newest or not simulated.isdisjoint(held)), goal.no


def month_end(month: int) -> dt.date:
    """Return the last day of a month counted from the beginning of our era."""
    return dt.date(month // 12 + 1, month % 12 + 1, 1) - dt.timedelta(days=1)


def test_simulated_years_are_left_out_before_real_ones_that_carry_a_headline_alone():
    series = tuple((float(year), 10.0) for year in range(2018, 2026))

    def years(*simulated):
        left = target_outlook._without_simulated(series, set(map(float, simulated)))
        return [int(time) for time, _ in left]

    whole = list(range(2018, 2026))
    assert years() == whole
    assert years(2018, 2022) == [2023, 2024, 2025], "three make a headline"
    assert years(2018, 2023) == whole, "two do not"
    assert years(2025) == whole, "nothing real follows a simulated newest"
