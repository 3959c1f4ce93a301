"""Which city carried how much of a change, by rows that add up by hand."""

from dataclasses import replace

import pytest

from explorer.analysis import contributions
from explorer.analysis.comparison import City, Comparison, Value
from tests.analysis.test_comparison import city, goal


def changed(*cities: City, **more):
    return contributions.change(Comparison(replace(goal(), **more), "value", cities))


def test_every_city_carries_its_change_and_the_parts_add_up():
    """From 100 to 130 together: a +20, b +10, c 0; a fifth, a tenth and nothing of where the whole began."""
    found = changed(
        city("a", (2022, 50), (2025, 70)), city("b", (2022, 30), (2025, 40)), city("c", (2022, 20), (2025, 20))
    )
    assert (found.start, found.end, found.before, found.after) == (2022, 2025, 100, 130)
    assert [(part.area, part.change, part.points) for part in found.parts] == [
        ("a", 20, 20),
        ("b", 10, 10),
        ("c", 0, 0),
    ]
    assert [round(part.share, 2) for part in found.parts] == [66.67, 33.33, 0]
    assert sum(part.points for part in found.parts) == pytest.approx((found.after / found.before - 1) * 100)


def test_cities_that_move_against_each_other_have_points_but_no_shares():
    """a +30, b −20 of 100: of +10 together they would be 300% and −200%."""
    found = changed(city("a", (2022, 60), (2025, 90)), city("b", (2022, 40), (2025, 20)))
    assert [(part.area, part.points, part.share) for part in found.parts] == [("a", 30, None), ("b", -20, None)]


def test_of_a_fall_the_city_that_lost_most_comes_first():
    found = changed(city("a", (2022, 50), (2025, 45)), city("b", (2022, 50), (2025, 20)))
    assert [(part.area, round(part.share, 2)) for part in found.parts] == [("b", 85.71), ("a", 14.29)]


def test_it_runs_between_year_ends_that_all_cities_know_from_the_base_year_if_they_know_it():
    cities = (
        city("a", (2020, 1), (2022, 2), (2024, 4), (2024.75, 9)),
        city("b", (2020, 1), (2022, 1), (2024, 2), (2025, 8)),
    )
    assert (changed(*cities).start, changed(*cities).end) == (2022, 2024)
    assert changed(*cities, baseline_year=2021).start == 2020, "the first year that all know"
    assert changed(*cities, baseline_year=None, start_year=2021).start == 2020, "the year before the plan begins"


def test_what_cannot_be_taken_apart_has_no_parts():
    known = (city("a", (2022, 5), (2025, 6)), city("b", (2022, 5), (2025, 6)))
    ratio = goal("high_value_invention_patents_per_capita")
    assert contributions.change(Comparison(ratio, "value", known)) is None
    assert contributions.change(Comparison(goal(), "share", known)) is None
    assert changed(known[0], city("b", (2025, 6))) is None
    assert changed(known[0], city("b")) is None
    assert changed() is None


def test_a_whole_that_began_at_nothing_has_shares_but_no_points():
    found = changed(city("a", (2022, 0), (2025, 3)), city("b", (2022, 0), (2025, 1)))
    assert [(part.points, part.share) for part in found.parts] == [(None, 75), (None, 25)]


def test_it_is_as_good_as_the_weakest_value_behind_it():
    weak = City("b", (Value(2022, 1, "published"), Value(2025, 2, "simulated")), None, None)
    assert changed(city("a", (2022, 5), (2025, 6)), weak).evidence == "simulated"
    assert changed(city("a", (2022, 5), (2025, 6)), city("b", (2022, 1), (2025, 2))).evidence == "published"
