"""A table is the home province's unless it says another area, and another area's figures are never the province's."""

from explorer.core import catalogue
from explorer.pipeline.intake.yearly import places
from tests.support.cases import each
from tests.support.yearly_tables import HEAD, MARKS, STATIONS, checked, figures, kinds, rules

NATION = catalogue.plans()["cn-14fyp"]
NATIONAL = [["专利商标质押融资额", "亿元", 300, 350], ["知识产权保护社会满意度", "分", 80, 81]]


@each(
    "title, may",
    [
        ("全国主要指标", True),
        ("国家主要指标", True),
        ("填报单位：国家知识产权局某处", False),
        ("辽宁省主要指标", False),
        ("辽宁省全国排名", False),
        ("主要指标", False),
    ],
)
def test_the_nations_plan_needs_the_nation_in_title_or_sheet(title, may):
    assert places.may_be(NATION, "Sheet1", [title]) is may


def test_a_table_of_the_nation_is_the_nations():
    assert checked(["全国主要指标"], HEAD, *NATIONAL).rows["area"].unique().to_list() == ["100000"]


@each("title, area", [("全国主要指标", "100000"), ("全省主要指标（占全国比重另报）", "210000"), ("主要指标", "210000")])
def test_a_goal_of_both_plans_is_of_the_area_that_the_title_names(title, area):
    row = ["每万人口高价值发明专利拥有量", "件/万人", 14, 15]
    assert checked([title], HEAD, row).rows["area"].unique().to_list() == [area]


def test_among_the_provinces_rows_a_measure_of_the_nations_plan_is_named_and_not_taken():
    found = checked(["辽宁省主要指标"], HEAD, STATIONS, NATIONAL[0])
    assert found.rows["area"].unique().to_list() == ["210000"]
    assert (4, "row_of_another") in kinds(found)


def test_a_column_of_areas_says_of_which_each_row_is():
    head = ["指标", "地区", "单位", "2024", "2025"]
    rows = [
        [STATIONS[0], area, "家", number, number + 1]
        for number, area in enumerate(["全省", "沈阳", "全国", "火星"], 10)
    ]
    found = checked(head, *rows)
    assert found.rows["area"].unique(maintain_order=True).to_list() == ["210000", "210100", "100000"]
    assert (5, "row_of_no_area") in kinds(found)


def test_a_title_that_names_a_city_is_a_fault():
    assert rules(checked(["沈阳市主要指标"], HEAD, STATIONS, MARKS)) == [(3, STATIONS[0], "title_of_city")]
    assert figures(checked(["全省（含沈阳市）主要指标"], HEAD, STATIONS, MARKS))["trademarks_in_force", 2025] == 812_000
