"""What the office brought, on the disk: once for the same content, whole, and told from what was altered."""

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest

from explorer.core.errors import Trouble
from explorer.pipeline import imports
from explorer.pipeline.imports import Brought
from tests.exports.office.office_files import DALIAN, SHENYANG, day, figures, marks, rows
from tests.support.cases import each

TODAY = dt.date(2026, 11, 26)
TWO = (("R1", SHENYANG, day("2023-05-01")), ("R2", DALIAN, day("2024-02-29"), day("2026-01-31")))


@pytest.fixture
def aside(tmp_path, monkeypatch):
    """A place aside, in an empty data folder."""
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    imports.folder().mkdir()
    return imports.folder()


def test_an_import_keeps_the_rows_and_the_file_as_it_came(aside):
    one = imports.stage(marks(*TWO), aside, TODAY, ())
    assert (one.table, one.mode, one.file, one.rows, one.on) == ("trademarks", "append", "marks.csv", 2, TODAY)
    assert one.id.startswith("imp-20261126-")
    assert (aside / one.id / "original").read_bytes() == marks(*TWO).content
    found = imports.rows(one.id)
    assert found["registration_no"].to_list() == ["R1", "R2"]
    assert set(found["evidence"]) == {"office"}
    assert set(found["source"]) == {one.id}


def test_a_row_is_known_since_the_day_its_file_gives_else_since_the_import(aside):
    early = dt.date(2026, 3, 1)
    brought = figures(("gdp", SHENYANG, day("2025-12-31"), 8000.0, early), ("gdp", DALIAN, day("2025-12-31"), 9000.0))
    found = imports.rows(imports.stage(brought, aside, TODAY, ()).id)
    assert found["known_on"].to_list() == [early, TODAY]


@pytest.mark.parametrize(
    ("cells", "until"),
    [
        (TWO, day("2026-01-31")),  # the end of a mark is the latest that happened
        ((("R1", SHENYANG, day("2023-05-01")),), day("2023-05-01")),
        ((("R1", SHENYANG, day("2023-05-01"), day("2033-05-01")),), TODAY),  # never after the day it is brought
        ((("R1", SHENYANG),), TODAY),  # nothing dated
    ],
)
def test_a_file_knows_as_far_as_its_last_event(aside, cells, until):
    assert imports.stage(marks(*cells), aside, TODAY, ()).until == until


def test_units_without_a_day_count_from_their_lists_own_which_it_then_knows(aside):
    def reach(*known):
        cells = [{"unit_no": "U0", "opened_on": day("2021-05-10")}]
        cells += [{"unit_no": f"U{place}", "known_on": one} for place, one in enumerate(known, 1)]
        brought = Brought("service_network", rows("service_network", *cells), "list.csv", b"x")
        return imports.reaches(brought, TODAY)

    assert reach() == day("2021-05-10")
    assert reach(None) == day("2021-05-10")
    assert reach(day("2025-12-31")) == day("2025-12-31")


@each(
    "opened, until, known",
    [
        ("2021-05-10", None, "2021-04-30"),  # the last month-end that the list knows
        ("2021-05-31", None, "2021-05-31"),
        ("2021-05-10", "2025-12-31", "2025-12-31"),
        (None, None, "2026-10-31"),  # no day at all: it was brought on 26 November
        (None, "2027-05-31", "2026-11-26"),  # never before it was brought
    ],
)
def test_a_unit_without_a_day_counts_from_a_month_end_that_its_list_is_counted_to(aside, opened, until, known):
    cells = ({"unit_no": "U0", "opened_on": opened and day(opened)}, {"unit_no": "U1"})
    until = until and day(until)
    brought = Brought("service_network", rows("service_network", *cells), "list.csv", b"x", until=until)
    found = imports.rows(imports.stage(brought, aside, TODAY, ()).id)
    assert found.filter(pl.col("unit_no") == "U1")["known_on"].to_list() == [day(known)]


def test_a_file_may_say_how_far_it_knows(aside):
    one = imports.stage(marks(*TWO, until=day("2026-09-30")), aside, TODAY, ())
    assert one.until == day("2026-09-30")


def test_the_same_content_is_the_same_import_also_on_another_day(aside):
    first = imports.stage(marks(*TWO), aside, TODAY, ())
    again = imports.stage(marks(*TWO), aside, TODAY + dt.timedelta(days=3), (first,))
    assert again == first
    assert len(list(aside.iterdir())) == 1


@pytest.mark.parametrize("other", [{"mode": "replace"}, {"until": day("2026-09-30")}, {"content": b"else"}])
def test_another_mode_reach_or_file_is_another_import(aside, other):
    first = imports.stage(marks(*TWO), aside, TODAY, ())
    assert imports.stage(replace(marks(*TWO), **other), aside, TODAY, ()).id != first.id


def test_a_file_brought_again_after_a_later_one_corrects_it_from_that_day_on(aside):
    first = imports.stage(figures(("gdp", SHENYANG, day("2025-12-31"), 1.0)), aside, TODAY, ())
    later = imports.stage(figures(("gdp", SHENYANG, day("2025-12-31"), 2.0)), aside, TODAY, (first,))
    back = figures(("gdp", SHENYANG, day("2025-12-31"), 1.0))
    again = imports.stage(back, aside, TODAY + dt.timedelta(days=1), (first, later))
    assert again.id != first.id
    assert imports.rows(again.id)["known_on"].to_list() == [TODAY + dt.timedelta(days=1)]


@each("file", ["rows.parquet", "original", "import.json"])
@each("damage", ["missing", "altered"])
def test_what_was_altered_is_not_taken(aside, file, damage):
    one = imports.stage(marks(*TWO), aside, TODAY, ())
    victim = aside / one.id / file
    if damage == "missing":
        victim.unlink()
    else:
        victim.write_bytes(victim.read_bytes()[:-9] + b"x" * 9)
    assert not imports.intact(one.id)
    with pytest.raises(Trouble, match="import_damaged"):
        imports.rows(one.id)
    mended = imports.stage(marks(*TWO), aside, TODAY, ())
    assert (mended.id, imports.intact(one.id)) == (one.id, True)


@pytest.mark.parametrize("id_", ["imp-20260101-0000000000", "../imports", ""])
def test_an_import_that_is_not_there_is_named(aside, id_):
    with pytest.raises(Trouble, match="import_damaged"):
        imports.rows(id_)


def test_what_no_table_can_take_is_refused_in_a_sentence(aside):
    with pytest.raises(Trouble, match="import_unknown_table"):
        imports.stage(replace(marks(*TWO), table="periods"), aside, TODAY, ())
    with pytest.raises(Trouble, match="import_only_appends"):
        imports.stage(replace(figures(("gdp", SHENYANG, TODAY, 1.0)), mode="replace"), aside, TODAY, ())
    with pytest.raises(Trouble, match="import_empty"):
        imports.stage(replace(marks(*TWO), rows=rows("trademarks")), aside, TODAY, ())


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("商标 2026.xlsx", "商标 2026.xlsx"),
        ("C:\\Users\\li\\marks.csv", "marks.csv"),
        ("../../etc/passwd", "passwd"),
        ("a\nb\x00\u202egnp.csv", "abgnp.csv"),
        ("x" * 500 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_a_files_name_fits_a_line_and_leads_nowhere(aside, name, kept):
    one = imports.stage(replace(marks(*TWO), file=name), aside, TODAY, ())
    assert one.file == kept


def test_an_import_is_a_source_that_pages_can_name(aside):
    one = imports.stage(marks(*TWO), aside, TODAY, ())
    source = imports.source(one)
    assert source["source"] == one.id
    assert "marks.csv" in source["title"]
    assert source["published_on"] == "2026-11-26"
    assert source["url"] is None


def test_who_published_it_is_written_into_it(aside):
    one = imports.stage(marks(*TWO), aside, TODAY, ())
    imports.sign(aside / one.id, "li", "quarterly")
    signed = imports.kept(one.id)
    assert (signed.by, signed.note) == ("li", "quarterly")
    assert imports.intact(one.id)


def test_a_figure_has_a_state_and_knows_whether_its_day_is_its_own(aside):
    early = dt.date(2026, 3, 1)
    brought = figures(("gdp", SHENYANG, day("2025-12-31"), 8000.0, early), ("gdp", DALIAN, day("2025-12-31"), 9000.0))
    told = replace(brought, rows=brought.rows.with_columns(state=pl.Series([None, "preliminary"])))
    found = imports.rows(imports.stage(told, aside, TODAY, ()).id)
    assert found.select("state", "dated").rows() == [("final", True), ("preliminary", False)]


def test_a_file_of_final_figures_is_the_import_it_was_before_there_were_states(aside):
    brought = figures(("gdp", SHENYANG, day("2025-12-31"), 8000.0))
    former = imports.stage(replace(brought, rows=brought.rows.drop("state")), aside, TODAY, ())
    assert "state" not in pl.read_parquet(aside / former.id / "rows.parquet").columns
    for state in (None, "final"):
        again = replace(brought, rows=brought.rows.with_columns(state=pl.lit(state, pl.String)))
        assert imports.stage(again, aside, TODAY, (former,)) == former
    other = replace(brought, rows=brought.rows.with_columns(state=pl.lit("preliminary")))
    assert imports.stage(other, aside, TODAY, (former,)).id != former.id
    assert imports.rows(former.id)["state"].to_list() == ["final"]


def test_why_an_import_was_published_is_told_and_nothing_of_what_is_no_import():
    assert imports.why("register") == ""
    assert imports.why("imp-20260101-0123456789") == ""
