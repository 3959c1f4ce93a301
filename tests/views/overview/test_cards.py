"""What needs action, and who answers: five gaps, every owner, and plain words where there is nothing to list."""

import datetime as dt
import re
from html import unescape

from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.views import target_row
from explorer.views.overview import cards

DAY = dt.date(2026, 9, 30)


def shown(edition, plan="ln-2025", area="210000", evidence="all", language="zh", as_of=DAY):
    return str(cards.cards(View(edition, plan, area, as_of, evidence, language), "gap"))


def head(text, kind):
    return re.search(rf'class="{kind}"><h2[^>]*>(.*?)</h2>', text)[1]


def test_gaps_of_simulated_values_are_examples_and_have_no_colour(small):
    said = shown(small, as_of=dt.date(2024, 6, 30))
    assert head(said, "gaps") == "示例（模拟数据，非结论）：差距最大的 5 项"
    assert head(said, "owners") == "示例（模拟数据，非结论）：按责任单位"
    assert set(re.findall(r'class="(?:distance )?status (\w+)"', said.partition('class="owners"')[0])) == {"example"}


def test_where_no_outcome_is_published_the_card_says_so_and_gives_the_latest_distance(small):
    said = shown(small, "cn-14fyp", "100000")
    assert head(said, "gaps") == "最近已知数值未到目标的 2 项（2025年数据未公布）"
    assert "不是评价结论" in said
    assert "−3.62 万件" in said
    assert 'class="owners"' not in said


def test_where_nothing_is_known_no_gap_is_listed_and_the_card_says_why(small):
    """Published figures of the three-year plan in a year in which none had come."""
    said = shown(small, evidence="published", as_of=dt.date(2023, 9, 30))
    assert "<ol>" not in said or "不是评价结论" in said


def test_each_department_stands_with_all_its_targets_and_leads_to_them(small):
    said = shown(small)
    rows = target_row.rows(View(small, "ln-2025", "210000", DAY, "all", "zh"))
    for slug, name in catalogue.plans()["ln-2025"].departments.items():
        mine = [row for row in rows if slug in row.goal.departments]
        assert (f"only={slug}" in unescape(said)) == bool(mine)
        if mine:
            block = re.search(rf"{name.zh}</span>.*?</a>", said.partition('class="owners"')[2])[0]
            assert sum(map(int, re.findall(r" (\d+)", block))) == len(mine)


def test_areas_take_the_place_of_departments_where_each_has_goals_of_its_own(small):
    said = shown(small, "peers-2025", "all", language="en")
    assert head(said, "owners") == "By area"
    assert "area=440000" in said


def test_of_a_missed_goal_the_card_says_when_it_would_be_reached_at_this_pace(small):
    view = View(small, "ln-2025", "210000", DAY, "all", "zh")
    for row in target_row.rows(view):
        found = view.assessment(row.goal)
        if found.expected_in:
            assert row.pace == f"按现速 {found.expected_in} 年达到"
        elif found.reached_since:
            assert row.pace.endswith("已达到")
