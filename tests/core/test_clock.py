"""Whoever asks for a day is told China's, and whoever writes one is read alike everywhere."""

import ast
import datetime as dt
from pathlib import Path

import pytest

from explorer.core import clock, paths
from tests.support.cases import each


class Late(dt.datetime):
    """A clock that stands at 20:00 of 31 December, UTC: in China the new year has begun."""

    @classmethod
    def now(cls, tz=None):
        return cls(2025, 12, 31, 20, tzinfo=dt.UTC).astimezone(tz)


def test_the_day_is_chinas(monkeypatch):
    monkeypatch.setattr(clock.dt, "datetime", Late)
    assert clock.today() == dt.date(2026, 1, 1)


@each("text", ["20250101", "2025-W01-1", "2025-1-1", "２０２５-01-01", "2025-02-30", " 2025-01-01", "2025-01-01\n", ""])
def test_a_day_has_one_spelling(text):
    assert clock.day("2025-01-01") == dt.date(2025, 1, 1)
    with pytest.raises(ValueError, match=r"^"):
        clock.day(text)


def days_asked_elsewhere() -> list[str]:
    """Return each place outside the clock that takes a date from a clock of its own."""
    found = []
    for path in sorted(Path(paths.ROOT / "explorer").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr in ("today", "date") and path.name != "clock.py":
                inner = called.value
                asks = called.attr == "today" and not (isinstance(inner, ast.Name) and inner.id == "clock")
                made = isinstance(inner, ast.Call) and "now" in ast.dump(inner)
                if asks or made:
                    found.append(f"{path.name}:{node.lineno}")
    return found


def test_no_day_comes_from_another_clock():
    assert not days_asked_elsewhere()
