"""A right that is said to have ended has the day of it, or is a fault: it would count as in force for ever."""

from explorer.pipeline import intake
from tests.support.cases import each
from tests.support.intake_files import TODAY, delimited

PATENT = ("申请号", "专利类型", "专利名称", "市", "申请日", "授权日", "失效日", "届满日期", "法律状态")
MARK = ("注册号", "商标名称", "国际分类", "市", "注册日期", "失效日期", "有效期至", "商标状态")


def patent(status, granted="2023-01-17", lapsed="", expires=""):
    row = ("202110123456.7", "发明", "甲", "沈阳", "2021-02-09", granted, lapsed, expires, status)
    return intake.check(delimited([PATENT, row]), "a.csv", "patents", today=TODAY)


def mark(status, ended="", expires=""):
    row = ("12345678", "甲", "9", "沈阳", "2021-03-28", ended, expires, status)
    return intake.check(delimited([MARK, row]), "a.csv", "trademarks", today=TODAY)


def told(found):
    return found.faults.select("column", "rule").rows()


@each(
    "status", ["失效", "无权", "未缴年费终止失效", "专利权的终止", "放弃", "专利权全部无效", "届满", "Lapsed", "撤销"]
)
def test_a_right_that_ended_without_a_day_is_a_fault(status):
    assert told(patent(status)) == [("法律状态", "ended_undated")]
    assert told(mark(status)) == [("商标状态", "ended_undated")]
    assert patent(status, lapsed="2024-02-09").faults.is_empty()
    assert mark(status, ended="2024-02-09").faults.is_empty()


@each("status", ["有权", "有效", "授权", "专利权维持", "In force", "", "—"])
def test_a_right_in_force_has_no_last_day(status):
    assert patent(status).faults.is_empty()
    assert patent(status).questions == ()
    says = status not in ("", "—")
    assert told(patent(status, lapsed="2024-02-09")) == ([("法律状态", "status_contradicts")] if says else [])


def test_a_right_that_ran_out_and_one_that_was_never_granted_need_no_day_of_their_end():
    assert patent("期限届满", expires="2026-01-01").faults.is_empty()
    assert told(patent("期限届满", expires="2027-01-01")) == [("法律状态", "ended_undated")]
    assert patent("驳回", granted="").faults.is_empty()
    assert mark("已过期", expires="2026-01-01").faults.is_empty()


def test_what_is_still_examined_has_not_been_granted():
    assert patent("实质审查的生效", granted="").faults.is_empty()
    assert told(patent("实质审查的生效")) == [("法律状态", "status_contradicts")]


UNIT = ("单位编号", "名称", "类别", "级别", "市", "设立日期", "撤销日期", "状态")


def unit(status, closed=""):
    row = ("A-1", "甲站", "维权援助工作站", "省级", "沈阳", "2022-05-10", closed, status)
    return intake.check(delimited([UNIT, row]), "a.csv", "service_network", today=TODAY)


@each("status, rule", [("拟建", "not_open_yet"), ("筹建中", "not_open_yet"), ("已撤销", "ended_undated")])
def test_a_unit_that_is_planned_or_closed_without_a_day_is_a_fault(status, rule):
    assert told(unit(status)) == [("状态", rule)]


def test_a_unit_that_runs_counts_and_one_that_closed_has_its_day():
    for status in ("正常", "运行", "已建成", ""):
        assert unit(status).faults.is_empty(), status
        assert unit(status).unread == (), status
    assert unit("已撤销", closed="2024-02-09").faults.is_empty()
    assert told(unit("正常", closed="2024-02-09")) == [("状态", "status_contradicts")]


@each("status", ["专利权质押合同登记的注销", "权利恢复", "无效宣告请求", "甲乙丙"])
def test_a_status_that_says_nothing_of_the_right_is_asked_about(status):
    found = patent(status)
    assert found.faults.is_empty()
    assert [(where, one.kind, one.blanks) for _, where, one in found.questions] == [
        ("法律状态", "status_unknown", {"count": 1, "text": status})
    ]


def test_a_column_of_states_is_read_and_not_named_as_left_out():
    assert patent("有权").unread == ()
