"""The command of decisions, as an office's administrator calls it."""

import pytest

from explorer.__main__ import main
from explorer.pipeline.publish import carried, publishing
from explorer.releases import current
from tests.exports.office.office_files import ground

pytestmark = pytest.mark.publishing


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "data"))
    for work in (publishing.bring, publishing.prepare, publishing.rebuild):
        monkeypatch.setitem(work.__kwdefaults__, "ground", ground)
    assert main(["build"]) == 0
    return tmp_path


def test_without_options_it_says_what_is_decided_and_changes_nothing(folder, capsys):
    before = current.in_use()
    capsys.readouterr()
    assert main(["decide", "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Default evidence: All, including simulated",
        "Simulation: on, for demonstration only",
        "No year is closed yet.",
    ]
    assert current.in_use() == before


def test_everything_can_be_decided_at_once_and_is_said_and_logged(folder, capsys):
    decide = ["decide", "--evidence", "office", "--simulation", "off", "--close", "2025"]
    assert main([*decide, "--by", "li", "--note", "board of 3 February", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "Default evidence: Published and office" in told
    assert "Simulation: off" in told
    assert "2025 is closed (li" in told
    newest = publishing.history()[0].entry
    assert (newest.action, newest.by, newest.note) == ("decide", "li", "board of 3 February")
    assert main(["list", "--lang", "en"]) == 0
    assert "\tdecided\t" in capsys.readouterr().out


def test_a_decision_may_be_looked_at_before_it_is_recorded(folder, capsys):
    before = current.in_use()
    assert main(["decide", "--close", "2025", "--by", "li", "--dry-run", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "Decided: 2025 closed" in told
    assert "Of 2025 the figures of these goals" in told
    assert "Nothing was recorded" in told
    assert "Nothing differs" not in told
    assert current.in_use() == before


def test_what_cannot_be_decided_is_a_sentence_and_the_fault_of_who_asked(folder, capsys):
    for options, said in (
        (["--close", "2025", "--by", ""], "--by"),
        (["--close", "9999"], "not over"),
        (["--close", "1900"], "province"),
        (["--reopen", "2024"], "nothing to open"),
        (["--evidence", "best"], "office"),
        (["--close", "soon"], "soon"),
    ):
        assert main(["decide", *options, "--lang", "en"]) == 2, options
        assert said in capsys.readouterr().err
    assert carried.decisions().closed == ()
