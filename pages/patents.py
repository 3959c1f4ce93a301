"""The register of patents: figures, counts over time, breakdown, high value, time to grant, what became of them."""

import streamlit as st

from explorer import enquiry, holdings, records, registers, shell, tabulation

with shell.page("patents") as (view, words):
    register = registers.REGISTERS["patents"]
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

        left, right = st.columns(2, gap="medium")
        if holdings.complete(view, register):
            left.html(tabulation.table_of(view, "patents_high_value", choice))
        right.html(tabulation.table_of(view, "patents_overseas", choice))
        st.html(tabulation.table_of(view, "patents_time_to_grant", choice))
        st.html(tabulation.table_of(view, "patents_dealings", choice))

        choice = enquiry.list_records(register, view, choice, words)
        with detail:
            shell.html(records.detail(view, register.slug, choice))
