"""What a release keeps of what its registers say: exactly what the statements say."""

from dataclasses import replace

import polars as pl
import pytest

from explorer.core import catalogue, paths
from explorer.core.errors import Trouble
from explorer.releases import connection, measured, release, store
from explorer.releases.measured import TABLE

MEASURED = [slug for slug, indicator in catalogue.indicators().items() if indicator.sql]


def test_the_figures_kept_equal_what_every_statement_says_now(small):
    kept = pl.read_parquet(small.folder / f"{TABLE}.parquet")
    differing = [
        slug
        for slug in MEASURED
        if not measured.worked_out(catalogue.indicators()[slug], small)
        .sort("area", "period")
        .equals(kept.filter(pl.col("indicator") == slug).drop("indicator"))
    ]
    assert not differing
    assert kept["indicator"].n_unique() >= len(MEASURED) // 2, "the tiny registers measure most of them"


def test_no_statement_is_run_where_the_release_keeps_its_figures(small, monkeypatch):
    asked, ask = [], connection.ask

    def noted(slug, sql, source, **parameters):
        asked.append(sql)
        return ask(slug, sql, source, **parameters)

    monkeypatch.setattr(connection, "ask", noted)
    fresh = replace(small, id="looked-at-first")  # nothing is remembered of it yet
    assert store.monthly(catalogue.indicators()["trademarks_in_force"], "210000", fresh.until, "all", fresh).height
    assert not asked


def test_a_release_of_before_works_its_figures_out_and_so_does_one_whose_statements_changed(small):
    before = {name: one for name, one in small.evidence.items() if name != TABLE}
    older = replace(small, id="older", evidence=before)
    other = replace(small, id="other", meaning="of other statements")
    assert other.reread
    for slug in MEASURED:
        indicator = catalogue.indicators()[slug]
        here = measured.read(indicator, small).sort("area", "period")
        for one in (older, other):
            assert measured.read(indicator, one).sort("area", "period").equals(here), slug


def test_figures_kept_are_rolled_up_together_as_each_by_itself(small):
    older = replace(small, id="rolled-up-alone", evidence={k: v for k, v in small.evidence.items() if k != TABLE})
    for slug in MEASURED:
        assert store._measured(small, slug).equals(store._measured(older, slug)), slug
    assert any(store._measured(small, slug).height for slug in MEASURED)


def test_a_releases_figures_are_read_once_for_all_indicators(small, monkeypatch):
    read, table = [], connection.table

    def noted(source, name):
        read.append(name)
        return table(source, name)

    monkeypatch.setattr(connection, "table", noted)
    fresh = replace(small, id="read-once")
    for slug in MEASURED:
        store.monthly(catalogue.indicators()[slug], "210000", fresh.until, "all", fresh)
    assert read.count(TABLE) == 1


def test_the_figures_are_checked_like_any_table(small, tmp_path):
    folder = tmp_path / "altered"
    folder.mkdir()
    for path in small.folder.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    content = bytearray((folder / f"{TABLE}.parquet").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / f"{TABLE}.parquet").write_bytes(content)
    with pytest.raises(Trouble, match=rf"release_damaged.*{TABLE}\.parquet"):
        release.opened(folder)


def test_only_the_statements_of_the_indicators_say_what_is_measured(small):
    kept = pl.read_parquet(small.folder / f"{TABLE}.parquet")
    assert set(kept["indicator"]) <= {path.stem for path in paths.QUERIES.glob("*.sql")}
    shares = kept.filter(pl.col("numerator").is_not_null())
    assert shares["value"].null_count() == shares.height, "a row is a value or the parts of a ratio, never both"
