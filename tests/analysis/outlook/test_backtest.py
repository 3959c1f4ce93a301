"""What a method would have said before, on values that can be checked by hand."""

import pytest

from explorer.analysis.outlook import backtest, forecast_methods, projection
from explorer.analysis.outlook.backtest import Record
from tests.analysis.outlook.test_projection import PLAIN, yearly


def test_a_backtest_says_what_the_method_would_have_said():
    series = yearly(10, 11, 13, 14, 15, 30)
    test = backtest.backtest(series, 2, PLAIN)
    assert test.outlook == projection.project(series[:4], 2021, PLAIN)
    assert test.came == ((2020, 15), (2021, 30))
    assert test.inside == (True, False)
    assert backtest.backtest(series, 4, PLAIN) is None, "two values are too few to test with"
    assert backtest.backtest(series, 0, PLAIN) is None


def test_the_record_counts_every_origin():
    series = yearly(10, 11, 13, 14, 15, 30)
    singles = [backtest.backtest(series, hidden, PLAIN) for hidden in (1, 2, 3)]
    inside, total = (sum(count(test.inside) for test in singles) for count in (sum, len))
    assert backtest.record(series, PLAIN) == Record(inside, total, origins=3)


@pytest.mark.parametrize(
    ("record", "fails"),
    [
        (Record(0, 0, 0), False),
        (Record(0, 3, 2), True),
        (Record(1, 9, 4), False),
        (Record(3, 10, 5), True),
        (Record(4, 10, 5), False),
    ],
)
def test_a_band_fails_that_held_fewer_than_half_of_what_it_promises(record, fails):
    """Half of 80 % is 40 %; of fewer than five origins only none at all refutes anything."""
    assert record.fails(0.8) is fails


def test_a_step_without_a_band_is_no_test_of_one():
    """The line of 90, 94, 97, 100 would run past 100: nothing is promised there, and so nothing is held or missed."""
    share = projection.Manner(logs=False, limits=(0, 100))
    test = backtest.backtest(yearly(90, 94, 97, 100, 100, 100, 100, 100), 4, share)
    assert test.outlook.path[-1].low is None
    assert None in test.inside
    assert backtest.record(yearly(90, 94, 97, 100, 100, 100, 100, 100), share).total < sum(range(1, 6))


def test_an_origin_where_the_method_has_nothing_to_say_is_left_out():
    """A zero fifteen years back is no longer in today's window, but it is in that of the earlier origins."""
    growth = forecast_methods.by("log_drift")
    series = yearly(0, 0, 3, 4, 5, 7, 8, 9)
    assert backtest.backtest(series, 4, projection.Manner(logs=True), window=4, by=growth) is None
    assert backtest.record(series, projection.Manner(logs=True), 4, growth).origins == 2


def test_at_each_origin_the_method_is_shown_as_many_values_as_today():
    series = yearly(100, 50, 10, 11, 13, 14, 15, 30)
    test = backtest.backtest(series, 2, PLAIN, window=4)
    assert test.since == 2018
    assert test.outlook == projection.project(series[2:6], 2023, PLAIN)


def test_another_method_can_be_tested_the_same_way():
    def stubborn(series, until, manner):
        return projection.project([(series[0][0], 0.0), (series[0][0] + 1, 0.0), *series[2:]], until, manner)

    test = backtest.backtest(yearly(10, 11, 13, 14, 15, 30), 1, PLAIN, by=stubborn)
    assert test.outlook == stubborn(yearly(10, 11, 13, 14, 15), 2021, PLAIN)


def test_a_record_can_be_kept_to_the_last_origins():
    series = yearly(10, 11, 13, 14, 15, 30)
    only = backtest.backtest(series, 1, PLAIN)
    assert backtest.record(series, PLAIN, origins=1) == Record(sum(only.inside), 1, 1)


def test_a_record_counts_only_the_distance_a_band_is_used_for():
    series = yearly(10, 11, 13, 14, 15, 30)
    near, far = (backtest.record(series, PLAIN, ahead=ahead).total for ahead in (1, 9))
    assert (near, far) == (3, 1 + 2 + 3)
