"""One indicator over the cities: tiles on the grid of the map, ranks over time, two indicators, the provinces."""

from explorer.analysis.view import View
from explorer.views import choices
from explorer.views.compare import choices as compare_choices
from explorer.views.compare import contributions as compare_contributions
from explorer.views.compare import html as compare_html
from explorer.views.target import citations
from explorer.web.ui import shell
from explorer.web.ui.widgets import PageAsk


def drawn(view: View, ask: PageAsk) -> None:
    """Draw the picture chosen, and every city in a table."""
    if not compare_html.known(view):
        shell.html(compare_html.nothing(view))
        return
    with ask.row("asked"):
        goal = choices.choose_goal(ask, view)
        choice = compare_choices.choose_comparison(ask, view, goal)
    shell.html(compare_html.head(view, goal, choice), ask.form("asked", view.words))
    spec, rows = compare_html.picture(view, goal, choice, shell.theme())
    if choice.show == "grid" and not compare_html.unranked(view, goal, choice):
        shell.clickable(spec, rows, "area")
    elif not compare_html.unranked(view, goal, choice):
        shell.chart(spec, rows)
    shell.text(compare_html.note(view, goal, choice))
    shell.html(citations.events(view, goal) if choice.show != "provinces" else None)
    if choice.show != "provinces":
        shell.html(compare_html.table(view, goal, choice.per))
        shell.html(compare_contributions.table(view, goal))


shell.whole("compare", drawn)
