"""What exists is described: every header field, table, page, command, setting and parameter."""

import re
from typing import get_args
from urllib.parse import parse_qsl, urlsplit

from explorer.__main__ import main
from explorer.analysis.assessment import methods
from explorer.core import catalogue, paths
from explorer.core.status import Status
from explorer.exports.datasets.concepts import COLUMNS
from explorer.links import parameters
from explorer.links.pages import PAGES
from explorer.releases import manifest
from explorer.releases.precedence import Reason
from explorer.views import exhibits
from explorer.web.api import documents
from tests.house.documents import DOCUMENTS, ROOT, named, said

COMMANDS = said("README.md", "CONTRIBUTING.md", "docs/publishing.md", "docs/operations.md", "docs/sql.md")
MOST_BYTES = 6 * 1024
SUITES = ("browser", "publishing", "office", "sandbox", "links", "deploy")


def header_fields() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "queries").glob("*.sql"):
        header = path.read_text("utf-8").partition("\n\n")[0]
        found |= {match.group(1) for match in re.finditer(r"^-- (\w+)[ .\w]*=", header, re.MULTILINE)}
    return found


def test_every_header_field_is_described():
    text = said("queries/README.md")
    assert len(header_fields()) > 10
    assert not [name for name in sorted(header_fields()) if f"`{name}`" not in text and f"`{name}." not in text]


def test_every_table_of_a_release_is_described(small):
    text = said("data/README.md")
    assert not [name for name in manifest.read_manifest(small.folder).tables if f"`{name}`" not in text]


def test_every_input_is_described():
    text = said("data/README.md")
    assert not [path.name for path in sorted(paths.INPUTS.iterdir()) if path.name not in text]


def test_every_plan_is_described():
    text = said("data/README.md")
    assert not [plan for plan in catalogue.plans() if plan not in text]


def test_every_page_is_described():
    text = said("docs/links.md")
    assert not [page.script for page in PAGES.values() if f"`{page.script}`" not in text]


def test_every_parameter_is_described():
    """Those of links in the table of links, those of the data address in its forms too."""
    table = said("docs/links.md").partition("<!-- parameters -->")[2].partition("<!-- /parameters -->")[0]
    assert not [name for name in parameters.KNOWN if f"`{name}`" not in table]
    data = table + said("docs/api.md")
    assert not [name for name in sorted(documents.PARAMETERS) if f"`{name}`" not in data and f"{name}=" not in data]


def test_every_command_is_described():
    commands = ("make run", "make test", "make build", "PORT=", "HOST=")
    ours = "serve build verify template check publish decide list rollback prune forms sql"
    options = ("--dry-run", "--on-publish", "--until", "--scale", "--table", "--mode", "--note", "--keep")
    wanted = [*commands, *(f"python -m explorer {name}" for name in ours.split()), *options]
    assert not [command for command in wanted if command not in COMMANDS]


def test_every_command_that_a_document_names_exists(capsys):
    text = "\n".join(path.read_text("utf-8") for path in DOCUMENTS)
    commands = sorted(set(re.findall(r"python -m explorer ([a-z]+)", text)))
    assert len(commands) > 10
    assert not [name for name in commands if main([name, "--help"])]


def test_no_document_tells_of_a_commands_former_name():
    former = re.compile(r"python -m explorer\.(?:release|intake|returns|sandbox|server)\b")
    told = [path for path in DOCUMENTS if path.name != "CHANGELOG.md"]
    assert not [(named(path), found) for path in told for found in former.findall(path.read_text("utf-8"))]


def test_every_data_address_is_described():
    data = ("/api/v1/plans", "/api/v1/plans/{plan}", "/api/v1/indicators/{slug}", "/api/v1/assess", "/api/v1/outlook")
    listed = ("/indicators", "/areas", "/sources", "/measures", "/api/v1/releases", "/openapi.json")
    files = ("/chart/{view}.{png|svg|pdf}", "/s/{view}", "/file/{view}.csv|xlsx|pptx|docx", "/file/agenda.pptx|pdf")
    whole = ("/data/{slug}.csv|parquet|json", "/data/{slug}.metadata.json", "/data/plan/{plan}.csv|parquet|json")
    whole += ("/data/{slug}.sdmx.csv", "/data/structure.xml|json", "/data/release.zip", "/feed.atom", "/calendar.ics")
    assert not [one for one in (*data, *listed) if one not in said("docs/api.md")]
    assert not [one for one in whole if one not in said("docs/use-the-data.md")]
    assert not [one for one in files if one not in said("docs/pictures-and-files.md")]
    assert "/present" in said("docs/sharing.md")


def test_every_status_is_described():
    assert not [slug for slug in Status if f"`{slug}`" not in said("docs/api.md")]


def test_the_thresholds_of_a_status_are_described():
    least = f"at least {methods.ON_TRACK:.2f}, {methods.ACCELERATE:.2f}, {methods.LIMITED:g}, or less"
    assert least in said("docs/api.md")


def test_every_reason_for_not_standing_is_described():
    assert not [one for one in get_args(Reason) if f"`{one}`" not in said("docs/api.md") and one != "simulated"]


def test_every_column_of_the_observations_is_described():
    assert not [name for name in COLUMNS if f"`{name}`" not in said("docs/pictures-and-files.md")]


def test_every_make_target_is_described():
    targets = re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert len(targets) > 5
    assert not [name for name in targets if f"make {name}" not in said("README.md", "CONTRIBUTING.md")]


def test_a_suite_of_its_own_has_a_command_and_is_run_all_the_same():
    """What `make test` leaves out for its time or its packages, `.ci/run` runs."""
    settings, run = (ROOT / "pyproject.toml").read_text("utf-8"), (ROOT / ".ci" / "run").read_text("utf-8")
    left_out = re.search(r"-m '((?:not \w+(?: and )?)+)'", settings)
    assert left_out
    assert sorted(re.findall(r"not (\w+)", left_out[1])) == sorted(SUITES)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert not [one for one in SUITES if f"-m {one} " not in makefile]
    assert not [one for one in (*SUITES, "readers", "spark") if f"make test-{one}\n" not in run]


def test_every_room_is_described():
    rooms = {path.name for path in (ROOT / "explorer").iterdir() if (path / "__init__.py").exists()}
    text = said("docs/architecture.md")
    assert not [name for name in sorted(rooms) if f"`{name}/`" not in text]


def test_every_document_is_in_the_index():
    index = said("docs/README.md")
    there = sorted(path.name for path in (ROOT / "docs").glob("*.md") if path.name != "README.md")
    assert not [name for name in there if f"({name})" not in index]


def test_links_between_documents_lead_somewhere():
    gone = [
        f"{named(path)}: {target}"
        for path in DOCUMENTS
        for target in re.findall(r"\]\((?!http|#)([^)#]+)", path.read_text("utf-8"))
        if not (path.parent / target).exists()
    ]
    assert not gone, "\n".join(gone)


# A file of the project, or a module or folder of a room as the documents call it: `pipeline/build/matching`.
NAMED = re.compile(r"`((?:explorer|tests|queries|data|docs|pages|bench|deploy)/[\w./-]+)`")
MODULE = re.compile(
    r"`((?:core|releases|sandbox|analysis|links|charts|pipeline|views|exports|web)/[\w/]*\w)(?:/|\.\w+)?`"
)
MADE = ("data/releases", "data/CURRENT", "data/imports", "data/audit.jsonl")  # by the first build or publishing


def stands(module: str) -> bool:
    place = ROOT / "explorer" / module
    return place.is_dir() or place.with_suffix(".py").exists()


def test_every_file_that_a_document_names_exists():
    texts = {named(path): path.read_text("utf-8") for path in DOCUMENTS if path.name != "CHANGELOG.md"}
    files = [(name, file) for name, text in texts.items() for file in NAMED.findall(text) if not file.startswith(MADE)]
    modules = [(name, module) for name, text in texts.items() for module in MODULE.findall(text)]
    assert files
    assert modules
    gone = [f"{name}: {file}" for name, file in files if not (ROOT / file).exists()]
    gone += [f"{name}: {module}" for name, module in modules if not stands(module)]
    assert not gone, "\n".join(gone)


def test_the_first_documents_are_short():
    sizes = {name: (ROOT / name).stat().st_size for name in ("README.md", "CONTRIBUTING.md")}
    assert not {name: size for name, size in sizes.items() if size > MOST_BYTES}


def test_the_links_to_click_show_what_they_promise(small):
    """Each is read as its picture would be: a page, parameter or value that does not exist is refused."""
    links = re.findall(r"\]\(http://127\.0\.0\.1:8501(/[^)]*)\)", said("README.md"))
    assert len(links) == 5
    for link in links:
        page = urlsplit(link).path.removeprefix("/chart").removesuffix(".png").strip("/") or "overview"
        assert exhibits.of(page, dict(parse_qsl(urlsplit(link).query))).title, link
