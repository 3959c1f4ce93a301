"""An event is one line that machines and people can read."""

import contextlib
import io
import json
import logging

import pytest

from explorer.core import logs
from explorer.web.http import traffic


@pytest.fixture
def written(monkeypatch):
    """Return what reads the lines logged since."""
    before = logs.LOG.handlers, logs.LOG.propagate, logs.LOG.level
    out = io.StringIO()
    monkeypatch.setattr("sys.stderr", out)
    logs.begin()
    yield lambda: out.getvalue().splitlines()
    logs.LOG.handlers, logs.LOG.propagate, logs.LOG.level = before


def test_an_event_is_one_line_of_text_or_of_json(written, monkeypatch):
    logs.event("in use", release="20260930-3f2a9c1b7e", rows=3)
    monkeypatch.setenv(logs.FORMAT, "json")
    logs.event("in use", level=logging.WARNING, release="a\nb", rows=3)
    plain, other = written()
    assert plain.endswith("info in use release=20260930-3f2a9c1b7e rows=3")
    told = json.loads(other)
    assert {name: told[name] for name in ("level", "event", "release", "rows")} == {
        "level": "warning",
        "event": "in use",
        "release": "a\nb",
        "rows": 3,
    }


def test_what_nobody_foresaw_is_told_with_its_traceback_inside_the_same_json(written, monkeypatch):
    monkeypatch.setenv(logs.FORMAT, "json")
    try:
        _ = 1 / 0
    except ZeroDivisionError as fault:
        logs.LOG.error("unforeseen", exc_info=fault)
    (line,) = written()
    assert "ZeroDivisionError" in json.loads(line)["fault"]


def test_a_flood_is_counted_and_told_once_a_minute(written, monkeypatch):
    lines = traffic.Lines(3)
    for _ in range(1000):
        lines.event("request")
    assert len(written()) == 3
    lines.since -= traffic.MINUTE + 1
    lines.event("request")
    assert [line.partition("Z")[0].rpartition(" what=")[2] for line in written()][3].endswith("request count=997")
    assert len(written()) == 5


def test_a_run_of_a_page_is_counted_and_told_where_it_was_slow(written, monkeypatch):
    monkeypatch.setattr(traffic, "LINES", traffic.Lines(9))
    before = traffic.PASSED.runs["target"]
    with traffic.run("target"):
        pass
    monkeypatch.setattr(traffic, "SLOW", -1.0)
    with contextlib.suppress(ValueError), traffic.run("whatif"):
        raise ValueError
    (line,) = written()
    assert "warning slow run page=whatif seconds=" in line
    assert traffic.PASSED.runs["target"] == before + 1
