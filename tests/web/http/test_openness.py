"""Nothing that the office brought can be read by a stranger's page, at any address, whatever it asks for."""

import datetime as dt
import io
import zipfile

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.core import catalogue
from explorer.pipeline.imports import Brought
from explorer.pipeline.publish import publishing
from explorer.releases.decisions import Change
from explorer.web.api.addresses import ADDRESSES
from explorer.web.http import middleware
from tests.exports.office.office_files import day, ground, rows

STATIONS = "rights_aid_workstations"
SAID = {"note": "两个市未建成", "person": "张三丰", "document": "内部第九号", "next_step": "补建十一家"}
WHEN = {"deadline": dt.date(2026, 6, 30)}
FIGURE, FILE, CLOSER = 89.125, "不外传的表.xlsx", "李四光"
SECRET = (*SAID.values(), "89.1", FILE.partition(".")[0], CLOSER)
GOAL = f"plan=ln-2025&indicator={STATIONS}"
ASKED = (
    *(one.example for one in ADDRESSES),
    *(f"/data/{STATIONS}.{kind}" for kind in ("csv", "json", "metadata.json", "sdmx.csv", "parquet")),
    *("/data/release.zip", "/data/release.sdmx.csv", "/data/plan/ln-2025.csv", "/data/plan/ln-2025.json"),
    *("/feed.atom", "/feed.atom?plan=ln-2025", "/calendar.ics", "/sitemap.xml", "/openapi.json", "/docs"),
    *("/api/v1/plans/ln-2025", f"/api/v1/indicators/{STATIONS}?area=210000", "/api/v1/drafts?plan=ln-2025"),
    *(f"/chart/target.svg?{GOAL}", "/chart/ledger.svg?plan=ln-2025", f"/file/target.csv?{GOAL}", f"/s/target?{GOAL}"),
)
STRANGER = {"origin": "https://elsewhere.example"}


@pytest.fixture(scope="module")
def http(tmp_path_factory):
    """A site on a release that holds an import of the office, whose year somebody has closed."""
    told = {"area": "210000", "frequency": "A", "period": day("2025-12-31"), "known_on": day("2026-01-15")}
    figure = {"measure": catalogue.indicators()[STATIONS].measure, "value": FIGURE, "state": "final"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA", str(tmp_path_factory.mktemp("brought")))
        for name in ("OPEN_DATA", "OPEN_ORIGINS"):
            patch.delenv(name, raising=False)
        publishing.rebuild(ground=ground)
        brought = Brought("observations", rows("observations", told | figure | SAID | WHEN), FILE, b"table")
        publishing.bring([brought], "li", ground=ground)
        publishing.bring((), CLOSER, ground=ground, change=Change(close=2025))
        yield TestClient(Starlette(routes=server.ROUTES, middleware=middleware.MIDDLEWARE))


def held(answer):
    """Return what of the office's stands in an answer, in the files of an archive too."""
    content = answer.content
    if answer.headers["content-type"] == "application/zip":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    return [one for one in SECRET if one.encode() in content or ascii(one)[1:-1].encode() in content]


def test_a_strangers_page_reads_nothing_of_the_offices_at_any_address(http):
    seen, kept = [], 0
    for address in ASKED:
        for evidence in ("", "published", "office", "all"):
            glue = "&" if "?" in address else "?"
            answer = http.get(address + (f"{glue}evidence={evidence}" if evidence else ""), headers=STRANGER)
            if "access-control-allow-origin" not in answer.headers:
                kept += bool(held(answer))
            elif found := held(answer):
                seen.append((address, evidence, found))
    assert not seen
    assert kept > 8, "the office itself reads it"


def test_the_offices_files_are_listed_as_sources_where_its_figures_are_open(http, monkeypatch):
    listed = http.get("/api/v1/sources?lang=en").json()["sources"]
    assert len(listed) > 5
    assert not [one for one in listed if one["source"].startswith("imp-")]
    monkeypatch.setenv("OPEN_DATA", "office")
    (mine,) = [one for one in http.get("/api/v1/sources?lang=zh").json()["sources"] if one not in listed]
    assert FILE in mine["title"]
