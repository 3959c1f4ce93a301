"""What describes itself is read by the programs for it, and is as it says."""

import datetime as dt
import json
from urllib.parse import urljoin

import pytest
from csvw import CSVW
from frictionless import Package, validate


@pytest.mark.parametrize("asked", ["", "?evidence=all&area=210000,210200"])
def test_frictionless_finds_the_data_package_valid(fetched, tmp_path, asked):
    place = tmp_path / "release.zip"
    place.write_bytes(fetched(f"/data/release.zip{asked}"))
    report = validate(str(place), type="package")
    assert report.valid, report.flatten(["name", "type", "message"])
    assert report.stats["tasks"] > 20
    package = Package(str(place))
    name = "trademarks_in_force" + ("_including_simulated" if asked else "")
    rows = [row for row in package.get_resource(name).read_rows() if row["REF_AREA"] == "210000"]
    published = next(row for row in rows if row["TIME_PERIOD"] == "2019")
    assert (published["OBS_VALUE"], type(published["KNOWN_ON"])) == (398_000, dt.date)
    assert {row["SIMULATED"] for row in rows} == ({"yes", "no"} if asked else {"no"})


def test_the_csvw_validator_finds_every_table_as_its_metadata_say(site, fetched):
    slugs = [one["indicator"] for one in json.loads(fetched("/api/v1/indicators"))["indicators"]]
    assert len(slugs) > 20
    wrong = []
    for slug in slugs:
        address = f"{site}/data/{slug}.metadata.json"
        read = CSVW(address, validate=True)
        said = [str(one.message) for one in read.warnings]
        if not read.is_valid or said:
            wrong.append((slug, said))
        table = read.tables[0]
        assert urljoin(address, table.url.string) == f"{site}/data/{slug}.csv"
        assert {type(row["REF_AREA"]) for row in table.iterdicts(strict=True)} <= {str}
    assert not wrong
