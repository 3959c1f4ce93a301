"""What a cell shows is what is read, where its number alone says something else."""

import datetime as dt
import io

import openpyxl
import pytest

from explorer.pipeline import intake
from explorer.pipeline.intake.readers import detect
from tests.support.cases import each
from tests.support.intake_files import TODAY, saved


def shown(value, form):
    """Return the text of a cell with a value and a format."""
    book = openpyxl.Workbook()
    book.active.append(["日期", "旁"])
    book.active.append([value, "x"])
    book.active["A2"].number_format = form
    (sheet,) = detect.sheets(saved(book), "a.xlsx")
    return sheet.load(2, 2)["0"].item()


MAY = dt.date(2023, 5, 1)


@each(
    "value, form, text",
    [
        (MAY, 'yyyy"年"m"月"', "2023-05"),
        (MAY, '[$-804]yyyy"年"m"月";@', "2023-05"),
        (MAY, "yyyy-mm", "2023-05"),
        (MAY, "yyyy\\/mm", "2023-05"),
        (MAY, "mmm-yy", "2023-05"),
        (dt.date(2019, 1, 1), "yyyy", "2019"),
        (dt.date(2019, 1, 1), 'yyyy"年"', "2019"),
        (2019, "General", "2019"),
        (0.415, "0.0%", "41.5%"),
        (41.5, '0.0"%"', "41.5%"),
        (41.5, "0.0\\%", "41.5%"),
        ("41.5", "0.0%", "41.5"),
        ("—", "0.0%", "—"),
        ("2023年5月", 'yyyy"年"m"月"', "2023年5月"),
    ],
)
def test_a_cell_is_read_as_its_format_shows_it(value, form, text):
    assert shown(value, form) == text


@each(
    "value, form",
    [
        (MAY, "yyyy-mm-dd"),
        (MAY, 'yyyy"年"m"月"d"日"'),
        (dt.date(2023, 5, 16), 'yyyy"年"m"月"'),
        (dt.date(2019, 6, 1), "yyyy"),
    ],
)
def test_a_day_that_is_known_stays_one_whatever_is_shown_of_it(value, form):
    assert shown(value, form).startswith(value.isoformat())


def units(opened, form):
    book = openpyxl.Workbook()
    book.active.title = "指导站"
    book.active.append(["名称", "市", "成立时间"])
    book.active.append(["甲", "沈阳", opened])
    book.active["C2"].number_format = form
    return intake.check(saved(book), "a", "service_network", today=TODAY)


def test_a_month_that_excel_made_of_what_was_typed_counts_from_its_last_day():
    assert units(MAY, 'yyyy"年"m"月"').rows["opened_on"].to_list() == [dt.date(2023, 5, 31)]


@pytest.mark.parametrize("form", ["yyyy-mm-dd", "yyyy"])
def test_a_year_typed_where_days_are_expected_is_no_day_of_1905(form):
    found = units(2019, form)
    assert found.faults.select("rule", "hint").rows() == [("year_as_day", "2019")]


def test_text_in_the_place_of_a_merged_range_breaks_nothing():
    book = openpyxl.Workbook()
    book.active.append(['<mergeCells><mergeCell ref="A1:A9"/>'])
    (sheet,) = detect.sheets(saved(book), "a.xlsx")
    assert sheet.merged == ()
    assert io.BytesIO(saved(book)).read(2) == b"PK"
