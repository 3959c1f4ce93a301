"""Method and data: what every figure means, how paths are drawn, what the three kinds of evidence are."""

import streamlit as st

from explorer.views.method import text as method_text
from explorer.web.ui import shell

with shell.page("method") as (view, _):
    words = view.words
    st.header(words("method.title"))
    st.markdown(method_text.evidence(words))
    st.markdown(method_text.method(words))
    st.markdown(method_text.judging(words))
    st.subheader(words("method.dictionary"))
    st.markdown(method_text.dictionary(view))
    st.subheader(words("method.tables"))
    shell.table(method_text.tables(view))
