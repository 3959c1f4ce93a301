"""Draft the next plan: what could be promised of each target, what is chosen, and what is to be said of the choice."""

from explorer.analysis.view import EVERYWHERE, View
from explorer.views.draft import choices as draft_choices
from explorer.views.draft import html as draft_html
from explorer.web.ui import shell
from explorer.web.ui.widgets import PageAsk


def drawn(view: View, ask: PageAsk) -> None:
    """Draw the targets with their proposals, the target being chosen, and the plan file."""
    draft, slug = draft_choices.choose_draft(ask, view)
    if view.area == EVERYWHERE:
        shell.html(draft_html.nowhere(view))
        return
    goal = next(goal for goal in view.goals if goal.indicator.slug == slug)
    shell.html(
        draft_html.head(view, draft),
        draft_html.targets(view, draft),
        ask.form("draft", view.words),
        draft_html.one_target(view, goal, draft),
        draft_html.file(view, draft),
    )


shell.whole("draft", drawn)
