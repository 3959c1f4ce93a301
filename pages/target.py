"""One target: an indicator against its goal, and where its number comes from."""

import streamlit as st

from explorer import board, charts, shell, story

with shell.page("target") as (view, words):
    goal = shell.choose_goal(view, words)
    observed, standing = view.observed(goal), view.standing(goal)

    st.header(story.question(goal, words))
    st.caption(story.subtitle(view, goal))
    if standing.rests_on_simulation:
        st.html(board.simulation_notice(view, "target", indicator=goal.indicator.slug))
    for remark in story.remarks(view, goal):
        st.info(remark)

    picture, figures = st.columns([2, 1], gap="medium")
    with picture:
        spec = charts.target_spec(goal.indicator.slug, words.code, shell.theme())
        shell.chart(spec, charts.target_rows(observed, standing, goal, words))
    with figures:
        st.markdown(story.figures(view, goal))

    st.subheader(words("target.table"))
    shell.table(story.table(view, goal))
    st.subheader(words("target.provenance"))
    st.markdown(story.provenance(view, goal))
    if goal.indicator.sql:
        with st.expander(f"queries/{goal.indicator.slug}.sql"):
            st.code(goal.indicator.sql, language="sql")
    st.markdown(story.sources(view, goal))
