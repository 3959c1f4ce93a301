"""Every scenario on numbers that can be checked by hand."""

import pytest

from explorer.analysis.outlook import forecast, scenarios
from explorer.analysis.outlook.forecast import Asked
from explorer.analysis.outlook.projection import Manner
from explorer.analysis.outlook.scenarios import Renewals

START = (2025.0, 100.0)
FOUND = forecast.forecast(
    Asked(((2023.0, 80.0), (2024.0, 90.0), START), 2028, "linear_drift", Manner(logs=False), "stock")
)


def test_the_recent_pace_is_the_middle_of_the_outlook():
    found = scenarios.recent(FOUND)
    assert found.line == (START, (2026, 110), (2027, 120), (2028, 130))
    assert (found.pace, found.growing) == (10, False)


def test_a_steady_growth_compounds():
    found = scenarios.at_pace("own", START, 2027, 0.1, growing=True)
    assert [value for _, value in found.line] == pytest.approx([100, 110, 121])


def test_a_part_of_a_year_counts_in_part():
    found = scenarios.at_pace("own", (2025.75, 100.0), 2027, 8, growing=False)
    assert found.line == ((2025.75, 100), (2026, 102), (2027, 110))


def test_a_line_stops_at_a_natural_limit_and_at_nothing():
    assert scenarios.at_pace("own", START, 2027, 30, growing=False, limits=(0, 125)).last == 125
    assert scenarios.at_pace("own", START, 2027, -1.5, growing=True).last == 0


def test_the_needed_line_ends_exactly_at_the_goal():
    found = scenarios.needed((2025.7479, 804_382.0), 850_000.0, 2030, growing=True)
    assert found.last == 850_000
    assert found.met_in(850_000, 1) == 2030
    straight = scenarios.needed((2025, 0.0), 10, 2030, growing=True)
    assert straight.growing is False, "no growth leads from nothing"
    assert straight.line[1] == (2026, 2)


def test_a_change_stays_in_a_stock_and_passes_in_a_flow():
    base = scenarios.recent(FOUND)
    assert scenarios.once(base, 50, 2027, lasting=True).line == (START, (2026, 110), (2027, 170), (2028, 180))
    assert scenarios.once(base, 50, 2027, lasting=False).line == (START, (2026, 110), (2027, 170), (2028, 130))


def test_a_change_stops_at_a_natural_limit():
    base = scenarios.recent(FOUND)
    assert scenarios.once(base, 50, 2027, lasting=True, limits=(0, 150)).last == 150
    assert scenarios.once(base, -500, 2027, lasting=True, limits=(0, 150)).last == 0


def test_a_goal_is_met_whatever_rounding_says():
    flat = scenarios.Scenario("recent", ((2025, 5.0), (2026, 4.999999999999999)), 0.0, growing=True)
    assert flat.met_in(5, 1) == 2026


def test_a_scenario_that_cannot_be_drawn_passes_its_reason_on():
    assert scenarios.once(scenarios.missing("recent", "one_value"), 1, 2026, lasting=True).why == "one_value"
    assert scenarios.missing("national", "no_national_figures").last is None


def test_a_ratio_grows_by_the_quotient_of_its_parts():
    assert scenarios.thinned(0.10, 0.0) == pytest.approx(0.10)
    assert scenarios.thinned(0.10, -0.01) == pytest.approx(1.10 / 0.99 - 1)


MARKS = Renewals(stock=1000, granted=100, other=20, due={2026: 200, 2027: 300}, expiring={}, renewed=0.5)
PATENTS = Renewals(stock=1000, granted=100, other=0, due=None, expiring={2026: 10}, renewed=0.9)


def test_marks_lose_what_is_due_and_not_renewed():
    assert MARKS.ahead(2025, 2027, 0.5) == [(2026, 1000 + 80 - 100), (2027, 980 + 80 - 150)]
    assert MARKS.ahead(2025, 2027, 1.0)[-1] == (2027, 1160)


def test_patents_owe_a_fee_every_year_and_those_that_expire_are_certain():
    assert PATENTS.ahead(2025, 2026, 0.9) == [(2026, pytest.approx(1000 - 10 + 100 - 99))]


def test_what_expires_late_may_have_been_given_up_before():
    late = Renewals(stock=1000, granted=0, other=0, due=None, expiring={2027: 100}, renewed=0.9)
    first = 1000 * 0.9
    assert late.ahead(2025, 2027, 0.9)[-1] == (2027, pytest.approx((first - 100 * 0.9) * 0.9))


def test_the_rest_of_a_year_counts_in_part_but_dated_ends_in_full():
    found = MARKS.ahead(2025.75, 2026, 0.5)
    assert found == [(2026, 1000 + 0.25 * 80 - 100)]


def test_renewals_move_a_value_per_head_with_the_stock_and_the_people():
    found = scenarios.renewal((2025, 10.0), 2026, MARKS, 1.0, -0.01)
    assert found.last == pytest.approx(10 * 1.08 / 0.99)
    empty = Renewals(0, 1, 0, {}, {}, 1)
    assert scenarios.renewal(START, 2026, empty, 1, 0).why == "nothing_in_force"


def test_one_change_may_come_over_several_years():
    base = scenarios.Scenario(
        "recent", (START, (2026, 100), (2027, 100), (2028, 100), (2029, 100)), None, growing=False
    )
    spread = scenarios.once(base, 60, 2027, lasting=True, spread=3)
    assert [value for _, value in spread.line[1:]] == [100, 120, 140, 160]
    passing = scenarios.once(base, 60, 2026, lasting=False, spread=2)
    assert [value for _, value in passing.line[1:]] == [130, 130, 100, 100]


def test_a_city_that_adds_more_moves_a_stock_by_that_much_more_every_year_and_a_yearly_amount_once_each():
    base = scenarios.Scenario("recent", ((2025.5, 100), (2026, 110), (2027, 120)), None, growing=False)
    assert scenarios.more(base, 10, lasting=True).line == ((2025.5, 100), (2026, 115), (2027, 135))
    assert scenarios.more(base, 10, lasting=False).line == ((2025.5, 100), (2026, 120), (2027, 130))
    assert scenarios.more(base, -500, lasting=True, limits=(0, 150)).last == 0
    assert scenarios.more(scenarios.missing("recent", "poor_record"), 1, lasting=True).why == "poor_record"


def test_together_is_the_base_and_what_each_change_does_to_its_own_line():
    recent = scenarios.Scenario("recent", (START, (2026, 110), (2027, 120)), None, growing=False)
    own = scenarios.Scenario("own", (START, (2026, 150), (2027, 200)), None, growing=False)
    once, city = scenarios.once(recent, 7, 2027, lasting=True), scenarios.more(recent, 5, lasting=True)
    found = scenarios.together(own, [(once, recent), (city, recent)])
    assert found.line == (START, (2026, 155), (2027, 217))
    assert scenarios.together(own, [(once, recent)], limits=(0, 205)).last == 205
    assert scenarios.together(own, [(scenarios.missing("renewal", "no_renewals"), recent)]).why == "no_renewals"


def test_a_line_stands_straight_between_its_points_and_level_beyond():
    line = scenarios.Scenario("recent", ((2025, 10), (2026, 20), (2028, 40)), None, growing=False)
    assert [scenarios.at(line, time) for time in (2020, 2025.5, 2027, 2040)] == [10, 15, 30, 40]
