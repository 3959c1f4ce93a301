"""PIVOT as analysts write it: answered as the database itself answers it, and only through the gate."""

import duckdb
import pytest

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.sandbox import faults, pivots
from explorer.sandbox.engine import Engine
from tests.support.cases import each

QUERIES = """
pivot patents on kind using count(*) group by city
pivot patents on kind using count(*) group by city order by city desc
pivot patents on kind in ('invention', 'design') using count(*) group by city order by city limit 2
pivot patents on kind in ('invention') using count(*) as n, max(filed_on) as last group by city order by all
pivot patents on year(filed_on) using count(*) group by kind order by kind
pivot patents on pre_examined using count(*) group by kind
pivot patents on granted_on is null using count(*) group by kind;
pivot patents on date_trunc('year', filed_on) using count(*) group by kind order by 1
pivot patents on kind || '–' || city using count(*) group by city
pivot (select city, kind, year(filed_on) % 3 / 7 as part from patents) on part using count(*) group by kind
from (pivot patents on kind using count(*) group by city) order by city
with a as (from patents where kind <> 'design') pivot a on kind using count(*) group by city order by city
unpivot (select 1 as a, 2 as b) on a, b into name n value v order by n desc
""".strip().splitlines()


@pytest.fixture(scope="module")
def engine(edition):
    return Engine(edition.folder, edition.until)


@pytest.fixture(scope="module")
def plainly(edition):
    with duckdb.connect() as connection:
        connection.table_function("read_parquet", [str(edition.folder / "patents.parquet")]).create_view("patents")
        yield connection


def rows(found):
    return sorted(map(repr, found))


@each("text", QUERIES)
def test_a_pivot_is_answered_as_the_database_answers_it(engine, plainly, text):
    found, tables, _ = engine.answer(text, engine.until)
    expected = plainly.execute(text)
    assert found.schema.names == [column[0] for column in expected.description]
    assert rows(tuple(row.values()) for row in found.to_pylist()) == rows(expected.fetchall())
    assert tables == (("patents",) if "patents" in text else ())


def test_the_order_asked_for_is_kept(engine):
    found, _, _ = engine.answer("pivot patents on kind using count(*) group by city order by city desc", engine.until)
    cities = found.column("city").to_pylist()
    assert cities == sorted(cities, reverse=True)


@each(
    "text, key",
    [
        ("pivot (from range(101) t(a)) on a using count(*)", "pivot_many"),
        ("pivot (from patents where city = 'none') on kind using count(*)", "pivot_many"),
        ("pivot patents on kind, holder_type using count(*) group by city", "pivot"),
        ("select 1 from (pivot patents on kind using count(*)), (pivot patents on city using count(*))", "pivot"),
        ("pivot 'x.csv' on a using count(*)", "table"),
        ("pivot patents on read_text(kind) using count(*)", "function"),
        ("pivot patents on nosuch using count(*)", "column"),
        ("explain select 1", "explain"),
        ("explain analyze from patents", "explain"),
    ],
)
def test_what_cannot_be_crossed_is_told(engine, text, key):
    with pytest.raises(Trouble) as told:
        engine.answer(text, engine.until)
    assert told.value.key == f"sandbox_{key}"
    for code in language.LANGUAGES:
        assert language.words(code).trouble(told.value)


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_the_example_in_the_sentence_runs(engine, code):
    said = language.words(code).trouble(Trouble("sandbox_pivot"))
    example = said[said.index("PIVOT patents") : said.index("GROUP BY city") + len("GROUP BY city")]
    assert engine.answer(example, engine.until)[0].schema.names == ["city", "invention", "design"]


@pytest.mark.parametrize(
    "text",
    [
        "pivot patents on kind in ('design') using count(*) group by city order by |nosuch",
        "pivot patents on kind using count(*), max(|nosuch) group by city\n  order by city",
        "pivot patents on kind using count(*) group by city\n  order by |nosuch",
        "pivot patents on kind || '中文' using max(|nosuch) order by all",
    ],
)
def test_a_fault_has_its_place_in_the_text_that_the_reader_wrote(engine, text):
    before, _, after = text.partition("|nosuch")
    with pytest.raises(Trouble) as told:
        engine.answer(f"{before}nosuch{after}", engine.until)
    assert told.value.key == "sandbox_column"
    place = {"line": before.count("\n") + 1, "column": len(before.split("\n")[-1]) + 1}
    assert {name: told.value.values[name] for name in place} == place


def test_what_was_put_in_is_counted_in_bytes():
    made = pivots.named("pivot t on 中 using n", pivots.Values("", 11, 12), ["it's", None])
    assert made.text == "pivot t on (中) in ('it''s') using n"
    read = made.text.encode()
    assert [read[at : at + length].decode() for at, length in made.added] == ["(", ") in ('it''s')"]
    assert faults._origin(read.index("中".encode()), [made.added]) == 11
    assert faults._origin(read.index(b"using"), [made.added]) == "pivot t on 中 ".encode().__len__()
    assert faults._origin(read.index(b"it"), [made.added]) == -1
    assert faults._origin(-1, [made.added]) == -1
