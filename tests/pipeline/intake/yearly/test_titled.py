"""A table of cities whose one year stands in its title is read as of that year, and asked about."""

import pytest

from explorer.core.errors import Trouble
from explorer.pipeline import intake
from tests.support.cases import each
from tests.support.yearly_tables import figures, kinds, pasted, workbook

HEADS = ["地区", "商标有效注册量（万件）", "知识产权维权援助工作站"]
CITIES = [["沈阳市", 25.6, 24], ["大连市", 22, 20]]


def checked(title, *rows):
    return intake.check(pasted([title], *(rows or (HEADS, *CITIES))), "分市", "observations")


@each(
    "title, year",
    [
        ("2025年各市主要指标情况表", 2025),
        ("各市指标完成情况（2024年度）", 2024),
        ("截至2025年12月31日各市情况", 2025),
        ("2025年各市指标  填报日期：2026年1月15日", 2025),
    ],
)
def test_the_titles_year_is_that_of_every_figure_and_is_asked_about(title, year):
    found = checked(title)
    rows = found.rows.select("area", "measure", "value").rows()
    assert ("210100", "trademarks_in_force", 256_000) in rows
    assert ("210200", "rights_aid_workstations", 20) in rows
    assert {day for _, day in figures(found)} == {year}
    assert (0, "year_by_title") in kinds(found)


@each(
    "title",
    [
        "各市主要指标情况表",
        "2023—2025年各市情况",
        "2025年1-9月各市情况",
        "2025年上半年各市情况",
        "2025年各市目标任务表",
    ],
)
def test_without_one_whole_year_that_was_reached_it_is_refused(title):
    with pytest.raises(Trouble) as told:
        checked(title)
    assert told.value.key == "intake_yearly_across"


def test_a_row_of_units_below_the_targets_is_no_city():
    heads = ["市", "商标有效注册量", "知识产权维权援助工作站"]
    found = checked("2025年各市情况", heads, ["", "万件", "家"], *CITIES)
    assert found.rows.filter(area="210100", measure="trademarks_in_force")["value"].to_list() == [256_000]
    assert "row_unread" not in [kind for _, kind in kinds(found)]


def test_what_is_preliminary_by_its_title_is_so_here_too():
    found = checked("2025年各市主要指标（快报数）")
    assert set(found.rows["state"]) == {"preliminary"}


def test_the_sheets_own_name_may_say_the_year():
    content = workbook({"2025年": [HEADS, *CITIES]})
    assert intake.recognise(content, "分市.xlsx") == "observations"
    assert {year for _, year in figures(intake.check(content, "分市.xlsx", "observations"))} == {2025}
