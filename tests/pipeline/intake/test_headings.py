"""Which row is the heading, and which column is which."""

import pytest

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.pipeline import intake
from explorer.pipeline.intake import fields, headings
from explorer.pipeline.intake.readers import detect
from explorer.pipeline.intake.values.cells import folded
from tests.support.cases import each
from tests.support.intake_files import delimited, workbooks

NEEDED = ("注册号", "商标名称", "市", "尼斯分类", "注册日期")
ROW = ("1", "甲", "沈阳", "9", "2023-03-09")


def check(*rows, table="trademarks"):
    return intake.check(delimited(rows), "a.csv", table)


def refused(content, table="trademarks"):
    with pytest.raises(Trouble) as caught:
        intake.check(content, "a", table)
    return caught.value


@pytest.mark.parametrize(
    "heading",
    [
        NEEDED,
        ("registration_no", "name", "city", "nice_class", "registered_on"),
        ("Registration No.", "Name of the mark", "City", "Nice class", "Registered on"),
        ("＊注 册 号", "商标名称：", "所在市（必填）", "国际分类[类]", "注册日期(年/月/日)"),
    ],
)
def test_a_heading_in_any_of_its_spellings(heading):
    assert check(heading, ROW).faults.is_empty()


def test_columns_in_any_order_come_out_in_the_releases():
    checked = check(NEEDED[::-1], ROW[::-1])
    assert checked.rows.row(0, named=True)["registration_no"] == "1"
    assert checked.rows.columns == [field.slug for field in intake.TABLES["trademarks"].fields]


def test_a_column_nobody_knows_is_told_of_once_and_harms_nothing():
    checked = check((*NEEDED, "", "代理机构"), (*ROW, "附言", "某所"))
    assert checked.unread == ("代理机构", "(6)")
    assert checked.faults.is_empty()


def test_no_heading_within_forty_rows():
    assert refused(delimited([("甲", "乙"), ("丙", "丁")])).key == "intake_no_heading"
    assert refused(delimited([("标题",)] * 40 + [NEEDED, ROW])).key == "intake_no_heading"
    assert intake.check(delimited([("标题",)] * 39 + [NEEDED, ROW]), "a", "trademarks").records == 1


def test_a_needed_column_that_is_missing_is_named_with_the_headings_row():
    trouble = refused(delimited([("登记簿",), NEEDED[:-1], ROW[:-1]]))
    assert trouble.key == "intake_column_missing"
    assert trouble.values["row"] == 2
    assert trouble.values["missing"] == "注册日期 (registered_on)"


def test_two_columns_with_one_meaning():
    trouble = refused(delimited([(*NEEDED, "注册日"), (*ROW, "2023-03-10")]))
    assert trouble.key == "intake_column_twice"
    assert (trouble.values["first"], trouble.values["second"]) == ("注册日期", "注册日")
    assert (trouble.values["first_at"], trouble.values["second_at"], trouble.values["row"]) == ("E", "F", 2)


def test_a_second_column_that_only_repeats_the_first_harms_nothing():
    heading, days = (*NEEDED, "注册公告日期"), ("2023-03-09", "", " 2023-03-09")
    checked = check(heading, *((str(number), *ROW[1:], day) for number, day in enumerate(days)))
    assert checked.faults.is_empty()
    assert checked.records == 3
    numbers = ("申请号", "专利号", "专利名称", "专利类型", "市", "申请日")
    row = ("202110123456.7", "ZL202110123456", "甲", "发明", "沈阳", "2021-02-09")
    assert check(numbers, row, table="patents").rows["application_no"].to_list() == ["2021101234567"]


def test_columns_are_called_as_a_spreadsheet_calls_them():
    assert [headings.letters(place) for place in (0, 25, 26, 51, 52, 701)] == ["A", "Z", "AA", "AZ", "BA", "ZZ"]


# As the files of a provincial office are headed: exports of the business systems, ledgers, lists of the cities.
USED = {
    "trademarks": [
        ("序号", "申请/注册号", "商标名称", "国际分类号", "注册人名称", "所在地市", "注册公告日期", "专用权截止日期"),
        ("注册号", "商标", "类别", "申请人名称", "注册人所在市", "所属区县", "注册日期"),
    ],
    "patents": [
        (
            "专利号",
            "专利名称",
            "专利类型",
            "第一专利权人",
            "第一申请人地址",
            "所属地市",
            "申请日",
            "授权公告日",
            "IPC主分类号",
        ),
        ("申请号（专利号）", "发明名称", "类型", "第一申请人", "地市", "县（市、区）", "申请日期", "授权日"),
    ],
    "patent_events": [("登记编号", "专利号", "业务类型", "登记日期", "质押金额（万元）", "业务所在市", "质押合同编号")],
    "geographical_indications": [("编号", "产品名称", "保护类型", "所在地市", "保护范围", "公告号", "批准公告日期")],
    "service_network": [("机构编号", "机构名称", "机构类型", "机构级别", "所在地", "认定时间", "联系电话")],
    "observations": [("指标名称", "地区", "统计年度", "指标值", "计量单位", "备注")],
    "city_goals": [("序号", "目标名称", "地市", "分解目标（件）", "下达时间", "下达文号")],
}


@each("table, heading", [(table, one) for table, many in USED.items() for one in many])
def test_the_headings_of_the_offices_own_files_are_known(table, heading):
    assert intake.recognise(delimited([heading, ["x"] * len(heading)]), "a") == table
    (known,) = headings.find(detect.sheets(delimited([heading]), "a"), intake.TABLES[table], "a")
    assert set(known.unread) <= {"序号", "第一申请人地址", "保护范围", "联系电话"}
    assert not known.again


def test_a_heading_over_two_rows_is_read_where_both_together_name_more():
    upper, lower = ("序号", "商标信息", "", "", "所在地市", "注册日期"), ("", "注册号", "商标名称", "国际分类", "", "")
    rows = [("注册商标明细表",), upper, lower, ("1", "1", "甲", "9", "沈阳", "2023-03-09"), ("合计",)]
    checked = check(*rows)
    assert checked.rows["registration_no"].to_list() == ["1"]
    assert checked.faults.is_empty()
    assert [(row, one.kind) for row, _, one in checked.questions] == [(5, "total_unread")]
    assert check(NEEDED, ROW).records == 1, "a row below a whole heading is a record"
    assert check(NEEDED, ("1", "", "", "", "")).faults["row"].to_list() == [2], "also one that lacks most"


def test_a_heading_that_comes_again_on_every_page_is_one_fault():
    checked = check(NEEDED, ROW, NEEDED, ("2", *ROW[1:]))
    assert checked.faults.select("row", "rule").rows() == [(3, "heading_again")]
    assert checked.rows.height == 2


def test_years_side_by_side_are_told_as_such():
    across = delimited([("指标", "单位", "2022年", "2023年", "2024"), ("甲", "件", "1", "2", "3")])
    assert intake.recognise(across, "a") == "observations", "so that it can be said"
    trouble = refused(across, "observations")
    assert (trouble.key, trouble.values["years"]) == ("intake_years_across", "2022年, 2023年, 2024")


def test_a_heading_without_rows():
    assert refused(delimited([NEEDED])).key == "intake_no_rows"
    assert refused(delimited([NEEDED, (" ", "", "　")])).key == "intake_no_rows"


EVENT = ("事件编号", "申请号", "市", "事件类型", "发生日期")
PLEDGE = ("E1", "2021101234567", "沈阳", "质押", "2023-05-16")


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("金额", "intake_unit_unsaid"),
        ("质押金额", "intake_unit_unsaid"),
        ("金额（元）", "intake_unit_differs"),
        ("金额（亿元）", "intake_unit_differs"),
    ],
)
def test_an_amount_says_its_unit_in_its_heading(heading, key):
    assert refused(delimited([(*EVENT, heading), (*PLEDGE, "500")]), "patent_events").key == key


@each("heading", ["金额（万元）", "金额(单位：万元)", "amount", "Amount (万元)", "Amount (10,000 yuan)"])
def test_an_amount_in_the_right_unit_is_taken(heading):
    assert check((*EVENT, heading), (*PLEDGE, "500"), table="patent_events").rows["amount"].to_list() == [500.0]


def test_one_sheet_of_several_is_read_where_only_one_holds_the_table():
    book = workbooks({"说明": [("填写说明",), ("注册号", "必填")], "数据": [NEEDED, ROW], "空": []})
    checked = intake.check(book, "a", "trademarks")
    assert (checked.sheet, checked.records) == ("数据", 1)


def test_a_text_that_holds_the_table_by_two_separators_is_refused():
    twice = "注册号,商标名称,市,尼斯分类,注册日期,x;注册号;商标名称;市;尼斯分类;注册日期\n1\n"
    assert refused(twice.encode()).key == "intake_two_separators"


def test_a_hidden_sheet_is_not_read_and_where_the_table_stands_in_it_alone_that_is_said():
    book = {"数据": [NEEDED, ROW], "去年": [NEEDED, ROW, ROW]}
    assert intake.check(workbooks(book, hidden=["去年"]), "a", "trademarks").records == 1
    book["数据"] = [("说明",)]
    trouble = refused(workbooks(book, hidden=["去年"]))
    assert (trouble.key, trouble.values["sheet"]) == ("intake_hidden_sheet", "去年")
    assert intake.recognise(workbooks(book, hidden=["去年"]), "a") == "trademarks", "so that it can be said"


def test_a_list_without_numbers_is_known_and_needs_none():
    stations = delimited(
        [("序号", "机构名称", "机构类型", "机构级别", "所在地"), ("1", "甲", "指导站", "市级", "沈阳")]
    )
    assert intake.recognise(stations, "a") == "service_network"
    assert intake.check(stations, "a", "service_network").faults.is_empty()


def test_of_two_tables_that_a_heading_fits_it_is_the_one_whose_kinds_the_sheet_names():
    rows = [("名称", "市", "类型"), ("甲", "沈阳", "指导站")]
    assert intake.recognise(workbooks({"指导站": rows}), "a") == "service_network"
    assert intake.recognise(workbooks({"地标": rows}), "a") == "geographical_indications", "as before"


@each("table", intake.TABLES)
@each("code", language.LANGUAGES)
def test_a_table_is_recognised_by_its_own_headings(table, code):
    heading = [field.label(language.words(code)) for field in intake.TABLES[table].fields]
    assert intake.recognise(delimited([heading, ["x"] * len(heading)]), "a") == table
    slugs = [field.slug for field in intake.TABLES[table].fields]
    assert intake.recognise(delimited([slugs]), "a") == table


def test_what_is_no_table_is_not_recognised():
    assert intake.recognise(delimited([("甲", "乙")]), "a") is None
    assert intake.recognise(delimited([("编号", "名称", "类型", "级别", "市")]), "a") == "service_network"


@each("table", fields.TABLES.values())
def test_no_spelling_of_a_heading_means_two_columns(table):
    meant = {}
    for field in table.fields:
        labels = [field.said("field", language.words(code)) for code in language.LANGUAGES]
        for name in {folded(name) for name in (field.slug, *labels, *field.names)}:
            assert meant.setdefault(name, field.slug) == field.slug, name
    assert headings.spellings(table.slug) == meant
