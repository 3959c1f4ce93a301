"""The register of geographical indications: figures, counts over time, breakdown, standards and EU lists, records."""

import streamlit as st

from explorer import enquiry, records, registers, shell, tabulation

with shell.page("geographical_indications") as (view, words):
    register = registers.REGISTERS["geographical_indications"]
    st.html(tabulation.head(view, register.slug))
    detail = st.container()
    if registers.covers(view):
        choice = enquiry.choose_filters(register, view, words)

        st.subheader(words("register.over_time"))
        choice = enquiry.choose_span(choice, words)
        enquiry.over_time(register, view, choice, words)
        st.caption(words("register.undated"))

        st.subheader(words("register.by_two"))
        choice = enquiry.choose_breakdown(register, view, choice, words)
        st.html(tabulation.breakdown(view, register.slug, choice))
        st.html(tabulation.table_of(view, "geographical_indications_standards", choice))

        choice = enquiry.list_records(register, view, choice, words)
        with detail:
            shell.html(records.detail(view, register.slug, choice))
