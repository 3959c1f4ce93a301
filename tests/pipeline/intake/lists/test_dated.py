"""Days said by a year, by a month, by the number of a standard, by a mere 有, or not at all."""

import datetime as dt

from explorer.pipeline import intake
from tests.support.cases import each
from tests.support.intake_files import TODAY, workbook

DAY = dt.date.fromisoformat
GI = ("产品名称", "所在市", "保护类型", "批准年份", "专用标准", "标准编号")


def indications(*rows, title="", heading=GI):
    rows = [*([(title,)] if title else []), heading, *rows]
    return intake.check(workbook(rows), "台账.xlsx", "geographical_indications", today=TODAY)


def units(*days, title="指导站"):
    rows = [(title,), ("名称", "市", "成立时间"), *((f"站{place}", "沈阳", day) for place, day in enumerate(days))]
    return intake.check(workbook(rows), "名单.xlsx", "service_network", today=TODAY)


def counts(found):
    return {one.kind: one.blanks.get("count") for _, _, one in found.questions}


def test_a_year_counts_from_its_31_december_and_a_month_from_its_last_day_and_both_are_told():
    found = units("2019", 2020, "2019年", "2024年2月", "2023-05-16", "")
    assert found.rows["opened_on"].to_list() == [
        DAY("2019-12-31"),
        DAY("2020-12-31"),
        DAY("2019-12-31"),
        DAY("2024-02-29"),
        DAY("2023-05-16"),
        None,
    ]
    assert counts(found) | {"taken_year": 3, "taken_month": 1, "undated": 1} == counts(found)


def test_a_year_or_month_that_has_not_ended_is_a_fault_and_no_day_to_come():
    found = units("2026", "2026年9月", "2026年10月", "2026-10-01")
    assert found.faults.select("row", "rule").rows() == [(3, "not_ended"), (5, "not_ended"), (6, "ahead")]
    assert found.rows["opened_on"].to_list() == [DAY("2026-09-30")]


def test_a_standard_counts_from_the_year_in_its_number_where_no_day_is_given():
    found = indications(
        ("米", "沈阳", "保护产品", 2015, "有", "DB21/T 3001-2023"),
        ("酒", "沈阳", "保护产品", 2015, "", "DB21/T 3002—2020"),
        ("豆", "沈阳", "保护产品", 2015, "无", ""),
        ("盐", "沈阳", "保护产品", 2015, "", ""),
        title="截至2025年底",
    )
    assert found.faults.is_empty()
    assert found.rows["standard_on"].to_list() == [DAY("2023-12-31"), DAY("2020-12-31"), None, None]
    assert counts(found)["day_from_number"] == 2


def test_a_day_that_is_given_stands_before_the_year_of_the_number():
    found = indications(
        ("米", "沈阳", "保护产品", "DB21/T 3001-2023", "2023-06-01"),
        heading=("产品名称", "所在市", "保护类型", "标准编号", "标准发布日期"),
    )
    assert found.rows["standard_on"].to_list() == [DAY("2023-06-01")]
    assert "day_from_number" not in counts(found)


@each("title, day", [("截至2025年6月", "2025-06-30"), ("台账", "2026-09-30")])
def test_a_mere_yes_counts_from_the_lists_own_day(title, day):
    found = indications(("米", "沈阳", "保护产品", 2015, "有", ""), title=title)
    assert found.rows["standard_on"].to_list() == [DAY(day)]
    assert counts(found)["day_of_list"] == 1


def test_a_standard_of_a_year_that_the_list_does_not_know_yet_is_told_and_not_counted():
    found = indications(("米", "沈阳", "保护产品", 2015, "有", "DB21/T 1-2026"), title="截至2025年底")
    assert found.rows["standard_on"].to_list() == [None]
    assert counts(found)["number_ahead"] == 1


def test_a_no_beside_a_standard_is_a_fault_and_so_is_what_is_neither():
    found = indications(
        ("米", "沈阳", "保护产品", 2015, "无", "DB21/T 1-2020"),
        ("酒", "沈阳", "保护产品", 2015, "也许", ""),
        ("豆", "沈阳", "保护产品", 2015, "有", ""),
    )
    assert found.faults.select("row", "column", "rule").rows() == [
        (2, "专用标准", "flag_contradicts"),
        (3, "专用标准", "not_a_flag"),
    ]


def test_a_column_in_which_nothing_says_yes_or_no_holds_something_else_and_is_not_read():
    found = indications(("米", "沈阳", "保护产品", 2015, "DB21/T 1-2020", ""))
    assert found.faults.is_empty()
    assert "专用标准" in found.unread


def test_rows_without_a_day_are_known_since_the_day_that_the_title_says():
    found = units("2023-05-16", "", title="指导站（截至2025年底）")
    assert found.rows["known_on"].to_list() == [None, DAY("2025-12-31")]
    assert counts(found)["undated"] == 1


def blanks(found, kind):
    return next(dict(one.blanks) for _, _, one in found.questions if one.kind == kind)


def test_rows_without_a_day_count_from_the_last_month_end_of_a_list_that_says_no_day():
    found = units("2023-05-16", "2024年3月", "")
    assert found.rows["known_on"].to_list() == [None, None, None]  # whoever brings it may know a later day
    assert blanks(found, "undated") == {"count": 1, "day": DAY("2024-03-31")}
    assert blanks(found, "until_unsaid") == {"day": DAY("2024-03-31")}
    assert "until_within" not in counts(found)
    assert blanks(units("", ""), "undated") == {"count": 2, "day": TODAY}  # a month-end


def test_a_row_at_fault_says_nothing_of_the_day_to_which_a_list_knows():
    found = units("2023-05-16", "2099-01-01")
    assert found.faults.height == 1
    assert blanks(found, "until_unsaid") == {"day": DAY("2023-05-16")}


@each("title, counted", [("指导站", "2025-04-30"), ("指导站（截至2025年5月20日）", "2025-04-30")])
def test_what_a_month_that_is_not_over_holds_is_told_as_left_out(title, counted):
    found = units("2023-05-16", "2025-04-30", "2025-05-01", "2025-05-10", title=title)
    assert blanks(found, "until_within") == {"counted": DAY(counted), "since": DAY("2025-05-01"), "count": 2}
