"""Clean rows with the values a careful clerk would write down, and rows of which nothing is lost."""

import datetime as dt
import io
from contextlib import suppress

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from polars.testing import assert_frame_equal

from explorer.core import inputs
from explorer.core.errors import Trouble
from explorer.pipeline import intake
from explorer.pipeline.build import assemble
from explorer.pipeline.simulation import real_records
from tests.support.intake_files import (
    EXAMPLES,
    OBSERVATIONS,
    PATENT_EVENTS,
    TODAY,
    TRADEMARKS,
    delimited,
    made,
    whole,
    workbook,
)
from tests.support.tiny_release import CITIES

DAY = dt.date.fromisoformat


def clean(example, form="utf-8"):
    return intake.check(made(form, whole(example, example.rows)), "a", example.table, today=TODAY).rows


@pytest.mark.parametrize("form", ["utf-8", "xlsx"])
def test_untidy_marks_come_out_as_a_clerk_would_write_them(form):
    enterprise, person = "enterprise", "individual"
    assert clean(TRADEMARKS, form).rows() == [
        (
            "12345678",
            "辽河",
            "210100",
            "210102",
            9,
            "甲公司",
            enterprise,
            "ordinary",
            DAY("2023-03-09"),
            DAY("2033-03-08"),
            None,
            None,
        ),
        (
            "12345679",
            "无",
            "210200",
            "210202",
            9,
            "张三",
            person,
            "ordinary",
            DAY("2021-03-28"),
            DAY("2031-03-27"),
            None,
            None,
        ),
        (
            "12345680",
            "－Ａ－",
            "210300",
            "210303",
            30,
            "乙公司",
            enterprise,
            "ordinary",
            DAY("2020-01-02"),
            None,
            None,
            None,
        ),
        ("G1234567", "沈水", "210100", "210106", 30, None, None, "certification", DAY("2020-01-02"), None, None, None),
        (
            "12345682",
            "丙,丁",
            "21SF00",
            None,
            5,
            "丙大学",
            "university",
            "collective",
            DAY("2015-06-30"),
            None,
            DAY("2020-01-01"),
            None,
        ),
    ]


def test_untidy_events_come_out_with_their_amounts_in_their_unit():
    rows = clean(PATENT_EVENTS)
    assert rows["amount"].to_list() == [1200.0, 1200.5, None, None, 350.0]
    assert rows["kind"].to_list() == ["pledge", "pledge", "transfer", "overseas_grant", "licence"]
    assert rows["happened_on"].to_list() == [DAY("2023-05-16")] * 5
    assert rows["application_no"].to_list()[1:4] == ["2021101234660", "2021101234586", "202110123468X"]
    assert rows["county"].to_list() == [None, None, "210303", None, None]
    assert rows["office"].to_list() == [None, None, None, "US", "EP"]
    assert rows["project_no"].to_list() == ["P-1", "P-1", None, None, None]


def test_untidy_figures_come_out_with_the_last_day_of_their_period():
    rows = clean(OBSERVATIONS)
    assert rows.select("measure", "area", "frequency", "period", "value", "unit").rows() == [
        ("resident_population", "210100", "A", DAY("2023-12-31"), 920.4, "万人"),
        ("resident_population", "210200", "A", DAY("2023-12-31"), 753.9, "万人"),
        ("trademarks_in_force", "210000", "A", DAY("2024-12-31"), 850000.0, "件"),
        ("trademarks_in_force", "210000", "Q", DAY("2024-06-30"), 860000.0, "件"),
        ("trademarks_in_force", "210106", "M", DAY("2024-06-30"), 12000.0, "件"),
    ]


PATENT = (
    "申请号",
    "专利类型",
    "名称",
    "地市",
    "申请日",
    "授权公告日",
    "失效日期",
    "境外同族",
    "是否预审",
    "战新产业",
    "IPC",
)
ONE = (
    "2021101234567",
    "发明专利",
    "甲法",
    "沈阳",
    "20210209",
    "2023-01-17",
    "",
    "无",
    "经预审",
    "不属于",
    "C 化学、冶金",
)


def patents(*rows):
    return intake.check(delimited([PATENT, *rows]), "a", "patents", today=TODAY)


def test_yes_no_and_none_of_them_are_three_answers():
    row = patents(ONE).rows.row(0, named=True)
    assert (row["overseas_family"], row["pre_examined"], row["industry"], row["ipc_section"]) == (
        False,
        True,
        None,
        "C",
    )
    assert patents((*ONE[:7], "有", "—", "新材料产业", "")).rows.row(0, named=True)["overseas_family"] is True


@pytest.mark.parametrize(
    ("granted", "lapsed", "column"),
    [("2021-02-08", "", "授权公告日"), ("2023-01-17", "2023-01-16", "失效日期"), ("", "2020-01-01", "失效日期")],
)
def test_days_follow_each_other(granted, lapsed, column):
    faults = patents((*ONE[:5], granted, lapsed, *ONE[7:])).faults
    assert faults.select("column", "rule").rows() == [(column, "order")]


def test_the_fault_of_an_order_names_the_earlier_column_as_the_file_does():
    faults = patents((*ONE[:5], "2021-02-08", "", *ONE[7:])).faults
    assert faults["hint"].to_list() == ["申请日"]


def test_a_day_of_today_has_happened_and_one_of_tomorrow_has_not():
    assert patents((*ONE[:5], "2026-09-30", *ONE[6:])).faults.is_empty()
    assert patents((*ONE[:5], "2026-10-01", *ONE[6:])).faults["rule"].to_list() == ["ahead"]


def test_rows_that_share_a_key_are_all_faults_and_name_each_other():
    checked = patents(ONE, (*ONE[:2], "乙法", *ONE[3:]), ("2021101234571", *ONE[1:]))
    assert checked.faults.select("row", "rule", "hint").rows() == [(2, "twice", "2, 3"), (3, "twice", "2, 3")]
    assert checked.rows.height == 1


def test_a_county_without_its_city_cannot_be_told_and_is_no_fault_of_its_own_beside_a_wrong_city():
    heading = ("单位编号", "单位名称", "单位类别", "级别", "市", "区县")
    rows = [
        ("U1", "甲", "指导站", "市级", "", "和平区"),
        ("U2", "乙", "指导站", "市级", "沈羊", "和平区"),
        ("U3", "丙", "优势企业", "国家级", "", ""),
    ]
    faults = intake.check(delimited([heading, *rows]), "a", "service_network").faults
    assert faults.select("row", "column", "rule").rows() == [
        (2, "区县", "county_without_city"),
        (3, "市", "unknown_option"),
    ]


def test_totals_and_notes_below_the_table_are_told_of_and_stop_nothing():
    rows = [*whole(TRADEMARKS, TRADEMARKS.rows), ("", "合计", "5"), ("注：截至九月末",), ("", "填表人：某某")]
    checked = intake.check(delimited(rows), "a", "trademarks", today=TODAY)
    last = len(rows)
    told = [(row, one.kind) for row, _, one in checked.questions]
    assert told == [(last - 2, "total_agrees"), (last - 1, "row_unread"), (last, "row_unread")]
    assert checked.faults.is_empty()
    assert checked.rows.height == checked.records == 5


def test_a_row_among_the_records_that_lacks_most_is_a_fault_where_it_first_says_something():
    heading = ("序号", *TRADEMARKS.heading, "")
    rows = [heading, ("某某", *[""] * 5), *(("1", *row, "") for row in TRADEMARKS.rows[:1])]
    checked = intake.check(delimited(rows), "a", "trademarks", today=TODAY)
    assert checked.faults.select("row", "column", "value", "rule").rows() == [(2, "序号", "某某", "not_a_record")]
    assert checked.rows.height == 1


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.table)
def test_every_row_is_clean_or_a_fault(example):
    rows = [*example.rows, *(tuple("？" for _ in example.heading) for _ in range(3))]
    checked = intake.check(workbook(whole(example, rows)), "a", example.table, today=TODAY)
    assert checked.rows.height + checked.faults["row"].n_unique() == checked.records == len(rows)


def test_a_file_of_nothing_but_faults_has_no_clean_row_but_its_columns():
    checked = patents(("？",) * len(PATENT))
    assert checked.rows.is_empty()
    assert checked.rows.schema == intake.TABLES["patents"].schema()


def test_a_day_the_row_became_known_is_kept_where_the_file_has_it():
    heading = (*TRADEMARKS.heading, "公开日期")
    rows = [(*row, day) for row, day in zip(TRADEMARKS.rows, ("2024-01-05", "", "", "", ""), strict=True)]
    checked = intake.check(delimited([heading, *rows]), "a", "trademarks")
    assert checked.rows["known_on"].to_list() == [DAY("2024-01-05"), None, None, None, None]


def test_an_unknown_table_is_named_with_those_there_are():
    with pytest.raises(Trouble) as caught:
        intake.check(b"a,b", "a", "areas")
    assert caught.value.key == "intake_unknown_table"


CELLS = some.one_of(
    some.text(max_size=8), some.sampled_from([cell for row in TRADEMARKS.rows for cell in map(str, row)])
)


@settings(max_examples=60, deadline=None)
@given(
    some.lists(some.lists(CELLS, max_size=len(TRADEMARKS.heading)), max_size=6),
    some.sampled_from(["utf-8", "utf-16", "gb18030"]),
)
def test_whatever_stands_in_the_cells_each_row_is_clean_or_says_why(rows, encoding):
    with suppress(Trouble, UnicodeEncodeError):
        checked = intake.check(delimited([TRADEMARKS.heading, *rows], encoding), "a", "trademarks")
        assert checked.rows.height + checked.faults["row"].n_unique() == checked.records
        assert set(checked.faults["column"]) <= set(TRADEMARKS.heading) | {f">{len(TRADEMARKS.heading)}"}


NAMED = {
    "geographical_indications": lambda facts: real_records.indications(
        facts["geographical_indications"], facts["sources"]
    ),
    "service_network": lambda facts: real_records.units(facts["service_network"], facts["sources"], CITIES),
}


@pytest.mark.parametrize("table", NAMED)
def test_the_named_rows_of_a_release_come_back_as_they_are(table):
    rows = NAMED[table](inputs.read()).drop("evidence", "source")
    content = io.BytesIO()
    rows.write_parquet(content)
    checked = intake.check(content.getvalue(), "a", table)
    assert checked.faults.rows() == []
    assert_frame_equal(checked.rows, rows)


def test_published_figures_come_back_as_they_are_but_those_of_two_sources_on_one_day():
    rows = assemble.published(inputs.read()["published"]).with_columns(state=pl.lit("final"))
    rows = rows.select(*intake.TABLES["observations"].schema())
    content = io.BytesIO()
    rows.write_parquet(content)
    checked = intake.check(content.getvalue(), "a", "observations", today=TODAY)
    shared = pl.struct("measure", "area", "frequency", "period", "known_on").is_duplicated()
    assert set(checked.faults["rule"]) == {"twice"}
    assert_frame_equal(checked.rows, rows.filter(~shared))


FIGURE = ("指标名称", "地区", "统计年度", "指标值（万件）", "计量单位")


@pytest.mark.parametrize(
    ("written", "rules"), [("指标值（万件）", ["heading_unit"]), ("指标值（件）", []), ("指标值", [])]
)
def test_a_heading_and_a_column_that_name_different_units_are_a_fault(written, rules):
    heading = [*FIGURE[:3], written, FIGURE[4]]
    content = delimited([heading, ("trademarks_in_force", "辽宁省", "2025", "700000", "件")])
    faults = intake.check(content, "a", "observations", today=TODAY).faults
    assert faults.select("column", "rule").rows() == [(written, rule) for rule in rules]


def test_a_bracket_that_is_no_unit_contradicts_nothing():
    heading = (*FIGURE[:3], "指标值（年末）", FIGURE[4])
    content = delimited([heading, ("trademarks_in_force", "辽宁省", "2025", "700000", "件")])
    assert intake.check(content, "a", "observations", today=TODAY).faults.is_empty()


def marks(*rows):
    heading = ("注册号", "商标名称", "国际分类", "市", "注册日期")
    content = delimited([heading, *((*row, "沈阳", "2021-03-28") for row in rows)])
    return intake.check(content, "a", "trademarks", today=TODAY).faults.select("row", "column", "rule", "hint").rows()


def test_a_mark_in_several_classes_is_one_row_and_says_how_it_is_written():
    assert marks(("1", "甲", "9"), ("1", "甲", "35")) == [
        (2, "注册号", "several_classes", "2, 3"),
        (3, "注册号", "several_classes", "2, 3"),
    ]
    assert marks(("1", "甲", "9,35")) == [(2, "国际分类", "several_classes", "")]
    assert marks(("1", "甲", "9、第35类")) == [(2, "国际分类", "several_classes", "")]
    assert [one[2] for one in marks(("1", "甲", "9,99"))] == ["unknown_option"]
    assert [one[2] for one in marks(("1", "甲", "9"), ("1", "乙", "35"))] == ["twice"] * 2, "two names, not two classes"


def test_pledges_without_a_project_are_told_of():
    heading = ("登记编号", "专利号", "业务类型", "登记日期", "质押合同编号", "市")
    rows = [
        (f"E-{kind}{no}", "202110123456.7", kind, "2025-01-16", no, "沈阳")
        for kind in ("质押", "转让")
        for no in ("", 1)
    ]
    found = intake.check(delimited([heading, *rows]), "a", "patent_events", today=TODAY)
    assert found.faults.is_empty()
    assert [(one.kind, one.blanks["count"]) for _, _, one in found.questions] == [("pledges_alone", 1)]


def test_months_of_what_counts_over_the_year_are_asked_about_and_those_of_a_stock_are_not():
    text = "指标,地区,频率,时期,数值,单位\n" + "".join(
        f"{measure},辽宁省,{often},{period},{value},{unit}\n"
        for measure, often, period, value, unit in (
            ("ip_pledge_amount", "月", "2025-11", 90, "亿元"),
            ("ip_pledge_amount", "月", "2025-12", 100, "亿元"),
            ("ip_pledge_amount", "年", "2024", 80, "亿元"),
            ("trademarks_in_force", "月", "2025-12", 812000, "件"),
        )
    )
    found = intake.check(text.encode(), "月报.csv", "observations")
    assert found.faults.is_empty()
    asked = [(where, one.blanks) for _, where, one in found.questions if one.kind == "months_of_a_flow"]
    assert asked == [("知识产权质押融资登记金额", {"count": 2})]
