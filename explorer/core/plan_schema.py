"""What an editor is told of plan files and the profile, and the document that describes their fields.

Both are written from the tables by which the files are checked: ``python -m explorer.core.plan_schema``.
"""

import json
from collections.abc import Mapping
from typing import Any

from explorer.core import fields, paths, plan_check, profile
from explorer.core.fields import Field, Fields

FEW = 3  # fields of a table that are named in a cell of the document
DOCUMENT = paths.ROOT / "docs" / "plan-files.md"
BEGIN, END = "<!-- fields of {} -->\n", "<!-- /fields -->\n"
DIALECT = "http://json-schema.org/draft-07/schema#"  # which the editors' TOML extensions know
KINDS: Mapping[str, Mapping[str, Any]] = {
    "text": {"type": "string", "pattern": r"\S"},
    "day": {"type": "string", "format": "date"},
    "number": {"type": "number", "minimum": -fields.LARGEST, "maximum": fields.LARGEST},
    "flag": {"type": "boolean"},
    **{kind: {"type": "integer", "minimum": low, "maximum": high} for kind, (low, high) in fields.WHOLE.items()},
}
WORDS = {
    "text": "text",
    "day": "day",
    "year": "year",
    "whole": "whole number",
    "number": "number",
    "flag": "true, false",
}
# What each field says, by its part of the file: "" is its head, other parts are its [[…]].
MEANINGS: Mapping[str, Mapping[str, str]] = {
    "": {
        "title": "the plan's full title",
        "short": "what menus and charts call it",
        "issuer": "who issued it",
        "issued_on": "the day it was issued; where it is left out, every goal has its own",
        "known_on": "the day from which the public could know it, where that is later",
        "area": "whose plan it is: a code of inputs/areas.csv; where it is left out, every goal has its own",
        "start_year": "its first year",
        "year": "its last year",
        "source": "where it stands: a code of inputs/sources.csv, or several with semicolons between",
    },
    "chapters": {"slug": "what goals and tasks call it", "title": "its title"},
    "departments": {"slug": "what goals, tasks and commitments call it", "title": "its name"},
    "goals": {
        "no": "its number in the plan",
        "indicator": "what is measured: the name of a file of queries/, without .sql",
        "title": "what the plan calls it, where that is not the indicator's title",
        "kind": "level: a value at the end; growth: per cent a year; mean_flow: so many a year on average;"
        " count: so many in all; coverage: a percentage that has it; cut: less by so many per cent",
        "bound": "at_least unless it says at_most, a ceiling; read so by every verdict, picture and sentence",
        "value": "what is promised, in `unit`",
        "unit": "the indicator's own; of growth, cut and coverage `%`; of mean_flow the indicator's with /年, a year",
        "area": "for whom, where it is not the plan's area",
        "baseline": "the year from which the path runs, before `year`, and the value that the plan itself prints of it",
        "start_year": "the first year that counts",
        "year": "the year by whose end it is promised",
        "chapter": "the slug of its chapter",
        "departments": "the slugs of those who answer for it",
        "clause": "where it stands in the plan's text",
        "source": "as that of the plan",
        "issued_on": "its own day of issue",
        "known_on": "its own day of becoming known",
        "named": "false where the plan itself names no department",
        "city_goals": "what parts of the area are to reach, by their codes, in `unit`",
        "reading": "how its words are read",
        "open_question": "what else they can mean",
        "since_baseline": "true where the value is to be new since the base year",
        "mean": "how a growth is averaged over years",
        "against": "of a cut, the national measure of the same year to read it against; empty: its own baseline",
        "other": "the same goal in another reading: only the fields that differ, never `no` or `other`",
    },
    "tasks": {
        "no": "its number in the plan",
        "chapter": "the slug of its chapter",
        "title": "its title",
        "departments": "the slugs of those who answer for it",
        "projects": "its projects",
        "measures": "its measures",
        "goals": "the numbers of the goals it serves",
        "deadline": "the day by which it is to be done",
    },
    "commitments": {
        "task": "the number of its task",
        "title": "what is promised without a number",
        "clause": "where it stands in the plan's text",
        "departments": "the slugs of those who answer for it",
        "state": "how far it has come, where something is on public record; only with `source`",
        "on": "since when; only with `state`",
        "source": "who says so, as that of the plan; only with `state`",
    },
    "profile": {
        "home": "the area whose cities are measured: a code of inputs/areas.csv",
        "plan": "the plan that is shown first: the name of a file of plans/, without .toml",
        "simulate": "whether registers that nobody has brought yet are simulated",
        "product": "what the whole is called",
        "spellings": "what files call an area besides its names, by its code",
    },
}
FIELDS: Mapping[str, Fields] = {"": plan_check.PLAN, **plan_check.ROWS, "profile": profile.PROFILE}


def of_plan() -> dict[str, Any]:
    """Return the JSON schema of a plan file."""
    parts = {
        name: {"type": "array", "minItems": 0 if plan_check.PLAN[name].empty else 1, "items": _table(wanted, name)}
        for name, wanted in plan_check.ROWS.items()
    }
    head = _table(plan_check.PLAN, "")
    return {"$schema": DIALECT, "title": "A plan"} | head | {"properties": head["properties"] | parts}


def of_profile() -> dict[str, Any]:
    """Return the JSON schema of the profile."""
    return {"$schema": DIALECT, "title": "Whose explorer this is"} | _table(profile.PROFILE, "profile")


def _table(wanted: Fields, part: str | None = None) -> dict[str, Any]:
    """Return the schema of a table; ``part``: the part of the file that it is, where its fields have meanings."""
    said = MEANINGS[part] if part is not None else {}
    made = {
        name: _field(field) | ({"description": said[name]} if name in said else {}) for name, field in wanted.items()
    }
    needed = [name for name, field in wanted.items() if field.needed]
    return {"type": "object", "properties": made, "required": needed, "additionalProperties": False}


def _field(field: Field) -> dict[str, Any]:
    if field.allowed:
        one: dict[str, Any] = {"enum": list(field.allowed)}
    elif field.keys is not None:
        one = _table(field.keys)
    elif field.kind == "table":
        one = {"type": "object"} | ({"additionalProperties": _field(field.each)} if field.each else {})
    else:
        one = dict(KINDS[field.kind])
        if field.empty:
            one.pop("pattern", None)
    return {"type": "array", "minItems": 0 if field.empty else 1, "items": one} if field.many else one


def table(part: str) -> str:
    """Return the table of the document that describes a part's fields, in Markdown."""
    lines = ["| field | holds | needed | what it says |\n| --- | --- | --- | --- |\n"]
    for name, meaning in MEANINGS[part].items():
        field = FIELDS[part][name]
        lines.append(f"| `{name}` | {_holds(field)} | {'yes' if field.needed else ''} | {meaning} |\n")
    return "".join(lines)


def _holds(field: Field) -> str:
    if field.allowed:
        one = ", ".join(f"`{word}`" for word in field.allowed)
    elif field.keys:
        one = f"`{{ {', '.join(field.keys)} }}`" if len(field.keys) <= FEW else "some of these fields"
    else:
        one = f"`{{ code = {_holds(field.each)} }}`" if field.each else WORDS[field.kind]
    return f"list of {one}" if field.many else one


def renewed(text: str) -> str:
    """Return the document with its tables as they are now. Raises ValueError where it has no place for one."""
    for part in MEANINGS:
        before, begin, rest = text.partition(BEGIN.format(part or "head"))
        _, end, after = rest.partition(END)
        if not end:
            raise ValueError(part)
        text = before + begin + table(part) + end + after
    return text


def written() -> dict[str, str]:
    """Return what each file that is made of the tables holds, by its path below the project."""
    schemas = {"data/plans/plan.schema.json": of_plan(), "data/profile.schema.json": of_profile()}
    made = {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas.items()}
    return made | {str(DOCUMENT.relative_to(paths.ROOT)): renewed(DOCUMENT.read_text("utf-8"))}


if __name__ == "__main__":
    for file, text in written().items():
        (paths.ROOT / file).write_text(text, "utf-8")
