"""What a sheet's name and its titles say of all rows, and what they leave open."""

import datetime as dt

import pytest

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.pipeline import intake
from explorer.pipeline.intake.lists import sayings
from explorer.pipeline.intake.readers.sheet import Sheet
from tests.support.cases import each
from tests.support.intake_files import TODAY, workbook, workbooks

KIND = sayings.kind_field("service_network")
LEVEL = sayings.field_of("service_network", "level")
HEADING = ("序号", "名称", "市", "县（市、区）")
ROW = (1, "甲", "沈阳", "和平区")


def check(sheets, table="service_network"):
    return intake.check(workbooks(sheets), "名单.xlsx", table, today=TODAY)


def refused(sheets, table="service_network"):
    with pytest.raises(Trouble) as caught:
        check(sheets, table)
    return caught.value


@each(
    "text, code",
    [
        ("商标品牌指导站", "trademark_guidance_station"),
        ("各县（市、区）商标品牌指导站建设情况（测试）", "trademark_guidance_station"),
        ("维权援助 工作站一览表", "rights_aid_workstation"),
        ("保护中心分中心名单", "protection_centre_branch"),
        ("填报单位：某省知识产权保护中心  指导站一览", "trademark_guidance_station"),
        ("指导站、工作站名单", None),
        ("服务网络", None),
        ("award", None),
    ],
)
def test_a_title_says_the_one_kind_that_it_names(text, code):
    found = sayings.of(Sheet("Sheet1", ((text,), HEADING), None), 2, KIND)
    assert [one.code for one in found] == ([code] if code else [])


@each(
    "text, code",
    [
        ("省级网点名单", "provincial"),
        ("国家级", "national"),
        ("全省各市指导站", None),
        ("国家级、省级示范企业", None),
        ("省级及以上示范企业", None),
    ],
)
def test_a_level_is_said_by_its_whole_word_alone(text, code):
    found = sayings.of(Sheet(text, (HEADING,), None), 1, LEVEL)
    assert [one.code for one in found] == ([code] if code else [])


@each(
    "text, code",
    [("国家知识产权示范企业", "national"), ("省级知识产权信息公共服务网点", "provincial"), ("示范企业", None)],
)
def test_the_name_of_a_kind_may_say_its_level(text, code):
    assert sayings.level_in(text) == code


@each(
    "text, day",
    [
        ("台账（截至2025年底）", "2025-12-31"),
        ("截至2025年6月", "2025-06-30"),
        ("名单（截至24年底）", "2024-12-31"),
        ("截止’25年6月30日", "2025-06-30"),
        ("截至12月底", None),
        ("截止到 2024年2月29日", "2024-02-29"),
        ("截至2025.6.30", "2025-06-30"),
        ("截至2025年13月", None),
        ("2025年台账", None),
    ],
)
def test_a_title_says_as_far_as_when_its_list_knows(text, day):
    found = sayings.until([text])
    assert found == (dt.date.fromisoformat(day) if day else None)


def test_the_kind_is_taken_from_sheet_or_title_and_said_to_be():
    for sheets, kind in (
        ({"指导站": [HEADING, ROW]}, "kind_from_sheet"),
        ({"Sheet1": [("商标品牌指导站一览",), HEADING, ROW]}, "kind_from_title"),
    ):
        found = check(sheets)
        assert found.faults.is_empty()
        assert found.rows["kind"].to_list() == ["trademark_guidance_station"]
        assert kind in [one.kind for _, _, one in found.questions]
        assert intake.recognise(workbooks(sheets), "a") == "service_network"


def test_where_nothing_says_the_kind_one_sentence_says_what_may_be_written():
    trouble = refused({"Sheet1": [HEADING, ROW]})
    assert trouble.key == "intake_kind_unsaid"
    assert "商标品牌指导站" in language.words("zh").trouble(trouble)


def test_a_sheet_and_its_title_that_contradict_each_other_are_both_named():
    trouble = refused({"指导站": [("维权援助工作站一览",), HEADING, ROW]})
    assert (trouble.key, trouble.values["first"], trouble.values["second"]) == (
        "intake_sayings_differ",
        "指导站",
        "维权援助工作站一览",
    )


def test_a_row_that_says_otherwise_than_its_sheet_is_a_fault_that_names_both():
    found = check({"指导站": [(*HEADING, "类型"), (*ROW, "指导站"), (2, "乙", "沈阳", "", "工作站")]})
    assert found.faults.rows() == [(3, "类型", "工作站", "sheet_differs", "指导站")]
    assert found.rows["name_zh"].to_list() == ["甲"]


def test_a_level_is_asked_for_where_the_kind_is_counted_by_it_and_nowhere_else():
    assert check({"指导站": [HEADING, ROW]}).rows["level"].to_list() == [None]
    trouble = refused({"信息公共服务网点": [HEADING, ROW]})
    assert (trouble.key, trouble.values["kinds"]) == ("intake_level_unsaid", "信息公共服务网点")
    titled = check({"信息公共服务网点": [("省级名单",), HEADING, ROW]})
    assert titled.rows["level"].to_list() == ["provincial"]
    named = check({"Sheet1": [(*HEADING, "类型"), (*ROW, "国家知识产权示范企业")]})
    assert named.rows["level"].to_list() == ["national"]
    mixed = check({"Sheet1": [(*HEADING, "类型"), (*ROW, "国家知识产权示范企业"), (2, "乙", "沈阳", "", "示范企业")]})
    assert mixed.faults.select("row", "column", "rule").rows() == [(3, "级别", "needed")]
    bare = check(
        {"Sheet1": [(*HEADING, "类型", "级别"), (*ROW, "示范企业", ""), (2, "乙", "沈阳", "", "示范企业", "国家级")]}
    )
    assert bare.faults.select("row", "column", "rule").rows() == [(2, "级别", "needed")]


def test_the_list_knows_as_far_as_its_title_says_and_no_day_to_come():
    found = intake.check(
        workbook([("指导站（截至2025年底）",), (*HEADING, "成立时间"), (*ROW, "2026年3月")]),
        "a",
        "service_network",
        today=TODAY,
    )
    assert found.until == dt.date(2025, 12, 31)
    assert {"until_said", "until_passed"} <= {one.kind for _, _, one in found.questions}
    ahead = intake.check(workbook([("指导站（截至2026年底）",), HEADING, ROW]), "a", "service_network", today=TODAY)
    assert ahead.until is None
