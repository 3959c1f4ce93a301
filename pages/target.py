"""One target: an indicator against its goal, its status with the working, and where its number comes from."""

from explorer import charts
from explorer.analysis.view import View
from explorer.views import choices, html, target_row
from explorer.views.target import choices as target_choices
from explorer.views.target import gap_list
from explorer.views.target import html as target_html
from explorer.views.target import text as target_text
from explorer.web.ui import share, shell, sql_page
from explorer.web.ui.widgets import PageAsk


def drawn(view: View, ask: PageAsk) -> None:
    """Draw the answer, the chart with its figures, the working, the list behind a gap, the values, their sources."""
    words, goal = view.words, choices.choose_goal(ask, view)
    shell.html(
        target_html.head(view, goal),
        html.beside(target_html.neighbours(view, goal), ask.form("indicator", words)),
        target_html.said(view, goal),
        target_html.remarks(view, goal),
    )
    shell.text("\n\n".join(target_text.reading(view, goal)), small=True)
    spec = charts.target_spec(goal.indicator.slug, words.code, shell.theme())
    standing = target_row.row(view, goal).standing
    shell.chart(spec, charts.target_rows(view.observed(goal), standing, goal, words, view.events(goal)))
    shell.text(target_text.figures(view, goal))
    shell.text(target_text.events(view, goal), small=True)
    working = target_text.working(view, goal)
    shell.html(html.heading(words("working.title")), target_html.readings(view, goal))
    shell.table(working)
    shell.html(share.saved("target", "working", "csv", words("working.download")))
    if gap := gap_list.gap_list(view, goal):
        gap = gap.containing(target_choices.choose_find(ask, view))
        shell.html(html.heading(gap.title), ask.form("find", words), html.caption(gap.said))
        shell.table(gap.first)
        shell.html(share.saved("target", "gap", "csv", words("gap.download")))
    shell.html(html.heading(words("target.table")))
    shell.table(target_text.table(view, goal))
    shell.text(f"### {words('target.provenance')}\n\n{target_text.provenance(view, goal)}")
    way = sql_page.way_here(view, goal.indicator.sql or "")
    shell.html(target_html.query(goal, way, opened=shell.printing()))
    shell.text(target_text.sources(view, goal))


shell.whole("target", drawn)
