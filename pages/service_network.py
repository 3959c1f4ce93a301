"""The service network: figures, units by kind and level, opened when, who is covered and who is not, records."""

import streamlit as st

from explorer import enquiry, reach, records, registers, shell, tabulation

with shell.page("service_network") as (view, words):
    register = registers.REGISTERS["service_network"]
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
        st.html(reach.coverage(view, choice))

        choice = enquiry.list_records(register, view, choice, words)
        with detail:
            shell.html(records.detail(view, register.slug, choice))
