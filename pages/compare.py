"""One indicator over the cities: tiles on the grid of the map, ranks over time, two indicators, the provinces."""

import streamlit as st

from explorer.views import choices
from explorer.views.compare import choices as compare_choices
from explorer.views.compare import html as compare_html
from explorer.views.target import text as target_text
from explorer.web.ui import shell

with shell.page("compare") as (view, ask):
    if not compare_html.known(view):
        st.info(view.words("compare.no_cities"))
    else:
        with ask.row("asked"):
            goal = choices.choose_goal(ask, view)
            choice = compare_choices.choose_comparison(ask, view, goal)
        st.header(compare_html.title(view, goal, choice))
        st.html(compare_html.head(view, goal, choice))
        with st.container(key=f"picture_{choice.show}"):
            spec, rows = compare_html.picture(view, goal, choice, shell.theme())
            if compare_html.unranked(view, goal, choice):
                pass
            elif choice.show == "grid":
                shell.clickable(spec, rows, "area")
            else:
                shell.chart(spec, rows)
        st.caption(compare_html.note(view, choice) or target_text.events(view, goal))
        if choice.show != "provinces":
            st.html(compare_html.table(view, goal, choice.per))
