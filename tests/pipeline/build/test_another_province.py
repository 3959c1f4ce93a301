"""Another province is a matter of files: built, judged and shown by the same code, with nothing invented for it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.analysis.registers import definitions
from explorer.core import language, paths
from explorer.releases.tables import REGISTERS

FOLDER = Path(__file__).resolve().parents[2] / "support" / "jilin"


@pytest.fixture(scope="module")
def jilin(tmp_path_factory):
    """What the files of tests/support/jilin make, each number of which is made up."""
    data = tmp_path_factory.mktemp("jilin")
    environment = os.environ | {"EXPLORER_PROVINCE": str(FOLDER), "EXPLORER_DATA": str(data)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.judge_province"],
        capture_output=True,
        text=True,
        cwd=paths.ROOT,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_the_release_holds_its_cities_and_no_invented_row(jilin):
    rows = {name: count for name, (count, _) in jilin["tables"].items()}
    assert rows["home_cities"] == 9
    assert rows["city_months"] == 9 * rows["periods"]
    assert {name: rows[name] for name in REGISTERS} == dict.fromkeys(REGISTERS, 0)
    assert {evidence for _, evidence in jilin["tables"].values()} == {"published"}
    assert jilin["until"] == "2026-02-01"


def test_each_goal_is_judged_by_what_was_published_and_nothing_is_counted_from_an_empty_register(jilin):
    assert jilin["plans"] == ["jl-2025"]
    assert jilin["goals"] == {
        "1": ["met", 420000, "published"],
        "2": ["missed", 10.9, "published"],
        "3": ["no_value", None, None],
    }


def test_its_pages_open_and_name_no_other_province(jilin):
    wrong = {page: said["wrong"] for page, said in jilin["pages"].items() if said["wrong"]}
    assert not wrong
    named = {page for page, said in jilin["pages"].items() if "辽宁" in said["says"] or "Liaoning" in said["says"]}
    assert named <= {"method.zh", "method.en"}  # which prints every definition, one with an example from there
    for page in ("overview", "target"):
        assert "吉林" in jilin["pages"][f"{page}.zh"]["says"]
        assert "Jilin" in jilin["pages"][f"{page}.en"]["says"]


def test_the_page_of_an_empty_register_says_so(jilin):
    for lang in language.LANGUAGES:
        sentence = language.words(lang)("register.unfilled")
        assert all(sentence in jilin["pages"][f"{slug}.{lang}"]["says"] for slug in definitions.REGISTERS)
