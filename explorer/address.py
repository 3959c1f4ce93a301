"""The address bar, both ways: what a link says becomes a choice, what a visitor chooses becomes part of the link.

Streamlit's own binding writes labels, drops defaults and forgets across pages, so the project keeps this helper. On
every run, before a widget is drawn, its value is taken from the address unless the address is what this module saw
last; after the widget, a choice the visitor made is written back. A default is not written on the first visit:
writing pushes an entry into the browser's history, and the Back button would lead nowhere.
"""

import datetime as dt
import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

import streamlit as st

KNOWN = (
    *("plan", "indicator", "area", "as_of", "evidence", "lang", "group", "only", "find", "list", "department"),
    *("county", "kind", "ipc_section", "holder_type", "industry", "pre_examined", "nice_class", "mark_type"),
    *("standard", "eu_list", "unit_level", "state", "span", "rows", "columns", "measure", "sort", "page", "record"),
)
LONGEST = 80
WAITING = "address:waiting"

Value = TypeVar("Value")


@dataclass(frozen=True)
class Ignored:
    """A parameter whose value nobody knows; ``used`` stands in its place (empty: nothing does)."""

    name: str
    asked: str
    used: str


@dataclass(frozen=True)
class _Seen(Generic[Value]):
    """What the address said last, and what that was taken to mean."""

    asked: str | None
    used: Value
    ignored: Ignored | None


def choose(
    name: str, options: Sequence[str], default: str, draw: Callable[[str], object]
) -> tuple[str, Ignored | None]:
    """Draw the widget of parameter ``name`` and return the slug chosen, and what was ignored in the address.

    ``draw`` gets the key of the widget, which offers exactly ``options``. A misspelt slug means the nearest one.
    """
    return _both_ways(name, lambda asked: _nearest(asked, options, default), str, draw)


def choose_text(name: str, draw: Callable[[str], object]) -> str:
    """Draw the text widget of parameter ``name`` and return what it holds, cut to LONGEST characters."""
    return _both_ways(name, lambda asked: " ".join((asked or "").split())[:LONGEST], str, draw)[0]


def choose_day(
    name: str, first: dt.date, last: dt.date, draw: Callable[[str], object]
) -> tuple[dt.date, Ignored | None]:
    """Draw the date widget of parameter ``name``; a day outside ``first`` to ``last`` means the nearest of the two."""
    return _both_ways(name, lambda asked: _nearest_day(asked, first, last), dt.date.isoformat, draw)


def choose_page(name: str, last: int, draw: Callable[[str], object]) -> tuple[int, Ignored | None]:
    """Draw the number widget of parameter ``name``, which turns pages from 1 to ``last``; beyond, the nearest."""
    return _both_ways(name, lambda asked: _nearest_page(asked, last), str, draw)


@contextmanager
def together() -> Iterator[None]:
    """Write what is chosen inside as one step: one choice that changes another is one entry of the history."""
    waiting: dict[str, str] = {}
    st.session_state[WAITING] = waiting
    try:
        yield
    finally:
        st.session_state[WAITING] = None
        if waiting:
            st.query_params.update(waiting)


def strangers() -> list[Ignored]:
    """Return the parameters of the address that no page knows; Streamlit's own embed options are not strangers."""
    unknown = (name for name in st.query_params if name not in KNOWN and not name.startswith("embed"))
    return [Ignored(name, st.query_params[name], "") for name in unknown]


def link(page: str, parameters: Mapping[str, str]) -> str:
    """Return the relative address of a page ('' is the overview) that carries every parameter given."""
    return f"{page or '.'}?{urlencode(parameters)}"


def _both_ways(
    name: str,
    read: Callable[[str | None], Value],
    write: Callable[[Value], str],
    draw: Callable[[str], object],
) -> tuple[Value, Ignored | None]:
    key, memory, asked = f"choice:{name}", f"address:{name}", st.query_params.get(name)
    seen: _Seen[Value] | None = st.session_state.get(memory)
    held: Value | None = st.session_state.get(key)
    if seen is None or seen.asked != asked or (seen.ignored and asked == write(read(asked))):
        held = read(asked)
        seen = _Seen(asked, held, Ignored(name, asked, write(held)) if asked not in (None, write(held)) else None)
    elif held is None or read(write(held)) != held:
        # The widget was not drawn on the last page, or offers other options than it did.
        held = read(write(seen.used))
        seen = seen if asked is not None else _Seen(None, held, None)
    # Always set: on another page it is another widget, which would start at its default.
    st.session_state[key] = held
    draw(key)
    chosen: Value = st.session_state[key]
    if chosen != seen.used:
        seen = _Seen(write(chosen), chosen, None)
        _write({name: write(chosen)})
    st.session_state[memory] = seen
    return chosen, seen.ignored


def _write(parameters: dict[str, str]) -> None:
    """Write into the address, now or when the widgets drawn together are done."""
    waiting = st.session_state.get(WAITING)
    if waiting is None:
        st.query_params.update(parameters)
    else:
        waiting.update(parameters)


def _nearest(asked: str | None, options: Sequence[str], default: str) -> str:
    if asked is None or asked in options:
        return asked or default
    words = [option for option in options if not option[:1].isdigit()]  # a mistyped code is another area, not a typo
    close = difflib.get_close_matches(asked[:LONGEST], words, n=1, cutoff=0.8)
    return close[0] if close else default


def _nearest_day(asked: str | None, first: dt.date, last: dt.date) -> dt.date:
    try:
        return min(max(dt.date.fromisoformat(asked or ""), first), last)
    except ValueError:
        return last


def _nearest_page(asked: str | None, last: int) -> int:
    number = asked if asked and asked.isascii() and asked.isdigit() else "1"
    return min(max(int(number[:LONGEST]), 1), last)
