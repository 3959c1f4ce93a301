"""What the ledger can be asked: which of its lists, and whose tasks."""

from explorer.analysis.view import View
from explorer.links.ask import Ask
from explorer.views.choices import one
from explorer.views.ledger import html as ledger_html


def choose_list(ask: Ask, view: View) -> tuple[str, str]:
    """Return which list of the plan's ledger is shown, and whose; a plan without tasks has neither."""
    words = view.words
    if not view.plan.tasks:
        return ledger_html.ALL, ledger_html.ALL
    names = ledger_html.department_names(view.plan, words)
    with ask.row("lists"):
        kind = ask(one(words, "list", words.said("list", ledger_html.LISTS)))
        who = ask(one(words, "department", {slug: names[slug] for slug in ledger_html.departments(view.plan)}))
    return kind, who
