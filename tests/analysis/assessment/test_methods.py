"""The official readings against numbers that statistics offices published."""

import csv
import math
import warnings
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from explorer.analysis.assessment import methods
from tests.support.cases import each

GOLDEN = Path(__file__).resolve().parents[4] / "shared" / "golden" / "statcan_progress.csv"
WORDS = {
    "target_achieved": "achieved",
    "substantial_progress": "on_track",
    "moderate_progress": "accelerate",
    "limited_progress": "limited",
    "deterioration": "moving_away",
}

# Source: Statistics Canada, Canadian Indicator Framework, published progress data (indicator, base and its year,
# latest and its year, target and its year, direction; ratio, status, score).
QUOTED = [
    ("1-1-1", (14.5, 2015, 10.4, 2023, 7.25, 2030, -1), 0.9010899546976208, "accelerate", 2.1506954374096354),
    ("12-1-1", (0.37, 2015, 9.53, 2025, 60, 2030, 1), 0.950407, "on_track", 2.5030),
    ("11-6-1", (699, 2014, 666.6, 2024, 490, 2030, -1), 0.215629, "limited", -1.6015),
    ("11-1-1", (26866, 2016, 36058, 2024, 13433, 2028, -1), -0.667578, "moving_away", -5),
]

# Source: CNIPA, national intellectual property development index, 2010 = 100: value in 2020, published mean growth.
CNIPA = [(304.7, 11.8), (296.5, 11.5), (267.4, 10.3), (339.9, 13.0), (315.3, 12.2)]

values = st.floats(0.1, 1e6)


def golden_rows() -> list[dict[str, str]]:
    if not GOLDEN.exists():
        warnings.warn("the statistics office's own results are not at hand: 297 rows left unread", stacklevel=1)
        return []
    with GOLDEN.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(cell: str) -> float:
    return float(cell)


def as_published(row: dict[str, str]) -> bool:
    """Whether this module finds a row's value, and its status and score where it has a goal to be judged by."""

    def same(found: float, key: str) -> bool:
        return math.isclose(found, number(row[key]), rel_tol=0, abs_tol=1e-9)

    direction = 1 if number(row["direction"]) > 0 else -1
    way = [number(row[key]) for key in ("base_value", "base_year", "current_value", "current_year")]
    had = methods.growth(*way)
    if not row["target"]:
        return same(direction * had, "progress_value")
    found = methods.judge(*way, number(row["target"]), number(row["target_year"]), direction)
    wants = methods.growth(way[0], way[1], number(row["target"]), number(row["target_year"]))
    value = methods.growth_ratio(had, wants, direction)
    return same(value, "progress_value") and same(found.score, "score") and found.status == WORDS[row["status"]]


def test_every_published_row_is_reproduced():
    rows = golden_rows()
    assert [row["series"] for row in rows if not as_published(row)] == []
    assert len(rows) in (0, 297)


@pytest.mark.parametrize(("name", "way", "ratio", "status", "score"), QUOTED)
def test_a_quoted_row_is_reproduced(name, way, ratio, status, score):
    found = methods.judge(*way)
    assert found.ratio == pytest.approx(ratio, abs=1e-6)
    assert (found.status, found.score) == (status, pytest.approx(score, abs=1e-4))


def test_a_ratio_that_only_misleads_is_hidden():
    found = methods.judge(100.1, 2015, 109.7, 2023, 100, 2030, -1)
    assert (found.ratio, found.status, found.score) == (None, "moving_away", -5)


def test_a_goal_met_while_getting_worse_says_both():
    found = methods.judge(7.05, 2015, 12.19, 2023, 70, 2030, -1)
    assert (found.status, found.score, found.worsening) == ("achieved", 5, True)
    assert found.ratio == pytest.approx(-0.428429, abs=1e-6)


@each("index, growth", CNIPA)
def test_the_growth_of_the_national_index_is_the_published_one(index, growth):
    assert round(methods.growth(100, 2010, index, 2020) * 100, 1) == growth


@each(
    "ratio, word",
    [
        (0.95, "on_track"),
        (math.nextafter(0.95, 0), "accelerate"),
        (0.60, "accelerate"),
        (math.nextafter(0.60, 0), "limited"),
        (0.0, "limited"),
        (-5e-324, "moving_away"),
    ],
)
def test_thresholds_are_exact(ratio, word):
    assert methods.status_of(ratio) == word


def test_a_series_that_starts_at_nothing_is_judged_by_its_share():
    found = methods.judge(0, 2022, 3, 2024, 6, 2025, 1)
    assert (found.rule, found.status) == ("share", "accelerate")
    assert found.ratio == pytest.approx((3 / 6) / (2 / 3))


def test_a_limit_that_was_kept_requires_no_growth():
    """A ceiling of 10, started at 8: nothing has to grow by 4.6 % a year to 10."""
    assert methods.judge(8, 2020, 12, 2023, 10, 2025, -1).required_growth is None
    assert methods.judge(84, 2020, 80, 2023, 82, 2025, 1).required_growth is None


def test_a_percentage_near_its_limit_is_judged_by_its_share():
    assert methods.judge(92, 2020, 95, 2023, 98, 2025, 1, limit=100).rule == "share"
    assert methods.judge(50, 2020, 60, 2023, 80, 2025, 1, limit=100).rule == "growth"


def test_a_value_fallen_to_nothing_has_grown_by_minus_one():
    assert methods.growth(10, 2015, 0, 2020) == -1


@pytest.mark.parametrize("years", [(2020, 2020, 2025), (2020, 2019, 2025), (2020, 2022, 2020)])
def test_years_out_of_order_are_refused(years):
    with pytest.raises(ValueError, match="out of order"):
        methods.judge(1, years[0], 2, years[1], 3, years[2], 1)


@pytest.mark.parametrize("junk", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(junk):
    with pytest.raises(ValueError, match="finite"):
        methods.judge(junk, 2020, 2, 2022, 3, 2025, 1)


ORDER = ["moving_away", "limited", "accelerate", "on_track", "achieved"]


@given(values, values, values, values, st.sampled_from([1, -1]))
def test_a_better_value_never_gets_a_worse_word(base, goal, one, other, direction):
    assume(direction * (goal - base) > 0.01 * base)
    worse, better = sorted((one, other), key=lambda value: direction * value)
    words = [methods.judge(base, 2020, value, 2023, goal, 2025, direction).status for value in (worse, better)]
    assert ORDER.index(words[0]) <= ORDER.index(words[1])


@given(values, values, values, st.floats(0.01, 100))
def test_a_status_does_not_depend_on_the_unit(base, latest, goal, unit):
    assume(abs(goal - base) > 0.02 * base)
    plain = methods.judge(base, 2020, latest, 2023, goal, 2025, 1)
    scaled = methods.judge(base * unit, 2020, latest * unit, 2023, goal * unit, 2025, 1)
    assume(plain.ratio is None or min(abs(plain.ratio - edge) for edge in (0.95, 0.6, 0)) > 1e-9)
    assume(abs(latest - goal) > 1e-9 * goal)
    assert scaled.status == plain.status


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_the_other_direction_turns_the_ratio_around(achieved, required):
    assume(required != 0)
    assert methods.growth_ratio(achieved, required, 1) == -methods.growth_ratio(achieved, required, -1)


@given(st.integers(1, 1000), st.integers(1, 1000), st.integers(1, 1000))
def test_a_share_of_a_rise_is_judged_like_the_share_of_its_mirrored_fall(base, latest, goal):
    assume(base != goal)
    rise = methods.judge(base, 2020, latest, 2023, goal, 2025, 1, by_share=True)
    fall = methods.judge(2000 - base, 2020, 2000 - latest, 2023, 2000 - goal, 2025, -1, by_share=True)
    assert rise.status == fall.status


@given(values, values, values, st.sampled_from([1, -1]))
def test_a_met_goal_is_never_anything_else(base, latest, goal, direction):
    found = methods.judge(base, 2020, latest, 2023, goal, 2025, direction)
    assume(abs(latest - goal) > 1e-6 * goal)
    assert (found.status == "achieved") == (direction * (latest - goal) >= 0)


@given(values, values, values, st.sampled_from([1, -1]))
def test_a_score_stays_between_its_ends(base, latest, goal, direction):
    assert -5 <= methods.judge(base, 2020, latest, 2023, goal, 2025, direction).score <= 5
