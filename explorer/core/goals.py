"""What was promised and what is measured, as frozen values: indicators, goals, tasks, commitments, plans."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Kind = Literal["level", "growth", "mean_flow", "count", "coverage", "cut"]
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]
BOUNDS = ("at_least", "at_most")
MEANS = ("compound", "arithmetic")
NATION = "100000"


@dataclass(frozen=True)
class Text:
    """One text in both languages: ``title["zh"]``."""

    zh: str
    en: str

    def __getitem__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Indicator:
    """What is measured. ``sql`` is None when it is measured by its figures alone (observations of ``measure``).

    ``denominator``: the slug of what it is divided by, where that moves by a trend of its own (population, GDP).
    """

    slug: str
    title: Text
    domain: str
    unit: Text
    direction: Literal[1, -1]
    nature: Literal["stock", "flow"]
    level: Literal["city", "province", "nation"]
    measure: str
    digits: int
    definition: Text
    why: Text
    limits: tuple[float, float] | None
    denominator: str | None
    sql: str | None

    @property
    def additive(self) -> bool:
        """Whether the values of the cities add up to the province's (a ratio's statement names its numerator)."""
        return self.sql is not None and "numerator" not in self.sql


@dataclass(frozen=True)
class Gap:
    """What would close an indicator's gap: a list from the registers, with a title for each of its columns.

    ``sql`` takes a day ($as_of) and a city's or the province's code ($area). Its rows are led by ``city``, and
    ``county`` where there is one; ``columns`` names the others in their order, ``evidence`` last.
    """

    slug: str
    title: Text
    columns: Mapping[str, Text]
    sql: str


class CityGoal(NamedTuple):
    """What one part of a goal's area is to reach, in the goal's unit.

    ``source`` and ``set_on`` say in which import the office brought it, and when it was set; None: the plan gives it.
    """

    area: str
    value: float
    source: str | None = None
    set_on: dt.date | None = None


@dataclass(frozen=True)
class Goal:
    """What was promised of an indicator: value, year, clause and who answers for it.

    ``value`` is in ``unit``; for growth and cut that is a percentage while the path runs in the indicator's unit.
    ``issued_on`` is the day of its plan's issue, ``known_on`` the day from which the public could know it.
    ``city_goals``: what the plan or the office gives single areas; of such a goal ``set_on`` is the day on which the
    office set it, None where it is the plan's. ``named``: whether the plan itself names the departments.

    How its words are read: ``reading`` says which reading is taken, ``open_question`` what else they can mean, and
    ``other`` is the goal in that other reading, where it can be worked out. ``since_baseline``: the value is to be new
    since the base year, on top of what there was. ``mean``: how a yearly growth is averaged over years. ``against``:
    the national measure that a cut is read against, in the same year; without one, against its own baseline.
    """

    plan: str
    no: int
    indicator: Indicator
    title: Text
    kind: Kind
    value: float
    unit: Text
    area: str
    baseline_year: int | None
    baseline_value: float | None
    start_year: int
    year: int
    chapter: str | None
    departments: tuple[str, ...]
    clause: Text | None
    source: str
    issued_on: dt.date
    known_on: dt.date
    bound: Literal["at_least", "at_most"] = "at_least"
    named: bool = True
    city_goals: tuple[CityGoal, ...] = ()
    set_on: dt.date | None = None
    reading: Text | None = None
    open_question: Text | None = None
    since_baseline: bool = False
    mean: Literal["compound", "arithmetic"] = "compound"
    against: str | None = None
    other: "Goal | None" = None

    @property
    def direction(self) -> Literal[1, -1]:
        """+1 where a value has to rise to its goal, -1 where it has to fall to it: a ceiling, or a cut by so much."""
        return 1 if (self.bound == "at_least") != (self.kind == "cut") else -1

    def promised(self, day: dt.date, evidence: str) -> bool:
        """Whether the goal was promised by a day, and known to who sees this evidence: until it was public, the office.

        ``evidence``: as a link says it (published, office, all).
        """
        return day >= (self.known_on if evidence == "published" else self.issued_on)

    def of(self, area: str) -> "Goal | None":
        """Return what is promised of ``area``: the goal, a part's own goal, or None where it has none.

        A total, a share of the places of a province or its mean binds no part of it. Of a goal that the office set, no
        clause of the plan speaks.
        """
        if area == self.area:
            return self
        one = next((one for one in self.city_goals if one.area == area), None)
        if one is None:
            return None
        own = replace(self, value=one.value, area=area, baseline_value=None, other=None)
        if one.source is None:
            return own
        return replace(own, source=one.source, set_on=one.set_on, clause=None, reading=None, open_question=None)

    def given(self, city_goals: Iterable[CityGoal]) -> "Goal":
        """Return the goal with what the office gives single areas, which stands above what the plan gives them."""
        own = {one.area: one for one in (*self.city_goals, *city_goals)}
        other = self.other.given(city_goals) if self.other and self.other.unit == self.unit else self.other
        return replace(self, city_goals=tuple(own.values()), other=other)


@dataclass(frozen=True)
class Task:
    """One line of the plan's ledger."""

    no: str
    chapter: str
    title: Text
    departments: tuple[str, ...]
    projects: tuple[Text, ...]
    measures: tuple[Text, ...]
    goals: tuple[int, ...]
    deadline: dt.date


@dataclass(frozen=True)
class Commitment:
    """Something that the plan promises without a number: what, in which task, and what is on record of it.

    ``state`` says how far it has come, ``on`` since when, ``source`` who says so; all are None where nothing is on
    public record. A promise has an entry for each thing that is on record of it: no later one hides it.
    """

    task: str
    title: Text
    clause: Text
    departments: tuple[str, ...]
    state: Text | None
    on: dt.date | None
    source: str | None


@dataclass(frozen=True)
class Plan:
    """One plan file. ``area`` is None when each goal names its own; so is ``issued_on`` then.

    ``known_on``: the day from which the public could know the plan; until then only the office could.
    """

    slug: str
    title: Text
    short: Text
    issuer: Text
    issued_on: dt.date | None
    known_on: dt.date | None
    area: str | None
    year: int
    source: str
    chapters: Mapping[str, Text]
    departments: Mapping[str, Text]
    goals: tuple[Goal, ...]
    tasks: tuple[Task, ...]
    commitments: tuple[Commitment, ...]

    def goal(self, indicator: str, area: str | None = None) -> Goal | None:
        """Return the goal of ``indicator``; where several areas promised the same, the one of ``area``."""
        mine = [goal for goal in self.goals if goal.indicator.slug == indicator]
        return next((goal for goal in mine if goal.area == area), mine[0] if mine else None)
