"""Method and data: what every figure means, how paths are drawn, what the three kinds of evidence are."""

import streamlit as st

from explorer import glossary, shell

with shell.page("method") as (view, words):
    st.header(words("method.title"))
    st.markdown(glossary.evidence(words))
    st.markdown(glossary.method(words))
    st.markdown(glossary.judging(words))
    st.subheader(words("method.dictionary"))
    st.markdown(glossary.dictionary(view))
    st.subheader(words("method.tables"))
    shell.table(glossary.tables(view))
