"""A row a county and columns of √: each √ is a unit, × and nothing bring nothing, anything else is a fault."""

import pytest

from explorer.core.errors import Trouble
from explorer.pipeline import intake
from tests.support.intake_files import TODAY, workbook

STATION, WORKSTATION = "trademark_guidance_station", "rights_aid_workstation"


def check(*rows):
    return intake.check(workbook(rows), "一览.xlsx", "service_network", today=TODAY)


def asked(found, kind):
    return [(row, where, dict(one.blanks)) for row, where, one in found.questions if one.kind == kind]


def test_one_column_of_ticks_is_of_the_kind_that_the_title_names():
    found = check(
        ("各县（市、区）商标品牌指导站建设情况",),
        ("序号", "市", "县（市、区）", "是否建站", "建站时间", "站点名称"),
        (1, "沈阳市", "和平区", "√", "2022年2月", "和平站"),
        (2, "沈阳市", "沈河区", "×", "", ""),
        (3, "鞍山市", "铁西区", "√", "2023年3月", ""),
    )
    assert found.faults.is_empty()
    assert found.rows.select("name_zh", "kind", "county").rows() == [
        ("和平站", STATION, "210102"),
        ("铁西区商标品牌指导站", STATION, "210303"),
    ]
    assert asked(found, "ticked") == [(0, "是否建站", {"yes": 2, "no": 1})]
    assert asked(found, "names_made")[0][2] == {"count": 1}


def test_several_columns_are_of_the_kinds_above_them_and_a_group_may_stand_over_these():
    found = check(
        ("序号", "市", "县区", "建设的网点", ""),
        ("", "", "", "商标品牌指导站", "维权援助工作站"),
        (1, "沈阳", "和平区", "✓", "有"),
        (2, "沈阳", "沈河区", "否", "是"),
        (3, "大连", "西岗区", "", "0"),
        ("合计", "", "", 1, 3),
    )
    assert found.faults.is_empty()
    assert sorted(found.rows.select("kind", "county").rows()) == [
        (WORKSTATION, "210102"),
        (WORKSTATION, "210103"),
        (STATION, "210102"),
    ]
    assert asked(found, "total_differs_rows") == [(6, "维权援助工作站", {"total": "3", "counted": "2"})]


def test_a_row_may_be_a_city():
    found = check(("市", "商标品牌指导站"), ("沈阳市", "√"), ("大连市", "×"))
    assert found.rows.select("name_zh", "city", "county").rows() == [("沈阳市商标品牌指导站", "210100", None)]


def test_what_is_no_mark_is_a_fault_at_its_cell_and_stops_the_row():
    found = check(("市", "县区", "指导站", "工作站"), ("沈阳", "和平区", "√", "3"), ("沈阳", "沈河区", "在建", "√"))
    assert found.faults.select("row", "column", "value", "rule").rows() == [
        (2, "工作站", "3", "not_a_tick"),
        (3, "指导站", "在建", "not_a_tick"),
    ]
    assert found.rows.is_empty()


def test_a_circle_is_a_tick_only_where_the_column_has_no_other():
    heading = ("市", "县区", "指导站")
    assert check(heading, ("沈阳", "和平区", "○"), ("沈阳", "沈河区", "")).rows["county"].to_list() == ["210102"]
    planned = check(heading, ("沈阳", "和平区", "○"), ("沈阳", "沈河区", "√"))
    assert planned.faults.select("row", "rule").rows() == [(2, "not_a_tick")]


def test_a_row_without_a_tick_that_has_a_name_is_told_of():
    found = check(
        ("市", "县区", "指导站", "名称"), ("沈阳", "和平区", "×", "和平站"), ("沈阳", "沈河区", "√", "沈河站")
    )
    assert asked(found, "unticked_filled") == [(2, "", {})]
    assert found.rows["name_zh"].to_list() == ["沈河站"]


def test_a_county_that_does_not_exist_is_a_fault_once_for_all_its_ticks():
    found = check(("市", "县区", "指导站", "工作站"), ("沈阳", "火星区", "√", "√"))
    assert found.faults.select("row", "column", "rule").rows() == [(2, "县区", "unknown_option")]


@pytest.mark.parametrize(
    "heading", [("市", "县区", "是否建站", "是否设站"), ("市", "县区", "指导站", "商标品牌指导站")]
)
def test_columns_that_nothing_tells_apart_are_named(heading):
    with pytest.raises(Trouble) as caught:
        check(("指导站一览",), heading, ("沈阳", "和平区", "√", "√"))
    assert caught.value.key == "intake_ticks_alike"
    assert caught.value.values["columns"] == "、".join(heading[2:])


def test_a_column_that_asks_whether_there_is_one_may_stand_beside_one_of_kinds():
    heading = ("市", "县区", "名称", "类型", "是否建站")
    found = check(heading, ("沈阳", "和平区", "甲", "指导站", "√"), ("沈阳", "沈河区", "乙", "工作站", "×"))
    assert found.rows.select("name_zh", "kind").rows() == [("甲", STATION)]


def test_a_column_that_could_ask_and_has_no_mark_at_all_holds_something_else():
    found = check(
        ("市", "名称", "类型", "建设情况"), ("沈阳", "甲", "指导站", "运行良好"), ("沈阳", "乙", "工作站", "")
    )
    assert (found.faults.height, found.rows.height, found.unread) == (0, 2, ("建设情况",))


def test_the_number_of_a_row_with_several_ticks_is_not_that_of_each():
    found = check(("编号", "市", "指导站", "工作站"), ("A-7", "沈阳", "√", "√"))
    assert found.faults.is_empty()
    assert found.rows["unit_no"].n_unique() == 2


def test_indications_may_be_kept_with_a_tick_for_each_kind_of_protection():
    rows = [("产品名称", "所在市", "地理标志保护产品", "证明商标"), ("米", "沈阳", "√", "√"), ("酒", "大连", "", "√")]
    found = intake.check(workbook(rows), "a", "geographical_indications", today=TODAY)
    assert sorted(found.rows.select("name_zh", "kind").rows()) == [
        ("米", "certification_mark"),
        ("米", "protected_product"),
        ("酒", "certification_mark"),
    ]
