"""What a plan file may say: a table of fields for each of its parts, and what must agree between them."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from explorer.core import fields
from explorer.core.errors import Trouble
from explorer.core.fields import BOTH, TEXT, At, Field, Fields
from explorer.core.goals import BOUNDS, KINDS, MEANS, Indicator, Text

Row = Mapping[str, Any]


def _maybe(field: Field) -> Field:
    return replace(field, needed=False)


DAY, YEAR, WHOLE = Field("day"), Field("year"), Field("whole")
NUMBER, FLAG = Field("number"), Field("flag")
TEXTS = Field("text", many=True, empty=True)  # an empty list; an empty text among them is known nowhere
BASELINE: Fields = {"year": YEAR, "value": _maybe(NUMBER)}
ENTRY: Fields = {"slug": TEXT, "title": BOTH}
OTHER: Fields = {
    "no": WHOLE,
    "indicator": TEXT,
    "title": _maybe(BOTH),
    "kind": Field("text", allowed=KINDS),
    "bound": Field("text", needed=False, allowed=BOUNDS),
    "value": NUMBER,
    "unit": BOTH,
    "area": _maybe(TEXT),
    "baseline": Field("table", needed=False, keys=BASELINE),
    "start_year": YEAR,
    "year": YEAR,
    "chapter": _maybe(TEXT),
    "departments": _maybe(TEXTS),
    "clause": _maybe(BOTH),
    "source": TEXT,
    "issued_on": _maybe(DAY),
    "known_on": _maybe(DAY),
    "named": _maybe(FLAG),
    "city_goals": Field("table", needed=False, each=NUMBER),
    "reading": _maybe(BOTH),
    "open_question": _maybe(BOTH),
    "since_baseline": _maybe(FLAG),
    "mean": Field("text", needed=False, allowed=MEANS),
    "against": Field("text", needed=False, empty=True),
}
GOAL: Fields = OTHER | {
    "other": Field("table", needed=False, keys={name: _maybe(field) for name, field in OTHER.items()})
}
TASK: Fields = {
    "no": TEXT,
    "chapter": TEXT,
    "title": BOTH,
    "departments": TEXTS,
    "projects": Field("table", many=True, empty=True, keys=BOTH.keys),
    "measures": Field("table", many=True, empty=True, keys=BOTH.keys),
    "goals": Field("whole", many=True, empty=True),
    "deadline": DAY,
}
COMMITMENT: Fields = {
    "task": TEXT,
    "title": BOTH,
    "clause": BOTH,
    "departments": TEXTS,
    "state": _maybe(BOTH),
    "on": _maybe(DAY),
    "source": _maybe(TEXT),
}
ROWS = {"chapters": ENTRY, "departments": ENTRY, "goals": GOAL, "tasks": TASK, "commitments": COMMITMENT}
PLAN: Fields = {
    "title": BOTH,
    "short": BOTH,
    "issuer": BOTH,
    "issued_on": _maybe(DAY),
    "known_on": _maybe(DAY),
    "area": _maybe(TEXT),
    "start_year": _maybe(YEAR),
    "year": YEAR,
    "source": TEXT,
} | {name: Field("table", many=True, needed=name == "goals", empty=name != "goals") for name in ROWS}
DRAFT = "draft"  # the source of what a draft of the explorer's own says
PERCENT, OF_ITSELF = Text("%", "%"), ("growth", "cut", "coverage")  # goals told as a share, whatever is counted
VALUES: Mapping[str, tuple[str, Callable[[float], bool]]] = {
    "growth": ("-100 < value <= 1000", lambda value: -100 < value <= 1000),
    "cut": ("0 < value < 100", lambda value: 0 < value < 100),
    "coverage": ("0 <= value <= 100", lambda value: 0 <= value <= 100),
    "count": ("value >= 0", lambda value: value >= 0),
    "mean_flow": ("value >= 0", lambda value: value >= 0),
}


@dataclass(frozen=True)
class Known:
    """What a plan may refer to outside its file: indicators and areas, measures and sources by their codes."""

    indicators: Mapping[str, Indicator]
    faulty: Mapping[str, Trouble]  # by the names of their files, the indicators that cannot be read
    areas: Collection[str] | None  # None: whatever it is, since the file of inputs that lists them cannot be read
    measures: Collection[str] | None
    sources: Collection[str] | None


def check(file: str, plan: Row, outside: Known) -> None:
    """Raise Trouble for the first fault of a plan file, which names the file, the row and the field."""
    head = At(file)
    fields.check(head, plan, PLAN)
    for part, wanted in ROWS.items():
        for at, row in _rows(file, plan, part):
            fields.check(at, row, wanted)
        _once(file, plan, part)
    if "area" in plan:
        _code(head.of("area"), plan["area"], outside.areas)
    _sources(head.of("source"), plan["source"], outside)
    _days(head, plan.get("issued_on"), plan.get("known_on"), plan["year"])
    for at, row in _rows(file, plan, "goals"):
        _goal(at, row, plan, outside)
        if "other" in row:
            _other(at.of("other"), row, plan, outside)
    for at, row in _rows(file, plan, "tasks"):
        _refers(at, row, plan)
        for no in row["goals"]:
            fields.known(at.of("goals"), str(no), [str(goal["no"]) for goal in plan["goals"]])
    for at, row in _rows(file, plan, "commitments"):
        _commitment(at, row, plan)
        if "source" in row:
            _sources(at.of("source"), row["source"], outside)


def _code(at: At, asked: str, allowed: Collection[str] | None) -> None:
    if allowed is not None:
        fields.known(at, asked, allowed)


def _sources(at: At, asked: str, outside: Known) -> None:
    """Raise Trouble for a source that the inputs do not have; several stand with semicolons between."""
    for source in asked.split(";"):
        if source != DRAFT:
            _code(at, source, outside.sources)


def _rows(file: str, plan: Row, part: str) -> Iterator[tuple[At, Row]]:
    """Yield each row of a part with its place: by its number or slug where it has one, else by its order."""
    for place, row in enumerate(plan.get(part, ()), 1):
        named = next((f"{key} = {fields.shown(row[key])}" for key in ("no", "slug") if key in row), f"#{place}")
        yield At(file, f"[[{part}]] {named}"), row


def _once(file: str, plan: Row, part: str) -> None:
    """Raise Trouble for a number or slug that two rows have."""
    seen = set()
    for at, row in _rows(file, plan, part):
        for key in {"no", "slug"} & row.keys():
            if row[key] in seen:
                raise at.of(key).fault("field_twice", asked=fields.shown(row[key]))
            seen.add(row[key])


def _goal(at: At, row: Row, plan: Row, outside: Known) -> None:
    if fault := outside.faulty.get(f"{row['indicator']}.sql"):
        raise at.of("indicator").fault("field_of_faulty", asked=fields.shown(row["indicator"]), why=fault)
    fields.known(at.of("indicator"), row["indicator"], outside.indicators)
    if "area" not in row and "area" not in plan:
        raise at.of("area").fault("field_missing")
    areas = [("area", row["area"])] if "area" in row else []
    for name, area in (*areas, *(("city_goals", code) for code in row.get("city_goals", ()))):
        _code(at.of(name), area, outside.areas)
    _sources(at.of("source"), row["source"], outside)
    _refers(at, row, plan)
    _years(at, row, plan)
    _value(at, row)
    if "mean" in row and row["kind"] != "growth":
        raise at.of("mean").fault("field_misplaced", only='kind = "growth"')
    if row.get("against"):
        if row["kind"] != "cut":
            raise at.of("against").fault("field_misplaced", only='kind = "cut"')
        _code(at.of("against"), row["against"], outside.measures)
    _unit(at, row, outside.indicators[row["indicator"]])


def _other(at: At, row: Row, plan: Row, outside: Known) -> None:
    """Check a goal in its other reading, which keeps its number."""
    other = row["other"]
    if other.get("no", row["no"]) != row["no"]:
        raise at.of("no").fault("field_rule", asked=other["no"], rule=f"other.no = {row['no']}")
    _goal(at, {name: value for name, value in row.items() if name != "other"} | other, plan, outside)


def _refers(at: At, row: Row, plan: Row) -> None:
    """Raise Trouble for a chapter or department that the plan does not have."""
    if "chapter" in row:
        fields.known(at.of("chapter"), row["chapter"], [one["slug"] for one in plan.get("chapters", ())])
    for slug in row.get("departments", ()):
        fields.known(at.of("departments"), slug, [one["slug"] for one in plan.get("departments", ())])


def _years(at: At, row: Row, plan: Row) -> None:
    base = row.get("baseline", {}).get("year")
    if base is not None and base >= row["year"]:
        raise at.of("baseline.year").fault("field_rule", asked=base, rule=f"baseline.year < year ({row['year']})")
    if row["start_year"] > row["year"]:
        raise at.of("start_year").fault(
            "field_rule", asked=row["start_year"], rule=f"start_year <= year ({row['year']})"
        )
    issued = row.get("issued_on") or row.get("known_on") or plan.get("issued_on")
    if issued is None:
        raise at.of("issued_on").fault("field_missing")
    known = row.get("known_on") or (None if "issued_on" in row else plan.get("known_on"))
    _days(at, issued, known, row["year"])


def _days(at: At, issued: dt.date | None, known: dt.date | None, year: int) -> None:
    if issued is not None and issued.year > year:
        raise at.of("issued_on").fault("field_rule", asked=issued, rule=f"issued_on <= year ({year})")
    if issued is not None and known is not None and known < issued:
        raise at.of("known_on").fault("field_rule", asked=known, rule=f"known_on >= issued_on ({issued})")


def _unit(at: At, row: Row, indicator: Indicator) -> None:
    """Raise Trouble for a unit in which its kind of goal is not told of this indicator."""
    unit = PERCENT if row["kind"] in OF_ITSELF else indicator.unit
    ends = Text("/年", " a year") if row["kind"] == "mean_flow" else Text("", "")
    for code in ("zh", "en"):
        if row["unit"][code] != (wanted := unit[code] + ends[code]):
            asked = fields.shown(row["unit"][code])
            raise at.of(f"unit.{code}").fault("field_unit", asked=asked, wanted=fields.shown(wanted))


def _value(at: At, row: Row) -> None:
    """Raise Trouble for a value, the goal's own or a part's, that its kind cannot have."""
    rule, holds = VALUES.get(row["kind"], ("", lambda _: True))
    values = {"value": row["value"]} | {
        f"city_goals.{code}": value for code, value in row.get("city_goals", {}).items()
    }
    for name, value in values.items():
        if not holds(value):
            raise at.of(name).fault("field_rule", asked=fields.shown(value), rule=f'{rule} (kind = "{row["kind"]}")')


def _commitment(at: At, row: Row, plan: Row) -> None:
    fields.known(at.of("task"), row["task"], [task["no"] for task in plan.get("tasks", ())])
    _refers(at, row, plan)
    for name, other in (("state", "source"), ("source", "state"), ("on", "state")):
        if name in row and other not in row:
            raise at.of(name).fault("field_alone", other=other)
