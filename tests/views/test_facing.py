"""A value against its goal: one unit, a sign that is the difference's, and a share that a bar can show."""

import datetime as dt

import pytest

from explorer.analysis.view import View
from explorer.views import facing

DAY = dt.date(2026, 9, 30)
MIDWAY = dt.date(2024, 6, 30)


def found(edition, indicator, plan="ln-2025", area="210000", language="zh", as_of=DAY, evidence="all"):
    view = View(edition, plan, area, as_of, evidence, language)
    goal = next(goal for goal in view.goals if goal.indicator.slug == indicator)
    return view.assessment(goal), facing.facing(view.assessment(goal), view.words)


@pytest.mark.parametrize(
    ("language", "text", "distance"),
    [("zh", "5.38 / 9 万件", "−3.62 万件"), ("en", "53,770 / 90,000 grants", "−36,230")],
)
def test_value_and_goal_have_one_unit_and_the_distance_its_sign(small, language, text, distance):
    """53,770 grants in 2021 against 90,000: 36,230 short, 40 % of the goal, 60 % reached."""
    _, said = found(small, "overseas_invention_patent_grants", "cn-14fyp", "100000", language)
    assert (said.text, said.distance) == (text, distance)
    assert said.share == pytest.approx(0.5974, abs=1e-4)
    assert said.worse == pytest.approx(0.4026, abs=1e-4)


def test_a_difference_of_shares_is_told_in_percentage_points_and_never_rounded_away(small):
    """7.44 % against 7.5 %."""
    _, said = found(small, "copyright_industry_share", "cn-14fyp", "100000")
    assert (said.text, said.distance) == ("7.44 / 7.5%", "−0.06 个百分点")


def test_a_growth_is_held_against_the_growth_promised(small):
    judged, said = found(small, "patent_transfers_and_licences", as_of=MIDWAY)
    had = judged.pace.had
    rate = judged.standing.reached.value / judged.standing.baseline.value - 1  # of 2023 alone
    assert had == pytest.approx(rate)
    assert said.text.startswith(f"年均 {'+' if had > 0 else '−'}{abs(had) * 100:.1f}".rstrip("0").rstrip("."))
    assert said.text.endswith("/ +10%")
    assert said.share == pytest.approx(had / 0.1)
    assert said.worse == pytest.approx((0.1 - had) / 0.1)


def test_a_sum_is_held_against_what_the_years_so_far_were_to_bring(small):
    """60 a year on average: 60 in the first of the three years."""
    judged, said = found(small, "ip_advantage_enterprises", as_of=MIDWAY)
    added = judged.standing.added
    assert said.text == f"合计 {added:.0f} / 60 家"
    assert said.distance == f"−{60 - added:.0f} 家"


def test_of_a_cut_lower_is_better(small):
    judged, said = found(small, "pre_examined_time_to_grant", as_of=MIDWAY)
    assert judged.goal.direction == -1
    assert said.distance.startswith("−") == (judged.margin > 0)
    assert (said.worse < 0) == (judged.margin > 0)


def test_what_is_unknown_is_a_dash_and_has_neither_distance_nor_bar(small):
    _, said = found(small, "high_value_invention_patents_per_capita", evidence="published")
    assert said == facing.Facing("–", "10 件/万人", "– / 10 件/万人")


def test_a_part_of_a_total_compares_with_nothing(small):
    _, said = found(small, "trademarks_in_force", area="210200")
    assert (said.distance, said.share, said.goal) == ("", None, "–")
    assert said.text == f"{said.now}"
