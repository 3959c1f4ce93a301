"""The office's rows among the release's, on rows counted by hand."""

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest

from explorer.core.errors import Trouble
from explorer.core.profile import profile
from explorer.pipeline.build import merge
from explorer.pipeline.build.merge import Office
from explorer.pipeline.imports import Import
from explorer.releases import reconcile
from explorer.releases.manifest import Listed
from explorer.releases.pieces import Drawn

UNTIL, MAY, JUNE = dt.date(2026, 9, 30), dt.date(2026, 5, 31), dt.date(2026, 6, 30)
SCHEMA = {
    "unit_no": pl.String,
    "name_zh": pl.String,
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
    found = merge.merge(GROUND, brought)["service_network"]
    return sorted(found.select("unit_no", "evidence").rows())


def test_what_the_office_brings_takes_the_place_of_simulated_rows_and_published_ones_stay():
    assert held(office("U1")) == [("N1", "published"), ("N2", "published"), ("U1", "office")]


def test_a_published_row_of_the_same_number_gives_way():
    assert held(office("N1")) == [("N1", "office"), ("N2", "published")]


def named(evidence, *rows):
    """Return indications of Shenyang: number, name, kind, source and, where it is known, since when."""
    names = ("gi_no", "name_zh", "kind", "source", "known_on")
    told = [dict(zip(names, row, strict=False)) for row in rows]
    return pl.DataFrame([{"city": "210100", "evidence": evidence} | one for one in told], schema=INDICATION)


INDICATION = dict.fromkeys(("gi_no", "name_zh", "city", "kind"), pl.String) | {
    "approved_on": pl.Date,
    **{name: SCHEMA[name] for name in ("evidence", "source", "known_on")},
}
SEVEN = {
    "geographical_indications": pl.concat(
        [
            named(
                "published",
                ("GI-1", "盘锦大米", "protected_product", "R-1;R-2", JUNE),
                ("GI-2", "盘锦大米", "certification_mark", "R-3", JUNE),
                ("GI-3", "东港草莓", "unspecified", "R-4"),
                ("GI-4", "朝阳小米", "protected_product", "R-5"),
            ),
            named(
                "simulated",
                ("S-1", "某某", "protected_product", "simulation"),
                ("S-2", "某", "unspecified", "simulation"),
            ),
        ]
    )
}


def registered(*rows, mode="append", id_="imp-1"):
    one = Import(id_, "geographical_indications", mode, "f", "", len(rows), MAY, "", UNTIL)
    return Office(one, named("office", *((*row, id_, UNTIL) for row in rows)))


OWN = registered(
    ("L-1", "盘锦大米", "protected_product"),
    ("L-2", "东港草莓", "agricultural_product"),
    ("L-3", "清水大米", "protected_product"),
)


def test_what_the_office_names_too_is_counted_once_and_names_the_published_source_still():
    found = merge.merge(SEVEN, [OWN])["geographical_indications"].sort("gi_no")
    assert found.select("gi_no", "evidence", "source").rows() == [
        ("GI-2", "published", "R-3"),
        ("GI-4", "published", "R-5"),
        ("L-1", "office", "imp-1;R-1;R-2"),
        ("L-2", "office", "imp-1;R-4"),
        ("L-3", "office", "imp-1"),
        ("S-2", "simulated", "simulation"),  # of a kind that the office's list lacks
    ]
    known = dict(found.select("gi_no", "known_on").rows())
    assert (known["L-1"], known["L-2"]) == (JUNE, UNTIL), "known since the source said so, where its day is known"


def test_a_row_that_gives_way_lends_none_of_its_cells():
    published = SEVEN["geographical_indications"].with_columns(approved_on=pl.lit(MAY))
    found = merge.merge({"geographical_indications": published}, [OWN])["geographical_indications"]
    found = found.filter(pl.col("evidence") != "simulated")
    approved = dict(found.select("gi_no", "approved_on").rows())
    assert approved == {"GI-2": MAY, "GI-4": MAY, "L-1": None, "L-2": None, "L-3": None}


def test_each_published_row_that_gives_way_is_listed_with_the_row_that_takes_its_place():
    found = merge.instead(SEVEN, [OWN])
    assert [(one.gone, one.name, one.by, one.named) for one in found] == [
        ("GI-1", "盘锦大米", "L-1", "盘锦大米"),
        ("GI-3", "东港草莓", "L-2", "东港草莓"),
    ]
    assert merge.instead(SEVEN | GROUND, [office("N1")])[0].by == "N1", "of the same number"
    before, after = (merge.merge(SEVEN, brought)["geographical_indications"] for brought in ([], [OWN]))
    published = [set(rows.filter(evidence="published")["gi_no"]) for rows in (before, after)]
    assert published[0] - published[1] == {one.gone for one in found}, "and nothing else goes"


def test_a_published_row_comes_back_when_the_office_no_longer_names_it():
    rows = (("L-3", "清水大米", "protected_product"), ("L-4", "他山草莓", "agricultural_product"))
    fewer = registered(*rows, mode="replace", id_="imp-2")
    found = merge.merge(SEVEN, [OWN, fewer])["geographical_indications"].filter(pl.col("evidence") != "simulated")
    assert sorted(found["gi_no"]) == ["GI-1", "GI-2", "GI-3", "GI-4", "L-3", "L-4"]
    assert merge.instead(SEVEN, [OWN, fewer]) == ()


def test_appending_adds_and_the_later_row_of_a_number_stands():
    found = merge.merge(GROUND, [office("U1", "U2"), office("U2", "U3", kind="tisc")])["service_network"]
    kinds = dict(found.filter(pl.col("evidence") == "office").select("unit_no", "kind").rows())
    assert kinds == {"U1": "ip_school", "U2": "tisc", "U3": "tisc"}


def test_a_replacement_takes_the_place_of_all_that_came_before():
    assert held(office("U1"), office("U2", mode="replace"), office("U3"))[2:] == [("U2", "office"), ("U3", "office")]


def test_a_kind_that_a_list_lacks_stays_as_it_was():
    other = office("U1", kind="tisc")
    assert held(other) == [*held()[:2], ("S1", "simulated"), ("U1", "office")]
    assert held(other, office("U2"))[2:] == [("U1", "office"), ("U2", "office")]


def test_a_replacement_takes_the_place_of_its_own_kinds_alone():
    brought = [office("U1"), office("U2", kind="tisc"), office("U3", kind="tisc", mode="replace")]
    assert held(*brought)[2:] == [("U1", "office"), ("U3", "office")]
    assert [one.one.id for one in merge.in_force("service_network", brought)] == [brought[0].one.id, brought[2].one.id]


def test_a_drawn_table_takes_the_offices_rows_as_one_that_is_held_does():
    simulated = pl.concat([units("S1", "S2", evidence="simulated"), units("S3", evidence="simulated", kind="tisc")])
    for brought in ([office("U1")], [office("S3", kind="tisc")], [office("U1"), office("U2", kind="tisc")]):
        drawn, whole = (
            merge.merge({"service_network": table}, brought)["service_network"]
            for table in (Drawn(3, lambda start, end: simulated[start:end]), simulated)
        )
        assert drawn.equals(whole)
        assert merge.instead({"service_network": Drawn(3, lambda start, end: simulated[start:end])}, brought) == ()


def test_a_table_the_office_brought_nothing_of_stays_the_same_frame():
    marks = pl.DataFrame({"registration_no": ["S1"]})
    assert merge.merge(GROUND | {"trademarks": marks}, [office("U1")])["trademarks"] is marks


CITIES = pl.DataFrame({"area": ["A", "B", "Z"], "parent": [profile().home] * 3, "level": ["city", "city", "zone"]})


def of_city(city, *numbers, mode="append", until=MAY, alone=True):
    """Return a list of one city's units; ``alone``: it speaks of no other."""
    one = office(*numbers, mode=mode, until=until)
    named = replace(one.one, id=f"imp-{city}", cities=(city,) if alone else ())
    return Office(named, one.rows.with_columns(city=pl.lit(city)))


def everywhere():
    ground = units("S1", "S2", evidence="simulated").with_columns(city=pl.Series(["A", "B"]))
    return {"service_network": ground, "areas": CITIES}


def standing(*brought):
    found = merge.merge(everywhere(), brought)["service_network"]
    return sorted(found.select("unit_no", "city").rows())


def test_a_list_of_some_cities_leaves_the_others_as_they_were():
    assert standing(of_city("A", "U1")) == [("S2", "B"), ("U1", "A")]
    assert standing(of_city("A", "U1", alone=False)) == [("U1", "A")]
    assert standing(of_city("A", "U1"), of_city("B", "U2")) == [("U1", "A"), ("U2", "B")]


def test_a_replacement_takes_the_place_of_its_own_cities_alone():
    whole = Office(office("U1", "U2").one, units("U1", "U2").with_columns(city=pl.Series(["A", "B"])))
    assert standing(whole, of_city("A", "U3", mode="replace")) == [("U2", "B"), ("U3", "A")]


def test_what_lists_speak_of_is_told_until_every_city_has_one_and_knows_as_far_as_the_one_that_knows_least():
    def told(*brought):
        return merge.listed(brought, merge.every_city(everywhere()))

    assert told(of_city("A", "U1")) == {"service_network": {"ip_school": Listed(("A",), MAY, (MAY,))}}
    two = told(of_city("A", "U1", until=JUNE), of_city("Z", "U9"))["service_network"]["ip_school"]
    assert (two.until, two.day("A"), two.day("Z")) == (MAY, JUNE, MAY), "each city as far as its own list"
    assert told(of_city("A", "U1"), of_city("B", "U2")) == {}, "a zone lies in one of them"
    assert told(office("U1")) == {}
    assert told(office("U1"), of_city("A", "U2", mode="replace")) == {}, "the others' rows still count"


def test_a_city_that_lists_do_not_speak_of_is_known_as_far_as_before():
    brought = [of_city("A", "U1")]
    known = merge.known(merge.merge(everywhere(), brought) | observations(), UNTIL, brought)
    assert known["service_network.ip_school"] == UNTIL
    both = [of_city("A", "U1", until=JUNE), of_city("B", "U2")]
    whole = merge.known(merge.merge(everywhere(), both) | observations(), UNTIL, both)
    assert whole["service_network"] == MAY, "as far as the list that knows least"


def test_rows_stand_in_the_registers_order():
    found = merge.merge(GROUND, [office("U9", kind="a"), office("U1", kind="b")])["service_network"]
    assert found["kind"].is_sorted()


@pytest.mark.parametrize("change", [lambda rows: rows.drop("city"), lambda rows: rows.with_columns(more=1)])
def test_columns_of_another_table_are_refused(change):
    one = office("U1")
    with pytest.raises(Trouble, match="import_unlike_table"):
        merge.merge(GROUND, [Office(one.one, change(one.rows))])


def observations(*known):
    return {"observations": pl.DataFrame({"evidence": ["office"] * len(known), "known_on": list(known)})}


def test_a_register_knows_as_far_as_the_imports_that_count():
    found = merge.known(observations(), UNTIL, [office("U1"), office("U2", until=JUNE)])
    assert found["service_network"] == JUNE
    assert found["trademarks"] == UNTIL
    replaced = [office("U1", until=JUNE), office("U2", mode="replace")]
    assert merge.known(observations(), UNTIL, replaced)["service_network"] == MAY


def test_a_kind_that_the_office_did_not_bring_knows_as_far_as_before():
    brought = [office("U1", kind="tisc"), office("U2", kind="research_base", until=JUNE)]
    found = merge.known(merge.merge(GROUND, brought) | observations(), UNTIL, brought)
    assert {name: day for name, day in found.items() if name.startswith("service_network")} == {
        "service_network": MAY,
        "service_network.tisc": MAY,
        "service_network.research_base": JUNE,
        "service_network.ip_school": UNTIL,
    }
    whole = [office("U1"), office("U2", until=JUNE)]
    every = merge.known(merge.merge(GROUND, whole) | observations(), UNTIL, whole)
    assert [name for name in every if "." in name] == [], "where all kinds are the office's, the register has one day"


def test_what_is_made_of_two_registers_knows_as_far_as_both():
    found = merge.known(observations(), UNTIL, [office("E1", table="patent_events")])
    assert (found["patents"], found["patent_events"], found["high_value_patents"]) == (UNTIL, MAY, MAY)


def test_goals_are_known_as_far_as_the_last_was_set_and_never_less_far_than_all_else():
    late = dt.date(2026, 11, 26)
    assert merge.known(observations(), UNTIL, [office("G", table="city_goals")])["city_goals"] == UNTIL
    assert merge.known(observations(), UNTIL, [office("G", until=late, table="city_goals")])["city_goals"] == late


def test_observations_know_as_far_as_the_newest_became_known():
    late = dt.date(2026, 11, 26)
    assert merge.known(observations(MAY, late), UNTIL, [])["observations"] == late
    assert merge.known(observations(MAY), UNTIL, [])["observations"] == UNTIL


FIGURE = {"measure": pl.String, "area": pl.String, "period": pl.Date, "source": pl.String, "value": pl.Float64}
FIGURE |= {"note": pl.String, "evidence": pl.String, "known_on": pl.Date, **reconcile.LIFE, **reconcile.SAID}


def figures(id_, *values, note=None):
    one = Import(id_, "observations", "append", "f", "", len(values), MAY, "", UNTIL)
    rows = [{"measure": "gdp", "source": id_, "value": value, "note": note, "evidence": "office"} for value in values]
    return Office(one, pl.DataFrame(rows, schema=FIGURE))


@pytest.mark.parametrize("names", [("imp-b", "imp-a"), ("imp-a", "imp-b")])
def test_every_figure_knows_its_place_in_the_log_whatever_its_import_is_called(names):
    brought = [figures(name, value) for name, value in zip(names, (1.0, 2.0), strict=True)]
    ground = {"observations": pl.DataFrame([{"measure": "gdp", "value": 3.0, "evidence": "published"}], schema=FIGURE)}
    found = merge.merge(ground, brought)["observations"].sort("value")
    assert found.select("value", "log_order").rows() == [(1.0, 1), (2.0, 2), (3.0, None)]


@pytest.mark.parametrize("note", ["14个市填报数之和", "Sum of the returns of 14 cities"])
def test_a_sum_that_forms_wrote_beside_the_cities_values_does_not_outlive_them(note):
    brought = [figures("imp-1", 8.0), figures("imp-1", 112.0, note=note), figures("imp-2", 9.0, note=f"按{note}核对")]
    found = merge.merge({"observations": pl.DataFrame(schema=FIGURE)}, brought)["observations"]
    assert sorted(found["value"]) == [8.0, 9.0]


def test_a_register_of_which_lists_speak_of_some_cities_alone_is_known_as_far_as_before():
    brought = [of_city("A", "U1")]
    known = merge.known(merge.merge(everywhere(), brought) | observations(), UNTIL, brought)
    assert {day for name, day in known.items() if name.startswith(("service_network", "units_open"))} == {UNTIL}
