"""The final evaluation: what became of every promise of a plan, and who still has to deliver what."""

from explorer.analysis.view import View
from explorer.views import report_html
from explorer.views.evaluation import report
from explorer.web.ui import share, shell
from explorer.web.ui.widgets import PageAsk


def drawn(view: View, ask: PageAsk) -> None:
    """Draw the report, and the link to it as a document."""
    del ask
    found = report.report(view)
    shell.html(
        report_html.head(found, share.file("evaluation", "docx", view.words("evaluation.download"))),
        report_html.body(found.blocks),
    )


shell.whole("evaluation", drawn)
