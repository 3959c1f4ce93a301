"""How much a target asks: required pace over recent pace, in four words, and no figure where there is no pace."""

import math

import pytest

from explorer.analysis.outlook.ambition import ambition, place, word
from tests.support.cases import each

OPEN, SHARE = (0.0, math.inf), (0.0, 100.0)


def test_what_grows_is_compared_by_growth():
    """The nation's 22 by 2030 from 16, after 9.4 in 2022: 6.6 % a year against 19.4 %."""
    series = [(2022.0, 9.4), (2023.0, 11.8), (2024.0, 14.0), (2025.0, 16.0)]
    found = ambition(series, 22, 2030, OPEN, 1, series[-1])
    assert found.growth == pytest.approx((22 / 16) ** 0.2 - 1)
    assert found.step == 6 / 5
    assert round(found.rho, 2) == round((math.log(22 / 16) / 5) / (math.log(16 / 9.4) / 3), 2) == 0.36
    assert found.word == "easy"


def test_below_a_limit_steps_are_compared():
    """80 after 74 three years before: 2 points a year; 85 in five years asks for 1."""
    series = [(2022.0, 74.0), (2025.0, 80.0)]
    assert ambition(series, 85, 2030, SHARE, 1, series[-1]).rho == 0.5


def test_what_falls_by_itself_asks_for_a_turn():
    series = [(2022.0, 244.0), (2024.0, 190.0)]
    found = ambition(series, 550, 2030, OPEN, 1, series[-1])
    assert (found.rho, found.word) == (None, "turn")
    assert ambition(series, 100, 2030, OPEN, -1, series[-1]).word == "keen"


def test_one_value_or_no_time_has_no_rho():
    one = [(2025.0, 5.0)]
    assert ambition(one, 9, 2030, OPEN, 1, one[-1]).rho is None
    late = ambition([(2024.0, 4.0), (2025.0, 5.0)], 9, 2025, OPEN, 1, (2025.0, 5.0))
    assert (late.growth, late.step, late.rho, late.word) == (None, None, None, None)


@each("rho, said", [(0.0, "easy"), (0.49, "easy"), (0.5, "safe"), (0.79, "safe"), (0.8, "keen"), (1.0, "keen")])
def test_the_borders_of_the_words(rho, said):
    assert word(rho) == said


def test_above_one_is_hard_and_one_is_read_as_printed():
    assert (word(1.01), word(1.004)) == ("hard", "keen")


def test_a_place_lies_between_the_outer_levels():
    assert (place(10, 10, 20), place(15, 10, 20), place(20, 10, 20), place(25, 10, 20)) == (0, 0.5, 1, 1.5)
    assert place(10, 10, 10) is None
