"""What the page of one target can be asked besides its target: a filter of its list."""

import streamlit as st

from explorer.core.language import Words
from explorer.links import parsing
from explorer.web.ui import url_state


def find(words: Words) -> str:
    """Draw the filter of a list and return what is looked for."""
    return url_state.choose_text(
        "find", lambda key: st.text_input(words("gap.find"), key=key, max_chars=parsing.LONGEST)
    )
