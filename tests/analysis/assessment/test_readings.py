"""What other methods say, against published numbers and numbers worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.assessment import methods, readings
from explorer.analysis.assessment.readings import Way, other_readings
from tests.support.cases import each

values = st.floats(0.1, 1e6)


def way(base, base_year, latest, latest_year, goal, goal_year, direction=1, limits=None) -> Way:
    return Way(base, base_year, latest, latest_year, goal, goal_year, direction, limits)


# Source: Statistics Canada, Canadian Indicator Framework (values); the readings were worked out by EUSTAT's and the
# Sustainable Development Report's formulas.
@pytest.mark.parametrize(
    ("row", "expected", "share", "pace", "needed"),
    [
        ((14.5, 2015, 10.4, 2023, 7.25, 2030, -1), 7.776, 0.9275, 1.0603, -5.02),
        ((0.37, 2015, 9.53, 2025, 60, 2030, 1), 48.37, 0.8049, 0.2304, 44.48),
        ((63, 2005, 74, 2020, 85, 2030, 1), None, 0.8809, 0.8333, 1.40),
    ],
)
def test_the_two_other_readings_are_those_published(row, expected, share, pace, needed):
    found = other_readings(way(*row))
    assert found.expected_share == pytest.approx(share, abs=5e-5)
    assert found.pace == pytest.approx(pace, abs=5e-5)
    assert expected is None or found.expected == pytest.approx(expected, rel=1e-3)
    _, _, latest, latest_year, goal, goal_year, _ = row
    assert methods.growth(latest, latest_year, goal, goal_year) * 100 == pytest.approx(needed, abs=5e-3)


@each("row", [(8, 2020, 12, 2023, 10, 2025, -1), (84, 2020, 80, 2023, 82, 2025, 1)])
def test_moving_away_from_a_limit_that_was_kept_is_progress_in_no_reading(row):
    """A ceiling of 10 started at 8 and now at 12; a floor of 82 started at 84 and now at 80."""
    found = other_readings(way(*row))
    assert (found.expected_word, found.pace_word, found.schedule_word) == ("stagnation", "decreasing", "behind")
    assert (found.expected_share, found.pace, found.schedule) == (None, None, None)
    assert not any(found.on_track)


def test_a_limit_that_is_kept_is_met_in_every_reading():
    found = other_readings(way(8, 2020, 9, 2023, 10, 2025, -1))
    assert (found.expected_word, found.pace_word, found.schedule_word) == ("met", "met", "ahead_of_schedule")


def test_an_expected_value_never_passes_a_natural_limit():
    """80 to 96 in four years is 4.66 % a year: 105 in two more years, and no share is more than all."""
    found = other_readings(way(80, 2018, 96, 2022, 99.5, 2024, limits=(0, 100)))
    assert found.expected == 100


def test_a_value_within_a_hundredth_of_its_limit_counts_as_met():
    """EUSTAT's exception: 99.1 of at most 100 has nowhere left to go; 98.2 has."""
    at, before = (other_readings(way(98, 2018, now, 2022, 100, 2030, limits=(0, 100))) for now in (99.1, 98.2))
    assert (at.expected_word, before.expected_word) == ("met", "accelerate")


@each(
    "latest, word",
    [
        (60, "ahead_of_schedule"),
        (32, "faster"),
        (31, "as_expected"),
        (28.6, "as_expected"),
        (28, "behind"),
    ],
)
def test_half_the_time_asks_for_half_the_task(latest, word):
    """From 0 to 60 in four years, after two: 30 is as planned, and 5 % more or less of it still."""
    found = other_readings(way(0, 2020, latest, 2022, 60, 2024))
    assert found.schedule == pytest.approx(latest / 30)
    assert found.schedule_word == word


SERIES = tuple((float(2015 + step), 10.0 + 2 * step) for step in range(6))  # 10 in 2015, two more a year: 20 in 2020


@each(
    "goal, word, miss",
    [
        (30, "sun", 0.0),  # 20 and five times two are 30
        (30.4, "sun", 0.4 / 10.4),
        (31, "light_cloud", 1 / 11),
        (40, "cloud", 10 / 20),
    ],
)
def test_the_mean_of_the_last_five_changes_is_carried_to_the_goal_year(goal, word, miss):
    found = other_readings(way(10, 2015, 20, 2020, goal, 2025), SERIES)
    assert (found.carried, found.weather) == (30, word)
    assert found.miss == pytest.approx(miss)


def test_a_mean_change_away_from_the_goal_is_a_thunderstorm():
    falling = tuple((year, 30 - value) for year, value in SERIES)
    assert other_readings(way(20, 2015, 10, 2020, 25, 2025), falling).weather == "thunderstorm"


@each("series", [(), SERIES[1:], (*SERIES[:2], *SERIES[3:])])
def test_five_changes_in_a_row_are_needed(series):
    assert other_readings(way(10, 2015, 20, 2020, 31, 2025), series).weather is None


def test_what_came_later_than_the_value_judged_is_not_looked_at():
    later = (*SERIES, (2021.0, 90.0))
    assert other_readings(way(10, 2015, 20, 2020, 31, 2025), later).carried == 30


@each("row", [(1, 2020, 2, 2020, 3, 2025), (1, 2025, 2, 2026, 3, 2025)])
def test_without_years_between_there_is_no_way(row):
    assert other_readings(way(*row)) is None


@given(values, values, values, st.sampled_from([1, -1]))
def test_who_moves_away_from_a_goal_not_met_is_on_track_nowhere(base, latest, goal, direction):
    found = other_readings(way(base, 2020, latest, 2023, goal, 2025, direction))
    one = way(base, 2020, latest, 2023, goal, 2025, direction)
    if one.worsening and not one.met:
        assert not any(found.on_track)


@given(values, values, values, st.sampled_from([1, -1]))
def test_agreement_is_that_no_two_methods_differ(base, latest, goal, direction):
    one = way(base, 2020, latest, 2023, goal, 2025, direction)
    found = other_readings(one)
    for status in ("on_track", "limited"):
        said = {status == "on_track", *found.on_track}
        assert readings.agree(status, found) == (len(said) == 1)
    assert readings.agree("on_track", None) is None
