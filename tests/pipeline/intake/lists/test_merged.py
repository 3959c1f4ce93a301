"""Cells that the file itself has merged over rows are filled in; what is merely empty is not."""

import io

import openpyxl

from explorer.pipeline import intake
from tests.support.intake_files import TODAY, saved, workbook

HEADING = ("序号", "所在市", "产品名称", "保护类型")
ROWS = (("沈阳市", "甲"), ("", "乙"), ("", "丙"), ("大连市", "丁"), ("", "戊"), ("鞍山市", "己"))


def merged(rows, *ranges):
    book = openpyxl.load_workbook(io.BytesIO(workbook(rows)))
    for one in ranges:
        book.active.merge_cells(one)
    return saved(book)


def listed(rows=ROWS):
    return [HEADING, *((number, *row, "保护产品") for number, row in enumerate(rows, start=1))]


def check(content, table="geographical_indications"):
    return intake.check(content, "台账.xlsx", table, today=TODAY)


def asked(found, *kinds):
    return [(row, where, dict(one.blanks)) for row, where, one in found.questions if one.kind in kinds]


def test_the_text_of_a_merged_cell_is_that_of_all_its_rows():
    found = check(merged(listed(), "B2:B4", "B5:B6"))
    assert found.faults.is_empty()
    assert found.rows["city"].to_list() == ["210100"] * 3 + ["210200"] * 2 + ["210300"]
    assert asked(found, "merged") == [(0, "所在市", {"count": 3, "groups": 2})]


def test_cells_that_are_empty_and_not_merged_stay_faults():
    found = check(workbook(listed()))
    assert found.faults.select("row", "column", "rule").rows() == [(row, "所在市", "needed") for row in (3, 4, 6)]


def test_one_group_that_nobody_merged_among_others_that_are_is_filled_and_asked_about():
    rows = (*ROWS[:5], ("鞍山市", "己"), ("", "庚"), ("", "辛"))
    found = check(merged(listed(rows), "B2:B4", "B5:B6"))
    assert found.rows["city"].to_list()[5:] == ["210300"] * 3
    assert asked(found, "unmerged") == [(8, "所在市", {"text": "鞍山市", "first": 7, "rows": "8—9"})]


def test_what_is_empty_below_a_merged_cell_belongs_to_no_group():
    found = check(merged(listed(), "B2:B3", "B5:B6"))
    assert found.faults.select("row", "rule").rows() == [(4, "needed")]


def test_a_total_below_takes_nothing_from_the_group_above_it():
    found = check(merged([*listed(ROWS[:5]), ("合计", "", "5个", "")], "B2:B4"))
    assert found.faults.select("row").to_series().to_list() == [6], "as many groups are loose as merged"
    assert [one[0] for one in asked(found, "total_agrees")] == [7]


def test_an_optional_column_is_filled_too_and_an_amount_over_several_rows_counts_once():
    heading = ("登记编号", "专利号", "业务类型", "登记日期", "所在市", "区县", "质押金额（万元）")
    rows = [(f"E{n}", f"20211012340{n}", "质押", "2023-05-16", "沈阳", "", "") for n in range(1, 4)]
    rows[0] = (*rows[0][:5], "和平区", 900)
    found = check(merged([heading, *rows], "F2:F4", "G2:G4"), "patent_events")
    assert found.rows["county"].to_list() == ["210102"] * 3
    assert found.rows["amount"].to_list() == [900.0, None, None]
    assert asked(found, "merged_number") == [(0, "质押金额（万元）", {"count": 2, "groups": 1})]


def test_a_title_and_a_heading_over_several_columns_are_no_rows_of_the_list():
    rows = [("地理标志保护产品台账",), *listed()]
    found = check(merged(rows, "A1:D1", "B3:B5", "B6:B7"))
    assert found.faults.is_empty()
    assert asked(found, "merged") == [(0, "所在市", {"count": 3, "groups": 2})]


def test_columns_count_from_the_first_that_holds_anything():
    rows = [("", *cells) for cells in listed()]
    found = check(merged(rows, "C2:C4", "C5:C6"))
    assert found.rows["city"].to_list() == ["210100"] * 3 + ["210200"] * 2 + ["210300"]


def test_rows_and_columns_of_a_list_that_the_file_hides_are_asked_about():
    book = openpyxl.load_workbook(io.BytesIO(workbook(listed([("沈阳市", name) for name in "甲乙丙丁"]))))
    for row in (3, 4, 9):
        book.active.row_dimensions[row].hidden = True
    book.active.column_dimensions["C"].hidden = True
    found = check(saved(book))
    assert found.rows.height == 4
    assert asked(found, "rows_unseen") == [(0, "", {"rows": "3—4"})], "row 9 holds nothing"
    assert asked(found, "columns_unseen") == [(0, "", {"columns": "C“产品名称”"})]
    assert asked(check(workbook(listed())), "rows_unseen", "columns_unseen") == []
