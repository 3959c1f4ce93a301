"""The gate: one question, to the release's tables, in known words, read alike by two parsers."""

import duckdb
import pytest

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.sandbox import gate, limits
from tests.support.cases import each

KNOWN = frozenset({"patents", "areas"})
ZH = language.words("zh")


@pytest.fixture(scope="module")
def admit():
    with duckdb.connect(config={"errors_as_json": True}) as parser:

        def admitted(text):
            try:
                return gate.admit(text, KNOWN, parser)
            except Trouble as trouble:
                return trouble

        yield admitted


def test_it_tells_the_tables_of_the_release_that_are_read(admit):
    assert admit("from patents join areas on city = area").tables == ("areas", "patents")
    assert admit("with patents as (select 1) from patents").tables == ()
    assert admit("from PATENTS").tables == ("patents",)


def test_a_name_of_a_common_table_expression_holds_only_where_the_database_sees_it(admit):
    assert admit("with a as (select 1), b as (from a) from b").tables == ()
    assert admit("with b as (from a), a as (select 1) from b").key == "sandbox_table"
    assert admit("select * from (with a as (select 1) from a), a").key == "sandbox_table"
    assert admit("with recursive a(n) as (select 1 union all select n + 1 from a where n < 3) from a").tables == ()
    assert admit("with a as (from a) from a").key == "sandbox_table"


def test_a_select_that_writes_is_no_question(admit):
    for text in (
        "with x as (insert into areas values (1) returning *) from x",
        "with x as (copy areas to 'x.csv') from x",
        "with x as (update areas set area = 1 returning *) from x",
        "with x as (delete from areas returning *) from x",
    ):
        assert admit(text).key == "sandbox_construct", text


@each(
    "text, key, line, column",
    [
        ("select 1,\n  getenv('x')", "sandbox_function", 2, 3),
        ("select '中文', getenv('x')", "sandbox_function", 1, 14),
        ("select *\nfrom 'x.csv'", "sandbox_table", 2, 6),
        ("select 1::variant", "sandbox_type", 1, 11),
        ("selec 1", "sandbox_syntax", 1, 1),
        ("select '中' fromm x y", "sandbox_syntax", 1, 18),
        ("from read_text('x')", "sandbox_function", 1, 6),
    ],
)
def test_what_is_refused_is_refused_with_its_place(admit, text, key, line, column):
    found = admit(text)
    assert (found.key, found.values["line"], found.values["column"]) == (key, line, column)


def test_pivot_without_values_is_refused_with_a_word_on_how_to_write_it(admit):
    assert admit("pivot patents on kind using count(*)").key == "sandbox_pivot"
    assert "IN" in ZH.trouble(admit("pivot patents on kind using count(*)"))
    assert admit("pivot patents on kind in ('a', 'b') using count(*)").tables == ("patents",)


def test_a_text_is_bounded_before_any_parser_sees_it(admit):
    assert admit("select '" + "x" * limits.TEXT + "'").key == "sandbox_too_long"
    assert admit("select '" + "字" * 7000 + "'").key == "sandbox_too_long"
    assert admit("select " + "(" * 101).key == "sandbox_too_complex"
    assert admit("select " + "[" * 30 + "1" + "]" * 30).text
    assert admit("select " + ", ".join(["1 + 1"] * 2000)).key == "sandbox_too_complex"


def test_a_comment_or_a_semicolon_at_the_end_is_no_second_statement(admit):
    assert admit("select 1; -- done").text
    assert admit("select 1;\n\n").text
    assert admit("select ';'").text
    assert admit("select 1; select 2").key == "sandbox_several"


@each("text", ["", " ", "-- nothing", "/* nothing */", ";"])
def test_nothing_is_said_to_be_nothing(admit, text):
    assert admit(text).key in ("sandbox_empty", "sandbox_syntax")
