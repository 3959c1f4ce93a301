"""The command line of releases as cron calls it: how it ends, and what it says where.

The files' checks are those of ``intake``; where that is not there yet, a table of the same calls stands in for it.
"""

import csv
import io
import types

import polars as pl
import pytest

from explorer import command, imports, incoming, publishing, release, vault
from explorer.trouble import Trouble
from tests.office_files import SHENYANG, day, ground, rows


def check(content, file, table):
    if file == "refused.csv":
        raise Trouble("import_empty", file=file)
    found = rows(table, {"registration_no": content.decode(), "city": SHENYANG, "registered_on": day("2024-05-01")})
    wrong = [{"row": 3, "fault": "=1+1"}] if file == "faulty.csv" else []
    faults = pl.DataFrame(wrong, schema={"row": pl.Int64, "fault": pl.String})
    return types.SimpleNamespace(table=table, rows=found, faults=faults)


def recognise(content, file):
    return None if file == "unknown.csv" else "trademarks"


def said(faults, words):
    return faults


INTAKE = types.SimpleNamespace(check=check, recognise=recognise, said=said)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr(incoming, "_intake", lambda: INTAKE)
    monkeypatch.setitem(publishing.bring.__kwdefaults__, "ground", ground)
    monkeypatch.setitem(publishing.prepare.__kwdefaults__, "ground", ground)
    monkeypatch.setitem(publishing.rebuild.__kwdefaults__, "ground", ground)
    assert command.main(["build"]) == 0
    return tmp_path


@pytest.fixture
def file(folder):
    def written(name, content="M1"):
        path = folder / name
        path.write_text(content)
        return str(path)

    return written


def test_a_file_is_published_with_a_note(file, capsys):
    assert command.main(["publish", file("marks.csv"), "--note", "May", "--by", "li", "--until", "2026-06-30"]) == 0
    told = capsys.readouterr()
    assert vault.in_use() in told.out
    assert "marks.csv: 1 rows of trademarks, counted until 2026-06-30" in told.out
    assert "trademarks: 1 rows new, 0 changed, 9 withdrawn" in told.out
    newest = publishing.history()[0].entry
    assert (newest.by, newest.note) == ("li", "May")
    assert imports.kept(newest.imports[0]).until == day("2026-06-30")


def test_several_files_are_one_release_and_may_replace(file):
    before = len(publishing.history())
    command.main(["publish", file("a.csv", "R1"), file("b.csv", "R2")])
    assert len(publishing.history()) == before + 1
    command.main(["publish", file("c.csv", "R3"), "--mode", "replace"])
    assert pl.read_parquet(vault.current() / "trademarks.parquet")["registration_no"].to_list() == ["R3"]


def test_a_dry_run_says_the_same_and_changes_nothing(file, capsys):
    before = vault.in_use()
    assert command.main(["publish", file("marks.csv"), "--dry-run"]) == 0
    tried = capsys.readouterr().out
    assert vault.in_use() == before
    assert "nothing was published" in tried
    assert not [path for path in vault.releases().iterdir() if path.name.startswith(".")]
    command.main(["publish", file("marks.csv")])
    assert capsys.readouterr().out.splitlines()[:-1] == tried.splitlines()[:-1]


def test_faults_are_listed_on_standard_output_and_nothing_is_published(file, capsysbinary):
    before = vault.in_use()
    assert command.main(["publish", file("good.csv"), file("faulty.csv")]) == 2
    told = capsysbinary.readouterr()
    listed = list(csv.reader(io.StringIO(told.out.decode("utf-8-sig"))))
    assert listed == [["File", "row", "fault"], ["faulty.csv", "3", "'=1+1"]]
    assert b"1 faults" in told.err
    assert vault.in_use() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["publish", "nowhere.csv"], "cannot be read"),
        (["publish", "{unknown.csv}"], "--table"),
        (["publish", "{refused.csv}"], "no rows"),
        (["rollback", "20260930-0000000000"], "is kept"),
        (["prune", "--keep", "1"], "At least 3"),
        (["verify", "20260930-0000000000"], "is kept"),
    ],
)
def test_what_is_in_the_way_is_one_sentence_on_standard_error(file, capsys, arguments, says):
    capsys.readouterr()
    asked = [file(one[1:-1]) if one.startswith("{") else one for one in arguments]
    assert command.main(asked) == 1
    told = capsys.readouterr()
    assert says in told.err
    assert told.out == ""
    assert "Traceback" not in told.err


@pytest.mark.parametrize("arguments", [["publish"], ["publish", "a.csv", "--until", "soon"], ["build", "--scale", "x"]])
def test_arguments_that_make_no_sense_are_no_faults_of_a_file(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        command.main(arguments)
    assert ended.value.code == 1
    assert "usage" in capsys.readouterr().err


def test_a_release_is_listed_rolled_back_pruned_and_verified(file, capsys):
    first = vault.in_use()
    for number in range(4):
        command.main(["publish", file("marks.csv", f"R{number}")])
    assert command.main(["rollback", first, "--note", "wrong"]) == 0
    capsys.readouterr()
    assert command.main(["list"]) == 0
    listed = capsys.readouterr().out
    assert listed.splitlines()[0].endswith("in use")
    assert "rolled back" in listed
    assert listed.count("marks.csv") == 4
    assert command.main(["prune"]) == 0
    assert "2 releases removed" in capsys.readouterr().out
    assert command.main(["verify", "--all"]) == 0
    assert capsys.readouterr().out.count("imports of the office") == 3
    command.main(["list"])
    assert "pruned" in capsys.readouterr().out.splitlines()[0]
    victim = vault.current() / "patents.parquet"
    victim.chmod(0o644)
    victim.write_bytes(b"")
    assert command.main(["verify"]) == 1
    assert command.main(["verify", "--all"]) == 1
    told = capsys.readouterr()
    assert "patents.parquet" in told.err
    assert told.out.count("imports of the office") == 2


def test_the_whole_simulation_is_the_ground_unless_a_test_says_otherwise():
    assert publishing.prepare.__kwdefaults__["ground"] is release.ground
