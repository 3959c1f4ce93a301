"""The state of a figure as a file says it: final unless said otherwise, a dash, a withdrawal with its reason."""

import pytest

from explorer.pipeline import intake
from tests.support.cases import each
from tests.support.intake_files import TODAY, delimited, workbook

HEADING = ("指标", "地区", "时期", "数值", "单位", "状态", "备注")
MARKS = ("有效注册商标量（国内）", "辽宁省", "2025")


def checked(*rows, heading=HEADING):
    return intake.check(delimited([heading, *rows]), "a.csv", "observations", today=TODAY)


def row(value, state="", note="", period="2025"):
    return (*MARKS[:2], period, value, "件", state, note)


@each(
    "spelt, state",
    [
        ("", "final"),
        ("核定", "final"),
        ("核定数", "final"),
        ("final", "final"),
        ("快报", "preliminary"),
        ("快报数", "preliminary"),
        ("Preliminary", "preliminary"),
        ("初步核算数", "preliminary"),
    ],
)
def test_a_figure_is_final_unless_the_file_says_otherwise(spelt, state):
    found = checked(row("850000", spelt))
    assert found.faults.rows() == []
    assert found.rows.select("value", "state").rows() == [(850_000.0, state)]


def test_a_file_without_the_column_holds_final_figures():
    found = checked(row("850000")[:5], heading=HEADING[:5])
    assert found.rows["state"].to_list() == ["final"]


@each("value, state", [("—", ""), ("－", ""), ("--", ""), ("—", "尚未核定"), ("", "尚未核定"), ("", "undetermined")])
def test_a_dash_says_that_a_figure_is_not_determined_yet(value, state):
    found = checked(row(value, state))
    assert found.faults.rows() == []
    assert found.rows.select("value", "state").rows() == [(None, "undetermined")]


@each("value", ["", "无", "/", "N/A"])
def test_an_empty_cell_says_nothing_and_is_a_fault(value):
    found = checked(row(value))
    assert found.faults.select("column", "rule").rows() == [("数值", "needed")]
    assert found.rows.is_empty()


def test_a_withdrawal_has_no_value_and_says_why():
    assert checked(row("", "撤回", "录入错误")).rows.select("value", "state", "note").rows() == [
        (None, "withdrawn", "录入错误")
    ]
    assert checked(row("", "撤回")).faults.select("column", "rule").rows() == [("备注", "reason")]
    assert checked(row("5", "撤回", "录入错误")).faults.select("column", "rule").rows() == [("数值", "bare")]
    assert checked(row("5", "尚未核定")).faults.select("column", "rule").rows() == [("数值", "bare")]


def test_a_state_that_nobody_knows_is_a_fault():
    assert "状态" in checked(row("5", "大概")).faults["column"].to_list()


def test_a_preliminary_and_a_final_figure_may_stand_in_one_file_and_two_final_ones_not():
    assert checked(row("5", "快报"), row("6", "核定")).faults.is_empty()
    assert set(checked(row("5"), row("6", "核定")).faults["rule"]) == {"twice"}


@pytest.mark.parametrize("dash", ["—", "－"])
def test_a_dash_is_read_in_a_workbook_too(dash):
    found = intake.check(workbook([HEADING, row(dash)]), "a.xlsx", "observations", today=TODAY)
    assert found.rows["state"].to_list() == ["undetermined"]
