"""Overview: every target of a plan against its goal, at a glance."""

import streamlit as st

from explorer import board, shell

with shell.page("overview") as (view, words):
    st.html(board.headline(view))
    group = shell.choose_group(board.groups(view.plan), words)
    st.html(board.board(view, group, shell.theme()))
