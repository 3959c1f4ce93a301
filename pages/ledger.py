"""The plan's ledger: tasks, projects, responsibilities, measures, deadlines; the goals by year; the cities."""

from explorer.analysis.view import View
from explorer.views.ledger import choices as ledger_choices
from explorer.views.ledger import commitments, explanations, review
from explorer.views.ledger import html as ledger_html
from explorer.web.ui import share, shell
from explorer.web.ui.widgets import PageAsk


def drawn(view: View, ask: PageAsk) -> None:
    """Draw the tasks, what was promised, why goals were missed, and how the cities did."""
    kind, department = ledger_choices.choose_list(ask, view)
    shell.html(
        ledger_html.head(view, kind, department),
        ask.form("lists", view.words),
        ledger_html.tasks(view, kind, department),
        commitments.section(view, department),
        explanations.section(view, department),
        review.yearly(view, department),
        review.evaluation(view),
        share.file("ledger", "xlsx", view.words("ledger.download")),
    )


shell.whole("ledger", drawn)
