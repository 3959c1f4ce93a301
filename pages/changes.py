"""What changed between two days or two releases: statuses that flipped, figures that came, changed or went."""

from explorer.analysis import changes
from explorer.analysis.view import View
from explorer.views.changes import choices as changes_choices
from explorer.views.changes import html as changes_html
from explorer.views.changes import text as changes_text
from explorer.web.ui import share, shell
from explorer.web.ui.widgets import PageAsk


def drawn(view: View, ask: PageAsk) -> None:
    """Draw what flipped, and the figures behind it."""
    then, what = changes_choices.choose_since(ask, view)
    shell.html(
        changes_html.head(then, view, what),
        ask.form("since", view.words),
        changes_html.nothing(then, view, what),
        changes_html.flips(then, view) if what in (changes.ALL, changes.FLIPPED) else None,
        [changes_html.figures(then, view, kind) for kind in changes.KINDS if what in (changes.ALL, kind)],
    )
    if changes_text.shown(then, view, what):
        shell.html(share.saved("changes", "figures", "csv", view.words("changes.download")))


shell.whole("changes", drawn)
