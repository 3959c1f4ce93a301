"""Parts that add up exactly, whatever the weights, and what makes a part infeasible."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.outlook import split
from explorer.analysis.outlook.split import Unsplittable
from tests.support.cases import each

VALUES = {"a": 60.0, "b": 30.0, "c": 10.0}
PEOPLE = {"a": 1.0, "b": 1.0, "c": 2.0}


def parts(way: split.Way, goal: float = 140, values=VALUES, own=None, digits: int = 0) -> dict[str, float]:
    return split.split(goal, values, split.weights(way, values, PEOPLE, own or {}, goal), digits)


def test_equal_growth_multiplies_every_value_alike():
    assert parts("equal_growth") == {"a": 84, "b": 42, "c": 14}


def test_by_population_the_change_goes_by_heads():
    assert parts("population") == {"a": 70, "b": 40, "c": 30}


def test_by_gap_nobody_who_is_beyond_the_share_of_its_people_is_asked():
    """The shares of 140 are 35, 35 and 70; the gaps 0, 5 and 60, so that 40 go by 5 to 60."""
    assert parts("gap") == {"a": 60, "b": 33, "c": 47}


def test_own_weights_spread_the_change():
    assert parts("own", own={"b": 3, "c": 1}) == {"a": 60, "b": 60, "c": 20}


def test_the_largest_remainders_take_what_rounding_leaves():
    even = dict.fromkeys("abc", 1.0)
    assert split.split(100, dict.fromkeys("abc", 0.0), even, 0) == {"a": 34, "b": 33, "c": 33}


def test_where_a_value_is_unknown_the_goal_itself_is_shared():
    values = VALUES | {"b": None}
    assert parts("population", values=values, goal=100) == {"a": 25, "b": 25, "c": 50}
    for way in ("equal_growth", "gap"):
        with pytest.raises(Unsplittable, match="values_missing"):
            parts(way, values=values)


def test_a_way_without_any_weight_says_so():
    for way, values in (("own", VALUES), ("equal_growth", dict.fromkeys("abc", 0.0))):
        with pytest.raises(Unsplittable, match="no_weights"):
            parts(way, values=values)
    with pytest.raises(Unsplittable, match="people_missing"):
        split.weights("population", VALUES, PEOPLE | {"c": None}, {}, 140)


@given(
    st.integers(0, 10**7),
    st.lists(st.integers(0, 10**6), min_size=14, max_size=14),
    st.lists(st.floats(0, 1e6), min_size=14, max_size=14),
    st.integers(0, 2),
)
def test_the_parts_always_add_up_exactly(goal, values, weights, digits):
    if sum(weights) <= 0:
        return
    areas = [str(place) for place in range(14)]
    known = dict(zip(areas, map(float, values), strict=True))
    found = split.split(goal / 10**digits, known, dict(zip(areas, weights, strict=True)), digits)
    assert sum(round(part * 10**digits) for part in found.values()) == goal
    assert sum(Fraction(round(part * 10**digits), 10**digits) for part in found.values()) == Fraction(goal, 10**digits)


@each(
    "value, part, fault",
    [
        (10, -1, "below_zero"),
        (10, 101, "beyond_limit"),
        (10, 9, "shrinks"),
        (10, 10, None),
        (10, 14, None),
        (10, 15, "fastest"),
        (0, 5, None),
        (None, 50, None),
    ],
)
def test_what_makes_a_part_infeasible(value, part, fault):
    """Two years, 20 % a year at the fastest: 10 may become 14.4."""
    assert split.faulty(value, part, 2, 1, 0.2, 100) == fault


def test_a_falling_goal_is_read_the_other_way():
    assert split.faulty(10, 11, 2, -1, 0.2, 100) == "shrinks"
    assert split.faulty(10, 5, 2, -1, 0.2, 100) == "fastest"
    assert split.faulty(10, 9, 2, -1, 0.2, 100) is None


def test_where_no_growth_is_known_none_is_too_fast():
    assert split.faulty(10, 100, 2, 1, None, 1000) is None
