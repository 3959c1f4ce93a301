"""The command line of releases as cron calls it, on files as offices send them: how it ends, what it says where."""

import csv
import io
import json
import os
import shlex
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from explorer.__main__ import main
from explorer.core import hook, language
from explorer.core import paths as core_paths
from explorer.pipeline import city_forms, imports
from explorer.pipeline.build import assemble
from explorer.pipeline.build.matching import Instead
from explorer.pipeline.cli import told
from explorer.pipeline.publish import publishing
from explorer.releases import current
from tests.exports.office.office_files import day, ground
from tests.pipeline.city_forms.test_city_forms import MARKS, PLAN, filled
from tests.support.cases import each
from tests.support.intake_files import ABOVE, FIRST_ROW, made

pytestmark = pytest.mark.publishing
WHOLE = ("--scope", "province")  # one city's rows, and the province's whole list

HEADING = ("注册公告日期", "商标注册号", "商标名称", "国际分类", "地市", "经办人")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "C")
    for work in (publishing.bring, publishing.prepare, publishing.rebuild):
        monkeypatch.setitem(work.__kwdefaults__, "ground", ground)
    assert main(["build"]) == 0
    return tmp_path


@pytest.fixture
def file(folder):
    """Write a register of marks as an office keeps it, under its title and in its encoding; return where."""

    def written(name, number="M1", *, registered="2024年5月1日", form="gb18030"):
        path = folder / name
        path.write_bytes(made(form, [*ABOVE, HEADING, (registered, number, "海", "第9类", "沈阳", "李")]))
        return str(path)

    return written


@pytest.mark.parametrize("form", ["gb18030", "xlsx"])
def test_a_file_is_published_with_a_note(file, capsys, form):
    path = file("marks", form=form)
    assert main(["publish", path, "--note", "May", "--by", "li", "--until", "2026-06-30", *WHOLE]) == 0
    told = capsys.readouterr()
    assert current.in_use() in told.out
    assert "marks (Trademarks, rows: 1) is known until 2026-06-30; whole months count" in told.out
    assert "Rows of Trademarks: 1 new, 0 changed, 9 withdrawn" in told.out
    assert "marks: Columns not read: 经办人" in told.err
    newest = publishing.history()[0].entry
    assert (newest.by, newest.note) == ("li", "May")
    assert imports.kept(newest.imports[0]).until == day("2026-06-30")
    assert (imports.folder() / newest.imports[0] / "original").read_bytes() == Path(path).read_bytes()
    mark = pl.read_parquet(current.current() / "trademarks.parquet").row(0, named=True)
    told = tuple(mark[name] for name in ("registration_no", "city", "nice_class", "registered_on", "evidence"))
    assert told == ("M1", "210100", 9, day("2024-05-01"), "office")


def test_what_was_taken_for_something_is_told_before_it_is_published(folder, capsys):
    path = folder / "list.csv"
    path.write_text("指导站（截至2025年底）\n序号,名称,市,成立时间\n1,甲,沈阳,2023年5月\n", "utf-8")
    assert main(["publish", str(path), "--lang", "zh"]) == 0
    told = capsys.readouterr().err
    assert "有 1 行只写到月" in told
    assert "已按类型、地点、名称为 1 行编号" in told
    assert imports.kept(publishing.history()[0].entry.imports[0]).until == day("2025-12-31"), "as its title says"


def test_several_files_are_one_release_and_may_replace(file):
    before = len(publishing.history())
    main(["publish", file("a.csv", "R1"), file("b.csv", "R2"), *WHOLE])
    assert len(publishing.history()) == before + 1
    main(["publish", file("c.csv", "R3"), "--mode", "replace", *WHOLE])
    assert pl.read_parquet(current.current() / "trademarks.parquet")["registration_no"].to_list() == ["R3"]


TELL = "import json, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(json.dumps(json.load(sys.stdin)))"


SAID = ("--by", "li", "--note", "May")


def telling(place, code=TELL):
    return shlex.join([sys.executable, "-c", code, str(place)])


def test_a_command_is_told_what_was_published(file, folder):
    told, before = folder / "told.json", current.in_use()
    assert main(["publish", file("a.csv"), "--scope", "province", *SAID, "--on-publish", telling(told)]) == 0
    found = json.loads(told.read_text("utf-8"))
    said = (found["release"], found["before"], found["by"], found["note"])
    assert said == (current.in_use(), before, "li", "May")
    assert [(one["table"], one["file"], one["rows"]) for one in found["imports"]] == [("trademarks", "a.csv", 1)]
    assert [one for one in found["tables"] if one["table"] == "trademarks"] == [
        {"table": "trademarks", "new": 1, "changed": 0, "withdrawn": 9}
    ]
    (flip,) = found["flips"]
    assert (flip["plan"], flip["no"], flip["area"]) == ("ln-2025", 5, "210000")
    then, now = ({name: flip[side][name] for name in ("value", "evidence", "example")} for side in ("then", "now"))
    assert then == {"value": 4.0, "evidence": "simulated", "example": True}
    assert now == {"value": 463_000.0, "evidence": "published", "example": False}
    assert "商标有效注册量（辽宁省，" in flip["said"]["zh"]
    assert "Registered trademarks in force (Liaoning, 2020): 4 trademarks" in flip["said"]["en"]
    aside = [one for one in found["figures"] if one["now"]["value"] is None]
    assert aside
    assert {one["then"]["evidence"] for one in aside} == {"simulated"}


def test_what_the_command_does_wrong_is_said_and_the_release_is_in_use_all_the_same(file, folder, capfd, monkeypatch):
    monkeypatch.setattr(hook.told, "__defaults__", (0.5,))
    wrong = {
        "import sys; print('mail'); sys.exit(7)": "ended with code 7",
        "import time; time.sleep(60)": "had not ended after 0.5 seconds",
    }
    for number, (code, says) in enumerate(wrong.items()):
        before = current.in_use()
        assert main(["publish", file(f"{number}.csv", f"W{number}"), "--on-publish", telling("", code)]) == 0
        told = capfd.readouterr()
        assert f"release in use: {current.in_use()}" in told.out
        assert current.in_use() != before
        assert f"Release {current.in_use()} is published and in use all the same. The command" in told.err
        assert says in told.err
        assert "mail" not in told.out, "standard output is the command line's own"


def test_the_command_is_told_also_where_the_list_cannot_be_written(file, folder):
    told = folder / "told.json"
    nowhere = str(folder / "nowhere" / "list.xlsx")
    assert main(["publish", file("a.csv"), "--list", nowhere, "--on-publish", telling(told)]) == 1
    assert json.loads(told.read_text("utf-8"))["release"] == current.in_use()


def test_the_command_is_not_told_of_what_did_not_happen_and_looked_for_before(file, folder, capsys):
    told, before = folder / "told.json", current.in_use()
    for wrong, says in (
        ("no-such-program --now", "no program “no-such-program”"),
        ("say 'it", "quotation mark"),
        ("", "“”"),
    ):
        assert main(["publish", file("a.csv"), "--on-publish", wrong]) == 2
        assert says in capsys.readouterr().err
    assert main(["publish", file("a.csv"), "--dry-run", "--on-publish", telling(told)]) == 0
    assert current.in_use() == before
    main(["publish", file("a.csv")])
    main(["publish", file("a.csv"), "--on-publish", telling(told)])
    assert not told.exists(), "the same file again changes nothing"


def test_a_dry_run_says_the_same_and_changes_nothing(file, capsys):
    before = current.in_use()
    assert main(["publish", file("marks.csv"), "--dry-run"]) == 0
    tried = capsys.readouterr().out
    assert current.in_use() == before
    assert "nothing was published" in tried
    assert not [path for path in current.releases().iterdir() if path.name.startswith(".")]
    main(["publish", file("marks.csv")])
    assert capsys.readouterr().out.splitlines()[:-1] == tried.splitlines()[:-1]


def test_published_rows_that_give_way_are_named(file):
    main(["publish", file("marks.csv")])
    made = publishing.prepare([], ground=ground)
    gone = Instead("service_network", "U-011", "东北大学(基地)", "LN-3", "东北大学")
    said = told.changed(replace(made, instead=(gone,)), language.words("en"))
    mates = replace(made.rows[0], namesakes=(gone,))
    for brought, named in (((), False), (("imp-1",), True)):
        other = told.changed(replace(made, rows=(mates,), brought=brought), language.words("en"))
        assert ("LN-3 (东北大学) and the published U-011 (东北大学(基地))" in other) == named, "a decision brings none"
    assert "Service network: LN-3 (东北大学) takes the place of the published U-011 (东北大学(基地))" in said


def test_faults_are_listed_on_standard_output_and_nothing_is_published(file, capsysbinary):
    before = current.in_use()
    assert main(["publish", file("good.csv"), file("faulty.csv", registered="2024年13月1日")]) == 2
    told = capsysbinary.readouterr()
    names, *faults = csv.reader(io.StringIO(told.out.decode("utf-8-sig")))
    assert names[:4] == ["File", "Row", "Column", "What the cell holds"]
    assert [one[:4] for one in faults] == [["faulty.csv", str(FIRST_ROW), "注册公告日期", "2024年13月1日"]]
    assert b"1 faults" in told.err
    assert current.in_use() == before


@pytest.fixture
def content(folder):
    """Write a file that is no register; return where."""

    def written(name):
        path = folder / name
        path.write_bytes({"unknown.csv": b"colour\nred\n", "program.csv": b"MZ\x90"}[name])
        return str(path)

    return written


@each(
    "arguments, says",
    [
        (["publish"], "Missing: FILE"),
        (["publish", "a.csv", "--until", "soon"], "--until needs a day, and “soon” is none"),
        (["publish", "a.csv", "--table", "areas"], "--table cannot be “areas”"),
        (["build", "--scale", "x"], "--scale needs a number, and “x” is none"),
        (["build", "--scale", "-1"], "not positive"),
        (["publish", "nowhere.csv"], "cannot be read"),
        (["publish", "{unknown.csv}"], "--table"),
        (["publish", "{program.csv}"], "is a program"),
        (["rollback", "20260930-0000000000"], "is kept"),
        (["prune", "--keep", "1"], "At least 3"),
        (["verify", "20260930-0000000000"], "is kept"),
    ],
)
def test_what_was_given_and_is_at_fault_is_told_in_one_sentence_on_standard_error(content, capsys, arguments, says):
    capsys.readouterr()
    asked = [content(one[1:-1]) if one.startswith("{") else one for one in arguments]
    assert main(asked) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert told.out == ""
    assert "Traceback" not in told.err


def test_a_release_is_listed_rolled_back_pruned_and_verified(file, capsys):
    first = current.in_use()
    for number in range(4):
        main(["publish", file("marks.csv", f"R{number}")])
    assert main(["rollback", first, "--note", "wrong"]) == 0
    capsys.readouterr()
    assert main(["list"]) == 0
    listed = capsys.readouterr().out
    assert listed.splitlines()[0].endswith("in use")
    assert "rolled back" in listed
    assert listed.count("marks.csv") == 4
    assert listed.count("\tTrademarks (Add)\tmarks.csv\trows: 1\t") == 4, "by the names that pages use"
    assert main(["prune"]) == 0
    assert "2 releases removed" in capsys.readouterr().out
    assert main(["verify", "--all"]) == 0
    assert capsys.readouterr().out.count("imports of the office") == 3
    main(["list"])
    assert "pruned" in capsys.readouterr().out.splitlines()[0]
    victim = current.current() / "patents.parquet"
    victim.chmod(0o644)
    victim.write_bytes(b"")
    assert main(["verify"]) == 1
    assert main(["verify", "--all"]) == 1
    told = capsys.readouterr()
    assert "patents.parquet" in told.err
    assert told.out.count("imports of the office") == 2


def test_a_file_larger_than_the_command_takes_is_refused_unread(folder, capsys):
    path = folder / "large.csv"
    with path.open("wb") as opened:
        opened.truncate((400 << 20) + 1)  # it has no content that fills the disk
    assert main(["publish", str(path)]) == 2
    assert "401 MB" in capsys.readouterr().err


def test_the_command_itself_checks_builds_and_publishes(tmp_path):
    """As cron calls it: a process of its own, the whole simulation below the office's rows."""
    environment = os.environ | {"EXPLORER_DATA": str(tmp_path / "data"), "LC_ALL": "C"}
    row, wrong = (f"{number},海,9,沈阳,{on}\n" for number, on in (("M1", "2024年5月1日"), ("M2", "去年")))
    heading = "商标注册号,商标名称,国际分类,地市,注册日期\n"

    def run(name, text):
        (tmp_path / name).write_bytes((heading + text).encode("gb18030"))
        asked = [sys.executable, "-m", "explorer", "publish", name, "--mode", "replace", *WHOLE]
        paths = environment | {"PYTHONPATH": str(core_paths.ROOT)}
        return subprocess.run(asked, cwd=tmp_path, env=paths, capture_output=True, text=True, check=False)

    done = run("marks.csv", row)
    assert (done.returncode, "Rows of Trademarks: 1 new" in done.stdout) == (0, True), done.stderr
    refused = run("marks.csv", row + wrong)
    assert (refused.returncode, refused.stdout.splitlines()[1].split(",")[:4]) == (
        2,
        ["marks.csv", "3", "注册日期", "去年"],
    )
    assert run("empty.csv", "").returncode == 2
    assert "Traceback" not in done.stderr + refused.stderr
    assert "leaked" not in done.stderr, "no report of a library's own objects follows"


def test_the_whole_simulation_is_the_ground_unless_a_test_says_otherwise():
    assert publishing.prepare.__kwdefaults__["ground"] is assemble.ground


FIGURES = ("指标", "地区", "时期", "数值", "单位")


@pytest.fixture
def figures(folder):
    """Write a long list of one figure of the workstations; return where."""

    def written(value, year="2025"):
        path = folder / f"{year}-{value}.csv"
        path.write_bytes(made("gb18030", [FIGURES, ("知识产权维权援助工作站", "辽宁省", year, value, "家")]))
        return str(path)

    return written


def test_every_changed_figure_is_told_and_written_as_a_list_for_signing(figures, folder, capsys):
    there = folder / "list.xlsx"
    assert main(["publish", figures("105"), "--dry-run", "--list", str(there), "--by", "li", "--lang", "zh"]) == 0
    said = capsys.readouterr()
    assert (
        "（辽宁省，2025年）：1 家（○ 模拟） → 105 家（■ 本局数据）；示例：未达成 → 示例：已达成；取代模拟数据"
        in said.out
    )
    assert str(there) in said.err
    book = openpyxl.load_workbook(there)
    assert book.sheetnames[:2] == ["签批页", "变动清单"]
    assert [cell.value for cell in book["变动清单"][2]][6:11:2] == [1, 105, "家"]
    assert main(["publish", figures("105"), "--dry-run", "--list", str(folder / "no" / "list.xlsx")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_a_jump_is_asked_about_and_a_correction_needs_a_note(figures, capsys):
    assert main(["publish", figures("105")]) == 0
    before = current.in_use()
    capsys.readouterr()
    assert main(["publish", figures("1050"), "--lang", "zh"]) == 2
    said = capsys.readouterr().err
    assert "! 知识产权维权援助工作站，辽宁省，2025年：105 → 1,050" in said
    assert "须写明理由" in said
    assert current.in_use() == before
    assert main(["publish", figures("1050"), "--dry-run", "--lang", "zh"]) == 0
    tried = capsys.readouterr().out
    assert "2025年为 1,050 家，当前数值为 105 家，相差三倍以上" in tried
    assert "发布时须写明理由（--note）" in tried
    assert main(["publish", figures("106"), "--note", "recounted"]) == 0
    assert current.in_use() != before


@pytest.fixture(scope="module")
def fourteen():
    """Forms of all fourteen cities, three of them with a slip, by city."""
    words = {"210300": "约五千", "210500": "5千2", "211400": -7}
    return {
        city: filled(city, {(MARKS, 2025): words.get(city, 1000 + number)})
        for number, city in enumerate(city_forms.cities(PLAN))
    }


def slipped(out):
    _, *rows = csv.reader(io.StringIO(out.decode("utf-8-sig")))
    return {row[0] for row in rows}, {tuple(row[2:4]) for row in rows}


@pytest.mark.parametrize("as_folder", [True, False])
def test_of_14_forms_with_3_slips_11_are_published_and_the_others_named(folder, fourteen, capsysbinary, as_folder):
    forms = folder / "forms"
    forms.mkdir()
    for city, form in fourteen.items():
        (forms / f"{city}.xlsx").write_bytes(form)
    before = current.in_use()
    given = [str(forms)] if as_folder else [str(path) for path in sorted(forms.iterdir())]
    assert main(["publish", *given, "--lang", "zh", "--dry-run"]) == 4
    assert current.in_use() == before
    capsysbinary.readouterr()
    assert main(["publish", *given, "--lang", "zh"]) == 4
    said = capsysbinary.readouterr()
    assert current.in_use() != before
    files, cells = slipped(said.out)
    assert files == {"210300.xlsx", "210500.xlsx", "211400.xlsx"}
    assert cells == {("2025年", "约五千"), ("2025年", "5千2"), ("2025年", "-7")}
    err = said.err.decode()
    assert "暂不采用的填报表：鞍山市、本溪市、葫芦岛市" in err
    assert "各市均已报送" in err
    newest = publishing.history()[0].entry
    kept = pl.read_parquet(imports.folder() / newest.imports[0] / "rows.parquet")
    assert kept["area"].n_unique() == kept.height == 11
    with zipfile.ZipFile(imports.folder() / newest.imports[0] / "original") as packed:
        assert len(packed.namelist()) == 11


def test_forms_that_are_all_sound_are_done_and_missing_cities_are_named(folder, fourteen, capsys):
    path = folder / "a.xlsx"
    path.write_bytes(fourteen["210100"])
    assert main(["publish", str(path), "--lang", "zh"]) == 0
    said = capsys.readouterr()
    assert "未报送：大连市" in said.err
    assert "现行数据版本" in said.out


def test_forms_none_of_which_is_sound_publish_nothing(folder, fourteen, capsysbinary):
    path = folder / "a.xlsx"
    path.write_bytes(fourteen["210300"])
    before = current.in_use()
    assert main(["publish", str(path), "--lang", "zh"]) == 2
    said = capsysbinary.readouterr()
    assert slipped(said.out)[0] == {"a.xlsx"}
    assert current.in_use() == before
    path.write_bytes(filled("210100", {}))
    assert main(["publish", str(path), "--lang", "zh"]) == 2
    assert "没有可以采用的数值" in capsysbinary.readouterr().err.decode()
    assert main(["publish", str(folder / "nowhere"), "--lang", "zh"]) == 2


def test_a_form_and_a_register_become_one_release(file, folder, fourteen, capsys):
    path = folder / "a.xlsx"
    path.write_bytes(fourteen["210100"])
    before = len(publishing.history())
    assert main(["publish", file("marks.csv"), str(path)]) == 0
    assert len(publishing.history()) == before + 1
    assert {imports.kept(one).table for one in publishing.history()[0].entry.imports} == {"trademarks", "observations"}
    assert main(["publish", file("bad.csv", registered="2024年13月1日"), str(path)]) == 2
    assert len(publishing.history()) == before + 1
    capsys.readouterr()
