"""Numbers made for lists without: the same for the same thing, in whatever order, and never a running number."""

import random

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as some

from explorer.pipeline import intake
from explorer.pipeline.intake.lists import numbers
from tests.support.cases import each
from tests.support.intake_files import TODAY, workbook, workbooks

HEADING = ("序号", "名称", "市", "县（市、区）", "成立时间")
ROWS = [
    ("甲站", "沈阳", "和平区", "2022"),
    ("乙站", "沈阳", "和平区", ""),
    ("甲站", "沈阳", "沈河区", ""),
    ("丙站", "大连", "", ""),
]


def listed(rows, heading=HEADING, sheet="指导站"):
    content = workbooks({sheet: [heading, *((number, *row) for number, row in enumerate(rows, start=1))]})
    return intake.check(content, "名单.xlsx", "service_network", today=TODAY)


def numbered(found):
    return {(name, county): no for no, name, county in found.rows.select("unit_no", "name_zh", "county").rows()}


def test_the_same_thing_has_the_same_number_whatever_stands_around_it():
    first = numbered(listed(ROWS))
    assert len(set(first.values())) == 4
    shuffled = random.Random(1).sample(ROWS, 4)
    assert numbered(listed(shuffled)) == first
    later = numbered(listed([("新站", "沈阳", "和平区", ""), *ROWS[1:]]))
    assert {key: later[key] for key in later if key in first} == {key: first[key] for key in first if key in later}


def test_spaces_width_and_other_columns_do_not_make_another_thing():
    untidy = listed([(" 甲 站", "沈阳市", "210102", "2023年5月")])
    assert untidy.rows["unit_no"].item() == numbered(listed(ROWS))["甲站", "210102"]


def test_kind_place_and_name_each_make_another_thing():
    (base,) = listed([ROWS[0]]).rows["unit_no"]
    for rows, sheet in (
        ([("甲站", "沈阳", "和平区", "2022")], "工作站"),
        ([("甲站", "沈阳", "", "2022")], "指导站"),
        ([("甲二站", "沈阳", "和平区", "2022")], "指导站"),
    ):
        assert listed(rows, sheet=sheet).rows["unit_no"].item() != base


def test_how_many_were_made_is_told():
    assert [one.blanks["count"] for _, _, one in listed(ROWS).questions if one.kind == "numbers_made"] == [4]


def test_two_rows_that_would_share_a_number_are_both_faults_and_name_each_other():
    found = listed([*ROWS, ("甲 站", "沈阳市", "和平区", "2024")])
    assert found.faults.select("row", "column", "rule", "hint").rows() == [
        (2, "名称", "same_thing", "2, 6"),
        (6, "名称", "same_thing", "2, 6"),
    ]


def test_on_two_sheets_they_are_named_by_their_sheets():
    rows = [HEADING, (1, *ROWS[0])]
    found = intake.check(workbooks({"指导站甲": rows, "指导站乙": rows}), "a", "service_network", today=TODAY)
    assert found.faults.select("row", "column", "hint").rows() == [
        (2, "指导站甲!名称", "指导站甲!2, 指导站乙!2"),
        (2, "指导站乙!名称", "指导站甲!2, 指导站乙!2"),
    ]


def test_a_row_without_its_name_has_one_fault_and_no_number_of_anothers():
    found = listed([("", "沈阳", "和平区", "2022"), ("", "沈阳", "和平区", "2023"), ROWS[0]])
    assert set(found.faults["rule"]) <= {"needed", "not_a_record"}
    assert found.rows.height == 1


def test_a_number_of_the_offices_own_stays():
    heading = ("编号", *HEADING[1:])
    rows = [heading, ("ZS-01", *ROWS[0]), ("ZS-02", *ROWS[1])]
    found = intake.check(workbooks({"指导站": rows}), "a", "service_network", today=TODAY)
    assert found.rows["unit_no"].to_list() == ["ZS-01", "ZS-02"]


def test_a_column_of_numbers_that_only_counts_the_rows_is_none():
    found = listed(ROWS, ("编号", *HEADING[1:]))
    assert numbered(found) == numbered(listed(ROWS))
    assert [where for _, where, one in found.questions if one.kind == "running_number"] == ["编号"]


@each(
    "texts, running",
    [
        (["1", "2", "3"], True),
        (["1.0", "2.0"], True),
        (["1", "2", "1", "2", "3"], True),
        (["1"], True),
        (["2", "3"], False),
        (["1", "3"], False),
        (["001", "002"], False),
        (["1", None], False),
        (["A1", "A2"], False),
        ([], False),
    ],
)
def test_what_counts_from_one_is_a_running_number(texts, running):
    assert numbers.running(pl.Series(texts, dtype=pl.String)) == running


@settings(deadline=None, max_examples=30)
@given(some.permutations(ROWS))
def test_no_order_of_the_rows_changes_a_number(rows):
    assert numbered(listed(rows)) == numbered(listed(ROWS))


def test_events_are_told_apart_by_what_happened_to_which_patent_when():
    heading = ("专利号", "所在市", "登记日期", "质押金额（万元）")
    rows = [("2021101234567", "沈阳", "2023-05-16", 5), ("2021101234567", "沈阳", "2024-05-16", 5)]
    found = intake.check(workbook([heading, *rows], "质押登记"), "a", "patent_events", today=TODAY)
    assert found.faults.is_empty()
    assert found.rows["event_no"].n_unique() == 2
    twice = intake.check(workbook([heading, rows[0], rows[0]], "质押登记"), "a", "patent_events", today=TODAY)
    assert twice.faults.select("row", "column", "rule").rows() == [
        (2, "专利号", "same_thing"),
        (3, "专利号", "same_thing"),
    ]
