"""The house rules that a machine can check: who may import whom, how large a module is, where SQL stands."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from streamlit import config

from explorer.links import pages
from tests.house.imports import EVERYTHING, KNOWN, LIBRARY, PAGES, ROOT, inside, name_of, outside, tree

# Below each room, the rooms it may import; a room may always import itself.
ROOMS = {
    "core": (),
    "releases": ("core",),
    "sandbox": ("core", "releases"),
    "analysis": ("core", "releases"),
    "links": ("core", "releases", "sandbox.limits"),
    "charts": ("core", "analysis"),
    "pipeline": ("core", "releases", "analysis"),
    "views": ("core", "releases", "analysis", "links", "charts", "sandbox", "pipeline"),
    "exports": ("core", "releases", "analysis", "links", "charts", "views"),
    "web": ("core", "releases", "analysis", "links", "charts", "sandbox", "pipeline", "views", "exports"),
    "deploy": ("core", "web.frame"),
}
FOR_PAGES = ("web.ui", "views", "analysis", "charts")
ENTRIES = ("explorer.server", "explorer.__main__", "explorer.sandbox.__main__")
# Data pass these in this order: what stands later may import what stands earlier.
PIPELINE = (("intake", "simulation"), ("imports",), ("build",), ("publish",), ("city_forms",), ("cli",), ("former",))
# The outside libraries that are not for everybody, and who may know each.
LIBRARIES = {
    "duckdb": ("releases", "sandbox", "pipeline.build"),
    "altair": ("charts",),
    "streamlit": ("web.ui", "web.auth", "server", "pages", "app"),
    "starlette": ("web", "server"),
    "htpy": ("views", "web", "deploy"),
    "markupsafe": ("views.html",),
    "vl_convert": ("exports.images",),
    "PIL": ("exports.images",),
    "pypdf": ("exports.images",),
    "subprocess": ("core.worker_process", "core.hook", "deploy.serve"),
    "sqlglot": ("sandbox",),
    "segno": ("links",),
    "xlsxwriter": ("core.spreadsheet", "exports.office", "pipeline.city_forms"),
    "pptx": ("exports.office",),
    "docx": ("exports.office",),
    "numpy": ("pipeline.simulation",),
    "statsmodels": ("analysis.outlook.seasonal",),
    "fastexcel": ("pipeline.intake",),
    "dataframely": ("pipeline.intake",),
    "fontTools": (),
    "pandas": (),
}
# The rooms that show targets, and where in them a target's standing, status and reason are worked out and said.
SHOWING = ("views", "exports", "charts", "web", "pages", "app")
DERIVING = frozenset(
    {
        ("views.target_row", "assessment"),
        ("views.target_row", "reason"),
        ("views.reasons", "assessment"),
        ("views.derivation", "assessment"),
        ("views.derivation", "status's word"),
        ("views.phrases", "status's word"),
    }
)

KEPT_WHOLE = {"indicators", "gaps", "questions", "renewals", "plans", "profile", "words", "codes", "whole", "_style"}
INPUT_OR_OUTPUT = {"os", "pathlib", "io", "socket", "subprocess", "urllib", "tomllib", "json", "duckdb", "streamlit"}
MOST_LINES, LONGEST_FUNCTION, MOST_MODULES, MOST_ENTRIES, LONGEST_PAGE = 300, 50, 25, 12, 60


def short(name: str) -> str:
    return name.removeprefix("explorer.")


def within(name: str, rooms: tuple[str, ...]) -> bool:
    return any(short(name) == room or short(name).startswith(f"{room}.") for room in rooms)


def edges() -> Iterator[tuple[str, str]]:
    for name, wanted in inside().items():
        yield from ((name, other) for other in sorted(wanted) if other != "explorer")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def room_of(name: str) -> str:
    return short(name).split(".")[0]


def allowed(name: str, other: str) -> bool:
    if name in ENTRIES or name.startswith("explorer.pipeline.former."):
        return True
    if room_of(name) in ("pages", "app"):
        return within(other, FOR_PAGES)
    return room_of(other) == room_of(name) or within(other, ROOMS[room_of(name)])


def test_every_module_stands_in_a_room():
    places = {*ROOMS, "pages", "app", "server", "__main__", "explorer"}
    assert not [name for name in KNOWN if room_of(name) not in places]


def test_imports_lead_downward_only():
    assert not [f"{short(name)} → {short(other)}" for name, other in edges() if not allowed(name, other)]


def step(name: str) -> int | None:
    parts = short(name).split(".")
    found = [place for place, names in enumerate(PIPELINE) if len(parts) > 1 and parts[1] in names]
    return found[0] if parts[0] == "pipeline" and found else None


def wrong_across(name: str, other: str) -> bool:
    own, theirs = short(name).split("."), short(other).split(".")
    if own[0] == theirs[0] == "views" and len(own) > 2 and len(theirs) > 2:
        return own[1] != theirs[1]
    if own[:2] == ["web", "http"]:
        return theirs[:2] == ["web", "ui"]
    mine, its = step(name), step(other)
    return mine is not None and its is not None and own[1] != theirs[1] and its >= mine


def test_no_view_knows_another_no_address_a_page_and_data_go_one_way():
    assert not [f"{short(name)} → {short(other)}" for name, other in edges() if wrong_across(name, other)]


def test_an_outside_library_is_known_where_it_belongs():
    assert not [
        f"{short(name_of(path))} → {library}"
        for path in EVERYTHING
        for library in outside(path) & LIBRARIES.keys()
        if not within(name_of(path), LIBRARIES[library])
    ]


def test_reading_a_link_and_making_a_file_of_it_load_no_streamlit():
    rooms = ("core", "releases", "sandbox", "analysis", "links", "charts", "pipeline", "views", "exports")
    below = [name for name in KNOWN if within(name, (*rooms, "web.http.files", "web.http.pictures", "web.api"))]
    # A module that is a command's door would run the command.
    names = [name for name in below if not name.endswith("__main__") and "pipeline.former" not in name]
    code = (
        f"import importlib, sys; [importlib.import_module(name) for name in {names}]; print('streamlit' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert len(names) > 100
    assert found.stdout.strip() == "False"


def test_no_import_leads_back_in_a_circle():
    graph = inside()

    def reached(start: str) -> set[str]:
        found: set[str] = set()
        waiting = [start]
        while waiting:
            new = graph[waiting.pop()] - found
            found |= new
            waiting += new
        return found

    assert not [short(name) for name in graph if name in reached(name)]


def test_pages_never_import_each_other():
    assert not [(name, other) for name, other in edges() if room_of(other) in ("pages", "app")]


def test_judging_does_no_input_or_output():
    judging = [path for path in LIBRARY if "analysis/assessment" in named(path) or "analysis/outlook" in named(path)]
    assert len(judging) > 10
    assert not [(named(path), found) for path in judging if (found := outside(path) & INPUT_OR_OUTPUT)]


def test_only_the_address_bar_touches_streamlits_state_and_query():
    pattern = re.compile(r"\bst\.(session_state|query_params)\b")
    touching = [named(path) for path in EVERYTHING if pattern.search(path.read_text("utf-8"))]
    assert touching == ["explorer/web/ui/url_state.py"]


def test_a_page_reads_like_a_table_of_contents():
    for path in PAGES:
        text = path.read_text("utf-8")
        assert len(text.splitlines()) <= LONGEST_PAGE, named(path)
        assert "altair" not in text, named(path)
        assert not re.search(r"\bselect\b.*\bfrom\b", text, re.IGNORECASE | re.DOTALL), named(path)


def test_no_module_is_long():
    lines = {named(path): len(path.read_text("utf-8").splitlines()) for path in LIBRARY}
    assert not {name: count for name, count in lines.items() if count > MOST_LINES}


def test_no_function_is_long():
    found = {
        f"{named(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in EVERYTHING
        for node in ast.walk(tree(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    assert not {name: count for name, count in found.items() if count > LONGEST_FUNCTION}


def test_no_folder_is_crowded():
    folders = {path.parent for path in LIBRARY}
    counts = {named(folder): len(list(folder.glob("*.py"))) for folder in folders}
    assert not {name: count for name, count in counts.items() if count > MOST_MODULES}
    entries = {path.name for path in (ROOT / "explorer").iterdir()} - {"__pycache__", "__init__.py"}
    assert len(entries) <= MOST_ENTRIES, sorted(entries)


def strings() -> Iterator[tuple[Path, str]]:
    for path in EVERYTHING:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path, node.value


def named_together() -> Iterator[tuple[str, int, list[str]]]:
    """Yield each literal collection of texts below the rooms that know pages: module, line, pages it names."""
    for path in LIBRARY:
        if room_of(name_of(path)) in ("links", "views", "exports", "web"):
            for node in ast.walk(tree(path)):
                parts = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", ())
                found = [part.value for part in parts if isinstance(part, ast.Constant) and part.value in pages.PAGES]
                yield short(name_of(path)), getattr(node, "lineno", 0), found


def test_what_is_known_of_pages_stands_in_one_list():
    """Three pages named side by side are a second list, which nobody who adds a page would think of."""
    known = {"views.exhibits"}  # who makes each page's exhibit: held to the list by a test of its own
    assert not [one for one in named_together() if len(one[2]) >= 3 and one[0] not in known]


def test_no_sql_stands_in_python():
    sql = re.compile(r"\s*(select|with|insert|copy|create|attach)\s+\S+\s+(from|as|into|table)", re.IGNORECASE)
    assert not [(named(path), value[:60]) for path, value in strings() if sql.match(value)]


def test_no_html_is_let_through_unescaped():
    assert not [named(path) for path in EVERYTHING if "unsafe_allow" in path.read_text("utf-8")]


def derived(node: ast.AST) -> str:
    """Return what a node of a module works out of a target; nothing where it works out nothing."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "standing":
        return "standing"
    if isinstance(node, ast.Attribute):
        base = node.value.id if isinstance(node.value, ast.Name) else ""
        found = {"assessment": "assessment", "reason": "reason" if base == "reasons" else ""}
        return "standing" if (base, node.attr) == ("view", "standing") else found.get(node.attr, "")
    said = isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("status.")
    return "status's word" if said else ""


def test_what_shows_a_target_reads_its_row_and_derives_nothing():
    found = {
        (short(name_of(path)), what)
        for path in EVERYTHING
        if within(name_of(path), SHOWING)
        for node in ast.walk(tree(path))
        if (what := derived(node))
    }
    assert found == DERIVING


def test_every_cache_is_bounded():
    for path in EVERYTHING:
        text = path.read_text("utf-8")
        assert "maxsize=None" not in text, named(path)
        for match in re.finditer(r"@cache\ndef (\w+)\((.*?)\)", text):
            assert match[1] in KEPT_WHOLE, f"{named(path)}: {match[1]} is kept without bound"


def test_requirements_are_pinned():
    files = (ROOT / "requirements.txt", ROOT / "requirements-dev.txt", ROOT / "requirements-smoothing.txt")
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    wanted = [line for line in lines if line and not line.startswith(("#", "-r"))]
    assert not [line for line in wanted if not re.fullmatch(r"[\w-]+==[\w.]+", line)]


def test_the_settings_the_design_relies_on_still_exist():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    known = config.get_config_options()
    for section, options in settings.items():
        for name, value in options.items():
            names = [f"{name}.{inner}" for inner in value] if isinstance(value, dict) else [name]
            assert all(f"{section}.{full}" in known for full in names)
    assert settings["runner"]["postScriptGC"] is False


def test_no_folder_of_tests_is_passed_over(pytestconfig):
    """By itself pytest never looks into a folder named build or dist. Readers and Spark have their own environments."""
    passed = pytestconfig.getini("norecursedirs")
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    names = {part for folder in folders for part in folder.relative_to(ROOT).parts}
    assert {name for name in names if any(fnmatch(name, pattern) for pattern in passed)} == {"readers", "spark"}
