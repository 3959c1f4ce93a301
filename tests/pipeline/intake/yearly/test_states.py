"""A figure is preliminary, withdrawn or final as its own column, a remark, its heading, a title or a footnote says."""

from explorer.pipeline.intake.yearly import states
from tests.support.cases import each
from tests.support.yearly_tables import AGENCIES, HEAD, MARKS, OUTLETS, STATIONS, checked, kinds, rules
from tests.support.yearly_tables import states as of

MEASURE = "rights_aid_workstations"
STATED = [*HEAD, "状态", "备注"]


@each(
    "text, early",
    [
        ("辽宁省2025年主要指标（快报）", {2025}),
        ("主要指标快报", {2024, 2025}),
        ("注：2025年数据为快报数", {2025}),
        ("注：2025年数据为快报数。", {2025}),
        ("注：以上均为快报数", {2024, 2025}),
        ("All figures are preliminary", {2024, 2025}),
        ("注：2025年部分指标为快报数", set()),
        ("带*的为快报数", set()),
        ("2024年快报数已核定", set()),
        ("快报数请在备注中写明", set()),
        ("如“2025年为快报数”", set()),
        ("as “2025 is preliminary”", set()),
        ("主要指标完成情况表", set()),
    ],
)
def test_the_years_that_a_title_or_a_footnote_calls_preliminary(text, early):
    assert set(states.early_years([(1, text)], [2024, 2025])) == early


@each("heading", ["2025年快报", "2025年（快报）", "2025年快报数"])
def test_a_heading_makes_its_year_preliminary_and_that_is_said(heading):
    found = checked([*HEAD[:3], heading], STATIONS, MARKS)
    assert (of(found)[MEASURE, 2024], of(found)[MEASURE, 2025]) == ("final", "preliminary")
    assert kinds(found) == [(0, "early_by_title")], "once, not once a row"


@each(
    "rows", [[["2025年主要指标（快报）"], HEAD, STATIONS, MARKS], [HEAD, STATIONS, MARKS, ["注：2025年数据为快报数。"]]]
)
def test_a_title_or_a_footnote_makes_a_year_preliminary_and_that_is_said_once(rows):
    found = checked(*rows)
    assert {year for (_, year), state in of(found).items() if state == "preliminary"} == {2025}
    assert [kind for _, kind in kinds(found)].count("early_by_title") == 1
    assert "preliminary" not in [kind for _, kind in kinds(found)]


@each(
    "written, note, state",
    [
        ("快报", "", "preliminary"),
        ("核定", "2025年为快报数", "final"),
        ("2025年快报", "", "preliminary"),
        ("", "2024年快报数已核定，2025年为快报", "preliminary"),
        ("", "预计2026年达到120家", "final"),
    ],
)
def test_the_column_of_states_is_read_and_counts_before_a_remark(written, note, state):
    found = of(checked(STATED, [*STATIONS, written, note], [*MARKS, "", ""]))
    assert (found[MEASURE, 2024], found[MEASURE, 2025]) == ("final", state)


def test_a_withdrawn_figure_needs_an_empty_cell_and_a_reason():
    found = checked(STATED, [*STATIONS[:3], "", "撤回", "录入有误"], [*MARKS, "撤回", ""], [*AGENCIES, "", ""])
    assert of(found)[MEASURE, 2025] == "withdrawn"
    assert {(row, rule) for row, _, rule in rules(found)} == {(3, "bare"), (3, "reason")}


def test_withdrawn_may_stand_in_the_figures_own_cell():
    assert of(checked([*HEAD, "备注"], [*STATIONS[:3], "撤回", "有误"], [*MARKS, ""]))[MEASURE, 2025] == "withdrawn"


def test_a_state_that_nobody_knows_stops_its_row():
    assert rules(checked(STATED, [*STATIONS, "大概", ""], [*OUTLETS, "", ""])) == [(2, STATIONS[0], "state_unknown")]
