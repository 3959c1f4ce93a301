"""The part of the publish page where the office decides about all of its release: see releases.decisions."""

from collections.abc import Sequence

import streamlit as st

from explorer.analysis import closing
from explorer.analysis.view import View
from explorer.core import catalogue, clock
from explorer.core.language import Words
from explorer.core.profile import profile
from explorer.pipeline.publish import carried
from explorer.releases import decisions
from explorer.releases.decisions import Change, Decisions
from explorer.views.publish import decisions as decisions_html
from explorer.web.ui import publish_page, shell

YEAR_WIDTH = 300  # pixels


def section(view: View) -> None:
    """Draw what is decided and what can be decided otherwise; a change is shown before it is made, as a file's is."""
    words, decided = view.words, carried.decisions()
    st.subheader(words("decision.title"))
    shell.html(decisions_html.in_force(decided, words))
    if decided.evidence == decisions.EVERYTHING and view.edition.brought:
        st.info(words("decision.question"))
    change = _asked(decided, words)
    if not change.nothing:
        with publish_page.plainly_said(words):
            publish_page.consider(change, view)


def _asked(decided: Decisions, words: Words) -> Change:
    """Draw the choices as they stand and return what somebody chose otherwise."""
    names = words.said("evidence_choice", decisions.EVIDENCE)
    evidence = st.radio(
        words("decision.evidence"),
        decisions.EVIDENCE,
        decisions.EVIDENCE.index(decided.evidence),
        format_func=names.__getitem__,
        horizontal=True,
        key=f"decide_evidence_{decided.evidence}",
    )
    simulate = decided.simulate
    if profile().simulate:
        simulate = st.checkbox(
            words("decision.simulate"),
            decided.simulate,
            help=words("decision.simulate_help"),
            key=f"decide_simulate_{decided.simulate}",
        )
    taken = [one.year for one in decided.closed]
    with st.container(horizontal=True, key="decide_years"):
        close = _year("close", [year for year in _years() if year not in taken], words)
        reopen = _year("reopen", taken, words) if taken else None
    return Change(
        None if simulate == decided.simulate else simulate,
        None if evidence == decided.evidence else evidence,
        close,
        reopen,
    )


def _years() -> list[int]:
    """Return the years that are over of the home's plan, the latest first."""
    return [year for year in reversed(closing.years(catalogue.plans()[profile().plan])) if year < clock.today().year]


def _year(act: str, years: Sequence[int], words: Words) -> int | None:
    """Draw the choice of a year to close or to open again; None where nobody chose one."""
    held = "_".join(map(str, years))  # once it is decided, it is another choice
    return st.selectbox(
        words(f"decision.{act}"),
        years,
        None,
        format_func=lambda year: words("decision.year", year=year),
        placeholder=words("decision.no_year"),
        key=f"decide_{act}_{held}",
        width=YEAR_WIDTH,
    )
