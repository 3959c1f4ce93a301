"""What exists is described: every header field, table, page, command and parameter."""

import re

import pytest

from explorer.core import catalogue, paths
from explorer.links import parameters
from explorer.releases import manifest
from explorer.web.api import documents
from explorer.web.ui import shell

ROOT = paths.ROOT
README = (ROOT / "README.md").read_text("utf-8")
QUERIES = (ROOT / "queries" / "README.md").read_text("utf-8")
DATA = (ROOT / "data" / "README.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def header_fields() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "queries").glob("*.sql"):
        header = path.read_text("utf-8").partition("\n\n")[0]
        found |= {match.group(1) for match in re.finditer(r"^-- (\w+)[ .\w]*=", header, re.MULTILINE)}
    return found


@pytest.mark.parametrize("field", sorted(header_fields()))
def test_every_header_field_is_described(field):
    assert f"`{field}`" in QUERIES or f"`{field}." in QUERIES


def test_every_table_of_a_release_is_described(small):
    for table in manifest.read_manifest(small.folder).tables:
        assert f"`{table}`" in DATA, table


@pytest.mark.parametrize("file", sorted(path.name for path in paths.INPUTS.iterdir()))
def test_every_input_is_described(file):
    assert file in DATA


@pytest.mark.parametrize("plan", catalogue.plans())
def test_every_plan_is_described(plan):
    assert plan in DATA


@pytest.mark.parametrize("file", shell.PAGES.values())
def test_every_page_is_described(file):
    assert f"`{file}`" in README


@pytest.mark.parametrize("name", sorted({*parameters.KNOWN, *documents.PARAMETERS}))
def test_every_parameter_is_described(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize(
    "command",
    [
        "make run",
        "make test",
        "make build",
        "python -m explorer serve",
        "python -m explorer build",
        "python -m explorer verify",
        "python -m explorer template",
        "python -m explorer check",
        "python -m explorer publish",
        "python -m explorer list",
        "python -m explorer rollback",
        "python -m explorer prune",
        "python -m explorer forms make",
        "python -m explorer forms collect",
        "python -m explorer sql",
        "--dry-run",
        "--until",
        "--scale",
        "PORT=",
        "HOST=",
    ],
)
def test_every_command_is_described(command):
    assert command in README


@pytest.mark.parametrize(
    "address_",
    ["/api/v1/plans", "/api/v1/plans/{plan}", "/api/v1/indicators/{slug}", "/chart/{view}.{png|svg|pdf}", "/s/{view}"],
)
def test_every_data_address_is_described(address_):
    assert address_ in README


def test_every_make_target_is_described():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert all(f"make {target}" in README + CONTRIBUTING for target in targets)


def test_every_room_is_described():
    rooms = {path.name for path in (ROOT / "explorer").iterdir() if (path / "__init__.py").exists()}
    assert not [name for name in sorted(rooms) if f"`{name}/`" not in ARCHITECTURE]


def test_links_between_documents_lead_somewhere():
    for path in [*ROOT.glob("*.md"), ROOT / "queries" / "README.md", ROOT / "data" / "README.md"]:
        for target in re.findall(r"\]\((?!http|#)([^)#]+)\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), (path.name, target)
