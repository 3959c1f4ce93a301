"""Flat tables of everything known of an indicator."""

import datetime as dt

import polars as pl

from explorer.core import catalogue
from explorer.exports.datasets import concepts, tables
from explorer.exports.datasets.tables import Scope
from explorer.releases import store
from tests.conftest import UNTIL


def test_a_table_holds_what_the_store_knows_of_every_area(small):
    """Area by area through all of them, registers and their sums included."""
    for slug in ("trademarks_in_force", "resident_population"):
        found = tables.figures(slug, Scope(small, UNTIL, "all"))
        indicator = catalogue.indicators()[slug]
        known = pl.concat([store.read(indicator, area, UNTIL, "all", small) for area in store.areas(small)])
        assert sorted(found.select("REF_AREA", "OBS_VALUE", "EVIDENCE").rows()) == sorted(
            known.select("area", "value", "evidence").rows()
        )
        assert found.select(concepts.KEY).is_unique().all()


def test_a_filter_leaves_the_rows_that_stay_as_they_were(small):
    whole = tables.figures("invention_patents_per_capita", Scope(small, UNTIL, "published"))
    asked = Scope(small, UNTIL, "published", ("100000", "210000"), dt.date(2020, 1, 1))
    part = tables.figures("invention_patents_per_capita", asked)
    mine = pl.col("REF_AREA").is_in(asked.areas), pl.col("TIME_PERIOD") >= "2020"
    assert 0 < part.height < whole.height
    assert part.rows() == whole.filter(*mine).rows()


def test_units_have_codes_of_their_own_that_sdmx_allows():
    units = {one.unit.en: concepts.unit_code(one.unit) for one in catalogue.indicators().values()}
    assert len(set(units.values())) == len(units)
    assert units["%"] == "PERCENT"
    assert units["100 million yuan"] == "100_MILLION_YUAN"
