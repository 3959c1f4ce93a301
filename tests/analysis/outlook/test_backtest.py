"""What a method would have said before, on values that can be checked by hand."""

from explorer.analysis.outlook import backtest, projection
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
    assert backtest.record(series, PLAIN) == (
        sum(sum(test.inside) for test in singles),
        sum(len(test.inside) for test in singles),
    )


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
    assert backtest.record(series, PLAIN, origins=1) == (sum(only.inside), 1)


def test_a_record_counts_only_the_distance_a_band_is_used_for():
    series = yearly(10, 11, 13, 14, 15, 30)
    _, near = backtest.record(series, PLAIN, ahead=1)
    _, far = backtest.record(series, PLAIN)
    assert (near, far) == (3, 1 + 2 + 3)
