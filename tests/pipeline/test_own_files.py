"""Every way in which a file of the project can be broken is one sentence that names the file and the place."""

import shutil

import pytest

from explorer.__main__ import main
from explorer.analysis import left_out
from explorer.core import catalogue, language, paths
from explorer.core.errors import Trouble
from explorer.pipeline.cli import own_files
from tests.support import broken_files
from tests.support.cases import each

NO_PLAIN_WORDS = ("Error: '", "Errno", "None", "KeyError", "{'", "('", "Traceback", "datetime")


def fault_of(path):
    """Return the Trouble that ``check`` ends with."""
    with pytest.raises(Trouble) as found:
        own_files.checked(path)
    return found.value


@each("one", broken_files.EVERY)
def test_a_broken_file_is_told_with_its_name_its_place_and_what_is_near(tmp_path, small, one):
    folder = broken_files.copied(tmp_path / str(len(list(tmp_path.iterdir()))))
    path = broken_files.broken(folder, one)
    fault = fault_of(path)
    for code in language.LANGUAGES:
        said = language.words(code).trouble(fault)
        assert path.name in said
        assert not [word for word in NO_PLAIN_WORDS if word in said], said
        assert "\n" not in said
    said = language.words("en").trouble(fault)
    assert not [part for part in one.says if part not in said], said


@each("one", [one for one in broken_files.EVERY if one.file == broken_files.PLAN])
def test_each_broken_plan_leaves_every_other_plan_as_it_was(tmp_path, one):
    folder = broken_files.copied(tmp_path / str(len(list(tmp_path.iterdir()))))
    broken_files.broken(folder, one)
    found, name = catalogue.plans(folder / "data/plans"), broken_files.PLAN.rpartition("/")[2]
    assert found.keys() == catalogue.plans().keys() - {name.removesuffix(".toml")}
    assert len(found) > 2
    assert set(found.faulty) == {name}
    for slug, plan in found.items():
        assert plan.goals == catalogue.plans()[slug].goals


def test_there_are_forty_ways_and_more_and_no_two_are_alike():
    assert len(broken_files.EVERY) == len(set(broken_files.EVERY)) > 40
    assert {one.file.split("/")[1] for one in broken_files.EVERY} >= {"plans", "inputs", "promises", "profile.toml"}


def test_the_files_of_the_project_are_sound_by_the_same_command(small, capsys):
    for folder in ("data/plans", "data/inputs", "data/promises", "queries"):
        assert main(["check", "--lang", "en", str(paths.ROOT / folder)]) == 0
    assert "with a fault" in capsys.readouterr().err


def test_a_folder_is_checked_whole_and_each_fault_is_a_line(tmp_path, small, capsys):
    folder = broken_files.copied(tmp_path / "all")
    wrong = [one for one in broken_files.EVERY if one.file in (broken_files.PLAN, broken_files.MARKS)]
    for one in (wrong[0], wrong[-1]):
        broken_files.broken(folder, one)
    assert main(["check", "--lang", "en", str(folder)]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        str(folder / broken_files.PLAN),
        str(folder / broken_files.MARKS),
    ]


def test_a_damaged_release_keeps_nobody_from_checking_nor_from_what_mends_it(tmp_path, small_data, monkeypatch, capsys):
    shutil.copytree(small_data, tmp_path / "data")
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "data"))
    table = next((tmp_path / "data" / "releases").glob("*/areas.parquet"))
    table.chmod(0o600)
    table.write_bytes(table.read_bytes() + b"x")
    assert left_out.edition() is None
    own_files.told(language.words("en"))
    assert capsys.readouterr().err == ""
    assert main(["check", "--lang", "en", str(paths.QUERIES / "trademarks_in_force.sql")]) == 0


def test_a_folder_without_any_such_file_is_a_sentence(tmp_path, capsys):
    assert main(["check", "--lang", "en", str(tmp_path)]) == 1
    assert "no file in the folder" in capsys.readouterr().err
