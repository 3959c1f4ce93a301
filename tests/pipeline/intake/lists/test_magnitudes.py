"""What is ten thousand times off its neighbour is asked about, with both; what is merely large is not."""

from explorer.core import inputs
from explorer.pipeline import intake
from tests.support.intake_files import TODAY, delimited

FIGURES = ("指标", "地区", "时期", "数值", "单位")
PLEDGES = ("登记编号", "专利号", "业务类型", "登记日期", "质押项目号", "质押金额（万元）", "市")
KINDS = ("far_from_others", "far_from_before", "sum_far")


def asked(rows, table):
    found = intake.check(delimited(rows), "a.csv", table, today=TODAY)
    assert found.faults.is_empty()
    return [(row, one.kind, dict(one.blanks)) for row, _, one in found.questions if one.kind in KINDS]


def pledges(*amounts):
    rows = [
        (f"E{place}", "202110123456.7", "质押", "2025-01-16", f"P{place}", amount, "沈阳")
        for place, amount in enumerate(amounts)
    ]
    return asked([PLEDGES, *rows], "patent_events")


def figures(*cells):
    return asked(
        [FIGURES, *(("trademarks_in_force", area, year, value, "件") for area, year, value in cells)], "observations"
    )


def test_an_amount_in_yuan_among_ten_thousands_is_asked_about():
    assert pledges(100, 200, 300, 250, 3_000_000) == [(6, "far_from_others", {"value": "3,000,000", "usual": "250"})]
    assert pledges(100, 200, 300, 250, 30_000) == []
    assert pledges(100, 3_000_000) == []


def test_a_figure_without_its_wan_is_asked_about_with_the_row_before():
    found = figures(("沈阳市", 2022, 210_000), ("沈阳市", 2024, 240_000), ("沈阳市", 2023, 23), ("大连市", 2023, 23))
    assert found == [
        (3, "far_from_before", {"value": "240,000", "before": "23", "row": 4}),
        (4, "far_from_before", {"value": "23", "before": "210,000", "row": 2}),
    ]
    assert figures(("沈阳市", 2022, 210_000), ("沈阳市", 2023, 420_000)) == []


def test_a_province_far_from_the_sum_of_all_its_cities_is_asked_about():
    cities = [row["name_zh"] for row in inputs.read()["areas"].iter_rows(named=True) if row["level"] == "city"]
    each = [(city, 2024, 1_000) for city in cities]
    whole = 1_000 * len(cities)
    assert figures(*each, ("辽宁省", 2024, whole)) == []
    (found,) = figures(*each, ("辽宁省", 2024, whole * 1_000))
    assert found[:2] == (len(cities) + 2, "sum_far")
    assert figures(*each[1:], ("辽宁省", 2024, whole * 1_000)) == []
