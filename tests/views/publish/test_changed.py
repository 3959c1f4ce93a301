"""The list of what publishing would change, as a publisher reads, prints and signs it."""

from dataclasses import replace

import pytest

from explorer.analysis.view import View
from explorer.core import language
from explorer.pipeline.publish import publishing
from explorer.pipeline.publish.changed import Changed, Doubt, Side
from explorer.pipeline.publish.corrections import Correction
from explorer.pipeline.publish.restated import Restated
from explorer.releases import store
from explorer.views.publish import changed as publish_changed
from explorer.views.publish import html as publish_html
from tests.exports.office.office_files import SHENYANG, day, ground, marks

ZH, EN = language.words("zh"), language.words("en")
STATIONS, YEAR = "rights_aid_workstations", day("2025-12-31")


@pytest.fixture
def view(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    publishing.rebuild(ground=ground)
    return View(store.edition(), "ln-2025", "210000", store.edition().until, "all", "zh")


@pytest.fixture
def made(view):
    many = [(f"R{number}", SHENYANG, day("2023-05-01")) for number in range(7)]
    return publishing.prepare([marks(*many, until=day("2024-08-15"))], ground=ground)


def figure(then=105.0, now=1050.0, **more):
    sides = [Side(value, "office", on=YEAR, status="met") for value in (then, now)]
    return Changed("ln-2025", 10, STATIONS, "210000", *sides, "corrected", **more)


DOUBTED = figure(doubt=Doubt("jump", 105.0, YEAR, "year"))


def test_a_flip_names_both_statuses_with_the_evidence_they_rest_on(made, view):
    told = str(publish_changed.figures(made, view))
    assert "结论会改变的目标 1 项" in told
    before, after, verdict = told.split("data-label")[3:6]
    assert "○ 模拟" in before
    assert "7 件" in after
    assert "■ 本局数据" in after
    assert "○ 示例：未达成" in verdict
    assert "数据未公布" in verdict


def test_where_nothing_changes_a_sentence_says_so(made, view):
    said = publish_changed.figures(replace(made, changed=()), view)
    assert str(said) == str(publish_html.told(["没有目标的评价结论会因此改变。"]))


def test_a_doubt_stands_above_the_list_and_beside_its_figure(made, view):
    told = str(publish_changed.figures(replace(made, changed=(DOUBTED,)), view))
    asked = "2025年为 1,050 家，当前数值为 105 家，相差三倍以上"
    assert told.count(asked) == 2
    assert told.index("请先核对以下 1 个数值") < told.index("会改变的数值")
    assert "更正已报数值" in told
    assert "没有目标的评价结论会因此改变" in told


def test_paper_has_what_the_list_is_of_and_room_to_sign(made, view):
    told = str(publish_changed.figures(made, view, "wang@<b>example</b>"))
    assert "marks.csv" in told
    assert "wang@&lt;b&gt;example" in told
    assert f"{made.base}（现行）→ {made.release}（待发布）" in told
    for name in ("审核人", "审核日期", "签字"):
        assert f"<span>{name}</span>" in told


def test_what_only_steps_aside_is_counted_and_a_long_list_says_how_much_more_there_is(made, view):
    aside = replace(figure(), reason="stepped_aside")
    many = (*(figure(now=1000.0 + number) for number in range(303)), *(aside,) * 5)
    told = str(publish_changed.figures(replace(made, changed=many), view))
    assert told.count("<tr") == 300 + 1
    assert "会改变的数值：303 项" in told
    assert "只列前 300 项，另有 3 项" in told
    assert "另有 5 项只是模拟数据不再采用" in told


def test_which_figures_need_a_reason_is_said_by_name():
    needed = [Correction(STATIONS, "210000", YEAR, 105.0, None), Correction("gdp", "210200", YEAR, 9000.0, 9100.0)]
    told = str(publish_changed.corrections(needed, ZH))
    assert "以下 2 个已发布的本局数值将被更正" in told
    assert "辽宁省，2025年：105 → –" in told
    assert "大连市，2025年：9,000 → 9,100" in told
    assert publish_changed.corrections([], ZH) is None
    close = Correction(STATIONS, "210000", YEAR, 4.49438, 4.49441)
    assert "4.49438 → 4.49441" in str(publish_changed.corrections([close], ZH)), "in digits that tell them apart"


def test_what_stands_otherwise_by_todays_rules_is_told_as_by_command():
    one = Restated(STATIONS, "210000", YEAR, 1050.0, "a", 105.0, "b", "undated")
    told = str(publish_changed.restated([one], EN))
    assert "1,050 (a) → 105 (b)" in told
    assert "it gives no day of publication" in told
    assert publish_changed.restated([], EN) is None
