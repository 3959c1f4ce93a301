"""Programs of statistics read a table from its address, and the code of an area stays a text."""

import io
import json
import shutil
import subprocess
import zipfile

import pandas as pd
import polars as pl
import pytest

PROVINCE = "210000"
TEXTS = {"REF_AREA": "character", "TIME_PERIOD": "character"}


@pytest.fixture
def table(site):
    return f"{site}/data/trademarks_in_force"


@pytest.fixture
def marks(fetched):
    """What the JSON says of the province, read by Python's own library: period and value."""
    rows = json.loads(fetched("/data/trademarks_in_force.json"))
    found = [(row["TIME_PERIOD"], row["OBS_VALUE"]) for row in rows if row["REF_AREA"] == PROVINCE]
    assert ("2019", 398_000.0) in found, "the published stock of 2019"
    return found


def test_pandas_reads_csv_and_parquet(table, marks):
    csv = pd.read_csv(f"{table}.csv", dtype=dict.fromkeys(TEXTS, str), parse_dates=["KNOWN_ON"])
    parquet = pd.read_parquet(f"{table}.parquet")
    for found in (csv, parquet):
        mine = found[found["REF_AREA"] == PROVINCE]
        assert list(zip(mine["TIME_PERIOD"], mine["OBS_VALUE"], strict=True)) == marks
    assert csv["KNOWN_ON"].dt.date.dropna().tolist() == parquet["KNOWN_ON"].dropna().tolist()


def test_polars_reads_csv_and_parquet_and_of_a_parquet_the_part_it_needs(table, marks):
    csv = pl.read_csv(f"{table}.csv", schema_overrides=dict.fromkeys(TEXTS, pl.String), try_parse_dates=True)
    parquet = pl.read_parquet(f"{table}.parquet")
    assert csv.equals(parquet)
    for found in (parquet, pl.scan_parquet(f"{table}.parquet").collect()):
        mine = found.filter(pl.col("REF_AREA") == PROVINCE)
        assert mine.select("TIME_PERIOD", "OBS_VALUE").rows() == marks


def test_duckdb_reads_csv_and_parquet_over_http(table, marks, database):
    texts = "types = {'REF_AREA': 'VARCHAR', 'TIME_PERIOD': 'VARCHAR'}"
    for source in (f"read_parquet('{table}.parquet')", f"read_csv('{table}.csv', {texts})"):
        asked = f"select TIME_PERIOD, OBS_VALUE from {source} where REF_AREA = '{PROVINCE}' order by TIME_PERIOD"
        assert database.sql(asked).fetchall() == marks


def test_r_reads_csv(table, marks):
    texts = ", ".join(f'{name} = "{kind}"' for name, kind in TEXTS.items())
    script = f"""
        rows <- read.csv("{table}.csv", colClasses = c({texts}))
        mine <- rows[rows$REF_AREA == "{PROVINCE}", ]
        stopifnot(is.numeric(rows$OBS_VALUE))
        writeLines(paste(mine$TIME_PERIOD, mine$OBS_VALUE))
    """
    command = [shutil.which("Rscript"), "--vanilla", "-e", script]
    made = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=60, check=True)
    found = [(period, float(value)) for period, value in (line.split() for line in made.stdout.splitlines())]
    assert found == marks


def test_no_table_of_any_indicator_holds_a_simulated_value_that_nobody_asked_for(site, fetched):
    """On the whole release, where most values of the province are simulated."""
    slugs = [one["indicator"] for one in json.loads(fetched("/api/v1/indicators"))["indicators"]]
    assert len(slugs) > 20
    tables = [pl.read_csv(f"{site}/data/{slug}.csv", infer_schema=False) for slug in slugs]
    tables += [pl.read_parquet(f"{site}/data/{slug}.parquet") for slug in slugs]
    tables += [pl.read_csv(f"{site}/data/{slug}.sdmx.csv", infer_schema=False) for slug in [*slugs, "release"]]
    with zipfile.ZipFile(io.BytesIO(fetched("/data/release.zip"))) as book:
        parts = [pl.read_csv(book.read(name), infer_schema=False) for name in book.namelist() if name.endswith(".csv")]
    tables += [one for one in parts if "SIMULATED" in one.columns]
    asked = pl.read_csv(f"{site}/data/release.sdmx.csv?evidence=all", infer_schema=False)
    assert asked.filter(pl.col("SIMULATED") == "yes").height > asked.filter(pl.col("SIMULATED") == "no").height
    seen = pl.concat(one.select(pl.col("SIMULATED", "EVIDENCE")) for one in tables)
    assert seen.height > 1000
    assert set(seen.rows()) == {("no", "published")}
