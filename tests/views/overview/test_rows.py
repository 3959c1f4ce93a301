"""The overview's rows: every goal, every mark, nothing that could be taken for code."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from explorer.analysis import view
from explorer.core import catalogue, language
from explorer.core.goals import Text
from explorer.views import html, phrases, target_row
from explorer.views.overview import rows, sections
from explorer.views.overview import text as overview_text

DAY = dt.date(2026, 9, 30)


def look(edition, plan="ln-2025", area="210000", evidence="all", language="zh", as_of=DAY):
    return view.View(edition, plan, area, as_of, evidence, language)


def heads(shown):
    return [head.strip() for head in re.findall(r"<h2>(.*?)<small>", shown)]


@pytest.mark.parametrize("plan", catalogue.plans())
def test_every_goal_of_a_plan_has_a_row(small, plan):
    area = view.areas_of(catalogue.plans()[plan], small)[0]
    shown = rows.board(look(small, plan, area), "chapter", sections.EVERYTHING, "light")
    assert shown.count('class="row"') == len(catalogue.plans()[plan].goals)


def test_chapters_come_in_the_plans_order(small):
    shown = rows.board(look(small), "chapter", sections.EVERYTHING, "light")
    assert heads(shown) == ["高质量创造", "高标准保护", "高效益运用", "高水平服务"]


def test_a_goal_of_two_departments_stands_under_both(small):
    shown = rows.board(look(small), "department", sections.EVERYTHING, "light")
    goals = catalogue.plans()["ln-2025"].goals
    assert shown.count('class="row"') == sum(len(goal.departments) for goal in goals)


def test_a_row_of_simulated_values_is_an_example_with_a_hatched_bar_and_no_colour(small):
    shown = rows.board(look(small), "chapter", sections.EVERYTHING, "light")
    assert 'class="status example"' in shown
    assert "示例：" in shown
    assert 'class="bullet simulated"' in shown
    assert not re.findall(r'class="[^"]*status (?:met|missed)', shown)


def test_published_only_shows_nothing_simulated(small):
    shown = rows.board(look(small, evidence="published"), "gap", sections.EVERYTHING, "light")
    assert "模拟" not in shown
    assert heads(shown) == ["数据未公布", "尚无数据"]


def test_the_headline_counts_what_the_newest_values_rest_on(small):
    assert "8 项为公开发布" in overview_text.sentence(look(small, "cn-14fyp", "100000"))
    assert "缺" not in overview_text.sentence(look(small, "cn-14fyp", "100000"))
    counted = sum(map(int, re.findall(r"(\d+) 项(?:为|暂缺)", overview_text.sentence(look(small)))))
    assert counted == 21


def test_simulation_is_announced_only_where_it_is(small):
    assert phrases.shows_simulation(look(small))
    assert not phrases.shows_simulation(look(small, evidence="published"))
    assert not phrases.shows_simulation(look(small, "cn-14fyp", "100000"))


def test_a_goal_of_many_areas_names_its_area_and_links_to_it(small):
    shown = rows.board(
        look(small, "peers-2025", view.EVERYWHERE, language="en"), "chapter", sections.EVERYTHING, "dark"
    )
    assert "Guangdong" in shown
    assert "area=440000" in shown


def test_one_area_of_many_shows_its_own_goals(small):
    assert len(look(small, "peers-2025", "420000").goals) == 3


def test_nothing_in_a_plan_can_become_code(small, monkeypatch):
    evil = Text("<img src=x onerror=alert(1)>", "<script>alert(1)</script>")
    plan = catalogue.plans()["cn-15fyp"]
    goals = tuple(replace(goal, title=evil) for goal in plan.goals)
    monkeypatch.setattr(catalogue, "plans", lambda: {"evil": replace(plan, slug="evil", short=evil, goals=goals)})
    shown = rows.board(look(small, "evil", "100000"), "chapter", sections.EVERYTHING, "light")
    assert "<script" not in shown
    assert "<img src=x" not in shown


def test_a_province_can_be_looked_at_in_its_cities_and_the_nation_only_as_a_whole(small):
    plans = catalogue.plans()
    assert len(view.areas_of(plans["ln-2025"], small)) == 15
    assert view.areas_of(plans["cn-14fyp"], small) == ("100000",)
    assert view.areas_of(plans["peers-2025"], small)[0] == view.EVERYWHERE


def test_goals_can_be_put_in_the_order_of_their_status(small):
    shown = rows.board(look(small, "cn-14fyp", "100000"), "status", sections.EVERYTHING, "light")
    assert heads(shown) == ["已达成", "提前达成", "数据未公布"]


@pytest.mark.parametrize(("only", "count"), [("met", 2), ("not_published", 6), ("missed", 0)])
def test_the_overview_can_be_narrowed_to_one_status(small, only, count):
    shown = rows.board(look(small, "cn-14fyp", "100000"), "status", only, "light")
    assert shown.count('class="row"') == count
    assert ("没有符合条件的目标" in shown) == (count == 0)


def test_the_overview_can_be_narrowed_to_a_department(small):
    shown = rows.board(look(small), "chapter", "ip_services", "light")
    goals = catalogue.plans()["ln-2025"].goals
    assert shown.count('class="row"') == sum("ip_services" in goal.departments for goal in goals)


def test_the_tally_counts_every_goal_once_and_says_what_rests_on_simulation(small):
    said = str(html.tally(look(small, as_of=dt.date(2024, 3, 31))))
    real, examples = (
        sum(map(int, found)) for found in (re.findall(r"<b>\S+ (\d+)</b>", said), re.findall(r"\w+ (\d+)[、<]", said))
    )
    assert real + examples == 21
    assert examples
    assert "○ 示例（非结论）：" in said
    assert "示例" not in str(html.tally(look(small, evidence="published")))


def test_examples_and_verdicts_are_never_counted_into_one_number(small):
    """Of ten goals with one status, four examples are counted by themselves."""
    words = language.words("en")
    signs = [phrases.status("met", words, example=place < 4) for place in range(10)]
    counted = [(one.sign.short, one.count) for one in phrases.tally(signs)]
    assert counted == [("✓ Met", 6), ("○ Example: met", 4)]


def test_a_link_that_was_narrowed_to_an_earlier_word_still_shows_what_it_showed(small):
    """Not published meant unknown altogether, and met early too, before either had a word of its own."""
    shown = rows.board(look(small, "peers-2025", "all"), "plan", "not_published", "light")
    slugs = [row.status.slug for row in target_row.rows(look(small, "peers-2025", "all"))]
    assert shown.count('class="row"') == sum(slug in ("not_published", "no_value", "met_early") for slug in slugs)
    assert "尚无数据" in shown


def test_a_status_is_an_icon_and_a_word_and_gives_its_reason(small):
    shown = rows.board(look(small, "cn-14fyp", "100000"), "status", "met", "light")
    reasons = re.findall('class="status met" title="([^"]*)"', shown)
    assert reasons == [
        "已达成 · 2025年为 16 件/万人，高出目标 4 件/万人。",
        "已达成 · 2025年为 82.81 分，高出目标 0.81 分。",
    ]
    assert shown.count('<span aria-hidden="true">✓</span><span class="heard">已达成</span>') == 2


def test_a_row_has_value_and_goal_in_one_unit_and_the_year_where_it_is_not_the_goals(small):
    """National 14th plan: 16 of 12 in 2025; overseas grants, 53,770 of 90,000, are of 2021."""
    shown = rows.board(look(small, "cn-14fyp", "100000"), "plan", sections.EVERYTHING, "light")
    values = re.findall(r'<span class="value"[^>]*>(.*?)</span>', shown)
    assert values[0] == "16 / 12 件/万人"
    assert values[1] == "5.38 / 9 万件 <small>2021年 </small>"
