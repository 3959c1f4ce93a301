"""Several sheets of one table are read together, and every other that somebody can see is named."""

from explorer.core import language
from explorer.pipeline import intake
from tests.support.intake_files import TODAY, filled, workbooks

HEADING = ("序号", "名称", "市", "县（市、区）")
UNITS = {
    "商标品牌指导站": [HEADING, (1, "甲", "沈阳", "和平区")],
    "维权援助工作站": [HEADING, (1, "甲", "沈阳", ""), (2, "乙", "大连", "")],
}
MARKS = [("注册号", "商标名称", "市", "尼斯分类", "注册日期"), ("1", "甲", "沈阳", "9", "2023-03-09")]


def check(sheets, table="service_network", **settings):
    return intake.check(workbooks(sheets, **settings), "名单.xlsx", table, today=TODAY)


def told(found):
    return [(where, one.kind, dict(one.blanks)) for _, where, one in found.questions if one.kind.startswith("sheet")]


def test_each_sheet_is_of_its_own_kind_and_how_many_rows_each_has_is_told():
    found = check(UNITS)
    assert found.rows.select("name_zh", "kind").rows() == [
        ("甲", "trademark_guidance_station"),
        ("甲", "rights_aid_workstation"),
        ("乙", "rights_aid_workstation"),
    ]
    assert (found.sheet, found.records) == ("商标品牌指导站、维权援助工作站", 3)
    assert told(found) == [("", "sheets_together", {"sheets": "商标品牌指导站 1、维权援助工作站 2"})]


def test_a_fault_names_the_sheet_it_stands_on():
    sheets = UNITS | {"商标品牌指导站": [HEADING, (1, "甲", "火星", "")]}
    assert check(sheets).faults.select("row", "column", "rule").rows() == [(2, "商标品牌指导站!市", "unknown_option")]


def test_a_register_in_several_sheets_is_one_and_a_number_on_two_of_them_is_a_fault_of_both():
    found = check({"一季度": MARKS, "二季度": [MARKS[0], ("2", *MARKS[1][1:])]}, "trademarks")
    assert found.rows["registration_no"].to_list() == ["1", "2"]
    twice = check({"一季度": MARKS, "二季度": MARKS}, "trademarks")
    assert twice.faults.select("row", "column", "rule", "hint").rows() == [
        (2, "一季度!注册号", "twice", "一季度!2, 二季度!2"),
        (2, "二季度!注册号", "twice", "一季度!2, 二季度!2"),
    ]


def test_a_sheet_of_another_table_or_of_none_is_named_and_a_hidden_or_empty_one_is_not():
    sheets = {**UNITS, "商标": MARKS, "说明": [("随便",)], "空": [], "去年": UNITS["商标品牌指导站"]}
    found = check(sheets, hidden=["去年"])
    assert found.records == 3
    assert told(found)[1:] == [("商标", "sheet_of_another", {"table": "trademarks"}), ("说明", "sheet_unread", {})]
    words = language.words("zh")
    assert "“商标”" in " ".join(intake.asked(found.questions, found.table, words)[words("intake.question")])


def test_a_templates_guide_and_options_are_not_told_of():
    for code in language.LANGUAGES:
        content = filled("service_network", language.words(code))
        found = intake.check(content, "a", "service_network", today=TODAY)
        assert told(found) == []
