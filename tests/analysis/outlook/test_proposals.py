"""The table of proposals of a target: real figures recomputed, and nothing of a forecast where the record fails."""

import datetime as dt
import math

import pytest

from explorer.analysis.outlook import proposals
from explorer.analysis.view import View

DAY = dt.date(2026, 9, 30)
PATENTS, POINTS, PLEDGES = (
    "high_value_invention_patents_per_capita",
    "ip_protection_satisfaction",
    "overseas_invention_patent_grants",
)


def nation(edition, slug, first=2026, last=2030):
    here = View(edition, "cn-14fyp", "100000", DAY, "published", "en")
    return here, proposals.table(here, here.by_key[slug].no, first, last)


def by_basis(table):
    return {one.basis: one for one in table.proposals}


def test_a_stock_of_published_figures(small):
    """9.4, 11.8, 14, 16 per 10,000 in 2022 to 2025; the last plan promised 12 in 2025 from 6.3 in 2020."""
    _, table = nation(small, PATENTS)
    found = by_basis(table)
    steps, pace = 16 + 5 * 6.6 / 3, 16 * (16 / 9.4) ** (5 / 3)
    assert table.levels == {
        "conservative": round(steps, 2),
        "base": round(math.sqrt(steps * pace), 2),
        "ambitious": round(pace, 2),
    }
    assert found["plan_pace"].value == round(16 * 12 / 6.3, 2)
    assert found["national_goal"].value == 22
    assert found["national_goal"].of.plan == "cn-15fyp"
    assert round(found["national_goal"].ambition.rho, 2) == 0.36
    assert found["hold"].value == 16
    assert not table.seen.simulated


def test_the_way_there_has_every_year_of_the_plan(small):
    """From 16 to 22 by one growth rate, 2028 to 2030 of it; each year is the last one times (22/16)^(1/5)."""
    _, table = nation(small, PATENTS, first=2028)
    path = by_basis(table)["national_goal"].path
    growth = (22 / 16) ** (1 / 5)
    assert [year for year, _ in path] == [2028, 2029, 2030]
    assert [value for _, value in path] == [pytest.approx(16 * growth**years) for years in (3, 4, 5)]


def test_a_chance_rests_on_five_origins_of_this_very_series(small):
    """Satisfaction has 13 years behind it; high-value patents have six, too few to have been tested five times."""
    _, table = nation(small, POINTS)
    chances = {one.level: one.chance for one in table.proposals if one.level}
    assert chances["conservative"] > chances["base"] > chances["ambitious"]
    assert abs(chances["base"] - 0.5) < 0.01
    _, untested = nation(small, PATENTS)
    assert {one.chance for one in untested.proposals} == {None}


def test_two_values_give_no_levels_and_say_why(small):
    _, table = nation(small, PLEDGES)
    assert (table.levels, table.why) == ({}, "two_points")
    assert {one.chance for one in table.proposals} == {None}
    assert {"hold", "plan_pace"} <= by_basis(table).keys()


def test_a_failing_record_gives_neither_level_nor_chance_anywhere(small):
    """Every goal of every plan for which there is a series: without levels there is a reason and no chance."""
    refused = 0
    for plan, area in (("cn-14fyp", "100000"), ("ln-2025", "210000")):
        for day in (DAY, dt.date(2023, 6, 30)):
            here = View(small, plan, area, day, "all", "en")
            for goal in here.goals:
                table = proposals.table(here, goal.no, 2026, 2030)
                assert (table.why is None) == bool(table.levels), goal.no
                if table.why or table.seen.forecast.record.fails(0.8):
                    refused += 1
                    assert {one.chance for one in table.proposals} <= {None}, goal.no
                    assert {one.level for one in table.proposals} <= {None} or not table.why, goal.no
    assert refused > 5


def test_levels_are_in_order_and_within_limits(small):
    for plan, area in (("cn-14fyp", "100000"), ("ln-2025", "210000")):
        here = View(small, plan, area, DAY, "all", "en")
        for goal in here.goals:
            table = proposals.table(here, goal.no, 2026, 2030)
            low, high = table.seen.manner.limits
            values = list(table.levels.values())
            assert values == sorted(values, reverse=goal.direction < 0), goal.indicator.slug
            assert all(low <= one.value <= high for one in table.proposals), goal.indicator.slug


def test_a_target_is_tested_with_its_baseline_of_the_year_before(small):
    here, table = nation(small, PATENTS)
    aim = proposals.aim(here, table.seen, 2026, 22)
    assert (aim.baseline, aim.year, aim.now) == ((2025, 16.0), 2030, pytest.approx(2025 + 273 / 365))
    assert (aim.simulated, aim.broken, aim.fastest) == (False, False, 0.198)
