"""A table of cities is read by city and year; its total is held against its rows, and who is no city is named."""

import io

import openpyxl

from explorer.pipeline import intake
from tests.support.cases import each
from tests.support.yearly_tables import pasted

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
    return [(row, one.kind) for row, _, one in found.questions if one.kind not in ("converted", "name_loose")]


def test_each_city_has_its_figures_in_the_unit_of_the_indicator():
    rows = checked(*ROWS, TOTAL).rows.select("area", "measure", "period", "value").rows()
    found = {(area, measure, day.year): value for area, measure, day, value in rows}
    assert found["210100", "trademarks_in_force", 2025] == 256_000
    assert found["210200", "trademarks_in_force", 2024] == 201_000
    assert found["210200", "rights_aid_workstations", 2025] == 20
    assert {area for area, _, _ in found} == {"210100", "210200"}


def test_who_is_no_city_is_named_and_not_read():
    assert (6, "row_unread") in kinds(checked(*ROWS, TOTAL))


@each("total, asked", [([74.3, 81.2, 84, 105], ["total_held"]), ([74.3, 81.2, 84, 115], ["total_differs"])])
def test_a_total_that_its_rows_do_not_add_up_to_is_asked_about(total, asked):
    found = kinds(checked(*ROWS, ["合计", *total]))
    assert [kind for row, kind in found if row == 7] == asked


def test_a_total_without_numbers_is_told_as_such():
    assert (7, "total_unread") in kinds(checked(*ROWS, ["合计", None, None, None, None]))


def test_a_unit_is_told_once_for_its_column_not_once_for_each_city():
    found = checked(*ROWS, TOTAL)
    assert [(row, goal) for row, goal, one in found.questions if one.kind == "converted"] == [(0, "5 商标有效注册量")]


def test_the_columns_of_what_was_planned_are_left_out_of_each_goals_own():
    top = [
        ["地区", "商标有效注册量", None, "知识产权维权援助工作站", None],
        [None, "2025年计划", "2025年完成", "2025年目标", "2025年"],
    ]
    found = intake.check(pasted(*top, ["沈阳", 1, 2, 3, 4], ["大连", 5, 6, 7, 8]), "分市", "observations")
    values = {(area, measure): value for area, measure, value in found.rows.select("area", "measure", "value").rows()}
    assert values["210100", "trademarks_in_force"] == 2
    assert values["210200", "rights_aid_workstations"] == 8
    assert [one.kind for _, _, one in found.questions].count("columns_not_reached") == 2


def test_a_heading_that_is_no_goals_is_named_and_a_near_one_asked_about():
    top = [
        ["地区", "维权援助工作站（家）", None, "专利商标质押融资额", None],
        [None, "2024年", "2025年", "2024年", "2025年"],
    ]
    found = intake.check(pasted(*top, ["沈阳", 1, 2, 3, 4], ["大连", 5, 6, 7, 8]), "分市", "observations")
    assert found.rows["measure"].unique().to_list() == ["rights_aid_workstations"]
    assert {"name_loose", "row_of_another"} <= {one.kind for _, _, one in found.questions}


def test_a_city_twice_with_different_values_is_a_fault_of_both_rows():
    found = checked(*ROWS, ["沈阳市", 23.4, 26, 19, 24])
    assert {(row, rule) for row, rule in found.faults.select("row", "rule").rows()} == {
        (4, "figure_twice"),
        (7, "figure_twice"),
    }


@each("name, code", [("沈抚新区", "21SF00"), ("沈抚示范区", "21SF00"), ("辽宁省沈阳市", "210100"), ("大连", "210200")])
def test_a_city_is_known_by_what_the_profile_and_lists_call_it(name, code):
    other = "鞍山市"
    assert set(checked([name, 1, 2, 3, 4], [other, 1, 2, 3, 4]).rows["area"]) == {code, "210300"}


@each("name", ["合计", "全省", "辽宁省", "全省合计"])
def test_a_total_may_stand_above_its_rows_under_any_of_its_names(name):
    found = kinds(checked([name, 43.5, 47.6, 35, 99], *ROWS[:2]))
    assert found == [(4, "total_differs")]


def test_with_every_city_the_total_is_held_against_what_the_release_adds_up():
    """The cities and the zone: what else a table lists is no part of the province's sum."""
    cities = [[name, 1, 1, 1, 1] for name in CITIES]
    assert kinds(checked(*cities, ["沈抚新区", 1, 1, 1, 1], ["合计", 15, 15, 15, 15])) == [(19, "total_held")]
    found = checked(*cities, ["其他", 1, 1, 1, 1], ["合计", 15, 15, 15, 15])
    assert [kind for _, kind in kinds(found)] == ["row_unread", *["total_differs"] * 4]


def test_the_total_is_no_figure_of_the_province():
    assert "210000" not in checked(*ROWS, TOTAL).rows["area"].to_list()
