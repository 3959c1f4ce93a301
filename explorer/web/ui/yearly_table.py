"""The province's yearly table on the publish page: the form to fill in, a file brought back, or cells pasted."""

from functools import partial

import streamlit as st

from explorer.core.language import Words
from explorer.pipeline.city_forms import province
from explorer.pipeline.publish import jobs
from explorer.pipeline.publish.jobs import Job, Upload
from explorer.releases import store
from explorer.web.ui import shell

TALL = 160  # pixels
LONGEST = 200_000  # signs of what is pasted


def bring(words: Words) -> Job | None:
    """Draw the forms, the uploader and the place to paste; return what was brought, None where nothing was."""
    st.caption(words("yearly.means"))
    with st.container(horizontal=True, key="yearly_forms"):
        for plan in province.plans().values():
            name = province.file_name(plan, words).removesuffix(".xlsx")
            shell.workbook(words("yearly.empty"), partial(province.form, plan, words), name)
            filled = partial(_filled, plan.slug, words)
            shell.workbook(words("yearly.filled"), filled, f"{name}_{words('yearly.filled_name')}")
    sent = st.file_uploader(words("yearly.file", most=jobs.LARGEST), key="yearly", max_upload_size=jobs.LARGEST)
    pasted = st.text_area(words("yearly.paste"), key="pasted", height=TALL, max_chars=LONGEST)
    if sent is not None:
        return Job(Upload.of(sent.getvalue(), sent.name), jobs.OBSERVATIONS, "append")
    if pasted.strip():
        return Job(Upload.of(pasted.encode(), words("yearly.pasted_name")), jobs.OBSERVATIONS, "append")
    return None


def _filled(slug: str, words: Words) -> bytes:
    return province.form(province.plans()[slug], words, store.edition())
