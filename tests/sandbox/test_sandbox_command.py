"""The command line: rows and 0, or one sentence and how it ended."""

import subprocess
import sys

from explorer.core import paths
from tests.support.cases import each


def run(text, data, *options):
    return subprocess.run(
        [sys.executable, "-m", "explorer", "sql", *options],
        input=text,
        capture_output=True,
        text=True,
        cwd=paths.ROOT,
        env={"EXPLORER_DATA": str(data), "LANG": "en_US.UTF-8", "PATH": "/usr/bin:/bin"},
        check=False,
    )


def test_rows_come_as_csv(small_data):
    done = run("select area, name_en from areas where area = '210100'", small_data)
    assert (done.returncode, done.stdout) == (0, "area,name_en\n210100,Shenyang\n")


@each(
    "text, code",
    [
        ("from 'x.csv'", 2),
        ("selec 1", 2),
        ("select nosuch from areas", 2),
    ],
)
def test_what_went_wrong_is_one_sentence_and_a_number(small_data, text, code):
    done = run(text, small_data, "--seconds", "1")
    assert (done.returncode, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().splitlines()[-1].endswith(".")


def test_a_release_that_is_not_kept_is_said(small_data):
    done = run("select 1", small_data, "--release", "20200101-0123456789")
    assert done.returncode == 2
    assert "20200101-0123456789" in done.stderr
