"""The address bar, both ways: what a link says becomes a choice, what a visitor chooses becomes part of the link.

Before a widget is drawn, its value is taken from the address unless that is what this module saw last; afterwards, a
choice the visitor made is written back. A default is not: writing pushes an entry into the browser's history.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Generic, cast

import streamlit as st

from explorer.links import parameters as links_parameters
from explorer.links.prompts import Ignored, Prompt, Value, Weights

USED, READ = "address:used", "address:read"
# Not in Streamlit's state, whose every touch may end a run: what began there might never end.
_WAITING: ContextVar[dict[str, str | None] | None] = ContextVar("waiting", default=None)


@dataclass(frozen=True)
class _Seen(Generic[Value]):
    """What the address said last, what that was taken to mean, and of what it was said."""

    asked: str | None
    used: Value
    ignored: Ignored | None
    scope: str


@dataclass(frozen=True)
class _Told:
    """What the address says of a table now and what it said when the table was laid out, its start, and its number."""

    asked: str | None
    from_link: str | None
    started: dict[str, float]
    table: int


def answer(prompt: Prompt[Value], draw: Callable[[str, Value], object]) -> tuple[Value, Ignored | None]:
    """Draw the widget of a prompt and return the answer, and what was ignored in the address.

    ``draw`` gets the widget's key and what it will show, which is in Streamlit's state under that key.
    """
    name, scope, read, write = prompt.name, prompt.scope, prompt.read, prompt.write
    key, memory, asked = f"choice:{name}", f"address:{name}", given(name)
    seen: _Seen[Value] | None = st.session_state.get(memory)
    if seen is not None and seen.scope != scope and asked is not None and asked == seen.asked:
        _write({name: None})
        asked, seen = None, None
    held: Value | None = prompt.held(st.session_state[key]) if key in st.session_state else None
    if seen is None or seen.asked != asked or seen.scope != scope or (seen.ignored and asked == write(read(asked))):
        held = read(asked)
        seen = _Seen(asked, held, prompt.unusable(asked, held), scope)
    elif key not in st.session_state or (held is not None and read(write(held)) != held):
        held = read(write(seen.used))  # it was not drawn on the last page, or offers other options than it did
        seen = seen if asked is not None else _Seen(None, held, None, scope)
    elif asked is None and held == seen.used:
        held = read(None)  # a default that nobody touched may move with what it is derived from
        seen = _Seen(None, held, None, scope)
    # Always set: on another page it is another widget, which would start at its default.
    st.session_state[key] = held
    draw(key, cast("Value", held))
    chosen = prompt.held(st.session_state[key])
    if chosen != seen.used:
        seen = _Seen(write(chosen), chosen, None, scope)
        _write({name: write(chosen)})
    st.session_state[memory] = seen
    if links_parameters.worth_saying(written := write(chosen), write(read(None))):
        note(name, written)
    return chosen, seen.ignored


def answer_in_table(
    prompt: Weights, draw: Callable[[str, dict[str, float]], dict[str, float]]
) -> tuple[dict[str, float], Ignored | None]:
    """Draw the editable table of a prompt and return its weights, and what was ignored in the address.

    ``draw`` gets the table's key and the weights it starts from, and returns those it holds.
    """
    name = prompt.name
    asked = given(name)
    told: _Told | None = st.session_state.get(f"address:{name}")
    if told is None or told.asked != asked:
        told = _Told(asked, asked, prompt.read(asked), told.table + 1 if told else 0)
    held = draw(f"choice:{name}:{told.table}", told.started)
    # An edit taken back leads back to the link the table started from.
    written = told.from_link if held == told.started else prompt.write(held)
    if written != asked:
        _write({name: written})
    st.session_state[f"address:{name}"] = replace(told, asked=written)
    note(name, prompt.write(held))
    return held, prompt.unusable(asked, held) if held == told.started else None


def remembered(name: str, value: str | None = None) -> str:
    """Return what is remembered for this visitor alone, where no link carries it; ``value``: from now on."""
    if value is not None:
        st.session_state[f"remembered:{name}"] = value
    return str(st.session_state.get(f"remembered:{name}", ""))


@contextmanager
def together() -> Iterator[None]:
    """Write what is chosen inside as one step: one choice that changes another is one entry of the history."""
    if _WAITING.get() is not None:
        yield
        return
    waiting: dict[str, str | None] = {}
    token = _WAITING.set(waiting)
    try:
        yield
    finally:
        _WAITING.reset(token)
        if waiting:
            _put(waiting)


def pick(name: str, key: str) -> Callable[[], None]:
    """Return what to do when somebody clicks into the chart ``key``: the field ``name`` of the mark becomes ours."""

    def clicked() -> None:
        event = st.session_state.get(key) or {}
        points: list[dict[str, object]] = next(iter(event.get("selection", {}).values()), [])
        if points and points[0].get(name):
            _put({name: str(points[0][name])})

    return clicked


def rewrite(name: str, key: str, write: Callable[[str], str]) -> Callable[[], None]:
    """Return what to do when somebody changes the text ``key``: as ``write`` puts it, it becomes parameter ``name``."""
    return lambda: _put({name: write(str(st.session_state.get(key, "")))})


def carried(*names: str) -> dict[str, str]:
    """Return what is chosen of these parameters, on this page or in the link that led here: links take it along."""
    found = {}
    for name in names:
        value, seen = st.query_params.get(name), st.session_state.get(f"address:{name}")
        if seen is not None and seen.asked == value and f"choice:{name}" in st.session_state:
            value = st.session_state[f"choice:{name}"]
        if value and isinstance(value, str):
            found[name] = value
    return found


def begin() -> None:
    """Forget what the last run of a page read and used of its address."""
    st.session_state[USED], st.session_state[READ] = {}, set()


def note(name: str, value: str) -> None:
    """Remember what this run used of parameter ``name``, whether the address says so or not."""
    st.session_state.setdefault(USED, {})[name] = value


def used() -> dict[str, str]:
    """Return every parameter this page used, defaults too: what a link must carry."""
    return links_parameters.in_order(st.session_state.get(USED, {}))


def given(name: str) -> str | None:
    """Return what the address says of a parameter, which then counts as read."""
    st.session_state.setdefault(READ, set()).add(name)
    return st.query_params.get(name)


def left_over() -> list[str]:
    """Return what the address says and this run did not read; what this session chose before may stand there."""
    unread = links_parameters.unread(st.query_params.to_dict(), st.session_state.get(READ, set()))
    return [name for name in unread if f"address:{name}" not in st.session_state]


def strangers() -> list[Ignored]:
    """Return the parameters of the address that no page knows; Streamlit's own embed options are not strangers."""
    asked = st.query_params.to_dict().items()
    return [
        Ignored(name, value, "")
        for name, value in asked
        if not (name in links_parameters.KNOWN or name.startswith("embed"))
    ]


def _write(parameters: Mapping[str, str | None]) -> None:
    """Write into the address, now or when the widgets drawn together are done; None takes a parameter away."""
    if (waiting := _WAITING.get()) is None:
        _put(parameters)
    else:
        waiting.update(parameters)


def _put(parameters: Mapping[str, str | None]) -> None:
    """Replace the address at once, so that it is one entry of the history."""
    kept = {name: value for name, value in st.query_params.to_dict().items() if name not in parameters}
    st.query_params.from_dict(kept | {name: value for name, value in parameters.items() if value is not None})
