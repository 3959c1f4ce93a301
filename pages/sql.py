"""Ask anything: one read-only query to the tables of a release, with its result as a table, a chart and files."""

import streamlit as st

from explorer.views import html
from explorer.web.ui import shell, sql_page

with shell.page("sql") as (view, ask):
    shell.html(html.title(view.words("sql.title")))
    if sql_page.allowed(view):
        asking, knowing = st.columns([3, 2], gap="medium")
        with asking:
            text = sql_page.editor(ask, view)
            sql_page.examples(view)
            found = st.container()
        with knowing:
            sql_page.tables(ask, view)
        with found:
            if answer := sql_page.answered(view, text):
                sql_page.result(view, answer, text)
