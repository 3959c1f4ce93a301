"""Two processes behind nginx: what it adds, with whom a visitor stays, and that whoever asks is counted by himself."""

import asyncio
import gzip
import os
import re
import signal
import threading
import time
from pathlib import Path

import pytest

from deploy.ready import ready
from tests.browser.test_login import SECRET, WANG
from tests.deploy.front import Guest, site
from tests.web.auth.test_session import cookie

pytestmark = pytest.mark.deploy
FOLDERS = {"a host of its own": "", "below a path": "/ip"}


@pytest.fixture(scope="module", params=FOLDERS)
def front(request, tmp_path_factory, small_data):
    """The site with a login of which only the cookies are used here."""
    place = tmp_path_factory.mktemp("front")
    secrets = place / "secrets.toml"
    secrets.write_text(
        f"""
        [auth]
        redirect_uri = "https://ip.example.cn/oauth2callback"
        cookie_secret = "{SECRET}"
        client_id = "explorer"
        client_secret = "hidden"
        server_metadata_url = "http://127.0.0.1:1/.well-known/openid-configuration"
        [roles]
        publisher = ["{WANG}"]
        """,
        "utf-8",
    )
    with site(place, small_data, FOLDERS[request.param], EXPLORER_SECRETS=str(secrets)) as made:
        yield made


def test_every_kind_of_answer_carries_the_headers_that_keep_a_reader_safe(front):
    page = front.ask("/?lang=en")
    script = re.search(rb'src="\./(static/js/index[^"]+)"', page.body)[1].decode()
    for path, status in (
        ("/?lang=en", 200),
        (f"/{script}", 200),
        ("/chart/overview.svg?plan=cn-14fyp", 200),
        ("/api/v1/plans", 200),
        ("/no/such/address", 404),
    ):
        found = front.ask(path)
        assert found.status == status, path
        said = found.headers
        policies = "; ".join(said["content-security-policy"])
        assert "default-src 'self'" in policies, path
        assert "object-src 'none'" in policies, path
        assert set(said["referrer-policy"]) == {"same-origin"}, path
        assert said["x-content-type-options"] == ["nosniff"], path
        assert said["strict-transport-security"], path
        assert said["server"] == ["nginx"], path
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]


def test_what_is_pinned_comes_packed_and_for_ever_and_is_what_the_process_hands_over(front):
    html = front.ask("/?lang=en").body.decode()
    pinned = re.findall(r'(?:src|href)="(?:\./)?((?:static/(?:js|css)|frame)/[^"]+\.(?:js|css))"', html)
    assert {one.partition("/")[0] for one in pinned} == {"static", "frame"}
    for address in pinned:
        packed = front.ask(f"/{address}", Accept_Encoding="gzip")
        assert packed.headers["content-encoding"] == ["gzip"], address
        assert "immutable" in packed.headers["cache-control"][0], address
        plain = front.ask(f"/{address}", port=front.ports[0]).body
        assert gzip.decompress(packed.body) == plain == front.ask(f"/{address}").body, address
    assert front.ask("/frame/frame.0000000000000000.js").status == 404
    assert front.ask("/frame/index.json?lang=en").headers["content-type"] == ["application/json"]


def test_a_visitor_stays_with_one_process_and_newcomers_are_spread(front):
    first = [front.ask("/?lang=en") for _ in range(8)]
    chosen = {one.cookie("explorer_process") for one in first}
    assert chosen <= {"1", "2"}
    by = {number: {front.served_by(Cookie=f"explorer_process={number}") for _ in range(6)} for number in ("1", "2")}
    assert [len(found) for found in by.values()] == [1, 1]
    assert by["1"] != by["2"]
    said = next(one for one in first[0].headers["set-cookie"] if one.startswith("explorer_process"))
    assert all(word in said for word in ("Secure", "HttpOnly", f"Path={front.folder}/"))
    stays = front.ask("/?lang=en", Cookie="explorer_process=2")
    assert not stays.cookie("explorer_process")
    assert front.ask("/?lang=en", Cookie="explorer_process=99").cookie("explorer_process") in chosen
    assert not front.ask("/api/v1/plans").cookie("explorer_process"), "what others keep for many carries no cookie"


async def spread(front, count):
    """Return with which processes so many sessions are that are open at once."""
    guests = [Guest(front) for _ in range(count)]
    for guest in guests:
        await guest.connect("", "lang=en")
    for guest in guests:
        await guest.leave()
    return sorted(guest.cookie for guest in guests)


def test_sessions_that_are_open_at_once_are_shared_by_the_processes(front):
    assert asyncio.run(spread(front, 8)).count("1") in range(2, 7)


async def newcomers(front, there, count):
    """Return with which processes newcomers are while others have their lines at one."""
    guests = [Guest(front) for _ in range(there)]
    for guest in guests:
        guest.cookie = "1"
        await guest.connect("", "lang=en")
    found = [front.ask("/?lang=en").cookie("explorer_process") for _ in range(count)]
    for guest in guests:
        await guest.leave()
    return found


def test_newcomers_are_shared_out_also_while_all_who_were_there_are_with_one_process(front):
    assert asyncio.run(newcomers(front, 20, 12)).count("2") >= 4


UPLOAD = b"--x\r\nContent-Disposition: form-data; name=f; filename=a.csv\r\n\r\n1\r\n--x--\r\n"
XSRF = "2|00000000|00000000000000000000000000000001|1700000000"


def upload(front, login, port=0):
    """Return the status of a file that somebody sends: 400 for whoever may, since there is no such session."""
    headers = {
        "Content_Type": "multipart/form-data; boundary=x",
        "X_Xsrftoken": XSRF,
        "Cookie": f"_streamlit_xsrf={XSRF}; _streamlit_user={login}",
    }
    return front.ask("/_stcore/upload_file/some-session/some-file", "PUT", UPLOAD, port, **headers).status


def named(front, login, port=0):
    """Whether the menu names the publish page to somebody."""
    html = front.ask("/?lang=en", port=port, Cookie=f"_streamlit_user={login}").body.decode()
    return 'data-page="publish"' in html


def test_who_signs_out_at_one_process_is_signed_out_at_both_within_a_second(front):
    login = cookie({"sub": str(time.time()), "email": WANG, "email_verified": True}, SECRET)
    for port in front.ports:
        assert (upload(front, login, port), named(front, login, port)) == (400, True)
    left = front.ask("/auth/logout", port=front.ports[0], Cookie=f"_streamlit_user={login}")
    assert left.status < 400
    time.sleep(1)
    for port in (*front.ports, 0):
        assert (upload(front, login, port), named(front, login, port)) == (401, False), port


def test_a_body_is_as_large_as_its_address_needs(front):
    assert front.ask("/api/v1/plans", "POST", bytes(1_100_000)).status == 413
    assert front.ask("/_stcore/upload_file/a/b", "PUT", bytes(1_100_000)).status in (401, 403)


VIEWS = [
    ("", "lang=en"),
    ("target", "indicator=ip_pledge_amount&lang=zh"),
    ("method", "lang=en"),
    ("ledger", "lang=en"),
]


async def stay(guest, page, query, lost, over):
    """Look at a page until it is over; note how long each loss of the line lasted until the same view was back."""
    await guest.connect(page, query)
    before = guest.shown(await guest.go(page, query))
    while not over.is_set():
        waiting = [asyncio.ensure_future(one) for one in (guest.line.wait_closed(), over.wait())]
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for one in waiting:
            one.cancel()
        if over.is_set():
            break
        began = time.monotonic()
        await guest.connect(page, query)
        guest.held.clear()
        after = guest.shown(await guest.go(page, query))
        lost.append((time.monotonic() - began, heading(after) == heading(before) != ""))
    await guest.leave()


def heading(shown):
    """Return the title of a page among the texts it was told."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", shown)
    return found[1] if found else ""


async def meeting(front, count):
    over, lost = asyncio.Event(), []
    guests = [Guest(front) for _ in range(count)]
    each_ = [
        asyncio.ensure_future(stay(guest, *VIEWS[number % len(VIEWS)], lost, over))
        for number, guest in enumerate(guests)
    ]
    until = time.monotonic() + 60
    while not all(guest.runs for guest in guests):
        assert time.monotonic() < until
        await asyncio.sleep(0.1)
    await asyncio.sleep(2)
    before = {front.ask("/livez", port=port).status for port in front.ports}
    await asyncio.to_thread(front.roll)
    await asyncio.sleep(2)
    over.set()
    await asyncio.gather(*each_)
    return before, lost, guests


def test_processes_are_begun_again_one_after_another_and_fifty_visitors_have_their_views_back(front):
    began = {front.served_by(Cookie=f"explorer_process={number}") for number in (1, 2)}
    statuses, stop = [], threading.Event()

    def asking():
        while not stop.is_set():
            statuses.append(front.ask("/?lang=en").status)
            time.sleep(0.1)

    other = threading.Thread(target=asking)
    other.start()
    _, lost, guests = asyncio.run(meeting(front, 50))
    stop.set()
    other.join()
    assert {front.served_by(Cookie=f"explorer_process={number}") for number in (1, 2)}.isdisjoint(began)
    assert len(lost) >= len(guests), "everybody lost the line at least once"
    assert all(same for _, same in lost)
    assert max(seconds for seconds, _ in lost) < 10
    assert set(statuses) == {200}, "whoever came meanwhile was answered"
    print(f"{len(lost)} lines lost, longest {max(seconds for seconds, _ in lost):.1f} s")


def explorers(front):
    """Return the processes that serve pages."""
    tasks = Path(f"/proc/{front.process.pid}/task").iterdir()
    children = [int(one) for task in tasks for one in (task / "children").read_text().split()]
    return [one for one in children if b"explorer" in Path(f"/proc/{one}/cmdline").read_bytes().split(b"\0")]


def test_where_one_process_ends_the_other_answers_where_both_do_a_sentence_and_both_come_again(front):
    both = explorers(front)
    assert len(both) == 2
    os.kill(both[0], signal.SIGKILL)
    for number in (1, 2):
        assert front.ask("/?lang=en", Cookie=f"explorer_process={number}").status == 200
    again(front, both[:1])
    for one in explorers(front):
        os.kill(one, signal.SIGKILL)
    away = front.ask("/?lang=en")
    assert (away.status, away.headers["retry-after"]) == (503, ["5"])
    assert "The site cannot answer just now." in away.body.decode()
    assert "网站暂时无法响应" in away.body.decode()
    again(front, both)
    assert front.ask("/?lang=en").status == 200


def again(front, gone):
    """Wait until two processes are ready, none of them among ``gone``."""
    until = time.monotonic() + 60
    while set(explorers(front)) & set(gone) or not all(ready(port, 30) for port in front.ports):
        assert time.monotonic() < until
        time.sleep(0.2)
