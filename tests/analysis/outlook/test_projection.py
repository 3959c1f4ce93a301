"""Where a series goes: the worked example, the rules for few values, and what a series can throw at the method."""

import itertools
import math
import random
import statistics

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bench import coverage
from explorer.analysis.outlook import projection
from explorer.analysis.outlook.projection import Manner

LOGS, PLAIN = Manner(logs=True), Manner(logs=False)
# Arithmetic practice on the sums of CNIPA's national development index, 2016 to 2020.
EXAMPLE = list(zip(range(2016, 2021), (200.3, 218.3, 257.4, 279.2, 304.7), strict=True))


def yearly(*values: float, first: int = 2016) -> list[tuple[float, float]]:
    return [(float(first + place), value) for place, value in enumerate(values)]


def test_the_worked_example_to_its_printed_digits():
    near, far = (projection.project(EXAMPLE, year, LOGS) for year in (2022, 2025))
    assert round(near.pace * 100, 2) == 10.49, "the mean logarithm behind 11.06 % a year"
    assert round(near.rate * 100, 2) == 11.06
    assert round(near.spread, 4) == 0.0400
    last = near.path[-1]
    assert [round(number, 1) for number in (last.point, last.low, last.high)] == [375.8, 335.5, 421.0]
    assert round(near.chance(350, 1), 2) == 0.81
    last = far.path[-1]
    assert [round(number, 1) for number in (last.point, last.low, last.high)] == [514.8, 413.2, 641.3]
    assert round(far.chance(500, 1), 2) == 0.58
    assert round(projection.required_growth(304.7, 2020, 350, 2022) * 100, 2) == 7.18
    assert round(projection.required_growth(304.7, 2020, 500, 2025) * 100, 2) == 10.41


def test_the_band_by_another_road():
    """Logarithms by hand: 1, 2, 4, 16 doubles by 1, 1 and 2 steps; t for 2 degrees at 90 % is 1.8856."""
    found = projection.project(yearly(1, 2, 4, 16), 2021, LOGS)
    steps = [1, 1, 2]
    middle = 4 + 2 * statistics.mean(steps)
    error = statistics.stdev(steps) * math.sqrt(2 + 4 / 3)
    assert found.path[-1].point == pytest.approx(2**middle)
    assert found.path[-1].high == pytest.approx(2 ** (middle + 1.885618 * error), rel=1e-5)
    assert found.path[-1].low == pytest.approx(2 ** (middle - 1.885618 * error), rel=1e-5)


def test_every_year_up_to_the_goal_is_answered():
    found = projection.project(yearly(1, 2, 3), 2021, PLAIN)
    assert [step.time for step in found.path] == [2019, 2020, 2021]
    assert [step.point for step in found.path] == [4, 5, 6]


def test_one_value_gives_nothing_and_two_a_line_alone():
    assert projection.project(yearly(5), 2020, PLAIN) is None
    two = projection.project(yearly(5, 7), 2019, PLAIN)
    assert two.path[-1] == projection.Step(2019, 11, None, None)
    assert two.chance(8, 1) is None
    assert two.doubts[0] == "two_points"


def test_up_to_five_values_are_said_to_be_few():
    assert "short" in projection.project(yearly(1, 2, 4, 5, 7), 2021, PLAIN).doubts
    assert "short" not in projection.project(yearly(1, 2, 4, 5, 7, 8), 2022, PLAIN).doubts


def test_a_start_within_the_year_moves_the_line_and_not_the_pace():
    plain = projection.project(yearly(10, 12, 14, 17), 2020, PLAIN)
    later = projection.project(yearly(10, 12, 14, 17), 2020, PLAIN, start=(2019.75, 20.0))
    assert later.pace == plain.pace
    assert later.path[0].point == pytest.approx(20 + 0.25 * plain.pace)


def test_a_gap_of_two_years_counts_as_two_equal_steps():
    found = projection.project([(2016, 1.0), (2018, 3.0), (2019, 4.0)], 2020, PLAIN)
    assert found.pace == 1
    assert found.spread == 0
    assert "gaps" in found.doubts


def test_over_gaps_the_pace_is_the_whole_change_over_the_whole_time():
    """9 in seven years, then 3 in one: 12 in eight. One year's deviation: sqrt(7(9/7-1.5)² + (3-1.5)²)."""
    found = projection.project([(2012, 1.0), (2019, 10.0), (2020, 13.0)], 2021, PLAIN)
    assert found.pace == 1.5
    assert found.years == 8
    assert found.spread == pytest.approx(math.sqrt(7 * (9 / 7 - 1.5) ** 2 + (3 - 1.5) ** 2))


def test_a_band_that_has_arrived_at_its_limit_is_none():
    found = projection.project(yearly(90, 94, 97, 100), 2026, Manner(logs=False, limits=(0, 100)))
    assert found.path[-1].point == 100
    assert found.path[-1].low is None or found.path[-1].low < 100
    assert projection.banded(2026, 500.0, 1.0, 3, Manner(logs=False, limits=(0, 100))).low is None


def test_a_constant_series_has_no_band_and_no_probability():
    found = projection.project(yearly(5, 5, 5, 5), 2021, LOGS)
    assert found.path[-1].point == pytest.approx(5)
    assert found.path[-1].low is None
    assert found.chance(5, 1) is None
    assert "no_spread" in found.doubts


def test_values_that_jump_a_billionfold_get_a_line_and_no_band():
    found = projection.project(yearly(1, 1e9, 1, 1e9), 2021, LOGS)
    assert math.isfinite(found.path[-1].point)
    assert found.path[-1].low is None
    assert found.chance(1, 1) is None
    assert "too_wide" in found.doubts


def test_what_leaves_arithmetic_is_refused():
    with pytest.raises(OverflowError):
        projection.project(yearly(1e-300, 1e300), 2040, LOGS)
    with pytest.raises(OverflowError):
        projection.project(yearly(-1e308, 1e308), 2030, PLAIN)


def test_zeros_negative_values_and_percentages_are_not_read_by_growth():
    assert projection.grows([1, 2, 3])
    assert not projection.grows([0, 2, 3])
    assert not projection.grows([-1, 2, 3])
    assert not projection.grows([50, 60], (0, 100))
    assert projection.grows([50, 60], (0, math.inf))


def test_a_natural_limit_cuts_line_and_band_and_nothing_is_certain_at_it():
    found = projection.project(yearly(80, 90, 95, 99), 2025, Manner(logs=False, limits=(0, 100)))
    assert found.path[-1].point == 100
    assert found.path[-1].high in (100, None)
    assert found.arrived
    for goal in (0, 100, 101, -1):
        assert found.chance(goal, 1) is found.chance(goal, -1) is None, "the distribution knows of no limit"


def test_the_chance_of_a_falling_goal_is_the_other_side():
    found = projection.project(yearly(10, 9, 9, 7, 6, 6), 2023, PLAIN)
    assert found.chance(5, 1) + found.chance(5, -1) == pytest.approx(1)
    assert found.chance(found.path[-1].point, 1) == pytest.approx(0.5)


@pytest.mark.parametrize(("chance", "word"), [(0.1, "unlikely"), (0.34, "even"), (0.66, "even"), (0.67, "likely")])
def test_thirds_part_the_words(chance, word):
    assert projection.chance_word(chance) == word


def test_required_growth_and_step():
    assert projection.required_growth(100, 2020, 121, 2022) == pytest.approx(0.1)
    assert projection.required_step(100, 2020, 121, 2022) == 10.5
    assert projection.required_growth(0, 2020, 121, 2022) is None
    assert projection.required_growth(1, 2020, -1, 2022) is None
    assert projection.required_growth(1, 2022, 2, 2022) is None
    assert projection.required_growth(1e-300, 2020, 1e300, 2021) is None
    assert projection.required_step(1, 2022, 2, 2022) is None


def monthly(count: int, value, first: int = 2018) -> list[tuple[float, float]]:
    return [(first - 1 + (month + 1) / 12, value(month)) for month in range(count)]


def test_a_monthly_series_repeats_last_years_pattern_on_top_of_its_drift():
    """12 a year, of which 9 in July: the pattern lies 8 above the straight line in July and falls back by December."""
    levels = [100.0]
    for month in range(1, 60):
        levels.append(levels[-1] + (9 if month % 12 == 6 else 3 / 11))
    series = monthly(60, levels.__getitem__)
    found = projection.project(series, 2022.5, Manner(logs=False, seasonal=True))
    assert found.pace == pytest.approx(12)
    half_a_year_on = levels[-1] + 6 * 3 / 11
    assert found.path[-1].point == pytest.approx(half_a_year_on)
    a_year_on = projection.project(series, 2023, Manner(logs=False, seasonal=True))
    assert a_year_on.path[-1].point == pytest.approx(levels[-1] + 12)


def test_a_monthly_series_needs_24_values():
    manner = Manner(logs=False, seasonal=True)
    assert projection.project(monthly(23, float), 2023, manner) is None
    assert projection.project(monthly(24, float), 2023, manner).path[-1].low is None


def test_the_band_holds_about_what_it_says_where_growth_rates_are_independent():
    share = coverage.coverage(coverage.random_walk, 6, seed=6, count=400)[2]
    assert 0.74 <= share <= 0.86


@given(
    st.lists(st.floats(allow_nan=False, allow_infinity=False, width=32), min_size=1, max_size=14),
    st.integers(1, 40),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
)
@example([5.960464477539063e-08, 3.0], 40, 0.0)
def test_no_series_draws_an_infinite_band(values, ahead, goal):
    """A line that leaves arithmetic is refused, and the pages say so in a sentence."""
    series = yearly(*values)
    try:
        found = projection.project(series, series[-1][0] + ahead, Manner(logs=projection.grows(values)))
    except OverflowError:
        assert max(values) > 1e7 * min(values), "only what is millions of times apart leaves arithmetic"
        return
    for step in found.path if found else ():
        assert math.isfinite(step.point)
        assert (step.low is None) == (step.high is None)
        assert step.low is None or (math.isfinite(step.high - step.low) and step.low <= step.point <= step.high)
    chance = found.chance(goal, 1) if found else None
    assert chance is None or 0 <= chance <= 1


def test_the_simulated_truths_are_what_they_say():
    draw = random.Random(1)
    walk = coverage.random_walk(draw, 4000)
    growth = [later - value for value, later in itertools.pairwise(walk)]
    assert statistics.mean(growth) == pytest.approx(coverage.MEAN, abs=0.003)
    assert statistics.stdev(growth) == pytest.approx(coverage.SPREAD, abs=0.003)
