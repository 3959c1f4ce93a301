"""Series within the year: running totals by hand, and which method is believed."""

import math

import pytest

from explorer.analysis.outlook import projection, seasonal
from explorer.analysis.outlook.projection import Manner

MANNER = Manner(logs=True, seasonal=True)


def to_date(*years: list[float], first: int = 2020) -> list[tuple[float, float]]:
    """Return year-to-date amounts of whole and begun years."""
    found = []
    for place, months in enumerate(years):
        total = 0.0
        for month, amount in enumerate(months, start=1):
            total += amount
            found.append((first + place - 1 + month / 12, total))
    return found


def test_the_running_year_is_the_sum_of_the_last_twelve_months():
    first, second = [float(month) for month in range(1, 13)], [10.0, 20.0, 30.0]
    found = seasonal.running_year(to_date(first, second))
    months = first + second
    assert [time for time, _ in found] == pytest.approx([2020, 2020 + 1 / 12, 2020 + 2 / 12, 2020.25])
    assert [total for _, total in found] == [sum(months[end - 12 : end]) for end in range(12, 16)]


def test_months_without_a_full_year_before_them_have_no_total():
    assert seasonal.running_year(to_date([1.0, 2.0, 3.0])) == []


def series(count: int = 96) -> list[tuple[float, float]]:
    """Return a level that grows by 6 % a year with a strong pattern and no noise."""
    return [
        (2017 + month / 12, 100 * math.exp(0.06 * month / 12 + 0.1 * math.sin(month * math.pi / 6)))
        for month in range(1, count + 1)
    ]


@pytest.mark.skipif(not seasonal.installed(), reason="statsmodels is not installed")
def test_exponential_smoothing_follows_a_clear_pattern():
    found = seasonal.smoothed(series(), 2026.25, MANNER)
    truth = dict(series(120))
    assert found.model == "ets"
    assert found.method == "log_ets"
    assert found.path[-1].point == pytest.approx(truth[2017 + 111 / 12], rel=0.03)
    assert found.path[-1].low < found.path[-1].point < found.path[-1].high


@pytest.mark.skipif(not seasonal.installed(), reason="statsmodels is not installed")
def test_the_contest_measures_both_from_the_same_origins():
    found = seasonal.contest(series(), MANNER)
    assert found.origins == 5
    by_hand = []
    for back in range(1, 6):
        part = series()[: 96 - 12 * back]
        projected = projection.project(part, part[-1][0] + 1, MANNER)
        by_hand.append(abs(projected.path[-1].point - series()[96 - 12 * back + 11][1]))
    assert found.drift == pytest.approx(sum(by_hand) / 5)
    assert found.better == ("ets" if found.ets < found.drift else "drift")


def test_a_short_or_constant_series_is_left_to_the_drift():
    assert seasonal.smoothed(series(30), 2025, MANNER) is None
    flat = [(time, 5.0) for time, _ in series()]
    assert seasonal.smoothed(flat, 2026, MANNER) is None
    assert seasonal.contest(flat, MANNER).better == "drift"


def test_without_the_optional_package_the_drift_is_used(monkeypatch):
    monkeypatch.setattr(seasonal, "installed", lambda: False)
    seasonal._smoothed.cache_clear()
    seasonal._contest.cache_clear()
    assert seasonal.smoothed(series(), 2026, MANNER) is None
    assert seasonal.contest(series(), MANNER).better == "drift"
    seasonal._smoothed.cache_clear()
    seasonal._contest.cache_clear()


def test_a_series_shorter_than_the_contest_looks_back_has_fewer_origins(monkeypatch):
    """50 months: two years back leave 26, too few to fit; five years back lie before the first of them."""
    monkeypatch.setattr(seasonal, "installed", lambda: False)
    seasonal._contest.cache_clear()
    assert [seasonal.contest(series(count), MANNER).origins for count in (24, 50, 60, 96)] == [0, 1, 2, 5]
    seasonal._contest.cache_clear()
