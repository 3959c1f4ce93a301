"""The plan's ledger: tasks, projects, responsibilities, measures, deadlines; the goals by year; the cities."""

import streamlit as st

from explorer import choices, ledger, review, shell, workbook

with shell.page("ledger") as (view, words):
    heading = st.container()
    kind, department = choices.choose_list(view, words)
    heading.html(ledger.head(view, kind, department))
    shell.html(ledger.tasks(view, kind, department))
    st.html(review.yearly(view, department))
    st.html(review.evaluation(view))
    shell.workbook(words("ledger.download"), lambda: workbook.ledger_xlsx(view, department), f"{view.plan_slug}_ledger")
