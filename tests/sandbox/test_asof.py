"""The tables as of a day: what came later does not show, and what is counted agrees with the pages."""

import datetime as dt

import polars as pl
import pytest

from explorer.core import catalogue
from explorer.releases import reconcile, store
from explorer.sandbox.engine import Engine
from tests.support.cases import each

DAY = dt.date(2023, 6, 30)
MEASURED = [slug for slug, indicator in catalogue.indicators().items() if indicator.sql]


@pytest.fixture(scope="module")
def engine(edition):
    return Engine(edition.folder, edition.until)


def ask(engine, text, day=DAY):
    return pl.DataFrame(pl.from_arrow(engine.answer(text, day)[0]))


@each("slug", MEASURED)
def test_the_sql_of_an_indicator_gives_the_values_that_the_pages_knew_on_that_day(engine, edition, slug):
    indicator = catalogue.indicators()[slug]
    then = pl.DataFrame(pl.from_arrow(engine.run(indicator.sql, DAY)[0]))
    now = store.ask(slug, indicator.sql, edition).filter(pl.col("period") <= DAY)
    shared = reconcile.roll_up(then, store.areas(edition)).filter(pl.col("period") <= DAY)
    expected = reconcile.roll_up(now, store.areas(edition)).filter(pl.col("period") <= DAY)
    assert shared.sort("area", "period").equals(expected.sort("area", "period"))


def test_a_row_that_began_later_does_not_show(engine):
    for table, column in {
        "patents": "filed_on",
        "patent_events": "happened_on",
        "trademarks": "registered_on",
        "periods": "period",
        "observations": "known_on",
    }.items():
        assert ask(engine, f"select max({column}) as last from {table}")["last"][0] <= DAY, table


def test_a_day_that_lay_ahead_is_empty(engine):
    days = ask(engine, "select max(granted_on) as granted, max(lapsed_on) as lapsed from patents")
    assert days["granted"][0] <= DAY
    assert days["lapsed"][0] is None or days["lapsed"][0] <= DAY


def test_a_figure_of_unknown_day_counts_from_the_last_day_on(engine, edition):
    undated = "select count(*) as n from observations where known_on is null"
    assert ask(engine, undated)["n"][0] == 0
    assert ask(engine, undated, edition.until)["n"][0] > 0


def test_the_last_day_shows_everything_and_so_does_a_later_one(engine, edition):
    with_all = ask(engine, "select count(*) as n from trademarks", edition.until)["n"][0]
    assert ask(engine, "select count(*) as n from trademarks", dt.date(2999, 1, 1))["n"][0] == with_all
    assert ask(engine, "select count(*) as n from trademarks")["n"][0] < with_all


def test_columns_keep_their_order_and_types(engine, edition):
    for table in engine.tables:
        assert ask(engine, f"describe {table}").equals(ask(engine, f"describe {table}", edition.until)), table
