"""The exhibit of the plan's ledger."""

from explorer.analysis.view import View
from explorer.views.exhibit_parts import Shown, observed_of
from explorer.views.ledger import choices as ledger_choices
from explorer.views.ledger import html as ledger_html
from explorer.views.ledger import workbook


def ledger_page(view: View) -> Shown:
    """Return what the ledger shows; it has no picture."""
    words = view.words
    _, department = ledger_choices.choose_list(view)
    observed = observed_of(view, ((goal, view.area_of(goal)) for goal in ledger_html.goals_of(view, department)))
    title = words("ledger.title", plan=words.of(view.plan.short))
    return Shown(
        title,
        ledger_html.summary(view, department),
        observed,
        subtitle=ledger_html.subtitle(view, department),
        tables=workbook.sheets(view, department),
    )
