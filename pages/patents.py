"""The register of patents: figures, counts over time, breakdown, high value, time to grant, what became of them."""

from explorer.analysis.registers import counts, definitions
from explorer.analysis.view import View
from explorer.views.registers import html as registers_html
from explorer.web.ui import register_page, shell
from explorer.web.ui.widgets import PageAsk


def drawn(view: View, ask: PageAsk) -> None:
    """Draw figures, counts over time, the breakdown, high value, time to grant, what became of them, the records."""
    register = definitions.REGISTERS["patents"]
    choice = register_page.chosen(ask, view, register)
    if choice is None:
        return
    register_page.over_time(register, view, choice, ask)
    shell.html(
        register_page.breakdown(register, view, choice, ask),
        registers_html.table_of(view, "patents_high_value", choice) if counts.complete(view, register) else None,
        registers_html.table_of(view, "patents_overseas", choice),
        registers_html.table_of(view, "patents_time_to_grant", choice),
        registers_html.table_of(view, "patents_dealings", choice),
    )
    register_page.list_records(ask, view, register, choice)


shell.whole("patents", drawn)
