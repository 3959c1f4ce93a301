"""What if: what a target still needs, where it goes as things are, what would change that, and who carries how much."""

from typing import Any

import streamlit as st

from explorer import assumptions, charts, choices, controls, language, portions, prospect, shell, whatif
from explorer.catalogue import Goal
from explorer.prospect import Prospect
from explorer.scenario import Name
from explorer.view import View


@st.fragment
def ahead(view: View, seen: Prospect, names: tuple[Name, ...], past: list[dict[str, Any]]) -> None:
    """Draw the chart with its scenarios; a turn of a knob runs this part alone."""
    words = language.words(view.language)
    with shell.plainly(words):
        drawn = assumptions.scenarios(view, seen, names, knobs := controls.knobs(view, seen, names, words))
        spec = charts.outlook_spec(seen.goal.indicator.slug, words.code, shell.theme())
        shell.chart(spec, charts.outlook_rows(past, seen, drawn, words))
        shell.html(whatif.table(view, seen, drawn, knobs))


def tested(view: View, goal: Goal, seen: Prospect) -> None:
    """Draw what the same method would have said some years ago, and what came."""
    words = language.words(view.language)
    test = seen.tested(controls.hidden(seen, words))
    if test:
        spec = charts.outlook_spec(goal.indicator.slug, words.code, shell.theme(), charts.LOW)
        shell.chart(spec, charts.backtest_rows(view.observed(goal), seen, test, words))
    st.caption(whatif.tested(view, seen, test))


@st.fragment
def divided(view: View, seen: Prospect) -> None:
    """Draw the goal split over the cities; an edited weight runs this part alone."""
    words = language.words(view.language)
    with shell.plainly(words):
        way = controls.way_to_split(words)
        own = controls.weights(view, words) if way == "own" else {}
        st.html(portions.division(view, seen, way, own, shell.theme()))


with shell.page("whatif") as (here, said):
    with controls.row():
        target = choices.choose_goal(here, said)
        outlook = prospect.prospect(here, target.no, controls.question(here, target, said))
    st.header(whatif.question(here, outlook))
    shell.html(whatif.notice(here, target, outlook))
    chosen = controls.scenarios(said)
    picture, figures = st.container(key="ahead").columns([2, 1], gap="medium")
    with picture:
        ahead(here, outlook, chosen, charts.history(here.observed(target), outlook, said, here.events(target)))
    figures.html(whatif.answer(here, outlook))
    shell.notes(whatif.doubts(here, outlook), whatif.caption(here, outlook))
    st.subheader(said("whatif.backtest"))
    tested(here, target, outlook)
    st.subheader(said("whatif.division"))
    divided(here, outlook)
