"""A heading says a year, and whether it is what was reached or promised, of the whole year or a part, final or not."""

from explorer.pipeline.intake.yearly import years
from tests.support.cases import each


@each(
    "heading, year, roles, unit",
    [
        ("2025", 2025, set(), ""),
        ("2025.0", 2025, set(), ""),
        ("２０２５年", 2025, set(), ""),
        ("25年", 2025, set(), ""),
        ("25年底", 2025, set(), ""),
        ("’25年完成值", 2025, {"actual"}, ""),
        ("25年目标", 2025, {"aim"}, ""),
        ("2025年度", 2025, set(), ""),
        ("2025年底", 2025, set(), ""),
        ("截至2025年12月31日", 2025, set(), ""),
        ("2025-12-31 00:00:00", 2025, set(), ""),
        ("2025年快报", 2025, {"preliminary"}, ""),
        ("2025年（快报）", 2025, {"preliminary"}, ""),
        ("2025年（万件）", 2025, set(), "万件"),
        ("2025年（单位：万件）", 2025, set(), "万件"),
        ("2025年完成值", 2025, {"actual"}, ""),
        ("2025年实际完成情况", 2025, {"actual"}, ""),
        ("2025年目标", 2025, {"aim"}, ""),
        ("目标值（2025年）", 2025, {"aim"}, ""),
        ("2025年计划完成数", 2025, {"aim"}, ""),
        ("2025年同比增长", 2025, {"rate"}, ""),
        ("2025年目标完成率", 2025, {"rate"}, ""),
        ("2025年1-9月", 2025, {"part"}, ""),
        ("2025年前三季度", 2025, {"part"}, ""),
        ("2025年上半年", 2025, {"part"}, ""),
        ("2025-09", 2025, {"part"}, ""),
        ("2025年核定数", 2025, {"final"}, ""),
        ("2025 target", 2025, {"aim"}, ""),
        ("2025 actual", 2025, {"actual"}, ""),
        ("2025 (preliminary)", 2025, {"preliminary"}, ""),
        ("数量", None, {"actual"}, ""),
        ("增幅", None, {"rate"}, ""),
    ],
)
def test_what_a_heading_says(heading, year, roles, unit):
    found = years.read(heading)
    assert (found.year, set(found.roles), found.unit, found.known) == (year, roles, unit, True)


@each(
    "heading",
    [
        "2023—2025年",
        "2025年沈阳",
        "责任处室",
        "2025-03-09",
        "20251",
        "",
        "10年以上",
        "15年内",
        "125年",
        "关于2025年度知识产权主要指标完成情况的通报",
    ],
)
def test_what_is_not_understood_is_no_year(heading):
    found = years.read(heading)
    assert not (found.known and found.year)
