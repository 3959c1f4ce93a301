"""What was promised and what is measured: plan files and query headers as frozen values."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from explorer.core import paths
from explorer.core.errors import Trouble
from explorer.core.profile import profile

Kind = Literal["level", "growth", "mean_flow", "count", "coverage", "cut"]
RATES: tuple[Kind, ...] = ("growth", "coverage", "cut")


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


@dataclass(frozen=True)
class Goal:
    """What was promised of an indicator: value, year, clause and who answers for it.

    ``value`` is in ``unit``; for growth and cut that is a percentage while the path runs in the indicator's unit.
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

    def binds(self, area: str) -> bool:
        """Whether the promise can be read against ``area``.

        A rate (a ratio, a yearly growth, a cut) binds every part as it binds the whole; a sum (850 000 marks, 100
        workstations) was promised for the whole only, and its parts have no goal until somebody splits it.
        """
        return area == self.area or self.kind in RATES or not self.indicator.additive


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
class Plan:
    """One plan file. ``area`` is None when each goal names its own."""

    slug: str
    title: Text
    short: Text
    issuer: Text
    issued_on: dt.date | None
    area: str | None
    year: int
    source: str
    chapters: Mapping[str, Text]
    departments: Mapping[str, Text]
    goals: tuple[Goal, ...]
    tasks: tuple[Task, ...]

    def goal(self, indicator: str, area: str | None = None) -> Goal | None:
        """Return the goal of ``indicator``; where several areas promised the same, the one of ``area``."""
        mine = [goal for goal in self.goals if goal.indicator.slug == indicator]
        return next((goal for goal in mine if goal.area == area), mine[0] if mine else None)


@cache
def indicators(folder: Path = paths.QUERIES) -> Mapping[str, Indicator]:
    """Return every indicator of ``folder`` by slug."""
    return {path.stem: read_indicator(path) for path in sorted(folder.glob("*.sql"))}


@cache
def gaps(folder: Path = paths.QUERIES / "gaps") -> Mapping[str, Gap]:
    """Return every gap list of ``folder`` by the slug of the indicator whose gap it closes."""
    return {path.stem: read_gap(path) for path in sorted(folder.glob("*.sql"))}


@cache
def renewals(folder: Path = paths.QUERIES / "renewals") -> Mapping[str, str]:
    """Return, by indicator, the statement that counts what has to be renewed; it takes $as_of and $area as gaps do."""
    return {path.stem: query_file(path)[1] for path in sorted(folder.glob("*.sql"))}


@cache
def plans(folder: Path = paths.PLANS) -> Mapping[str, Plan]:
    """Return every plan by slug, the one that the profile names first."""
    found = {path.stem: read_plan(path) for path in sorted(folder.glob("*.toml"))}
    return dict(sorted(found.items(), key=lambda item: (item[0] != profile().plan, item[0])))


def read_indicator(path: Path) -> Indicator:
    """Read one query file: TOML in leading comment lines, then the statement or none."""
    fields, body = query_file(path)
    statement = any(line.strip() and not line.lstrip().startswith("--") for line in body.splitlines())
    try:
        return Indicator(
            slug=path.stem,
            title=Text(**fields["title"]),
            domain=fields["domain"],
            unit=Text(fields["unit"], fields["unit_en"]),
            direction=1 if fields["direction"] == "up" else -1,
            nature=fields["nature"],
            level=fields["level"],
            measure=fields["measure"],
            digits=fields["digits"],
            definition=Text(**fields["definition"]),
            why=Text(**fields["why"]),
            limits=tuple(fields["limits"]) if "limits" in fields else None,
            denominator=fields.get("denominator"),
            sql=body if statement else None,
        )
    except (KeyError, TypeError) as fault:
        raise Trouble("file_unreadable", file=path.name, fault=repr(fault)) from fault


def read_gap(path: Path) -> Gap:
    """Read one gap list: TOML in leading comment lines, then the statement."""
    fields, body = query_file(path)
    try:
        columns = {name: Text(**text) for name, text in fields["columns"].items()}
        return Gap(path.stem, Text(**fields["title"]), columns, body)
    except (KeyError, TypeError, AttributeError) as fault:
        raise Trouble("file_unreadable", file=path.name, fault=repr(fault)) from fault


def read_plan(path: Path) -> Plan:
    """Read one plan file; every goal is joined to its indicator."""
    fields = _toml(path.read_text("utf-8"), path)
    try:
        return Plan(
            slug=path.stem,
            title=Text(**fields["title"]),
            short=Text(**fields["short"]),
            issuer=Text(**fields["issuer"]),
            issued_on=fields.get("issued_on"),
            area=fields.get("area"),
            year=fields["year"],
            source=fields["source"],
            chapters={row["slug"]: Text(**row["title"]) for row in fields.get("chapters", [])},
            departments={row["slug"]: Text(**row["title"]) for row in fields.get("departments", [])},
            goals=tuple(_goal(path.stem, fields, row) for row in fields["goals"]),
            tasks=tuple(_task(row) for row in fields.get("tasks", [])),
        )
    except (KeyError, TypeError) as fault:
        raise Trouble("file_unreadable", file=path.name, fault=repr(fault)) from fault


def _goal(plan: str, fields: Mapping[str, Any], row: Mapping[str, Any]) -> Goal:
    indicator = indicators()[row["indicator"]]
    baseline = row.get("baseline", {})
    return Goal(
        plan=plan,
        no=row["no"],
        indicator=indicator,
        title=Text(**row["title"]) if "title" in row else indicator.title,
        kind=row["kind"],
        value=float(row["value"]),
        unit=Text(**row["unit"]),
        area=row.get("area") or fields["area"],
        baseline_year=baseline.get("year"),
        baseline_value=baseline.get("value"),
        start_year=row["start_year"],
        year=row["year"],
        chapter=row.get("chapter"),
        departments=tuple(row.get("departments", ())),
        clause=Text(**row["clause"]) if "clause" in row else None,
        source=row["source"],
    )


def _task(row: Mapping[str, Any]) -> Task:
    return Task(
        no=row["no"],
        chapter=row["chapter"],
        title=Text(**row["title"]),
        departments=tuple(row["departments"]),
        projects=tuple(Text(**text) for text in row["projects"]),
        measures=tuple(Text(**text) for text in row["measures"]),
        goals=tuple(row["goals"]),
        deadline=row["deadline"],
    )


def query_file(path: Path) -> tuple[dict[str, Any], str]:
    """Return the fields of a query file's header, and what follows it."""
    header, _, body = path.read_text("utf-8").partition("\n\n")
    lines = (line.removeprefix("--").removeprefix(" ") for line in header.splitlines())
    return _toml("\n".join(lines), path), body.strip()


def _toml(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise Trouble("file_unreadable", file=path.name, fault=str(fault)) from fault
