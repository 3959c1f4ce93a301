"""The one command line: it explains itself in both languages, and its exit codes say how it ended."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import unicodedata

import pytest

from explorer.__main__ import main
from explorer.core import catalogue, command_line, language, paths
from explorer.pipeline import intake
from explorer.pipeline.publish import publishing
from explorer.sandbox import __main__ as former
from tests.support.intake_files import TRADEMARKS, delimited, planted, whole

TOP = ("build", "publish", "decide", "list", "rollback", "verify", "prune", "check", "template", "forms")
TOP += ("sql", "serve", "doctor", "backup", "restore")
COMMANDS = (*((name,) for name in TOP), ("forms", "make"), ("forms", "collect"))
# What is a name in any language: of commands, tables, plans, files, formats, keys, variables of the environment.
SAME = (
    "python",
    "explorer",
    "zh",
    "en",
    "append",
    "auto",
    "cities",
    "replace",
    "all",
    "faults",
    "forms",
    "output",
    "question",
    "office",
    "province",
    "published",
    "on",
    "off",
    "C",
    "Ctrl",
)
FORMATS = ("SQL", "CSV", "XLSX", "Parquet", "TOML", "HOST", "PORT")
NAMES = {*SAME, *FORMATS, *TOP, "make", "collect", *intake.TABLES}
NAMES |= {word for plan in catalogue.plans() for word in re.findall("[a-z]+", plan)}
WIDEST = 100
WRONG = delimited(whole(TRADEMARKS, [planted(TRADEMARKS, TRADEMARKS.faults[0], TRADEMARKS.rows[4])]))
SLOW = "with recursive t(n) as (select 1 union all select n + 1 from t) select max(n) from t"


def environment(data, locale="en_US.UTF-8"):
    return os.environ | {"EXPLORER_DATA": str(data), "LC_ALL": locale, "PYTHONPATH": str(paths.ROOT)}


def run(folder, data, *command, question=""):
    """Run a command in a folder of its own, as a terminal or a nightly job does."""
    call = [sys.executable, "-m", *map(str, command)]
    done = subprocess.run(
        call, input=question, cwd=folder, env=environment(data), capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done


def helps(code, capsys):
    """Yield each command and what it says of itself in a language."""
    for command in ((), *COMMANDS):
        assert main([*command, "--lang", code, "--help"]) == 0
        yield " ".join(command), capsys.readouterr().out


def width(text):
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


@pytest.fixture(autouse=True)
def terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize(("code", "example", "usage"), [("zh", "示例：", "用法："), ("en", "Example: ", "Usage: ")])
def test_every_command_explains_itself_with_an_example_in_lines_that_fit(capsys, code, example, usage):
    found = dict(helps(code, capsys))
    assert not [
        name for name, text in found.items() if not text.startswith(f"{usage}python -m explorer {name}".strip())
    ]
    assert not [name for name, text in found.items() if text.count(f"{example}python -m explorer ") != 1]
    assert not [line for text in found.values() for line in text.splitlines() if width(line) > WIDEST]
    assert not [name for name in TOP if f"\n    {name} " not in found[""]]


def test_the_chinese_help_has_no_english_but_names_and_the_english_no_chinese(capsys):
    for name, text in helps("zh", capsys):
        prose = re.sub(r"--?[a-z-]+|\w+\.(xlsx|csv|sql|tar)|20260930-\w+", "", text)
        assert not set(re.findall(r"[A-Za-z_]+", prose)) - NAMES, name
    assert not [name for name, text in helps("en", capsys) if re.search(r"[一-鿿：。，]", text)]


def test_every_example_is_a_command_with_options_that_exist(capsys):
    for code in language.LANGUAGES:
        for key, text in language.words(code).sentences.items():
            if key.startswith("help_example."):
                start, *arguments = text.removeprefix("python -m explorer ").partition(" > ")[0].split()
                wanted = {one for one in arguments if one.startswith("--")}
                below = arguments[:1] if start == "forms" else []
                main([start, *below, "--lang", code, "--help"])
                assert wanted <= set(re.findall(r"--[a-z-]+", capsys.readouterr().out)), key


WRONG_ARGUMENTS = {
    "missing": ["publish"],
    "unknown": ["list", "--colour"],
    "choice": ["destroy"],
    "day": ["publish", "a.csv", "--until", "soon"],
    "int": ["prune", "--keep", "x"],
    "float": ["build", "--scale", "x"],
    "no_value": ["build", "--by"],
    "surplus": ["publish", "a.csv", "--dry-run=x"],
    "ambiguous": ["serve", "--h"],
}


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_arguments_that_make_no_sense_are_told_in_one_sentence_of_the_readers_language(capsys, code):
    found = {}
    for key, arguments in WRONG_ARGUMENTS.items():
        assert main(["--lang", code, *arguments]) == 2
        found[key] = capsys.readouterr()
    parts = {key: re.split(r"\{\w+\}", language.words(code).sentences[f"help_wrong.{key}"]) for key in found}
    wanted = {key: ".+".join(map(re.escape, part)) + ".+--help\n" for key, part in parts.items()}
    assert not {key: said for key, said in found.items() if said.out or not re.fullmatch(wanted[key], said.err)}


def test_the_language_is_the_terminals_unless_another_is_asked_for(monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    for asked, usage in (([], "用法："), (["--lang", "en"], "Usage: "), (["--lang=en"], "Usage: ")):
        main(["build", *asked, "--help"])
        assert capsys.readouterr().out.startswith(usage)


def test_0_is_done(tmp_path):
    done = run(tmp_path, tmp_path, "explorer", "template", "trademarks")
    assert (done.returncode, (tmp_path / "trademarks.xlsx").exists()) == (0, True)


def test_2_is_a_fault_in_what_was_given(tmp_path, small_data):
    (tmp_path / "a.csv").write_bytes(WRONG)
    checked = run(tmp_path, tmp_path, "explorer", "check", "a.csv")
    assert (checked.returncode, checked.stdout.count("\n")) == (2, 2)
    senseless = run(tmp_path, tmp_path, "explorer", "rollback")
    assert (senseless.returncode, senseless.stderr) == (2, "Missing: ID. Help: python -m explorer rollback --help\n")
    asked = run(tmp_path, small_data, "explorer", "sql", question="copy areas to 'x.csv'")
    assert (asked.returncode, asked.stdout) == (2, "")


def test_a_server_that_cannot_listen_says_in_one_sentence_what_to_do(tmp_path, small_data):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(tmp_path, small_data, "explorer", "serve", "--port", port)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Port {port} is taken. Stop what holds it, or choose another by PORT=.\n"
    done = run(tmp_path, small_data, "explorer", "serve", "--host", "192.0.2.1")  # reserved for documents (RFC 5737)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("192.0.2.1 is no address of this machine.")


def test_3_is_stopped_by_a_limit(tmp_path, small_data):
    done = run(tmp_path, small_data, "explorer", "sql", "--seconds", "1", question=SLOW)
    assert (done.returncode, done.stdout) == (3, "")


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_3_is_stopped_by_a_person_and_nothing_is_left_half_done(tmp_path, sent):
    started = subprocess.Popen(
        [sys.executable, "-m", "explorer", "build"], env=environment(tmp_path), stderr=subprocess.PIPE, text=True
    )
    while not (tmp_path / "releases").exists():
        assert started.poll() is None
        time.sleep(0.1)
    started.send_signal(sent)
    _, said = started.communicate(timeout=60)
    assert (started.returncode, said.splitlines()[-1]) == (3, "Stopped. Nothing was left half done.")
    assert "Traceback" not in said
    assert not [*tmp_path.glob("CURRENT"), *tmp_path.glob("releases/*"), *tmp_path.glob("releases/.*")]


def test_1_is_anything_else(tmp_path, monkeypatch, capsys):
    done = run(tmp_path, tmp_path, "explorer", "verify")
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no data release yet" in done.stderr
    monkeypatch.setattr(publishing, "history", lambda: 1 / 0)
    assert main(["list", "--lang", "en"]) == 1
    assert re.fullmatch(r"Something unforeseen .*test_main.py:\d+, ZeroDivisionError.*\n", capsys.readouterr().err)


def test_every_trouble_that_is_told_apart_exists():
    known = {key.removeprefix("trouble.") for key in language.words("en").sentences if key.startswith("trouble.")}
    assert known >= command_line.ALSO_GIVEN | command_line.PLACE | command_line.LIMITS | former.REFUSED


@pytest.mark.parametrize(
    ("command", "question", "code"),
    [
        (["explorer.release", "verify"], "", 1),
        (["explorer.release", "publish"], "", 1),
        (["explorer.release", "publish", "faulty.csv"], "", 2),
        (["explorer.intake", "check", "faulty.csv"], "", 2),
        (["explorer.intake", "check", "nowhere.csv"], "", 1),
        (["explorer.intake", "check"], "", 2),
        (["explorer.returns", "--lang", "en", "template", "210200"], "", 0),
        (["explorer.returns", "template", "999999"], "", 1),
        (["explorer.sandbox"], "select 1", 1),
    ],
)
def test_former_names_go_on_with_the_codes_they_had(tmp_path, command, question, code):
    (tmp_path / "faulty.csv").write_bytes(WRONG)
    done = run(tmp_path, tmp_path / "data", *command, question=question)
    assert done.returncode == code, done.stderr


def test_the_sandboxs_former_name_tells_a_refused_question_from_a_failed_one(tmp_path, small_data):
    questions = ("select 1 as n", "from 'x.csv'", "select nosuch from areas")
    done = [run(tmp_path, small_data, "explorer.sandbox", question=one) for one in questions]
    assert [one.returncode for one in done] == [0, 2, 1]
    assert done[0].stdout == "n\n1\n"


def test_no_command_loads_what_another_one_needs(tmp_path, small_data):
    heavy = "{name.split('.')[0] for name in sys.modules} & {'polars', 'duckdb', 'streamlit', 'dataframely'}"
    asked = f"import sys; from explorer.__main__ import main; main(['--help']); print({heavy})"
    done = subprocess.run([sys.executable, "-c", asked], cwd=paths.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("set()\n")
    serving = """if True:
        import sys
        from explorer import __main__, server
        server.app.run = lambda config: print(config["server.address"], config["server.port"])
        __main__.main(["serve", "--port", "8600"])
        print({"explorer.pipeline.cli", "explorer.pipeline.intake.check", "dataframely"} & sys.modules.keys())"""
    done = subprocess.run(
        [sys.executable, "-c", serving],
        cwd=paths.ROOT,
        env=environment(small_data) | {"HOST": "127.0.0.2", "PORT": "8601"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["127.0.0.2 8600", "set()"]
