"""The office's rows among the release's, on rows counted by hand."""

import datetime as dt

import polars as pl
import pytest

from explorer import merging
from explorer.imports import Import
from explorer.merging import Office
from explorer.trouble import Trouble

UNTIL, MAY, JUNE = dt.date(2026, 9, 30), dt.date(2026, 5, 31), dt.date(2026, 6, 30)
SCHEMA = {
    "unit_no": pl.String,
    "kind": pl.String,
    "level": pl.String,
    "city": pl.String,
    "opened_on": pl.Date,
    "evidence": pl.String,
    "source": pl.String,
    "known_on": pl.Date,
}


def units(*numbers, evidence="office", kind="ip_school"):
    return pl.DataFrame([{"unit_no": no, "kind": kind, "evidence": evidence} for no in numbers], schema=SCHEMA)


GROUND = {"service_network": pl.concat([units("N1", "N2", evidence="published"), units("S1", evidence="simulated")])}


def office(*numbers, mode="append", until=MAY, kind="ip_school", table="service_network"):
    one = Import(f"imp-{numbers}", table, mode, "f", "", len(numbers), until, "", UNTIL)
    return Office(one, units(*numbers, kind=kind))


def held(*brought):
    found = merging.merge(GROUND, brought)["service_network"]
    return sorted(found.select("unit_no", "evidence").rows())


def test_what_the_office_brings_takes_the_place_of_simulated_rows_and_published_ones_stay():
    assert held(office("U1")) == [("N1", "published"), ("N2", "published"), ("U1", "office")]


def test_a_published_row_of_the_same_number_gives_way():
    assert held(office("N1")) == [("N1", "office"), ("N2", "published")]


def test_appending_adds_and_the_later_row_of_a_number_stands():
    found = merging.merge(GROUND, [office("U1", "U2"), office("U2", "U3", kind="tisc")])["service_network"]
    kinds = dict(found.filter(pl.col("evidence") == "office").select("unit_no", "kind").rows())
    assert kinds == {"U1": "ip_school", "U2": "tisc", "U3": "tisc"}


def test_a_replacement_takes_the_place_of_all_that_came_before():
    assert held(office("U1"), office("U2", mode="replace"), office("U3"))[2:] == [("U2", "office"), ("U3", "office")]


def test_a_table_the_office_brought_nothing_of_stays_the_same_frame():
    marks = pl.DataFrame({"registration_no": ["S1"]})
    assert merging.merge(GROUND | {"trademarks": marks}, [office("U1")])["trademarks"] is marks


def test_rows_stand_in_the_registers_order():
    found = merging.merge(GROUND, [office("U9", kind="a"), office("U1", kind="b")])["service_network"]
    assert found["kind"].is_sorted()


@pytest.mark.parametrize("change", [lambda rows: rows.drop("city"), lambda rows: rows.with_columns(more=1)])
def test_columns_of_another_table_are_refused(change):
    one = office("U1")
    with pytest.raises(Trouble, match="import_unlike_table"):
        merging.merge(GROUND, [Office(one.one, change(one.rows))])


def observations(*known):
    return {"observations": pl.DataFrame({"evidence": ["office"] * len(known), "known_on": list(known)})}


def test_a_register_knows_as_far_as_the_imports_that_count():
    found = merging.known(observations(), UNTIL, [office("U1"), office("U2", until=JUNE)])
    assert found["service_network"] == JUNE
    assert found["trademarks"] == UNTIL
    replaced = [office("U1", until=JUNE), office("U2", mode="replace")]
    assert merging.known(observations(), UNTIL, replaced)["service_network"] == MAY


def test_what_is_made_of_two_registers_knows_as_far_as_both():
    found = merging.known(observations(), UNTIL, [office("E1", table="patent_events")])
    assert (found["patents"], found["patent_events"], found["high_value_patents"]) == (UNTIL, MAY, MAY)


def test_observations_know_as_far_as_the_newest_became_known():
    late = dt.date(2026, 11, 26)
    assert merging.known(observations(MAY, late), UNTIL, [])["observations"] == late
    assert merging.known(observations(MAY), UNTIL, [])["observations"] == UNTIL
