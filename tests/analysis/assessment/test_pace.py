"""What was achieved and what was promised, in the unit of the rule, on numbers that a hand can check."""

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest

from explorer.analysis.assessment import pace
from explorer.analysis.assessment.standing import Point, standing
from explorer.core import catalogue
from tests.support.cases import each

MARKS = catalogue.plans()["ln-2025"].goal("trademarks_in_force")
SHARE = catalogue.indicators()["patent_intensive_industry_share"]
END = dt.date(2025, 12, 31)


def seen(*values: tuple[int, float]) -> pl.DataFrame:
    rows = [(dt.date(year, 12, 31), float(value), "year", "published") for year, value in values]
    schema = {"period": pl.Date, "value": pl.Float64, "span": pl.String, "evidence": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def goal(kind: str = "level", value: float = 160.0, **more: object):
    return replace(MARKS, kind=kind, value=value, baseline_year=2022, baseline_value=None, other=None, **more)


def paced(target, *values, rule="growth", against=None, day=dt.date(2025, 6, 30), **more):
    return pace.pace(target, standing(target, seen(*values), day, against=against), rule, **more)


def test_a_level_judged_by_growth_speaks_of_growth():
    """100 to 144 in two years is 20 % a year, 100 to 160 in three 16.96 %; from 144 to 160 in one 11.1 %."""
    found = paced(goal(), (2022, 100), (2024, 144))
    assert (found.kind, found.had) == ("rate", pytest.approx(0.2))
    assert found.planned == pytest.approx(1.6 ** (1 / 3) - 1)
    assert found.needed == pytest.approx(160 / 144 - 1)


def test_a_share_speaks_of_points_even_where_growth_decided():
    """10 to 10.4 points in two years; 11 are promised for 2025."""
    found = paced(goal(value=11.0, indicator=SHARE), (2022, 10), (2024, 10.4))
    assert found.kind == "step"
    assert (found.had, found.planned, found.needed) == (
        pytest.approx(0.2),
        pytest.approx(1 / 3),
        pytest.approx(0.6),
    )


def test_what_is_judged_by_shares_speaks_of_units_a_year():
    found = paced(goal("count", 30), (2022, 16), (2024, 22), rule="share")
    assert (found.kind, found.had, found.planned, found.needed) == ("step", 3, pytest.approx(14 / 3), 8)


@each("mean, had", [("compound", 1.2**0.5 - 1), ("arithmetic", (0.5 - 0.2) / 2)])
def test_a_mean_growth_is_compound_or_the_mean_of_the_rates(mean, had):
    """100, 150, 120: up by half, down by a fifth."""
    found = paced(goal("growth", 10, mean=mean), (2022, 100), (2023, 150), (2024, 120))
    assert (found.kind, found.had, found.planned) == ("growth", pytest.approx(had), 0.1)


def test_a_mean_of_rates_needs_every_year():
    assert paced(goal("growth", 10, mean="arithmetic"), (2022, 100), (2024, 120)) is None


def test_a_sum_needs_the_rest_in_the_years_left():
    found = paced(goal("mean_flow", 60), (2023, 50), (2024, 40), rule="share")
    assert (found.kind, found.had, found.planned, found.needed) == ("sum", 90, 180, 90)


def test_a_cut_is_the_share_cut_off_its_own_start():
    found = paced(goal("cut", 50), (2022, 12), (2025, 9))
    assert (found.kind, found.had, found.planned) == ("cut", pytest.approx(0.25), 0.5)


def test_a_cut_is_the_share_cut_off_somebody_elses_figure():
    """Five months against fifteen of ordinary examination: two thirds less, whatever it was before."""
    target = goal("cut", 50, against="invention_examination_months")
    found = paced(target, (2025, 5), against=Point(END, 15.0, "published"), open_road=False)
    assert found.had == pytest.approx(2 / 3)


def test_nothing_is_needed_any_more_once_the_goal_is_met_or_no_year_is_left():
    assert paced(goal(), (2022, 100), (2024, 170)).needed is None
    assert paced(goal(), (2022, 100), (2025, 150)).needed is None


def test_nothing_is_needed_any_more_once_the_time_is_over():
    assert paced(goal(), (2022, 100), (2023, 120), day=END).needed is None


def test_nothing_was_planned_where_the_base_met_the_goal_already():
    """From 12 back to 9 against a goal of 10: nobody asked for a fall to 10."""
    assert paced(goal(value=10.0), (2022, 12), (2024, 9)) is None


def test_the_road_of_a_cut_against_somebody_elses_figure_is_told_by_its_own_steps():
    target = goal("cut", 50, against="invention_examination_months")
    found = paced(target, (2022, 10), (2024, 9), against=Point(END, 15.0, "published"), rule="share")
    assert (found.kind, found.had) == ("step", -0.5)
    assert found.planned == pytest.approx((7.5 - 10) / 3)


@each("values", [(), ((2022, 100),), ((2024, 100),)])
def test_without_two_values_there_is_no_pace(values):
    assert paced(goal(), *values) is None
