"""Ask anything: one read-only query to the tables of a release, with its result as a table, a chart and files."""

import streamlit as st

from explorer.sandbox import limits
from explorer.web.auth import session
from explorer.web.ui import shell, sql_page

with shell.page("sql") as (view, words):
    st.header(words("sql.title"))
    if session.may_ask():
        st.caption(words("sql.intro", seconds=limits.SECONDS, rows=limits.ROWS))
        asking, knowing = st.columns([3, 2], gap="medium")
        with asking:
            text = sql_page.editor(view)
            sql_page.examples(view)
            found = st.container()
        with knowing:
            sql_page.tables(view)
        with found:
            if answer := sql_page.answered(view, text):
                sql_page.result(view, answer, text)
    else:
        st.info(words("sql.off" if session.login() is None else "sql.analysts"))
