"""Programs of SDMX read the figures by their structure; the structure is as the schemas of its standards say."""

import datetime as dt
import json

import pytest
import sdmx
from pysdmx.io import get_datasets, read_sdmx

FLOW = "IP_FIGURES"
KEY = ["FREQ", "REF_AREA", "INDICATOR", "TIME_PERIOD"]


@pytest.fixture
def figures(fetched):
    """What the JSON holds of marks in force, simulated ones too: value, status, unit and known day by key."""
    rows = json.loads(fetched("/data/trademarks_in_force.json?evidence=all"))
    assert {"yes", "no"} == {row["SIMULATED"] for row in rows}
    told = ("OBS_VALUE", "OBS_STATUS", "UNIT_MEASURE", "KNOWN_ON")
    return {tuple(row[name] for name in KEY): tuple(row[name] or "" for name in told) for row in rows}


@pytest.mark.parametrize("kind", ["xml", "json"])
def test_pysdmx_finds_the_structure_valid_and_every_code_named(site, kind):
    message = read_sdmx(f"{site}/data/structure.{kind}", validate=True)
    lists = {one.id: {code.id: code.name for code in one} for one in message.get_codelists()}
    assert len(lists["CL_AREA"]) > 100
    assert not [(name, code) for name, codes in lists.items() for code, said in codes.items() if not said]
    structure = message.get_data_structure_definitions()[0]
    assert [one.id for one in structure.components.dimensions] == KEY
    assert [one.id for one in structure.components.measures] == ["OBS_VALUE"]


@pytest.mark.parametrize("kind", ["xml", "json"])
def test_pysdmx_reads_figures_by_their_structure(site, figures, kind):
    asked = f"{site}/data/trademarks_in_force.sdmx.csv?evidence=all"
    (found,) = get_datasets(asked, f"{site}/data/structure.{kind}")
    assert found.structure.id == FLOW
    read = {
        tuple(row[name] for name in KEY): (
            row["OBS_VALUE"],
            row["OBS_STATUS"],
            row["UNIT_MEASURE"],
            row["KNOWN_ON"].isoformat() if isinstance(row["KNOWN_ON"], dt.date) else "",
        )
        for row in found.data.to_dict("records")
    }
    assert read == figures


def test_sdmx1_reads_figures_by_their_structure(fetched, tmp_path, figures):
    for name, path in (("s.xml", "structure.xml"), ("d.csv", "trademarks_in_force.sdmx.csv?evidence=all")):
        (tmp_path / name).write_bytes(fetched(f"/data/{path}"))
    message = sdmx.read_sdmx(tmp_path / "s.xml")
    assert str(message.codelist["CL_AREA"]["210000"].name["zh"]) == "辽宁省"
    (found,) = sdmx.read_sdmx(tmp_path / "d.csv", structure=message.dataflow[FLOW]).data
    read = {
        tuple(one.dimension.values[name].value for name in KEY): (
            float(one.value),
            *(one.attached_attribute[name].value for name in ("OBS_STATUS", "UNIT_MEASURE", "KNOWN_ON")),
        )
        for one in found.obs
    }
    assert read == figures
