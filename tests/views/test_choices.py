"""What a link means, without its page: every parameter with every kind of junk, and what a choice leads to."""

from functools import cache

import pytest

from explorer.analysis.registers.definitions import REGISTERS
from explorer.core import language, texts
from explorer.links import parameters, parsing
from explorer.links.ask import LinkAsk
from explorer.links.parameters import KNOWN
from explorer.links.prompts import Day, FreeText, Number, One, PageNumber, Several, Slider, Weights
from explorer.views import choices, exhibits
from explorer.views.registers import choices as registers_choices
from explorer.views.registers import records
from explorer.web.frame import forms
from explorer.web.ui import widgets
from tests.links.test_parameters import STATES
from tests.pages.test_pages import JUNK

TEXTS = ("find", "record", "reading", "note", "named")
EMPTY = ("goal", "change", "city_change", "scenarios", "own", "stretch")  # what may be left empty
REFUSED = ("draft",)  # what is refused whole where it is damaged


def read(page: str, query: dict[str, str]) -> LinkAsk:
    ask = LinkAsk({"lang": "en"} | query)
    exhibits.BUILDERS[page](ask, choices.choose_view(ask, language.words("zh")))
    return ask


@cache
def state_that_reads(page: str, name: str) -> dict[str, str]:
    """Return a link in which the page reads the parameter; of those that all pages read, the shortest."""
    states = STATES.get(page, ({},))
    return next(state for state in states if name in read(page, state).used or name in TEXTS)


@cache
def usual(page: str, name: str) -> LinkAsk:
    """Return the reading of that link without the parameter."""
    return read(page, {one: value for one, value in state_that_reads(page, name).items() if one != name})


def wrong(page: str, name: str, junk: str) -> str:
    """Return what is wrong with how a page reads one value of one parameter; nothing where all is well."""
    ask, plain = read(page, state_that_reads(page, name) | {name: junk}), usual(page, name)
    named = [one.name for one in ask.ignored]
    if name in TEXTS or (junk == "" and name in EMPTY):
        cut = [name] if len(junk) > parsing.LONGEST or texts.plain(junk) != junk else []
        return f"{name}={junk[:20]!r}: a text is taken as it is, and named only where something of it is left out" * (
            named != cut
        )
    if named != [name]:
        return f"{name}={junk[:20]!r}: named were {named}"
    if ask.used[name] == plain.used.get(name, "") and ask.used != plain.used:
        return f"{name}={junk[:20]!r}: the usual value gives another view"
    return ""


# The pages that ask anything of their own, and one for what all of them ask.
ASKING = [page for page in exhibits.BUILDERS if page == "target" or any(page in one.pages for one in KNOWN.values())]


@pytest.mark.parametrize("page", ASKING)
def test_junk_for_any_parameter_of_a_page_is_named_and_its_usual_view_is_meant(small, page):
    view = ("plan", "area", "as_of", "evidence", "lang")
    names = [one.name for one in KNOWN.values() if page in one.pages or (page == "target" and one.name in view)]
    names = [name for name in names if name not in REFUSED]
    number = {(name, "-1") for name in ("change", "city_change", "growth", "own", "stretch")}
    tried = [(name, junk) for name in names for junk in JUNK if (name, junk) not in number]
    assert len(tried) >= len(JUNK)
    assert not [said for name, junk in tried if (said := wrong(page, name, junk))]


def test_a_negative_number_is_a_number_where_one_makes_sense(small):
    asked = {"indicator": "trademarks_in_force", "scenarios": "own,once", "growth": "-1", "change": "-1", "goal": "-1"}
    ask = read("whatif", asked)
    assert (ask.used["growth"], ask.used["change"]) == ("-1", "-1")
    assert [(one.name, one.used) for one in ask.ignored] == [("goal", "0")]


def test_a_release_that_is_not_kept_is_named_and_the_one_in_use_is_meant(small):
    for junk in JUNK[1:]:
        ask = LinkAsk({"release": junk})
        assert choices.choose_view(ask, language.words("zh")).edition == small
        assert [(one.name, one.used) for one in ask.ignored] == [("release", small.id)]


@pytest.mark.parametrize("page", exhibits.BUILDERS)
def test_what_a_page_does_not_read_is_known_to_be_unread(small, page):
    strange = {one.name for one in KNOWN.values() if one.pages and page not in one.pages}
    ask = read(page, dict.fromkeys(strange, "junk"))
    assert strange <= set(parameters.unread(ask.query, ask.read))
    assert not ask.ignored


@pytest.mark.parametrize("page", REGISTERS)
def test_junk_looked_for_in_a_register_is_a_sentence_and_a_way_back(small, page):
    register = REGISTERS[page]
    for junk in JUNK:
        ask = LinkAsk({"lang": "en", "find": junk, "record": junk})
        view = choices.choose_view(ask, language.words("zh"))
        choice = registers_choices.choose_filters(ask, view, register)
        choice = registers_choices.choose_record(ask, view, register, choice)
        body = records.detail(view, page, choice) + records.listed(view, page, choice)
        assert "<script>alert" not in body
        if junk:
            assert "There is no record number" in body
            assert f'href="{page}?' in body
        if junk not in ("", "-1", "null"):
            assert "No records match" in body


def test_every_kind_of_prompt_has_a_control_or_a_widget():
    kinds = (Day, FreeText, Number, One, PageNumber, Several, Slider, Weights)
    nowhere, by_link = forms._control.dispatch(object), widgets._answered.dispatch(object)
    for kind in kinds:
        assert forms._control.dispatch(kind) != nowhere or widgets._answered.dispatch(kind) != by_link, kind
    assert {one.kind for one in kinds} == {one.kind for one in KNOWN.values()}


def test_a_misspelt_slug_is_the_nearest_and_is_named(small):
    ask = read("target", {"indicator": "trademark_in_force"})
    assert [(one.asked, one.used) for one in ask.ignored] == [("trademark_in_force", "trademarks_in_force")]


def test_a_number_written_otherwise_is_the_same_number(small):
    asked = {"indicator": "trademarks_in_force", "scenarios": "own", "growth": "7.00", "goal": "9e5"}
    ask = read("whatif", asked)
    assert not ask.ignored
    assert (ask.used["growth"], ask.used["goal"]) == ("7", "900000")
