"""What the search of the header looks through: pages, and the targets of every plan, by title and name."""

from explorer.core import catalogue
from explorer.core.language import Words
from explorer.links.pages import PAGES

Entry = dict[str, str]


def index(words: Words, roles: frozenset[str]) -> list[Entry]:
    """Return the entries: ``say``: what is read; ``also``: what else finds it; ``page`` and ``query``: where it is."""
    pages = [
        {
            "say": words(f"menu.{page.slug}"),
            "under": words("frame.pages"),
            "also": page.slug,
            "page": page.path,
            "query": "",
        }
        for page in PAGES.values()
        if not page.role or page.role in roles
    ]
    targets = [
        {
            "say": words.of(goal.title),
            "under": words.of(plan.short),
            "also": f"{goal.no} {goal.indicator.slug} {goal.indicator.title.zh} {goal.indicator.title.en}"
            f" {words.promise(goal)}",
            "page": "target",
            "query": f"plan={slug}&indicator={goal.indicator.slug}",
        }
        for slug, plan in catalogue.plans().items()
        for goal in plan.goals
    ]
    return targets + pages
