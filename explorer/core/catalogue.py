"""The files of plans and queries, read: what was promised and what is measured."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from explorer.core import paths
from explorer.core.errors import Trouble
from explorer.core.goals import BOUNDS, KINDS, MEANS, CityGoal, Commitment, Gap, Goal, Indicator, Plan, Task, Text
from explorer.core.profile import profile


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
            known_on=fields.get("known_on", fields.get("issued_on")),
            area=fields.get("area"),
            year=fields["year"],
            source=fields["source"],
            chapters={row["slug"]: Text(**row["title"]) for row in fields.get("chapters", [])},
            departments={row["slug"]: Text(**row["title"]) for row in fields.get("departments", [])},
            goals=tuple(_goal(path.stem, fields, row) for row in fields["goals"]),
            tasks=tuple(_task(row) for row in fields.get("tasks", [])),
            commitments=tuple(_commitment(row) for row in fields.get("commitments", [])),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise Trouble("file_unreadable", file=path.name, fault=repr(fault)) from fault


def _goal(plan: str, fields: Mapping[str, Any], row: Mapping[str, Any]) -> Goal:
    indicator = indicators()[row["indicator"]]
    baseline = row.get("baseline", {})
    issued_on = row.get("issued_on") or row.get("known_on") or fields["issued_on"]
    other = {name: value for name, value in row.items() if name != "other"} | row.get("other", {})
    return Goal(
        plan=plan,
        no=row["no"],
        indicator=indicator,
        title=Text(**row["title"]) if "title" in row else indicator.title,
        kind=_one_of(row["kind"], KINDS),
        value=float(row["value"]),
        unit=Text(**row["unit"]),
        area=row.get("area") or fields["area"],
        baseline_year=baseline.get("year"),
        baseline_value=baseline.get("value"),
        start_year=row["start_year"],
        year=row["year"],
        chapter=row.get("chapter"),
        departments=tuple(row.get("departments", ())),
        clause=_text(row, "clause"),
        source=row["source"],
        issued_on=issued_on,
        known_on=row.get("known_on") or (None if "issued_on" in row else fields.get("known_on")) or issued_on,
        bound=_one_of(row.get("bound", "at_least"), BOUNDS),
        named=row.get("named", True),
        city_goals=tuple(CityGoal(area, float(value)) for area, value in row.get("city_goals", {}).items()),
        reading=_text(row, "reading"),
        open_question=_text(row, "open_question"),
        since_baseline=row.get("since_baseline", False),
        mean=_one_of(row.get("mean", "compound"), MEANS),
        against=row.get("against") or None,
        other=_goal(plan, fields, other) if "other" in row else None,
    )


def _text(row: Mapping[str, Any], name: str) -> Text | None:
    return Text(**row[name]) if name in row else None


def _one_of(asked: Any, allowed: Sequence[str]) -> Any:
    if asked not in allowed:
        raise ValueError(asked, allowed)
    return asked


def _commitment(row: Mapping[str, Any]) -> Commitment:
    return Commitment(
        task=row["task"],
        title=Text(**row["title"]),
        clause=Text(**row["clause"]),
        departments=tuple(row["departments"]),
        state=_text(row, "state"),
        on=row.get("on"),
        source=row.get("source"),
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
