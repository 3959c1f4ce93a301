"""The plan's ledger: tasks, projects, responsibilities, measures, deadlines; the goals by year; the cities."""

import streamlit as st

from explorer.views.ledger import choices as ledger_choices
from explorer.views.ledger import commitments, review, workbook
from explorer.views.ledger import html as ledger_html
from explorer.web.ui import shell

with shell.page("ledger") as (view, ask):
    heading = st.container()
    kind, department = ledger_choices.choose_list(ask, view)
    heading.html(ledger_html.head(view, kind, department))
    shell.html(ledger_html.tasks(view, kind, department))
    shell.html(commitments.section(view, department))
    st.html(review.yearly(view, department))
    st.html(review.evaluation(view))
    name = f"{view.plan_slug}_ledger"
    shell.workbook(view.words("ledger.download"), lambda: workbook.ledger_xlsx(view, department), name)
