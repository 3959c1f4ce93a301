"""Overview: every target of a plan against its goal, at a glance."""

from explorer.analysis.view import View
from explorer.views.overview import choices as overview_choices
from explorer.views.overview import html as overview_html
from explorer.web.ui import shell
from explorer.web.ui.widgets import PageAsk


def drawn(view: View, ask: PageAsk) -> None:
    """Draw the answer with its gaps and owners, the ways to narrow it, and a row for each target."""
    group, only = overview_choices.choose_order(ask, view)
    shell.html(overview_html.headline(view, group), overview_html.listed(view, group, only, shell.theme()))


shell.whole("overview", drawn)
