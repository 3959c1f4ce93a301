"""The agenda: views collected for a meeting, in order; every change is a link, so that Back undoes it."""

import streamlit as st

from explorer import address, agenda, agendalist, sharing, shell, site

with shell.page("agenda") as (view, words):
    collected = agenda.read(address.given("agenda") or "")
    address.note("agenda", text := agenda.written(collected))
    st.html(agendalist.head(view, collected))
    if collected.items:
        found = agenda.looked_up(collected, view.language)
        st.html(agendalist.ways(view, collected, found))
        st.text_input(
            words("agenda.name"),
            collected.title,
            agenda.LONGEST_TITLE,
            key=(key := f"title:{text[-12:]}"),
            placeholder=words("agenda.title"),
            width=480,
            on_change=address.rewrite("agenda", key, lambda name: agenda.written(agenda.renamed(collected, name))),
        )
        st.html(agendalist.items(view, collected, found))
        st.caption(words("agenda.link", count=len(text), most=agenda.LONGEST))
        st.code(site.page(sharing.here(), "agenda", {"agenda": text, "lang": view.language}), language=None)
