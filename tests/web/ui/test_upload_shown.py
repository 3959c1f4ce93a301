"""What the publish page says of a chosen file: forms that offices write, and what never comes without a word."""

import io

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from explorer.core import language
from tests.pages.test_pages import text
from tests.support.intake_files import delimited, saved, workbook

EN = language.words("en")
MARK = ("注册号", "商标名称", "市", "尼斯分类", "注册日期")
PATENT = ("申请号", "专利类型", "专利名称", "市", "申请日期")
PLEDGE = ("事件编号", "申请号", "市", "事件类型", "发生日期")
FIGURE = ("指标", "地区", "时期", "数值", "单位")
GOOD, OTHER = ("12345678", "甲", "沈阳市", "9", "2023-03-09"), ("12345679", "乙", "大连市", "35", "2023-03-10")


DRAWN = """
from pathlib import Path
from explorer.core import language
from explorer.pipeline.publish.jobs import Job, Upload
from explorer.web.ui import publish_page
path = Path({path!r})
publish_page.check(Job(Upload.of(path.read_bytes(), path.name), {table!r}, "append"), language.words("en"))
"""


@pytest.fixture
def page(tmp_path, small):
    """Return what the page says of a file's bytes."""

    def said(content, table="trademarks", name="list.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        app = AppTest.from_string(DRAWN.format(path=str(path), table=table), default_timeout=60).run()
        assert not app.exception
        boxes = [*app.warning, *app.error, *app.success]
        return text(app) + " ".join(str(one.value) for one in boxes)

    return said


def changed(rows, change):
    book = openpyxl.load_workbook(io.BytesIO(workbook(rows)))
    change(book.active)
    return saved(book)


def hide_row(sheet):
    sheet.row_dimensions[3].hidden = True
    sheet.auto_filter.ref = "A1:E3"


def hide_column(sheet):
    sheet.column_dimensions["B"].hidden = True


def merge(sheet):
    sheet.merge_cells("C2:C3")


SILENT = {
    "a filtered row": (
        MARK,
        GOOD,
        OTHER,
        hide_row,
        "trademarks",
        "Hidden in the file, and read like the others; row: 3",
    ),
    "a hidden column": (MARK, GOOD, OTHER, hide_column, "trademarks", "B“商标名称”"),
    "a merged cell": (MARK, GOOD, (*OTHER[:2], "", *OTHER[3:]), merge, "trademarks", "filled into the rows below"),
    "a column nobody reads": (
        (*MARK, "代理人"),
        (*GOOD, "丙"),
        (*OTHER, ""),
        None,
        "trademarks",
        "No field is known for these columns",
    ),
    "a pledge without a contract": (
        PLEDGE,
        ("E1", "202310123456.6", "沈阳市", "质押", "2024-03-09"),
        ("E2", "202310123456.6", "沈阳市", "质押", "2024-03-10"),
        None,
        "patent_events",
        "Pledges without a project number: 2",
    ),
}


@pytest.mark.parametrize("case", SILENT)
def test_what_is_hidden_merged_unread_or_empty_is_told_before_publishing(page, case):
    head, first, second, change, table, said = SILENT[case]
    shown = page(changed([head, first, second], change or (lambda _: None)), table)
    assert said in shown
    assert EN("publish.clean", rows="2", table=EN(f"table_name.{table}")) in shown


WRONG = {
    "a number against its row": (
        PATENT,
        ("202120123456X", "发明", "甲", "沈阳市", "2021-03-09"),
        "patents",
        "202120123456X",
        "The check digit does not fit",
    ),
    "a mark in several classes": (
        MARK,
        ("12345678", "甲", "沈阳市", "9;35", "2023-03-09"),
        "trademarks",
        "9;35",
        "One mark in several classes",
    ),
    "a share that may be all of it": (
        FIGURE,
        ("patent_intensive_industry_gdp_share", "辽宁省", "2023", "1", "%"),
        "observations",
        "1",
        "1% / 100%",
    ),
    "a city of another province": (
        MARK,
        ("12345678", "甲", "长春市", "9", "2023-03-09"),
        "trademarks",
        "长春市",
        "This is none of the options",
    ),
    "a day read in two ways": (
        MARK,
        ("12345678", "甲", "沈阳市", "9", "3/4/2023"),
        "trademarks",
        "3/4/2023",
        "2023-03-04 / 2023-04-03",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_cell_that_cannot_be_right_is_shown_with_what_it_holds_and_why(page, case):
    head, row, table, cell, why = WRONG[case]
    shown = page(delimited([head, row], "gb18030"), table, "list.csv")
    assert f">{cell}<" in shown
    assert why in shown
    assert "Nothing is wrong" not in shown


RIGHT = {
    "statistical code": (
        (FIGURE[0], "地区", "时期", "数值", "单位"),
        ("trademarks_in_force", "210200000000", "2023", "5", "件"),
    ),
    "autonomous region": (FIGURE, ("trademarks_in_force", "宁夏", "2023", "5", "件")),
}


@pytest.mark.parametrize("case", RIGHT)
def test_names_and_codes_as_other_offices_write_them_come_in(page, case):
    shown = page(delimited(RIGHT[case]), "observations", "figures.csv")
    assert EN("publish.clean", rows="1", table=EN("table_name.observations")) in shown
