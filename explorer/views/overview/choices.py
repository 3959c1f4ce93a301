"""What the overview can be asked: the order of its goals, and what it is narrowed to."""

from explorer.analysis.view import View
from explorer.links.ask import Ask
from explorer.views.choices import one
from explorer.views.overview import sections


def choose_order(ask: Ask, view: View) -> tuple[str, str]:
    """Return how the overview is ordered and what it is narrowed to. Its page draws both as links, not as a form."""
    words, plan = view.words, view.plan
    names = sections.filter_names(plan, words)
    with ask.row("order"):
        group = ask(one(words, "group", words.said("group", sections.groups(plan)), bare=True))
        only = ask(one(words, "only", {slug: names[slug] for slug in sections.filters(plan)}, bare=True))
    return group, only
