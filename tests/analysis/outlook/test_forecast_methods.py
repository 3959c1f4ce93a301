"""Every method on numbers that can be checked by hand."""

import math

import pytest

from bench import forecasts
from explorer.analysis.outlook import forecast_methods, projection
from explorer.analysis.outlook.forecast_methods import by
from explorer.analysis.outlook.projection import Manner
from tests.analysis.outlook.test_projection import yearly

INFINITE = float("inf")
UP = Manner(logs=True, limits=(0, INFINITE))
SHARE = Manner(logs=False, limits=(0, 100))
# High-value inventions per 10,000 people of the nation, 2020 to 2025.
NATION = yearly(6.3, 7.5, 9.4, 11.8, 14.0, 16.0, first=2020)


def last(method, series, until, manner=UP, start=None):
    return by(method)(series, until, manner, start).path[-1]


def test_the_nations_middle_path_by_hand():
    """9.4 to 16 in three years: 2.2 a year make 27.0 in 2030, 19.4 % a year make 38.8; their geometric mean is 32.4."""
    even, pace = 16 + 5 * 2.2, 16 * (16 / 9.4) ** (5 / 3)
    assert (round(even, 1), round(pace, 1)) == (27.0, 38.8)
    assert last("middle_path", NATION, 2030).point == pytest.approx(math.sqrt(even * pace))
    assert round(last("middle_path", NATION, 2030).point, 1) == 32.4


def test_the_band_is_the_drifts_moved_to_the_middle():
    """On the logarithms both bands are equally wide, and each is centred on its own line."""
    drift, middle = last("log_drift", NATION, 2030), last("middle_path", NATION, 2030)
    assert math.log(middle.high / middle.low) == pytest.approx(math.log(drift.high / drift.low))
    assert math.sqrt(middle.high * middle.low) == pytest.approx(middle.point)


def test_a_damped_trend_takes_four_fifths_of_each_step():
    """From 60 in steps of 2: 1.6, then 1.28."""
    series = yearly(50, 54, 56, 58, 60, first=2021)
    assert last("damped_trend", series, 2027, SHARE).point == pytest.approx(60 + 1.6 + 1.28)
    assert forecast_methods.damped(3) == pytest.approx(0.8 + 0.64 + 0.512)
    assert forecast_methods.damped(1000) == pytest.approx(4)


def test_what_turns_often_keeps_to_its_mean():
    series = yearly(100, 20, 50, 30, 40)
    path = by("recent_mean")(series, 2023, UP).path
    assert [step.point for step in path] == pytest.approx([40, 40, 40])


def test_three_years_are_years_and_not_values():
    """After a gap of four years only two values lie in reach; with none other, the last two are taken."""
    gap = [(2010.0, 1.0), (2014.0, 50.0), (2015.0, 60.0)]
    assert forecast_methods.last_years(gap) == gap[1:]
    assert forecast_methods.last_years(gap[:2]) == gap[:2]
    assert forecast_methods.last_years(NATION) == NATION[2:]


def test_where_a_value_is_nothing_even_steps_are_left():
    """0, 3, 0, 2: two thirds a year since 2016."""
    found = by("middle_path")(yearly(0, 3, 0, 2), 2022, UP)
    assert found.method == "even_steps"
    assert found.path[-1].point == pytest.approx(2 + 3 * 2 / 3)


def test_steps_that_lead_below_nothing_leave_the_pace():
    """100, 80, 60, 40: two steps of 20 lead to nothing, the pace to 40 · 0.4^(2/3) and on."""
    found = by("middle_path")(yearly(100, 80, 60, 40), 2023, UP)
    assert found.path[-1].point == pytest.approx(40 * 0.4 ** (4 / 3))
    assert "steps_end" in found.doubts
    assert found.method == "log_drift"


def test_every_method_goes_on_from_a_later_value():
    for method in ("middle_path", "damped_trend", "log_drift", "linear_drift"):
        found = by(method)(NATION, 2026, UP, (2025.75, 17.0))
        assert found.start == (2025.75, 17.0)
        assert found.path[-1].point > 17
        # A quarter of a year at no more than the pure pace of the last years.
        assert found.path[-1].point <= 17 * (16 / 9.4) ** (1 / 12) + 1e-9 or method == "log_drift"


def test_each_kind_of_series_has_its_headline():
    kinds = {
        ("stock", (0, INFINITE)): "middle_path",
        ("flow", (0, INFINITE)): "recent_mean",
        ("stock", (0, 100)): "damped_trend",
        ("flow", (0, 100)): "damped_trend",
    }
    for (nature, limits), method in kinds.items():
        assert forecast_methods.HEADLINES[forecast_methods.kind_of(nature, limits)] == method


def test_nothing_compounds_towards_an_upper_limit():
    assert not {"log_drift", "middle_path"} & set(forecast_methods.allowed((0, 100)))
    assert forecast_methods.allowed((0, INFINITE)) == forecast_methods.YEARLY


def test_growth_of_nothing_is_refused():
    with pytest.raises(ValueError, match="math domain"):
        by("log_drift")(yearly(0, 1, 2), 2020, UP)
    assert by("middle_path")(yearly(5), 2020, UP) is None


def test_the_bench_counts_errors_and_what_bands_held():
    """A straight line is met exactly by even steps at each of its origins, 1 + 2 + 3 values; growth overshoots."""
    table = forecasts.scores([("stock", yearly(10, 12, 14, 16, 18, 20))])
    straight, growth = table["stock", "linear_drift"], table["stock", "log_drift"]
    assert (straight.origins, len(straight.errors)) == (3, 6)
    assert straight.errors == pytest.approx([0] * 6, abs=1e-9)
    assert straight.held == [], "even changes have no spread and no band"
    assert min(growth.errors) > 0
    assert projection.USUAL_YEARS == 6


def test_the_bench_knows_the_kinds_by_their_names_and_units():
    kinds = {
        ("resident_population", "万人"): "people",
        ("patent_intensive_industry_gdp_share", "%"): "share",
        ("ip_protection_satisfaction", "分"): "share",
        ("trademarks_in_force_all", "件"): "stock",
        ("pct_applications", "件"): "flow",
    }
    assert {case: forecasts.kind_of(*case) for case in kinds} == kinds
