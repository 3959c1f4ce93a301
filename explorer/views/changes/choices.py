"""What two views are compared: the earlier day or release, and which changes are shown."""

import datetime as dt
from dataclasses import replace

import streamlit as st

from explorer.analysis import changes
from explorer.analysis.view import FIRST_DAY, View
from explorer.core.errors import Trouble
from explorer.releases import kept as releases_kept
from explorer.releases import store
from explorer.releases.store import Edition
from explorer.views.choices import choose, line
from explorer.web.ui import url_state, widgets


def choose_since(view: View) -> tuple[View, str]:
    """Return the earlier view that ``view`` is compared with, and which of the changes are shown.

    Within one release it is of an earlier day, by default a year before. In another release it may be of the same
    day, and by default is; a release that knows less is looked at on its own last day.
    """
    words = view.words
    with line("since"):
        edition = _other_edition(view)
        other = edition != view.edition
        last = max(min(edition.until, view.as_of if other else view.as_of - dt.timedelta(days=1)), FIRST_DAY)
        usual = last if other else changes.a_year_before(view.as_of)

        def draw(key: str) -> object:
            said = words("choice.since")
            return st.date_input(said, key=key, min_value=FIRST_DAY, max_value=last, format="YYYY-MM-DD")

        since, ignored = url_state.choose_day("since", FIRST_DAY, last, draw, usual)
        what = choose("what", changes.SHOWN, words.said("change", changes.SHOWN), words)
    widgets.notices([ignored] if ignored else [], words)
    kept = tuple((dict(view.kept) | ({"release": edition.id} if other else {})).items())
    return replace(view, edition=edition, as_of=since, kept=kept), what


def _other_edition(view: View) -> Edition:
    """Return the kept release that a view is compared with; the view's own by default."""
    words = view.words
    own = view.edition
    options = tuple(dict.fromkeys((own.id, *releases_kept.kept())))
    names = {id_: id_ for id_ in options} | {own.id: words("changes.same_release", release=own.id)}
    chosen = choose("since_release", options, names, words)
    try:
        return own if chosen == own.id else store.kept_edition(chosen) or own
    except Trouble as trouble:
        raise Trouble("since_release_damaged", release=chosen) from trouble
