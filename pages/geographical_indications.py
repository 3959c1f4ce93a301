"""The register of geographical indications: figures, counts over time, breakdown, standards and EU lists, records."""

from explorer.analysis.registers import definitions
from explorer.analysis.view import View
from explorer.views.registers import html as registers_html
from explorer.web.ui import register_page, shell
from explorer.web.ui.widgets import PageAsk


def drawn(view: View, ask: PageAsk) -> None:
    """Draw figures, counts over time, the breakdown, standards and EU lists, the records."""
    words, register = view.words, definitions.REGISTERS["geographical_indications"]
    choice = register_page.chosen(ask, view, register)
    if choice is None:
        return
    register_page.over_time(register, view, choice, ask)
    shell.text(words("register.undated"))
    shell.html(
        register_page.breakdown(register, view, choice, ask),
        registers_html.table_of(view, "geographical_indications_standards", choice),
    )
    register_page.list_records(ask, view, register, choice)


shell.whole("geographical_indications", drawn)
