"""One target: an indicator against its goal, its status with the working, and where its number comes from."""

from explorer import charts
from explorer.analysis.view import View
from explorer.views import choices, html, target_row
from explorer.views.target import choices as target_choices
from explorer.views.target import citations, gap_list
from explorer.views.target import html as target_html
from explorer.views.target import text as target_text
from explorer.web.ui import share, shell, sql_page
from explorer.web.ui.widgets import PageAsk

ON_PAPER = 10  # rows of the list on paper, so that a target is three sheets at most


def drawn(view: View, ask: PageAsk) -> None:
    """Draw the answer, the chart and its facts, how it is assessed, the list behind a gap, values and sources."""
    words, goal, paper = view.words, choices.choose_goal(ask, view), shell.printing()
    shell.html(
        target_html.head(view, goal, ask.form("indicator", words)),
        target_html.said(view, goal),
        target_html.remarks(view, goal),
    )
    spec = charts.target_spec(goal.indicator.slug, words.code, shell.theme())
    standing = target_row.row(view, goal).standing
    shell.chart(spec, charts.target_rows(view.observed(goal), standing, goal, words, view.events(goal)))
    shell.html(target_html.facts(view, goal))
    shell.flush()  # the facts stand beside the chart, as an element of their own
    gap = gap_list.gap_list(view, goal)
    shell.html(
        citations.events(view, goal, opened=paper),
        target_html.how_read(view, goal, opened=paper),
        target_html.assessed(view, goal, opened=paper),
    )
    shell.html(share.saved("target", "working", "csv", words("working.download")))
    if gap:
        gap = gap.containing(target_choices.choose_find(ask, view))
        shell.html(target_html.gap_head(view, goal, gap), ask.form("find", words), html.caption(gap.said))
        if paper:
            shell.html(html.printed(gap.rows, ON_PAPER))
        else:
            shell.table(gap.first)
        shell.html(share.saved("target", "gap", "csv", words("gap.download")))
    way = sql_page.way_here(view, goal.indicator.sql or "")
    shell.html(html.heading(words("target.provenance")), target_html.values(view, goal, opened=paper))
    shell.markdown(target_text.provenance(view, goal))
    shell.html(target_html.query(goal, way, opened=paper), citations.sources(view, goal, opened=paper))


shell.whole("target", drawn)
