"""The full links of a page that is drawn: its own, that of its file, and the way back under a page in a frame."""

from urllib.parse import urlsplit

import streamlit as st
from htpy import Element, br, div, p, small

from explorer.core.language import Words
from explorer.links import urls
from explorer.views import html
from explorer.web.frame import sharing
from explorer.web.ui import url_state


def here() -> str:
    """Return where this site answers the reader's browser."""
    asked = urlsplit(st.context.url or "")
    return urls.origin(asked.scheme, asked.netloc)


def link(page: str) -> str:
    """Return the full address of this page with everything this run used, defaults too."""
    return urls.page(here(), page, url_state.used())


def file(page: str, kind: str, label: str) -> Element:
    """Return the link to what this page shows as a file of a kind, at whatever address the reader reached this site."""
    return p(".share-row")[html.anchor(urls.file("", page, url_state.used(), kind), label, target="_blank")]


def saved(page: str, part: str, kind: str, label: str) -> Element:
    """Return the link to a list of this page as a file of its rows, with what this run used so far."""
    return file(f"{page}/{part}", kind, label)


def way_back(page: str, words: Words) -> Element:
    """Return, under a page in a frame or on paper, the full link it shows and its QR code."""
    where = link(page)
    said = html.anchor(where, words("share.way_back", product=words("common.product")), target="_blank")
    return div(".way-back")[sharing.picture(where, words), p[said, br, small[where]]]
