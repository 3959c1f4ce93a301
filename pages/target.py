"""One target: an indicator against its goal, its status with the working, and where its number comes from."""

import streamlit as st

from explorer import board, charts, choices, gaplist, shell, story, workbench

with shell.page("target") as (view, words):
    goal = choices.choose_goal(view, words)
    observed, standing = view.observed(goal), view.standing(goal)

    st.header(story.question(goal, words))
    st.caption(story.subtitle(view, goal))
    st.html(board.verdict_line(view, goal))
    for remark in story.remarks(view, goal):
        st.info(remark)

    picture, figures = st.columns([2, 1], gap="medium")
    with picture:
        spec = charts.target_spec(goal.indicator.slug, words.code, shell.theme())
        shell.chart(spec, charts.target_rows(observed, standing, goal, words, view.events(goal)))
        st.caption(story.events(view, goal))
    with figures:
        st.markdown(story.figures(view, goal))

    st.subheader(words("working.title"))
    shell.html(board.readings(view, goal))
    shell.table(story.working(view, goal))
    shell.download(words("working.download"), story.working(view, goal), f"{goal.indicator.slug}_working.csv")
    if gap := gaplist.gap_list(view, goal):
        st.subheader(gap.title)
        gap = gap.containing(choices.find(words))
        st.caption(gap.said)
        shell.table(gap.first)
        shell.download(words("gap.download"), gap.saved, f"{goal.indicator.slug}_gap.csv")
    st.subheader(words("target.table"))
    shell.table(story.table(view, goal))
    st.subheader(words("target.provenance"))
    st.markdown(story.provenance(view, goal))
    if goal.indicator.sql:
        with shell.folded(f"queries/{goal.indicator.slug}.sql"):
            st.code(goal.indicator.sql, language="sql")
            workbench.way_here(view, goal.indicator.sql, words)
    st.markdown(story.sources(view, goal))
