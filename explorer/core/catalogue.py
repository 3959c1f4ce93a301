"""The files of plans and queries, read: what was promised and what is measured."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from explorer.core import fields as core_fields
from explorer.core import inputs, paths, plan_check, sentences
from explorer.core.errors import Trouble
from explorer.core.fields import BOTH, NAMED, TEXT, At, Field, Fields
from explorer.core.goals import CityGoal, Commitment, Gap, Goal, Indicator, Plan, Task, Text
from explorer.core.profile import profile

INDICATOR: Fields = {
    "title": BOTH,
    "domain": TEXT,
    "unit": TEXT,
    "unit_en": TEXT,
    "direction": Field("text", allowed=("up", "down")),
    "nature": Field("text", allowed=("stock", "flow")),
    "level": Field("text", allowed=("city", "province", "nation")),
    "measure": TEXT,
    "digits": Field("whole"),
    "definition": BOTH,
    "why": BOTH,
    "limits": Field("number", needed=False, many=True),
    "denominator": Field("text", needed=False),
}
Read = TypeVar("Read")
TITLE: Fields = {"title": BOTH}
GAP: Fields = TITLE | {"columns": NAMED}


class Sound(dict[str, Read]):
    """What the files of a folder say, by their stems. ``faulty``: the first fault of each that has one, by its name.

    One that is asked for by its stem and has a fault tells it.
    """

    def __init__(self, found: Mapping[str, Read], faulty: Mapping[str, Trouble]) -> None:
        super().__init__(found)
        self.faulty = faulty

    def __missing__(self, stem: str) -> Read:
        raise next((fault for name, fault in self.faulty.items() if Path(name).stem == stem), KeyError(stem))


@lru_cache(maxsize=32)
def sound(folder: Path, pattern: str, read: Callable[[Path], Read]) -> Sound[Read]:
    """Return what the files of a folder say, in the order of their names, as ``read`` reads one of them."""
    found: dict[str, Read] = {}
    faulty: dict[str, Trouble] = {}
    for path in sorted(folder.glob(pattern)):
        try:
            found[path.stem] = read(path)
        except Trouble as fault:
            faulty[path.name] = fault
    return Sound(found, faulty)


@cache
def indicators(folder: Path = paths.QUERIES) -> Mapping[str, Indicator]:
    """Return every indicator of ``folder`` by slug; one whose file has a fault is left out."""
    return sound(folder, "*.sql", read_indicator)


@cache
def gaps(folder: Path = paths.QUERIES / "gaps") -> Mapping[str, Gap]:
    """Return every gap list of ``folder`` by the slug of the indicator whose gap it closes, as ``indicators`` does."""
    return sound(folder, "*.sql", read_gap)


@cache
def renewals(folder: Path = paths.QUERIES / "renewals") -> Mapping[str, str]:
    """Return, by indicator, the statement that counts what has to be renewed; it takes $as_of and $area as gaps do."""
    return sound(folder, "*.sql", read_renewals)


@cache
def plans(folder: Path = paths.PLANS) -> Mapping[str, Plan]:
    """Return every plan by slug, the one that the profile names first; one whose file has a fault is left out.

    ``plans()[slug]`` of such a one raises its Trouble.
    """
    found = sound(folder, "*.toml", read_plan)
    return Sound(dict(sorted(found.items(), key=lambda item: (item[0] != profile().plan, item[0]))), found.faulty)


@lru_cache(maxsize=8)
def left_out(plans: Path = paths.PLANS, queries: Path = paths.QUERIES) -> Mapping[str, Trouble]:
    """Return the first fault of each file of the project that has one, by its name: plans, languages, queries, inputs.

    What a statement says of the tables is for releases/statements.py to check.
    """
    faulty = dict(sound(plans, "*.toml", read_plan).faulty)
    for part, read in (("", read_indicator), ("gaps", read_gap), ("renewals", read_renewals)):
        found = sound(queries / part, "*.sql", read).faulty
        faulty |= {str(Path(queries.name, part, name)): one for name, one in found.items()}
    faulty |= sound(paths.PROFILE.parent, paths.PROFILE.name, check_profile).faulty
    faulty |= sound(paths.LANGUAGES, "*.toml", sentences.read).faulty
    for folder in (paths.INPUTS, paths.PROMISES):
        faulty |= sound(folder, "*.csv", inputs.check).faulty
    return faulty


@lru_cache(maxsize=8)
def _codes(file: str, column: str, folder: Path) -> frozenset[str] | None:
    """Return what stands in a column of a file of inputs: what a plan may refer to. None: the file has a fault."""
    try:
        inputs.check(folder / file)
        return frozenset(inputs.table(folder / file)[column].drop_nulls())
    except Trouble:
        return None  # whose own fault is told: a plan is not to blame for it


def check_profile(path: Path) -> None:
    """Raise Trouble for the first fault of a profile, which may lie in what it refers to."""
    said = profile(path)
    if (areas := _codes("areas.csv", "area", paths.INPUTS)) is not None:
        for name, code in (("home", said.home), *(("spellings", code) for code in said.spellings)):
            core_fields.known(At(path.name).of(name), code, areas)
    core_fields.known(At(path.name).of("plan"), said.plan, [one.stem for one in paths.PLANS.glob("*.toml")])


def read_indicator(path: Path) -> Indicator:
    """Read one query file: TOML in leading comment lines, then the statement or none."""
    fields, body = query_file(path, INDICATOR)
    at = At(path.name)
    if "limits" in fields and not (len(fields["limits"]) == 2 and fields["limits"][0] < fields["limits"][1]):
        raise at.of("limits").fault("field_rule", asked=fields["limits"], rule="[a, b], a < b")
    statement = any(line.strip() and not line.lstrip().startswith("--") for line in body.splitlines())
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


def read_gap(path: Path) -> Gap:
    """Read one gap list: TOML in leading comment lines, then the statement."""
    fields, body = query_file(path, GAP)
    columns = {name: Text(**text) for name, text in fields["columns"].items()}
    return Gap(path.stem, Text(**fields["title"]), columns, body)


def read_renewals(path: Path) -> str:
    """Read the statement of renewals, below the TOML in its leading comment lines."""
    return query_file(path, TITLE)[1]


def read_plan(path: Path) -> Plan:
    """Read one plan file; every goal is joined to its indicator. Raises Trouble for the first fault of the file."""
    return plan_of(path, core_fields.read(path))


def plan_of(path: Path, text: str) -> Plan:
    """Return what the text of a plan file says; ``path`` is what the file is called. Raises Trouble as read_plan."""
    fields = core_fields.parse(text, path)
    codes = (_codes(f"{name}s.csv", name, paths.INPUTS) for name in ("area", "measure", "source"))
    faulty = sound(paths.QUERIES, "*.sql", read_indicator).faulty
    plan_check.check(path.name, fields, plan_check.Known(indicators(), faulty, *codes))
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
        clause=_text(row, "clause"),
        source=row["source"],
        issued_on=issued_on,
        known_on=row.get("known_on") or (None if "issued_on" in row else fields.get("known_on")) or issued_on,
        bound=row.get("bound", "at_least"),
        named=row.get("named", True),
        city_goals=tuple(CityGoal(area, float(value)) for area, value in row.get("city_goals", {}).items()),
        reading=_text(row, "reading"),
        open_question=_text(row, "open_question"),
        since_baseline=row.get("since_baseline", False),
        mean=row.get("mean", "compound"),
        against=row.get("against") or None,
        other=_goal(plan, fields, other) if "other" in row else None,
    )


def _text(row: Mapping[str, Any], name: str) -> Text | None:
    return Text(**row[name]) if name in row else None


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


def query_file(path: Path, wanted: Fields) -> tuple[dict[str, Any], str]:
    """Return the fields of a query file's header, which are those ``wanted``, and what follows it."""
    header, _, body = core_fields.read(path).partition("\n\n")
    lines = (line.removeprefix("--").removeprefix(" ") for line in header.splitlines())
    fields = core_fields.parse("\n".join(lines), path)
    core_fields.check(At(path.name), fields, wanted)
    return fields, body.strip()
