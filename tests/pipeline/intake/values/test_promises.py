"""What a city's goal is set for, as people write it; and a file of such goals, each fault told in one sentence."""

import datetime as dt

import polars as pl

from explorer.core import catalogue
from explorer.pipeline import intake
from explorer.pipeline.intake import fields
from explorer.pipeline.intake.values import areas, promises
from tests.support.cases import each
from tests.support.intake_files import delimited

TODAY = dt.date(2026, 9, 30)
TABLE = fields.TABLES["city_goals"]
HEADING = ("规划", "指标", "市", "目标值", "单位", "下达日期")
CLEAN = ("ln-2025", "trademarks_in_force", "大连市", "120000", "件", "2024-03-15")


def check(*rows, heading=HEADING):
    return intake.check(delimited([heading, *rows]), "a", "city_goals", today=TODAY)


def faults(checked):
    return checked.faults.select("row", "column", "rule").rows()


def changed(**cells):
    return tuple((dict(zip(HEADING, CLEAN, strict=True)) | cells).values())


@each("spelt", ["trademarks_in_force", "商标有效注册量", "5", "5.0", "Trademarks in force"])
def test_a_goal_goes_by_its_slug_its_title_and_its_number_in_the_plan(spelt):
    found = promises.indicators(pl.Series([spelt]), pl.Series(["ln-2025"]), TABLE.field("indicator"))
    assert found.rows() == [("trademarks_in_force", None, "")]


@each("goal", catalogue.plans()["ln-2025"].goals)
def test_every_goal_of_a_plan_is_known_by_all_its_names(goal):
    names = [str(goal.no), goal.title.zh, goal.title.en, goal.indicator.slug]
    found = promises.indicators(pl.Series(names), pl.Series([goal.plan] * 4), TABLE.field("indicator"))
    assert found["value"].to_list() == [goal.indicator.slug] * 4


def test_a_number_is_that_of_the_plan_beside_it():
    found = promises.indicators(pl.Series(["1"]), pl.Series(["cn-14fyp"]), TABLE.field("indicator"))
    assert found["value"].to_list() == [catalogue.plans()["cn-14fyp"].goals[0].indicator.slug]


def test_a_plan_goes_by_its_slug_and_both_titles_and_must_be_one_of_a_province():
    plan = catalogue.plans()["ln-2025"]
    names = ["ln-2025", plan.title.zh, plan.short.en, "cn-14fyp", "peers-2025", "ln-2035"]
    found = promises.plans(pl.Series(names), TABLE.field("plan"))
    assert found["value"].to_list() == ["ln-2025"] * 3 + [None] * 3
    assert found["rule"].to_list()[3:] == ["plan_without_cities", "plan_without_cities", "unknown_option"]


def test_a_city_is_one_of_the_plans_province():
    names = ["大连", "辽宁省大连市", "210200", "长春市", "辽宁省", "甘井子区", "沈抚示范区", "火星"]
    field = TABLE.field("city")
    found = promises.cities(pl.Series(names), pl.Series(["ln-2025"] * len(names)), areas.world(), field)
    assert found["value"].to_list() == ["210200"] * 3 + [None] * 5
    assert found["rule"].to_list()[3:] == ["outside_plan"] * 4 + ["unknown_option"]
    assert found["hint"][5] == "大连市"


def test_without_a_plan_the_one_shown_first_is_meant_and_without_a_unit_the_goals_own():
    rows = check(("5", "大连", "12万件", "2024年3月15日"), heading=("目标序号", "地市", "目标任务", "下达时间")).rows
    assert rows.select("plan", "indicator", "city", "value", "unit", "set_on").rows() == [
        ("ln-2025", "trademarks_in_force", "210200", 120000.0, "件", dt.date(2024, 3, 15))
    ]
    assert check(changed(规划="")).rows["plan"].to_list() == ["ln-2025"]


@each(
    "cells, fault",
    [
        ({"规划": "cn-14fyp"}, ("规划", "plan_without_cities")),
        ({"指标": "有效商标"}, ("指标", "unknown_option")),
        ({"指标": "gross_domestic_product"}, ("指标", "not_promised")),
        ({"市": "长春市"}, ("市", "outside_plan")),
        ({"目标值": "0"}, ("目标值", "not_positive")),
        ({"目标值": "-5"}, ("目标值", "not_positive")),
        ({"目标值": "很多"}, ("目标值", "not_a_number")),
        ({"目标值": "12万人"}, ("目标值", "unit_in_cell")),
        ({"目标值": ""}, ("目标值", "needed")),
        ({"单位": "万件"}, ("单位", "unit")),
        ({"下达日期": ""}, ("下达日期", "needed")),
        ({"下达日期": "2026-10-01"}, ("下达日期", "ahead")),
        ({"下达日期": "2024年3月"}, ("下达日期", "incomplete_day")),
    ],
)
def test_a_row_that_cannot_be_a_goal_is_one_fault_at_its_cell(cells, fault):
    checked = check(changed(市="沈阳"), changed(**cells))
    assert faults(checked) == [(3, *fault)]
    assert checked.rows.height == 1


def test_two_goals_of_one_plan_indicator_city_and_day_contradict_each_other():
    later = changed(目标值="130000", 下达日期="2025-03-15")
    checked = check(CLEAN, later, changed(规划="", 指标="5", 目标值="1"))
    assert faults(checked) == [(2, "指标", "set_twice"), (4, "指标", "set_twice")]
    assert checked.faults["hint"].to_list() == ["2, 4"] * 2
    assert checked.rows["value"].to_list() == [130000.0]


def test_a_unit_in_the_heading_is_held_to_the_goals_own_and_a_year_there_is_none():
    def asked(value):
        return check(("5", "大连", "12", "2024-03-15"), heading=("指标", "市", value, "下达日期"))

    assert faults(asked("目标值（万件）")) == [(2, "目标值（万件）", "unit")]
    assert asked("目标值（2025年）").faults.is_empty()
    assert asked("目标值（件）").faults.is_empty()
