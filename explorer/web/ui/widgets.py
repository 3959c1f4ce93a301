"""What every page says of its address: what was not used, and what no view reads."""

from collections.abc import Sequence

import streamlit as st

from explorer.core import catalogue, language
from explorer.core.language import Words
from explorer.links import parameters
from explorer.links.parameters import Ignored
from explorer.web.ui import url_state


def notices(ignored: Sequence[Ignored], words: Words) -> None:
    """Say what of the address was not used, and what stands in its place."""
    for one in ignored:
        key = "ignored" if one.used else "unreadable" if one.name in parameters.KNOWN else "stranger"
        key = {"release": "release_gone", "since": "since_outside"}.get(one.name, key)
        name, asked, used = language.quoted(one.name), language.quoted(one.asked), language.quoted(one.used)
        st.warning(words(f"notice.{key}", name=name, asked=asked, used=used))


def left_over(words: Words) -> None:
    """Say which parameters of the address this view does not read; the menu carries every page's target along."""
    for name in url_state.left_over():
        asked = url_state.given(name) or ""
        if name != "indicator" or asked.partition(".")[0] not in catalogue.indicators():
            st.warning(words("notice.unread", name=language.quoted(name), asked=language.quoted(asked)))
