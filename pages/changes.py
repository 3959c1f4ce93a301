"""What changed between two days or two releases: statuses that flipped, figures that came, changed or went."""

import streamlit as st

from explorer import bulletin, changes, choices, revisions, shell

with shell.page("changes") as (view, words):
    heading = st.container()
    then, what = choices.choose_since(view, words)
    heading.html(bulletin.head(then, view, what))
    shell.html(bulletin.nothing(then, view, what))
    if what in (changes.ALL, changes.FLIPPED):
        shell.html(bulletin.flips(then, view))
    for kind in changes.KINDS:
        if what in (changes.ALL, kind):
            shell.html(bulletin.figures(then, view, kind))
    if revisions.shown(then, view, what):
        shell.download(words("changes.download"), revisions.rows(then, view, what), f"{view.plan_slug}_changes.csv")
