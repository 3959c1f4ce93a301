"""One indicator over the cities: tiles on the grid of the map, ranks over time, two indicators, the provinces."""

import streamlit as st

from explorer import choices, controls, lineup, shell, story

with shell.page("compare") as (view, words):
    if not lineup.known(view):
        st.info(words("compare.no_cities"))
    else:
        with controls.row():
            goal = choices.choose_goal(view, words)
            choice = controls.comparison_of(view, goal, words)
        st.header(lineup.title(view, goal, choice))
        st.html(lineup.head(view, goal, choice))
        with st.container(key=f"picture_{choice.show}"):
            spec, rows = lineup.picture(view, goal, choice, shell.theme())
            if choice.show == "grid":
                shell.clickable(spec, rows, "area")
            else:
                shell.chart(spec, rows)
        st.caption(lineup.note(view, choice) or story.events(view, goal))
        if choice.show != "provinces":
            st.html(lineup.table(view, goal, choice.per))
