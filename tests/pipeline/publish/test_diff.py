"""What publishing would change, on rows counted by hand."""

import datetime as dt

import polars as pl
import pytest

from explorer.pipeline.publish import diff
from tests.exports.office.office_files import tables
from tests.support import small_release

UNTIL = dt.date(2026, 9, 30)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return what writes the small release with some tables replaced into a folder of its own."""

    def written(name, **replaced):
        monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / name))
        manifest = small_release.publish(tables() | replaced, UNTIL, seed=1)
        return tmp_path / name / "releases" / manifest.id

    return written


def rows(before, after, name):
    return next(one for one in diff.rows(before, after) if one.table == name)


def test_nothing_in_use_makes_every_row_new(folder):
    found = rows(None, folder("a"), "trademarks")
    assert (found.new, found.changed, found.withdrawn) == (tables()["trademarks"].height, 0, 0)


def test_rows_are_told_apart_by_number_and_by_what_they_say(folder):
    marks = tables()["trademarks"]
    other = marks.slice(1).with_columns(
        holder=pl.when(pl.col("registration_no") == "R3").then(pl.lit("li")).otherwise(pl.col("holder"))
    )
    more = other.with_columns(registration_no=pl.lit("N") + pl.col("registration_no")).head(2)
    found = rows(folder("a"), folder("b", trademarks=pl.concat([other, more])), "trademarks")
    assert (found.new, found.changed, found.withdrawn, found.simulated) == (2, 1, 1, 1)


def test_another_import_alone_changes_no_row_but_better_evidence_does(folder):
    marks = tables()["trademarks"]
    before = folder("a")
    renamed = marks.with_columns(source=pl.lit("imp-1"), known_on=pl.lit(UNTIL))
    assert rows(before, folder("b", trademarks=renamed), "trademarks").changed == 0
    better = marks.with_columns(evidence=pl.lit("office"))
    assert rows(before, folder("c", trademarks=better), "trademarks").changed == marks.height


def test_a_figure_the_office_gave_before_is_corrected_and_another_is_new(folder):
    figures = tables()["observations"]
    given = figures.filter(pl.col("evidence") == "office").head(1)
    unknown = figures.filter((pl.col("evidence") == "published") & (pl.col("measure") == "gdp")).head(1)
    came = pl.concat([given, unknown]).with_columns(value=pl.lit(1.0), evidence=pl.lit("office"))
    found = rows(folder("a"), folder("b", observations=pl.concat([figures, came])), "observations")
    assert (found.new, found.changed, found.withdrawn) == (1, 1, 0)
    found = rows(folder("c", observations=pl.concat([figures, came])), folder("d"), "observations")
    assert (found.new, found.changed, found.withdrawn) == (0, 0, 2)


def test_what_the_office_said_last_of_a_figure_changes_nothing_when_it_comes_again(folder):
    figures = tables()["observations"]
    given = figures.filter(pl.col("evidence") == "office").head(1)
    again = given.with_columns(source=pl.lit("imp-2"), known_on=pl.lit(UNTIL))
    before = folder("a")
    found = rows(before, folder("b", observations=pl.concat([figures, again])), "observations")
    assert (found.new, found.changed, found.withdrawn) == (0, 0, 0)
    other = again.with_columns(value=pl.col("value") + 1)
    found = rows(before, folder("c", observations=pl.concat([figures, other])), "observations")
    assert (found.new, found.changed, found.withdrawn) == (0, 1, 0)


def test_what_stands_twice_by_name_and_city_is_counted(folder):
    units = tables()["service_network"].head(3)
    published = units.with_columns(name_zh=pl.lit("站"), city=pl.lit("210100"), evidence=pl.lit("published"))
    office = published.with_columns(
        evidence=pl.lit("office"),
        unit_no=pl.lit("U") + pl.col("unit_no"),
        city=pl.Series(["210100", "210200", "210100"]),
    )
    found = rows(folder("a"), folder("b", service_network=pl.concat([published, office])), "service_network")
    assert found.twice == 2
