"""The unit that a row counts in beside the one its indicator is kept in."""

import re
from dataclasses import dataclass
from typing import Literal

from explorer.core.goals import Goal

ZEROS = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}
YEARLY = re.compile(r"[/／每]年$")
LONGEST = 6  # signs of a unit
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

# What stands in brackets behind a name and is no unit: since when, of where, how sure.
NO_UNIT = re.compile(
    r"(?:期末|年末|年底|当年|全年|本年|年度|历年|截至.*|累计.*|.*累计|全省|省级|我省|国内|新增|合计|快报数?|预计|"
    r"核定|初步.*|含.*|不含.*|预审.*|\d+年.*|of the \d+|total|cumulative|domestic)",
    re.IGNORECASE,
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


def of_goal(written: str, goal: Goal) -> Unit | None:
    """Return how a unit relates to the one of a goal's indicator: what is counted year by year may say so (家/年)."""
    kept = goal.indicator.unit
    plain = YEARLY.sub("", written.strip()) if goal.indicator.nature == "flow" else written.strip()
    return compare(kept.zh if plain.casefold() == kept.en.casefold() else plain, kept.zh)


def known(text: str) -> bool:
    """Whether a text is a unit of something counted here."""
    plain = re.sub(r"\s", "", text).replace("％", "%").replace("／", "/")
    return any(_parts(plain)[1] in group for group in ALIKE)


def in_brackets(name: str) -> str:
    """Return what a name says in its last brackets, where that is no word of another kind ("累计"); empty without."""
    found = re.search(r"[（(]([^（）()]{1,12})[）)]\s*$", name)
    return "" if found is None or NO_UNIT.fullmatch(found[1].strip()) or len(found[1]) > LONGEST else found[1]


def _parts(unit: str) -> tuple[str, str]:
    """Return the 万 or 亿 of a unit and what is left of it; 百分比 is a word of its own."""
    if any(unit in group for group in ALIKE):
        return "", unit
    found = SCALED.match(unit)
    scale, base = (found[1] or "", found[2]) if found else ("", unit)
    return (scale, base) if base else ("", unit)


def _alike(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in ALIKE)
