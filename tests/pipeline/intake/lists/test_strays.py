"""Totals are held against the rows, notes are named, and neither is a record or stops one."""

from explorer.pipeline import intake
from tests.support.cases import each
from tests.support.intake_files import TODAY, workbook

HEADING = ("序号", "名称", "市", "县（市、区）", "类型")
ROWS = [(1, "甲", "沈阳", "和平区", "指导站"), (2, "乙", "沈阳", "", "指导站"), (3, "丙", "大连", "", "指导站")]


def check(*rows, table="service_network", heading=HEADING):
    return intake.check(workbook([heading, *rows]), "名单.xlsx", table, today=TODAY)


def told(found):
    kinds = ("total_agrees", "total_differs_rows", "total_unread", "row_unread")
    return [(row, one.kind, one.blanks.get("total")) for row, _, one in found.questions if one.kind in kinds]


@each(
    "total, kind, said",
    [
        (("合计", "3个"), "total_agrees", None),
        (("总  计", "", "", "", 3), "total_agrees", None),
        (("共3家",), "total_agrees", None),
        (("合计：3",), "total_agrees", None),
        (("合计", "", "", 1), "total_agrees", None),
        (("全省合计", 4), "total_differs_rows", "4"),
        (("共 2 个",), "total_differs_rows", "2"),
        (("合计", "若干"), "total_unread", None),
    ],
)
def test_a_total_is_held_against_the_rows_or_the_cells_filled_above_it(total, kind, said):
    found = check(*ROWS, total)
    assert told(found) == [(5, kind, said)]
    assert (found.faults.height, found.rows.height, found.records) == (0, 3, 3)


def test_a_subtotal_is_held_against_the_rows_since_the_last():
    found = check(*ROWS[:2], ("小计", 2), ROWS[2], ("小计", 2), ("合计", 3))
    assert told(found) == [(4, "total_agrees", None), (6, "total_differs_rows", "2"), (7, "total_agrees", None)]


def test_a_total_of_amounts_is_held_against_their_sum():
    heading = ("登记编号", "专利号", "业务类型", "登记日期", "所在市", "质押金额（万元）")
    rows = [(f"E{n}", f"20211012340{n}", "质押", "2023-05-16", "沈阳", n * 100) for n in (1, 2)]
    for total, kind in ((300, "total_agrees"), (400, "total_differs_rows")):
        found = check(*rows, ("合计", "", "", "", "", total), table="patent_events", heading=heading)
        assert [one[1] for one in told(found)] == [kind]


def test_notes_below_are_named_and_stop_nothing():
    found = check(*ROWS, ("注：以上为测试",), ("", "填表人：某某", "", "审核：某某"), ("以上由各市报送",))
    assert told(found) == [(row, "row_unread", None) for row in (5, 6, 7)]
    assert found.faults.is_empty()
    assert found.rows.height == 3


def test_a_thing_that_is_called_like_a_total_is_a_record_where_its_row_is_whole():
    assert check(*ROWS, (4, "合计", "沈阳", "沈河区", "指导站")).rows["name_zh"].to_list()[-1] == "合计"


def test_a_row_among_records_that_lacks_most_is_a_fault():
    found = check(ROWS[0], ("某某",), *ROWS[1:])
    assert found.faults.select("row", "column", "rule").rows() == [(3, "序号", "not_a_record")]
