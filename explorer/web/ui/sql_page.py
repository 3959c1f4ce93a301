"""The widgets of the SQL page: the query, run and stop, what came of it, the tables, the worked examples."""

import time
from collections.abc import Callable

import streamlit as st
from htpy import Element, li, ol, p

from explorer import charts
from explorer.analysis.view import View
from explorer.core import spreadsheet, texts
from explorer.core.errors import Trouble
from explorer.links import parameters
from explorer.links.sql import written
from explorer.sandbox import examples as worked
from explorer.sandbox import jobs, limits
from explorer.sandbox.pool import Answer
from explorer.views import html
from explorer.views.sql import choices as sql_choices
from explorer.views.sql import results, schema
from explorer.web.auth import session
from explorer.web.ui import share, shell, url_state
from explorer.web.ui.widgets import PageAsk

TICK, AT_ONCE = 0.25, 0.3
RUN, STOPPED = "sql", "stopped"
PRINTED = 200


def allowed(view: View) -> bool:
    """Whether the visitor may ask, with what can be asked; else say why not."""
    words, may = view.words, session.may_ask()
    if may:
        st.caption(words("sql.intro", seconds=limits.SECONDS, rows=limits.ROWS))
    else:
        st.info(words("sql.off" if session.login() is None else "sql.analysts"))
    return may


def editor(ask: PageAsk, view: View) -> str:
    """Draw the query with its button and return its text; pressing the button makes it the one to run."""
    words = view.words
    if sql_choices.damaged(ask):
        st.warning(words.trouble(Trouble("sandbox_link")))
    with st.container(key="query"), st.form("ask", border=False):
        text = sql_choices.choose_query(ask, view)
        if st.form_submit_button(words("sql.run"), type="primary", icon=":material/play_arrow:"):
            jobs.KEEPER.drop(jobs.named(text, view.edition, view.as_of))
            url_state.remembered(RUN, text)
    if text.strip() and not written(text):
        st.caption(words("sql.no_link"))
    return text


def answered(view: View, text: str) -> Answer | None:
    """Return what this visitor's query found, running it if he asked for that; else say why there is nothing."""
    words = view.words
    wanted = url_state.remembered(RUN)
    if wanted not in (text, STOPPED) or not wanted:
        if text.strip():
            st.info(words("sql.press_run"))
        return None
    found: Answer | Trouble = Trouble("sandbox_stopped")
    if wanted == text:
        found = jobs.KEEPER.get(jobs.named(text, view.edition, view.as_of)) or _run(view, text)
    if isinstance(found, Answer):
        return found
    if found.key == "sandbox_stopped":
        st.info(texts.quoted(words.trouble(found)))
    else:
        st.error(texts.quoted(words.trouble(found)), icon="⚠️")
    return None


def _run(view: View, text: str) -> Answer | Trouble:
    """Ask and wait, with the time and a button to stop; whoever leaves or asks for something else stops it too."""
    words = view.words
    job, began = jobs.begun(text, view.edition, view.as_of, _client()), time.monotonic()
    try:
        if not job.done(AT_ONCE):
            place = st.empty()
            with place.container(horizontal=True, vertical_alignment="center"):
                st.button(words("sql.stop"), icon=":material/stop:", on_click=_stop)
                clock = st.empty()
            while not job.done(TICK):
                clock.caption(words("sql.running", seconds=time.monotonic() - began))
            place.empty()
        return job.future.result()
    finally:
        job.stop.set()


def _client() -> str:
    """Return what tells this visitor from others."""
    return st.context.ip_address or ""


def _stop() -> None:
    url_state.remembered(RUN, STOPPED)


def result(view: View, answer: Answer, text: str) -> None:
    """Draw what was found: what it rests on, the table, a quick chart, files."""
    words = view.words
    simulated = results.weakness(view, answer) == "simulated"
    if said := results.evidence(view, answer):
        (st.warning if simulated else st.caption)(texts.quoted(said))
    st.caption(texts.quoted(results.line(view, answer)))
    if answer.rows.is_empty():
        st.info(words("sql.no_rows"))
    _table(answer)
    if picture := charts.suitable(answer.rows):
        rows = charts.quick_rows(answer.rows, picture)
        bars = rows["x"].n_unique() if picture.kind == "bar" else None
        shell.chart(charts.quick_spec(picture, shell.theme(), simulated=simulated, bars=bars), rows)
    about = results.notes(view, answer, text, share.here(), url_state.used())
    with st.container(horizontal=True, key="files"):
        _save(words("sql.csv"), lambda: spreadsheet.csv(answer.rows), f"{results.name(view, answer)}.csv", results.CSV)
        if results.workable(answer):
            shell.workbook(words("sql.xlsx"), lambda: results.xlsx(answer, about, view), results.name(view, answer))
        name = f"{results.name(view, answer)}.parquet"
        _save(words("sql.parquet"), lambda: results.parquet(answer, about), name, results.PARQUET)
    if not results.workable(answer):
        st.caption(words("sql.no_xlsx", cells=results.CELLS))


def _table(answer: Answer) -> None:
    if shell.printing():
        st.html(html.printed(answer.rows.head(PRINTED)))
    elif answer.rows.width:
        shell.grid(answer.rows)


def _save(label: str, make: Callable[[], bytes], file: str, kind: str) -> None:
    st.download_button(label, make, file_name=file, mime=kind, on_click="ignore")


def tables(ask: PageAsk, view: View) -> None:
    """Draw the choice of a table and its columns; paper has no use for them."""
    if shell.printing():
        return
    table = sql_choices.choose_table(ask, view)
    shell.html(ask.form("table", view.words))
    st.caption(texts.quoted(schema.about(view, table)))
    with st.container(key="schema"):
        st.html(html.printed(schema.columns(view, table)))


def examples(view: View) -> None:
    """Draw the worked examples as links: each shows its text and waits to be run."""
    words = view.words
    if shell.printing():
        return
    found = worked.examples()
    with shell.folded(words("sql.examples", count=len(found))):
        carried = view.parameters()
        ways = ((parameters.to("sql", carried | {"sql": written(one.text)}), words.of(one.title)) for one in found)
        st.html(ol(".examples")[(li[html.anchor(where, title)] for where, title in ways)])


def way_here(view: View, text: str) -> Element | None:
    """Return the link that opens a query on the SQL page as this view sees it; without permission, nothing."""
    if not (session.may_ask() and (spelt := written(text))):
        return None
    where = parameters.to("sql", view.parameters() | {"release": view.edition.id, "sql": spelt})
    return p[html.anchor(where, view.words("sql.open_target"))]
