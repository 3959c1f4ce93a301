"""A target's page: its answer, four facts, the readings on one scale, and nothing of an open road once it is closed."""

import datetime as dt
import re

from explorer.analysis.view import View
from explorer.core import catalogue, language
from explorer.views import target_row
from explorer.views.target import html

DAY, MIDWAY = dt.date(2026, 9, 30), dt.date(2024, 6, 30)


def look(edition, plan="cn-14fyp", area="100000", as_of=DAY, lang="zh", evidence="all"):
    return View(edition, plan, area, as_of, evidence, lang)


def goal(slug, plan="cn-14fyp"):
    return catalogue.plans()[plan].goal(slug)


def text(element):
    return re.sub(r"<[^>]*>", "|", str(element))


def test_no_heading_of_any_target_is_a_question_and_each_has_its_title(small):
    for plan in catalogue.plans().values():
        for lang in language.LANGUAGES:
            view = look(small, plan.slug, plan.area or "all", lang=lang)
            for row in target_row.rows(view):
                assert not row.answer.endswith(("?", "？"))
                assert row.title in row.answer
                assert row.answer in text(html.head(view, row.goal)).replace("&#39;", "'")


def test_the_heading_is_the_value_against_the_goal(small):
    row = target_row.row(look(small), goal("high_value_invention_patents_per_capita"))
    assert row.answer == "每万人口高价值发明专利拥有量：2025年为 16 件/万人，高出目标 4 件/万人"


def test_a_heading_made_of_simulated_values_says_so(small):
    for view in (look(small, "ln-2025", "210000"), look(small, "ln-2025", "210000", MIDWAY)):
        for row in target_row.rows(view):
            assert ("模拟" in row.answer) == (row.simulated and row.status.slug != "no_value")


def test_the_facts_say_distance_latest_value_goal_baseline_and_progress(small):
    said = text(html.facts(look(small), goal("high_value_invention_patents_per_capita")))
    for part in ("+4 件/万人", "16 / 12 件/万人", "16 件/万人", "● 公开发布", "目标 12 件/万人", "6.3 件/万人", "170%"):
        assert part in said


def test_what_is_counted_anew_has_no_baseline_of_zero(small):
    """New enterprises a year: a convention lets the sum start from nothing; that is no figure to show."""
    view = look(small, "ln-2025", "210000", MIDWAY)
    for slug in ("ip_advantage_enterprises", "regional_public_brands"):
        assert "基期 0" not in text(html.facts(view, goal(slug, "ln-2025")))


def test_the_readings_of_an_open_road_are_dots_on_one_scale(small):
    view = look(small, as_of=dt.date(2022, 6, 30))
    said = str(html.assessed(view, goal("high_value_invention_patents_per_capita"), opened=False))
    assert said.count('class="tick"') == 4
    assert said.count('class="dot"') == 4
    assert set(re.findall(r'class="tick" style="left:(\d+)%"', said)) == {"67"}


def test_a_goal_that_is_closed_shows_no_reading_of_an_open_road(small):
    said = str(html.assessed(look(small), goal("high_value_invention_patents_per_capita"), opened=False))
    assert 'class="readings"' not in said
    assert "<details>" in said, "the working is folded"


def test_what_is_folded_is_open_on_paper(small):
    view, mine = look(small), goal("high_value_invention_patents_per_capita")
    for part in (html.assessed, html.values):
        assert not re.search("<details[^>]* open", str(part(view, mine, opened=False)))
        assert re.search("<details[^>]* open", str(part(view, mine, opened=True)))
