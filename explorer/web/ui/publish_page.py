"""The widgets of the publish page, from the sign-in to the roll-back. What they do stands in desk.

Every act asks again who is acting: a page that was left open may have lost its role.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.analysis.view import View
from explorer.core import roles, texts
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.core.roles import Visitor
from explorer.pipeline import intake
from explorer.pipeline.city_forms import province
from explorer.pipeline.intake import Checked, extent
from explorer.pipeline.publish import jobs, publishing, signing
from explorer.pipeline.publish.jobs import Asked, Job
from explorer.pipeline.publish.prepared import Prepared
from explorer.releases import current
from explorer.views import html as views_html
from explorer.views.publish import changed as publish_changed
from explorer.views.publish import html as publish_html
from explorer.web.auth import session
from explorer.web.ui import shell

SIGN_IN_HELPS = ("login_needed", "login_expired")
LONGEST_NOTE = 200
MOST_FAULTS = 200  # on the page; the file has them all


def entered(view: View) -> bool:
    """Whether the visitor may publish, and is greeted; else say why not, and what may help."""
    words, login, visitor = view.words, session.login(), session.visitor()
    shell.html(publish_html.head(view, login, visitor))
    if login is None:
        return False
    may = roles.allowed(visitor, "publisher")
    (signed_in if may else at_the_door)(visitor, words)
    return may


def at_the_door(visitor: Visitor, words: Words) -> None:
    """Say why this visitor cannot publish, and offer what may help: to sign in, or to sign out and come as another."""
    why = visitor.refusal or Trouble("role_missing", who=visitor.who)
    shell.html(publish_html.at_the_door(why, words))
    if why.key in SIGN_IN_HELPS:
        if st.button(words("publish.sign_in"), type="primary", key="sign_in"):
            session.sign_in()
    elif st.button(words("publish.sign_out"), key="sign_out"):
        session.sign_out()


def signed_in(visitor: Visitor, words: Words) -> None:
    """Say who is signed in and offer to sign out."""
    with st.container(horizontal=True, vertical_alignment="center", key="signed_in"):
        st.html(publish_html.signed_in(visitor, words), width="content")
        if st.button(words("publish.sign_out"), key="sign_out", type="tertiary"):
            session.sign_out()


def check(job: Job, words: Words) -> bool:
    """Draw what the check of the file found; return whether it may be published."""
    st.subheader(words("publish.checked"))
    with plainly_said(words):
        with st.spinner(words("publish.checking")):
            found = jobs.check(job.upload, job.table)
        if found.unread:
            st.warning(texts.quoted(words("publish.unread", columns=words("common.list").join(found.unread))))
        if found.faults.is_empty():
            st.success(
                words("publish.clean", rows=words.number(found.rows.height), table=words(f"table_name.{job.table}"))
            )
        if questions := extent.asked(found, job.scope, job.until):
            st.warning(words("intake.questions", count=len(questions)))
            shell.html(views_html.printed(intake.asked(questions, found.table, words).cast(pl.String)))
        if found.faults.is_empty():
            return not found.rows.is_empty()
        _faults(job, found, words)
    return False


def _faults(job: Job, found: Checked, words: Words) -> None:
    many, wrong = found.faults.height, found.faults["row"].n_unique()
    st.error(words("publish.faulty", faults=words.number(many), rows=words.number(wrong)))
    shell.html(publish_html.faults(intake.said(found.faults.head(MOST_FAULTS), words)))
    if many > MOST_FAULTS:
        st.caption(words("publish.more_faults", shown=words.number(MOST_FAULTS)))
    name = f"{job.upload.file.rpartition('.')[0] or job.table}_faults"
    shell.workbook(words("publish.faults_file"), lambda: intake.faults_workbook(found.faults, words), name)


def preview(job: Job, view: View) -> None:
    """Draw what publishing would change, and the button that does it; until somebody asks, the button that looks.

    Of a file that is in use already, what was made of it.
    """
    words = view.words
    with plainly_said(words):
        if event := jobs.published(job, publishing.history()):
            st.subheader(words("publish.result"))
            shell.html(publish_html.published(event, job.table, current.in_use(), words))
            return
        st.subheader(words("publish.preview"))
        consider(job, view)


def consider(asked: Asked, view: View) -> None:
    """Draw what a file or a decision would change, and the button that does it; first the button that looks."""
    place = st.empty()
    prepared = jobs.ready(asked) or _look(asked, place, view.words)
    if prepared is None:
        return
    with place.container():
        sent = _offer(prepared, view, _kind(asked))
    if sent:
        st.rerun()  # the page is of the new release then, and says that it was published


def _kind(asked: Asked) -> str:
    return "file" if isinstance(asked, Job) else "decision"


def _look(asked: Asked, place: DeltaGenerator, words: Words) -> Prepared | None:
    """Draw the button that makes the release aside; return the release when somebody pressed it."""
    kind = _kind(asked)
    with place.container():
        if jobs.overtaken(asked):
            st.warning(words("publish.overtaken"))
        st.caption(words(f"publish.preview_means_{kind}"))
        if not st.button(words("publish.look"), key=f"look_{kind}"):
            return None
    by = session.publisher()
    with place.container(), _progress(words) as progress:
        return jobs.prepare(asked, progress, by)


def _offer(prepared: Prepared, view: View, kind: str) -> bool:
    """Draw a prepared release and the button that puts it in use; return whether somebody did."""
    words = view.words
    shell.html(publish_html.changes(prepared, words))
    if prepared.nothing_new:
        return False
    who, asked = session.visitor().who, "reason" if prepared.corrections else "note"
    shell.html(publish_changed.figures(prepared, view, who))
    if prepared.changed:
        make = partial(signing.workbook, prepared, words, by=who)
        shell.workbook(words("publish.list_file"), make, f"changes_{prepared.release}")
    shell.html(publish_changed.restated(jobs.restated(), words))
    shell.html(publish_changed.corrections(prepared.corrections, words))
    example = words("publish.reason_example" if prepared.corrections else f"publish.note_example_{kind}")
    with st.form(kind, border=False, enter_to_submit=False):
        note = st.text_input(words(f"publish.{asked}"), max_chars=LONGEST_NOTE, placeholder=example, key=f"note_{kind}")
        sent = st.form_submit_button(words(f"publish.publish_{kind}"), type="primary")
    if not sent:
        return False
    by = session.publisher()
    with st.spinner(words("publish.publishing")):
        jobs.publish(prepared, by, texts.shortened(note, None))
    return True


@contextmanager
def _progress(words: Words) -> Iterator[Callable[[str], None]]:
    """Draw a bar that the steps of the work move on, and take it away in the end."""
    bar = st.progress(0.0, words("publish.preparing"))

    def step(name: str) -> None:
        bar.progress(jobs.STEPS.index(name) / len(jobs.STEPS), words(f"publishing_step.{name}"))

    try:
        yield step
    finally:
        bar.empty()


def templates(words: Words) -> None:
    """Draw the templates, one for each table."""
    st.subheader(words("publish.templates"))
    st.caption(words("publish.templates_mean"))
    with st.container(horizontal=True, key="templates"):
        for plan in province.plans().values():
            name = province.file_name(plan, words).removesuffix(".xlsx")
            shell.workbook(
                texts.quoted(words("publish.yearly_form", plan=words.of(plan.short))),
                partial(province.form, plan, words),
                name,
            )
        for table in jobs.TABLES:
            shell.workbook(words(f"table_name.{table}"), partial(intake.template, table, words), f"{table}_template")


def by_command(words: Words) -> None:
    """Draw how a maintainer publishes where no login is set up; folded, as it is not what a visitor comes for."""
    if session.login() is None:
        shell.html(publish_html.by_command(words))


def history(words: Words) -> None:
    """Draw what was published, and the way back to a release that is still kept."""
    st.subheader(words("publish.history"))
    with plainly_said(words):
        events, others = publishing.history(), publishing.earlier()
        shell.html(publish_html.history(events, words))
        if not others:
            st.caption(words("publish.nothing_to_roll_back"))
            return
        with st.container(horizontal=True, vertical_alignment="bottom", key="roll_back"):
            named = {name: publish_html.release(name, events, words) for name in others}
            chosen = st.selectbox(
                words("publish.roll_back_to"), others, format_func=named.__getitem__, key="roll_back_to"
            )
            asked = st.button(words("publish.roll_back"), key="ask_roll_back")
        if asked:
            st.dialog(words("publish.roll_back_title"))(_roll_back)(chosen, words)


def _roll_back(id_: str, words: Words) -> None:
    """Ask once more, and do it."""
    with shell.plainly(words):
        st.write(texts.quoted(words("publish.roll_back_means", release=id_)))
        if st.button(words("publish.roll_back_confirm"), type="primary", key="confirm_roll_back"):
            by = session.publisher()
            with st.spinner(words("publish.publishing")):
                publishing.roll_back(id_, by)
            st.rerun()


@contextmanager
def plainly_said(words: Words) -> Iterator[None]:
    """Say a Trouble raised inside as one sentence; the page goes on below it."""
    try:
        yield
    except Trouble as trouble:
        st.error(texts.quoted(words.trouble(trouble)), icon="⚠️")
