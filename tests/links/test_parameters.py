"""The registry of parameters: every entry is complete, and it says of each page what the page really asks."""

from functools import cache

import pytest

from explorer.core import language
from explorer.links import document
from explorer.links.ask import LinkAsk
from explorer.links.pages import PAGES
from explorer.links.parameters import KNOWN, Parameter
from explorer.links.prompts import One, Prompt, Value
from explorer.views import choices, exhibits
from explorer.views.sql import choices as sql_choices
from tests.support import drafted

TRADEMARKS = {"indicator": "trademarks_in_force"}
# Links in which each page asks everything it ever asks.
STATES = {
    "target": ({"indicator": "high_value_invention_patents_per_capita"},),
    "compare": tuple(TRADEMARKS | {"show": show} for show in ("grid", "ranking", "scatter", "provinces")),
    "whatif": (TRADEMARKS | {"scenarios": "own,once,city,renewal", "split": "own"},),
    "draft": ({"draft": drafted.TEXT, "target": "high_value_invention_patents_per_capita"},),
}
# What the address itself carries, asked by no widget.
CARRIED = {"release", "agenda", "print", "draft"}
DOOR = {"sql": (sql_choices.choose_query, sql_choices.choose_table)}


class Recorded(LinkAsk):
    """Reads a link, and remembers every prompt it answered."""

    def __init__(self, query):
        super().__init__(query)
        self.prompts: list[Prompt] = []

    def __call__(self, prompt: Prompt[Value]) -> Value:
        self.prompts.append(prompt)
        return super().__call__(prompt)


def asked(page: str, query: dict[str, str]) -> Recorded:
    ask = Recorded(query)
    view = choices.choose_view(ask, language.words("zh"))
    parts = (exhibits.BUILDERS[page],) if page in exhibits.BUILDERS else DOOR.get(page, ())
    for part in parts:
        part(ask, view)
    return ask


@cache
def prompts() -> dict[str, dict[str, str]]:
    """Return by page the kind of each parameter it asks in any state."""
    found = {}
    for page in PAGES:
        everything = [one for state in STATES.get(page, ({},)) for one in asked(page, state).prompts]
        found[page] = {one.name: one.kind for one in everything}
    return found


def test_every_parameter_is_described_in_both_languages():
    wanted = [f"{family}.{name}" for family in ("parameter", "without") for name in KNOWN]
    said = {code: language.words(code).sentences for code in language.LANGUAGES}
    assert not [(key, code) for code in said for key in wanted if key not in said[code]]
    assert not [key for key in said["en"] if key.startswith(("parameter.", "without.")) and key not in wanted]


def test_every_parameter_is_read_by_the_pages_the_registry_names_and_by_no_other(small):
    said = {
        page: {one.name for one in KNOWN.values() if not one.pages or page in one.pages} - CARRIED for page in PAGES
    }
    assert {page: set(kinds) for page, kinds in prompts().items()} == said


def test_every_parameter_is_of_the_kind_the_registry_names(small):
    kinds = {(name, kind) for found in prompts().values() for name, kind in found.items()}
    assert kinds == {(one.name, one.kind) for one in KNOWN.values() if one.name not in CARRIED}


def test_every_example_is_a_value_that_some_page_uses_as_it_stands(small):
    def fits(one: Parameter) -> bool:
        pages = one.pages or ("method",)
        tried = (asked(page, state | {one.name: one.example}) for page in pages for state in STATES.get(page, ({},)))
        return any(one.name in ask.read and not ask.ignored for ask in tried)

    examples = [one for one in KNOWN.values() if one.example and one.name not in CARRIED]
    refused = [one.name for one in examples if not fits(one)]
    assert refused == ["page"], "the small release has one page of each register"


def test_whatever_a_prompt_writes_into_a_link_it_reads_again(small):
    wrong = []
    for page in PAGES:
        for prompt in (one for state in STATES.get(page, ({},)) for one in asked(page, state).prompts):
            answers = [prompt.read(None), *([*prompt.options] if isinstance(prompt, One) else [])]
            told = {prompt.write(answer): answer for answer in answers}
            wrong += [(page, prompt.name, written) for written, meant in told.items() if prompt.read(written) != meant]
            wrong += [(page, prompt.name, said) for said, meant in told.items() if prompt.unusable(said, meant)]
    assert not wrong


def test_no_name_is_given_twice():
    names = [name for one in KNOWN.values() for name in (one.name, *one.formerly)]
    assert len(names) == len(set(names))


def test_the_document_says_what_the_registry_says():
    text = document.FILE.read_text("utf-8")
    assert document.renewed(text) == text, "python -m explorer.links.document writes the table anew"


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_the_table_has_a_row_of_five_cells_for_each_parameter(code):
    rows = document.table(language.words(code)).splitlines()
    assert len(rows) == 2 + len(KNOWN)
    assert {row.count("|") for row in rows} == {6}


def test_a_document_without_a_place_for_the_table_is_refused():
    with pytest.raises(ValueError, match="no place"):
        document.renewed("# Links\n<!-- parameters -->\n")
