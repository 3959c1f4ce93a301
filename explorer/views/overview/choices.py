"""What the overview can be asked: how its goals are grouped, and what it is narrowed to."""

from explorer.analysis.view import View
from explorer.links.ask import Ask
from explorer.views.choices import one
from explorer.views.overview import html as overview_html


def choose_order(ask: Ask, view: View) -> tuple[str, str]:
    """Return how the overview is grouped and what it is narrowed to."""
    words, plan = view.words, view.plan
    names = overview_html.filter_names(plan, words)
    with ask.row("order"):
        group = ask(one(words, "group", words.said("group", overview_html.groups(plan)), bare=True))
        only = ask(one(words, "only", {slug: names[slug] for slug in overview_html.filters(plan)}, bare=True))
    return group, only
