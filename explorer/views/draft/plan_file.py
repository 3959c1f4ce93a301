"""A draft as a plan file, which the explorer then judges like any other plan once it is published."""

import datetime as dt
import json
from typing import Any

from explorer.core import catalogue
from explorer.core.goals import Indicator, Text
from explorer.core.language import words
from explorer.links.drafts import Draft, Target


def toml(draft: Draft, issued_on: dt.date) -> str:
    """Return the draft as the text of a plan file; ``issued_on`` stands until the plan is issued.

    A value is judged, a stretch value only told in the note of its reading.
    """
    title = {"zh": draft.title or words("zh")("draft.untitled"), "en": draft.title or words("en")("draft.untitled")}
    head: dict[str, Any] = {
        "title": title,
        "short": title,
        "issuer": {code: words(code)("draft.issuer") for code in ("zh", "en")},
        "issued_on": issued_on,
        "area": draft.area,
        "start_year": draft.first,
        "year": draft.last,
        "source": "draft",
    }
    goals = [_goal(draft, no, target) for no, target in enumerate(draft.targets, 1)]
    lines = [_lines(head), *("[[goals]]\n" + _lines(goal) for goal in goals)]
    return "\n\n".join(lines) + "\n"


def _goal(draft: Draft, no: int, target: Target) -> dict[str, Any]:
    indicator: Indicator = catalogue.indicators()[target.indicator]
    said: dict[str, Any] = {
        "no": no,
        "indicator": target.indicator,
        "kind": "level",
        "bound": "at_least" if indicator.direction > 0 else "at_most",
        "value": target.value,
        "unit": _both(indicator.unit),
        "baseline": {"year": draft.first - 1},
        "start_year": draft.first,
        "year": draft.last,
        "source": "draft",
    }
    reading = {code: _reading(target, code) for code in ("zh", "en")}
    return said | ({"reading": reading} if all(reading.values()) else {})


def _reading(target: Target, code: str) -> str:
    """Return what the plan file says of how the target is read: its own words, and what is not judged."""
    said = words(code)
    stretch = said("draft.stretch", value=f"{target.stretch:.12g}") if target.stretch is not None else ""
    parts = (target.reading, stretch, said("draft.review") if target.review else "")
    return " ".join(part for part in parts if part)


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _lines(said: dict[str, Any]) -> str:
    return "\n".join(f"{name} = {_value(value)}" for name, value in said.items())


def _value(value: Any) -> str:
    """Return a value as TOML writes it; its basic strings are JSON's, but for the one control character JSON leaves."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_value(one)}" for name, one in value.items()) + " }"
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
