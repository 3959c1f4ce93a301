"""What every page shares: title, menu, choices, notices, the release line, and one way to say what went wrong."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import polars as pl
import streamlit as st
from htpy import Node, fragment
from streamlit.delta_generator import DeltaGenerator

from explorer.analysis.view import View
from explorer.core import language, marks, spreadsheet
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.core.status import Status
from explorer.links import agenda
from explorer.links.ask import Ask
from explorer.links.pages import PAGES
from explorer.links.prompts import Ignored
from explorer.releases import current
from explorer.views import choices
from explorer.views import html as views_html
from explorer.views.changes import news
from explorer.web.auth import session
from explorer.web.ui import share, url_state, widgets

FULL_LENGTH = 24
LOOK_EVERY = 40  # seconds: a viewer notices new data within a minute
# The menu names a page of a role to whoever has it, and where it is open.
MAY: Mapping[str, Callable[[], bool]] = {"publisher": session.may_publish, "analyst": session.may_ask}
PRINT = ("true", "false")
STYLES = Path(__file__).with_name("styles")


@contextmanager
def page(name: str) -> Iterator[tuple[View, Ask]]:
    """Draw the shell of page ``name`` around its own content; hand on what the visitor chose, and who answers the rest.

    A Trouble raised inside becomes one sentence; whatever was drawn before stays.
    """
    words = language.words(language.preferred(st.context.locale))
    st.set_page_config(
        page_title=f"{words(f'menu.{name}')} · {words('common.product')}",
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    html([_style(dark=theme() == "dark"), [views_html.stylesheet(one) for one in _bare()]])
    with plainly(words):
        url_state.begin()
        menu = st.container(horizontal=True, vertical_alignment="center", key="menu")
        ignored: list[Ignored] = []
        view = choices.choose_view(widgets.WidgetAsk(ignored.append), words, ("release", agenda.NAME))
        words = view.words
        shared = _menu(menu, name, view)
        with plainly(words):
            notices = st.container(key="notices")
            with notices:
                widgets.notices([*ignored, *_misread(name), *url_state.strangers()], words)
            above = st.container(key="news") if news.late(view) else None
            yield view, widgets.asking(words)
            with notices:
                widgets.left_over(words)
                if not printing() and PAGES[name].role != "publisher":  # that page says itself when it was overtaken
                    st.fragment(_look, run_every=LOOK_EVERY)(name, view)
            if above:
                with above:
                    html(news.line(name, view, url_state.used()))
            st.caption(_release_line(view))
            _end(name, words)
            if shared:
                share.offer(name, words)


def _look(name: str, view: View) -> None:
    """Say that another release came into use since the page was drawn: reads one small file, draws one line at most."""
    try:
        framed = {"embed": "true"} if st.context.is_embedded else {}
        html(news.fresh(name, view, url_state.used() | framed, current.in_use()))
    except Trouble:
        return  # what is wrong is said when the page is drawn anew


@contextmanager
def plainly(words: Words) -> Iterator[None]:
    """Say a Trouble raised inside as one sentence, and what is chosen inside as one step of the history.

    For a page, and for each part of it that runs by itself.
    """
    try:
        with url_state.together():
            yield
    except Trouble as trouble:
        st.error(language.quoted(words.trouble(trouble), longest=None), icon="⚠️")
        st.stop()


def chart(spec: dict[str, Any], rows: pl.DataFrame) -> None:
    """Draw a finished spec over its rows."""
    st.vega_lite_chart(_with(rows, spec), theme=None, width="stretch")


def clickable(spec: dict[str, Any], rows: pl.DataFrame, name: str) -> None:
    """Draw a chart whose marks choose the parameter ``name`` when somebody clicks on one."""
    key = f"chart:{name}"
    st.vega_lite_chart(_with(rows, spec), theme=None, width="content", key=key, on_select=url_state.pick(name, key))


def _with(rows: pl.DataFrame, spec: dict[str, Any]) -> dict[str, Any]:
    """Return the spec with its rows as the bytes the page reads: Streamlit's own way takes eighteen times as long."""
    written = rows.write_ipc_stream(None, compat_level=pl.CompatLevel.oldest()).getvalue()
    return spec | {"data": {"name": "rows"}, "datasets": {"rows": written}}


def notes(sentences: Sequence[str], caption: str) -> None:
    """Draw what a reader must know, a sentence each, then a caption in Markdown."""
    st.caption("\n\n".join([*(language.quoted(sentence, longest=None) for sentence in sentences), caption]))


def html(drawn: Node) -> None:
    """Draw elements of a page, every text in them escaped; without any, nothing."""
    if drawn:
        st.html(str(fragment[drawn]))


def table(rows: pl.DataFrame) -> None:
    """Draw a table of texts as it is; one without rows is not drawn."""
    if rows.is_empty():
        return
    if printing():
        st.html(views_html.printed(rows))
        return
    grid(rows, height="content" if rows.height <= FULL_LENGTH else "auto")


def grid(rows: pl.DataFrame, height: Literal["content", "auto"] = "auto") -> None:
    """Draw a table that can be sorted and searched; a day is written as a day, which Streamlit gives midnight."""
    days = {name: st.column_config.DateColumn(format="YYYY-MM-DD") for name in rows.select(pl.selectors.date()).columns}
    st.dataframe(rows, hide_index=True, width="stretch", height=height, column_config=days)


def folded(label: str) -> AbstractContextManager[object]:
    """Return a part of the page that is closed at first; on paper it is open."""
    return st.expander(label, expanded=printing())


def download(label: str, rows: pl.DataFrame, file: str) -> None:
    """Offer a table as CSV that Excel opens in Chinese too: UTF-8 with its mark, no cell that acts as a formula."""
    st.download_button(label, lambda: spreadsheet.csv(rows), file_name=file, mime="text/csv", on_click="ignore")


def workbook(label: str, make: Callable[[], bytes], file: str) -> None:
    """Offer a workbook, made when somebody asks for it."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    st.download_button(label, make, file_name=f"{file}.xlsx", mime=kind, on_click="ignore")


def theme() -> str | None:
    """Return light or dark as the visitor sees the page; paper is light."""
    return "light" if printing() else st.context.theme.type


@cache
def _style(dark: bool) -> str:
    return str(views_html.stylesheet(f"{_sheet('shell')} {_status_colours(dark)}"))


@lru_cache(maxsize=4)
def _sheet(name: str) -> str:
    """Return a style sheet on one line: Streamlit looks at every line of every text on every run."""
    return " ".join((STYLES / f"{name}.css").read_text("utf-8").split())


def _status_colours(dark: bool) -> str:
    """Return the colours of one theme, which marks.py owns: of lines and bars, and of the statuses."""
    palette = marks.palette("dark" if dark else "light")
    used = {"series": palette.series, "grey": palette.grey, "goal": palette.goal, "paper": palette.paper}
    asked = marks.STATUS[Status.ACCELERATE]
    used["asked"] = asked.dark if dark else asked.light
    shared = f".stApp {{ {' '.join(f'--{name}: {colour};' for name, colour in used.items())} }} "
    colours = ((status, sign.dark if dark else sign.light) for status, sign in marks.STATUS_KINDS.items())
    return shared + " ".join(f".status.{status} {{ color: {colour}; }}" for status, colour in colours)


def _menu(place: DeltaGenerator, here: str, view: View) -> bool:
    """Fill the menu, which stands above the choices its links carry; return whether the page is to be shared."""
    words = view.words
    with place:
        st.markdown(f"**{words('common.product')}**", width="content")
        kept = view.parameters() | url_state.carried("indicator")
        for name, one in PAGES.items():
            if name != here and one.role and not MAY[one.role]():
                continue
            label = words(f"menu.{name}") + (_collected(view) if name == agenda.NAME else "")
            st.page_link(one.script, label=label, query_params=kept, disabled=name == here)
        return st.button(words("share.open"), icon=":material/share:", key="share")


def _collected(view: View) -> str:
    """Return how many views the agenda that links carry along holds; nothing without one, or where it is damaged."""
    try:
        count = len(agenda.read(dict(view.kept).get(agenda.NAME, "")).items)
    except Trouble:
        return ""
    return f" ({count})" if count else ""


def _misread(here: str) -> Iterator[Ignored]:
    """Yield what the address asks of the shell itself and cannot be read."""
    if (asked := url_state.given("print") or "") not in ("", *PRINT):
        yield Ignored("print", asked, "")
    try:
        agenda.read(asked := url_state.given(agenda.NAME) or "")
    except Trouble:
        if here != agenda.NAME:  # that page says what is wrong with it
            yield Ignored(agenda.NAME, asked, "")


def printing() -> bool:
    """Whether the page is to be printed: everything open, no controls, black on white."""
    return url_state.given("print") == PRINT[0]


def _bare() -> list[str]:
    """Return the styles of a page without its controls: in another site's frame, or for print."""
    kinds = {"embed": bool(st.context.is_embedded), "print": printing()}
    return [_sheet("bare"), *(_sheet(kind) for kind, asked in kinds.items() if asked)] if any(kinds.values()) else []


def _end(name: str, words: Words) -> None:
    """Close a page that leaves the explorer with the way back to it."""
    if st.context.is_embedded or printing():
        st.html(share.way_back(name, words))


def _release_line(view: View) -> str:
    words = view.words
    until, day = words.day(view.edition.until), words.day(view.as_of)
    return words("footer.release", release=view.edition.id, until=until, day=day)
