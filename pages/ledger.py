"""The plan's ledger: tasks, projects, responsibilities, measures, deadlines; the goals by year; the cities."""

import streamlit as st

from explorer.views.ledger import choices as ledger_choices
from explorer.views.ledger import commitments, explanations, review
from explorer.views.ledger import html as ledger_html
from explorer.web.ui import share, shell

with shell.page("ledger") as (view, ask):
    heading = st.container()
    kind, department = ledger_choices.choose_list(ask, view)
    heading.html(ledger_html.head(view, kind, department))
    shell.html(ledger_html.tasks(view, kind, department))
    shell.html(commitments.section(view, department))
    shell.html(explanations.section(view, department))
    st.html(review.yearly(view, department))
    st.html(review.evaluation(view))
    shell.html(share.file("ledger", "xlsx", view.words("ledger.download")))
