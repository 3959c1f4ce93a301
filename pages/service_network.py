"""The service network: figures, units by kind and level, opened when, who is covered and who is not, records."""

from explorer.analysis.registers import definitions
from explorer.analysis.view import View
from explorer.views.registers import coverage
from explorer.web.ui import register_page, shell
from explorer.web.ui.widgets import PageAsk


def drawn(view: View, ask: PageAsk) -> None:
    """Draw figures, counts over time, the breakdown, who is covered and who is not, the records."""
    register = definitions.REGISTERS["service_network"]
    choice = register_page.chosen(ask, view, register)
    if choice is None:
        return
    register_page.over_time(register, view, choice, ask)
    shell.html(
        register_page.breakdown(register, view, choice, ask),
        coverage.coverage(view, choice),
    )
    register_page.list_records(ask, view, register, choice)


shell.whole("service_network", drawn)
