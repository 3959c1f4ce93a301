"""The addresses of pictures and previews, asked over HTTP; whatever is asked, the answer is a picture or a sentence."""

import os
import re
import sys
import threading
import time
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.core import language
from explorer.core.errors import Trouble
from explorer.exports.images import drawing
from explorer.exports.images.drawing import Studio
from explorer.links import parameters
from explorer.views import exhibits
from tests.pages.test_pages import JUNK
from tests.support import drafted
from tests.support.cases import each

HERE = "http://testserver"
MORE = (
    "NaN",
    "1e999",
    "0x10",
    "\u202e\u0000\ud7ff",
    'javascript:alert("1")',
    "//evil.example/x.png",
)
TRIED = tuple(dict.fromkeys((*JUNK, *MORE)))
TURNS = 10  # each parameter gets a tenth of the junk, the next one the next tenth
STATES = {
    "overview": ({},),
    "target": ({"indicator": "high_value_invention_patents_per_capita", "find": "2026"},),
    "compare": (
        {"indicator": "trademarks_in_force"},
        {"indicator": "trademarks_in_force", "show": "scatter"},
        {"indicator": "trademarks_in_force", "show": "provinces"},
    ),
    "whatif": (
        {"indicator": "trademarks_in_force", "scenarios": "own,once,city,renewal", "split": "own"},
        {"indicator": "trademarks_in_force", "split": "gap"},
    ),
    "draft": ({"draft": drafted.TEXT, "target": "high_value_invention_patents_per_capita"},),
    "patents": ({"find": "a", "record": "1"},),
    **dict.fromkeys(
        ("trademarks", "geographical_indications", "service_network", "ledger", "evaluation", "changes"), ({},)
    ),
}


EVERY_VIEW = ("plan", "area", "as_of", "evidence", "lang", "release")
FOR_PAGES = ("agenda", "print", "sql", "table")  # what a picture has no use for, and says so


@pytest.fixture
def http(small):
    return TestClient(Starlette(routes=server.ROUTES), follow_redirects=False)


@pytest.fixture(scope="session")
def readers(small_data):
    """For each parameter, a view that reads it, and the link in which it does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA", str(small_data))
        return dict.fromkeys(FOR_PAGES, ("target", {})) | {
            name: (view, state)
            for view, states in reversed(STATES.items())
            for state in reversed(states)
            for name in exhibits.of(view, state).parameters
        }


class Addresses(HTMLParser):
    """Whatever a page refers to, and every element it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.elements: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            if name in ("href", "src") or (
                name == "content" and "://" in value and value.startswith(("http", "0; url="))
            ):
                self.found.append(value.removeprefix("0; url="))


def test_eighteen_kinds_of_junk_are_tried_and_some_more():
    assert len(TRIED) >= 18


def test_every_parameter_is_read_by_some_view(readers):
    assert set(readers) == set(parameters.KNOWN)


@each("place, name", enumerate(parameters.KNOWN))
def test_junk_gives_a_sentence_or_a_good_picture_and_never_more(http, readers, place, name):
    """views/test_choices tries all junk on every parameter without a request; here each has its turn."""
    view, state = readers[name]
    for junk in TRIED[place % TURNS :: TURNS]:
        query = {"lang": "en"} | state | {name: junk}
        picture, page = (http.get(address, params=query) for address in (f"/chart/{view}.svg", f"/s/{view}"))
        assert picture.status_code == page.status_code, junk
        assert picture.status_code in (200, 400), junk
        assert "<script" not in (picture.text + page.text).lower()
        assert "Traceback" not in picture.text + page.text
        shown = Addresses(page.text)
        assert not {"script", "iframe", "object", "embed", "form", "base"} & shown.elements
        assert all(address.startswith(f"{HERE}/") for address in shown.found), junk
        if picture.status_code == 400:
            assert picture.json().keys() == {"error"}
            assert "\n" not in picture.json()["error"]
            assert len(picture.json()["error"]) < 1500
        else:
            assert not re.search(r"""\b(href|src)=["'](?!#)""", picture.text)
            assert picture.headers["content-type"].startswith("image/svg+xml")


@each("name", [*EVERY_VIEW, "indicator"])
def test_the_junk_that_is_no_value_of_a_choice_is_refused(http, name):
    for junk in TRIED:
        if not (junk == "" and name == "release"):
            assert http.get("/chart/target.png", params={name: junk}).status_code == 400, (name, junk)


@each("name", sorted(set(parameters.KNOWN) - set(EVERY_VIEW)))
def test_a_parameter_that_the_view_does_not_read_is_refused(http, name):
    if name in ("list", "department"):
        return
    for address in ("/chart/ledger.svg", "/s/ledger"):
        assert http.get(address, params={"lang": "en", name: "1"}).status_code == 400, (name, address)


def test_a_parameter_without_a_value_is_no_parameter(http):
    names = set(parameters.KNOWN) - set(EVERY_VIEW) - {"list", "department"}
    assert http.get("/s/ledger", params={"lang": "en"} | dict.fromkeys(names, "")).status_code == 200


def test_the_refusal_of_a_parameter_without_effect_says_what_to_do(http):
    asked = {"lang": "en", "indicator": "trademarks_in_force", "scenarios": "recent", "growth": "nan"}
    said = http.get("/chart/whatif.png", params=asked).json()["error"]
    assert said.startswith("growth=nan has no effect")
    assert "Leave it out" in said


@pytest.mark.parametrize("address", ["/chart/{}.png", "/s/{}"])
def test_junk_for_the_view_itself_is_not_found(http, address):
    for junk in (*TRIED, "method", "target/../overview"):
        found = http.get(address.format(quote(junk, safe="")))
        assert found.status_code == 404, junk
        assert "<script" not in found.text.lower()
        assert len(found.text) < 3000


def test_an_unknown_parameter_and_one_given_twice_are_refused(http):
    assert "colour" in http.get("/chart/target.png?colour=red&lang=en").json()["error"]
    assert "more than once" in http.get("/chart/target.png?area=210000&area=210200&lang=en").json()["error"]


def test_a_refusal_speaks_the_readers_language(http):
    english, chinese = (
        http.get("/chart/target.png?area=x", headers={"Accept-Language": code}).json()["error"]
        for code in ("en-GB", "zh-CN")
    )
    assert "cannot be used" in english
    assert "无法使用" in chinese


@pytest.mark.parametrize(
    ("kind", "media", "first"),
    [("png", "image/png", b"\x89PNG"), ("svg", "image/svg+xml", b"<svg"), ("pdf", "application/pdf", b"%PDF")],
)
def test_a_picture_comes_as_what_it_is(http, kind, media, first):
    found = http.get(f"/chart/target.{kind}?indicator=trademarks_in_force&lang=zh")
    assert found.status_code == 200
    assert found.headers["content-type"].split(";")[0] == media
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["content-disposition"] == f'inline; filename="target-trademarks_in_force-2026-09-30.{kind}"'
    assert found.content.startswith(first)


def test_an_svg_is_sent_with_the_order_to_run_nothing(http):
    policy = http.get("/chart/overview.svg").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy


def test_a_picture_that_has_not_changed_is_not_sent_again(http):
    first = http.get("/chart/overview.svg?lang=zh")
    again = http.get("/chart/overview.svg?lang=zh", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    other = http.get("/chart/overview.svg?lang=en", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    assert other.headers["etag"] != first.headers["etag"]


def test_only_a_link_that_names_release_day_and_language_may_be_kept(http, small):
    assert http.get("/chart/overview.svg").headers["cache-control"] == "no-cache"
    fixed = {"release": small.id, "as_of": "2026-09-30", "lang": "zh"}
    assert "max-age" in http.get("/chart/overview.svg", params=fixed).headers["cache-control"]


def test_a_link_without_a_language_is_drawn_in_the_readers(http):
    found = http.get("/chart/overview.svg", headers={"Accept-Language": "en"})
    assert language.words("en")("common.product") in found.text
    assert "Accept-Language" in found.headers["vary"]


def test_a_chat_finds_title_sentence_and_picture(http):
    page = http.get("/s/target?indicator=trademarks_in_force&lang=en").text
    told = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', page))
    exhibit = exhibits.of("target", {"indicator": "trademarks_in_force", "lang": "en"})
    assert told["og:title"] == exhibit.title
    assert told["og:description"].startswith(exhibit.sentence)
    assert "simulated" in told["og:description"]
    assert told["og:site_name"] == "Liaoning IP Target Explorer"
    assert (told["og:type"], told["twitter:card"]) == ("article", "summary_large_image")
    assert '<html lang="en">' in page
    picture = told["og:image"].replace("&amp;", "&")
    assert picture.startswith(f"{HERE}/chart/target.png?")
    drawn = http.get(picture.removeprefix(HERE))
    wide, high = (int.from_bytes(drawn.content[at : at + 4], "big") for at in (16, 20))
    assert (told["og:image:width"], told["og:image:height"]) == (str(wide), str(high))


def test_a_preview_leads_on_to_the_same_view(http):
    page = http.get("/s/target?indicator=trademarks_in_force&lang=zh&evidence=published").text
    target = re.search(r'content="0; url=([^"]+)"', page)[1].replace("&amp;", "&")
    assert target.startswith(f"{HERE}/target?")
    for part in ("indicator=trademarks_in_force", "evidence=published", "lang=zh", "as_of=", "release="):
        assert part in target
    assert f'href="{target.replace("&", "&amp;")}"' in page


def test_a_preview_that_cannot_be_opened_says_why_and_leads_to_the_overview(http):
    found = http.get("/s/target?area=%3Cscript%3E&lang=zh")
    assert found.status_code == 400
    assert '<html lang="zh">' in found.text
    assert "area=&lt;script&gt;" in found.text
    assert f'href="{HERE}/?lang=zh"' in found.text


def test_full_addresses_are_the_operators_where_he_says_so(http, monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://ip.example.cn/explorer")
    found = http.get("/s/overview", headers={"Host": 'x"><script>'})
    assert 'content="https://ip.example.cn/explorer/chart/overview.png?' in found.text
    assert "img-src https://ip.example.cn;" in found.headers["content-security-policy"]


def test_a_host_that_is_no_host_is_not_repeated(http, monkeypatch):
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    assert "<script" not in http.get("/s/overview", headers={"Host": 'x"><script>'}).text


def test_where_too_many_wait_the_answer_is_to_come_back(http, monkeypatch):
    full = Studio((sys.executable, "-c", "import time; time.sleep(60)"), seconds=3, waiting=0)
    monkeypatch.setattr(drawing, "studio", lambda: full)

    def wait() -> None:
        with pytest.raises(Trouble):
            full.draw("png", "<svg/>")

    first = threading.Thread(target=wait)
    first.start()
    while full.pid is None:
        time.sleep(0.01)
    found = http.get("/chart/target.png?indicator=trademarks_in_force&lang=en")
    assert (found.status_code, found.headers["retry-after"]) == (503, "5")
    assert "Too many pictures" in found.json()["error"]
    assert http.get("/s/target?indicator=trademarks_in_force").status_code == 200
    first.join()


def test_without_a_release_the_answer_names_the_command(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "nothing"))
    http = TestClient(Starlette(routes=server.ROUTES))
    found = http.get("/chart/target.png?lang=en")
    assert found.status_code == 503
    assert "make build" in found.json()["error"]
    assert http.get("/s/target").status_code == 503
    assert os.environ["EXPLORER_DATA"]


def test_head_is_answered_as_chats_ask(http):
    found = http.head("/s/overview")
    assert (found.status_code, found.content) == (200, b"")


def test_the_presentations_picture_says_nothing_twice(http):
    bare = http.get("/present/target.svg?indicator=trademarks_in_force&lang=en")
    assert bare.headers["content-type"].startswith("image/svg+xml")
    whole = http.get("/chart/target.svg?indicator=trademarks_in_force&lang=en")
    said = exhibits.of("target", {"indicator": "trademarks_in_force", "lang": "en"}).subtitle
    assert said in whole.text
    assert said not in bare.text
    assert http.get("/present/target.svg?area=x").status_code == 400


def test_what_a_chat_adds_to_a_link_does_no_harm(http):
    plain = http.get("/s/target?indicator=trademarks_in_force&lang=en")
    added = http.get("/s/target?indicator=trademarks_in_force&lang=en&from=groupmessage&isappinstalled=0")
    assert (added.status_code, added.text) == (200, plain.text)


def test_the_end_of_a_sentence_that_a_chat_took_into_a_link_does_no_harm(http):
    plain = http.get("/s/target?indicator=trademarks_in_force&lang=en&as_of=2024-03-31")
    for end in ("。", "）", "，", ".", ")."):
        ended = http.get(f"/s/target?indicator=trademarks_in_force&lang=en&as_of=2024-03-31{end}")
        assert (ended.status_code, ended.text) == (200, plain.text)
    assert http.get("/s/target?lang=en&as_of=2024-03-31x").status_code == 400


def test_only_a_link_that_leaves_nothing_open_is_kept_for_long(http, small):
    asked = {"as_of": "2024-03-31", "lang": "en"}
    kept = {
        release: http.get("/s/target", params=asked | {"release": release}).headers["cache-control"]
        for release in (small.id, "")
    }
    assert kept == {small.id: "public, max-age=86400", "": "no-cache"}


def test_the_presentations_picture_has_a_dark_one_and_no_other_form(http):
    light, dark = (http.get(f"/present/{way}target.svg?indicator=trademarks_in_force&lang=zh") for way in ("", "dark/"))
    assert light.status_code == dark.status_code == 200
    assert "#0E1117" in dark.text
    assert "#0E1117" not in light.text
    for path in ("overview.png", "dark/overview.pdf", "night/overview.svg", "overview", "dark/", "../present/x.png"):
        found = http.get(f"/present/{path}?lang=en")
        assert found.status_code == 404, path
        assert found.json().keys() == {"error"}


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/overview.png?lang=zh", "/chart/overview.png"),
        ("/target.svg?indicator=trademarks_in_force", "/chart/target.svg"),
        ("/ledger.csv", "/file/ledger.csv"),
    ],
)
def test_a_files_ending_on_a_page_leads_to_the_picture_or_file_that_was_meant(http, asked, meant):
    found = http.get(asked, follow_redirects=True)
    assert found.status_code == 200
    assert found.url.path == meant
    assert found.url.query.decode() == asked.partition("?")[2]


def test_another_ending_on_a_page_is_no_page(http):
    for path in ("/overview.exe", "/target.html?lang=en"):
        found = http.get(path, follow_redirects=True)
        assert found.status_code == 404
        assert found.json().keys() == {"error"}
