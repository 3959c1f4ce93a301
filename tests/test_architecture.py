"""The house rules that a machine can check: who may import whom, how long a page is, where SQL stands."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from streamlit import config

from explorer import places

ROOT = places.ROOT
LIBRARY = sorted((ROOT / "explorer").rglob("*.py"))
PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
EVERYTHING = LIBRARY + PAGES
MAY_IMPORT = {
    "duckdb": {"store", "release", "sandbox", "engines"},
    "altair": {"charts"},
    "streamlit": {
        *("app", "pages", "address", "choices", "shell", "sharing", "controls", "enquiry", "server"),
        *("access", "submission", "gathering"),
        "workbench",
    },
    "starlette": {"server", "entrance", "answers", "gallery", "presentation", "downloads"},
    "vl_convert": {"draughtsman"},
    "PIL": {"draughtsman"},
    "subprocess": {"drawing", "apart", "sandbox"},
    "sqlglot": {"sandbox"},
    "fontTools": {"typeface", "fonts"},
    "segno": {"qr"},
    "pypdf": {"images"},
    "xlsxwriter": {"exports", "office", "returns"},
    "pptx": {"office"},
    "docx": {"office"},
    "numpy": {"simulation"},
    "statsmodels": {"seasonal"},
    "fastexcel": {"intake"},
    "dataframely": {"intake"},
}
KEPT_WHOLE = {"indicators", "gaps", "questions", "renewals", "plans", "words", "_style"}
NO_INPUT_OR_OUTPUT = {
    "assessment",
    "backtest",
    "outlook",
    "scenario",
    "seasonal",
    "split",
    "standing",
    "progress",
    "roles",
    "student",
}
INPUT_OR_OUTPUT = {"os", "pathlib", "io", "socket", "subprocess", "urllib", "tomllib", "json", "duckdb", "streamlit"}


def station(path: Path) -> str:
    """Return the module's name in the house: app, pages, or the name below explorer/."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0] if parts[0] in ("app", "pages") else parts[1]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", EVERYTHING, ids=named)
def test_a_module_imports_only_the_one_outside_thing_it_may_know(path):
    roots = {name.split(".")[0] for name in imported(path)}
    for library, allowed in MAY_IMPORT.items():
        assert library not in roots or station(path) in allowed, f"{named(path)} imports {library}"


@pytest.mark.parametrize("path", EVERYTHING, ids=named)
def test_nothing_imports_pandas(path):
    assert "pandas" not in {name.split(".")[0] for name in imported(path)}


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_pages_never_import_each_other(path):
    assert not any(name.split(".")[0] in ("pages", "app") for name in imported(path))


@pytest.mark.parametrize("path", [path for path in LIBRARY if path.stem in NO_INPUT_OR_OUTPUT], ids=named)
def test_judging_does_no_input_or_output(path):
    assert not {name.split(".")[0] for name in imported(path)} & INPUT_OR_OUTPUT


@pytest.mark.parametrize("path", EVERYTHING, ids=named)
def test_only_the_address_touches_streamlits_state_and_query(path):
    if station(path) != "address":
        assert not re.search(r"\bst\.(session_state|query_params)\b", path.read_text("utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_reads_like_a_table_of_contents(path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 60
    assert "altair" not in text
    assert not re.search(r"\bselect\b.*\bfrom\b", text, re.IGNORECASE | re.DOTALL)


@pytest.mark.parametrize("path", LIBRARY, ids=named)
def test_a_room_has_one_purpose_and_fewer_than_300_lines(path):
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", EVERYTHING, ids=named)
def test_no_sql_stands_in_python(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not re.match(
                r"\s*(select|with|insert|copy|create|attach)\s+\S+\s+(from|as|into|table)", node.value, re.IGNORECASE
            )


@pytest.mark.parametrize("path", EVERYTHING, ids=named)
def test_no_html_is_let_through_unescaped(path):
    assert "unsafe_allow" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", LIBRARY, ids=named)
def test_data_flow_one_way(path):
    """The library never imports a page, and what draws or speaks never feeds what measures or judges."""
    order = [
        "trouble",
        "places",
        "inputs",
        "catalogue",
        "vault",
        "release",
        "store",
        "assessment",
        "view",
        "shell",
        "server",
    ]
    if path.stem not in order:
        return
    later = set(order[order.index(path.stem) + 1 :]) - {"language"}
    assert not {name.removeprefix("explorer.").split(".")[0] for name in imported(path) if name != "explorer"} & later


def test_every_cache_is_bounded():
    for path in EVERYTHING:
        text = path.read_text("utf-8")
        assert "maxsize=None" not in text
        for match in re.finditer(r"@cache\ndef (\w+)\((.*?)\)", text):
            assert match[1] in KEPT_WHOLE, f"{named(path)}: {match[1]} is kept without bound"


def test_requirements_are_pinned():
    lines = (ROOT / "requirements.txt").read_text().splitlines() + (
        ROOT / "requirements-dev.txt"
    ).read_text().splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r"))]
    assert all(re.fullmatch(r"[\w-]+==[\w.]+", line) for line in wanted)


def test_the_settings_the_design_relies_on_still_exist():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    known = config.get_config_options()
    for section, options in settings.items():
        for name, value in options.items():
            names = [f"{name}.{inner}" for inner in value] if isinstance(value, dict) else [name]
            assert all(f"{section}.{full}" in known for full in names)
    assert settings["runner"]["postScriptGC"] is False
