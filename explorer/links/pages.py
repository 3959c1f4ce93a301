"""The pages: one entry for each, with everything that is known of it by name. The menu has their order.

A page is added here, with its script in pages/, its name in the languages (menu.<slug>), and, where it has an exhibit,
its builder in views.exhibits. A slug is for ever: one that is given up goes to ``formerly`` of the page that took over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

About = Literal["plan", "goal", "register", "changes", ""]
HOME = "overview"


@dataclass(frozen=True)
class Page:
    """One page.

    ``about``: what it shows: a plan's goals, one goal, a register, what changed; nothing of these. ``exhibit``: whether
    a link to it is also a picture and files. ``briefing``: it can be had as a document for a meeting. ``role``: what a
    visitor must be to find it in the menu. ``menu``: whether the header names it itself (first), beside its tools
    (apart), in the list of what lies ahead, or among the rest. ``formerly``: names it had elsewhere or before.
    """

    slug: str
    about: About = ""
    exhibit: bool = False
    briefing: bool = False
    role: Literal["publisher", "analyst", ""] = ""
    menu: Literal["first", "apart", "ahead", "rest"] = "rest"
    formerly: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """What stands behind the site's address: the overview is its root."""
        return "" if self.slug == HOME else self.slug

    @property
    def listed(self) -> bool:
        """Whether its picture is a list, not a chart."""
        return self.about in ("plan", "changes")

    @property
    def script(self) -> str:
        """The file that draws it, from the project's folder."""
        return f"pages/{self.slug}.py" if self.path else "app.py"


_EVERY = (
    Page(HOME, "plan", exhibit=True, briefing=True, menu="first"),
    Page("target", "goal", exhibit=True, briefing=True, menu="first"),
    Page("compare", "goal", exhibit=True, menu="first"),
    # The data address calls the same question "outlook".
    Page("whatif", "goal", exhibit=True, menu="ahead", formerly=("outlook",)),
    Page("draft", exhibit=True, briefing=True, menu="ahead"),
    Page("patents", "register", exhibit=True),
    Page("trademarks", "register", exhibit=True),
    Page("geographical_indications", "register", exhibit=True),
    Page("service_network", "register", exhibit=True),
    Page("ledger", "plan", exhibit=True, briefing=True),
    Page("evaluation", "plan", exhibit=True, briefing=True),
    Page("changes", "changes", exhibit=True),
    Page("agenda", menu="apart"),
    Page("sql", role="analyst"),
    Page("method"),
    Page("glossary"),
    Page("publish", role="publisher"),
)
PAGES: Mapping[str, Page] = {page.slug: page for page in _EVERY}


def about(*subjects: About) -> tuple[str, ...]:
    """Return the slugs of the pages that show one of these subjects."""
    return tuple(page.slug for page in _EVERY if page.about in subjects)


EXHIBITED = tuple(page.slug for page in _EVERY if page.exhibit)
BRIEFED = tuple(page.slug for page in _EVERY if page.briefing)
