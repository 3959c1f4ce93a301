"""The process that draws: polite, replaced when it dies or dawdles, and never with too many waiting."""

import os
import signal
import sys
import threading
import time

import pytest

from explorer.core.errors import Trouble
from explorer.exports.images import drawing
from explorer.exports.images.drawing import Studio

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10" fill="{}"/></svg>'
CHART = '{"data": {"values": [{"a": 1}]}, "mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}'
DAWDLES = (sys.executable, "-c", "import time; time.sleep(60)")
DIES = (sys.executable, "-c", "")


@pytest.fixture(scope="module")
def studio():
    found = Studio()
    yield found
    found.close()


@pytest.fixture
def slow():
    found = Studio(DAWDLES, seconds=1.0, waiting=1)
    yield found
    found.close()


def test_nothing_runs_before_the_first_picture():
    assert Studio().pid is None


def test_a_chart_becomes_svg_and_a_picture_png_or_pdf(studio):
    assert studio.draw("chart", CHART).startswith(b"<svg")
    assert studio.draw("png", SQUARE.format("red")).startswith(b"\x89PNG")
    assert studio.draw("pdf", SQUARE.format("red")).startswith(b"%PDF")


def test_the_process_lets_everybody_else_go_first(studio):
    studio.draw("png", SQUARE.format("blue"))
    assert os.getpriority(os.PRIO_PROCESS, studio.pid) == 19


def test_a_chart_never_fetches_anything(studio):
    remote = CHART.replace('{"values": [{"a": 1}]}', '{"url": "http://127.0.0.1:9/rows.json"}')
    with pytest.raises(ValueError, match=r"127\.0\.0\.1"):
        studio.draw("chart", remote)


def test_an_order_that_cannot_be_drawn_says_why_and_the_next_one_is_drawn(studio):
    with pytest.raises(ValueError, match="token"):
        studio.draw("png", "no picture at all")
    assert studio.draw("png", SQUARE.format("green"))


def test_a_dead_process_is_replaced(studio):
    studio.draw("png", SQUARE.format("#111"))
    first = studio.pid
    os.kill(first, signal.SIGKILL)
    assert studio.draw("png", SQUARE.format("#222")).startswith(b"\x89PNG")
    assert studio.pid != first


def test_a_process_that_hangs_is_replaced_and_the_reader_told(studio):
    studio.draw("png", SQUARE.format("#333"))
    hung, patience, studio.seconds = studio.pid, studio.seconds, 1.0
    os.kill(hung, signal.SIGSTOP)
    with pytest.raises(Trouble) as raised:
        studio.draw("png", SQUARE.format("#444"))
    assert raised.value.key == "undrawn"
    studio.seconds = patience
    assert studio.draw("png", SQUARE.format("#444"))
    assert studio.pid != hung


def test_a_process_that_dies_every_time_is_not_started_for_ever():
    with pytest.raises(Trouble) as raised:
        Studio(DIES).draw("png", SQUARE.format("red"))
    assert raised.value.key == "undrawn"


def test_whoever_finds_too_many_waiting_is_told_at_once(slow):
    asked: list[str] = []

    def ask(colour: str) -> None:
        try:
            slow.draw("png", SQUARE.format(colour))
        except Trouble as trouble:
            asked.append(trouble.key)

    threads = [threading.Thread(target=ask, args=(colour,)) for colour in ("red", "blue")]
    for thread in threads:
        thread.start()
        time.sleep(0.1)
    started = time.monotonic()
    with pytest.raises(Trouble) as raised:
        slow.draw("png", SQUARE.format("green"))
    assert raised.value.key == "busy"
    assert time.monotonic() - started < 0.2
    for thread in threads:
        thread.join()
    assert asked == ["undrawn", "undrawn"]
    assert slow._orders == 0


def test_a_picture_is_drawn_once(studio):
    first = studio.draw("png", SQUARE.format("#555"))
    studio.close()
    assert studio.draw("png", SQUARE.format("#555")) is first
    assert studio.pid is None


def test_those_who_wait_for_the_same_picture_get_the_same(studio):
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.append(studio.draw("png", SQUARE.format("#666")))) for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 5
    assert all(one is found[0] for one in found)


def test_the_process_leaves_with_its_server():
    studio = Studio()
    studio.draw("png", SQUARE.format("red"))
    process = studio._worker.process
    studio._worker.line.close()
    assert process.wait(10) == 0


def test_one_studio_serves_all():
    assert drawing.studio() is drawing.studio()
