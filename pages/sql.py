"""Ask anything: one read-only query to the tables of a release, with its result as a table, a chart and files."""

import streamlit as st

from explorer import access, shell, workbench
from explorer.sandbox import limits

with shell.page("sql") as (view, words):
    st.header(words("sql.title"))
    if access.may_ask():
        st.caption(words("sql.intro", seconds=limits.SECONDS, rows=limits.ROWS))
        asking, knowing = st.columns([3, 2], gap="medium")
        with asking:
            text = workbench.editor(view, words)
            workbench.examples(view, words)
            found = st.container()
        with knowing:
            workbench.tables(view, words)
        with found:
            if answer := workbench.answered(view, text, words):
                workbench.result(view, answer, text, words)
    else:
        st.info(words("sql.off" if access.login() is None else "sql.analysts"))
