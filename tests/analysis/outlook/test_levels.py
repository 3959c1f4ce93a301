"""Three levels on plain numbers: recomputed by hand, and within limits and in order whatever the series."""

import math
import random

import pytest

from explorer.analysis.outlook import levels
from explorer.analysis.outlook.forecast_methods import kind_of
from tests.analysis.outlook import random_series

OPEN, SHARE = (0.0, math.inf), (0.0, 100.0)
COUNT = 1000


def test_a_stock_runs_between_even_steps_and_the_same_pace():
    """9.4 in 2022, 16 in 2025: 2.2 a year, or 19.4 %; five years on 27.0, 38.8, and between them 32.4."""
    series = [(2022.0, 9.4), (2023.0, 11.8), (2024.0, 14.0), (2025.0, 16.0)]
    found = levels.ruled("stock", series, 2030, OPEN, 1, series[-1])
    steps, pace = 16 + 5 * (16 - 9.4) / 3, 16 * (16 / 9.4) ** (5 / 3)
    assert [basis for basis, _ in found.values()] == ["even_steps", "middle_path", "same_pace"]
    assert [round(value, 9) for _, value in found.values()] == [
        round(one, 9) for one in (steps, math.sqrt(steps * pace), pace)
    ]


def test_a_share_gains_less_each_year():
    """2 points a year: the damped gain of five years is 2 · (0.8 + … + 0.8⁵) = 5.3786."""
    series = [(2022.0, 70.0), (2023.0, 71.0), (2025.0, 76.0)]
    gain = 2 * sum(0.8**year for year in range(1, 6))
    found = [value for _, value in levels.ruled("share", series, 2030, SHARE, 1, series[-1]).values()]
    assert [round(one, 9) for one in found] == [round(one, 9) for one in (76 + gain / 2, 76 + gain, 86.0)]


def test_a_share_never_passes_its_limit():
    series = [(2022.0, 70.0), (2023.0, 80.0), (2025.0, 97.0)]
    assert levels.ruled("share", series, 2030, SHARE, 1, series[-1])["ambitious"] == ("steps_to_limit", 100.0)


def test_a_yearly_amount_takes_the_least_the_mean_and_the_middle_path():
    series = [(2022.0, 100.0), (2023.0, 90.0), (2024.0, 130.0), (2025.0, 140.0)]
    found = levels.ruled("flow", series, 2030, OPEN, 1, series[-1])
    steps, pace = 140 + 5 * 40 / 3, 140 * 1.4 ** (5 / 3)
    assert found["conservative"] == ("least", 90.0)
    assert found["base"] == ("recent_mean", pytest.approx(120))
    assert round(found["ambitious"][1], 6) == round(math.sqrt(steps * pace), 6)


def test_limits_and_order_hold_on_a_thousand_random_series():
    draw, drawn = random.Random(21), 0
    for _ in range(COUNT):
        _, series, limits = random_series.series(draw)
        direction, nature = draw.choice((1, -1)), draw.choice(("stock", "flow"))
        if len(series) < 2:
            continue
        found = levels.ruled(kind_of(nature, limits), series, 2030, limits, direction, series[-1])
        values = [value for _, value in found.values()]
        assert all(limits[0] <= value <= limits[1] and math.isfinite(value) for value in values), series
        assert values == sorted(values, key=lambda value: direction * value), series
        drawn += bool(found)
    assert drawn > COUNT / 2
