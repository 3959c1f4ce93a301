"""A real server under requests that no browser sends: each ends soon, others are answered, and the log stays silent."""

import asyncio
import contextlib
import re
import socket
import threading
import time

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.support.cases import each
from tests.web.http.test_load import HONEST, STRANGER, asked, data, server

__all__ = ["data", "server"]

pytestmark = pytest.mark.publishing
TYPED, EVIL = b"zq9typed", b"evil.example"
SOON = 10.0  # seconds: a second or two where nothing else runs; without a pace it was half a minute
KEY = b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
LINE = b"Upgrade: websocket\r\nConnection: Upgrade\r\n" + KEY


def request(path, headers=b"", method=b"GET", host=b"127.0.0.1", version=b"HTTP/1.1"):
    """Return the bytes of a request."""
    head = method + b" " + path + b" " + version + b"\r\nHost: " + host + b"\r\n"
    return head + (b"" if b"Upgrade" in headers else b"Connection: close\r\n") + headers + b"\r\n"


ODD = [
    b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
    b"\x16\x03\x01\x00" + b"\xc8" * 80,
    b"SSH-2.0-x\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    request(b"/" + TYPED, method=b"FOO"),
    request(b"/", method=b"TRACE"),
    request(b"/", version=b"HTTP/9.9"),
    request(b"/%00" + TYPED),
    request(b"/%ff%fe" + TYPED + b"?plan=%ff%fe%00" + TYPED),
    request(b"/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd"),
    request(b"/static/..\\..\\" + TYPED),
    request(b"//evil.example/target/"),
    request(b"/\\evil.example/target/"),
    request(b"http://evil.example/target/"),
    request(b"/?lang=en", host=b'"><script>' + TYPED),
    request(b"/sitemap.xml", host=b"\xff\xfe" + TYPED),
    request(b"/?lang=en", b"X-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n"),
    request(b"/?lang=en", b"Accept-Language: zh;q=abc,,,;;;en;q=1e999\r\nAccept-Encoding: gzip;q=nan, \xff\r\n"),
    request(b"/api/v1/plans", b"Content-Length: -1\r\n", b"POST"),
    request(b"/api/v1/plans", b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", b"POST")
    + b"0\r\n\r\nGET /"
    + TYPED,
    request(b"/draft", CHUNKED, b"POST") + b"ffffffffffffffff\r\nabc",
    request(b"/draft", b"Content-Type: multipart/form-data; boundary=\r\nContent-Length: 10\r\n", b"POST")
    + b"0123456789",
    request(b"/data/trademarks_in_force.csv", b"Range: bytes=" + b",".join([b"0-"] * 1000) + b"\r\n"),
    request(b"/data/trademarks_in_force.csv", b"Range: bytes=0-" + b"9" * 40 + b"\r\nIf-Range: \xff\r\n"),
    request(b"/publish", b"Cookie: _streamlit_user=2|1:0|10:99999999999999999999|" + TYPED + b"\r\n"),
    request(b"/auth/login", b"Referer: http://evil.example/" + TYPED + b"\r\n"),
    request(b"/_stcore/upload_file/a/" + TYPED, b"Content-Length: 1\r\n", b"PUT") + b"x",
    request(b"/_stcore/stream", b"Origin: http://evil.example/" + TYPED + b"\r\n" + LINE),
    request(b"/api/v1/plans", LINE),
    request(b"/_stcore/stream", b"Upgrade: websocket\r\nConnection: Upgrade\r\n"),
    request(b"/_stcore/metrics"),
    request(b"/sql?lang=en&sql=1." + b"A" * 5900),
    request(b"/present?agenda=" + b"A" * 20000),
    request(b"/chart/whatif.svg?indicator=trademarks_in_force&goal=-1e400&goal_year=2030"),
    request(b"/api/v1/outlook?indicator=trademarks_in_force&as_of=9999-12-31&" + TYPED + b"=1"),
]


def answered(port, sent, within=20):
    """Return what is answered to a stranger's bytes, up to the end of the connection or the time."""
    with socket.create_connection((HONEST, port), timeout=within, source_address=(STRANGER, 0)) as line:
        found, until = b"", time.monotonic() + within
        with contextlib.suppress(OSError):
            line.sendall(sent)
            while (part := line.recv(65536)) and time.monotonic() < until:
                found += part
        return found


def test_no_line_of_the_log_names_an_address_or_what_somebody_typed(server):
    port, log = server
    for sent in ODD:
        began = time.monotonic()
        found = answered(port, sent)
        status = re.match(rb"HTTP/1\.1 (\d+) ", found)
        assert status, sent[:80]
        assert 200 <= int(status[1]) < 500, sent[:80]
        assert time.monotonic() - began < 10, sent[:80]
        head = found.partition(b"\r\n\r\n")[0].lower()
        assert not re.search(rb"^location: .*evil\.example", head, re.MULTILINE), sent[:80]
        assert b"<script>" + TYPED not in found
        assert asked(port, "/livez") == b"ok\n"
    told = log.read_bytes()
    assert b"status=404" in told
    assert not [one for one in (TYPED, EVIL, STRANGER.encode(), b"Traceback") if one in told], told[-2000:]


@each("sent", [b"GET /?plan=", b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_a_head_that_grows_and_grows_is_given_up_before_it_takes_any_room(server, sent):
    """In an address, in one header, in headers by the thousand."""
    port, _ = server
    more = b"".join(b"X-%d: abcdef\r\n" % number for number in range(4000)) if sent.endswith(b"x\r\n") else b"a" * 65536
    passed = 0
    with socket.create_connection((HONEST, port), timeout=20, source_address=(STRANGER, 0)) as line:
        line.settimeout(5)
        with contextlib.suppress(OSError):
            line.sendall(sent)
            for _ in range(1000):
                line.sendall(more)
                passed += len(more)
    assert passed < 20_000_000, "what the network holds itself is some of it"
    assert asked(port, "/livez") == b"ok\n"


def test_whoever_sends_a_head_too_large_is_told_so(server):
    port, log = server
    found = answered(port, b"GET / HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 300_000, 5)
    assert found.startswith(b"HTTP/1.1 431 ") or not found, "the answer is lost where more was on its way"
    assert "head too large" in log.read_text()


def test_a_flood_of_refused_lines_is_told_a_few_times(server):
    port, log = server
    for _ in range(100):
        answered(port, request(b"/_stcore/stream", b"Origin: http://evil.example\r\n" + LINE), 5)
    assert 1 <= log.read_text().count("Rejecting WebSocket connection") <= 20


def test_a_connection_that_asks_and_asks_without_waiting_is_closed(server):
    port, _ = server
    many, took = request(b"/nowhere").replace(b"Connection: close\r\n", b"") * 20_000, []
    lines = [socket.create_connection((HONEST, port), timeout=2, source_address=(STRANGER, 0)) for _ in range(5)]
    for line in lines:
        with contextlib.suppress(OSError):
            line.sendall(many)
        began = time.monotonic()
        asked(port, "/livez", 60)
        took.append(time.monotonic() - began)
    for line in lines:
        line.close()
    print(f"livez while 100,000 requests wait: longest {max(took):.2f} s")
    assert max(took) < SOON
    few = answered(port, request(b"/livez").replace(b"Connection: close\r\n", b"") * 20 + request(b"/livez"))
    assert few.count(b"200 OK") == 21, "some ahead are as they may be"


async def storm(port, lines, messages):
    """Send messages on lines without waiting for an answer to any."""
    address, told = f"ws://{HONEST}:{port}/_stcore/stream", BackMsg()
    opened = [
        await websockets.connect(address, subprotocols=["streamlit"], max_size=None, local_addr=(STRANGER, 0))
        for _ in range(lines)
    ]

    async def one(line):
        reading = asyncio.ensure_future(read(line))
        for number in range(messages):
            told.rerun_script.query_string = f"lang=en&area=2101{number % 9}0"
            await line.send(told.SerializeToString())
        return reading

    async def read(line):
        with contextlib.suppress(websockets.ConnectionClosed):
            async for _ in line:
                pass

    await asyncio.gather(*map(one, opened))
    await asyncio.sleep(8)
    for line in opened:
        line.transport.abort()


@each("lines, messages", [(5, 1000), (40, 200)])
def test_lines_that_send_and_send_without_waiting_leave_others_their_answers(server, lines, messages):
    port, _ = server
    over, took = threading.Event(), []

    def honest():
        while not over.is_set():
            began = time.monotonic()
            asked(port, "/livez", 60)
            asked(port, "/?lang=en", 60)
            took.append(time.monotonic() - began)
            time.sleep(0.1)

    other = threading.Thread(target=honest)
    other.start()
    asyncio.run(storm(port, lines, messages))
    over.set()
    other.join()
    print(f"{lines} lines, {messages} messages each: longest {max(took):.2f} s of {len(took)}")
    assert max(took) < SOON
