"""The cities' yearly forms on the publish page: made, collected, and what is right handed on as figures to publish."""

from functools import lru_cache, partial

import streamlit as st

from explorer.core import catalogue, spreadsheet, texts
from explorer.core.errors import Trouble
from explorer.core.goals import Plan
from explorer.core.language import Words
from explorer.pipeline import city_forms
from explorer.pipeline.city_forms import Collected
from explorer.pipeline.publish import jobs
from explorer.pipeline.publish.jobs import Job, Upload
from explorer.views.publish import html as publish_html
from explorer.web.ui import shell

EVERY = "all"
MOST_FAULTS = 200  # on the page; the file has them all


def bring(words: Words) -> Job | None:
    """Draw the forms to send out and those that came back; return their figures as a file, None where there are none.

    A form with a fault is left out as a whole; the others can be published before it comes back.
    """
    plan = _plan(words)
    _templates(plan, words)
    sent = st.file_uploader(
        words("gathering.files", most=jobs.LARGEST),
        accept_multiple_files=True,
        key="forms",
        max_upload_size=jobs.LARGEST,
    )
    if not sent:
        return None
    with st.spinner(words("publish.checking")):
        forms = tuple(Upload.of(one.getvalue(), one.name) for one in sent)
        found = _collected(forms, plan.slug)
    shell.html(publish_html.told(city_forms.said(found, words)))
    _faults(found, words)
    returned = city_forms.returned(found, (one.content for one in forms), words)
    if returned is None:
        st.warning(words("gathering.nothing"))
        return None
    return Job(Upload.of(returned.content, returned.file, returned.original), jobs.OBSERVATIONS, "append")


def _plan(words: Words) -> Plan:
    """Return the plan whose cities are asked: the only one with cities, or the one chosen."""
    plans = {plan.slug: plan for plan in catalogue.plans().values() if _asks(plan)}
    if len(plans) == 1:
        return next(iter(plans.values()))
    named = {slug: words.of(plan.short) for slug, plan in plans.items()}
    return plans[st.selectbox(words("publish.plan"), list(plans), format_func=named.__getitem__, key="forms_plan")]


def _asks(plan: Plan) -> bool:
    try:
        return bool(city_forms.asked(plan).goals)
    except Trouble:
        return False


def _templates(plan: Plan, words: Words) -> None:
    """Draw the choice of a city, or of all of them, and what to download for it."""
    cities = city_forms.cities(plan)
    names = {EVERY: words("gathering.every", count=len(cities))}
    names |= {code: str(city[f"name_{words.named}"]) for code, city in cities.items()}
    st.caption(texts.quoted(words("gathering.means", plan=words.of(plan.short))))
    with st.container(horizontal=True, vertical_alignment="bottom", key="forms_to_send"):
        city = st.selectbox(words("gathering.city"), list(names), format_func=names.__getitem__, key="forms_city")
        if city == EVERY:
            name = f"{plan.slug}_{EVERY}.zip"
            make = partial(city_forms.forms, plan, words)
            st.download_button(words("gathering.download_all"), make, name, "application/zip", on_click="ignore")
        else:
            name = city_forms.file_name(plan, city, words).removesuffix(".xlsx")
            shell.workbook(words("gathering.download"), partial(city_forms.form, plan, city, words), name)


@lru_cache(maxsize=jobs.MOST_CHECKED)
def _collected(forms: tuple[Upload, ...], plan: str) -> Collected:
    return city_forms.received([(one.file, one.content) for one in forms], catalogue.plans()[plan])


def _faults(found: Collected, words: Words) -> None:
    told = city_forms.faults(found, words)
    if told.is_empty():
        return
    st.error(words("gathering.faulty", count=words.number(told.height), forms=len(found.faulty)))
    shell.html(publish_html.faults(told.head(MOST_FAULTS)))
    if told.height > MOST_FAULTS:
        st.caption(words("publish.more_faults", shown=words.number(MOST_FAULTS)))
    notes = {words("intake.faults"): words("gathering.faulty", count=told.height, forms=len(found.faulty))}
    make = partial(spreadsheet.xlsx, {words("intake.faults"): told}, notes, words("intake.summary"))
    shell.workbook(words("publish.faults_file"), make, "returns_faults")
