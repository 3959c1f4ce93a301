"""What every page shares: title, menu, choices, notices, the release line, and one way to say what went wrong."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer import address, catalogue, language, store
from explorer.address import Ignored
from explorer.catalogue import Goal
from explorer.language import Words
from explorer.store import Edition
from explorer.trouble import Trouble
from explorer.view import EVERYWHERE, View, areas_of

STYLE = Path(__file__).with_name("shell.css")
PAGES = {"overview": "app.py", "target": "pages/target.py", "method": "pages/method.py"}
FIRST_DAY = dt.date(2012, 1, 1)


@contextmanager
def page(name: str) -> Iterator[tuple[View, Words]]:
    """Draw the shell of page ``name`` around its own content and hand on what the visitor chose.

    A Trouble raised inside becomes one sentence; whatever was drawn before stays.
    """
    words = language.words(language.preferred(st.context.locale))
    st.set_page_config(
        page_title=f"{words(f'menu.{name}')} · {words('common.product')}",
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.html(_style())
    try:
        edition = store.edition()
        menu = st.container(horizontal=True, vertical_alignment="center", key="menu")
        view, words, ignored = _choices(edition, words)
        _menu(menu, name, view, words)
        _notices([*ignored, *address.strangers()], words)
        yield view, words
        st.caption(_release_line(view, words))
    except Trouble as trouble:
        st.error(language.quoted(words.trouble(trouble), longest=None), icon="⚠️")
        st.stop()


def choose(name: str, options: Sequence[str], names: dict[str, str], words: Words) -> str:
    """Draw a selector of parameter ``name`` inside a page and return the slug chosen."""
    chosen, ignored = _select(name, tuple(options), options[0], names, words)
    _notices([ignored] if ignored else [], words)
    return chosen


def choose_group(options: Sequence[str], words: Words) -> str:
    """Return the way the overview is grouped, on one line; without a choice, nothing is drawn."""
    if len(options) == 1:
        return options[0]

    def draw(key: str) -> object:
        names = words.said("group", options)
        return st.radio(
            words("choice.group"),
            options,
            format_func=names.__getitem__,
            key=key,
            horizontal=True,
            label_visibility="collapsed",
        )

    chosen, ignored = address.choose("group", options, options[0], draw)
    _notices([ignored] if ignored else [], words)
    return chosen


def choose_goal(view: View, words: Words) -> Goal:
    """Draw the selector of the plan's targets and return the goal chosen."""
    goals = {goal.indicator.slug: goal for goal in reversed(view.goals)}
    names = {slug: f"{goal.no} {words.of(goal.title)}" for slug, goal in reversed(goals.items())}
    slug = choose("indicator", tuple(names), names, words)
    return goals[slug]


def chart(spec: dict[str, Any], rows: pl.DataFrame) -> None:
    """Draw a finished spec over its rows."""
    st.vega_lite_chart(rows, spec, theme=None, width="stretch")


def table(rows: pl.DataFrame) -> None:
    """Draw a table of texts as it is."""
    st.dataframe(rows, hide_index=True, width="stretch")


def theme() -> str | None:
    """Return light or dark as the visitor sees the page."""
    return st.context.theme.type


@cache
def _style() -> str:
    # On one line: Streamlit looks at every line of every text on every run.
    return f"<style>{' '.join(STYLE.read_text('utf-8').split())}</style>"


def _choices(edition: Edition, guess: Words) -> tuple[View, Words, list[Ignored]]:
    """Draw what every page can be asked for; the language is asked first, and the style puts it last."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices"), address.together():
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
    view = View(edition, plan, area, as_of, evidence, lang)
    return view, words, [ignored for ignored in (no_lang, no_plan, no_area, no_day, no_kind) if ignored]


def _select(
    name: str, options: Sequence[str], default: str, names: dict[str, str], words: Words
) -> tuple[str, Ignored | None]:
    def draw(key: str) -> object:
        return st.selectbox(words(f"choice.{name}"), options, format_func=names.__getitem__, key=key)

    return address.choose(name, options, default, draw)


def _day(edition: Edition, words: Words) -> tuple[dt.date, Ignored | None]:
    def draw(key: str) -> object:
        return st.date_input(
            words("choice.as_of"), key=key, min_value=FIRST_DAY, max_value=edition.until, format="YYYY-MM-DD"
        )

    return address.choose_day("as_of", FIRST_DAY, edition.until, draw)


def _menu(place: DeltaGenerator, here: str, view: View, words: Words) -> None:
    """Fill the menu, which stands above the choices its links carry."""
    with place:
        st.markdown(f"**{words('common.product')}**", width="content")
        for name, file in PAGES.items():
            st.page_link(file, label=words(f"menu.{name}"), query_params=view.parameters(), disabled=name == here)


def _notices(ignored: Sequence[Ignored], words: Words) -> None:
    for one in ignored:
        key = "notice.ignored" if one.used else "notice.stranger"
        name, asked, used = language.quoted(one.name), language.quoted(one.asked), language.quoted(one.used)
        st.warning(words(key, name=name, asked=asked, used=used))


def _area_name(edition: Edition, area: str, words: Words) -> str:
    if area == EVERYWHERE:
        return words("area.all")
    return str(store.areas(edition)[area][f"name_{words.code}"])


def _release_line(view: View, words: Words) -> str:
    until, day = words.day(view.edition.until), words.day(view.as_of)
    return words("footer.release", release=view.edition.id, until=until, day=day)
