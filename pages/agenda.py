"""The agenda: views collected for a meeting, in order; every change is a link, so that Back undoes it."""

import streamlit as st

from explorer.views.agenda import choices, lookup
from explorer.views.agenda import html as agenda_html
from explorer.web.ui import agenda_page, shell

with shell.page("agenda") as (view, ask):
    collected = choices.choose_agenda(ask)
    st.html(agenda_html.head(view, collected))
    if collected.items:
        found = lookup.looked_up(collected, view.language)
        st.html(agenda_html.ways(view, collected, found))
        agenda_page.title(view, collected)
        st.html(agenda_html.items(view, collected, found))
        agenda_page.link(view, collected)
