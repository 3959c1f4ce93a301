"""The overview's answer and its line, in both languages."""

import datetime as dt

import pytest

from explorer.analysis.view import View
from explorer.views.overview import text

DAY = dt.date(2026, 9, 30)


def look(edition, plan="ln-2025", area="210000", evidence="all", language="zh", as_of=DAY):
    return View(edition, plan, area, as_of, evidence, language)


@pytest.mark.parametrize(
    ("plan", "area", "language", "said"),
    [
        ("cn-14fyp", "100000", "zh", "8 项目标：2 项达成，4 项提前达成，2 项2025年数据未公布"),
        ("cn-14fyp", "100000", "en", "8 targets: 2 met, 4 met early, 2 not published for 2025"),
        ("cn-15fyp", "100000", "en", "1 target: 1 not assessable"),
    ],
)
def test_the_answer_counts_the_targets_by_their_status(small, plan, area, language, said):
    assert text.answer(look(small, plan, area, language=language)) == said


def test_examples_are_counted_behind_the_verdicts_and_called_so(small):
    verdicts, _, examples = text.answer(look(small, as_of=dt.date(2024, 6, 30))).partition("；示例：")
    assert verdicts.startswith("21 项目标")
    assert "进度正常" in examples
    assert "进度正常" not in verdicts
    assert "示例" not in text.answer(look(small, evidence="published"))


def test_of_a_city_without_goals_it_says_how_it_stands_beside_the_province(small):
    said = text.answer(look(small, area="210200"))
    assert said.startswith("大连市未单设目标：")
    assert said.endswith("项不作比较（模拟数据）")
    assert "达成" not in said


def test_before_its_issue_a_plan_has_no_answer_but_that(small):
    assert "尚未提出" in text.answer(look(small, as_of=dt.date(2022, 6, 30)))


def test_the_line_says_that_a_plan_is_over_or_how_much_of_its_time_is(small):
    """Nine of the sixty months from 2026 to 2030 had gone on 30 September 2026."""
    assert "规划期已于2025年12月31日结束" in text.state(look(small))
    assert "序时进度 15%" in text.state(look(small, "cn-15fyp", "100000"))
    assert "8 项公开发布" in text.state(look(small, "cn-14fyp", "100000"))


def test_of_a_running_plan_it_is_said_how_many_targets_would_be_met_and_of_one_that_is_over_nothing(small):
    running = look(small, language="en", as_of=dt.date(2024, 12, 31))
    *said, how = text.ahead(running)
    assert said
    assert all("can be projected" in one for one in said)
    assert "80%" in how
    assert "30%" in how
    assert text.ahead(look(small)) == ()
    assert text.ahead(look(small, as_of=dt.date(2020, 9, 30))) == (), "the plan was not known yet"
