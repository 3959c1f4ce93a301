"""What a title or remark says of a part of a year never comes in as the year's figure without a word."""

from explorer.pipeline.intake.yearly import partly
from tests.support.cases import each
from tests.support.yearly_tables import HEAD, MARKS, STATIONS, checked, figures, kinds, rules


@each(
    "text, year",
    [
        ("主要指标（2025年1—9月）", 2025),
        ("数据截至2025年9月底", 2025),
        ("截至2025-09-30", 2025),
        ("2025年前三季度", 2025),
        ("上半年完成情况", 2026),
        ("（截至9月底）", 2026),
        ("2025年1至10月", 2025),
        ("截至2025年底", None),
        ("截至2025年12月31日", None),
        ("2025年1-12月", None),
        ("2020—2025年", None),
        ("填报日期：2026年10月8日", None),
        ("截至12月底", None),
    ],
)
def test_which_part_of_a_year_a_text_names(text, year):
    assert partly.named([text], 2026) == ({year: text} if year else {})


def test_a_title_of_a_part_of_the_newest_year_is_a_fault():
    found = checked(["辽宁省主要指标（2025年1—9月）"], HEAD, STATIONS, MARKS)
    assert [one for one in rules(found) if one[2] == "part_by_title"] == [(3, "2025", "part_by_title")]
    assert checked(["辽宁省主要指标（截至2025年底）"], HEAD, STATIONS, MARKS).faults.is_empty()
    assert checked(["辽宁省主要指标（截至2026年9月底）"], HEAD, STATIONS, MARKS).faults.is_empty(), "no figure is of it"


def test_a_remark_of_a_part_of_a_year_is_asked_about():
    found = checked([*HEAD, "备注"], [*STATIONS, "截至2025年9月底"], [*MARKS, ""])
    assert (2, "part_by_remark") in kinds(found)


def test_december_among_months_is_a_month_and_alone_it_is_asked_about():
    def read(*columns):
        more = [5] * (len(columns) - 2)
        return checked(["指标名称", "单位", *columns], [*STATIONS, *more], [*MARKS, *more])

    assert {year for _, year in figures(read("2024年", "2025年11月", "2025年12月"))} == {2024}
    alone = read("2024年12月", "2025年12月")
    assert figures(alone)["rights_aid_workstations", 2025] == 105
    assert "columns_december" in [kind for _, kind in kinds(alone)]
    assert "columns_december" not in [kind for _, kind in kinds(read("2024年12月31日", "2025年12月底"))]


def test_from_january_to_december_is_the_year():
    found = checked(["指标名称", "单位", "2024年", "2025年1-12月"], STATIONS, MARKS)
    assert figures(found)["rights_aid_workstations", 2025] == 105
