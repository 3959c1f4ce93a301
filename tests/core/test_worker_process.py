"""A process of our own and the line to it: what passes whole, what is refused unread, who waits how long."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from explorer.core import paths
from explorer.core.worker_process import (
    ALONE,
    FRAME,
    BrokenLineError,
    Expected,
    Message,
    StoppedError,
    WorkerProcess,
    receive,
    send,
)

ECHO = """
from explorer.core import worker_process
worker_process.yield_to_pages(7)
with worker_process.line_to_parent() as line:
    for message in worker_process.received(line, worker_process.Expected((1,), 100, 2**25)):
        print("heard by nobody")
        worker_process.send(line, message)
"""
SMALL = Expected((1, 2), 20, 30)


@pytest.fixture
def line():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


@pytest.fixture
def worker():
    found = WorkerProcess((sys.executable, "-c", ECHO))
    yield found
    found.end()


def answer(worker, message):
    send(worker.line, message, time.monotonic() + 10)
    return receive(worker.line, Expected((1,), 100, 2**25), time.monotonic() + 10)


def test_a_message_comes_back_as_it_went_be_it_empty_or_large(worker):
    for message in (Message(1), Message(1, {"沈阳": [1, None]}, b"\x00"), Message(1, {}, os.urandom(2**24))):
        assert answer(worker, message) == message


def test_the_process_is_polite_leads_its_own_session_and_is_gone_when_it_is_ended(worker):
    answer(worker, Message(1))
    assert worker.alive
    assert os.getpriority(os.PRIO_PROCESS, worker.pid) == os.getpriority(os.PRIO_PROCESS, 0) + 7
    assert os.getsid(worker.pid) == worker.pid
    worker.end()
    assert not worker.alive
    with pytest.raises(ProcessLookupError):
        os.kill(worker.pid, 0)


def test_the_process_leaves_when_the_other_side_is_gone(worker):
    answer(worker, Message(1))
    worker.line.close()
    assert worker.process.wait(10) == 0


BUSY = """
import time
from explorer.core import worker_process
with worker_process.line_to_parent() as line:
    for message in worker_process.received(line, worker_process.Expected((1,), 100, 100)):
        worker_process.send(line, message)
        time.sleep(600)
"""
ASKER = """
import sys, time
from explorer.core.worker_process import Message, WorkerProcess, send
worker = WorkerProcess((sys.executable, "-c", sys.argv[1]))
send(worker.line, Message(1))
worker.line.recv(1)
print(worker.pid, flush=True)
time.sleep(600)
"""


def test_a_process_that_is_busy_ends_with_the_one_that_started_it_however_that_ends():
    command = [sys.executable, "-c", ASKER, BUSY]
    with subprocess.Popen(command, cwd=paths.ROOT, stdout=subprocess.PIPE) as asker:
        busy = int(asker.stdout.readline())
        os.kill(busy, 0)
        asker.kill()
    until = time.monotonic() + ALONE + 5
    while Path(f"/proc/{busy}/cmdline").exists() and Path(f"/proc/{busy}/cmdline").read_bytes():
        assert time.monotonic() < until, "it goes on alone"
        time.sleep(0.1)


def test_a_process_that_was_killed_breaks_the_line(worker):
    os.kill(worker.pid, signal.SIGKILL)
    worker.process.wait()
    with pytest.raises(BrokenLineError):
        answer(worker, Message(1))


def test_nothing_is_read_of_a_message_of_another_kind_or_beyond_its_bounds(line):
    ours, theirs = line
    for kind, header, body in ((3, 2, 0), (1, 21, 0), (1, 2, 31), (2, 2**31, 0), (2, 2, 2**63)):
        theirs.sendall(FRAME.pack(kind, header, body) + b"{}unread")
        with pytest.raises(BrokenLineError):
            receive(ours, SMALL, time.monotonic() + 10)
        assert ours.recv(100) == b"{}unread"


@pytest.mark.parametrize("header", [b"", b"[]", b"1", b"{", b"\xff\xfe", b"[" * 20])
def test_a_header_that_is_no_object_breaks_the_line(line, header):
    ours, theirs = line
    theirs.sendall(FRAME.pack(1, len(header), 0) + header)
    with pytest.raises(BrokenLineError):
        receive(ours, SMALL, time.monotonic() + 10)


@pytest.mark.parametrize("data", [b"", b"\x01", FRAME.pack(1, 2, 0) + b"{", FRAME.pack(1, 2, 3) + b"{}ab"])
def test_a_message_that_is_cut_off_breaks_the_line(line, data):
    ours, theirs = line
    theirs.sendall(data)
    theirs.close()
    with pytest.raises(BrokenLineError):
        receive(ours, SMALL, time.monotonic() + 10)


def test_who_waits_is_stopped_in_time_though_a_byte_comes_now_and_then(line):
    ours, theirs = line
    over = threading.Event()

    def drip():
        theirs.sendall(FRAME.pack(1, 2, 30) + b"{}")
        while not over.wait(0.05):
            theirs.sendall(b"x")

    dripping = threading.Thread(target=drip)
    dripping.start()
    with pytest.raises(StoppedError):
        receive(ours, SMALL, time.monotonic() + 0.3)
    over.set()
    dripping.join()


def test_who_waits_is_stopped_at_once_when_told(line):
    told = threading.Event()
    threading.Timer(0.2, told.set).start()
    began = time.monotonic()
    with pytest.raises(StoppedError):
        receive(line[0], SMALL, began + 30, told.is_set)
    assert time.monotonic() - began < 5


def test_who_sends_what_nobody_reads_is_stopped_in_time(line):
    with pytest.raises(StoppedError):
        send(line[0], Message(1, {}, bytes(2**24)), time.monotonic() + 0.2)


def test_a_line_that_we_closed_ourselves_is_broken(line):
    ours, _ = line
    ours.close()
    with pytest.raises(BrokenLineError):
        receive(ours, SMALL)
    with pytest.raises(BrokenLineError):
        send(ours, Message(1))
