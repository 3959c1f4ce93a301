"""Answers made once: a crowd is one order, faults are nobody's to keep, and another release is another answer."""

import asyncio
import threading
import time
from functools import partial

import httpx
import polars as pl
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import server
from explorer.web.api import routes
from explorer.web.http import files, once, pictures
from tests.conftest import UNTIL, small_tables
from tests.support.cases import each
from tests.support.small_release import publish

CROWD = 20


@pytest.fixture
def keeper():
    return once.Once(10, len)


def slowly(made, calls):
    """Return what makes a value after everybody has asked for it, and counts how often it is asked to."""

    async def make():
        calls.append(made)
        await asyncio.sleep(0.01)
        if isinstance(made, Exception):
            raise made
        return made

    return make


def asked(line, order, free, waits):
    """Let the clients ask one after another while one thing is made; return the threads."""
    threads = [threading.Thread(target=line.make, args=(free.wait, "first"))]
    threads += [threading.Thread(target=line.make, args=(partial(order.append, one), one[:1])) for one in waits]
    for number, thread in enumerate(threads):
        thread.start()
        until = time.monotonic() + 5
        while len(line.turns.waiting) + len(line.turns.running) <= number:
            assert time.monotonic() < until
            time.sleep(0.001)
    return threads


def test_nobody_waits_behind_all_that_another_has_asked_for():
    line, order, free = once.InTurn(), [], threading.Event()
    threads = asked(line, order, free, ["a1", "a2", "a3", "a4", "b1", "c1", "b2"])
    free.set()
    for thread in threads:
        thread.join(5)
    assert order == ["a1", "b1", "c1", "a2", "b2", "a3", "a4"]
    assert not line.turns.waiting
    assert not line.turns.running


def test_what_cannot_be_made_gives_its_turn_on():
    line = once.InTurn()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            line.make(lambda: 1 // 0, "a")
    assert line.make(lambda: "made", "a") == "made"


def test_a_crowd_that_asks_for_the_same_is_one_order(keeper):
    calls = []

    async def crowd():
        return await asyncio.gather(*(keeper.get("a", slowly(b"one", calls)) for _ in range(CROWD)))

    assert asyncio.run(crowd()) == [b"one"] * CROWD
    assert asyncio.run(keeper.get("a", slowly(b"two", calls))) == b"one", "kept"
    assert calls == [b"one"]
    assert not keeper.making


def test_what_cannot_be_made_is_told_to_all_who_asked_and_made_anew_for_the_next(keeper):
    calls = []

    async def crowd():
        asked = (keeper.get("a", slowly(ValueError("no"), calls)) for _ in range(3))
        return await asyncio.gather(*asked, return_exceptions=True)

    assert [str(one) for one in asyncio.run(crowd())] == ["no"] * 3
    assert len(calls) == 1
    assert asyncio.run(keeper.get("a", slowly(b"one", calls))) == b"one"


def test_whoever_goes_away_first_leaves_the_others_their_answer(keeper):
    calls = []

    async def two():
        first = asyncio.ensure_future(keeper.get("a", slowly(b"one", calls)))
        second = asyncio.ensure_future(keeper.get("a", slowly(b"one", calls)))
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert asyncio.run(two()) == b"one"
    assert len(calls) == 1


def test_no_more_is_kept_than_there_is_room_for(keeper):
    async def fill():
        for name in "abc":
            await keeper.get(name, slowly(name.encode() * 4, []))

    asyncio.run(fill())
    assert [name for name in "abc" if keeper.kept.get(name)] == ["b", "c"]


@pytest.fixture
def site(small, monkeypatch):
    """The server's addresses with nothing kept."""
    for place in (files, pictures, routes):
        monkeypatch.setattr(place, "KEPT", type(place.KEPT)(1 << 25, place.KEPT.kept._size_of))
    return Starlette(routes=server.ROUTES)


@each(
    "address",
    ["/file/target.docx", "/file/target.xlsx", "/file/overview.pptx", "/chart/target.png", "/api/v1/plans/ln-2025"],
)
def test_twenty_people_who_ask_for_one_link_get_twenty_answers(site, address):
    async def crowd():
        transport = httpx.ASGITransport(app=site)
        async with httpx.AsyncClient(transport=transport, base_url="http://10.1.2.3:8501", timeout=60) as client:
            return await asyncio.gather(*(client.get(address) for _ in range(CROWD)))

    answers = asyncio.run(crowd())
    assert {answer.status_code for answer in answers} == {200}, address
    assert len({answer.content for answer in answers}) == 1
    assert len({answer.headers["etag"] for answer in answers}) == 1


@each("address", ["/file/target.csv", "/chart/target.svg", "/api/v1/plans/ln-2025"])
def test_whoever_has_the_bytes_is_told_that_they_are_the_same(site, address):
    http = TestClient(site)
    first = http.get(address, params={"lang": "zh"})
    again = http.get(address, params={"lang": "zh"}, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b""), address
    other = http.get(address, params={"lang": "zh", "as_of": "2024-12-31"}, headers={"If-None-Match": "nothing"})
    assert (other.status_code, other.headers["etag"] != first.headers["etag"]) == (200, True), address


def test_another_release_is_another_answer(site, small, tmp_path, monkeypatch):
    http, tables = TestClient(site), small_tables()
    before = http.get("/api/v1/plans").json()["release"]
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    assert http.get("/api/v1/plans").status_code == 503, "without a release nothing is served that was made of one"
    tables["observations"] = tables["observations"].filter(pl.col("evidence") == "published")
    after = publish(tables, UNTIL, seed=2).id
    assert http.get("/api/v1/plans").json()["release"] == after
    assert after != before
