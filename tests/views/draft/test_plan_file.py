"""A draft's plan file is a plan like any other: it is checked, put among the others, and judged, with its cities."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.core import catalogue, paths
from explorer.links.drafts import Draft, Target
from explorer.views.draft import plan_file
from tests.support import drafted

JILIN, CITIES = "220000", 9
TARGETS = (
    Target("trademarks_in_force", 600_000.0, binding=True, stretch=650_000.0, department="Some Office"),
    Target("invention_patents_per_capita", 14.0, review=True, reading="at the end of the year"),
)
FOLDER = Path(__file__).resolve().parents[2] / "support" / "jilin"


def run(*command: str, **more: str):
    environment = os.environ | more
    return subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, cwd=paths.ROOT, env=environment, check=False
    )


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("draft") / "next.toml"
    path.write_text(plan_file.toml(Draft("Next plan", JILIN, 2026, 2030, TARGETS), drafted.ISSUED), "utf-8")
    return path


@pytest.fixture(scope="module")
def published(tmp_path_factory, file):
    """What the made-up province's files make once the draft's plan file is among its plans."""
    province = tmp_path_factory.mktemp("province") / "jilin"
    shutil.copytree(FOLDER, province)
    shutil.copy(file, province / "plans" / "next.toml")
    data = tmp_path_factory.mktemp("data")
    done = run("-m", "tests.support.judge_next", "next", EXPLORER_PROVINCE=str(province), EXPLORER_DATA=str(data))
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_the_command_that_checks_files_finds_it_sound(file):
    done = run("-m", "explorer", "check", "--lang", "en", str(file), EXPLORER_PROVINCE=str(FOLDER))
    assert (done.returncode, done.stdout) == (0, "")
    assert "The plan file is sound: Next plan, 2 goals." in done.stderr


def test_the_command_says_what_is_wrong_with_a_plan_file(file, tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text(file.read_text("utf-8").replace('kind = "level"', 'kind = "hope"', 1), "utf-8")
    done = run("-m", "explorer", "check", "--lang", "en", str(bad), EXPLORER_PROVINCE=str(FOLDER))
    assert done.returncode != 0
    assert "hope" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_is_the_next_plan_once_it_is_among_the_others(published):
    assert "next" in published["plans"]
    assert len(published["statuses"][JILIN]) == len(TARGETS)
    assert "not_promised" not in published["statuses"][JILIN]


def test_it_has_its_cities_none_of_which_its_goals_bind(published):
    cities = {area: found for area, found in published["statuses"].items() if area != JILIN}
    assert len(cities) == CITIES
    assert {status for found in cities.values() for status in found} <= {"no_goal", "no_value"}


def test_every_page_shows_it_without_a_fault(published):
    assert {page: found["wrong"] for page, found in published["pages"].items() if found["wrong"]} == {}
    assert all("Next plan" in found["says"] for page, found in published["pages"].items() if "evaluation" in page)
    overview = published["pages"][f"app.py {JILIN}"]["says"]
    assert "600,000" in overview


def test_what_is_not_judged_stands_in_the_reading(file):
    first, second = (goal.reading.en for goal in catalogue.read_plan(file).goals)
    assert first == "The target is binding. Stretch value 650000: shown, never judged."
    assert second == "at the end of the year May be changed at half time."


def test_a_department_that_was_typed_is_one_of_the_plan(file):
    plan = catalogue.read_plan(file)
    assert {slug: name.en for slug, name in plan.departments.items()} == {"department_1": "Some Office"}
    assert [goal.departments for goal in plan.goals] == [("department_1",), ()]
