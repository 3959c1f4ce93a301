"""A row's figures come in the unit of the indicator; what can be read in two ways, or not at all, stops the row."""

from tests.support.cases import each
from tests.support.yearly_tables import HEAD, MARKS, STATIONS, checked, figures, kinds, rules, sentences

VISITS = "公共服务一体化平台用户访问量"


def test_one_year_in_two_columns_with_different_values_is_a_fault_that_names_both():
    head = [*HEAD, "2025年"]
    found = checked(head, [*STATIONS, 100], [*MARKS, MARKS[-1]])
    assert rules(found) == [(2, "2025", "year_twice")]
    assert found.faults["hint"].item() == "D“2025年”、E“2025年”"
    assert figures(found)["trademarks_in_force", 2025] == 812_000, "equal values say the same"


def test_a_value_beside_an_empty_cell_of_the_same_year_is_no_guess_either():
    assert rules(checked([*HEAD, "2025年"], [*STATIONS, ""], [*MARKS, MARKS[-1]])) == [(2, "2025", "year_twice")]


@each(
    "head, row, value",
    [
        (["指标", "2024年（万件）", "2025年（万件）"], [MARKS[0], 74.3, 81.2], 812_000),
        (["指标", "单位", "2024", "2025"], [MARKS[0], "万件", 74.3, 81.2], 812_000),
        (["指标", "2024", "2025"], [f"{MARKS[0]}（万件）", 74.3, 81.2], 812_000),
    ],
)
def test_the_unit_may_stand_in_the_years_heading_in_a_column_or_behind_the_name(head, row, value):
    assert figures(checked(head, row))["trademarks_in_force", 2025] == value


def test_the_unit_of_the_title_is_that_of_all_rows_without_their_own():
    found = checked(["单位：万件"], ["指标", "单位", "2024", "2025"], [MARKS[0], "", 74.3, 81.2], STATIONS)
    assert figures(found)["trademarks_in_force", 2025] == 812_000
    assert figures(found)["rights_aid_workstations", 2025] == 105


def test_a_unit_that_contradicts_its_heading_is_a_fault():
    assert rules(checked(["指标", "单位", "2024（万件）", "2025（万件）"], [MARKS[0], "件", 1, 2])) == [
        (2, MARKS[0], "unit_twice")
    ]


def test_another_word_for_the_unit_says_that_it_was_multiplied():
    found = checked(HEAD, [VISITS, "万人次", 50.2, 76.4])
    assert figures(found)["public_service_platform_visits", 2025] == 764_000
    assert (2, "converted_loose") in kinds(found)
    assert "10,000" in sentences(found)


@each("name, unit", [("知识产权维权援助工作站（累计）", ""), ("年均新增国家知识产权优势示范企业", "家/年")])
def test_what_is_no_unit_or_a_yearly_one_is_no_reason_to_refuse(name, unit):
    assert rules(checked(HEAD, [name, unit, 50, 60])) == []


def test_a_growth_rates_name_without_a_unit_may_be_either_and_stops_its_row():
    rows = [["海外发明专利授权量年均增长", "", 10, 12], MARKS]
    assert rules(checked(HEAD, *rows)) == [(2, rows[0][0], "growth_unsaid")]


def test_a_number_too_large_to_be_one_is_a_fault():
    assert rules(checked(HEAD, [*STATIONS[:3], "9" * 330], MARKS)) == [(2, "2025", "not_a_number")]


@each(
    "note, kept",
    [
        ("单位：万件", None),
        ("89个保护产品", None),
        ("累计", None),
        ("两市未建成", "两市未建成"),
        ("累计建成，尚缺两市", "累计建成，尚缺两市"),
    ],
)
def test_a_remark_of_unit_or_scope_is_no_explanation_and_that_is_said(note, kept):
    found = checked(
        [*HEAD, "备注"], [*STATIONS[:2], 84, 89, note] if "万" not in note else [*MARKS[:1], "万件", 1, 2, note]
    )
    assert found.rows["note"].unique().to_list() == [kept]
    assert ("remark_of_scope" in [kind for _, kind in kinds(found)]) is (kept is None)
