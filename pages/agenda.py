"""The agenda: views collected for a meeting, in order; every change is a link, so that Back undoes it."""

import streamlit as st

from explorer.links import agenda, urls
from explorer.views.agenda import html as agenda_html
from explorer.views.agenda import lookup
from explorer.web.ui import share, shell, url_state

with shell.page("agenda") as (view, words):
    collected = agenda.read(url_state.given("agenda") or "")
    url_state.note("agenda", text := agenda.written(collected))
    st.html(agenda_html.head(view, collected))
    if collected.items:
        found = lookup.looked_up(collected, view.language)
        st.html(agenda_html.ways(view, collected, found))
        st.text_input(
            words("agenda.name"),
            collected.title,
            agenda.LONGEST_TITLE,
            key=(key := f"title:{text[-12:]}"),
            placeholder=words("agenda.title"),
            width=480,
            on_change=url_state.rewrite("agenda", key, lambda name: agenda.written(agenda.renamed(collected, name))),
        )
        st.html(agenda_html.items(view, collected, found))
        st.caption(words("agenda.link", count=len(text), most=agenda.LONGEST))
        st.code(urls.page(share.here(), "agenda", {"agenda": text, "lang": view.language}), language=None)
