"""What if: what a target still needs, where it goes as things are, what would change that, and who carries how much."""

from typing import Any

import streamlit as st

from explorer import charts
from explorer.analysis.outlook import assumptions, target_outlook
from explorer.analysis.outlook.scenarios import Name
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.view import View
from explorer.core.catalogue import Goal
from explorer.views import choices
from explorer.views.whatif import choices as whatif_choices
from explorer.views.whatif import city_targets_html
from explorer.views.whatif import html as whatif_html
from explorer.web.ui import shell


@st.fragment
def ahead(view: View, seen: Prospect, names: tuple[Name, ...], past: list[dict[str, Any]]) -> None:
    """Draw the chart with its scenarios; a turn of a knob runs this part alone."""
    words = view.words
    with shell.plainly(words):
        drawn = assumptions.scenarios(view, seen, names, knobs := whatif_choices.knobs(view, seen, names))
        spec = charts.outlook_spec(seen.goal.indicator.slug, words.code, shell.theme())
        shell.chart(spec, charts.outlook_rows(past, seen, drawn, words))
        shell.html(whatif_html.table(view, seen, drawn, knobs))


def tested(view: View, goal: Goal, seen: Prospect) -> None:
    """Draw what the same method would have said some years ago, and what came."""
    words = view.words
    test = seen.tested(whatif_choices.hidden(seen, words))
    if test:
        spec = charts.outlook_spec(goal.indicator.slug, words.code, shell.theme(), charts.LOW)
        shell.chart(spec, charts.backtest_rows(view.observed(goal), seen, test, words))
    st.caption(whatif_html.tested(view, seen, test))


@st.fragment
def divided(view: View, seen: Prospect) -> None:
    """Draw the goal split over the cities; an edited weight runs this part alone."""
    words = view.words
    with shell.plainly(words):
        way = whatif_choices.way_to_split(words)
        own = whatif_choices.weights(view) if way == "own" else {}
        st.html(city_targets_html.division(view, seen, way, own, shell.theme()))


with shell.page("whatif") as (here, said):
    with whatif_choices.row():
        target = choices.choose_goal(here)
        outlook = target_outlook.prospect(here, target.no, whatif_choices.question(here, target))
    st.header(whatif_html.question(here, outlook))
    shell.html(whatif_html.notice(here, target, outlook))
    chosen = whatif_choices.scenarios(said)
    picture, figures = st.container(key="ahead").columns([2, 1], gap="medium")
    with picture:
        ahead(here, outlook, chosen, charts.history(here.observed(target), outlook, said, here.events(target)))
    figures.html(whatif_html.answer(here, outlook))
    shell.notes(whatif_html.doubts(here, outlook), whatif_html.caption(here, outlook))
    st.subheader(said("whatif.backtest"))
    tested(here, target, outlook)
    st.subheader(said("whatif.division"))
    divided(here, outlook)
