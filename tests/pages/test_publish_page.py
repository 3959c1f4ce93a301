"""Pages over a register that the office brought: they say office, name the import, and count to the day it knows."""

import pytest

from explorer.core import language
from explorer.pipeline.publish import publishing
from tests.exports.office.office_files import SHENYANG, day, ground, many_marks, marks
from tests.pages.test_pages import opened, text


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path))
    publishing.rebuild(ground=ground)
    return tmp_path


def test_the_target_page_judges_by_the_offices_register_and_back_again(folder):
    before = publishing.rebuild(ground=ground).id
    asked = {"plan": "ln-2025", "area": "210000", "indicator": "trademarks_in_force", "lang": "en"}
    assert "simulated" in text(opened("target", **asked)).lower()
    publishing.bring([many_marks(850_001, day("2024-05-01"), until=day("2026-06-30"))], "li", ground=ground)
    page = text(opened("target", **asked))
    assert "850,001 trademarks" in page
    assert "end of June 2026" in page
    assert "The register imported by the office." in page
    assert "simulation" not in page
    publishing.roll_back(before, "li")
    assert "850,001" not in text(opened("target", **asked))


def test_the_register_page_says_office_and_names_the_import(folder):
    publishing.bring([marks(("M1", SHENYANG, day("2024-05-01")), until=day("2026-06-15"))], "li", ground=ground)
    page = text(opened("trademarks", lang="en", record="M1"))
    assert "counted to 31 May 2026" in page
    assert "marks.csv" in page
    assert "office" in page
    assert language.words("en")("overview.simulated_shown") not in page
