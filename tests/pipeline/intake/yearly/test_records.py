"""The figures of a yearly table keep the rules of the observations: nothing impossible, nothing ahead of today."""

import datetime as dt

from explorer.pipeline import intake
from tests.support.cases import each
from tests.support.yearly_tables import HEAD, MARKS, STATIONS, checked, kinds, pasted, rules

COVERAGE = ["商标品牌指导站县区覆盖率", "%"]


@each(
    "row, rule",
    [
        ([*STATIONS[:2], 84, -5], "negative"),
        ([*STATIONS[:2], 84, 105.5], "not_whole"),
        ([*COVERAGE, 90, 120], "beyond"),
        ([*COVERAGE, 90, -3], "beyond"),
    ],
)
def test_an_impossible_value_stops_its_row_and_no_other(row, rule):
    found = checked(HEAD, row, MARKS)
    assert rules(found) == [(2, "2025", rule)]
    assert found.rows["measure"].unique().to_list() == ["trademarks_in_force"]


def test_a_year_to_come_is_a_fault():
    content = pasted([*HEAD[:3], "2026年"], STATIONS)
    found = intake.check(content, "a", "observations", today=dt.date(2026, 11, 29))
    assert rules(found) == [(2, "2026", "ahead")]


@each(
    "day, fault, asked",
    [
        ("2027年1月15日", "ahead", None),
        ("1999年6月30日", "reported_early", None),
        ("2024年6月30日", "reported_early", None),
        ("2025年12月20日", None, "reported_before_end"),
        ("2026年2月30日", None, "reported_unread"),
        ("2026年1月15日", None, None),
    ],
)
def test_the_day_of_the_report_lies_between_the_year_and_today(day, fault, asked):
    content = pasted([f"填报日期：{day}"], HEAD, STATIONS, MARKS)
    found = intake.check(content, "a", "observations", today=dt.date(2026, 11, 29))
    assert rules(found) == ([(1, "填报日期", fault)] if fault else [])
    assert [kind for row, kind in kinds(found) if row == 1] == ([asked] if asked else [])
    assert not [one for one in found.rows["known_on"].drop_nulls() if one > dt.date(2026, 11, 29)]
