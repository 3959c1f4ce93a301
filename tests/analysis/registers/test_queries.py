"""What the register pages ask: headers in both languages, parameters bound, statements a shell could run."""

import datetime as dt
import re

import polars as pl
import pytest

from explorer.analysis.registers import counts, definitions, queries
from explorer.analysis.view import View
from explorer.core.errors import Trouble
from explorer.releases import store
from tests.support.cases import each

EVERY = queries.questions()
every_question = each("name", EVERY)


def asked(edition, slug, **more):
    register = definitions.REGISTERS[slug]
    filters = tuple((one, definitions.ALL) for one in ("county", *register.filters))
    choice = definitions.Choice(filters, register.states[0], rows=register.first[0], columns=register.first[1], **more)
    return counts.asked(View(edition, "ln-2025", "210000", dt.date(2024, 3, 31), "all", "zh"), register, choice)


def register_of(name):
    return next(slug for slug in definitions.REGISTERS if name.startswith(slug))


@every_question
def test_a_question_has_a_title_in_both_languages_and_a_statement_with_its_grain(name):
    found = EVERY[name]
    assert found.title.zh
    assert found.title.en
    assert found.parameters
    assert re.search(r"^-- .*\bper\b", found.sql, re.MULTILINE | re.IGNORECASE), "the grain stands above the select"


@every_question
def test_a_question_answers_with_the_columns_it_has_titles_for(small, name):
    found = queries.answer(name, small, asked(small, register_of(name)))
    titles = set(EVERY[name].columns)
    if name.endswith("_figures"):
        assert found.columns == ["figure", "value", "before"]
        assert titles <= set(found["figure"]) | {"high_value_inventions_in_force"}
        assert set(EVERY[name].units) == titles
    else:
        assert titles <= set(found.columns) | {"stations", "outlets"}


def test_a_question_is_given_what_it_names_and_nothing_else(small):
    with pytest.raises(KeyError):
        queries.answer("trademarks_expiring", small, {"as_of": dt.date(2024, 3, 31)})


def test_the_same_question_is_answered_from_what_was_kept(small):
    wanted = asked(small, "trademarks")
    assert queries.answer("trademarks_counts", small, wanted) is queries.answer("trademarks_counts", small, wanted)
    assert queries.extract("trademarks_counts", small, wanted) is not queries.extract(
        "trademarks_counts", small, wanted
    )


def test_a_failing_question_is_one_sentence(small):
    with pytest.raises(Trouble):
        store.ask("broken", "select nothing from nowhere", small)


def test_a_header_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "odd.sql").write_text('-- title = "only one language"\n\nselect 1\n', "utf-8")
    with pytest.raises(Trouble, match="field_not_table"):
        queries.read_question(tmp_path / "odd.sql")


@every_question
def test_no_question_reads_anothers_city(small, name):
    """Every statement narrows to the home cities, so neither the Shenfu zone nor another province is ever counted."""
    assert "$area in (city, province)" in EVERY[name].sql or name == "patents_history"


def test_an_answer_is_a_polars_frame(small):
    assert isinstance(queries.answer("service_network_coverage", small, asked(small, "service_network")), pl.DataFrame)


def test_a_question_is_given_ten_seconds_and_is_not_remembered_as_failed(small, monkeypatch):
    wanted, limits = asked(small, "trademarks", find="limit"), []

    def slow(seconds, *_):
        limits.append(seconds)
        raise Trouble("question_too_long", seconds=seconds)

    with monkeypatch.context() as patch:
        patch.setattr(store, "ask_within", slow)
        for ask in (queries.answer, queries.extract):
            with pytest.raises(Trouble, match="question_too_long"):
                ask("trademarks_counts", small, wanted)
    assert limits == [queries.SECONDS, queries.SECONDS_OF_A_FILE] == [10, 60]
    assert queries.answer("trademarks_counts", small, wanted).is_empty()
