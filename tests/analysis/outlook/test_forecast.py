"""What may be shown, and why the rest may not: every refusal on rows that can be checked by hand."""

from dataclasses import replace

import pytest

from explorer.analysis.outlook import forecast_methods, projection
from explorer.analysis.outlook.backtest import Record
from explorer.analysis.outlook.forecast import Asked, Forecast, forecast
from explorer.analysis.outlook.projection import Manner
from tests.analysis.outlook.test_projection import EXAMPLE, monthly, yearly

STOCK = Manner(logs=True, limits=(0, float("inf")))
SHARE = Manner(logs=False, limits=(0, 100))


def asked(series, method="middle_path", until=None, **more) -> Forecast:
    manner, kind = more.pop("manner", STOCK), more.pop("kind", "stock")
    end = series[-1][0] + 3 if until is None else until
    return forecast(Asked(tuple(series), end, method, manner, kind, **more))


def test_the_worked_example_passes_its_own_test():
    found = asked(EXAMPLE, "log_drift", 2022, goal=350)
    assert [round(value, 1) for value in (found.last.point, found.last.low, found.last.high)] == [375.8, 335.5, 421.0]
    assert round(found.chance, 2) == 0.81
    assert found.record == Record(3, 3, 2)
    assert found.instead is found.no_band is found.no_chance is None
    assert not asked(EXAMPLE, "log_drift", 2025).rough, "five values: words alone"


def test_two_values_give_a_pure_line_and_no_headline():
    for method in ("middle_path", "damped_trend", "recent_mean"):
        found = asked(yearly(5, 7), method)
        assert (found.line, found.no_line, found.chance) == ((), "two_points", None)
        assert found.had.count == 2, "what was had is no forecast"
    pure = asked(yearly(5, 7), "linear_drift", goal=8)
    assert (pure.last.point, pure.last.low, pure.no_band, pure.no_chance) == (13, None, "two_points", "two_points")
    assert asked(yearly(1, 2, 3, 5, 8), window=2).no_line == "two_points", "years=2 asks for two values"


def test_one_value_or_none_or_a_break_says_so():
    assert asked(yearly(5)).no_line == "one_point"
    assert asked((), until=2030).no_line == "nothing_known"
    assert asked((), until=2030, broken=True).no_line == "broken"
    assert asked(monthly(23, float), "monthly", manner=replace(STOCK, seasonal=True)).no_line == "few_months"


def test_three_values_cannot_be_tested_and_have_no_band():
    found = asked(yearly(4, 5, 7), goal=9)
    assert found.last.point > 7
    assert (found.last.low, found.no_band, found.no_chance) == (None, "untested", "untested")


def test_what_its_record_refutes_is_tried_otherwise_and_then_refused():
    """10, 11, 12.3 and then 40: from the first three, steps, pace and the damped trend all said about 14."""
    found = asked(yearly(10, 11, 12.3, 40), goal=50)
    assert found.record == Record(0, 1, 1)
    assert found.record.fails(0.8)
    assert (found.line, found.chance) == ((), None)
    assert (found.no_line, found.no_band, found.no_chance) == ("poor_record",) * 3
    assert found.warnings == ("poor_record",)
    assert found.by is not None, "its backtest is shown: it is why nothing else is"


def test_the_shorter_window_is_tried_first():
    """Steps of 20, then of 1: six values look back to the steps of 20, four do not."""
    series = yearly(20, 40, 60, 80, 81, 82.1, 83, 84.2, 85, 86.1)
    assert asked(series, "linear_drift", window=6, until=2026).instead is None
    found = asked(series, "linear_drift", window=8, until=2027)
    first = forecast_methods.by("linear_drift")(series[-8:], 2027, STOCK).path[-1].point
    assert found.instead in (None, "shorter_window")
    if found.instead:
        assert found.window == 4
        assert found.last.point < first


def test_a_damped_trend_is_tried_last(monkeypatch):
    """With a record that refutes all but the damped trend, that is taken and said."""

    def record(series, manner, window, by, *_):
        del series, manner, window
        return Record(5, 5, 5) if by(yearly(1, 2, 4, 5), 2021, STOCK).model == "damped" else Record(0, 5, 5)

    monkeypatch.setattr("explorer.analysis.outlook.backtest.record", record)
    found = asked(yearly(1, 2, 4, 5, 7, 8), window=6)
    assert (found.method, found.instead) == ("damped_trend", "damped_instead")
    assert found.warnings[0] == "damped_instead"


def test_a_zero_outside_the_window_is_no_zero():
    series = yearly(0, 0, 3, 4, 5, 7, 8, 9)
    assert asked(series, "log_drift", window=6).method == "log_drift"
    assert asked(series, "middle_path", window=6).method == "middle_path"
    inside = asked(series, "log_drift", window=7)
    assert (inside.line, inside.no_line) == ((), "logs_of_nothing")
    assert asked(series, "middle_path", window=7).notes[-1] == "zeros"


def test_nothing_is_certain_at_a_natural_limit():
    """80, 85, 90, 94, 97, 99 of at most 100: the line arrives, and a goal of 100 is no near-certainty."""
    series = yearly(80, 85, 90, 94, 97, 99, first=2018)
    for method in ("damped_trend", "linear_drift"):
        found = asked(series, method, 2027, manner=SHARE, kind="share", goal=100)
        assert found.last.point == 100
        assert (found.last.low, found.no_band) == (None, "limit_reached")
        assert (found.chance, found.no_chance) == (None, "goal_at_limit")
    beyond = asked(series, "damped_trend", 2027, manner=SHARE, kind="share", goal=120)
    assert beyond.no_chance == "goal_beyond_limit"
    near = asked(series, "damped_trend", 2027, manner=SHARE, kind="share", goal=99.5)
    assert near.no_chance == "limit_reached"


def test_a_goal_at_the_floor_is_a_limit_too():
    assert asked(yearly(10, 9, 9, 7, 6, 6), goal=0, direction=-1).no_chance == "goal_at_limit"
    open_ended = replace(STOCK, limits=projection.NO_LIMITS)
    assert asked(yearly(10, 9, 9, 7, 6, 6), goal=-1, direction=-1, manner=open_ended).no_chance == "goal_of_nothing"


def test_a_yearly_amount_has_a_band_only_where_five_origins_held():
    short = asked(yearly(10, 12, 9, 11, 10, 12), "recent_mean", kind="flow", goal=11)
    assert (short.no_band, short.no_chance) == ("flow_untested", "flow_untested")
    assert short.last.point == pytest.approx(11)
    longer = asked(yearly(10, 12, 9, 11, 10, 12, 11, 9, 10, 12), "recent_mean", kind="flow", goal=11)
    assert longer.record.origins >= 5
    assert longer.no_band is None
    assert longer.chance is not None


def test_a_sum_and_a_missing_goal_have_no_probability():
    series = yearly(1, 2, 4, 5, 7, 8)
    assert asked(series, goal=9, summed=True).no_chance == "sum_of_years"
    assert asked(series).no_chance == "no_goal"


def test_even_changes_say_why_there_is_no_band():
    assert asked(yearly(5, 5, 5, 5)).no_band == "no_spread"
    assert asked(monthly(24, float), "log_drift", manner=replace(STOCK, seasonal=True)).no_line == "logs_of_nothing"
    rising = monthly(24, lambda month: 10.0 + month)
    assert asked(rising, "log_drift", manner=replace(STOCK, seasonal=True)).no_band == "short_months"


@pytest.mark.parametrize("values", [(1e-300, 1e300, 1e-300), (1e308, -1e308, 1e308)])
def test_numbers_beyond_arithmetic_are_refused(values):
    manner = replace(STOCK, limits=projection.NO_LIMITS)
    for method in forecast_methods.YEARLY:
        found = asked(yearly(*values), method, until=2040, manner=manner)
        assert found.no_line in ("beyond_arithmetic", "logs_of_nothing", None)
        assert found.no_line or abs(found.last.point) < float("inf")
