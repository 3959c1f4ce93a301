"""A table of cities is read by city and year; its total is held against its rows, and who is no city is named."""

import io

import openpyxl
import polars as pl

from explorer.core import language
from explorer.pipeline import intake
from tests.support.cases import each
from tests.support.intake_files import workbook

TOP = [
    ["各市主要指标情况表"],
    ["地区", "商标有效注册量（万件）", None, "维权援助工作站（家）", None],
    [None, "2024年", "2025年", "2024年", "2025年"],
]
ROWS = [
    ["沈阳市", 23.4, 25.6, 19, 24],
    ["大 连", 20.1, 22, 16, 20],
    ["其他市", 30.8, 33.6, 49, 61],
]
CITIES = (
    *("沈阳", "大连", "鞍山", "抚顺", "本溪", "丹东", "锦州"),
    *("营口", "阜新", "辽阳", "盘锦", "铁岭", "朝阳", "葫芦岛"),
)
TOTAL = ["合计", 74.3, 81.2, 84, 105]


def checked(*rows):
    book = openpyxl.Workbook()
    for row in (*TOP, *rows):
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return intake.check(made.getvalue(), "分市.xlsx", "observations")


def kinds(found) -> list[tuple[int, str]]:
    return [(row, one.kind) for row, _, one in found.questions if one.kind != "converted"]


def test_each_city_has_its_figures_in_the_unit_of_the_indicator():
    rows = checked(*ROWS, TOTAL).rows.select("area", "measure", "period", "value").rows()
    found = {(area, measure, day.year): value for area, measure, day, value in rows}
    assert found["210100", "trademarks_in_force", 2025] == 256_000
    assert found["210200", "trademarks_in_force", 2024] == 201_000
    assert found["210200", "rights_aid_workstations", 2025] == 20
    assert {area for area, _, _ in found} == {"210100", "210200"}


def test_who_is_no_city_is_named_and_not_read():
    assert kinds(checked(*ROWS, TOTAL)) == [(6, "row_unread")]


@each("total, asked", [([74.3, 81.2, 84, 105], []), ([74.3, 81.2, 84, 115], ["total_differs"])])
def test_a_total_that_its_rows_do_not_add_up_to_is_asked_about(total, asked):
    found = kinds(checked(*ROWS, ["合计", *total]))
    assert [kind for row, kind in found if row == 7] == asked


def test_a_city_twice_with_other_values_is_a_fault_of_both_rows_and_names_the_other():
    found = checked(*ROWS, ["沈阳", 23.4, 26, 19, 24])
    assert found.faults.select("row", "column", "value", "rule", "hint").rows() == [
        (4, "2025", "25.6", "city_twice", "7"),
        (7, "2025", "26", "city_twice", "4"),
    ]
    said = intake.said(found.faults, language.words("en"))["What to do"].to_list()
    assert said[0] == "Compare it with row 7 and keep the one that is right."


def test_a_row_that_says_the_same_again_is_named_and_counts_once():
    found = checked(*ROWS, ROWS[0], TOTAL)
    assert found.faults.is_empty()
    assert kinds(found) == [(6, "row_unread"), (7, "row_unread")]
    assert found.rows.filter(pl.col("area") == "210100").height == 4


def test_a_second_row_of_a_city_may_hold_its_other_years():
    found = checked(["沈阳市", 23.4, None, 19, None], ["沈阳", None, 25.6, None, 24], ["大连", 1, 1, 1, 1])
    assert found.faults.is_empty()
    assert found.rows.filter(pl.col("area") == "210100").height == 4


def test_a_group_of_columns_under_an_unknown_heading_and_a_column_beside_the_years_are_told():
    head = [
        ["序号", "地区", "维权援助工作站（家）", None, "维权骑手（人）", None, "备注"],
        [None, None, "2024年", "2025年", "2024年", "2025年", None],
    ]
    rows = [[1, "沈阳市", 19, 24, 3, 4, "快报"], [2, "大连市", 16, 20, 5, 6, None]]
    found = intake.check(workbook([*head, *rows]), "分市.xlsx", "observations")
    assert found.unread == ("维权骑手（人）", "备注")
    assert found.rows.height == 4


@each("name, code", [("沈抚新区", "21SF00"), ("沈抚示范区", "21SF00"), ("辽宁省沈阳市", "210100"), ("大连", "210200")])
def test_a_city_is_known_by_what_the_profile_and_lists_call_it(name, code):
    other = "鞍山市"
    assert set(checked([name, 1, 2, 3, 4], [other, 1, 2, 3, 4]).rows["area"]) == {code, "210300"}


@each("name", ["合计", "全省", "本省", "辽宁省", "全省合计"])
def test_a_total_may_stand_above_its_rows_under_any_of_its_names(name):
    found = kinds(checked([name, 43.5, 47.6, 35, 99], *ROWS[:2]))
    assert found == [(4, "total_differs")]


def test_with_every_city_the_total_is_held_against_what_the_release_adds_up():
    """The cities and the zone: what else a table lists is no part of the province's sum."""
    cities = [[name, 1, 1, 1, 1] for name in CITIES]
    assert kinds(checked(*cities, ["沈抚新区", 1, 1, 1, 1], ["合计", 15, 15, 15, 15])) == []
    found = checked(*cities, ["其他", 1, 1, 1, 1], ["合计", 15, 15, 15, 15])
    assert [kind for _, kind in kinds(found)] == ["row_unread", *["total_differs"] * 4]


def test_the_total_is_no_figure_of_the_province():
    assert "210000" not in checked(*ROWS, TOTAL).rows["area"].to_list()
