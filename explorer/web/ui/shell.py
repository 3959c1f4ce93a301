"""What every page shares: title, choices, notices, the release line, and one way to say what went wrong.

The header, the menu and the scope stand outside, in the first HTML (see web.frame); what they must be told stands in
one hidden element at the end of a page.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from urllib.parse import urlencode

import htpy
import polars as pl
import streamlit as st
from htpy import Node, div, fragment, p

from explorer.analysis import left_out
from explorer.analysis.view import View
from explorer.core import language, spreadsheet, texts
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.links import agenda
from explorer.links.prompts import Ignored
from explorer.views import choices, phrases
from explorer.views import html as views_html
from explorer.views.changes import news
from explorer.web.auth import session
from explorer.web.frame import header, kept, scope
from explorer.web.frame.kept import KEPT, Kept
from explorer.web.http import traffic
from explorer.web.ui import drawing, share, url_state, widgets
from explorer.web.ui.drawing import flush, html, part, put
from explorer.web.ui.widgets import PageAsk

PRINT = ("true", "false")
__all__ = ["flush", "html", "page", "part", "put", "whole"]


def whole(name: str, draw: Callable[[View, PageAsk], None]) -> None:
    """Draw page ``name``, whose elements depend on its address alone: ``draw`` puts them; the same again is kept."""
    key = _key(name)
    with traffic.run(name), kept.once(key) as found:
        if found:
            url_state.recall(found.used, found.seen)
            found.again()
            return
        with drawing.remembered() as drawn:
            with _page(name) as (view, ask):
                draw(view, ask)
            if key and not ask.ignored and not ask.widgets:
                KEPT.put(key, Kept(*drawn.again(), url_state.used(), url_state.seen(), drawn.begins))


def _key(name: str) -> str:
    """Return what a page that is drawn now depends on; nothing where it also says where it is shown."""
    if st.context.is_embedded or printing():
        return ""
    preferred = language.preferred(st.context.locale)
    return kept.key(name, url_state.address(), preferred, st.context.theme.type, may_ask=session.may_ask())


@contextmanager
def page(name: str) -> Iterator[tuple[View, PageAsk]]:
    """Draw page ``name`` as ``whole`` does, one that is not kept."""
    with traffic.run(name), _page(name) as drawn:
        yield drawn


@contextmanager
def _page(name: str) -> Iterator[tuple[View, PageAsk]]:
    """Draw the shell of page ``name`` around its own content; hand on what the visitor chose, and who answers the rest.

    A Trouble raised inside becomes one sentence; whatever was drawn before stays.
    """
    words = language.words(language.preferred(st.context.locale))
    asked = url_state.address().get("lang")
    with plainly(language.words(asked) if asked in language.LANGUAGES else words):
        url_state.begin()
        ask = PageAsk()
        try:
            view = choices.choose_view(ask, words, ("release", agenda.NAME))
        except Trouble:
            _titled(name, words)
            raise
        words = view.words
        _titled(name, words)
        with plainly(words):
            yield view, ask
            ask.ignored += [*_misread(name), *url_state.strangers(), *url_state.left_over()]
            above = _above([*widgets.notices(ask.ignored, words), *_left_out(view)], name, view)
        drawing.begun()
        html(_end(name, view, ask))
        flush()
        if above:
            put(st.html, str(above))  # an element of its own, which the styles put first


def _titled(name: str, words: Words) -> None:
    title = f"{words(f'menu.{name}')} · {words('common.product')}"
    put(st.set_page_config, page_title=title, layout="wide", initial_sidebar_state="collapsed")


def _left_out(view: View) -> Iterator[htpy.Element]:
    """Yield what an added language lacks, and what is wrong with the files that are not used."""
    words = view.words
    if words.named != words.code:
        yield widgets.notice(words("notice.language_partly", count=words.borrowed))
    for name, fault in left_out.files(view.edition).items():
        yield widgets.notice(words("notice.file_left_out", name=name, why=words.trouble(fault)))


def _above(notices: list[htpy.Element], name: str, view: View) -> htpy.Element | None:
    """Return what a reader must know of the address and the day; it is drawn last and stands first."""
    newer = news.line(name, view, url_state.used()) if news.late(view) else None
    return div(".above", role="status")[notices, newer] if notices or newer else None


def _end(name: str, view: View, ask: PageAsk) -> Node:
    """Return the foot of a page, and what the frame outside must be told of it."""
    words, query = view.words, url_state.address()
    told = div(
        id="said",
        hidden=True,
        data_query=urlencode(url_state.used()),
        data_release=view.edition.id,
        data_live=" ".join(sorted(ask.widgets)),
        data_theme=theme(),
        data_agenda=header.collected(query),
    )[scope.line(name, view, tuple(query.items()))]
    bare = st.context.is_embedded or printing()
    return fragment[p(".release")[phrases.release(view)], share.way_back(name, words) if bare else None, told]


@contextmanager
def plainly(words: Words) -> Iterator[None]:
    """Say a Trouble raised inside as one sentence, and what is chosen inside as one step of the history.

    For a page, and for each part of it that runs by itself.
    """
    try:
        with url_state.together():
            yield
    except Trouble as trouble:
        flush()
        st.error(texts.quoted(words.trouble(trouble)), icon="⚠️")
        st.stop()


def chart(spec: dict[str, Any], rows: pl.DataFrame) -> None:
    """Draw a finished spec over its rows."""
    put(st.vega_lite_chart, _with(rows, spec), theme=None, width="stretch")


def clickable(spec: dict[str, Any], rows: pl.DataFrame, name: str) -> None:
    """Draw a chart whose marks choose the parameter ``name`` when somebody clicks on one."""
    key = f"chart:{name}"
    pick = url_state.pick(name, key)
    put(st.vega_lite_chart, _with(rows, spec), theme=None, width="content", key=key, on_select=pick, live=True)


def _with(rows: pl.DataFrame, spec: dict[str, Any]) -> dict[str, Any]:
    """Return the spec with its rows as the bytes the page reads: Streamlit's own way takes eighteen times as long."""
    written = rows.write_ipc_stream(None, compat_level=pl.CompatLevel.oldest()).getvalue()
    return spec | {"data": {"name": "rows"}, "datasets": {"rows": written}}


def notes(sentences: Sequence[str], caption: str) -> None:
    """Draw what a reader must know, a sentence each, then a caption."""
    put(st.caption, "\n\n".join(texts.quoted(sentence) for sentence in (*sentences, caption)))


def text(sentence: str) -> None:
    """Draw a sentence as a caption; an empty one is not drawn."""
    if sentence:
        put(st.caption, texts.quoted(sentence))


def markdown(composed: str) -> None:
    """Draw Markdown that was composed of our own sentences and quoted texts."""
    put(st.markdown, composed)


def table(rows: pl.DataFrame) -> None:
    """Draw a table of texts as it is, a long one so that it scrolls and can be searched; one without rows is not."""
    if rows.is_empty():
        return
    if printing() or rows.height <= views_html.PRINTED:
        html(views_html.printed(rows))
        return
    grid(rows)


def grid(rows: pl.DataFrame) -> None:
    """Draw a table that can be sorted and searched; a day is written as a day, which Streamlit gives midnight."""
    days = {name: st.column_config.DateColumn(format="YYYY-MM-DD") for name in rows.select(pl.selectors.date()).columns}
    # As Arrow, which is how it is sent: from Polars, Streamlit would turn it into a pandas frame on every run.
    put(st.dataframe, rows.to_arrow(), hide_index=True, width="stretch", column_config=days)


def folded(label: str) -> AbstractContextManager[object]:
    """Return a part of the page that is closed at first; on paper it is open."""
    return st.expander(label, expanded=printing())


def workbook(label: str, make: Callable[[], bytes], file: str) -> None:
    """Offer a workbook, made when somebody asks for it."""
    kind = spreadsheet.MEDIA_TYPES["xlsx"]
    put(st.download_button, label, make, file_name=f"{file}.xlsx", mime=kind, on_click="ignore", live=True)


def theme() -> str | None:
    """Return light or dark as the visitor sees the page; paper is light."""
    return "light" if printing() else st.context.theme.type


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
