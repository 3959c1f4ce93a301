"""Every sheet of a workbook that holds a yearly table is read, together; every other is named."""

import pytest

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.pipeline import intake
from tests.support.cases import each
from tests.support.yearly_tables import (
    AGENCIES,
    HEAD,
    MARKS,
    OUTLETS,
    STATIONS,
    figures,
    kinds,
    pasted,
    rules,
    sentences,
    workbook,
)

CITIES = [["地区", "商标有效注册量（件）", None], [None, "2024年", "2025年"], ["沈阳市", 1, 2], ["大连市", 3, 4]]


def checked(sheets, **more):
    content = workbook(sheets, **more)
    assert intake.recognise(content, "表.xlsx") == "observations"
    return intake.check(content, "表.xlsx", "observations")


def test_two_sheets_of_one_plan_are_one_table():
    found = checked({"保护": [HEAD, STATIONS, MARKS], "服务": [HEAD, AGENCIES, OUTLETS]})
    assert len(figures(found)) == 8
    assert (0, "sheets_together") in kinds(found)


def test_the_provinces_sheet_and_the_cities_are_both_read():
    found = checked({"全省": [HEAD, STATIONS, MARKS], "分市": CITIES})
    assert sorted(found.rows["area"].unique()) == ["210000", "210100", "210200"]


def test_the_province_and_its_cities_in_one_sheet_are_both_read():
    rows = [[*row, None] for row in [HEAD, STATIONS, MARKS]]
    found = checked({"表": [["一、全省"], *rows, ["二、分市"], *CITIES, ["合计", 4, 6]]})
    assert sorted(found.rows["area"].unique()) == ["210000", "210100", "210200"]
    assert [(row, kind) for row, kind in kinds(found) if row] == [(5, "row_unread"), (10, "total_held")]


def test_a_value_in_one_cell_over_two_years_counts_in_the_first_and_is_asked_about():
    for sheets, cells in (
        ({"表": [HEAD, [*STATIONS[:3], None], MARKS]}, "C2:D2"),
        ({"表": [*CITIES[:2], ["沈阳市", 1, None], CITIES[3]]}, "B3:C3"),
    ):
        found = checked(sheets, merged=[cells])
        told = [(row, one) for row, _, one in found.questions if one.kind == "merged_years"]
        ((row, one),) = told
        assert f"C{row}" in one.blanks["cells"]
        assert (one.blanks["cells"], one.blanks["years"]) == (cells, "2025")
        assert f"单元格 {cells} 合并为一格" in sentences(found)
    assert figures(found)["trademarks_in_force", 2024] == 3, "of the last city read"


def test_a_note_over_many_columns_and_a_merged_heading_ask_nothing():
    found = checked({"表": [["完成情况表"], HEAD, STATIONS, MARKS, ["注：不含沈抚"]]}, merged=["A1:D1", "A5:D5"])
    assert "merged_years" not in [kind for _, kind in kinds(found)]


def test_rows_and_columns_that_the_file_hides_are_read_and_asked_about():
    found = checked({"表": [HEAD, STATIONS, MARKS, AGENCIES]}, unseen_rows=[2, 3], unseen_columns=["C"])
    assert figures(found)["rights_aid_workstations", 2024] == 84
    said = sentences(found)
    assert "第 2—3 行在文件中是隐藏的" in said
    assert "这些列在文件中是隐藏的，仍与其他列一样读取：C“2024年”" in said
    cities = checked({"分市": CITIES}, unseen_rows=[4, 9], unseen_columns=["D"])
    assert "第 4 行在文件中是隐藏的" in sentences(cities), "row 9 holds nothing"
    assert "columns_unseen" not in [kind for _, kind in kinds(cities)]


def test_a_file_is_of_the_plan_of_which_most_targets_are_named():
    """Both national plans name high-value patents; the trade in royalties is of one alone."""
    rows = [["全国主要指标", None, None, None], HEAD]
    rows += [["每万人口高价值发明专利拥有量", "件/万人", 14, 16], ["知识产权使用费年进出口总额", "亿元", 3_700, 3_900]]
    found = intake.check(workbook({"表": rows}), "表.xlsx", "observations")
    assert set(found.rows["area"]) == {"100000"}
    assert found.rows["measure"].n_unique() == 2


def test_a_table_of_another_areas_plan_says_which_plan_its_targets_are_of():
    rows = [
        HEAD,
        ["知识产权使用费年进出口总额", "亿元", 3_700, 3_900],
        ["知识产权质押融资登记金额", "亿元", 8_540, 9_000],
    ]
    content = workbook({"表": rows})
    with pytest.raises(Trouble) as told:
        intake.check(content, "表.xlsx", "observations")
    assert told.value.key == "intake_yearly_other_area"
    assert "国家“十四五”知识产权规划" in language.words("zh").trouble(told.value)


def test_a_sheet_a_year_is_read_together():
    sheets = {str(year): [[*HEAD[:2], f"{year}年"], [*STATIONS[:2], year - 1930]] for year in (2024, 2025)}
    assert figures(checked(sheets)) == {("rights_aid_workstations", 2024): 94, ("rights_aid_workstations", 2025): 95}


def test_one_goal_on_two_sheets_with_different_values_is_a_fault_that_names_both():
    found = checked({"甲": [HEAD, STATIONS, MARKS], "乙": [HEAD, [*STATIONS[:3], 106], AGENCIES]})
    assert rules(found) == [(2, "甲!2025", "figure_twice"), (2, "乙!2025", "figure_twice")]
    assert found.faults["hint"].unique().to_list() == ["甲!2、乙!2"]


def test_the_same_value_on_two_sheets_counts_once():
    found = checked({"甲": [HEAD, STATIONS, MARKS], "乙": [HEAD, STATIONS, AGENCIES]})
    assert (rules(found), found.rows.height) == ([], 6)


def test_a_hidden_sheet_is_not_read_where_another_is_seen_and_that_is_said():
    found = checked({"旧": [HEAD, [*STATIONS[:2], 1, 2]], "新": [HEAD, STATIONS]}, hidden=["旧"])
    assert figures(found)["rights_aid_workstations", 2025] == 105
    assert ("旧", "sheet_hidden") in [(place, one.kind) for _, place, one in found.questions]


def test_a_table_that_is_hidden_alone_is_refused_by_its_name():
    content = workbook({"说明": [["请看"]], "旧": [HEAD, STATIONS, MARKS]}, hidden=["旧"])
    with pytest.raises(Trouble) as told:
        intake.check(content, "表.xlsx", "observations")
    assert told.value.key == "intake_hidden_sheet"


def test_a_sheet_without_a_yearly_table_is_named():
    found = checked({"表": [HEAD, STATIONS], "说明": [["填表说明"]]})
    assert ("说明", "sheet_no_yearly") in [(place, one.kind) for _, place, one in found.questions]


@each(
    "rows, kind",
    [
        ([["指标", "单位", "数"], STATIONS[:3], MARKS[:3]], "intake_yearly_no_years"),
        ([HEAD, STATIONS, MARKS, *[[f"其他工作{number}", "项", 1, 2] for number in range(3)]], "intake_yearly_few"),
        ([["指标", "单位", "2024年目标", "2025年目标"], STATIONS, MARKS], "intake_yearly_no_actual"),
        ([["年份", STATIONS[0], MARKS[0]], ["2024", 84, 1], ["2025", 105, 2]], "intake_yearly_across"),
    ],
)
def test_a_file_that_is_nearly_a_yearly_table_is_told_why_it_is_none(rows, kind):
    """Whether somebody chose the table or it is recognised, the reason is the same."""
    content = pasted(*rows)
    with pytest.raises(Trouble) as told:
        intake.check(content, "a", intake.recognise(content, "a") or "")
    with pytest.raises(Trouble) as chosen:
        intake.check(content, "a", "observations")
    assert (told.value.key, chosen.value.key) == (kind, kind)


def test_a_table_of_one_year_is_read():
    found = intake.check(pasted(["指标名称", "单位", "2025年"], STATIONS[:3]), "a", "observations")
    assert figures(found) == {("rights_aid_workstations", 2025): 84}
