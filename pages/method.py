"""Method and data: what every figure means, how paths are drawn, what the three kinds of evidence are."""

from explorer.analysis.view import View
from explorer.views import html
from explorer.views.method import dictionary, glossary
from explorer.views.method import text as method_text
from explorer.web.ui import shell
from explorer.web.ui.widgets import PageAsk


def drawn(view: View, _: PageAsk) -> None:
    """Draw how everything is judged, every indicator, and the release's tables."""
    words = view.words
    shell.html(html.title(words("method.title")), glossary.way(words, view.parameters()), method_text.programs(words))
    shell.html(method_text.evidence(words), method_text.method(words), method_text.judging(words))
    shell.html(html.heading(words("method.dictionary")), dictionary.section(view), html.heading(words("method.tables")))
    shell.table(method_text.tables(view))


shell.whole("method", drawn)
