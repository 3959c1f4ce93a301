"""Strangers who forge where they come from, on a site that runs: whoever is honest is answered all the same."""

import asyncio
import threading
import time

import pytest

from tests.deploy.front import Guest, site
from tests.support.cases import each

pytestmark = pytest.mark.deploy
STRANGER, HONEST = "127.0.0.2", "127.0.0.3"
FORGED = [
    *({"X_Forwarded_For": f"198.51.100.{number}"} for number in range(1, 7)),
    {"X_Forwarded_For": "203.0.113.1, 198.51.100.7"},
    {"X_Forwarded_For": "127.0.0.1"},
    {"Forwarded": "for=198.51.100.8;proto=https"},
    {"X_Real_IP": "198.51.100.9"},
    {"X_Client_IP": "198.51.100.10"},
    {"True_Client_IP": "198.51.100.11"},
    {"CF_Connecting_IP": "198.51.100.12"},
    {"X_Forwarded_For": "198.51.100.13", "X_Forwarded_Proto": "https", "X_Forwarded_Host": "evil.example"},
]
ENDLESS = "select count(*) from range(10000000) a, range(10000000) b where (a.range * b.range) % 7 = {}"
SOON = 20.0  # seconds within which an honest client is answered
FULL = "Too many queries are running just now"
THREE = 3  # files under each name


@pytest.fixture(scope="module")
def front(tmp_path_factory, small_data):
    with site(tmp_path_factory.mktemp("fair"), small_data, EXPLORER_SQL="on") as made:
        yield made


async def ask(guest, statement):
    """Open the SQL page, write a statement, press the button, and return what the page shows when it has ended."""
    await guest.connect("sql", "lang=en")
    told = await guest.go("sql", "lang=en")
    elements = [one.delta.new_element for one in told if one.WhichOneof("type") == "delta"]
    text = next(one.text_area.id for one in elements if one.WhichOneof("type") == "text_area")
    button = next(one.button.id for one in elements if one.button.is_form_submitter)
    guest.states |= {text: ("string_value", statement), button: ("trigger_value", True)}
    return guest.shown(await guest.run())


async def statements(front, port):
    """Ask endless statements under each forged name, then an honest one; return all answers and how long that took."""
    forged = [Guest(front, STRANGER, port, **headers) for headers in FORGED]
    honest = Guest(front, HONEST, port)
    for guest in (*forged, honest):
        guest.cookie = "1"
    asked = [asyncio.ensure_future(ask(guest, ENDLESS.format(number))) for number, guest in enumerate(forged)]
    await asyncio.sleep(3)
    began = time.monotonic()
    mine = await ask(honest, "select 41 + 1 as answer")
    took, ended = time.monotonic() - began, [one.result() for one in asked if one.done()]
    return mine, took, ended, [*ended, *await asyncio.gather(*(one for one in asked if not one.done()))]


@each("way", [0, 1])
def test_a_stranger_of_fourteen_names_takes_half_of_the_places_for_statements_and_others_are_answered(front, way):
    """Through nginx, whose word about the client counts, and at a process itself, where nobody's does."""
    mine, took, _, theirs = asyncio.run(statements(front, front.ports[0] if way else 0))
    assert "rows × 1 columns" in mine, mine[-500:]
    assert took < SOON
    refused = sum(FULL in one for one in theirs)
    print(f"honest statement answered after {took:.1f} s; {refused} of {len(theirs)} forged ones refused")
    assert refused >= len(FORGED) - 5, "one client has five of ten places, by whatever name"


# What a stranger asks for, by day, and what somebody else does; each is made for a second and more.
ORDERS = {
    "files": ("/file/overview.pptx", "/file/overview.xlsx"),
    "pictures": ("/chart/overview.pdf", "/chart/target.png?indicator=high_value_invention_patents_per_capita"),
}


@each("way, what", [(way, what) for way in (0, 1) for what in ORDERS])
def test_a_stranger_of_fourteen_names_takes_half_of_the_places_and_others_are_answered(front, way, what):
    """Through nginx, whose word about the client counts, and at a process itself, where nobody's does."""
    port, (taken, honest) = front.ports[0] if way else 0, ORDERS[what]
    statuses, together = [], threading.Barrier(THREE * len(FORGED))

    def forging(number, headers):
        day = f"{2023 + way}-{number % 12 + 1:02}-{15 + number // 12}"
        together.wait(20)
        path = f"{taken}?plan=cn-14fyp&lang=en&as_of={day}&evidence=published"
        told = headers | {"Cookie": "explorer_process=1"}
        statuses.append(front.ask(path, port=port, source=STRANGER, **told).status)

    strangers = [threading.Thread(target=forging, args=(n, one)) for n, one in enumerate(FORGED * THREE)]
    for one in strangers:
        one.start()
    time.sleep(0.5)
    began = time.monotonic()
    mine = f"{honest}{'&' if '?' in honest else '?'}plan=cn-14fyp&lang=en&as_of=2024-0{way + 1}-01"
    answer = front.ask(mine, port=port, source=HONEST, Cookie="explorer_process=1")
    took, before = time.monotonic() - began, len(statuses) - statuses.count(503)
    for one in strangers:
        one.join()
    refused = statuses.count(503)
    print(
        f"{what}: honest one after {took:.1f} s, before it {before} forged ones; {refused} of {len(statuses)} refused"
    )
    assert answer.status == 200
    assert took < SOON
    assert before < len(FORGED) // 2, "nobody waits behind a stranger's"
    assert refused >= len(FORGED) // 2, "one client has half of the room, by whatever name"
    assert statuses.count(200) >= 1
