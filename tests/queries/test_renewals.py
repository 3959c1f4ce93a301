"""What the registers say of renewals, counted by hand from 31 March 2023."""

import datetime as dt

import polars as pl
import pytest

from explorer.core import catalogue
from explorer.releases import lists, store
from tests.queries.test_gaps import database
from tests.queries.test_indicators import statement
from tests.support import tiny_release as tiny
from tests.support.tiny_release import CHANGCHUN, DALIAN, QUERIES, SHENFU, SHENYANG

DAY = dt.date(2023, 3, 31)
FILES = sorted((QUERIES / "renewals").glob("*.sql"))
MARK_COLUMNS = ("registration_no", "city", "registered_on", "expires_on", "ended_on")
MARKS = (
    # terms that ended between 30 September 2019 and 30 September 2022
    ("renewed", SHENYANG, "2012-06-30", "2032-06-30", None),
    ("not renewed", SHENYANG, "2012-05-31", "2022-05-31", "2022-05-31"),
    ("let go in the half year after", SHENYANG, "2010-01-31", "2020-01-31", "2020-04-30"),
    ("cancelled before its term", SHENYANG, "2012-06-30", "2022-06-30", "2021-06-30"),
    ("renewed twice", SHENYANG, "2001-03-31", "2031-03-31", None),
    # younger ones
    ("due in 2026", SHENYANG, "2016-09-30", "2026-09-30", None),
    ("ends later than we know", SHENYANG, "2016-09-30", "2026-09-30", "2024-01-01"),
    ("new", SHENYANG, "2022-12-31", "2032-12-31", None),
    ("of dalian", DALIAN, "2022-12-31", "2032-12-31", None),
    ("of the zone", SHENFU, "2022-12-31", "2032-12-31", None),
    ("of changchun", CHANGCHUN, "2022-12-31", "2032-12-31", None),
)
PATENT_COLUMNS = ("application_no", "kind", "city", "filed_on", "granted_on", "lapsed_on", "expires_on")
PATENTS = (
    ("kept", "invention", SHENYANG, "2015-01-01", "2017-01-01", None, "2035-01-01"),
    ("lapsed in the second year", "invention", SHENYANG, "2015-01-01", "2017-01-01", "2021-12-31", "2035-01-01"),
    ("at its end", "invention", SHENYANG, "2002-06-30", "2005-01-01", "2022-06-30", "2022-06-30"),
    ("new", "invention", SHENYANG, "2020-01-01", "2022-12-31", None, "2040-01-01"),
    ("a model", "utility_model", SHENYANG, "2020-01-01", "2021-12-31", None, "2030-01-01"),
    ("of changchun", "invention", CHANGCHUN, "2020-01-01", "2021-12-31", None, "2040-01-01"),
)


@pytest.fixture(scope="module")
def register():
    tables = tiny.tables()
    for name, columns, rows in (("trademarks", MARK_COLUMNS, MARKS), ("patents", PATENT_COLUMNS, PATENTS)):
        tables[name] = pl.DataFrame(list(tiny._numbered(columns[0], columns, rows)), schema=tables[name].schema)
    return database(tables)


def asked(register, slug, area=SHENYANG, day=DAY):
    rows = register.sql(catalogue.renewals()[slug], params={"as_of": day, "area": area}).fetchall()
    return {(item, year): amount for item, year, amount in rows}


def test_marks_in_shenyang(register):
    found = asked(register, "trademarks_in_force")
    assert found["stock", None] == 5, "renewed, renewed twice, the two due in 2026, new"
    assert found["granted", None] == pytest.approx(1 / 3)
    assert found["asked", None] == 4, "renewed, not renewed, let go after it, renewed twice"
    assert found["renewed", None] == 2
    assert found["other", None] == pytest.approx(1 / 3), "the cancelled one; those not renewed are counted as due"
    due = {year: amount for (item, year), amount in found.items() if item == "due"}
    assert due == {2026: 2, 2031: 1, 2032: 2}


def test_the_province_is_its_fourteen_cities(register):
    assert asked(register, "trademarks_in_force", "210000")["stock", None] == 6
    assert asked(register, "trademarks_in_force", DALIAN)["stock", None] == 1


def test_inventions_owe_a_fee_in_every_year(register):
    found = asked(register, "invention_patents_per_capita")
    assert found["stock", None] == 2
    assert found["granted", None] == pytest.approx(1 / 3)
    # Kept: three years. Lapsed: two. At its end: two, since what expires in a year owes no more.
    assert found["asked", None] == 3 + 2 + 2
    assert found["renewed", None] == 3 + 1 + 2
    assert {year: n for (item, year), n in found.items() if item == "expiring"} == {2035: 1, 2040: 1}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_renewal_query_is_plain_and_bound(path):
    text = statement(path)
    assert path.stem in catalogue.indicators()
    assert {"$as_of", "$area"} <= set(text.replace(")", " ").replace("\n", " ").replace(",", " ").split())


@pytest.mark.parametrize("slug", catalogue.renewals())
def test_the_stock_is_the_indicators_own(small, slug):
    """Per head, the stock over the people; plain, the stock itself."""
    day = dt.date(2023, 12, 31)
    rows = lists.renewals(slug, "210000", day, "all", small)
    stock = rows.filter(pl.col("item") == "stock")["amount"][0]
    indicator = catalogue.indicators()[slug]
    measured = store.ask(slug, indicator.sql, small).filter(pl.col("period") == day)
    assert stock == measured["value" if indicator.additive else "numerator"].sum()


def test_a_register_of_other_evidence_says_nothing(small):
    day = dt.date(2023, 12, 31)
    assert lists.renewals("trademarks_in_force", "210000", day, "published", small) is None
    assert lists.renewals("ip_pledge_amount", "210000", day, "all", small) is None
    indicator = catalogue.indicators()["trademarks_in_force"]
    assert store.monthly(indicator, "210000", day, "published", small).is_empty()
    assert store.monthly(indicator, "210000", day, "all", small)["period"].max() == day
