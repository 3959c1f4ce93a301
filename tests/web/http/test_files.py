"""The address of the files, asked as a browser asks it."""

import io
import re
import threading
from html import unescape
from urllib.parse import quote, unquote

import docx
import openpyxl
import polars as pl
import pptx
import pypdf
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.core.errors import Trouble
from explorer.exports import office
from explorer.links import agenda, pages, parameters, urls
from explorer.views import exhibits
from explorer.views.draft import html as draft_html
from explorer.web.http import files
from tests.support import drafted
from tests.support.cases import each
from tests.support.open_xml import VIEWS

KINDS = tuple(office.MAKERS)
READERS = {
    "csv": lambda content: pl.read_csv(io.BytesIO(content)).height,
    "xlsx": lambda content: len(openpyxl.load_workbook(io.BytesIO(content)).worksheets),
    "pptx": lambda content: len(pptx.Presentation(io.BytesIO(content)).slides),
    "docx": lambda content: len(docx.Document(io.BytesIO(content)).tables),
}
JUNK = (
    *("", " ", "0", "-1", "1e309", "NaN", "null", "undefined", "<script>alert(1)</script>", "' or 1=1 --", "../../etc"),
    *("=HYPERLINK(1)", "\x00", "\u202e", "9" * 300, "http://a.b/c", "{{7*7}}", "%s%s%n", "全部"),
)
CLOSED = ("lang", "plan", "area", "as_of", "evidence", "group", "only", "show", "per", "span", "measure")


@pytest.fixture
def http(small):
    return TestClient(Starlette(routes=server.ROUTES), base_url="http://10.1.2.3:8501", raise_server_exceptions=False)


@each("kind", KINDS)
@each("view", VIEWS)
def test_every_view_is_a_file_that_its_own_library_opens(http, view, kind):
    page, query = VIEWS[view]
    answer = http.get(f"/file/{page}.{kind}", params=query)
    if kind == "docx" and page not in pages.BRIEFED:
        assert answer.status_code == 404
        assert ", ".join(pages.BRIEFED) in answer.json()["error"]
        return
    assert answer.status_code == 200
    assert answer.headers["content-type"] == office.MEDIA_TYPES[kind]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert READERS[kind](answer.content) > 0


def test_a_file_has_a_plain_name_and_the_readers(http):
    exhibit = exhibits.of("target", {"indicator": "trademarks_in_force"})
    named = http.get("/file/target.xlsx?indicator=trademarks_in_force").headers["content-disposition"]
    plain, _, full = named.partition("; filename*=UTF-8''")
    day = exhibit.view.as_of.isoformat()
    assert plain == f'attachment; filename="target_trademarks_in_force_{day}.xlsx"'
    assert unquote(full) == f"{exhibit.title} {day}.xlsx"
    assert full.isascii()


def test_a_name_holds_nothing_that_a_disk_refuses(small):
    made = files.made("target", "csv", {"plan": "cn-14fyp", "indicator": "ip_royalties_trade", "lang": "en"}, urls.HERE)
    assert not set('\\/:*?"<>|\r\n') & set(made.name)
    assert made.plain_name.isascii()


def test_the_address_the_site_answers_to_stands_in_the_file(http):
    exhibit = exhibits.of("target", {})
    book = openpyxl.load_workbook(io.BytesIO(http.get("/file/target.xlsx").content))
    assert urls.page("http://10.1.2.3:8501", "target", exhibit.parameters) in {
        cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row
    }


def test_the_addresses_that_site_writes_are_answered(http):
    exhibit = exhibits.of("ledger", {"lang": "en"})
    for kind in KINDS:
        assert http.get(urls.file("", "ledger", exhibit.parameters, kind)).status_code == 200


@each(
    "path, status",
    [
        ("/file/nowhere.csv", 404),
        ("/file/method.xlsx", 404),
        ("/file/target.exe", 404),
        ("/file/target", 404),
        ("/file/", 404),
        ("/file/..%2Ftarget.csv", 404),
        ("/file/target.csv?area=999999", 400),
        ("/file/target.csv?colour=red", 400),
        ("/file/target.csv?lang=zh&lang=en", 400),
        ("/file/compare.docx", 404),
    ],
)
def test_a_bad_address_is_answered_with_one_sentence(http, path, status):
    answer = http.get(path)
    assert answer.status_code == status
    if answer.headers["content-type"].startswith("application/json"):
        sentence = answer.json()["error"]
        assert sentence
        assert "\n" not in sentence
        assert "Traceback" not in sentence


def test_a_refusal_speaks_the_readers_language(http):
    assert http.get("/file/target.exe?lang=en").json()["error"].startswith("There is no file")
    assert (
        http.get("/file/target.exe", headers={"accept-language": "en-US"})
        .json()["error"]
        .startswith("There is no file")
    )
    assert http.get("/file/target.exe").json()["error"].startswith("没有")


@pytest.fixture
def readers(small):
    """For each parameter that some page reads, such a page."""
    return {name: page for page in exhibits.BUILDERS for name in exhibits.of(page, {"lang": "zh"}).parameters}


@each("place, name", enumerate(sorted(parameters.KNOWN)))
def test_junk_is_refused_or_harmless_and_never_a_fault(http, readers, place, name):
    """A parameter that a page does not read is not used; one that takes any text keeps it as a text."""
    page = readers.get(name, "target")
    for junk in JUNK[place % 6 :: 6]:
        answer = http.get(f"/file/{page}.csv?{name}={quote(junk)}")
        assert answer.status_code in (200, 400), (name, junk, page, answer.text[:200])
        if name in CLOSED:
            assert answer.status_code == 400, (name, junk, page)


def test_whoever_comes_when_there_is_no_room_is_told_when_to_come_again(http):
    taken = 0
    while files.DESK.room.enter(""):
        taken += 1
    try:
        answer = http.get("/file/target.csv?lang=en")
    finally:
        for _ in range(taken):
            files.DESK.room.leave("")
    assert taken == files.ASKING
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert "try again" in answer.json()["error"]
    assert http.get("/file/target.csv").status_code == 200


def test_a_fault_gives_its_place_back(small):
    desk = files.Desk(1)
    for _ in range(3):
        with pytest.raises(Trouble) as raised:
            desk.make("target", "csv", {"area": "nowhere"}, urls.HERE)
        assert raised.value.key == "unusable_value"
    assert desk.make("target", "csv", {}, urls.HERE).content


def test_one_is_made_at_a_time_and_every_other_gets_its_turn(small, monkeypatch):
    going, most, done, lock = 0, 0, 0, threading.Lock()

    def slow(*_):
        nonlocal going, most, done
        with lock:
            going += 1
            most = max(most, going)
        threading.Event().wait(0.02)  # whoever does not wait for his turn comes in here
        with lock:
            going, done = going - 1, done + 1

    monkeypatch.setattr(files, "made", slow)
    desk = files.Desk(6)
    threads = [threading.Thread(target=desk.make, args=("target", "csv", {}, urls.HERE)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, done) == (1, 6)


@pytest.fixture
def collected(small) -> str:
    """An agenda of three views, one of which cannot be shown any more."""
    text = ""
    for page, query in (
        ("target", {"indicator": "trademarks_in_force"}),
        ("target", {"area": "999999"}),
        ("ledger", {}),
    ):
        text = agenda.adding(text, page, query, title="Meeting: 1/2")
    return text


def test_an_agendas_deck_begins_with_what_is_on_it_and_shows_what_can_be_shown(http, collected):
    answer = http.get("/file/agenda.pptx", params={"agenda": collected, "lang": "en"})
    assert answer.status_code == 200
    assert 'filename="agenda.pptx"' in answer.headers["content-disposition"]
    assert unquote(answer.headers["content-disposition"]).endswith("Meeting 1 2.pptx")
    deck = pptx.Presentation(io.BytesIO(answer.content))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    shown = [
        exhibits.of("target", {"indicator": "trademarks_in_force", "lang": "en"}),
        exhibits.of("ledger", {"lang": "en"}),
    ]
    listed = [f"{shown[1].title} ({sheet} / 3)" for sheet in (1, 2, 3)]
    assert titles == ["Meeting: 1/2", shown[0].title, *listed], "a long list goes over slides of legible letters"
    said = [shape.text_frame.text for shape in deck.slides[0].shapes]
    assert "3 items. 1 of them cannot be shown at present; the reason stands after each." in said
    first, second, third = said[-1].splitlines()
    assert (first, third) == (f"1  {shown[0].title}", f"3  {shown[1].title}")
    assert second.startswith("2  Target  area=999999 cannot be used")


def test_an_agenda_is_one_pdf_of_its_pictures(http, collected):
    answer = http.get("/file/agenda.pdf", params={"agenda": collected, "lang": "zh"})
    assert answer.headers["content-type"] == "application/pdf"
    book = pypdf.PdfReader(io.BytesIO(answer.content))
    assert book.outline[0].title == book.metadata.title == "Meeting: 1/2"
    assert [book.get_destination_page_number(entry) for entry in book.outline] == [0, 1, 2]
    assert len(book.pages) == 4, "the ledger's targets take two sheets"
    first = book.pages[0].extract_text()
    assert "共 3 项。其中 1 项目前无法显示，原因列于该项之后。" in first
    assert "area=999999 无法使用" in first


def test_files_are_asked_for_again_and_for_each_language(http):
    headers = http.get("/file/ledger.csv", params={"lang": "zh"}).headers
    assert (headers["cache-control"], headers["vary"]) == ("no-cache", "Accept-Language, Accept-Encoding")


@each(
    "path, status",
    [
        ("/file/agenda.pptx", 400),
        ("/file/agenda.pptx?agenda=1.junk", 400),
        ("/file/agenda.pptx?agenda=9.abc", 400),
        ("/file/agenda.xlsx?agenda=", 404),
        ("/file/agenda.pptx?colour=red", 400),
        ("/file/agenda.pptx?lang=xx", 400),
    ],
)
def test_an_agenda_that_is_none_is_refused_in_a_sentence(http, path, status):
    answer = http.get(path)
    assert (answer.status_code, "\n" in answer.json()["error"]) == (status, False)


def test_a_list_of_a_page_is_a_file_of_its_rows(http):
    answer = http.get("/file/trademarks/records.csv", params={"plan": "ln-2025", "state": "ended", "lang": "en"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="trademarks_records.csv"' in answer.headers["content-disposition"]
    assert pl.read_csv(io.BytesIO(answer.content), infer_schema=False).height > 0


@each("path", ["target/nothing.csv", "target/gap.exe", "a/b/c.csv", "target/../gap.csv"])
def test_a_list_that_no_page_has_is_a_sentence(http, path):
    answer = http.get(f"/file/{path}", params={"lang": "en"})
    assert answer.status_code == 404
    assert answer.json()["error"]


def test_every_paper_of_a_draft_is_a_link_on_its_page_that_hands_out_that_draft(http):
    shown = draft_html.file(exhibits.of("draft", {"draft": drafted.TEXT, "lang": "en"}).view, drafted.DRAFT)
    links = re.findall(r'<a href="(file/[^"]*)"[^>]*>([^<]*)</a>', shown)
    assert [name for _, name in links] == [
        "Explanatory note (Word)",
        "Workbook (Excel; a changed target is worked out anew)",
        "Slides (PowerPoint)",
        "Plan file (TOML)",
    ]
    for where, _ in links:
        answer = http.get("/" + unescape(where))
        assert answer.status_code == 200, where
        assert "draft" in answer.headers["content-disposition"]
