"""The register of trademarks: figures, counts over time, breakdown, marks about to end, records."""

import streamlit as st

from explorer import enquiry, holdings, records, registers, shell, tabulation

with shell.page("trademarks") as (view, words):
    register = registers.REGISTERS["trademarks"]
    st.html(tabulation.head(view, register.slug))
    detail = st.container()
    if registers.covers(view):
        choice = enquiry.choose_filters(register, view, words)

        st.subheader(words("register.over_time"))
        choice = enquiry.choose_span(choice, words)
        enquiry.over_time(register, view, choice, words)

        st.subheader(words("register.by_two"))
        choice = enquiry.choose_breakdown(register, view, choice, words)
        st.html(tabulation.breakdown(view, register.slug, choice))

        st.subheader(words("register.expiring"))
        enquiry.ahead(register, holdings.expiring(view, choice), words)

        choice = enquiry.list_records(register, view, choice, words)
        with detail:
            shell.html(records.detail(view, register.slug, choice))
