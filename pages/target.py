"""One target: an indicator against its goal, its status with the working, and where its number comes from."""

import streamlit as st

from explorer import charts
from explorer.views import choices, phrases, target_row
from explorer.views.target import choices as target_choices
from explorer.views.target import gap_list
from explorer.views.target import html as target_html
from explorer.views.target import text as target_text
from explorer.web.ui import shell, sql_page

with shell.page("target") as (view, ask):
    words, goal = view.words, choices.choose_goal(ask, view)
    observed, standing = view.observed(goal), target_row.row(view, goal).standing

    st.header(phrases.question(goal, words))
    st.caption(phrases.subtitle(view, goal))
    st.html(target_html.verdict_line(view, goal))
    shell.html(target_html.said(view, goal))
    for remark in target_text.remarks(view, goal):
        st.info(remark)
    for said in target_text.reading(view, goal):
        st.caption(said)

    picture, figures = st.columns([2, 1], gap="medium")
    with picture:
        spec = charts.target_spec(goal.indicator.slug, words.code, shell.theme())
        shell.chart(spec, charts.target_rows(observed, standing, goal, words, view.events(goal)))
        st.caption(target_text.events(view, goal))
    with figures:
        st.markdown(target_text.figures(view, goal))

    st.subheader(words("working.title"))
    shell.html(target_html.readings(view, goal))
    shell.table(target_text.working(view, goal))
    shell.download(words("working.download"), target_text.working(view, goal), f"{goal.indicator.slug}_working.csv")
    if gap := gap_list.gap_list(view, goal):
        st.subheader(gap.title)
        gap = gap.containing(target_choices.choose_find(ask, view))
        st.caption(gap.said)
        shell.table(gap.first)
        shell.download(words("gap.download"), gap.saved, f"{goal.indicator.slug}_gap.csv")
    st.subheader(words("target.table"))
    shell.table(target_text.table(view, goal))
    st.subheader(words("target.provenance"))
    st.markdown(target_text.provenance(view, goal))
    if goal.indicator.sql:
        with shell.folded(f"queries/{goal.indicator.slug}.sql"):
            st.code(goal.indicator.sql, language="sql")
            sql_page.way_here(view, goal.indicator.sql)
    st.markdown(target_text.sources(view, goal))
