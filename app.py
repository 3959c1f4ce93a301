"""Overview: every target of a plan against its goal, at a glance."""

import streamlit as st

from explorer.views.overview import choices as overview_choices
from explorer.views.overview import html as overview_html
from explorer.web.ui import shell

with shell.page("overview") as (view, ask):
    st.html(overview_html.headline(view))
    group, only = overview_choices.choose_order(ask, view)
    st.html(overview_html.board(view, group, only, shell.theme()))
