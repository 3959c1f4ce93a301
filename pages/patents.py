"""The register of patents: figures, counts over time, breakdown, high value, time to grant, what became of them."""

import streamlit as st

from explorer.analysis.registers import counts, definitions
from explorer.views.registers import choices as registers_choices
from explorer.views.registers import html as registers_html
from explorer.views.registers import records
from explorer.web.ui import register_page, shell

with shell.page("patents") as (view, ask):
    words, register = view.words, definitions.REGISTERS["patents"]
    st.html(registers_html.head(view, register.slug))
    detail = st.container()
    if definitions.covers(view):
        choice = registers_choices.choose_filters(ask, view, register)

        st.subheader(words("register.over_time"))
        choice = registers_choices.choose_span(ask, view, choice)
        register_page.over_time(register, view, choice)

        st.subheader(words("register.by_two"))
        choice = registers_choices.choose_breakdown(ask, view, register, choice)
        st.html(registers_html.breakdown(view, register.slug, choice))

        left, right = st.columns(2, gap="medium")
        if counts.complete(view, register):
            left.html(registers_html.table_of(view, "patents_high_value", choice))
        right.html(registers_html.table_of(view, "patents_overseas", choice))
        st.html(registers_html.table_of(view, "patents_time_to_grant", choice))
        st.html(registers_html.table_of(view, "patents_dealings", choice))

        choice = register_page.list_records(ask, view, register, choice)
        with detail:
            shell.html(records.detail(view, register.slug, choice))
