"""A real server with 1,024 descriptors under what stopped it: idle pages, half requests, slow bodies, all together."""

import contextlib
import os
import resource
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from websockets.sync.client import connect

from explorer.core import paths
from explorer.pipeline.publish import publishing
from tests.exports.office.office_files import ground

pytestmark = pytest.mark.publishing
STRANGER, HONEST = "127.0.0.2", "127.0.0.1"
IDLE, HALF, SLOW, DESCRIPTORS = 400, 1500, 200, 1024


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA", str(folder))
        publishing.rebuild(ground=ground)
    return folder


def few():
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))


@pytest.fixture
def server(data, tmp_path):
    """Serve with few descriptors; return the port, and how long the log is."""
    with socket.socket() as free:
        free.bind((HONEST, 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "explorer", "serve", "--port", str(port)],
            cwd=paths.ROOT,
            env=os.environ | {"EXPLORER_DATA": str(data)},
            stdout=out,
            stderr=out,
            preexec_fn=few,  # noqa: PLW1509 (nothing else runs here)
        )
        try:
            wait_for(port)
            yield port, log
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_for(port):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            return asked(port, "/livez")
        time.sleep(0.2)
    pytest.fail("the server did not start")


def asked(port, path, timeout=20, **headers):
    request = urllib.request.Request(f"http://{HONEST}:{port}{path}", headers=headers)
    with urllib.request.urlopen(request, timeout=timeout) as answer:
        return answer.read()


def opened(port):
    """Return a page opened by an honest visitor."""
    return connect(f"ws://{HONEST}:{port}/_stcore/stream", subprotocols=["streamlit"], open_timeout=10)


def idle(port, held):
    refused = 0
    for _ in range(IDLE):
        try:
            held.append(
                connect(
                    f"ws://{HONEST}:{port}/_stcore/stream",
                    subprotocols=["streamlit"],
                    source_address=(STRANGER, 0),
                    open_timeout=10,
                )
            )
        except Exception:  # noqa: BLE001 (any refusal is one)
            refused += 1
    assert refused, "one client has no more than half"


def raw(port, held, count, begin):
    for _ in range(count):
        line = socket.create_connection((HONEST, port), timeout=10, source_address=(STRANGER, 0))
        with contextlib.suppress(OSError):
            line.sendall(begin)
        held.append(line)


def half(port, held):
    raw(port, held, HALF, b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")


def slow(port, held):
    raw(port, held, SLOW, b"POST /api/v1/plans HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nx")


def together(port, held):
    for attack in (half, slow, idle):
        attack(port, held)


@pytest.mark.parametrize("attack", [idle, half, slow, together])
def test_whatever_one_client_holds_another_opens_a_page(server, attack):
    port, log = server
    held = []
    with resources():
        try:
            attack(port, held)
            for _ in range(5):
                began = time.monotonic()
                assert asked(port, "/livez") == b"ok\n"
                assert time.monotonic() - began < 1
            assert b"<title>" in asked(port, "/?lang=en")
            with opened(port) as page:
                assert page.subprotocol == "streamlit"
        finally:
            for one in held:
                with contextlib.suppress(Exception):
                    one.close()
    assert log.stat().st_size < 1_000_000
    assert b"Traceback" not in log.read_bytes()


@contextlib.contextmanager
def resources():
    """Let the test itself hold as many as it needs."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(before[1], 8192), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_head_that_does_not_arrive_is_given_up_with_an_answer(server):
    port, _ = server
    with socket.create_connection((HONEST, port), timeout=30) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        began = time.monotonic()
        assert line.recv(1000).startswith(b"HTTP/1.1 408")
        assert 5 < time.monotonic() - began < 20


def test_a_client_that_holds_its_half_is_told_in_a_sentence_when_to_come_again(server):
    port, log = server
    held = []
    with resources():
        idle(port, held)
        with socket.create_connection((HONEST, port), timeout=30, source_address=(STRANGER, 0)) as line:
            line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nAccept-Language: en\r\nConnection: close\r\n\r\n")
            answer = b"".join(iter(lambda: line.recv(65536), b"")).decode().lower()
        for one in held:
            one.close()
    assert answer.startswith("http/1.1 503")
    assert "retry-after: " in answer
    assert "as many people are on this site as it can serve at once" in answer
    assert log.read_text().count("session refused") == 1, "a flood is told once a minute"
