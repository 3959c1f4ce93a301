"""Half of the room is one client's at most; a proxy is believed where it is listed; a strange host is refused."""

import logging
import resource

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient, WebSocketDenialResponse

from explorer.core.errors import Trouble
from explorer.web.http import limits, middleware
from tests.support.cases import each


def test_one_client_takes_half_of_the_room_and_others_find_the_rest():
    room = limits.Room(6)
    assert [room.enter("a") for _ in range(4)] == [True, True, True, False]
    assert [room.enter(client) for client in ("b", "b", "c", "d")] == [True, True, True, False]
    room.leave("a")
    assert room.enter("d")
    assert room.held == {"a": 2, "b": 2, "c": 1, "d": 1}


def test_those_of_whom_nothing_is_known_and_those_behind_a_proxy_are_counted_all_together_alone():
    room = limits.Room(4)
    assert [room.enter("") for _ in range(3)] == [True] * 3
    assert [room.enter("proxy", shared=True) for _ in range(2)] == [True, False]


@pytest.fixture
def begun(monkeypatch):
    """Return what begins as the server does, with some proxies, and leaves the test's own process as it was."""
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    for room in (limits.SESSIONS, limits.CONNECTIONS):
        monkeypatch.setattr(room, "most", room.most)
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    monkeypatch.setitem(uvicorn.config.HTTP_PROTOCOLS, "auto", uvicorn.config.HTTP_PROTOCOLS["auto"])
    monkeypatch.setattr(limits, "TRUSTED", [])
    monkeypatch.setattr(logging.Logger, "addFilter", lambda *_: None)

    def begin(proxies):
        monkeypatch.setenv(limits.PROXIES, proxies)
        limits.begin()

    return begin


def seen(peer, headers):
    """Return whom a request comes from and its scheme, as the server's own uvicorn tells the application."""

    async def said(request):
        return PlainTextResponse(f"{limits.client(request.scope)} {request.url.scheme}")

    config = uvicorn.Config(Starlette(routes=[Route("/", said)]))
    config.load()
    return TestClient(config.loaded_app, client=(peer, 1), headers=headers).get("/").text


FORGED = {"x-forwarded-for": "1.2.3.4", "x-forwarded-proto": "https"}


@each("proxies, peer, headers, told", [
        ("", "127.0.0.1", FORGED, "127.0.0.1 http"),
        ("", "203.0.113.9", FORGED, "203.0.113.9 http"),
        ("127.0.0.1", "203.0.113.9", FORGED, "203.0.113.9 http"),
        ("127.0.0.1", "127.0.0.1", FORGED, "1.2.3.4 https"),
        ("127.0.0.1, 10.0.0.0/8", "10.1.2.3", FORGED, "1.2.3.4 https"),
        # What the visitor wrote stands before the proxy's word.
        ("127.0.0.1", "127.0.0.1", {"x-forwarded-for": "8.8.8.8, 203.0.113.9"}, "203.0.113.9 http"),
    ])  # fmt: skip
def test_a_forwarding_header_counts_from_a_listed_proxy_alone(begun, proxies, peer, headers, told):
    begun(proxies)
    assert seen(peer, headers) == told


@each("wrong", ["*", "nginx", "10.0.0.1/8", "127.0.0.1;10.0.0.1"])
def test_proxies_that_cannot_be_read_are_said_and_nobody_is_believed(begun, wrong):
    with pytest.raises(Trouble, match="proxies_unreadable"):
        begun(wrong)


def test_the_rooms_fit_the_descriptors(begun, monkeypatch):
    for soft in (1024, 65536):
        monkeypatch.setattr(resource, "getrlimit", lambda _, soft=soft: (soft, soft))
        begun("")
        used = limits.SESSIONS.most * limits.A_SESSION + limits.CONNECTIONS.most
        assert used + limits.OWN <= soft
        assert limits.SESSIONS.most >= min(100, soft // 10)


def site(client="127.0.0.1"):
    async def said(_request):
        return PlainTextResponse("page")

    app = Starlette(routes=[Route("/", said), Route("/livez", said)], middleware=middleware.MIDDLEWARE)
    return TestClient(app, client=(client, 1), headers={"accept-language": "en"})


def test_where_hosts_are_listed_another_one_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.delenv(limits.HOSTS, raising=False)
    assert site().get("/", headers={"host": "evil.example"}).text == "page"
    monkeypatch.setenv(limits.HOSTS, "ip.example.cn, [::1]")
    for host, status in (("IP.example.cn:8443", 200), ("[::1]:8501", 200), ("evil.example", 400), ("", 400)):
        assert site().get("/", headers={"host": host}).status_code == status, host
    assert "ALLOWED_HOSTS" in site().get("/", headers={"host": "evil.example"}).text


def test_a_page_and_its_session_are_refused_where_there_is_no_room_and_health_is_not(monkeypatch):
    monkeypatch.setattr(limits, "SESSIONS", limits.Room(2))
    limits.SESSIONS.enter("10.0.0.7")
    full = site("10.0.0.7").get("/")
    assert (full.status_code, full.headers["retry-after"]) == (503, limits.LATER)
    assert "As many people are on this site" in full.text
    assert site("10.0.0.7").get("/livez").status_code == 200
    assert site("10.0.0.8").get("/").text == "page"
    with pytest.raises(WebSocketDenialResponse) as refused, site("10.0.0.7").websocket_connect("/_stcore/stream"):
        pass
    assert (refused.value.status_code, refused.value.headers["retry-after"]) == (503, limits.LATER)
