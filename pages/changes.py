"""What changed between two days or two releases: statuses that flipped, figures that came, changed or went."""

import streamlit as st

from explorer.analysis import changes
from explorer.views.changes import choices as changes_choices
from explorer.views.changes import html as changes_html
from explorer.views.changes import text as changes_text
from explorer.web.ui import shell

with shell.page("changes") as (view, ask):
    heading = st.container()
    then, what = changes_choices.choose_since(ask, view)
    heading.html(changes_html.head(then, view, what))
    shell.html(changes_html.nothing(then, view, what))
    if what in (changes.ALL, changes.FLIPPED):
        shell.html(changes_html.flips(then, view))
    for kind in changes.KINDS:
        if what in (changes.ALL, kind):
            shell.html(changes_html.figures(then, view, kind))
    if changes_text.shown(then, view, what):
        shell.download(
            view.words("changes.download"), changes_text.rows(then, view, what), f"{view.plan_slug}_changes.csv"
        )
