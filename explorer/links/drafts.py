"""A draft of the next plan, written into one parameter of a link and read from it; nothing is kept on a server.

The text is a version, a point, and what packing makes of JSON: title, area, first and last year, then of each target
what differs from a plain expected level. Its checksum tells a damaged link from a sound one.
"""

import json
import math
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from explorer.core.errors import Trouble
from explorer.links import packing

VERSION = "1"
MOST, MOST_CITIES = 60, 40  # targets, and cities of one
LONGEST = 6_000  # characters, as of an agenda
LONGEST_TEXT = 300
UNPACKED = 100_000  # bytes
YEARS = (2012, 2100)


@dataclass(frozen=True)
class Target:
    """What is to be promised of one indicator, a level in its unit.

    ``stretch``: shown and never judged. ``binding``: not merely expected. ``review``: may be changed at half time.
    ``cities``: what each city is to reach itself, by its code.
    """

    indicator: str
    value: float
    binding: bool = False
    review: bool = False
    stretch: float | None = None
    department: str = ""
    reading: str = ""
    note: str = ""
    cities: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Draft:
    """A plan in the making: its targets in order, each indicator once, for an area and from a year to another."""

    title: str
    area: str
    first: int
    last: int
    targets: tuple[Target, ...] = ()


@lru_cache(maxsize=256)
def written(draft: Draft) -> str:
    """Return the draft as it stands in a link, of letters, digits and ``-_.``; the same one gives the same text.

    Raises Trouble for a draft that holds or takes more than it may, or that could not be read again.
    """
    targets = [[one.indicator, one.value, _otherwise(one)] for one in draft.targets]
    plain = json.dumps([draft.title, draft.area, draft.first, draft.last, targets], ensure_ascii=False, sort_keys=True)
    try:
        text = f"{VERSION}.{packing.packed(plain.encode())}"
    except UnicodeEncodeError as fault:
        raise Trouble("draft_damaged") from fault
    if read(text) != draft:
        raise Trouble("draft_damaged")
    return text


@lru_cache(maxsize=256)
def read(text: str) -> Draft:
    """Return the draft that a link carries. Raises Trouble for another version, too much, and what is damaged.

    Whether its area and indicators are known is not looked at.
    """
    return _sound(packing.document(text, "draft", VERSION, LONGEST, UNPACKED))


OPTIONS = {one.name: one.default for one in fields(Target)[2:]}


def _otherwise(target: Target) -> dict[str, Any]:
    """Return what a target says besides indicator and value."""
    return {name: said for name, usual in OPTIONS.items() if (said := getattr(target, name)) != usual}


def _sound(found: Any) -> Draft:
    """Return the draft that the JSON describes. Raises Trouble where it describes none."""
    match found:
        case [str(title), str(area), int(first), int(last), list(rows)] if YEARS[0] <= first <= last <= YEARS[1]:
            if len(rows) > MOST:
                raise Trouble("draft_full", most=MOST)
            targets = tuple(_target(row) for row in rows)
            if len({one.indicator for one in targets}) == len(targets) and len(title) <= LONGEST_TEXT:
                return Draft(title, area, first, last, targets)
    raise Trouble("draft_damaged")


def _target(row: Any) -> Target:
    match row:
        case [str(indicator), float() | int() as value, dict(more)] if more.keys() <= OPTIONS.keys():
            if _number(value) and all(_fits(said, OPTIONS[name]) for name, said in more.items()):
                cities = tuple((code, number) for code, number in more.get("cities", ()))
                return Target(indicator, value, **(more | {"cities": cities}))
    raise Trouble("draft_damaged")


def _fits(said: Any, usual: Any) -> bool:
    """Whether an option has the kind of value that it usually has."""
    if usual is None:
        return _number(said)
    if isinstance(usual, tuple):
        return isinstance(said, list) and len(said) <= MOST_CITIES and all(map(_of_a_city, said))
    return isinstance(said, type(usual)) and (usual is False or len(said) <= LONGEST_TEXT)


def _of_a_city(said: Any) -> bool:
    match said:
        case [str(code), float() | int() as number]:
            return _number(number) and len(code) <= LONGEST_TEXT
    return False


def _number(said: Any) -> bool:
    try:
        return isinstance(said, float | int) and not isinstance(said, bool) and math.isfinite(said)
    except OverflowError:
        return False
