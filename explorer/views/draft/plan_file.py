"""A draft as a plan file, which the explorer then judges like any other plan once it is published."""

import datetime as dt
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from explorer.core import catalogue
from explorer.core.errors import Trouble
from explorer.core.goals import Goal, Indicator, Text
from explorer.core.language import NAMED, words
from explorer.core.plan_check import DRAFT
from explorer.links import drafts
from explorer.links.drafts import Draft, Target

CARRIED = "# draft = "  # what of a draft a plan file has no field for stands in its first line, as a link carries it
LEVELS = ("level", "coverage", "count")  # the kinds of goals whose value is one of the indicator


def toml(draft: Draft, issued_on: dt.date) -> str:
    """Return the draft as the text of a plan file; ``issued_on`` stands until the plan is issued.

    A value is judged, a stretch value only told in the note of its reading. A comment carries the whole draft.
    """
    title = {code: draft.title or words(code)("draft.untitled") for code in NAMED}
    head: dict[str, Any] = {
        "title": title,
        "short": title,
        "issuer": {code: words(code)("draft.issuer") for code in NAMED},
        "issued_on": issued_on,
        "area": draft.area,
        "start_year": draft.first,
        "year": draft.last,
        "source": DRAFT,
    }
    named, years = _departments(draft), (draft.first, draft.last)
    goals = (
        _goal(years, no, target, named[target.department][0] if target.department else "")
        for no, target in enumerate(draft.targets, 1)
    )
    lines = [
        CARRIED + drafts.written(draft) + "\n" + _lines(head),
        *("[[departments]]\n" + _lines({"slug": slug, "title": _both(text)}) for slug, text in named.values()),
        *("[[goals]]\n" + goal for goal in goals),
    ]
    return "\n\n".join(lines) + "\n"


def _departments(draft: Draft) -> Mapping[str, tuple[str, Text]]:
    """Return the slug and name of each department by what the draft calls it: a plan's own, or one that was typed."""
    known = {slug: text for plan in catalogue.plans().values() for slug, text in plan.departments.items()}
    called = dict.fromkeys(one.department for one in draft.targets if one.department)
    typed = enumerate((name for name in called if name not in known), start=1)
    own = {name: (f"department_{no}", Text(name, name)) for no, name in typed}
    return {name: own.get(name) or (name, known[name]) for name in called}


@lru_cache(maxsize=1024)
def _goal(years: tuple[int, int], no: int, target: Target, department: str) -> str:
    """Return one goal as lines, kept: who changes one of a draft's targets leaves the others as they are."""
    indicator: Indicator = catalogue.indicators()[target.indicator]
    said: dict[str, Any] = {
        "no": no,
        "indicator": target.indicator,
        "kind": "level",
        "bound": "at_least" if indicator.direction > 0 else "at_most",
        "value": target.value,
        "unit": _both(indicator.unit),
        "baseline": {"year": years[0] - 1},
        "start_year": years[0],
        "year": years[1],
        "source": DRAFT,
    }
    if target.cities:
        said["city_goals"] = dict(target.cities)
    if department:
        said["departments"] = [department]
    reading = {code: _reading(target, code) for code in NAMED}
    return _lines(said | ({"reading": reading} if all(reading.values()) else {}))


def _reading(target: Target, code: str) -> str:
    """Return what the plan file says of how the target is read: its own words, and what is not judged."""
    said = words(code)
    stretch = said("draft.stretch", value=f"{target.stretch:.12g}") if target.stretch is not None else ""
    nature = said("draft.of_nature", nature=said("draft.binding")) if target.binding else ""
    parts = (nature, target.reading, stretch, said("draft.review") if target.review else "")
    return " ".join(part for part in parts if part)


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _lines(said: dict[str, Any]) -> str:
    return "\n".join(f"{name} = {_value(value)}" for name, value in said.items())


def _value(value: Any) -> str:
    """Return a value as TOML writes it; its basic strings are JSON's, but for the one control character JSON leaves."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_value(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


class Opened(NamedTuple):
    """What a plan file holds: its draft, and the goals that are no levels, which a draft cannot hold."""

    draft: Draft
    left: tuple[Goal, ...]


def opened(name: str, content: bytes) -> Opened:
    """Return the draft that a plan file holds: its levels, and of each what its first line carries besides.

    Raises Trouble for a file that is no sound plan file, for one of several areas, and for one without any level.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Trouble("file_not_utf8", file=name) from fault
    plan = catalogue.plan_of(Path(name), text)
    if plan.area is None:
        raise Trouble("draft_areas", file=name)
    before = _carried(text)
    kept = {one.indicator: one for one in before.targets} if before else {}
    targets = {goal.indicator.slug: _target(goal, kept) for goal in plan.goals if _a_level(goal)}
    if not targets:
        raise Trouble("draft_no_levels", file=name)
    own = before.title if before and plan.title.zh == (before.title or words("zh")("draft.untitled")) else plan.title.zh
    first = min(goal.start_year for goal in plan.goals)
    found = Draft(own[: drafts.LONGEST_TEXT], plan.area, first, plan.year, tuple(targets.values())[: drafts.MOST])
    drafts.written(found)
    return Opened(found, tuple(goal for goal in plan.goals if not _a_level(goal)))


def _carried(text: str) -> Draft | None:
    """Return the draft that a plan file was written from; None where it does not say, or was altered."""
    first = text.partition("\n")[0]
    with suppress(Trouble):
        return drafts.read(first.removeprefix(CARRIED).strip()) if first.startswith(CARRIED) else None
    return None


def _a_level(goal: Goal) -> bool:
    """Whether a goal's value is one of its indicator, in its unit: a growth, a cut, a mean or what is new is none."""
    return goal.kind in LEVELS and goal.unit == goal.indicator.unit and not goal.since_baseline


def _target(goal: Goal, kept: Mapping[str, Target]) -> Target:
    slug = goal.indicator.slug
    found = kept.get(slug, Target(slug, goal.value, department="".join(goal.departments[:1])))
    return replace(found, value=goal.value, cities=tuple((one.area, one.value) for one in goal.city_goals))
