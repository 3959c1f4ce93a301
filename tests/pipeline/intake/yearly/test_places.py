"""A table is the home province's unless it says another area, and another area's figures are never the province's."""

from explorer.core import catalogue
from explorer.pipeline import intake
from explorer.pipeline.intake.yearly import places
from tests.support.cases import each
from tests.support.yearly_tables import HEAD, MARKS, STATIONS, checked, figures, kinds, rules, workbook

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


@each(
    "title",
    [
        "沈阳市主要指标",
        "沈阳市主要指标（报省局）",
        "沈阳市主要指标（报辽宁省知识产权局）",
        "沈阳、大连两市主要指标",
        "和平区主要指标",
        "广东省主要指标完成情况",
        "吉林主要指标",
        "内蒙古自治区知识产权主要指标",
        "长春市主要指标",
        "哈尔滨主要指标",
        "Jilin: key figures",
    ],
)
def test_a_title_that_names_a_city_or_another_province_is_a_fault(title):
    assert rules(checked([title], HEAD, STATIONS, MARKS)) == [(3, STATIONS[0], "title_of_another")]


@each("row", [["沈阳市"], ["吉林省"], ["", "", "沈阳", "沈阳"]])
def test_a_row_by_itself_that_names_another_area_is_a_fault(row):
    found = checked(["主要指标"], HEAD, row, STATIONS, MARKS)
    assert rules(found) == [(4, STATIONS[0], "title_of_another")]


def test_a_sheet_that_names_another_province_is_a_fault():
    found = intake.check(workbook({"广东": [HEAD, STATIONS, MARKS]}), "表.xlsx", "observations")
    assert [row["rule"] for row in found.faults.iter_rows(named=True)] == ["title_of_another"]


@each("title", ["全省主要指标（与广东、江苏对比）", "辽宁省与吉林省主要指标", "Liaoning and Jilin: key figures"])
def test_a_title_with_the_home_province_in_it_is_the_homes_whatever_else_it_names(title):
    found = checked([title], HEAD, STATIONS, MARKS)
    assert (found.rows["area"].unique().to_list(), rules(found)) == (["210000"], [])
    assert figures(found)["trademarks_in_force", 2025] == 812_000


def test_a_title_that_names_a_city_beside_the_whole_province_is_the_provinces():
    assert figures(checked(["全省（含沈阳市）主要指标"], HEAD, STATIONS, MARKS))["trademarks_in_force", 2025] == 812_000


def named(file, title):
    """Return the areas that are asked about because of a file's name."""
    found = intake.check(workbook({"Sheet1": [[title], HEAD, STATIONS, MARKS]}), file, "observations")
    assert figures(found)["trademarks_in_force", 2025] == 812_000
    return [one.blanks["area"] for _, _, one in found.questions if one.kind == "file_of_another"]


@each("file, area", [("吉林省2025年.xlsx", "吉林省"), ("长春指标.xlsx", "长春市"), ("沈阳市年度表.xlsx", "沈阳市")])
def test_a_file_called_by_another_area_is_asked_about(file, area):
    assert named(file, "主要指标") == [area]
    assert named(file, "全省主要指标") == [], "its title says whose it is"
    assert named("辽宁" + file, "主要指标") == []


def test_a_row_without_an_area_among_rows_of_cities_is_a_fault_and_never_the_provinces():
    head = ["地区", "指标", "单位", "2024", "2025"]
    rows = [["沈阳市", *STATIONS], [None, *MARKS], ["大连市", *STATIONS]]
    found = checked(head, *rows)
    assert rules(found) == [(3, MARKS[0], "area_unsaid")]
    assert found.rows["area"].unique(maintain_order=True).to_list() == ["210100", "210200"]
    whole = checked(head, ["全省", *STATIONS], [None, *MARKS])
    assert (whole.rows["area"].unique().to_list(), rules(whole)) == (["210000"], []), "all of it is the province's"
