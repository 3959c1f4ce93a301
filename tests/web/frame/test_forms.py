"""Prompts as controls: what each shows and offers, what a new choice forgets, and that no text becomes a tag."""

import datetime as dt
import re

from explorer.core import language
from explorer.links.prompts import Day, FreeText, Number, One, PageNumber, Several
from explorer.web.frame import forms
from explorer.web.frame.forms import Asked

EN = language.words("en")


def drawn(prompt, answer):
    return str(forms.drawn("row", [Asked(prompt, answer)], EN))


def test_a_row_without_prompts_is_not_drawn():
    assert forms.drawn("row", [], EN) is None


def test_choices_stand_in_a_sentence_where_it_says_and_the_rest_behind_it():
    year = Asked(One("goal_year", "Year", {"2030": "2030"}), "2030")
    others = [Asked(Number(name, name, (0.0, 9.0), None, 0), 1.0) for name in ("goal", "change")]
    told = f"By {forms.place('goal_year')}, at {forms.place('goal')} units <b>."
    shown = str(forms.sentence("asked", [*others, year], EN, told))
    order = [shown.index(one) for one in ("By ", "goal_year", ", at ", 'data-name="goal"', " units", "change")]
    assert order == sorted(order)
    assert "&lt;b&gt;" in shown
    assert forms.PLACE not in shown


def test_a_sentence_with_a_place_for_what_is_not_asked_leaves_it_out():
    assert forms.PLACE not in str(forms.sentence("asked", [], EN, f"By {forms.place('goal_year')}."))


def test_a_place_is_found_again_in_a_sentence_of_the_page():
    blanks = {name: forms.place(name) for name in ("year", "indicator", "goal")}
    told = EN("whatif.sentence", unit="units", **blanks)
    shown = str(forms.sentence("asked", [Asked(One("year", "Year", {"2030": "2030"}), "2030")], EN, told))
    assert re.search(r'By <label class="choice of-year">.*</label>, ', shown)
    assert not re.search(r"indicator|goal", re.sub(r"<[^>]*>", "", shown)), "what is not asked leaves no name behind"


def test_a_list_shows_its_answer_and_offers_the_rest():
    shown = drawn(One("span", "Span", {"year": "Year", "month": "Month"}), "month")
    assert re.findall(r'<option value="(\w+)"( selected)?>', shown) == [("year", ""), ("month", " selected")]
    assert 'data-name="span"' in shown


def test_a_label_that_would_be_repeated_is_heard_and_not_seen():
    assert '<span class="heard">Group</span>' in drawn(One("group", "Group", {"a": "A"}, bare=True), "a")


def test_several_are_boxes_of_one_group():
    shown = drawn(Several("scenarios", "Scenarios", {"own": "Own", "once": "Once"}, ("own",)), ("once",))
    assert re.findall(r'value="(\w+)"( checked)?', shown) == [("own", ""), ("once", " checked")]
    assert "<legend>Scenarios</legend>" in shown


def test_a_number_has_its_bounds_and_steps_and_may_be_empty():
    prompt = Number("goal", "Goal", (0.0, 100.0), None, 1)
    assert 'min="0" max="100" step="0.1" value="2.5"' in drawn(prompt, 2.5)
    assert 'value=""' in drawn(prompt, None)


def test_a_day_lies_between_its_first_and_last():
    first, last = dt.date(2020, 1, 1), dt.date(2026, 9, 30)
    assert 'min="2020-01-01" max="2026-09-30" value="2024-03-31"' in drawn(
        Day("as_of", "As of", first, last), dt.date(2024, 3, 31)
    )


def test_a_page_leads_a_step_back_and_on_but_not_beyond_the_list():
    shown = drawn(PageNumber("page", "Page", 3), 3)
    assert '<button type="button" data-set="page" value="2">Previous</button>' in shown
    assert 'value="4" disabled' in shown


def test_a_new_choice_forgets_what_was_chosen_for_the_former_one():
    assert "goal growth" in forms.forgotten("indicator").replace("goal_year ", "")
    assert forms.forgotten("state") == "page"
    assert forms.forgotten("page") == ""


def test_no_text_of_a_prompt_becomes_a_tag():
    bad = '"><script>alert(1)</script>'
    shown = drawn(FreeText("find", bad, hint=bad), bad) + drawn(One("kind", bad, {bad: bad}), bad)
    assert "<script>" not in shown
