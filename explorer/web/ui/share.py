"""The share control of every page: link, QR code, caption, pictures, files, agenda, print view, frame.

Everything it offers is made from the link, and the link carries everything this run of the page used.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

import streamlit as st
from htpy import Element, Renderable, br, div, iframe, img, p, small

from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.links import agenda, qr, urls
from explorer.links.pages import PAGES
from explorer.views import exhibits, html
from explorer.views.exhibit import Exhibit
from explorer.web.ui import url_state

PICTURES, FILES = ("png", "svg", "pdf"), ("pptx", "xlsx", "csv")
BRIEFING = "docx"


def here() -> str:
    """Return where this site answers the reader's browser."""
    asked = urlsplit(st.context.url or "")
    return urls.origin(asked.scheme, asked.netloc)


def link(page: str) -> str:
    """Return the full address of this page with everything this run used, defaults too."""
    return urls.page(here(), page, url_state.used())


def file(page: str, kind: str, label: str) -> Element:
    """Return the link to what this page shows as a file of a kind."""
    return p(".share-row")[html.anchor(urls.file(here(), page, url_state.used(), kind), label, target="_blank")]


def offer(page: str, words: Words) -> None:
    """Open the dialog that shares the page as it stands."""
    st.dialog(words("share.title"), width="large")(_shared)(page, words)


def _shared(page: str, words: Words) -> None:
    used, at = url_state.used(), here()
    seen = exhibits.of(page, used) if PAGES[page].exhibit else None
    where = urls.page(at, page, used)
    left, right = st.columns([3, 1], gap="medium")
    with left:
        _copied(words("share.link"), where)
        if seen:
            _copied(words("share.preview"), urls.preview(at, page, used))
    right.html(code(where, words))
    if seen:
        _copied(words("share.caption"), caption(seen, where, words))
        if seen.pictures or PAGES[page].listed:
            drawn = ((kind.upper(), urls.picture(at, page, used, kind)) for kind in PICTURES)
            st.html(_row(words("share.pictures"), drawn))
        kinds = (*FILES, BRIEFING) if PAGES[page].briefing else FILES
        st.html(
            _row(words("share.files"), ((words(f"share.{kind}"), urls.file(at, page, used, kind)) for kind in kinds))
        )
    more = [(words("share.print"), urls.page(at, page, used | {"print": "true"}))]
    st.html(_row(words("share.more"), more))
    if seen:
        st.html(_collected(page, used, words))
    with st.expander(words("share.embed")):
        address, name = urls.page(at, page, used | {"embed": "true"}), words(f"menu.{page}")
        framed = iframe(src=address, width="100%", height="720", style="border:0", title=name)
        st.code(str(framed), language="html", wrap_lines=True)
        st.caption(words("share.embed_note"))


def _collected(page: str, used: dict[str, str], words: Words) -> Element:
    """Return the link that adds this view to the agenda and stays on the page, or why it cannot be added."""
    try:
        text = agenda.adding(url_state.given(agenda.NAME), page, used)
    except Trouble as trouble:
        return p(".share-row")[words.trouble(trouble)]
    where = urls.page(here(), page, used | {agenda.NAME: text})
    return _row(words("menu.agenda"), [(words("share.add"), where)], target="_self")


def way_back(page: str, words: Words) -> Element:
    """Return, under a page in a frame or on paper, the full link it shows and its QR code."""
    where = link(page)
    said = html.anchor(where, words("share.way_back", product=words("common.product")), target="_blank")
    return div(".way-back")[code(where, words), p[said, br, small[where]]]


def _copied(label: str, text: str) -> None:
    """Draw a text with the button that copies it."""
    st.caption(label)
    st.code(text, language=None, wrap_lines=True)


def caption(seen: Exhibit, where: str, words: Words) -> str:
    """Return what to say beside a link: title, status with its reason, what it rests on, sources, day, the link."""
    status = f"{seen.row.status.short} · " if seen.row else ""
    simulated = [words("share.simulated")] if seen.simulated else []
    return "\n".join([seen.title, f"{status}{seen.sentence}", *simulated, seen.subtitle, seen.sources, where])


def code(where: str, words: Words) -> Renderable:
    """Return the link as a QR code, or that it is too long for one."""
    drawn = qr.picture(where)
    if drawn is None:
        return p(".share-code")[words("share.too_long")]
    return img(".share-code", src=drawn, alt=words("share.code"))


def _row(label: str, links: Iterable[tuple[str, str]], target: str = "_blank") -> Element:
    return p(".share-row")[small[label], [html.anchor(where, name, target=target) for name, where in links]]
