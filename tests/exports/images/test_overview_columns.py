"""The overview in columns: every target once, in order, the columns about as high as each other."""

import re

import pytest

from explorer.core import language, marks
from explorer.exports.images import overview_columns, typeface
from explorer.views import exhibits, phrases
from tests.support.cases import each

LIGHT = marks.PALETTES["light"]


def laid_out(theme="light", **asked):
    shown = exhibits.of("overview", asked)
    return shown, overview_columns.laid_out(shown.sections, theme)


def drawn(theme="light", **asked) -> str:
    return "".join(overview_columns.drawn(laid_out(theme, **asked)[1], 0, 0, marks.palette(theme)))


@each("plan", ["ln-2025", "cn-14fyp", "cn-15fyp", "peers-2025"])
@each("group", ["chapter", "status"])
def test_every_target_stands_once_and_in_order(small, plan, group):
    asked = {"plan": plan, "lang": "zh"} | ({"group": group} if plan == "ln-2025" else {"group": "status"})
    shown, rows = laid_out(**asked)
    wanted = [row.no for section in shown.sections for row in section.rows]
    assert [int(row.number) for column in rows for row in column if row.number] == wanted
    assert [int(no) for no in re.findall(r'text-anchor="end"[^>]*>(\d+)<', drawn(**asked))] == wanted


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_the_columns_are_about_as_high_as_each_other_and_none_ends_with_a_heading(small, lang):
    _, rows = laid_out(plan="ln-2025", lang=lang)
    high = [sum(row.high for row in column) for column in rows]
    assert max(high) - min(high) <= 2 * max(row.high for column in rows for row in column)
    assert all(column[-1].number for column in rows[:-1])
    assert overview_columns.height(rows) == max(high)


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_there_are_as_many_columns_as_make_the_letters_largest(small, lang):
    shown, rows = laid_out(plan="ln-2025", lang=lang)
    both = [
        overview_columns._rows(shown.sections, "light", overview_columns._wide(count))
        for count in overview_columns.COUNTS
    ]
    heights = [
        overview_columns.height(overview_columns._parts(one, count))
        for one, count in zip(both, overview_columns.COUNTS, strict=True)
    ]
    assert overview_columns.height(rows) == min(heights)


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_names_and_goals_stand_whole_within_their_column(small, lang):
    shown, rows = laid_out(plan="ln-2025", lang=lang)
    room = overview_columns._wide(len(rows)) - overview_columns.TEXT
    words = language.words(lang)
    said = {row.number: row for column in rows for row in column if row.number}
    for goal in shown.view.goals:
        row = said[str(goal.no)]
        assert "".join(row.title).replace(" ", "") == phrases.title(shown.view, goal).replace(" ", "")
        pieces = [piece for line in row.known for piece in line]
        assert f"{words('overview.goal')} {words.promise(goal)}" in [text for text, _, _ in pieces]
        assert all(typeface.width(text, size) <= room for text, _, size in pieces)


def test_simulated_values_are_marked(small):
    shown = exhibits.of("overview", {"plan": "ln-2025", "lang": "en"})
    said = drawn(plan="ln-2025", lang="en")
    assert said.count("○") >= sum(
        stands.reached is not None and stands.reached.evidence == "simulated"
        for stands in map(shown.view.standing, shown.view.goals)
    )
    assert "○" in said
    assert "○" not in drawn(plan="cn-14fyp", evidence="published", lang="en")


def test_a_dark_page_has_the_rows_in_its_own_colours(small):
    light, dark = (set(re.findall("#[0-9A-F]{6}", drawn(theme, lang="zh"))) for theme in ("light", "dark"))
    assert {marks.dark_of()[colour] for colour in light} == dark
    assert LIGHT.ink not in dark


def test_nothing_to_list_is_nothing_drawn():
    assert overview_columns._parts([], 3) == []
    assert overview_columns.height([]) == 0
