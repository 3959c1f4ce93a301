"""What if: what a target still needs, where it goes as things are, what would change that, and who carries how much."""

import streamlit as st

from explorer import charts
from explorer.analysis.outlook import target_outlook
from explorer.views import choices
from explorer.views.whatif import choices as whatif_choices
from explorer.views.whatif import forecast_html
from explorer.views.whatif import html as whatif_html
from explorer.web.ui import shell, whatif_page

with shell.page("whatif") as (view, ask):
    words = view.words
    with ask.row("asked"):
        goal = choices.choose_goal(ask, view)
        seen = target_outlook.prospect(view, goal.no, whatif_choices.choose_question(ask, view, goal))
    st.header(whatif_html.question(view, seen))
    shell.html(whatif_html.notice(view, goal, seen))
    names = whatif_choices.choose_scenarios(ask, view)
    picture, figures = st.container(key="ahead").columns([2, 1], gap="medium")
    with picture:
        past = charts.history(view.observed(goal), seen, words, view.events(goal))
        whatif_page.ahead(ask, view, seen, names, past)
    figures.html(whatif_html.answer(view, seen))
    shell.notes(forecast_html.doubts(view, seen), forecast_html.caption(view, seen))
    st.subheader(words("whatif.backtest"))
    whatif_page.tested(ask, view, goal, seen)
    st.subheader(words("whatif.division"))
    whatif_page.divided(ask, view, seen)
