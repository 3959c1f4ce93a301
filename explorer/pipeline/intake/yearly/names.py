"""What a row of the office's yearly table is about: a goal of the plan, by whichever of its names the row uses."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from explorer.core import catalogue, inputs, paths
from explorer.core.goals import Goal, Plan
from explorer.core.profile import profile
from explorer.pipeline.intake.values import areas
from explorer.pipeline.intake.values.cells import folded
from explorer.pipeline.intake.yearly import contradictions, units
from explorer.pipeline.intake.yearly.table import Question

# Words that a table adds to or leaves out of a name without meaning another figure.
FILLERS = re.compile("年均|每年|增长率|增长|增幅|增速|压缩|数量|总数|总量|情况|指标|累计|个数|家数|件数|数$|率$")
BRACKETS = re.compile(r"[（(【\[〔][^）)】\]〕]*[）)】\]〕]")
LEADING = re.compile(r"^\s*(?:[（(]\s*)?(?:[0-9０-９]+|[一二三四五六七八九十]+)\s*[.、．:：）)]\s*")
PART_OF = re.compile(r"^\s*(?:其中|其\s*中|另|#|－|-)\s*[:：]?")
SHORTEST = 4  # two or three signs stand in many names


@dataclass(frozen=True)
class Named:
    """What a name was taken for. ``loose``: it is none of the goal's own names. ``why``: why it was taken for none."""

    goal: Goal | None = None
    loose: bool = False
    why: Question | None = None


def key(name: str) -> str:
    """Return a name as names are compared: without numbering, brackets, signs and words that mean nothing."""
    plain = _without_home(folded(BRACKETS.sub("", LEADING.sub("", name))))
    short = FILLERS.sub("", plain)
    return short or plain


def _without_home(name: str) -> str:
    """Return a folded name without the province in front of it: its table is about nothing else."""
    home = next((word for word in _home() if name.startswith(word) and len(name) > len(word) + SHORTEST), "")
    return name.removeprefix(home)


@lru_cache(maxsize=1)
def _home() -> tuple[str, ...]:
    home = areas.world().areas[profile().home]
    names = {folded(home["name_zh"]), folded(areas.short(home["name_zh"])), folded(home["name_en"]), "全省", "我省"}
    return tuple(sorted(names, key=len, reverse=True))


def goals_by_key(plan: Plan) -> Mapping[str, Goal]:
    """Return the goals of a plan by every name that only one of them has."""
    found: dict[str, Goal | None] = {}
    for goal in plan.goals:
        for name in {key(name) for name in names_of(goal)}:
            found[name] = goal if found.get(name, goal) is goal else None
    return {name: goal for name, goal in found.items() if goal is not None}


def names_of(goal: Goal) -> Iterator[str]:
    """Yield every name of a goal: its own, its indicator's and its measure's."""
    yield from (goal.title.zh, goal.title.en, goal.indicator.title.zh, goal.indicator.title.en)
    yield from (goal.indicator.slug, goal.indicator.measure, *_measure_names().get(goal.indicator.measure, ()))


@lru_cache(maxsize=1)
def _measure_names() -> Mapping[str, tuple[str, str]]:
    rows = inputs.table(paths.INPUTS / "measures.csv").select("measure", "name_zh", "name_en").iter_rows()
    return {measure: (zh, en) for measure, zh, en in rows}


@lru_cache(maxsize=1)
def _measures_in_full() -> Mapping[str, str]:
    """Return the measures by their names with what stands in brackets: (合计) makes another measure of it."""
    return {folded(name): measure for measure, names in _measure_names().items() for name in names}


class Names:
    """The names by which the rows of a table may call the goals of one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.keys = goals_by_key(plan)
        self._own = {goal.indicator.measure: goal for goal in plan.goals}
        others = {measure: names for measure, names in _measure_names().items() if measure not in self._own}
        self._others = dict[str, str]()
        for chinese, english in others.values():
            self._others.setdefault(key(chinese), chinese)
            self._others.setdefault(key(english), chinese)
        # A series of its own years or of a total says so in brackets; nobody who leaves them out means it.
        self._plain = [other for other, name in self._others.items() if not BRACKETS.search(name)]

    def exact(self, name: str) -> Named:
        """Return the goal that a row calls by one of its names, unless what stands beside it makes it another."""
        if part_of_another(name):
            return Named()
        measure = _measures_in_full().get(folded(LEADING.sub("", name)))
        if measure in self._own:
            return Named(self._own[measure])
        goal = self.keys.get(key(name))
        if measure is None and goal and (word := contradictions.added(name, tuple(names_of(goal)), goal)):
            return Named(why=_why("row_says_more", word, goal))
        if measure is None and goal:
            return Named(goal)
        other = _measure_names()[measure][0] if measure else self._others.get(key(name))
        return Named(why=Question("row_of_another", {"measure": other}) if other else None)

    def has(self, name: str) -> bool:
        """Whether a cell holds a goal's own name."""
        return self.exact(name).goal is not None

    def loose(self, name: str) -> Named:
        """Return the one goal whose name holds a row's name or is held in it, where nothing speaks against it."""
        mine = key(name)
        if len(mine) < SHORTEST or part_of_another(name):
            return Named()
        found = {goal.no: goal for other, goal in self.keys.items() if mine in other or other in mine}
        if len(found) != 1:
            return Named()
        goal = next(iter(found.values()))
        own = tuple(names_of(goal))
        if word := contradictions.added(name, own, goal, loose=True):
            return Named(why=_why("row_says_more", word, goal))
        if word := contradictions.missing(name, goal):
            return Named(why=_why("row_says_less", word, goal))
        if near := self._nearer(mine, own):
            return Named(why=Question("row_of_another", {"measure": near}))
        return Named(goal, loose=True)

    def _nearer(self, mine: str, own: tuple[str, ...]) -> str | None:
        """Return the measure without a goal that a name is nearer to than to any of the goal's names."""
        least = max(_alike(mine, key(name)) for name in own)
        best = max(self._plain, key=lambda other: _alike(mine, other), default="")
        return self._others[best] if best and _alike(mine, best) > least else None


def supported(one: Named, unit: str, elsewhere: bool) -> Named:
    """Return a looser match only where its unit says the same thing and no other row has the goal's own name.

    ``unit``: the one said, empty for none; ``elsewhere``: whether another row has the goal.
    """
    goal = one.goal
    if goal is None or not one.loose:
        return one
    blanks = {"no": goal.no, "name": goal.title.zh}
    if elsewhere:
        return Named(why=Question("row_named_elsewhere", blanks))
    if not unit or units.of_goal(unit, goal) is None:
        return Named(why=Question("row_nearly", {**blanks, "unit": goal.indicator.unit.zh}))
    return one


@lru_cache(maxsize=4096)
def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _why(kind: str, word: str, goal: Goal) -> Question:
    return Question(kind, {"word": word, "no": goal.no, "name": goal.title.zh})


def part_of_another(name: str) -> bool:
    """Whether a row says of itself that it is a part of the one above ("其中：增幅")."""
    return PART_OF.match(name) is not None


def plans() -> tuple[Plan, ...]:
    """Return the plans that a table can be of: those of one area, the home province's first."""
    found = [plan for plan in catalogue.plans().values() if plan.area is not None]
    return tuple(sorted(found, key=lambda plan: plan.area != profile().home))
