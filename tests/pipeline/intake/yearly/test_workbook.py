"""Every sheet of a workbook that holds a yearly table is read, together; every other is named."""

import pytest

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
