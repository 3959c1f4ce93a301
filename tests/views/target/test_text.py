"""A target in words."""

import datetime as dt
import re

import pytest

from explorer.analysis import view
from explorer.analysis.assessment import methods
from explorer.core import catalogue, language
from explorer.views.method import text as method_text
from explorer.views.target import text as target_text

DAY = dt.date(2026, 9, 30)


def look(edition, plan="cn-14fyp", area="100000", evidence="all", as_of=DAY, lang="zh"):
    return view.View(edition, plan, area, as_of, evidence, lang)


def goal(slug, plan="cn-14fyp"):
    return catalogue.plans()[plan].goal(slug)


def test_the_table_is_newest_first_and_names_source_and_day(small):
    table = target_text.table(look(small), goal("ip_pledge_amount"))
    assert table["时期"].to_list()[:2] == ["2023年", "2022年"]
    assert table["数值（亿元）"][0] == "8,539.9"
    assert table["依据"].unique().to_list() == ["● 公开发布"]
    assert all(table["来源"])


def test_a_baseline_that_was_put_in_is_announced(small):
    early = look(small, "ln-2025", "210000", evidence="published")
    said = list(target_text.remarks(early, goal("trademarks_in_force", "ln-2025")))
    assert any("2020 年的已知值" in remark for remark in said)


def test_a_year_to_date_is_told_beside_the_same_months_before(small):
    said = list(target_text.remarks(look(small, "ln-2025", "210000"), goal("patent_transfers_and_licences", "ln-2025")))
    assert any("2024年1—3月" in remark and "○ 模拟" in remark for remark in said)


def test_the_method_page_explains_the_three_kinds_of_evidence():
    said = str(method_text.evidence(language.words("zh")))
    assert all(sign in said for sign in ("●", "■", "○"))


def test_each_long_list_of_the_method_page_is_folded_under_its_title():
    words = language.words("en")
    folded = str(method_text.method(words)) + str(method_text.judging(words))
    assert len(re.findall(r'<details class="rules"><summary>[^<]+</summary><ul>', folded)) == folded.count("<ul>") == 4
    assert "**" not in folded
    assert "<b>Level</b> (850,000 trademarks)" in folded


def test_the_tables_of_the_release_are_listed(small):
    assert {"patents", "trademarks", "observations"} <= set(method_text.tables(look(small))["表"])


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_the_method_page_prints_the_thresholds_that_decide(code, monkeypatch):
    said = str(method_text.judging(language.words(code)))
    assert "0.95" in said
    assert "7.14 × R − 4.29" in said
    monkeypatch.setattr(methods, "ON_TRACK", 0.93)
    monkeypatch.setattr(methods, "SCORE_FAST", (8.5, -5.1))
    changed = str(method_text.judging(language.words(code)))
    assert "0.93" in changed
    assert "8.50 × R − 5.10" in changed
