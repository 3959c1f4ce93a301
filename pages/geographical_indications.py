"""The register of geographical indications: figures, counts over time, breakdown, standards and EU lists, records."""

import streamlit as st

from explorer.analysis.registers import definitions
from explorer.views.registers import choices as registers_choices
from explorer.views.registers import html as registers_html
from explorer.views.registers import records
from explorer.web.ui import register_page, shell

with shell.page("geographical_indications") as (view, ask):
    words, register = view.words, definitions.REGISTERS["geographical_indications"]
    st.html(registers_html.head(view, register.slug))
    detail = st.container()
    if definitions.covers(view):
        choice = registers_choices.choose_filters(ask, view, register)

        st.subheader(words("register.over_time"))
        choice = registers_choices.choose_span(ask, view, choice)
        register_page.over_time(register, view, choice)
        st.caption(words("register.undated"))

        st.subheader(words("register.by_two"))
        choice = registers_choices.choose_breakdown(ask, view, register, choice)
        st.html(registers_html.breakdown(view, register.slug, choice))
        st.html(registers_html.table_of(view, "geographical_indications_standards", choice))

        choice = register_page.list_records(ask, view, register, choice)
        with detail:
            shell.html(records.detail(view, register.slug, choice))
