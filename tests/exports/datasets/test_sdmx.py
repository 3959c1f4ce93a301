"""Figures and their structure as SDMX: what the rows name, the structure lists."""

import xml.etree.ElementTree as ET

import polars as pl

from explorer.core import catalogue
from explorer.exports.datasets import concepts, sdmx, structure, tables
from explorer.exports.datasets.tables import Scope

SPACE = {"str": f"{sdmx.SCHEMAS}/structure", "com": f"{sdmx.SCHEMAS}/common"}


def read(content: bytes) -> dict[str, dict[str, str]]:
    """Return the lists of codes of a message: each code's English name."""
    found = ET.fromstring(content).iterfind(".//str:Codelist", SPACE)
    return {
        one.get("id"): {
            code.get("id"): code.findtext(f"com:Name[@{sdmx.LANGUAGE}='en']", namespaces=SPACE)
            for code in one.iterfind("str:Code", SPACE)
        }
        for one in found
    }


def test_every_code_in_every_row_stands_in_its_list(small):
    lists = read(sdmx.xml(small))
    scope = Scope(small, small.until, "all")
    rows = pl.concat([tables.figures(slug, scope) for slug in catalogue.indicators()])
    assert {"yes", "no"} <= set(rows["SIMULATED"])
    for name, kind in (structure.DIMENSIONS | structure.ATTRIBUTES).items():
        if kind.startswith("CL_"):
            assert set(rows[name]) <= lists[kind].keys(), name
    assert (lists["CL_AREA"]["210000"], lists["CL_FREQ"]["A"]) == ("Liaoning", "Year")
    assert lists["CL_UNIT_MEASURE"]["PERCENT"] == "%"


def test_every_column_of_the_table_has_its_place():
    told = [*structure.DIMENSIONS, structure.MEASURE, *structure.ATTRIBUTES]
    assert sorted(told) == sorted(concepts.COLUMNS)
    assert set(concepts.KEY) < set(structure.DIMENSIONS)


def test_both_messages_say_the_same_in_both_languages(small):
    document = sdmx.document(small)["data"]
    lists = read(sdmx.xml(small))
    assert {
        one["id"]: {code["id"]: code["names"]["en"] for code in one["codes"]} for one in document["codelists"]
    } == lists
    assert all(
        named["names"].keys() == {"zh", "en"} and all(named["names"].values())
        for one in (*document["codelists"], *document["conceptSchemes"])
        for named in (one, *one.get("codes", ()), *one.get("concepts", ()))
    )


def test_an_area_is_a_part_of_one_that_is_listed_too(small):
    codes = next(found.codes for found in structure.codelists(small) if found.id == "CL_AREA")
    parents = {code.id: code.parent for code in codes}
    assert (parents["100000"], parents["210000"], parents["210100"]) == (None, "100000", "210000")
    assert {parent for parent in parents.values() if parent} <= parents.keys()


def test_a_table_without_rows_is_a_header(small):
    empty = pl.DataFrame(schema=concepts.SCHEMA)
    assert sdmx.csv(empty).count(b"\r\n") == 1
    assert sdmx.csv(empty).startswith(b"STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,")
