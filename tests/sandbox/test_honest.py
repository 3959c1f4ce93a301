"""What analysts write is let through and answered, with the very rows that the database gives by itself."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from explorer.sandbox.pool import Answer
from tests.support.cases import each

QUERIES = [block.strip() for block in Path(__file__).with_name("honest.sql").read_text("utf-8").split("\n\n")]
BY_CHANCE = ("sample", "approx_")


def test_there_are_queries_enough():
    assert len(set(QUERIES)) >= 60


@pytest.fixture(scope="module")
def plainly(edition):
    with duckdb.connect() as connection:
        for file in edition.folder.glob("*.parquet"):
            connection.table_function("read_parquet", [str(file)]).create_view(file.stem)
        yield connection


@each("text", QUERIES)
def test_an_honest_query_is_answered_as_the_database_answers_it(ask, plainly, text):
    found = ask(text)
    assert isinstance(found, Answer), (text, found)
    expected = plainly.sql(text.rstrip(";"))
    assert found.rows.width == len(expected.columns)
    if not any(word in text for word in BY_CHANCE):
        assert found.rows.height == min(len(expected.fetchall()), 10_000)


def test_values_come_as_what_they_are(ask):
    found = ask(
        "select 1 as whole, 1.5 as exact, 2.5::double as real, '字' as text, date '2024-02-29' as day, true as yes, "
        "timestamp '2024-02-29 12:30:00' as moment, sum(2) as total, null as nothing"
    )
    row = found.rows.row(0, named=True)
    assert (row["whole"], row["exact"], row["real"], row["text"], row["total"]) == (1, 1.5, 2.5, "字", 2)
    assert str(row["day"]) == "2024-02-29"
    assert str(row["moment"]) == "2024-02-29 12:30:00"
    assert row["yes"] is True
    assert row["nothing"] is None


def test_what_a_table_cannot_hold_comes_as_text(ask):
    found = ask("select [1, 2] as l, {'a': 1} as s, interval 3 month as i, time '10:00' as t, 10::hugeint ** 30 as h")
    assert found.rows["l"].to_list() == ["[1, 2]"]
    assert found.rows["s"].to_list() == ["{'a': 1}"]
    assert found.rows["i"].to_list() == ["3 months"]


def test_days_that_no_calendar_of_ours_holds_come_as_text_with_their_whole_column(ask):
    found = ask(
        "select unnest([date '2024-02-29', 'infinity', '0044-03-15 (BC)', null]) as d, date '9999-12-31' as last, "
        "timestamp '294246-12-31 10:00:00' as far, timestamp '0001-01-01' as first, timestamptz 'infinity' as never"
    )
    assert found.rows["d"].to_list() == ["2024-02-29", "infinity", "0044-03-15 (BC)", None]
    assert found.rows["far"][0] == "294246-12-31 10:00:00"
    assert (found.rows["last"][0], found.rows["first"][0]) == (dt.date.max, dt.datetime(1, 1, 1))  # noqa: DTZ001
    assert found.rows["never"][0] == "infinity"


def test_numbers_at_the_ends_of_their_types_come_as_numbers(ask):
    row = ask(
        "select 340282366920938463463374607431768211455::uhugeint as u, 18446744073709551615::ubigint as w, "
        "-9223372036854775808 as b, hash(1) > 0 as h, 'nan'::double as n, '-infinity'::double as i, -0.0::double as z"
    ).rows.row(0, named=True)
    assert (row["u"], row["w"]) == (pytest.approx(2**128), pytest.approx(2**64))
    assert (row["b"], row["i"], row["z"]) == (-(2**63), float("-inf"), 0)
    assert row["n"] != row["n"]


def test_today_is_chinas(ask):
    found = ask(
        "select timestamptz '2024-01-01 00:00:00'::varchar as t, timestamptz '2023-12-31 16:00:00+00'::date as d"
    )
    assert found.rows.row(0) == ("2024-01-01 00:00:00+08", dt.date(2024, 1, 1))


def test_sums_wider_than_a_number_of_64_bits_lose_their_last_digits_and_nothing_else(ask):
    found = ask("select sum(x) as s from (values (9223372036854775807), (9223372036854775807)) t(x)")
    assert found.rows["s"].to_list() == [pytest.approx(2 * 9223372036854775807)]


def test_the_order_asked_for_is_kept(ask):
    found = ask("select a from range(5000) t(a) order by a desc")
    assert found.rows["a"].to_list() == list(range(4999, -1, -1))


def test_ten_thousand_rows_are_shown_and_it_is_said_that_there_are_more(ask):
    assert (ask("from range(10000)").rows.height, ask("from range(10000)").more) == (10_000, False)
    assert (ask("from range(10001)").rows.height, ask("from range(10001)").more) == (10_000, True)


def test_two_columns_of_one_name_are_told_apart(ask):
    assert ask("select 1 as a, 2 as a").rows.width == 2


def test_the_tables_read_are_told(ask):
    assert ask("with areas as (from patents) from areas select count(*)").tables == ("patents",)
    assert ask("select 1").tables == ()
