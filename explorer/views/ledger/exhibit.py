"""The exhibit of the plan's ledger."""

from explorer.analysis.view import View
from explorer.links.ask import Ask
from explorer.views import target_row
from explorer.views.exhibit_parts import Shown, observed_of
from explorer.views.ledger import choices as ledger_choices
from explorer.views.ledger import commitments, workbook
from explorer.views.ledger import html as ledger_html
from explorer.views.target_row import Section


def ledger_page(ask: Ask, view: View) -> Shown:
    """Return what the ledger shows; it has no picture."""
    words = view.words
    _, department = ledger_choices.choose_list(ask, view)
    summary, note = ledger_html.summary(view, department), commitments.summary(view, department)
    shown = tuple(target_row.row(view, goal) for goal in ledger_html.goals_of(view, department))
    title = ledger_html.title(view, department)
    return Shown(
        title,
        words("ledger.summary_and_note", summary=summary, note=note) if note else summary,
        observed_of(view, ((row.goal, row.area) for row in shown)),
        subtitle=ledger_html.subtitle(view, department),
        sections=(Section("", shown),) if shown else (),
        tables=workbook.sheets(view, department),
    )
