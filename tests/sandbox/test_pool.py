"""Workers: what one costs when it ends, who waits, who is told to come again, and what is believed of an answer."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from explorer.core import disk, paths
from explorer.core.errors import Trouble
from explorer.core.worker_process import FRAME, BrokenLineError, receive, send
from explorer.sandbox import protocol
from explorer.sandbox.pool import Answer, Pool
from tests.support.cases import each

pytestmark = pytest.mark.sandbox
ENDLESS = "with recursive t(n) as (select 1 union all select n + 1 from t) select max(n) from t"
PRODUCT = "select count(*) from range(10000000) a, range(10000000) b where (a.range * b.range) % 7 = 3"
CRASH = "select (repeat('[', 20000) || repeat(']', 20000))::json::variant"


def processes(pool):
    return {worker.process.pid for worker in pool._all}


def test_a_worker_that_dies_costs_one_sentence_and_the_next_question_is_answered_within_three_seconds(ask):
    assert ask(CRASH, gate=False).key in ("sandbox_crashed", "sandbox_memory")
    began = time.monotonic()
    assert [isinstance(ask("select 1"), Answer) for _ in range(3)] == [True] * 3
    assert time.monotonic() - began < 3


def test_a_statement_that_a_worker_has_taken_is_not_tried_again(ask, pool, monkeypatch):
    handed, taken = pool._handed, []
    monkeypatch.setattr(pool, "_handed", lambda worker, order: taken.append(handed(worker, order)) or taken[-1])
    assert ask(CRASH, gate=False).key in ("sandbox_crashed", "sandbox_memory")
    assert taken.count(True) == 1


def test_a_worker_killed_while_it_is_idle_is_noticed_by_nobody(ask, pool):
    assert isinstance(ask("select 1"), Answer)
    for pid in processes(pool):
        os.kill(pid, signal.SIGKILL)
    assert isinstance(ask("select 1"), Answer)


ASKER = """
import sys, threading, time
from explorer.releases import store
from explorer.sandbox.pool import Pool
edition = store.edition()
pool = Pool(edition, seconds=600)
asked = {"args": (sys.argv[1], edition, edition.until), "kwargs": {"gate": False}}
threading.Thread(target=pool.ask, **asked, daemon=True).start()
time.sleep(5)
print(*(worker.pid for worker in pool._all), flush=True)
time.sleep(600)
"""


@each(
    "statement",
    [ENDLESS, "select count(*) from range(10000000) a, range(10000000) b where (a.range * b.range) % 7 = 3"],
)
def test_no_worker_computes_on_when_its_server_was_killed(edition, statement):
    told = os.environ | {"EXPLORER_DATA": str(edition.folder.parents[1])}
    command = [sys.executable, "-c", ASKER, statement]
    with subprocess.Popen(command, cwd=paths.ROOT, env=told, stdout=subprocess.PIPE) as server:
        begun = [Path(f"/proc/{int(pid)}/cmdline") for pid in server.stdout.readline().split()]
        server.kill()
    assert begun
    until = time.monotonic() + 10
    while any(one.exists() and one.read_bytes() for one in begun):
        assert time.monotonic() < until
        time.sleep(0.1)


def test_brackets_within_brackets_are_read_as_deep_as_they_are_allowed(ask):
    assert isinstance(ask("select " + "[" * 95 + "1" + "]" * 95), Answer)
    assert ask("select " + "[" * 101 + "1" + "]" * 101).key == "sandbox_too_complex"


def test_other_visitors_are_answered_while_one_crashes_workers(ask):
    with ThreadPoolExecutor(1) as hands:
        bad = hands.submit(lambda: [ask(CRASH, gate=False).key for _ in range(3)])
        good = []
        while not bad.done():
            good.append(ask("select count(*) from areas"))
        assert set(bad.result()) <= {"sandbox_crashed", "sandbox_memory"}
    assert good
    assert all(isinstance(one, Answer) for one in good)


def test_what_takes_too_long_is_ended(ask, pool):
    assert ask(ENDLESS).key == "sandbox_too_slow"


def test_stop_ends_a_statement_at_once(ask):
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    assert ask(ENDLESS, stopped=stop.is_set).key == "sandbox_stopped"


def test_whoever_finds_too_many_waiting_is_told_so_at_once(edition):
    small = Pool(edition, size=1, seconds=2, waiting=0, patience=60)
    try:
        assert small.ask("select 1", edition, edition.until).rows.height == 1
        busy = ThreadPoolExecutor(1).submit(small.ask, ENDLESS, edition, edition.until)
        while not small._turns.running:
            time.sleep(0.01)
        with pytest.raises(Trouble) as told:
            small.ask("select 1", edition, edition.until)
        assert told.value.key == "sandbox_busy"
        assert busy.exception().key == "sandbox_too_slow"
    finally:
        small.close()


def test_whoever_asks_much_keeps_nobody_else_from_his_turn(edition):
    small = Pool(edition, size=1, seconds=1, waiting=7, patience=60)
    done, over = [], threading.Event()

    def ask(text, client):
        try:
            small.ask(text, edition, edition.until, over.is_set, client=client)
        except Trouble as trouble:
            done.append((client, trouble.key))
        else:
            done.append((client, "answered"))

    try:
        with ThreadPoolExecutor(8) as hands:
            for _ in range(6):
                hands.submit(ask, ENDLESS, "one")
            while len(small._turns.waiting) < 3:
                time.sleep(0.01)
            hands.submit(ask, "select 1", "another")
            while ("another", "answered") not in done:
                time.sleep(0.01)
            before = [key for client, key in done if client == "one"]
            assert before.count("sandbox_busy") == 2
            assert before.count("sandbox_too_slow") <= 1
            over.set()
    finally:
        small.close()


def test_workers_end_with_the_pool(edition):
    small = Pool(edition, size=1)
    small.ask("select 1", edition, edition.until)
    (pid,) = processes(small)
    small.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has rights to drop")
def test_root_becomes_nobody_where_nobody_can_read_the_release(edition):
    public = Path(tempfile.mkdtemp())
    try:
        public.chmod(0o755)
        folder = public / "releases" / edition.folder.name
        shutil.copytree(edition.folder, folder)
        disk.seal(folder)
        small = Pool(replace(edition, folder=folder), size=1)
        try:
            assert small.ask("from areas", edition, edition.until).rows.height > 0
            (pid,) = processes(small)
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            (uid,) = [line.split()[1] for line in lines if line.startswith("Uid:")]
            assert uid != "0"
            assert small.held["rights"]
            with pytest.raises(Trouble):
                small.ask(f"copy (select 1) to '{folder}/areas.parquet' (use_tmp_file false)", edition, edition.until)
        finally:
            small.close()
    finally:
        for folder in (public / "releases").iterdir():
            disk.remove(folder)
        shutil.rmtree(public)


def test_a_worker_tells_what_it_could_not_give_up(ask, pool):
    assert isinstance(ask("select 1"), Answer)
    assert set(pool.held) == {"memory", "rights", "files"}


def said(data):
    """What is read of ``data`` as an answer."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(data)
        theirs.shutdown(socket.SHUT_WR)
        return receive(ours, protocol.ANSWERS, time.monotonic() + 1)


def sent(message):
    """What is read of an answer as a worker sends it."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        threading.Thread(target=send, args=(theirs, message)).start()
        return receive(ours, protocol.ANSWERS, time.monotonic() + 1)


@each(
    "data",
    [
        b"",
        b"\x02",
        FRAME.pack(9, 2, 0) + b"{}",
        FRAME.pack(protocol.ORDER, 2, 0) + b"{}",
        FRAME.pack(2, 2**31, 0),
        FRAME.pack(2, 2, 2**31) + b"{}",
        FRAME.pack(2, 2, 2**63) + b"{}",
        FRAME.pack(2, 2, 0) + b"[]",
        FRAME.pack(2, 5, 0) + b"no js",
        FRAME.pack(2, 60_000, 0) + b"[" * 60_000,
        FRAME.pack(2, 2, 10) + b"{}abc",
    ],
)
def test_a_wire_with_nonsense_on_it_is_broken(data):
    with pytest.raises(BrokenLineError):
        said(data)


def test_rows_are_checked_before_they_are_believed():
    body = sent(protocol.said(protocol.ROWS, {}, pa.table({"a": [1, 2]}))).body
    assert protocol.table(body).num_rows == 2
    for junk in (b"", b"junk", body[:-20], body[:40] + b"\xff" * 40 + body[80:]):
        with pytest.raises(BrokenLineError):
            protocol.table(junk)
    with pytest.raises(BrokenLineError):
        protocol.table(sent(protocol.said(protocol.ROWS, {}, pa.table({"a": [[1]]}))).body)
    with pytest.raises(BrokenLineError):
        protocol.table(sent(protocol.said(protocol.ROWS, {}, pa.table({"a": range(10_001)}))).body)


@each(
    "days, kind, good",
    [
        ([-719162, None, 2932896], pa.date32(), True),  # 1 January 1 and 31 December 9999
        ([-719163], pa.date32(), False),
        ([2932897], pa.date32(), False),
        ([2**31 - 1], pa.date32(), False),
        ([None], pa.date32(), True),
        ([253402300799999999], pa.timestamp("us"), True),
        ([253402300800000000], pa.timestamp("us"), False),
        ([2**63 - 1], pa.timestamp("us"), False),
        ([2**62], pa.timestamp("s"), False),
        ([], pa.timestamp("us"), True),
    ],
)
def test_a_day_that_ends_who_handles_it_is_not_believed(days, kind, good):
    rows = pa.table({"a": pa.array(days, pa.int64() if pa.types.is_timestamp(kind) else pa.int32()).cast(kind)})
    body = sent(protocol.said(protocol.ROWS, {}, rows)).body
    if good:
        assert protocol.table(body).num_rows == len(days)
    else:
        with pytest.raises(BrokenLineError):
            protocol.table(body)
