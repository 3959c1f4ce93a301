"""What a draft's link shows without its page: the targets chosen on one scale, and each for itself."""

import pytest

from explorer.core import language
from explorer.links import drafts
from explorer.links.drafts import Draft, Target
from explorer.views import exhibits
from explorer.views.draft import exhibit as draft_exhibit
from explorer.views.draft import rows, text
from tests.support import drafted
from tests.support.cases import each

PATENTS = "high_value_invention_patents_per_capita"


def shown(**more: str):
    return exhibits.of("draft", {"draft": drafted.TEXT, "lang": "en"} | more)


def order(exhibit) -> list[str]:
    return [name.partition(" ")[0] for name in exhibit.graph.categories]


def test_the_bars_are_what_each_choice_asks_over_the_recent_pace(small):
    exhibit = shown()
    (bars,) = exhibit.graph.series
    asked = [one.asks.rho for one in rows.chosen(exhibit.view, drafted.DRAFT)]
    assert [rho for _, rho in bars.points] == pytest.approx([rho for rho in asked if rho is not None], abs=0.005)
    assert exhibit.graph.digits == 2


def test_the_targets_stand_by_the_plan_by_what_they_ask_or_by_who_answers(small):
    found = rows.chosen(shown().view, drafted.DRAFT)
    assert order(shown()) == [str(one.goal.no) for one in found]
    rhos = {str(one.goal.no): one.asks.rho for one in found}
    asked = order(shown(order="ambition"))
    assert asked == sorted(asked, key=lambda no: -1 if rhos[no] is None else rhos[no], reverse=True)
    departments = {str(one.goal.no): text.department(shown().view, one) for one in found}
    by_department = [departments[no] for no in order(shown(order="department"))]
    assert by_department == sorted(by_department)


@each("lang", language.LANGUAGES)
def test_the_sentence_counts_every_word_of_ambition_and_every_example(small, lang):
    exhibit, words = shown(lang=lang), language.words(lang)
    found = rows.chosen(exhibit.view, drafted.DRAFT)
    for one in found:
        if one.asks.word:
            count = sum(other.asks.word == one.asks.word for other in found)
            assert f"{words(f'proposed_ambition.{one.asks.word}')} {count}" in exhibit.sentence
    assert str(sum(one.simulated for one in found)) in exhibit.sentence


def test_each_target_is_a_part_with_its_numbers_its_levels_and_the_choice(small):
    parts = list(draft_exhibit.parts(shown()))
    assert [one.parameters["target"] for one in parts] == [one.indicator for one in drafted.TARGETS]
    for one, target in zip(parts, drafted.TARGETS, strict=True):
        (choice,) = (series for series in one.graph.series if series.mark == "goal")
        assert choice.points == ((2030.0, target.value),)
        levels = rows.row(one.view, drafted.DRAFT, target.indicator).table.levels
        assert levels == {one.mark: one.points[-1][1] for one in one.graph.series if one.mark in levels}


def test_a_value_that_is_chosen_in_the_link_is_in_the_exhibit(small):
    exhibit = shown(target=PATENTS, own="19")
    values = {one.indicator: one.value for one in drafts.read(exhibit.parameters["draft"]).targets}
    assert values[PATENTS] == 19


def test_an_empty_draft_has_no_picture_and_says_so(small):
    exhibit = exhibits.of("draft", {"lang": "en"})
    assert (exhibit.pictures, exhibit.graph, dict(exhibit.tables)) == ((), None, {})
    assert exhibit.sentence == language.words("en")("draft.nothing")


def test_where_a_plan_has_several_areas_one_is_asked_for(small):
    exhibit = exhibits.of("draft", {"plan": "peers-2025", "lang": "en"})
    assert exhibit.sentence == language.words("en")("draft.one_area")


def test_a_department_of_ones_own_stands_as_it_was_written(small):
    own = Draft("", "210000", 2026, 2030, (Target(PATENTS, 17.0, department="Some Office"),))
    view = shown().view
    assert text.department(view, rows.row(view, own, PATENTS)) == "Some Office"
