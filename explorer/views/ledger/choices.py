"""What the ledger can be asked: which of its lists, and whose tasks."""

from explorer.analysis.view import View
from explorer.views.choices import choose, line
from explorer.views.ledger import html as ledger_html


def choose_list(view: View) -> tuple[str, str]:
    """Return which list of the plan's ledger is shown, and whose; a plan without tasks has neither."""
    words = view.words
    if not view.plan.tasks:
        return ledger_html.ALL, ledger_html.ALL
    with line("lists"):
        kind = choose("list", ledger_html.LISTS, words.said("list", ledger_html.LISTS), words)
        who = choose(
            "department", ledger_html.departments(view.plan), ledger_html.department_names(view.plan, words), words
        )
    return kind, who
