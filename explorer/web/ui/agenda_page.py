"""The widgets of the agenda's page: its title, and its own link to copy."""

import streamlit as st

from explorer.analysis.view import View
from explorer.links import agenda, urls
from explorer.links.agenda import Agenda
from explorer.web.ui import share, url_state


def title(view: View, collected: Agenda) -> None:
    """Draw the agenda's title, which can be changed."""
    words, key = view.words, f"title:{agenda.written(collected)[-12:]}"
    st.text_input(
        words("agenda.name"),
        collected.title,
        agenda.LONGEST_TITLE,
        key=key,
        placeholder=words("agenda.title"),
        width=480,
        on_change=url_state.rewrite(agenda.NAME, key, lambda name: agenda.written(agenda.renamed(collected, name))),
    )


def link(view: View, collected: Agenda) -> None:
    """Draw the link that carries the agenda and nothing else, with how long it is."""
    text = agenda.written(collected)
    st.caption(view.words("agenda.link", count=len(text), most=agenda.LONGEST))
    st.code(urls.page(share.here(), agenda.NAME, {agenda.NAME: text, "lang": view.language}), language=None)
