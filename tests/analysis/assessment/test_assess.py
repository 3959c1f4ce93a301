"""Statuses on hand-checkable series, and the nation's own plan as it looked on three days."""

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest

from explorer.analysis import view
from explorer.analysis.assessment import assess
from explorer.analysis.assessment.standing import Point
from explorer.core import catalogue
from explorer.core.goals import CityGoal
from tests.support.cases import each

MARKS = catalogue.plans()["ln-2025"].goal("trademarks_in_force")
assert MARKS
NATION = catalogue.plans()["cn-14fyp"]


def seen(*values: tuple[int, float], evidence: str = "published") -> pl.DataFrame:
    rows = [(dt.date(year, 12, 31), value, "year", evidence) for year, value in values]
    schema = {"period": pl.Date, "value": pl.Float64, "span": pl.String, "evidence": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def goal(kind: str = "level", value: float = 160.0, **more: object):
    return replace(MARKS, kind=kind, value=value, baseline_year=2022, baseline_value=None, **more)


def judged(target, rows, as_of=(2024, 6, 30), area="210000", **more):
    return assess.assess(target, rows, area, dt.date(*as_of), **more)


@each(
    "value, status", [(170, "achieved"), (117, "on_track"), (111, "accelerate"), (105, "limited"), (99, "moving_away")]
)
def test_while_the_goal_year_is_ahead_the_ratio_of_growth_decides(value, status):
    """100 to 160 in three years asks for 16.96 % a year; 117, 111, 105 and 99 a year on are R = 1.0, .65, .29, -.06."""
    assert judged(goal(), seen((2022, 100), (2023, value))).status == status


def test_once_the_year_has_passed_its_value_alone_decides():
    assert judged(goal(), seen((2022, 100), (2025, 160)), (2026, 3, 1)).status == "met"
    assert judged(goal(), seen((2022, 100), (2025, 159)), (2026, 3, 1)).status == "missed"


def test_a_known_value_of_the_goal_year_decides_on_its_last_day_already():
    found = judged(goal(), seen((2022, 100), (2025, 159)), (2025, 12, 31))
    assert found.status == "missed"
    assert (found.judgement, found.readings, found.agree) == (None, None, None)
    assert found.standing.elapsed == 1


def test_the_turn_of_the_year_makes_no_achieved_goal_unknown():
    rows = seen((2022, 100), (2024, 161))
    assert judged(goal(), rows, (2025, 12, 31)).status == "achieved"
    found = judged(goal(), rows, (2026, 1, 1))
    assert (found.status, found.why, found.first_met) == ("met_early", "goal_year_unknown", 2024)
    assert found.readings is None


def test_a_goal_met_once_whose_latest_known_value_lies_below_it_again_was_not_met_early():
    found = judged(goal(), seen((2022, 100), (2023, 165), (2024, 150)), (2026, 3, 1))
    assert (found.status, found.margin) == ("not_published", -10)


def test_an_outcome_not_yet_published_is_neither_met_nor_missed():
    found = judged(goal(), seen((2022, 100), (2024, 140)), (2026, 3, 1))
    assert (found.status, found.why, found.margin) == ("not_published", "goal_year_unknown", -20)
    assert (found.judgement, found.score) == (None, None)


def test_a_goal_met_early_names_its_first_year_and_stays_met():
    found = judged(goal(), seen((2022, 100), (2023, 165), (2024, 170), (2025, 180)), (2026, 3, 1))
    assert (found.status, found.first_met, found.margin) == ("met", 2023, 20)


def test_a_goal_met_once_and_lost_again_is_missed():
    assert judged(goal(), seen((2022, 100), (2023, 165), (2025, 150)), (2026, 3, 1)).status == "missed"


def test_a_missed_goal_names_the_year_its_pace_would_meet_it():
    """100 to 130 in three years is 9.14 % a year; ln(160/130) over ln(1.0914) is 2.37 years: during 2028."""
    found = judged(goal(), seen((2022, 100), (2025, 130)), (2026, 3, 1))
    assert (found.status, found.expected_in, found.margin) == ("missed", 2028, -30)


def test_a_missed_goal_that_was_reached_since_names_that_value_and_no_forecast():
    rows = seen((2022, 100), (2025, 130), (2026, 165), (2027, 170))
    found = judged(goal(), rows, (2028, 3, 1))
    assert (found.status, found.reached_since.year, found.expected_in) == ("missed", 2026, None)
    lost = judged(goal(), seen((2022, 100), (2025, 130), (2026, 165), (2027, 150)), (2028, 3, 1))
    assert lost.reached_since is None, "the newest value lies below the goal again"


def test_a_falling_series_never_meets_a_rising_goal():
    assert judged(goal(), seen((2022, 100), (2025, 90)), (2026, 3, 1)).expected_in is None


def test_one_value_that_meets_the_goal_is_enough_and_its_trend_is_unknown():
    """A statement about a level needs no trend: 91.9 against 85 is achieved."""
    found = judged(goal(), seen((2023, 200)))
    assert (found.status, found.judgement, found.score) == ("achieved", None, 5)


def test_one_value_that_does_not_meet_the_goal_is_no_trend():
    found = judged(goal(), seen((2023, 100)))
    assert (found.status, found.why, found.score) == ("cannot_assess", "one_value", None)


@each("as_of", [(2024, 6, 30), (2026, 3, 1)])
def test_without_any_value_nothing_is_judged(as_of):
    assert judged(goal(), seen(), as_of).status == "no_value"


def test_what_was_not_promised_yet_has_no_status_no_path_and_no_goal():
    found = judged(goal(), seen((2022, 100), (2023, 170)), promised=False)
    assert (found.status, found.score, found.margin, found.pace) == ("not_promised", None, None, None)
    assert (found.standing.path, found.standing.target, found.standing.baseline) == ((), None, None)


def test_a_growth_with_no_year_to_start_from_has_no_baseline():
    rows = seen((2026, 5)).with_columns(period=pl.lit(dt.date(2024, 6, 30)), span=pl.lit("point"))
    assert judged(goal("growth", 10), rows).status == "no_baseline"


@each("kind, value", [("level", 160.0), ("coverage", 100.0), ("count", 5.0), ("growth", 10.0), ("mean_flow", 60.0)])
@each("as_of", [(2024, 6, 30), (2026, 3, 1)])
def test_a_city_is_judged_by_no_promise_of_the_province(kind, value, as_of):
    found = judged(goal(kind, value), seen((2022, 10), (2023, 12), (2025, 11)), as_of, area="210200")
    assert (found.status, found.score, found.example) == ("no_goal", None, False)


def test_a_city_stands_below_or_above_a_mean_of_the_province_by_so_much():
    """Goal 1: 10 patents per 10,000 people, a mean of the province."""
    target = catalogue.plans()["ln-2025"].goals[0]
    assert judged(target, seen((2025, 8)), (2026, 3, 1), area="210200").beside == -2
    assert judged(target, seen((2025, 10)), (2026, 3, 1), area="210200").beside == 0


def test_a_part_of_a_total_compares_with_nothing():
    assert judged(goal(), seen((2025, 12)), area="210200").beside is None


def test_a_citys_growth_is_held_against_the_promised_one_unless_its_events_are_too_few():
    """20 to 26.62 in three years is 10 % a year; 4 to 8 a year says nothing about a growth."""
    target = goal("growth", 12)
    assert judged(target, seen((2022, 20), (2025, 26.62)), (2026, 3, 1), area="210200").beside == pytest.approx(-0.02)
    few = judged(target, seen((2022, 4), (2025, 8)), (2026, 3, 1), area="210200")
    assert (few.status, few.why, few.beside) == ("no_goal", "few_events", None)


def test_a_city_with_a_goal_of_its_own_is_judged_by_it():
    target = goal(city_goals=(CityGoal("210200", 12.0),))
    found = judged(target, seen((2022, 10), (2025, 12)), (2026, 3, 1), area="210200")
    assert (found.status, found.margin, found.beside) == ("met", 0, None)
    assert judged(target, seen((2022, 10), (2025, 12)), (2026, 3, 1), area="210100").status == "no_goal"


@each("start, why", [(0, "from_nothing"), (1, "from_nothing"), (9, "few_events")])
@each("as_of", [(2024, 6, 30), (2026, 3, 1)])
def test_a_growth_from_nothing_or_next_to_it_is_not_judged(start, why, as_of):
    """10 % more than nothing is nothing: it is not met by nothing."""
    found = judged(goal("growth", 10), seen((2022, start), (2023, start), (2025, start)), as_of)
    assert (found.status, found.why) == ("cannot_assess", why)


def test_a_mean_growth_is_met_at_the_end_of_its_years_and_not_before():
    rows = seen((2022, 100), (2023, 180))
    assert judged(goal("growth", 10), rows).status == "on_track"
    assert judged(goal("growth", 10), rows, (2026, 3, 1)).status == "not_published"
    assert judged(goal("growth", 10), seen((2022, 100), (2025, 133.2)), (2026, 3, 1)).status == "met"


def test_a_mean_of_rates_can_meet_what_the_compound_growth_misses():
    """100, 150, 75, 120: +50, -50 and +60 % are 20 % a year on average, and 6.3 % compound."""
    rows = seen((2022, 100), (2023, 150), (2024, 75), (2025, 120))
    assert judged(goal("growth", 10), rows, (2026, 3, 1)).status == "missed"
    assert judged(goal("growth", 10, mean="arithmetic"), rows, (2026, 3, 1)).status == "met"


def test_a_mean_flow_is_judged_by_its_sum():
    rows = seen((2022, 5), (2023, 60), (2024, 30), (2025, 89))
    assert judged(goal("mean_flow", 60), rows, (2026, 3, 1)).status == "missed"
    assert judged(goal("mean_flow", 59.5), rows, (2026, 3, 1)).status == "met"
    assert judged(goal("mean_flow", 60), rows, (2026, 3, 1)).margin == -1


def test_a_sum_that_is_reached_before_its_last_year_is_achieved():
    assert judged(goal("mean_flow", 60), seen((2023, 100), (2024, 90)), (2025, 6, 30)).status == "achieved"


def test_a_count_is_judged_by_its_share_of_way_and_time():
    target = replace(goal("count", 6.0), baseline_value=0.0)
    found = judged(target, seen((2023, 1)))
    assert (found.status, found.judgement.rule) == ("limited", "share")
    assert found.judgement.ratio == pytest.approx((1 / 6) / (1 / 3))


def test_a_cut_is_met_from_above():
    months = catalogue.indicators()["pre_examined_time_to_grant"]
    target = goal("cut", 50, indicator=months)
    assert judged(target, seen((2022, 12), (2025, 6)), (2026, 3, 1)).status == "met"
    assert judged(target, seen((2022, 12), (2025, 6.1)), (2026, 3, 1)).status == "missed"


def test_a_ceiling_is_kept_from_below_and_missed_from_above():
    target = goal(value=10.0, bound="at_most")
    assert judged(target, seen((2022, 8), (2025, 10)), (2026, 3, 1)).status == "met"
    over = judged(target, seen((2022, 8), (2023, 12)))
    assert (over.status, over.margin, over.judgement.required_growth) == ("moving_away", -2, None)


def test_rounding_decides_nothing():
    assert judged(goal(value=11.0), seen((2022, 9), (2025, 10.98)), (2026, 3, 1)).status == "missed"


def test_achieved_and_worse_than_the_baseline_are_both_said():
    found = judged(goal(value=90.0), seen((2022, 120), (2023, 100)))
    assert (found.status, found.judgement.worsening) == ("achieved", True)


def test_a_judgement_by_simulated_values_is_an_example_and_no_other_status_is():
    invented = seen((2022, 100), (2025, 159), evidence="simulated")
    assert judged(goal(), invented, (2026, 3, 1)).example
    assert not judged(goal(), seen((2022, 100), (2025, 159)), (2026, 3, 1)).example
    assert not judged(goal(), invented.head(1), (2026, 3, 1)).example, "not published judges nobody"
    mixed = pl.concat([invented.head(1), seen((2025, 159))])
    assert judged(goal(), mixed, (2026, 3, 1)).example, "one simulated value is enough"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # 2022-06-30: 7.5 (2021) against 6.3 to 12: R = 19.0 % / 13.8 % = 1.38; overseas grants not yet public;
        # 3,098 of 3,200 by 2021; satisfaction 80.61 of 82: growth 0.70 % / 0.48 %.
        (
            "2022-06-30",
            {1: "on_track", 2: "cannot_assess", 3: "on_track", 5: "on_track", 7: "on_track", 8: "no_value"},
        ),
        # 2024-03-31: 11.8 of 12; pledges 8,539.9 and satisfaction (82.04, published the day before) are there already,
        # and 91.9 of 85 is known of one year.
        ("2024-03-31", {1: "on_track", 3: "achieved", 7: "achieved", 8: "achieved"}),
        # 2025-01-31: the State Council's office said in January 2025 that six of the eight had been reached.
        ("2025-01-31", dict.fromkeys((1, 3, 4, 5, 7, 8), "achieved") | {2: "on_track", 6: "limited"}),
        ("2025-12-31", dict.fromkeys((1, 3, 4, 5, 7, 8), "achieved")),
        ("2026-01-01", dict.fromkeys((1, 3, 4, 5, 7, 8), "met_early") | {2: "not_published", 6: "not_published"}),
        # Today: two values of 2025 have been published.
        (
            "2026-09-30",
            {1: "met", 7: "met", 2: "not_published", 6: "not_published"} | dict.fromkeys((3, 4, 5, 8), "met_early"),
        ),
    ],
)
def test_the_nations_plan_is_judged_by_what_was_known_that_day(small, day, expected):
    look = view.View(small, "cn-14fyp", "100000", dt.date.fromisoformat(day), "published", "zh")
    assert {no: look.assessment(NATION.goals[no - 1]).status for no in expected} == expected


def test_a_plan_is_not_promised_before_its_day_nor_publicly_before_it_was_public(small):
    """The province's plan was signed on 2023-03-09 and put online on 2023-08-03."""
    for day, evidence, known in (
        ("2023-03-08", "all", False),
        ("2023-03-09", "office", True),
        ("2023-03-09", "published", False),
        ("2023-08-02", "published", False),
        ("2023-08-03", "published", True),
    ):
        look = view.View(small, "ln-2025", "210000", dt.date.fromisoformat(day), evidence, "zh")
        statuses = {look.assessment(target).status for target in look.goals}
        assert (statuses == {"not_promised"}) == (not known), (day, evidence)
        assert look.before_plan == (not known)


@each("rate", [5, 10, 15, 20, 30, 50])
@each("mean", ["compound", "arithmetic"])
def test_a_growth_that_is_promised_exactly_is_met(rate, mean):
    """A computer does not hold 1.1 cubed; nobody misses a promise by that."""
    values = [(2022 + year, 1000 * (1 + rate / 100) ** year) for year in range(4)]
    assert judged(goal("growth", rate, mean=mean), seen(*values), (2026, 3, 1)).status == "met"


def test_a_cut_by_exactly_two_thirds_is_met():
    months = catalogue.plans()["ln-2025"].goals[8]
    ordinary = Point(dt.date(2025, 12, 31), 15.0, "published")
    assert judged(months, seen((2022, 9), (2025, 5)), (2026, 3, 1), against=ordinary).status == "met"
    assert judged(months, seen((2022, 9), (2025, 5.001)), (2026, 3, 1), against=ordinary).status == "missed"


def test_a_growth_of_few_events_in_the_year_judged_is_no_verdict_either():
    found = judged(goal("growth", 10), seen((2022, 12), (2023, 4), (2024, 2), (2025, 1)), (2026, 3, 1))
    assert (found.status, found.why) == ("cannot_assess", "few_events")


def test_a_cut_against_nothing_cannot_be_assessed():
    months = catalogue.plans()["ln-2025"].goals[8]
    nothing = Point(dt.date(2025, 12, 31), 0.0, "published")
    assert judged(months, seen((2022, 9), (2025, 5)), (2026, 3, 1), against=nothing).why == "from_nothing"


@each("value, status", [(1090, "on_track"), (1149, "moving_away")])
def test_a_growth_that_is_to_stay_below_a_ceiling_does_or_does_not(value, status):
    found = judged(goal("growth", 10, bound="at_most"), seen((2022, 1000), (2023, value)))
    assert found.status == status


@each("value, status", [(50, "on_track"), (70, "moving_away")])
def test_a_sum_that_is_to_stay_below_a_ceiling_is_met_at_its_end_only(value, status):
    target = goal("mean_flow", 60, bound="at_most")
    assert judged(target, seen((2023, value))).status == status
    whole = seen((2023, value), (2024, value), (2025, value))
    assert judged(target, whole, (2026, 3, 1)).status == ("met" if value == 50 else "missed")


def test_a_mean_on_its_way_scores_by_its_ratio_and_not_as_met():
    found = judged(goal("growth", 10), seen((2022, 100), (2023, 180)))
    assert found.status == "on_track"
    assert found.score == 5, "eight times the promised growth is the best score by its ratio too"
    slower = judged(goal("growth", 10), seen((2022, 100), (2023, 112)))
    assert slower.score == pytest.approx(7.1429 * 1.2 - 4.2857, abs=1e-3)


def test_a_simulated_value_is_no_news_beside_a_verdict_by_real_ones():
    rows = pl.concat([seen((2022, 100), (2025, 130)), seen((2026, 170), evidence="simulated")])
    assert judged(goal(), rows, (2027, 3, 1)).reached_since is None


def test_by_when_it_was_met_early_counts_from_the_last_time_it_was_not():
    rows = seen((2022, 100), (2023, 165), (2024, 150), (2025, 170))
    assert judged(goal(), rows, (2026, 3, 1)).first_met == 2025


def test_the_mean_change_of_a_sum_is_that_of_its_years():
    """58 a year for six years: 116 after two of three, and 174 of 180 expected."""
    rows = seen(*((year, 58) for year in range(2019, 2025)))
    found = judged(goal("mean_flow", 60), rows, (2025, 11, 30))
    assert (found.readings.carried, found.readings.weather) == (174, "light_cloud")
