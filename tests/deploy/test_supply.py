"""What is installed is what the lock says, what is imported is asked for by name, and what others wrote is listed."""

import ast
import importlib.metadata as installed
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping

import pytest
from packaging.requirements import Requirement

from explorer.core import paths

ROOT = paths.ROOT
RUNS, TESTS = ("app.py", "pages/*.py", "explorer/**/*.py", "deploy/*.py"), ("tests/**/*.py", "bench/*.py")
APART = ("tests/readers/", "tests/spark/")  # have environments of their own
OWN = {"explorer", "deploy", "tests", "bench"}
# dataframely names no licence in what it says of itself; its LICENSE is BSD's of three clauses.
UNNAMED = {"dataframely"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(file: str) -> Mapping[str, str]:
    """Return the versions that a lock asks for here, by package."""
    lines = [line.rstrip(" \\") for line in (ROOT / file).read_text("utf-8").splitlines() if not line.startswith(" ")]
    asked = [Requirement(line) for line in lines if line and not line.startswith("#")]
    here = [one for one in asked if one.marker is None or one.marker.evaluate()]
    return {canonical(one.name): str(one.specifier).removeprefix("==") for one in here}


def asked(file: str) -> Mapping[str, str]:
    """Return what a list of requirements asks for, and what those ask for that it names."""
    found: dict[str, str] = {}
    for line in (ROOT / file).read_text("utf-8").splitlines():
        if line.startswith("-r "):
            found |= asked(line.removeprefix("-r "))
        elif line and not line.startswith("#"):
            name, _, version = line.partition("==")
            found[canonical(name)] = version
    return found


def test_what_is_installed_is_what_the_lock_says():
    there = {canonical(one.metadata["Name"]): one.version for one in installed.distributions()}
    told = locked("requirements-dev.lock")
    assert locked("requirements.lock").items() <= told.items(), "both locks agree"
    assert {name: (version, there.get(name)) for name, version in told.items() if there.get(name) != version} == {}
    assert there.keys() - told.keys() <= {"pip", "setuptools"}, "nothing is installed beside it"


def test_the_lock_holds_what_is_asked_for_each_file_with_its_digest_and_no_registrys_address():
    for lock, lists in (("requirements.lock", "requirements.txt"), ("requirements-dev.lock", "requirements-dev.txt")):
        text = (ROOT / lock).read_text("utf-8")
        assert asked(lists).items() <= locked(lock).items(), "make lock"
        entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
        assert not [one.splitlines()[0] for one in entries if "--hash=sha256:" not in one]
        assert "://" not in text


def test_make_and_the_readme_say_how_many_packages_are_installed():
    runs, tests = len(locked("requirements.lock")), len(locked("requirements-dev.lock"))
    for name in ("README.md", "Makefile"):
        told = set(map(int, re.findall(r"(\d+) (?:more )?(?:packages|个软件包)", (ROOT / name).read_text("utf-8"))))
        assert told == {runs, tests - runs}, name


def imported(patterns: tuple[str, ...]) -> Iterator[str]:
    """Yield the modules that files import, but those with an environment of their own."""
    found = (path for pattern in patterns for path in ROOT.glob(pattern))
    for path in (path for path in found if not path.relative_to(ROOT).as_posix().startswith(APART)):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (one.name.partition(".")[0] for one in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.partition(".")[0]


@pytest.mark.parametrize(("patterns", "file"), [(RUNS, "requirements-smoothing.txt"), (TESTS, "requirements-dev.txt")])
def test_whatever_is_imported_is_asked_for_by_name(patterns, file):
    sources, named = installed.packages_distributions(), asked(file)
    modules = set(imported(patterns)) - OWN - sys.stdlib_module_names
    assert len(modules) > 10
    assert not sorted(one for one in modules if not {canonical(name) for name in sources.get(one, ())} & named.keys())


@pytest.mark.deploy
def test_the_bill_of_materials_and_the_licences_name_every_package_that_runs():
    subprocess.run(["make", "supply"], cwd=ROOT, check=True, capture_output=True)
    bom = json.loads((ROOT / "supply" / "bom.json").read_text("utf-8"))
    assert bom["bomFormat"] == "CycloneDX"
    assert {canonical(one["name"]): one["version"] for one in bom["components"]} == locked("requirements.lock")
    listed = (ROOT / "supply" / "licences.md").read_text("utf-8")
    rows = re.findall(r"^\| ([\w.-]+) +\| ([\w.]+) +\| (.+?) +\|$", listed, re.MULTILINE)
    told = {canonical(name): licence for name, _, licence in rows[1:]}
    assert told.keys() == locked("requirements.lock").keys()
    assert {name for name, licence in told.items() if licence == "UNKNOWN"} == UNNAMED
    strong = re.compile(r"\b(AGPL|GPL|SSPL|Affero|Commons Clause)", re.IGNORECASE)
    assert not {name: licence for name, licence in told.items() if strong.search(licence)}
