"""Which city carried how much, in the reader's words: the sentence, the table, the sheet say the same."""

import datetime as dt
import re

from explorer.analysis.contributions import Change, Contribution
from explorer.analysis.view import View
from explorer.core import language
from explorer.views import exhibits
from explorer.views.compare import contributions
from explorer.views.compare import html as compare_html
from tests.analysis.test_comparison import goal, view

DAY = dt.date(2026, 9, 30)
SHENYANG, DALIAN, ANSHAN = "210100", "210200", "210300"


def moved(*parts, evidence="published"):
    return Change(2022.0, 2025.0, parts, evidence)


def test_the_sentence_names_who_carried_most_with_their_shares(small):
    here: View = view(small, code="en", day=DAY)
    parts = (Contribution(SHENYANG, 50, 70, 20.0, 66.7), Contribution(DALIAN, 50, 60, 10.0, 33.3))
    said = contributions.sentence(here, goal(), moved(*parts))
    assert said == (
        "From 2022 to 2025 the 2 cities together changed by +30 (+30.0%); "
        "most of it came from Shenyang (+20, 67% of it), Dalian (+10, 33% of it)."
    )


def test_a_city_that_moved_against_the_whole_is_not_among_those_that_carried_it(small):
    here = view(small, day=DAY)
    parts = (Contribution(SHENYANG, 60, 90, 30.0, None), Contribution(DALIAN, 40, 20, -20.0, None))
    said = contributions.sentence(here, goal(), moved(*parts, evidence="simulated"))
    assert "沈阳市" in said
    assert "大连市" not in said
    assert "模拟" in said


def test_nothing_moved_is_a_sentence_too(small):
    parts = (Contribution(SHENYANG, 0, 0, None, None), Contribution(DALIAN, 0, 0, None, None))
    for code in language.LANGUAGES:
        said = contributions.sentence(view(small, code=code, day=DAY), goal(), moved(*parts))
        assert said.endswith(("。", "."))


def test_the_page_and_the_sheet_have_a_row_a_city_that_add_up(small):
    for code in language.LANGUAGES:
        here = view(small, code=code, day=DAY)
        seen = contributions.found(here, goal())
        drawn = contributions.table(here, goal())
        (rows,) = exhibits.of("compare", {"indicator": "trademarks_in_force", "lang": code}).tables.values()
        assert rows.height == len(seen.parts) == drawn.count("<tr") - 1
        assert rows[here.words("contribution.change")].sum() == seen.after - seen.before
        assert here.words("contribution.title") in drawn


def test_what_does_not_add_up_has_no_such_table(small):
    ratio = goal("high_value_invention_patents_per_capita")
    assert contributions.table(view(small, day=DAY), ratio) == ""
    assert contributions.sheet(view(small, day=DAY), ratio) == {}


def test_a_column_without_information_is_left_out(small):
    """No city has a goal of trademarks; of a ratio every city is held against that of the province."""
    here = view(small, code="en", day=DAY)
    heads = [re.findall(r"<th[^>]*>(.*?)</th>", compare_html.table(here, goal(key), "value")) for key in KEYS]
    assert "Status" not in heads[0]
    assert "Status" in heads[1]


KEYS = ("trademarks_in_force", "high_value_invention_patents_per_capita")


def test_among_the_provinces_the_chosen_target_is_the_first_figure_and_its_absence_is_said(small):
    shown = exhibits.of("compare", {"indicator": KEYS[0], "show": "provinces", "lang": "en"})
    assert shown.parameters["figure"] == "trademarks_in_force"
    placed = exhibits.of("compare", {"show": "provinces", "figure": "pct_applications", "lang": "en"})
    assert re.search(r"Liaoning is number \d+ of \d+ areas", placed.title)
    here, other = view(small, code="en", day=DAY), goal("regional_public_brands")
    choice = compare_html.Choice("provinces", "value", "shared", "", "pct_applications")
    assert compare_html.note(here, other, choice).startswith("Too few provinces publish “")
    assert not compare_html.note(here, goal(), choice).startswith("Too few")
