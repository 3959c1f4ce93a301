"""The command line, as a clerk or a nightly job runs it."""

import csv
import io
import subprocess
import sys

from explorer.core import paths
from tests.support.intake_files import TRADEMARKS, delimited, planted, whole

CLEAN = delimited(whole(TRADEMARKS, TRADEMARKS.rows), "gb18030")
WRONG = delimited(
    whole(TRADEMARKS, [*TRADEMARKS.rows[:4], planted(TRADEMARKS, TRADEMARKS.faults[0], TRADEMARKS.rows[4])])
)


def run(*arguments):
    command = [sys.executable, "-m", "explorer", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, cwd=paths.ROOT, check=False)


def test_a_clean_file_leaves_nothing_on_standard_output(tmp_path):
    (tmp_path / "a.csv").write_bytes(CLEAN)
    ran = run("check", tmp_path / "a.csv", "--lang", "zh")
    assert (ran.returncode, ran.stdout) == (0, b"")
    told = ran.stderr.decode().splitlines()
    assert told[:3] == ["没有发现问题：商标，5 行。", "未读取的列：序号", "有 2 处请核对（不影响导入）："]
    assert told[4].startswith(',"",名单中没有以下 '), "the cities that it does not name"


def test_faults_come_as_csv_on_standard_output(tmp_path):
    (tmp_path / "a.csv").write_bytes(WRONG)
    ran = run("check", tmp_path / "a.csv", "--table", "trademarks", "--lang", "en")
    assert ran.returncode == 2
    found = list(csv.DictReader(io.StringIO(ran.stdout.decode("utf-8-sig"))))
    assert [(row["Row"], row["Column"], row["What the cell holds"]) for row in found] == [
        ("10", "注册日期", "03/09/2023")
    ]


def test_trouble_is_one_sentence_on_standard_error(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"MZ" + b"\x00" * 100)
    for arguments, said, code in (
        (("check", tmp_path / "a.xlsx"), "is a program", 2),
        (("check", tmp_path / "none.csv"), "cannot be read", 2),
        (("check", tmp_path / "a.xlsx", "--table", "areas"), "There is no table areas", 2),
        (("template", "areas"), "There is no table areas", 2),
        (("template", "trademarks", "--output", tmp_path / "none" / "a.xlsx"), "cannot be written", 1),
    ):
        ran = run(*arguments, "--lang", "en")
        assert (ran.returncode, ran.stdout) == (code, b"")
        assert said in ran.stderr.decode()
        assert len(ran.stderr.decode().splitlines()) == 1


def test_a_template_is_written_where_it_was_asked_for(tmp_path):
    ran = run("template", "trademarks", "--lang", "zh", "--output", tmp_path / "a.xlsx")
    assert ran.returncode == 0
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
    assert "模板已写入" in ran.stderr.decode()


def test_a_file_that_no_table_fits_asks_which_one_it_is(tmp_path):
    (tmp_path / "a.csv").write_text("甲,乙\n1,2\n")
    ran = run("check", tmp_path / "a.csv", "--lang", "zh")
    assert ran.returncode == 2
    assert "--table" in ran.stderr.decode()
