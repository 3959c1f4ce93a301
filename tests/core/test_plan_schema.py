"""What editors and readers are told of plan files is what the check refuses and takes."""

import datetime as dt
import json
import tomllib

import jsonschema

from explorer.core import fields, paths, plan_check, plan_schema, profile
from explorer.core.errors import Trouble
from explorer.core.fields import At
from tests.core.test_plan_check import GOAL, HEAD, PARTS, SOUND, TASKS
from tests.support.cases import each

PLANS = [*paths.PLANS.glob("*.toml"), *(paths.ROOT / "tests/support/jilin/plans").glob("*.toml")]
PROFILES = [paths.PROFILE, paths.ROOT / "tests/support/jilin/profile.toml"]


def plain(value):
    """Return what an editor checks of what TOML says: a day is a text to it."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def taken(text, schema):
    checker = jsonschema.Draft7Validator(schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    return checker.is_valid(plain(tomllib.loads(text)))


def of_form(text):
    """Whether the check takes every field of a plan by itself."""
    plan = tomllib.loads(text)
    try:
        fields.check(At("plan.toml"), plan, plan_check.PLAN)
        for part, wanted in plan_check.ROWS.items():
            for row in plan.get(part, ()):
                fields.check(At("plan.toml"), row, wanted)
    except Trouble:
        return False
    return True


def test_the_schemas_are_schemas():
    for schema in (plan_schema.of_plan(), plan_schema.of_profile()):
        jsonschema.Draft7Validator.check_schema(schema)


@each("path", PLANS)
def test_every_plan_is_taken(path):
    assert taken(path.read_text("utf-8"), plan_schema.of_plan())


@each("path", PROFILES)
def test_every_profile_is_taken(path):
    assert taken(path.read_text("utf-8"), plan_schema.of_profile())


def lines_changed():
    """Yield the sound plan with each of its lines left out, misspelt, or with another kind of value."""
    lines = (HEAD + PARTS + GOAL + TASKS).splitlines()
    for place, line in enumerate(lines):
        name, equals, _ = line.partition(" = ")
        for new in (
            "",
            f"{name}s = 1",
            *(f"{name} = {value}" for value in ('"x"', "-1", "nan", "true", "[]", "{}", "2025")),
        ):
            if equals:
                yield "\n".join([*lines[:place], new, *lines[place + 1 :]])


def test_an_editor_refuses_what_the_form_of_a_field_forbids_and_nothing_else():
    schema, wrong, refused = plan_schema.of_plan(), [], 0
    for text in lines_changed():
        if "nan" in text:  # no JSON, and no schema, knows it
            assert not of_form(text)
            continue
        refused += not of_form(text)
        if taken(text, schema) != of_form(text):
            wrong.append(next(line for line in text.splitlines() if line not in SOUND.splitlines()))
    assert not wrong
    assert refused > 150


def test_every_field_is_described_and_nothing_else_is():
    for part, wanted in plan_schema.FIELDS.items():
        own = wanted.keys() - (plan_check.ROWS.keys() if part == "" else set())
        assert plan_schema.MEANINGS[part].keys() == own, part


def test_what_stands_in_the_project_is_made_of_the_tables_of_today():
    for name, text in plan_schema.written().items():
        assert (paths.ROOT / name).read_text("utf-8") == text, f"{name}: python -m explorer.core.plan_schema"
    assert json.loads((paths.ROOT / "data/plans/plan.schema.json").read_text("utf-8"))["required"]


def test_the_home_and_the_plan_of_the_profile_are_fields_of_its_schema():
    assert set(plan_schema.of_profile()["properties"]) == set(profile.PROFILE)
