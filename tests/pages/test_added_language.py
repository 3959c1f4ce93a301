"""A further language is one file of texts: half written, it opens everywhere and says what is still in English."""

import json
import os
import subprocess
import sys

import pytest

from explorer.core import catalogue, paths, sentences
from explorer.links import agenda
from explorer.links.pages import BRIEFED, EXHIBITED, PAGES
from explorer.web.api.addresses import ADDRESSES as OF_DATA
from tests.support import added_language, broken_files
from tests.support.added_language import CODE, SIGN

PLAN = "ln-2025"
ASKED = f"plan={PLAN}&lang={CODE}"
COLLECTED = agenda.written(
    agenda.Agenda("", tuple(agenda.Item(page, {"plan": PLAN}) for page in ("overview", "target")))
)
ADDRESSES = (
    *(f"/chart/{page}.{kind}?{ASKED}" for page in EXHIBITED for kind in ("svg", "png")),
    f"/chart/target.pdf?{ASKED}",
    *(f"/file/{page}.{kind}?{ASKED}" for page in EXHIBITED for kind in ("csv", "xlsx", "pptx")),
    *(f"/file/{page}.docx?{ASKED}" for page in BRIEFED if page != "draft"),  # of which nothing is chosen
    *(f"/s/{page}?{ASKED}" for page in EXHIBITED),
    *(f"/{page.path}?{ASKED}" for page in PAGES.values()),
    *(one.example + ("&" if "?" in one.example else "?") + f"lang={CODE}" for one in OF_DATA),
    f"/present?agenda={COLLECTED}&lang={CODE}",
    f"/file/agenda.pptx?agenda={COLLECTED}&lang={CODE}",
    f"/feed.atom?lang={CODE}",
    f"/docs?lang={CODE}",
    f"/openapi.json?lang={CODE}",
    "/sitemap.xml",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    copy = broken_files.copied(tmp_path_factory.mktemp("language"))
    added_language.add(copy)
    return copy


def run(folder, data, *command):
    environment = os.environ | {"EXPLORER_PROVINCE": str(folder / "data"), "EXPLORER_DATA": str(data), "LC_ALL": "C"}
    return subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, cwd=paths.ROOT, env=environment, check=False
    )


@pytest.fixture(scope="module")
def opened(folder, small_data):
    """What every page and address says in the language."""
    folders = str(folder / "queries"), str(folder / "data/promises")
    command = ("tests.support.open_files", *folders, PLAN, " ".join(ADDRESSES), "every", f"lang={CODE}")
    done = run(folder, small_data, *command)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_every_page_opens_and_says_once_how_much_of_it_is_in_english(opened):
    assert opened["faults"] == []
    assert len(opened["pages"]) == len(PAGES)
    lacking = len(sentences.whole("en").keys() - added_language.texts().keys())
    said = sentences.whole("en")["notice.language_partly"].format(count=lacking)
    for name, page in opened["pages"].items():
        assert (page["errors"], page["exceptions"]) == ([], []), name
        assert page["said"].replace(SIGN, "").count(said) == 1, name
    assert SIGN in opened["pages"][f"{PLAN} overview"]["said"]
    assert "30/9/2026" in opened["pages"][f"{PLAN} overview"]["said"]  # as the language writes a day


def test_every_picture_file_preview_and_data_address_answers(opened):
    assert {one: said[:300] for one, (status, said) in opened["answers"].items() if status != 200} == {}
    assert SIGN in opened["answers"][f"/s/overview?{ASKED}"][1]
    first = opened["answers"][f"/?{ASKED}"][1]
    assert f'<html lang="{CODE}"' in first
    assert '<a class="tongue"' in first
    assert f"lang={CODE}" in opened["answers"]["/sitemap.xml"][1]


def test_names_of_areas_and_indicators_are_english(opened):
    said = opened["answers"][f"/s/target?{ASKED}"][1]
    goal = catalogue.plans()[PLAN].goals[0]
    assert goal.title.en in said
    assert goal.title.zh not in said
    assert "Liaoning" in opened["pages"][f"{PLAN} overview"]["said"]


def test_the_command_counts_what_it_lacks_and_refuses_what_nobody_fills(folder, small_data):
    path = folder / "data/languages" / f"{CODE}.toml"
    checked = run(folder, small_data, "explorer", "check", "--lang", "en", str(path))
    assert checked.returncode == 0
    assert f"lacks {len(sentences.whole('en').keys() - added_language.texts().keys()):,} of" in checked.stderr
    helped = run(folder, small_data, "explorer", "check", "--lang", CODE, str(path))
    assert helped.returncode == 0
    assert SIGN in helped.stderr or helped.stderr == checked.stderr  # a sentence the language has, or the English one
