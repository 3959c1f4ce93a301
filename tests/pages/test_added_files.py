"""A city's plan, an indicator and its figures are a matter of files: checked, built, judged, shown and handed out."""

import json
import os
import subprocess
import sys

import pytest

from explorer.core import paths
from explorer.links.pages import PAGES
from tests.support import added_files, broken_files

ADDRESSES = (
    f"/api/v1/plans/{added_files.PLAN}",
    f"/api/v1/indicators/{added_files.INDICATOR}?area={added_files.CITY}",
    f"/data/plan/{added_files.PLAN}.csv",
    f"/chart/target.svg?plan={added_files.PLAN}&indicator={added_files.INDICATOR}",
    f"/chart/compare.svg?plan={added_files.PLAN}",
    f"/file/target.csv?plan={added_files.PLAN}&indicator={added_files.INDICATOR}",
    f"/s/target?plan={added_files.PLAN}&indicator={added_files.INDICATOR}&lang=en",
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """What pages and addresses say once the files are added; nothing is simulated, so that the build takes seconds."""
    folder, data = (tmp_path_factory.mktemp(name) for name in ("added", "release"))
    broken_files.copied(folder)
    added_files.add(folder)
    profile = folder / broken_files.PROFILE
    profile.write_text(profile.read_text("utf-8").replace("simulate = true", "simulate = false"), "utf-8")
    environment = os.environ | {"EXPLORER_PROVINCE": str(folder / "data"), "EXPLORER_DATA": str(data), "LC_ALL": "C"}
    folders = str(folder / "queries"), str(folder / "data/promises")
    command = ("tests.support.open_files", *folders, added_files.PLAN, " ".join(ADDRESSES), "build", "every")
    done = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, cwd=paths.ROOT, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_nothing_is_wrong_with_the_files(opened):
    assert opened["faults"] == []


def test_every_page_opens_for_the_citys_plan(opened):
    assert len(opened["pages"]) == len(PAGES)
    wrong = {name: page for name, page in opened["pages"].items() if page["errors"] or page["exceptions"]}
    assert not {name: (page["errors"], page["exceptions"]) for name, page in wrong.items()}
    assert "Practising patent agents" in opened["pages"][f"{added_files.PLAN} overview"]["said"]
    assert "371" in opened["pages"][f"{added_files.PLAN} overview"]["said"]


def test_every_address_answers_with_the_new_figures(opened):
    assert {address: said[:300] for address, (status, said) in opened["answers"].items() if status != 200} == {}
    plan = json.loads(opened["answers"][ADDRESSES[0]][1])
    first = next(goal for goal in plan["goals"] if goal["no"] == 1)
    assert first["indicator"] == added_files.INDICATOR
    assert "371" in opened["answers"][ADDRESSES[5]][1]
