"""A file with a fault is told at the top of every page and at the start, and takes down nothing but itself."""

import json
import os
import subprocess
import sys

import pytest

from explorer.core import paths
from tests.support import broken_files

BREAK = {  # what stands in the place of what, besides the province's own plan and the inputs
    broken_files.PLAN: ('source     = "ln_plan_2023"', 'source     = "unheard_of"'),
    "data/plans/peers-2025.toml": ("[[goals]]", "[[goal]]"),
    broken_files.PUBLISHED: (",6.39,", ",many,"),
    broken_files.AREAS: ("210000,辽宁省", "100000,辽宁省"),
    broken_files.PROMISES: ("stock/head", "stock/heads"),
    broken_files.MARKS: ("last_day(registered_on)", "last_day(registered_at)"),
    broken_files.GAP: ("title ", "titel "),
    broken_files.QUESTION: ("title ", "titel "),
    broken_files.EXAMPLE: ("title ", "titel "),
}

PLANS = ("cn-14fyp", "ln-2025", "peers-2025")
ADDRESSES = (
    "/api/v1/plans",
    "/api/v1/plans/cn-14fyp",
    "/api/v1/plans/ln-2025",
    "/api/v1/indicators/trademarks_in_force",
    "/file/overview.csv?plan=cn-14fyp",
    "/chart/overview.svg?plan=cn-14fyp",
    "/chart/overview.svg?plan=ln-2025",
    "/data/figures.csv",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The project's files, nine of them broken."""
    copy = broken_files.copied(tmp_path_factory.mktemp("broken"))
    for name, (old, new) in BREAK.items():
        broken_files.broken(copy, broken_files.Broken(name, old, new, ()))
    return copy


def run(folder, data, *command):
    environment = os.environ | {"EXPLORER_PROVINCE": str(folder / "data"), "EXPLORER_DATA": str(data), "LC_ALL": "C"}
    return subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, cwd=paths.ROOT, env=environment, check=False
    )


@pytest.fixture(scope="module")
def opened(folder, small_data):
    """What pages and addresses say beside these files."""
    folders = str(folder / "queries"), str(folder / "data/promises")
    done = run(folder, small_data, "tests.support.open_files", *folders, ",".join(PLANS), " ".join(ADDRESSES))
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_every_page_of_a_sound_plan_opens_and_names_each_file_with_its_fault(opened):
    pages = {name: page for name, page in opened["pages"].items() if name.startswith("cn-14fyp")}
    assert pages
    for name, page in pages.items():
        assert not page["errors"], name
        assert not page["exceptions"], name
        for file in BREAK.keys() - {broken_files.EXAMPLE}:
            shown = file if file.startswith("queries/") else file.rpartition("/")[2]
            assert f"The file {shown} has a fault and is not used" in page["said"], (name, file)


def test_a_page_of_a_plan_with_a_fault_says_it_and_is_no_other_plans(opened):
    for name, page in opened["pages"].items():
        if not name.startswith("cn-14fyp"):
            assert not page["exceptions"], name
            (said,) = page["errors"]
            assert f"{name.split()[0]}.toml" in said.replace("\\", "")


def test_addresses_of_sound_plans_answer_and_the_others_refuse_in_a_sentence(opened):
    answers = opened["answers"]
    states = {address: status for address, (status, _) in answers.items()}
    assert {states[address] for address in answers if "cn-14fyp" in address or address == "/api/v1/plans"} == {200}
    for address, (status, said) in answers.items():
        if "ln-2025" in address or "trademarks_in_force" in address:  # which is promised by every plan, this one first
            assert status in (404, 503), address
            assert "ln-2025.toml" in said, said


def test_a_build_is_refused_by_the_sentence_of_check_and_leaves_the_release(folder, small_data):
    checked = run(folder, small_data, "explorer", "check", str(folder / broken_files.PUBLISHED))
    before = (small_data / "CURRENT").read_text()
    built = run(folder, small_data, "explorer", "build")
    assert (checked.returncode, built.returncode) == (1, 1)
    assert checked.stderr.strip() in built.stderr
    assert "ln-2025.toml has a fault and is not used" in built.stderr
    assert (small_data / "CURRENT").read_text() == before
