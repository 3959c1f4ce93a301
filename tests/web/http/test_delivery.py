"""What is asked alike of every data address, picture and file: HEAD, Range, conditions, gzip, other sites' pages."""

import gzip
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_gzip_middleware import SelectiveGZipMiddleware

from explorer import server
from explorer.releases import store
from explorer.web.http import delivery, middleware
from tests.support.cases import each

DATA = "/data/invention_patents_per_capita.csv"
ADDRESSES = (
    DATA,
    "/data/invention_patents_per_capita.metadata.json",
    "/data/plan/cn-14fyp.parquet",
    "/api/v1/plans",
    "/api/v1/indicators/ip_pledge_amount?area=100000&lang=zh",
    "/file/target.csv?plan=cn-14fyp&lang=zh",
    "/file/target.xlsx?plan=cn-14fyp&lang=zh",
    "/chart/overview.svg?plan=cn-14fyp&lang=zh",
)
PLAIN = {"accept-encoding": "identity"}
HUGE = "9" * 5000  # digits: more than Python reads as a number
OFFICE = "/api/v1/indicators/ip_pledge_amount?evidence=office"
DRAFTED = ("/api/v1/drafts?plan=cn-14fyp", "/api/v1/proposals/ip_pledge_amount?plan=cn-14fyp")
INTRANET = "https://oa.example.cn"


@pytest.fixture
def http(small, monkeypatch):
    monkeypatch.setattr(delivery, "SETTLED", -1)  # the release was put in use just now
    packer = Middleware(SelectiveGZipMiddleware)  # as Streamlit puts it below ours
    return TestClient(Starlette(routes=server.ROUTES, middleware=[*middleware.MIDDLEWARE, packer]))


@each("address", ADDRESSES)
def test_every_address_is_read_by_head_in_parts_on_conditions_and_packed(http, address):
    whole = http.get(address, headers=PLAIN)
    content, tag, modified = whole.content, whole.headers["etag"], whole.headers["last-modified"]
    head = http.head(address, headers=PLAIN)
    assert (head.status_code, head.headers["content-length"]) == (200, str(len(content)))
    part = http.get(address, headers={**PLAIN, "range": "bytes=10-19", "if-range": tag})
    assert (part.status_code, part.content) == (206, content[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(content)}"
    assert http.get(address, headers={**PLAIN, "range": "bytes=-5"}).content == content[-5:]
    assert http.get(address, headers={**PLAIN, "range": "bytes=7-"}).content == content[7:]
    assert http.get(address, headers={**PLAIN, "range": "bytes=5-2"}).status_code == 200, "no range at all"
    assert http.get(address, headers={**PLAIN, "range": "bytes=0-9", "if-range": '"other"'}).content == content
    for beyond in (f"bytes={len(content)}-", f"bytes={HUGE}-"):
        answer = http.get(address, headers={**PLAIN, "range": beyond})
        assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{len(content)}")
    for everything in (f"bytes=-{HUGE}", f"bytes=0-{HUGE}"):
        assert http.get(address, headers={**PLAIN, "range": everything}).content == content
    assert http.get(address, headers={**PLAIN, "range": f"bytes={'0' * 5000}3-4"}).content == content[3:5]
    for known in ({"if-none-match": tag}, {"if-modified-since": modified}):
        assert (http.get(address, headers=known).status_code, http.get(address, headers=known).content) == (304, b"")
    for known in ({"if-none-match": '"other"', "if-modified-since": modified}, {"if-modified-since": "yesterday"}):
        assert http.get(address, headers=known).status_code == 200
    packed = http.get(address, headers={"accept-encoding": "br, gzip;q=0.5"})
    assert packed.content == content
    assert http.get(address, headers={"if-none-match": packed.headers["etag"]}).status_code == 304
    weak = {**PLAIN, "if-none-match": f'"other", W/{tag}'}
    assert http.get(address, headers=weak).status_code == 304, "as a proxy writes it"
    if "content-encoding" in packed.headers:
        kept = {**PLAIN, "range": "bytes=0-9", "if-none-match": packed.headers["etag"]}
        assert http.get(address, headers=kept).content == content[:10], "packed bytes have no such part"
    assert "Accept-Encoding" in packed.headers["vary"]


def test_a_long_text_is_packed_and_nothing_for_who_refuses_it(http):
    with http.stream("GET", DATA, headers={"accept-encoding": "gzip"}) as answer:
        sent = b"".join(answer.iter_raw())
    plain = http.get(DATA, headers={"accept-encoding": "gzip;q=0"})
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(sent) == plain.content
    assert len(sent) < len(plain.content) / 3


@each("address", [*ADDRESSES, "/docs", "/api/v1/nothing", "/file/nothing.csv"])
def test_a_tag_names_the_same_bytes_to_everybody_and_who_refuses_gzip_gets_none(http, address):
    """Whoever fetches the rest of a file by its tag would else join packed bytes to plain ones."""
    sent = {}
    for encoding in ("gzip", "gzip;q=0", "identity"):
        with http.stream("GET", address, headers={"accept-encoding": encoding}) as answer:
            told = answer.headers
            sent[told.get("etag"), told.get("content-encoding")] = b"".join(answer.iter_raw())
            assert encoding == "gzip" or "content-encoding" not in told
            assert told["vary"].count("Accept-Encoding") <= 1
    tags = [tag for tag, _ in sent if tag]
    assert len(tags) == len(set(tags))


@each("day", ["Thu, 01 Jan 2026 00:00:00 +99999999999999999999", "Mon, 99 Foo 99999999999 99:99:99", HUGE, "\xff"])
def test_a_day_that_is_none_is_passed_over(http, day):
    assert http.get(DATA, headers={"if-modified-since": day.encode("latin-1")}).status_code == 200
    part = http.get(DATA, headers={"range": "bytes=0-9", "if-range": day.encode("latin-1")})
    assert part.status_code == 200


def test_a_refusal_is_of_its_moment_and_of_the_readers_language(http):
    told = http.get("/data/nothing.csv").headers
    assert (told["cache-control"], told["vary"]) == ("no-cache", "Accept-Language")


TYPED = (
    *(f"{DATA}?{name}=" for name in ("since", "area", "evidence", "release")),
    *("/api/v1/plans?", "/api/v1/plans/cn-14fyp?as_of=", "/data/", "/api/v1/indicators/", "/calendar.ics?plan="),
)


@each("address", TYPED)
def test_a_refusal_says_no_more_than_the_beginning_of_what_was_typed(http, address):
    said = http.get(address + "a" * 3000, headers={"accept-language": "en"}).json()["error"]
    assert "a" * 30 in said
    assert "a" * 90 not in said


def test_an_answer_has_no_day_as_long_as_its_release_is_seconds_old(http, monkeypatch):
    monkeypatch.setattr(delivery, "SETTLED", 1e9)
    assert "last-modified" not in http.get(DATA).headers


def test_what_names_its_release_may_be_kept_and_all_else_is_asked_for_again(http, small):
    told = [http.get(DATA, params=query).headers["cache-control"] for query in ({}, {"release": small.id})]
    assert told == ["no-cache", "public, max-age=86400"]
    assert http.get("/api/v1/plans", params={"release": small.id}).headers["cache-control"] == "no-cache", "no lang"
    for address in (DATA, "/api/v1/plans"):  # a program's empty blank names none
        assert http.get(address, params={"release": "", "lang": "en"}).headers["cache-control"] == "no-cache"


@each("address", [*ADDRESSES, "/data/nothing.csv", "/api/v1/nothing", "/chart/nothing.png", "/file/target.csv?x=1"])
def test_a_page_of_another_site_reads_what_is_published_and_every_refusal(http, address):
    answer = http.get(address, headers={"origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    before = http.options(
        address, headers={"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    )
    assert (before.status_code, before.headers["access-control-allow-origin"]) == (204, "*")
    assert "Range" in before.headers["access-control-allow-headers"]


@each("address", [OFFICE, *DRAFTED, *ADDRESSES[5:]])
def test_what_can_hold_figures_of_the_office_is_for_the_sites_that_the_operator_names(
    http, small, monkeypatch, address
):
    brought = replace(small, id="with-imports", brought=True)
    monkeypatch.setattr(store, "edition", lambda: brought)

    def reader(origin: str) -> str | None:
        answer = http.get(address, headers={"origin": origin})
        assert answer.status_code == 200
        assert answer.headers["vary"].endswith("Origin")
        return answer.headers.get("access-control-allow-origin")

    monkeypatch.delenv("OPEN_ORIGINS", raising=False)
    assert reader(INTRANET) is None
    monkeypatch.setenv("OPEN_ORIGINS", f"https://other.example, {INTRANET}")
    assert (reader(INTRANET), reader("https://oa.example.cn.evil.example"), reader("null")) == (INTRANET, None, None)


def test_published_figures_beside_the_offices_are_still_for_everybody(http, small, monkeypatch):
    monkeypatch.setattr(store, "edition", lambda: replace(small, brought=True))
    for address in (DATA, "/api/v1/indicators/ip_pledge_amount?evidence=published"):
        assert http.get(address).headers["access-control-allow-origin"] == "*"
