"""The glossary: the terms of the pages and what each means."""

from explorer.analysis.view import View
from explorer.views.method import glossary
from explorer.web.ui import shell
from explorer.web.ui.widgets import PageAsk


def drawn(view: View, _: PageAsk) -> None:
    """Draw who speaks here, then every term."""
    shell.html(glossary.page(view.language))


shell.whole("glossary", drawn)
