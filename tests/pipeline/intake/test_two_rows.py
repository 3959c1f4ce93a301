"""Headings over two rows: a group says what the columns below it are of."""

from explorer.pipeline import intake
from explorer.pipeline.intake import two_rows
from tests.support.intake_files import delimited

UPPER = ("注册号", "商标名称", "地区", "", "尼斯分类", "权利人", "", "商标类型", "日期", "")
LOWER = ("", "", "市", "县（市、区）", "", "名称", "类别", "", "注册", "专用权届满日")
ROW = ("12345678", "蓝天", "沈阳市", "和平区", "9", "某公司", "企业", "普通商标", "2015-03-09", "2025-03-08")


def test_a_column_is_called_by_its_group_where_that_makes_it_known():
    checked = intake.check(delimited((UPPER, LOWER, ROW)), "a.csv", "trademarks")
    assert checked.faults.is_empty()
    (row,) = checked.rows.select("nice_class", "holder", "holder_type", "name", "county").rows()
    assert row == (9, "某公司", "enterprise", "蓝天", "210102")
    (days,) = checked.rows.select("registered_on", "expires_on").rows()
    assert [day.isoformat() for day in days] == ["2015-03-09", "2025-03-08"]
    assert checked.unread == ()


def test_a_fault_below_a_group_is_told_by_both_rows():
    checked = intake.check(delimited((UPPER, LOWER, (*ROW[:8], "去年", ROW[9]))), "a.csv", "trademarks")
    assert checked.faults.select("row", "column", "rule").rows() == [(3, "注册日期", "not_a_day")]


def test_a_group_ends_at_a_cell_with_nothing_below_and_at_the_next_group():
    upper, lower = ("a", "", "b", "", "c", ""), ("x", "y", "", "x", "x", "")
    known = {"ax", "ay", "bx", "cx"}.__contains__
    assert two_rows.over(upper, lower, known) == ("ax", "ay", "b", "x", "cx", "")


def test_the_lower_cell_stands_alone_where_the_group_adds_nothing_known():
    assert two_rows.over(("地区", ""), ("市", "县"), {"市"}.__contains__) == ("市", "县")
