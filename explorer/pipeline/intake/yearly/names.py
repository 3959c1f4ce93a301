"""What a row of the office's yearly table is about: a goal of the plan, by whichever of its names the row uses."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from explorer.core import catalogue, inputs
from explorer.core.goals import Goal, Plan
from explorer.pipeline.intake.values.cells import folded

# Words that a table adds to or leaves out of a name without meaning another figure.
FILLERS = re.compile("年均|每年|增长率|增长|增幅|增速|压缩|数量|总数|总量|情况|指标|累计|个数|家数|件数|数$|率$")
BRACKETS = re.compile(r"[（(【\[〔][^）)】\]〕]*[）)】\]〕]")
LEADING = re.compile(r"^\s*(?:[0-9０-９]+|[一二三四五六七八九十]+)\s*[.、．:：）)]\s*")
PART_OF = re.compile(r"^\s*(?:其中|其\s*中|另|#|－|-)\s*[:：]?")


def key(name: str) -> str:
    """Return a name as names are compared: without numbering, brackets, signs and words that mean nothing."""
    plain = folded(BRACKETS.sub("", LEADING.sub("", name)))
    short = FILLERS.sub("", plain)
    return short or plain


def goals_by_key(plan: Plan) -> Mapping[str, Goal]:
    """Return the goals of a plan by every name that only one of them has."""
    found: dict[str, Goal | None] = {}
    for goal in plan.goals:
        for name in {key(name) for name in _names(goal)}:
            found[name] = goal if found.get(name, goal) is goal else None
    return {name: goal for name, goal in found.items() if goal is not None}


def _names(goal: Goal) -> Iterator[str]:
    yield from (goal.title.zh, goal.title.en, goal.indicator.title.zh, goal.indicator.title.en)
    yield from (goal.indicator.slug, goal.indicator.measure, *_measure_names().get(goal.indicator.measure, ()))


@lru_cache(maxsize=1)
def _measure_names() -> Mapping[str, tuple[str, str]]:
    rows = inputs.read()["measures"].select("measure", "name_zh", "name_en").iter_rows()
    return {measure: (zh, en) for measure, zh, en in rows}


def nearest(name: str, plan: Plan) -> Goal | None:
    """Return the goal whose name holds a row's name, or is held in it, where that is one alone."""
    mine = key(name)
    if len(mine) < 4:  # two or three signs stand in many names
        return None
    found = {goal.no: goal for other, goal in goals_by_key(plan).items() if mine in other or other in mine}
    return next(iter(found.values())) if len(found) == 1 else None


def part_of_another(name: str) -> bool:
    """Whether a row says of itself that it is a part of the one above ("其中：增幅")."""
    return PART_OF.match(name) is not None


def plans() -> tuple[Plan, ...]:
    """Return the plans that a table can be of: those of one area, the home province's first."""
    return tuple(plan for plan in catalogue.plans().values() if plan.area is not None)
