"""What every page shares: title, menu, choices, notices, the release line, and one way to say what went wrong."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer import address, board, catalogue, exports, language, ledger, marks, registers, spelling, store, story
from explorer.address import Ignored
from explorer.catalogue import Goal
from explorer.language import Words
from explorer.store import Edition
from explorer.trouble import Trouble
from explorer.view import EVERYWHERE, View, areas_of

LabelVisibility = Literal["visible", "collapsed"]
FULL_LENGTH = 24
STYLE = Path(__file__).with_name("shell.css")
PAGES = {
    "overview": "app.py",
    "target": "pages/target.py",
    "compare": "pages/compare.py",
    "whatif": "pages/whatif.py",
    **{name: f"pages/{name}.py" for name in registers.REGISTERS},
    "ledger": "pages/ledger.py",
    "method": "pages/method.py",
}
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
    st.html(_style(dark=theme() == "dark"))
    with plainly(words):
        edition = store.edition()
        menu = st.container(horizontal=True, vertical_alignment="center", key="menu")
        view, words, ignored = _choices(edition, words)
        _menu(menu, name, view, words)
        with plainly(words):
            notices([*ignored, *address.strangers()], words)
            yield view, words
            st.caption(_release_line(view, words))


@contextmanager
def plainly(words: Words) -> Iterator[None]:
    """Say a Trouble raised inside as one sentence, and what is chosen inside as one step of the history.

    For a page, and for each part of it that runs by itself.
    """
    try:
        with address.together():
            yield
    except Trouble as trouble:
        st.error(language.quoted(words.trouble(trouble), longest=None), icon="⚠️")
        st.stop()


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
    notices([ignored] if ignored else [], words)
    return chosen


def choose_order(view: View, words: Words) -> tuple[str, str]:
    """Return how the overview is grouped and what it is narrowed to."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="order"):
        groups, filters = board.groups(view.plan), board.filters(view.plan)
        group = choose("group", groups, words.said("group", groups), words, label="collapsed")
        only = choose("only", filters, board.filter_names(view.plan, words), words, label="collapsed")
    return group, only


def choose_list(view: View, words: Words) -> tuple[str, str]:
    """Return which list of the plan's ledger is shown, and whose; a plan without tasks has neither."""
    if not view.plan.tasks:
        return ledger.ALL, ledger.ALL
    with st.container(horizontal=True, vertical_alignment="bottom", key="lists"):
        kind = choose("list", ledger.LISTS, words.said("list", ledger.LISTS), words)
        who = choose("department", ledger.departments(view.plan), ledger.department_names(view.plan, words), words)
    return kind, who


def choose_goal(view: View, words: Words) -> Goal:
    """Draw the selector of the plan's targets and return the goal chosen; several areas' goals name their area."""
    goals = view.by_key
    names = {key: f"{goal.no} {story.title(view, goal)}" for key, goal in goals.items()}
    return goals[choose("indicator", tuple(goals), names, words)]


def find(words: Words) -> str:
    """Draw the filter of a list and return what is looked for."""
    return address.choose_text(
        "find", lambda key: st.text_input(words("gap.find"), key=key, max_chars=spelling.LONGEST)
    )


def chart(spec: dict[str, Any], rows: pl.DataFrame) -> None:
    """Draw a finished spec over its rows."""
    st.vega_lite_chart(_with(rows, spec), theme=None, width="stretch")


def clickable(spec: dict[str, Any], rows: pl.DataFrame, name: str) -> None:
    """Draw a chart whose marks choose the parameter ``name`` when somebody clicks on one."""
    key = f"chart:{name}"
    st.vega_lite_chart(_with(rows, spec), theme=None, width="content", key=key, on_select=address.pick(name, key))


def _with(rows: pl.DataFrame, spec: dict[str, Any]) -> dict[str, Any]:
    """Return the spec with its rows as the bytes the page reads: Streamlit's own way takes eighteen times as long."""
    written = rows.write_ipc_stream(None, compat_level=pl.CompatLevel.oldest()).getvalue()
    return spec | {"data": {"name": "rows"}, "datasets": {"rows": written}}


def notes(sentences: Sequence[str], caption: str) -> None:
    """Draw what a reader must know, a sentence each, then a caption in Markdown."""
    st.caption("\n\n".join([*(language.quoted(sentence, longest=None) for sentence in sentences), caption]))


def html(text: str) -> None:
    """Draw HTML whose every datum is escaped; without any, nothing."""
    if text:
        st.html(text)


def table(rows: pl.DataFrame) -> None:
    """Draw a table of texts as it is; one without rows is not drawn."""
    if rows.is_empty():
        return
    st.dataframe(rows, hide_index=True, width="stretch", height="content" if rows.height <= FULL_LENGTH else "auto")


def download(label: str, rows: pl.DataFrame, file: str) -> None:
    """Offer a table as CSV that Excel opens in Chinese too: UTF-8 with its mark, no cell that acts as a formula."""
    st.download_button(label, lambda: exports.csv(rows), file_name=file, mime="text/csv", on_click="ignore")


def workbook(label: str, make: Callable[[], bytes], file: str) -> None:
    """Offer a workbook, made when somebody asks for it."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    st.download_button(label, make, file_name=f"{file}.xlsx", mime=kind, on_click="ignore")


def theme() -> str | None:
    """Return light or dark as the visitor sees the page."""
    return st.context.theme.type


@cache
def _style(dark: bool) -> str:
    # On one line: Streamlit looks at every line of every text on every run.
    return f"<style>{' '.join(STYLE.read_text('utf-8').split())} {_status_colours(dark)}</style>"


def _status_colours(dark: bool) -> str:
    """Return the colours of one theme, which marks.py owns: of lines and bars, and of the statuses."""
    palette = marks.palette("dark" if dark else "light")
    shared = f".stApp {{ --series: {palette.series}; --grey: {palette.grey}; --goal: {palette.goal}; }} "
    colours = ((status, sign.dark if dark else sign.light) for status, sign in marks.STATUS.items())
    return shared + " ".join(f".status.{status} {{ color: {colour}; }}" for status, colour in colours)


def _choices(edition: Edition, guess: Words) -> tuple[View, Words, list[Ignored]]:
    """Draw what every page can be asked for; the language is asked first, and the style puts it last."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices"):
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
        kept = view.parameters() | address.carried("indicator")
        for name, file in PAGES.items():
            st.page_link(file, label=words(f"menu.{name}"), query_params=kept, disabled=name == here)


def notices(ignored: Sequence[Ignored], words: Words) -> None:
    """Say what of the address was not used, and what stands in its place."""
    for one in ignored:
        key = "ignored" if one.used else "unread" if one.name in address.KNOWN else "stranger"
        name, asked, used = language.quoted(one.name), language.quoted(one.asked), language.quoted(one.used)
        st.warning(words(f"notice.{key}", name=name, asked=asked, used=used))


def _area_name(edition: Edition, area: str, words: Words) -> str:
    if area == EVERYWHERE:
        return words("area.all")
    return str(store.areas(edition)[area][f"name_{words.code}"])


def _release_line(view: View, words: Words) -> str:
    until, day = words.day(view.edition.until), words.day(view.as_of)
    return words("footer.release", release=view.edition.id, until=until, day=day)
