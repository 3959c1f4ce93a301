"""The register of trademarks: figures, counts over time, breakdown, marks about to end, records."""

from explorer.analysis.registers import counts, definitions
from explorer.analysis.view import View
from explorer.views import html
from explorer.web.ui import register_page, shell
from explorer.web.ui.widgets import PageAsk


def drawn(view: View, ask: PageAsk) -> None:
    """Draw figures, counts over time, the breakdown, the marks about to end, the records."""
    words, register = view.words, definitions.REGISTERS["trademarks"]
    choice = register_page.chosen(ask, view, register)
    if choice is None:
        return
    register_page.over_time(register, view, choice, ask)
    shell.html(
        register_page.breakdown(register, view, choice, ask),
    )
    shell.html(html.heading(words("register.expiring")))
    register_page.ahead(register, counts.expiring(view, choice), words)
    register_page.list_records(ask, view, register, choice)


shell.whole("trademarks", drawn)
