"""Whole data, read over HTTP by the programs that read them."""

import datetime as dt
import io
import json
import zipfile
from dataclasses import replace

import duckdb
import pandas as pd
import polars as pl
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.core import catalogue
from explorer.core.byte_cache import ByteCache
from explorer.exports.datasets import concepts, tables
from explorer.releases import store
from explorer.web.api import data
from tests.support.cases import each

MARKS = "/data/trademarks_in_force"


@pytest.fixture
def http(small):
    return TestClient(Starlette(routes=server.ROUTES))


@each("slug", catalogue.indicators())
def test_without_asking_no_simulated_and_no_office_value_leaves(http, slug):
    rows = http.get(f"/data/{slug}.json").json()
    assert {(row["EVIDENCE"], row["SIMULATED"]) for row in rows} <= {("published", "no")}


@each("slug", catalogue.indicators())
def test_the_day_on_which_a_published_figure_became_known_is_that_of_the_data_address(http, slug):
    rows = http.get(f"/data/{slug}.json").json()
    for area in {row["REF_AREA"] for row in rows}:
        told = http.get(f"/api/v1/indicators/{slug}?area={area}&evidence=published").json()
        known = [one["known_on"] for one in [*told["observations"], *told["year_to_date"]]]
        assert sorted(map(str, known)) == sorted(str(row["KNOWN_ON"]) for row in rows if row["REF_AREA"] == area)


@each("slug", [*catalogue.indicators(), "release"])
def test_nor_does_any_leave_as_sdmx(http, slug):
    rows = pl.read_csv(io.BytesIO(http.get(f"/data/{slug}.sdmx.csv").content), infer_schema=False)
    assert set(rows.select("EVIDENCE", "SIMULATED").rows()) <= {("published", "no")}


def test_no_plan_rests_on_them_without_asking_either(http):
    plans = [http.get(f"/data/plan/{plan}.json").json() for plan in catalogue.plans()]
    evidence = {row[f"{one}_evidence"] for rows in plans for row in rows for one in ("latest", "baseline")}
    assert evidence == {"published", None}


def test_simulated_values_leave_when_asked_for_in_a_file_that_says_so(http):
    answer = http.get(f"{MARKS}.json?evidence=all")
    assert {row["OBS_STATUS"] for row in answer.json() if row["SIMULATED"] == "yes"} == {"U"}
    assert 'filename="trademarks_in_force_including_simulated_2026-09-30.json"' in answer.headers["content-disposition"]


def test_sdmx_holds_the_rows_of_the_table_under_its_data_flow(http):
    answer = http.get("/data/release.sdmx.csv?evidence=all&area=210000,210100")
    assert answer.headers["content-type"] == "application/vnd.sdmx.data+csv; version=2.0.0"
    assert 'filename="ip_data_including_simulated_2026-09-30.sdmx.csv"' in answer.headers["content-disposition"]
    assert http.get(f"/data/{answer.headers['link'].partition('>')[0].strip('<')}").status_code == 200
    found = pl.read_csv(io.BytesIO(answer.content), infer_schema=False)
    assert found.columns[:7] == ["STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "REF_AREA", "INDICATOR", "TIME_PERIOD"]
    assert found.select("STRUCTURE", "STRUCTURE_ID", "ACTION").unique().rows() == [
        ("dataflow", "IP_TARGET_EXPLORER:IP_FIGURES(1.0)", "I")
    ]
    assert not found.select("FREQ", "REF_AREA", "INDICATOR", "TIME_PERIOD").is_duplicated().any()
    table = http.get(f"{MARKS}.csv?evidence=all&area=210000,210100").content
    plain = pl.read_csv(io.BytesIO(table), infer_schema=False)
    mine = found.filter(pl.col("INDICATOR") == "trademarks_in_force").select(plain.columns)
    assert mine.equals(plain)
    assert "yes" in mine["SIMULATED"]


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_the_package_holds_published_figures_alone_with_what_their_codes_mean(http, monkeypatch):
    asked = "/data/release.zip?since=2023-01-01"
    content = http.get(asked).content
    files = opened(content)
    described = json.loads(files["datapackage.json"])
    named = {one["name"]: one for one in described["resources"]}
    assert {one["path"] for one in named.values()} == {name for name in files if name.endswith(".csv")}
    read = {name: pl.read_csv(io.BytesIO(files[one["path"]]), infer_schema=False) for name, one in named.items()}
    for name, one in named.items():
        assert read[name].columns == [field["name"] for field in one["schema"]["fields"]]
        assert read[name].select(one["schema"]["primaryKey"]).is_unique().all()
    areas, units, sources = (set(read[name][name.removesuffix("s")]) for name in ("areas", "units", "sources"))
    for name in set(read) - {"areas", "units", "sources", "indicators"}:
        rows = read[name]
        assert set(rows["EVIDENCE"]) == {"published"}
        assert set(rows["REF_AREA"]) <= areas
        assert set(rows["UNIT_MEASURE"]) <= units
        assert set(rows["SOURCE"]) <= sources
        assert pl.read_parquet(io.BytesIO(files[f"data/{name}.parquet"])).height == rows.height
    monkeypatch.setattr(data.KEPT, "kept", ByteCache(data.MOST_KEPT, lambda made: len(made.content)))
    assert http.get(asked).content == content, "made again, the same bytes"


def test_a_package_with_simulated_figures_says_so_in_every_name(http):
    answer = http.get("/data/release.zip?evidence=all&area=210100")
    assert "including_simulated" in answer.headers["content-disposition"]
    names = [name for name in opened(answer.content) if name.endswith(".parquet")]
    assert names
    assert all(name.endswith("_including_simulated.parquet") for name in names)


def test_figures_of_the_office_leave_where_the_operator_opens_them(http, small, monkeypatch):
    monkeypatch.setattr(store, "edition", lambda: replace(small, brought=True))
    for asked in ("office", "all"):
        answer = http.get(f"{MARKS}.csv?evidence={asked}", headers={"accept-language": "en"})
        assert answer.status_code == 403
        assert "ask for published" in answer.json()["error"]
    assert http.get(f"{MARKS}.csv").status_code == 200
    monkeypatch.setenv("OPEN_DATA", "office")
    assert http.get(f"{MARKS}.csv?evidence=office").status_code == 200


def test_three_kinds_hold_the_same_and_programs_read_them_with_their_types(http, tmp_path):
    """The same table by pandas, polars and DuckDB from each kind; codes stay texts where types are kept."""
    made = {kind: http.get(f"{MARKS}.{kind}").content for kind in tables.MEDIA_TYPES}
    csv = pl.read_csv(io.BytesIO(made["csv"]), schema_overrides=concepts.SCHEMA)
    parquet = pl.read_parquet(io.BytesIO(made["parquet"]))
    assert parquet.schema == pl.Schema(concepts.SCHEMA)
    assert csv.equals(parquet)
    assert [row["OBS_VALUE"] for row in json.loads(made["json"])] == parquet["OBS_VALUE"].to_list()
    by_pandas = pd.read_csv(io.BytesIO(made["csv"]), dtype={"REF_AREA": str, "TIME_PERIOD": str})
    assert list(by_pandas.columns) == list(concepts.COLUMNS)
    assert by_pandas["REF_AREA"].tolist() == parquet["REF_AREA"].to_list()
    assert pd.read_parquet(io.BytesIO(made["parquet"]))["KNOWN_ON"].dropna().iloc[0].year > 2000
    (tmp_path / "marks.csv").write_bytes(made["csv"])
    query = "select sum(OBS_VALUE) from read_csv(?, types={'REF_AREA': 'VARCHAR'}) where REF_AREA = '210000'"
    (summed,) = duckdb.execute(query, [str(tmp_path / "marks.csv")]).fetchall()
    assert summed == (parquet.filter(pl.col("REF_AREA") == "210000")["OBS_VALUE"].sum(),)


def test_a_file_by_its_release_is_the_same_after_the_next_release(http, small, monkeypatch):
    fixed = f"{MARKS}.csv?release={small.id}"
    before = http.get(fixed).content
    later = replace(small, id="20270101-0000000000", until=dt.date(2026, 9, 30))
    monkeypatch.setattr(store, "edition", lambda: later)
    assert http.get(fixed).content == before
    assert later.id.encode() in http.get(f"{MARKS}.csv").content


def test_a_plan_is_a_table_of_its_goals_that_excel_opens_in_chinese(http):
    content = http.get("/data/plan/cn-14fyp.csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    found = pl.read_csv(io.BytesIO(content), schema_overrides={"area": pl.String})
    assert tuple(found.columns) == tuple(tables.GOALS)
    first = found.row(0, named=True)
    assert (first["baseline_value"], first["value"], first["year"]) == (6.3, 12, 2025)
    assert (first["latest_value"], first["status"]) == (16, "met")


def test_metadata_stand_beside_the_csv_and_describe_each_of_its_columns(http):
    link = http.get(f"{MARKS}.csv?area=100000").headers["link"]
    assert link.startswith('<trademarks_in_force.metadata.json?area=100000>; rel="describedby"')
    answer = http.get(f"{MARKS}.metadata.json?area=100000")
    assert answer.headers["content-type"] == "application/csvm+json"
    found = answer.json()
    columns = found["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == list(concepts.COLUMNS)
    assert {column["name"]: column["datatype"] for column in columns}["REF_AREA"] == "string"
    table = http.get(f"/data/{found['url']}")
    rows = pl.read_csv(io.BytesIO(table.content), schema_overrides=concepts.SCHEMA)
    assert set(rows["REF_AREA"]) == {"100000"}
    assert {one["dc:identifier"] for one in found["dc:source"]} == set(rows["SOURCE"])
    required = [column["name"] for column in columns if column.get("required")]
    assert not rows.select(required).null_count().sum_horizontal()[0]


@each(
    "path, status, says",
    [
        ("/data/marks.csv", 404, "trademarks_in_force"),
        (f"{MARKS}.xls", 404, "parquet"),
        ("/data/plan/ln-2035.csv", 404, "ln-2025"),
        ("/data/trademarks_in_force", 404, "/data/{slug}.{kind}"),
        (f"{MARKS}.csv?area=999999", 400, "210000"),
        (f"{MARKS}.csv?since=2020", 400, "since=2020"),
        (f"{MARKS}.csv?as_of=2999-01-01", 400, "2026-09-30"),
        (f"{MARKS}.csv?evidence=real", 400, "published"),
        (f"{MARKS}.csv?colour=red", 400, "as_of"),
        (f"{MARKS}.csv?release=20000101-0000000000", 400, "20260930"),
        (f"{MARKS}.csv?area=100000&area=210000", 400, "area"),
    ],
)
def test_a_bad_question_gets_a_sentence_that_says_what_is_allowed(http, path, status, says):
    answer = http.get(path, headers={"accept-language": "en"})
    assert (answer.status_code, says in answer.json()["error"]) == (status, True), answer.text
