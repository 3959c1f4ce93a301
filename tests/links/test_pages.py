"""The registry of pages: every entry is complete, and nothing has a page that the registry does not know."""

import re
from collections.abc import Iterator

from explorer.analysis.registers.definitions import REGISTERS
from explorer.core import language, paths, roles
from explorer.links import pages
from explorer.links.pages import PAGES, Page
from explorer.views import exhibits


def missing(page: Page) -> Iterator[str]:
    """Yield what a page of the registry lacks."""
    script = paths.ROOT / page.script
    if not script.is_file():
        yield f"{page.script} does not exist"
    elif not re.search(rf'shell\.(page|whole)\("{page.slug}"', script.read_text("utf-8")):
        yield f"{page.script} is not drawn as {page.slug}"
    for code in language.LANGUAGES:
        if f"menu.{page.slug}" not in language.words(code).sentences:
            yield f"menu.{page.slug} is not said in {code}"
    if page.exhibit != (page.slug in exhibits.BUILDERS):
        yield f"{page.slug}: a builder in views.exhibits and ``exhibit`` go together"
    if (page.about == "register") != (page.slug in REGISTERS):
        yield f"{page.slug}: a register has a definition and a figure of its stock"
    if (page.briefing or page.listed) and not page.exhibit:
        yield f"{page.slug}: what has no exhibit has neither a list nor a briefing"
    if page.role and page.role not in roles.ROLES:
        yield f"{page.slug}: nobody says who is {page.role}"


def test_every_page_is_complete():
    assert not [said for page in PAGES.values() for said in missing(page)]


def test_what_is_missing_of_a_page_is_said():
    said = list(missing(Page("treasury", "register", briefing=True)))
    assert [text.split(":")[0].split()[0] for text in said] == [
        "pages/treasury.py",
        "menu.treasury",
        "menu.treasury",
        "treasury",
        "treasury",
    ]


def test_every_script_and_every_builder_belongs_to_a_page():
    scripts = {"app.py", *(f"pages/{path.name}" for path in (paths.ROOT / "pages").glob("*.py"))}
    assert {page.script for page in PAGES.values()} == scripts
    assert tuple(exhibits.BUILDERS) == pages.EXHIBITED


def test_no_name_is_given_twice():
    names = [name for page in PAGES.values() for name in (page.slug, *page.formerly)]
    assert len(names) == len(set(names))
