"""Overview: every target of a plan against its goal, at a glance."""

import streamlit as st

from explorer import board, choices, shell

with shell.page("overview") as (view, words):
    st.html(board.headline(view))
    group, only = choices.choose_order(view, words)
    st.html(board.board(view, group, only, shell.theme()))
