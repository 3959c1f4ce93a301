"""What a reader can choose: the widgets that pages share, read from the address and written back into it.

Each function draws its widget on a page; while a link is read without a page (see parameters.reading), it draws nothing
and returns what the link means. So pictures, files and pages cannot disagree about a link.
"""

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Literal

import streamlit as st

from explorer.analysis.view import EVERYWHERE, FIRST_DAY, View, areas_of
from explorer.core import catalogue, language
from explorer.core.catalogue import Goal
from explorer.core.language import Words
from explorer.links import parameters
from explorer.links.parameters import Ignored
from explorer.releases import store
from explorer.releases.store import Edition
from explorer.views import phrases
from explorer.web.ui import url_state, widgets

LabelVisibility = Literal["visible", "collapsed"]
KEPT = ("release", "agenda")


def line(key: str, *, across: bool = True) -> AbstractContextManager[object]:
    """Return the place of some choices, side by side or below one another."""
    if parameters.being_read():
        return nullcontext()
    return st.container(horizontal=across, vertical_alignment="bottom" if across else "top", key=key)


def choose_view(guess: Words) -> tuple[View, list[Ignored]]:
    """Draw what every page can be asked for; the language is asked first, and the style puts it last."""
    edition, no_release = choose_edition()
    with line("choices"):
        lang, no_lang = _select(
            "lang", language.LANGUAGES, guess.code, guess.said("language", language.LANGUAGES), guess
        )
        words, plans = language.words(lang), catalogue.plans()
        names = {slug: words.of(plan.short) for slug, plan in plans.items()}
        plan, no_plan = _select("plan", tuple(plans), next(iter(plans)), names, words)
        areas = areas_of(plans[plan], edition)
        names = {area: _area_name(edition, area, words) for area in areas}
        area, no_area = _select("area", areas, areas[0], names, words)
        as_of, no_day = _day(edition, words)
        kinds = tuple(store.EVIDENCE_SHOWN)
        evidence, no_kind = _select("evidence", kinds, "all", words.said("evidence_choice", kinds), words)
    carried = ("release",) if parameters.being_read() else KEPT  # pictures and files have no use for an agenda
    kept = tuple((name, asked) for name in carried if (asked := url_state.given(name)))
    view = View(edition, plan, area, as_of, evidence, lang, kept)
    return view, [one for one in (no_release, no_lang, no_plan, no_area, no_day, no_kind) if one]


def choose_edition() -> tuple[Edition, Ignored | None]:
    """Return the release that the link names, else the one in use, and what was ignored where it is not kept."""
    asked = url_state.given("release")
    named = store.kept_edition(asked) if asked else None
    edition = named or store.edition()
    url_state.note("release", edition.id)
    if asked and named is None:
        ignored = Ignored("release", asked, edition.id)
        if (link := parameters.being_read()) is not None:
            link.ignored.append(ignored)
        return edition, ignored
    return edition, None


def choose(
    name: str,
    options: Sequence[str],
    names: dict[str, str],
    words: Words,
    label: LabelVisibility = "visible",
    default: str | None = None,
) -> str:
    """Draw a selector of parameter ``name`` inside a page and return the slug chosen; the first one is the default."""
    usual = options[0] if default is None else default
    chosen, ignored = _select(name, tuple(options), usual, names, words, label)
    widgets.notices([ignored] if ignored else [], words)
    return chosen


def choose_goal(view: View) -> Goal:
    """Draw the selector of the plan's targets and return the goal chosen; several areas' goals name their area."""
    goals = view.by_key
    names = {key: f"{goal.no} {phrases.title(view, goal)}" for key, goal in goals.items()}
    return goals[choose("indicator", tuple(goals), names, view.words)]


def _select(
    name: str,
    options: Sequence[str],
    default: str,
    names: dict[str, str],
    words: Words,
    label: LabelVisibility = "visible",
) -> tuple[str, Ignored | None]:
    def draw(key: str) -> object:
        said = words(f"choice.{name}")
        return st.selectbox(said, options, format_func=names.__getitem__, key=key, label_visibility=label)

    return url_state.choose(name, options, default, draw)


def _day(edition: Edition, words: Words) -> tuple[dt.date, Ignored | None]:
    def draw(key: str) -> object:
        return st.date_input(
            words("choice.as_of"), key=key, min_value=FIRST_DAY, max_value=edition.until, format="YYYY-MM-DD"
        )

    return url_state.choose_day("as_of", FIRST_DAY, edition.until, draw)


def _area_name(edition: Edition, area: str, words: Words) -> str:
    if area == EVERYWHERE:
        return words("area.all")
    return str(store.areas(edition)[area][f"name_{words.code}"])
