"""What the overview can be asked: how its goals are grouped, and what it is narrowed to."""

from explorer.analysis.view import View
from explorer.views.choices import choose, line
from explorer.views.overview import html as overview_html


def choose_order(view: View) -> tuple[str, str]:
    """Return how the overview is grouped and what it is narrowed to."""
    words = view.words
    with line("order"):
        groups, filters = overview_html.groups(view.plan), overview_html.filters(view.plan)
        group = choose("group", groups, words.said("group", groups), words, label="collapsed")
        only = choose("only", filters, overview_html.filter_names(view.plan, words), words, label="collapsed")
    return group, only
