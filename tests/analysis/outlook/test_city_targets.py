"""A provincial goal over the fourteen cities: the parts, their paths and statuses, and what stands against them."""

import datetime as dt
import math
from dataclasses import replace

import polars as pl
import pytest

from explorer.analysis.outlook import city_targets, split, target_outlook
from explorer.analysis.outlook.split import Unsplittable
from explorer.analysis.outlook.target_outlook import Question
from explorer.analysis.view import View

HERE = ("ln-2025", "210000", dt.date(2026, 9, 30), "all", "zh")


def seen(edition, slug="trademarks_in_force", target=850_000.0, where=HERE):
    here = View(edition, *where)
    goal = here.by_key[slug]
    return here, target_outlook.prospect(here, goal.no, Question(2030, target, "linear_drift"))


OWN = {"210100": 3.0, "210200": 1.5, "211400": 0.25}


@pytest.mark.parametrize("way", split.WAYS)
def test_850_000_marks_over_14_cities_add_up_in_every_way(small, way):
    here, found = seen(small)
    parts = city_targets.divide(here, found, way, OWN).parts
    assert len(parts) == 14
    assert sum(int(one.part) for one in parts) == 850_000
    assert all(one.part == int(one.part) for one in parts)


def test_a_goal_with_decimals_keeps_them(small):
    here, found = seen(small, target=1000.25)
    parts = city_targets.divide(here, found, "population", {}).parts
    assert math.fsum(one.part for one in parts) == pytest.approx(1000.25, abs=1e-9)


def test_own_weights_give_nothing_to_a_city_without_one(small):
    here, found = seen(small)
    for one in city_targets.divide(here, found, "own", OWN).parts:
        if one.area not in OWN:
            assert one.part == one.value


def test_each_city_gets_its_own_path_and_status(small):
    here, found = seen(small)
    shenyang = city_targets.divide(here, found, "population", {}).parts[0]
    assert shenyang.area == "210100"
    assert shenyang.found.standing.target == shenyang.part
    assert shenyang.found.standing.path[-1] == (2030, shenyang.part)
    assert shenyang.found.status in ("on_track", "accelerate", "limited", "moving_away", "achieved")


def test_a_part_below_what_a_city_has_is_named(small):
    here, found = seen(small, target=1.0)
    parts = city_targets.divide(here, found, "equal_growth", {}).parts
    assert {one.fault for one in parts if one.value and one.part < one.value} == {"shrinks"}


@pytest.mark.parametrize(
    ("slug", "where", "why"),
    [
        ("high_value_invention_patents_per_capita", HERE, "rate"),
        ("trademarks_in_force", ("ln-2025", "210100", *HERE[2:]), "no_cities"),
    ],
)
def test_what_cannot_be_split_says_why(small, slug, where, why):
    here, found = seen(small, slug, 10.0, where)
    with pytest.raises(Unsplittable, match=why):
        city_targets.divide(here, found, "population", {})


def test_published_values_alone_leave_the_goal_to_be_shared_by_heads(small):
    where = (*HERE[:2], dt.date(2026, 9, 30), "published", "zh")
    here, found = seen(small, "trademarks_in_force", 850_000.0, where)
    people, simulated = city_targets.people(here)
    assert not simulated, "published values only"
    if all(people.values()):
        parts = city_targets.divide(here, found, "population", {}).parts
        assert sum(int(one.part) for one in parts) == 850_000
    with pytest.raises(Unsplittable, match="values_missing"):
        city_targets.divide(here, found, "equal_growth", {})


def test_what_was_had_leads_up_to_where_what_is_needed_starts(small):
    """Shenyang's latest mark is of a month within the year: both rates meet there."""
    here, found = seen(small)
    shenyang = city_targets.divide(here, found, "population", {}).parts[0]
    stands = replace(here, area="210100").standing(found.planned)
    newest = stands.newest
    before = [one for one in stands.yearly if newest.time - 5.01 < one.time <= newest.time - 0.99]
    years = newest.time - before[0].time
    assert shenyang.had == pytest.approx((newest.value / before[0].value) ** (1 / years) - 1)
    assert shenyang.required == pytest.approx((shenyang.part / newest.value) ** (1 / (2030 - newest.time)) - 1)


def test_what_was_had_does_not_cross_a_break(small):
    here, found = seen(small)
    stands = replace(here, area="210100").standing(found.planned)
    events = here.events(found.planned).clear()
    cut = pl.DataFrame({"kind": ["break"], "happened_on": [stands.yearly[-2].on + dt.timedelta(days=1)]})
    whole, since = city_targets._had(stands, events), city_targets._had(stands, cut)
    assert whole is not None
    assert since != whole
