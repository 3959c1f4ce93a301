"""What is chosen on the publish page before a file is looked at: which file, what it is of, and how much it tells."""

import datetime as dt

import streamlit as st

from explorer.analysis.view import FIRST_DAY
from explorer.core import clock
from explorer.core.language import Words
from explorer.pipeline.imports import MODES, Mode
from explorer.pipeline.intake.extent import SCOPES, Scope
from explorer.pipeline.publish import jobs
from explorer.pipeline.publish.jobs import Job, Upload
from explorer.releases.tables import TABLES
from explorer.views.publish import html as publish_html
from explorer.web.ui import city_forms, shell, yearly_table
from explorer.web.ui.publish_page import plainly_said

RECOGNISE = "recognise"
WHAT = ("file", "yearly", "forms")


def bring(words: Words) -> Job | None:
    """Draw what is chosen before a file is looked at; return the file, or None where there is none to be checked."""
    st.subheader(words("publish.bring"))
    shell.html(publish_html.uploader(jobs.LARGEST, words))
    what = st.radio(
        words("publish.what_comes"),
        WHAT,
        format_func=words.said("publish_what", WHAT).__getitem__,
        horizontal=True,
        key="what",
        label_visibility="collapsed",
    )
    if what != "file":
        with plainly_said(words):
            return yearly_table.bring(words) if what == "yearly" else city_forms.bring(words)
        return None
    with st.container(horizontal=True, key="what_comes"):
        tables = (RECOGNISE, *jobs.TABLES)
        table = st.selectbox(
            words("publish.table"), tables, format_func=words.said("table_name", tables).__getitem__, key="table"
        )
        until = st.date_input(
            words("publish.until"),
            None,
            FIRST_DAY,
            clock.today(),
            key="until",
            format="YYYY-MM-DD",
            help=words("publish.until_help"),
        )
    # Of any kind: what a file is, its bytes say, and our sentences say what to do with another.
    sent = st.file_uploader(words("publish.file", most=jobs.LARGEST), key="file", max_upload_size=jobs.LARGEST)
    if sent is None:
        return None
    upload = Upload.of(sent.getvalue(), sent.name)
    with plainly_said(words):
        found = jobs.table_of(upload) if table == RECOGNISE else table
        day = until if isinstance(until, dt.date) else None
        return Job(upload, found, _mode(found, words), day, _scope(found, words))
    return None


def _mode(table: str, words: Words) -> Mode:
    """Return whether the file adds to the register or replaces it; figures are only ever added."""
    role = TABLES[table].role
    if table == jobs.OBSERVATIONS:
        st.caption(words("publish.figures_only_added"))
        return "append"
    return st.radio(
        words("publish.mode", table=words(f"table_name.{table}")),
        MODES,
        format_func=words.said("publish_mode", MODES).__getitem__,
        captions=[words(f"publish_mode_means.{role}_{mode}") for mode in MODES],
        key="mode",
    )


def _scope(table: str, words: Words) -> Scope:
    """Return which cities a list speaks of, where somebody says it; figures and goals name theirs row by row."""
    if TABLES[table].role != "register":
        return "auto"
    return st.radio(
        words("publish.scope"),
        SCOPES,
        format_func=words.said("publish_scope", SCOPES).__getitem__,
        captions=[words(f"publish_scope_means.{scope}") for scope in SCOPES],
        key="scope",
    )
