"""An office's yearly table is read as it lies there; what was taken for something is asked, what cannot be is named."""

import datetime as dt
import io

import openpyxl
import polars as pl
import pytest

from explorer.core import language
from explorer.pipeline import intake
from explorer.pipeline.intake import yearly
from explorer.pipeline.intake.readers import detect
from explorer.pipeline.intake.yearly import asking
from tests.support.cases import each

TOP = [
    ["三年行动方案主要指标完成情况表"],
    ["填报单位：某处   填报日期：2026年11月28日"],
    ["序号", "指标名称", "单位", "完成情况", None, None, "目标值", "备注"],
    [None, None, None, "2023年", "2024年", "2025年", None, None],
]
ROWS = [
    [1, "每万人口高价值发明专利拥有量", "件/万人", 7.95, 9.12, 10.36, "≥10", "2025年为快报数"],
    [None, "  其中：增幅", "%", 0.1, 0.1, 0.1, None, None],
    [3, "专利密集型产业增加值占GDP比重", "%", 10.2, 10.6, "—", "11%", None],
    [5, "商标有效注册量", "万件", 67.9, 74.3, 81.2, "85", None],
    [10, "知识产权维权援助工作站", "家", 61, 84, 105, "100", None],
    [14, "地理标志专用标准覆盖", "%", "31/89", "62/89", "88/89", "100%", None],
    [17, "省级知识产权服务品牌机构", "个", 21, 26, 31, "30", None],
    [20, "公共服务一体化平台用户访问量", "万次", 33.1, 50.2, 76.4, "年均增长50%", None],
]
NOTE = ["注：部分指标为快报数。"]


def workbook(*rows, top=TOP) -> bytes:
    book = openpyxl.Workbook()
    for row in (*top, *rows):
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def checked(*rows, top=TOP):
    return intake.check(workbook(*rows, top=top), "完成情况.xlsx", "observations")


def figures(found) -> dict[tuple[str, int], float]:
    return {
        (measure, day.year): value for measure, day, value in found.rows.select("measure", "period", "value").rows()
    }


def kinds(found) -> list[tuple[int, str]]:
    return [(row, one.kind) for row, _, one in found.questions]


def test_the_table_is_recognised_among_the_offices_files():
    assert intake.recognise(workbook(*ROWS), "a.xlsx") == "observations"


def test_every_row_is_read_into_the_unit_its_indicator_is_kept_in():
    found = checked(*ROWS, NOTE)
    assert found.faults.is_empty()
    values = figures(found)
    assert values["trademarks_in_force", 2025] == 812_000
    assert values["rights_aid_workstations", 2025] == 105
    assert values["public_service_platform_visits", 2025] == 764_000
    assert found.rows["area"].unique().to_list() == ["210000"]
    assert found.rows["known_on"].unique().to_list() == [dt.date(2026, 11, 28)]


def test_a_share_of_a_named_set_is_a_percentage():
    values = [value for (_, year), value in figures(checked(*ROWS)).items() if value and 98 < value < 99]
    assert values == [pytest.approx(100 * 88 / 89)]


def test_what_is_not_determined_is_neither_zero_nor_read():
    found = checked(*ROWS)
    assert figures(found)["patent_intensive_industry_gdp_share", 2025] is None
    states = dict(found.rows.filter(pl.col("period").dt.year() == 2025).select("measure", "state").iter_rows())
    assert states["patent_intensive_industry_gdp_share"] == "undetermined"
    assert states["high_value_invention_patents_per_10k_population"] == "preliminary"
    assert states["trademarks_in_force"] == "final"
    assert (7, "undetermined") in kinds(found)


def test_what_was_taken_for_something_is_asked_and_stops_nothing():
    found = kinds(checked(*ROWS, NOTE))
    assert {(8, "converted"), (10, "fraction"), (11, "unit_loose"), (12, "converted")} <= set(found)
    assert (6, "row_unread") in found, "a part of the row above is named as not read"
    assert (13, "row_unread") in found


def test_goals_without_a_row_are_named():
    missing = [goal for row, goal, one in checked(*ROWS).questions if one.kind == "goal_missing"]
    assert len(missing) == 21 - 7
    assert missing[0].startswith("2 ")


@each(
    "values, kind",
    [
        ((61.0, 84.0, 1050.0), "jump"),  # 1050 for 105
        ((61.0, 84.0, 105.0), None),
    ],
)
def test_a_value_three_times_the_one_before_is_asked_about(values, kind):
    found = checked(*ROWS[:4], [10, "知识产权维权援助工作站", "家", *values, "100", None], *ROWS[5:])
    asked = [one for row, one in kinds(found) if row == 9]
    assert asked == ([kind] if kind else [])


def test_a_ten_thousand_left_out_is_asked_about_as_such():
    found = checked(*ROWS[:3], [5, "商标有效注册量", "件", 679_000, 743_000, 81.2, "85", None], *ROWS[4:])
    assert (8, "ten_thousands") in kinds(found)


def test_a_growth_rate_where_a_count_is_meant_is_a_fault_with_its_remedy():
    found = checked(*ROWS, [2, "海外发明专利授权量", "%", 12.7, 14.1, 9.7, "年均增长10%", None])
    assert found.faults["rule"].to_list() == ["growth_for_count"]
    told = intake.said(found.faults, language.words("zh"))
    assert "增长率" in told.row(0)[3]
    assert not [measure for measure, _ in figures(found) if "overseas" in measure]


def test_a_cell_that_is_no_number_stops_its_row_and_no_other():
    found = checked(
        *ROWS[:5], [17, "省级知识产权服务品牌机构", "家", 21, "约26", 31, "30", None], *ROWS[5:6], *ROWS[7:]
    )
    assert found.faults.select("row", "rule").rows() == [(10, "not_a_number")]
    assert ("trademarks_in_force", 2025) in figures(found)


def test_shares_of_one_are_read_as_percentages_and_asked_about():
    found = checked(*ROWS[:2], [3, "专利密集型产业增加值占GDP比重", "%", 0.102, 0.106, 0.11, "11%", None], *ROWS[3:])
    assert figures(found)["patent_intensive_industry_gdp_share", 2024] == pytest.approx(10.6)
    assert (7, "share_of_one") in kinds(found)


def test_the_name_decides_and_a_number_that_says_otherwise_is_asked_about():
    found = checked(*ROWS[:4], [11, "知识产权维权援助工作站", "家", 61, 84, 105, "100", None], *ROWS[5:])
    assert (9, "number_differs") in kinds(found)


@each("code", language.LANGUAGES)
def test_every_question_has_a_sentence(code):
    found = checked(*ROWS, NOTE)
    told = asking.told(found.questions, language.words(code))
    assert told.height == len(found.questions)
    assert "{" not in str(told.rows())


def test_a_row_of_what_was_planned_is_named_and_not_read():
    """Offices also set target and actual below each other, by a column of their own or in the name."""
    head = ["指标名称", "类别", "单位", "2024年", "2025年"]
    rows = [[17, "计划", 1], [17, "实际", 2], [18, "", 3]]
    names = {17: "省级知识产权服务品牌机构", 18: "省级知识产权信息公共服务网点（目标）"}
    found = checked(*([names[no], kind, "家", value, value] for no, kind, value in rows), top=[head])
    assert figures(found) == {("ip_service_brand_agencies", year): 2 for year in (2024, 2025)}
    assert [(row, kind) for row, kind in kinds(found) if row] == [(2, "row_not_reached"), (4, "row_says_more")]


def test_a_table_without_goals_is_no_yearly_table():
    sheets = detect.sheets(workbook([1, "完全无关的一行", 1, 2], top=[["序号", "名称", "2023年", "2024年"]]), "a.xlsx")
    assert yearly.find(sheets) is None


def test_what_is_said_beside_a_row_belongs_to_its_newest_figure_and_a_note_to_all():
    heads = ["序号", "指标名称", "单位", "2024年", "2025年", "进展说明", "责任人", "依据文件", "下一步", "时限"]
    beside = ["两市未建成", "张三", "辽知发〔2026〕1号", "补建", "2026年6月底"]
    found = checked(
        [10, "知识产权维权援助工作站", "家", 84, 89, *beside],
        [5, "商标有效注册量", "万件", 74.3, 81.2, None, None, None, "续展提醒", "待定"],
        top=[heads],
    )
    rows = {(row["measure"], row["period"].year): row for row in found.rows.iter_rows(named=True)}
    newest, before = rows["rights_aid_workstations", 2025], rows["rights_aid_workstations", 2024]
    names = ("note", "person", "document", "next_step")
    assert [newest[name] for name in names] == beside[:4]
    assert newest["deadline"] == dt.date(2026, 6, 30)
    assert [before[name] for name in (*names, "deadline")] == ["两市未建成", None, None, None, None]
    marks = rows["trademarks_in_force", 2025]
    assert (marks["next_step"], marks["deadline"]) == ("续展提醒（待定）", None), "what is no day is not lost"
    assert {(10, "deadline_taken"), (5, "deadline_unread")} == {
        (int(goal.split()[0]), one.kind) for _, goal, one in found.questions if one.kind.startswith("deadline")
    }
