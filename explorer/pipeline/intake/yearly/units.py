"""The unit that a row counts in beside the one its indicator is kept in."""

import re
from dataclasses import dataclass
from typing import Literal

ZEROS = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}
SCALED = re.compile(r"^(百万|千万|十万|万|亿|千|百|十)?(.*)$")
# Words for one thing counted; a row that uses another of them means the same, and is told so.
ALIKE = (
    frozenset({"家", "个", "处", "所", "户"}),
    frozenset({"件", "项", "次", "件次", "项次", "人次", "笔"}),
    frozenset({"%", "％", "百分比", "百分数", "百分率", "百分点"}),
    frozenset({"月", "个月"}),
    frozenset({"件/万人", "件／万人", "件每万人", "项/万人"}),
    frozenset({"元"}),
    frozenset({"分"}),
    frozenset({"人"}),
)


@dataclass(frozen=True)
class Unit:
    """How a row's unit relates to the indicator's: ``zeros`` to move the point by, and whether it is another word."""

    zeros: int
    kind: Literal["same", "scaled", "loose", "unsaid"]


def compare(written: str, kept: str) -> Unit | None:
    """Return how a unit as written relates to the one kept; None where it counts something else."""
    plain = re.sub(r"\s", "", written).replace("％", "%").replace("／", "/")
    if not plain:
        return Unit(0, "unsaid")
    if plain == kept:
        return Unit(0, "same")
    (mine, base), (theirs, other) = _parts(plain), _parts(kept)
    if not _alike(base, other):
        return None
    zeros = ZEROS[mine] - ZEROS[theirs]
    if base == other:
        return Unit(zeros, "scaled" if zeros else "same")
    return Unit(zeros, "loose")


def _parts(unit: str) -> tuple[str, str]:
    """Return the 万 or 亿 of a unit and what is left of it; 百分比 is a word of its own."""
    if any(unit in group for group in ALIKE):
        return "", unit
    found = SCALED.match(unit)
    scale, base = (found[1] or "", found[2]) if found else ("", unit)
    return (scale, base) if base else ("", unit)


def _alike(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in ALIKE)
