"""Preparing in a process of its own: the same answer, and whoever asked is told when there is none."""

import os
import sys
import time

import pytest

from explorer.core import paths
from explorer.core.errors import Trouble
from explorer.pipeline.publish import background, publishing
from explorer.releases import current
from tests.exports.office.office_files import DALIAN, SHENYANG, day, figures, ground, marks, rows

pytestmark = pytest.mark.publishing

SMALL = (sys.executable, "-m", "tests.support.prepare_small")
TWO = (("R1", SHENYANG, day("2023-05-01")), ("R2", DALIAN, day("2024-02-29")))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", f"{paths.ROOT}{os.pathsep}{paths.ROOT / 'tests'}")
    publishing.rebuild(ground=ground)
    return tmp_path


def prepare(*brought, program=None, progress=lambda _: None):
    return background.prepare(brought, progress, command=(sys.executable, "-c", program) if program else SMALL)


def test_another_process_prepares_the_same(folder):
    steps = []
    brought = (marks(*TWO, until=day("2026-06-30")), figures(("gdp", DALIAN, day("2025-12-31"), 9000.0)))
    made = prepare(*brought, progress=steps.append)
    here = publishing.prepare(brought, ground=ground)
    assert (made.release, made.imports, made.rows) == (here.release, here.imports, here.rows)
    assert made.changed == here.changed
    assert steps[0] == "waiting"
    assert steps[-1] == "comparing"
    publishing.publish(made, "li")
    assert current.in_use() == made.release


def test_what_is_in_the_way_is_said_as_here(folder):
    wrong = publishing.Brought("periods", rows("trademarks"), "f", b"")
    with pytest.raises(Trouble) as said:
        prepare(wrong)
    assert said.value.key == "import_unknown_table"
    assert said.value.values["asked"] == "periods"


@pytest.mark.parametrize(
    "program", ["import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "pass", "raise OSError"]
)
def test_a_process_that_dies_is_said_in_a_sentence(folder, program):
    with pytest.raises(Trouble, match="preparing_failed"):
        prepare(marks(*TWO), program=program)


def test_whoever_stops_waiting_ends_the_process(folder):
    slow = f"""
import os, time
from explorer.core.worker_process import Message, line_to_parent, send
send(line_to_parent(), Message({background.STEP}, {{"step": str(os.getpid())}}))
time.sleep(600)
"""
    seen = []

    def leave(step):
        seen.append(int(step))
        raise KeyboardInterrupt

    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        prepare(marks(*TWO), program=slow, progress=leave)
    assert time.monotonic() - begun < 300
    with pytest.raises(ProcessLookupError):
        os.kill(seen[0], 0)
