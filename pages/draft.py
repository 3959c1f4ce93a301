"""Draft the next plan: what could be promised of each target, what is chosen, and what is to be said of the choice."""

from explorer.analysis.view import EVERYWHERE, View
from explorer.views import html
from explorer.views.draft import choices as draft_choices
from explorer.views.draft import division, pictures
from explorer.views.draft import html as draft_html
from explorer.views.draft import rows as draft_rows
from explorer.web.ui import shell
from explorer.web.ui.widgets import PageAsk


def drawn(view: View, ask: PageAsk) -> None:
    """Draw the targets on one scale, their proposals, the target being chosen, and the plan file."""
    draft, slug = draft_choices.choose_draft(ask, view)
    order, way, words = draft_choices.choose_order(ask, view), draft_choices.choose_split(ask, view), view.words
    if view.area == EVERYWHERE:
        shell.html(draft_html.nowhere(view))
        return
    view = draft_rows.looked_at(view, draft, slug)
    shell.html(draft_html.head(view, draft), ask.form("plan", words))
    if shown := pictures.ordered(view, draft, order):
        picture = pictures.scale(view, shown, shell.theme())
        shell.html(html.heading(words("draft.on_one_scale")), ask.form("order", words), html.caption(picture.caption))
        shell.chart(dict(picture.spec), picture.rows)
    shell.html(draft_html.targets(view, draft), ask.form("draft", words))
    fan = pictures.fan(view, draft_rows.row(view, draft, slug), shell.theme())
    shell.html(html.heading(draft_html.called(view, draft, slug)))
    shell.chart(dict(fan.spec), fan.rows)
    shell.html(
        ask.form("said", words),
        draft_html.one_target(view, slug, draft),
        division.section(view, draft, draft_rows.row(view, draft, slug), way, ask.form("split", words)),
        draft_html.together(view, draft),
        draft_html.file(view, draft),
        draft_html.bring(view, draft),
    )


shell.whole("draft", drawn)
