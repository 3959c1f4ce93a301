"""Paths and shares, computed by hand on round numbers."""

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.assessment.standing import CONVENTION, Point, day, position, standing
from explorer.core import catalogue
from tests.support.cases import each

TRADEMARKS = catalogue.plans()["ln-2025"].goal("trademarks_in_force")
assert TRADEMARKS
END = dt.date(2025, 12, 31)


def seen(*values: tuple[int, float], span: str = "year", evidence: str = "published") -> pl.DataFrame:
    rows = [(dt.date(year, 12, 31), value, span, evidence) for year, value in values]
    return pl.DataFrame(rows, schema=["period", "value", "span", "evidence"], orient="row")


def goal(kind: str = "level", value: float = 160.0, baseline: float | None = None, **more: object):
    return replace(TRADEMARKS, kind=kind, value=value, baseline_year=2022, baseline_value=baseline, **more)


def test_a_level_runs_straight_from_the_base_year_to_the_goal():
    found = standing(goal(), seen((2022, 100), (2023, 110)), END)
    assert found.path == ((2022, 100), (2023, 120), (2024, 140), (2025, 160))


def test_a_growth_is_compounded_and_its_last_point_is_the_goal():
    found = standing(goal("growth", 10), seen((2022, 100)), END)
    assert [value for _, value in found.path] == pytest.approx([100, 110, 121, 133.1])
    assert found.target == pytest.approx(133.1)


def test_a_cut_goes_down_by_its_share_of_the_baseline():
    months = catalogue.indicators()["pre_examined_time_to_grant"]
    found = standing(goal("cut", 75, indicator=months), seen((2022, 12), (2023, 9)), END)
    assert found.path == ((2022, 12), (2023, 9), (2024, 6), (2025, 3))
    assert found.achieved == pytest.approx(1 / 3)


def test_a_mean_flow_is_judged_by_the_sum_since_the_base_year():
    found = standing(goal("mean_flow", 60), seen((2022, 5), (2023, 30), (2024, 60)), END)
    assert found.path[1:] == ((2023, 60), (2024, 60), (2025, 60))
    assert found.achieved == pytest.approx(90 / 180)


def test_a_mean_flow_with_a_year_missing_has_no_share():
    assert standing(goal("mean_flow", 60), seen((2022, 5), (2024, 60)), END).achieved is None


def test_a_count_of_new_things_starts_at_the_plans_own_zero():
    found = standing(goal("count", 6, baseline=0.0), seen((2023, 2)), END)
    assert found.path == ((2022, 0), (2023, 2), (2024, 4), (2025, 6))
    assert found.baseline.evidence == CONVENTION


def test_achieved_and_elapsed_are_shares_of_the_way_and_of_the_time():
    found = standing(goal(), seen((2022, 100), (2024, 130)), dt.date(2025, 1, 1))
    assert found.achieved == pytest.approx(30 / 60)
    assert found.elapsed == pytest.approx(732 / 1096), "time counts to the day looked at, not to the value's"


@each("day, share", [((2022, 6, 30), 0), ((2025, 12, 31), 1), ((2030, 1, 1), 1)])
def test_the_time_gone_neither_falls_below_nothing_nor_passes_the_whole(day, share):
    assert standing(goal(), seen((2022, 100)), dt.date(*day)).elapsed == share


def test_what_is_to_be_new_comes_on_top_of_what_there_was():
    found = standing(goal("count", 30, since_baseline=True), seen((2022, 16), (2025, 31)), END)
    assert (found.target, found.path) == (46, ((2022, 16), (2023, 26), (2024, 36), (2025, 46)))
    assert found.achieved == pytest.approx(15 / 30)
    assert found.target_evidence(goal("count", 30, since_baseline=True)) == "published"


def test_a_cut_against_somebody_elses_figure_has_its_goal_there():
    months = catalogue.indicators()["pre_examined_time_to_grant"]
    target = goal("cut", 60, indicator=months, against="invention_examination_months")
    ordinary = Point(END, 15.0, "published")
    found = standing(target, seen((2022, 9), (2025, 6.1), evidence="simulated"), END, against=ordinary)
    assert (found.target, found.against) == (pytest.approx(6), ordinary)
    assert [round(value, 9) for _, value in found.path] == [9, 8, 7, 6]
    assert found.target_evidence(target) == "published"
    assert found.target_evidence(replace(target, set_on=dt.date(2024, 3, 15))) == "office"
    assert standing(target, seen((2022, 9)), END).target is None, "without that figure there is no goal on the scale"


def test_an_unknown_base_year_gives_way_to_the_next_known_one():
    found = standing(goal(), seen((2020, 70), (2023, 100)), END)
    assert (found.baseline.year, found.baseline_asked) == (2023, 2022)


def test_without_a_later_year_the_path_starts_at_the_last_known_before():
    assert standing(goal(), seen((2019, 60), (2020, 70)), END).baseline.year == 2020


def test_no_path_leads_down_from_a_first_value_that_meets_the_goal_already():
    found = standing(goal(), seen((2023, 200)), END)
    assert found.path == ()
    assert found.target == 160


def test_a_baseline_beyond_the_goal_leaves_no_way_to_take_a_share_of():
    found = standing(goal(value=90.0), seen((2022, 100), (2024, 120)), END)
    assert (found.path, found.achieved) == ((), None)


def test_without_any_value_there_is_a_goal_and_nothing_else():
    found = standing(goal(), seen().cast({"period": pl.Date, "value": pl.Float64}), END)
    assert (found.target, found.path, found.reached, found.achieved) == (160, (), None, None)


def test_a_growth_without_a_baseline_has_no_goal_on_the_scale():
    found = standing(goal("growth", 10), seen().cast({"period": pl.Date, "value": pl.Float64}), END)
    assert found.target is None


def test_what_was_not_promised_of_an_area_has_neither_goal_nor_path():
    found = standing(goal(), seen((2022, 10)), END, bound=False)
    assert (found.target, found.path) == (None, ())


def test_a_year_to_date_is_never_a_point():
    rows = pl.concat([seen((2022, 100)), seen((2023, 80), span="year_to_date")])
    assert standing(goal(), rows, END).newest.year == 2022


def test_the_value_judged_is_the_newest_up_to_the_goal_year():
    found = standing(goal(), seen((2022, 100), (2025, 150), (2026, 170)), END)
    assert (found.reached.value, found.newest.value) == (150, 170)


def test_a_standing_that_touches_a_simulated_value_says_so():
    rows = pl.concat([seen((2022, 100), evidence="simulated"), seen((2023, 110))])
    assert standing(goal(), rows, END).rests_on_simulation


@given(st.floats(1, 1e6), st.floats(1, 1e6), st.floats(0.01, 100))
def test_shares_do_not_depend_on_the_unit(start: float, now: float, factor: float):
    target = start * 2
    plain = standing(goal(value=target), seen((2022, start), (2024, now)), END)
    scaled = standing(goal(value=target * factor), seen((2022, start * factor), (2024, now * factor)), END)
    assert scaled.achieved == pytest.approx(plain.achieved, abs=1e-9)


def test_a_simulated_summand_makes_a_sum_simulated():
    rows = pl.concat([seen((2022, 50), (2025, 70)), seen((2023, 60), (2024, 60), evidence="simulated")])
    assert standing(goal("mean_flow", 60), rows, END).rests_on_simulation


def test_a_mean_flow_needs_no_baseline_value():
    found = standing(goal("mean_flow", 60), seen((2023, 70), (2024, 70), (2025, 40)), END)
    assert (found.added, found.achieved) == (180, 1.0)


@each("text", ["2025-12-31", "2024-01-31", "2024-02-29", "2026-09-30", "2023-11-30"])
def test_a_place_on_the_axis_leads_back_to_its_month_end(text):
    assert day(position(dt.date.fromisoformat(text))) == dt.date.fromisoformat(text)
