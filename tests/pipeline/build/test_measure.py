"""The last table of a release: it is added to what is there, and makes the release another."""

import polars as pl

from explorer.core import disk
from explorer.pipeline.build import assemble, measure
from explorer.releases import connection, manifest, measured, release
from explorer.releases.manifest import Origin
from explorer.releases.measured import TABLE
from tests.conftest import UNTIL, small_tables
from tests.support.cases import each


def written(folder):
    """Write the tiny release without its figures."""
    folder.mkdir()
    tables = small_tables()
    return manifest.write(folder, tables, assemble.weakest(tables), Origin(UNTIL, 1))


def test_the_figures_are_added_to_a_release_and_are_as_weak_as_their_weakest_row(tmp_path):
    before = written(tmp_path / "one")
    after = measure.add(tmp_path / "one")
    assert after.tables.keys() - before.tables.keys() == {TABLE}
    assert after.id != before.id
    assert after == manifest.verify(tmp_path / "one")
    rows = pl.read_parquet(tmp_path / "one" / f"{TABLE}.parquet")
    assert (after.tables[TABLE].rows, after.tables[TABLE].evidence) == (rows.height, "simulated")


def test_one_thread_adds_up_so_that_a_sum_of_fractions_is_the_same_in_every_run(tmp_path, monkeypatch):
    asked, everything = [], measured.everything

    def noted(source):
        asked.append(connection.connection(source).execute("select current_setting('threads')").fetchall())
        return everything(source)

    monkeypatch.setattr(measured, "everything", noted)
    written(tmp_path / "one")
    measure.add(tmp_path / "one")
    assert asked == [[(1,)]]


@each("place", ["one", "two"])
def test_the_same_release_has_the_same_figures_wherever_it_lies(tmp_path, small, place):
    written(tmp_path / place)
    measure.add(tmp_path / place)
    figures = f"{TABLE}.parquet"
    assert disk.digest(tmp_path / place / figures) == disk.digest(release.edition().folder / figures)
