"""The address bar, both ways: what a link says becomes a choice, what a visitor chooses becomes part of the link.

Most choices are links, so that the address alone holds them. A widget, for what answers while it is dragged or typed,
takes its value from the address unless that is what this module saw last; what the visitor chose is written back. A
default is not: writing pushes an entry into the browser's history.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any, Generic, cast

import streamlit as st

from explorer.core import catalogue
from explorer.links import parameters as links_parameters
from explorer.links.prompts import Ignored, Prompt, Value, Weights

ADDRESS = "address"
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


@dataclass
class Memory:
    """What this session knows of the address: one value of Streamlit's state, since each costs every run.

    ``seen``: what was last read of each parameter. ``used`` and ``read``: what this run used and read. ``kept``: what
    is remembered for this visitor alone.
    """

    seen: dict[str, Any] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    kept: dict[str, str] = field(default_factory=dict)


def memory() -> Memory:
    """Return what this session knows of the address."""
    found = st.session_state.get(ADDRESS)
    if not isinstance(found, Memory):
        st.session_state[ADDRESS] = found = Memory()
    return found


def read(prompt: Prompt[Value]) -> tuple[Value, Ignored | None]:
    """Return what the address answers, and what of it cannot be used.

    What was said of something else counts no more. What could be used until another choice changed what is offered is
    passed over in silence: nobody typed it wrong.
    """
    name, asked, known = prompt.name, given(prompt.name), memory()
    before: _Seen[Value] | None = known.seen.get(name)
    if before is not None and before.scope != prompt.scope and asked is not None and asked == before.asked:
        answer, ignored = prompt.read(None), None  # still said of what was there before, which is remembered
    else:
        answer = prompt.read(asked)
        ignored = prompt.unusable(asked, answer)
        if ignored and before is not None and before.asked == asked and before.ignored is None:
            ignored = None
        known.seen[name] = _Seen(asked, answer, ignored, prompt.scope)
    _used(prompt, answer)
    return answer, ignored


def answer(prompt: Prompt[Value], draw: Callable[[str, Value], object]) -> tuple[Value, Ignored | None]:
    """Draw the widget of a prompt and return the answer, and what was ignored in the address.

    ``draw`` gets the widget's key and what it will show, which is in Streamlit's state under that key.
    """
    name, scope, read, write = prompt.name, prompt.scope, prompt.read, prompt.write
    key, asked, known = f"choice:{name}", given(name), memory()
    seen: _Seen[Value] | None = known.seen.get(name)
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
    known.seen[name] = seen
    _used(prompt, chosen)
    return chosen, seen.ignored


def _used(prompt: Prompt[Value], answer: Value) -> None:
    if links_parameters.worth_saying(written := prompt.write(answer), prompt.write(prompt.read(None))):
        note(prompt.name, written)


def answer_in_table(
    prompt: Weights, draw: Callable[[str, dict[str, float]], dict[str, float]]
) -> tuple[dict[str, float], Ignored | None]:
    """Draw the editable table of a prompt and return its weights, and what was ignored in the address.

    ``draw`` gets the table's key and the weights it starts from, and returns those it holds.
    """
    name, known = prompt.name, memory()
    asked = given(name)
    told: _Told | None = known.seen.get(name)
    if told is None or told.asked != asked:
        told = _Told(asked, asked, prompt.read(asked), told.table + 1 if told else 0)
    held = draw(f"choice:{name}:{told.table}", told.started)
    # An edit taken back leads back to the link the table started from.
    written = told.from_link if held == told.started else prompt.write(held)
    if written != asked:
        _write({name: written})
    known.seen[name] = replace(told, asked=written)
    note(name, prompt.write(held))
    return held, prompt.unusable(asked, held) if held == told.started else None


def remembered(name: str, value: str | None = None) -> str:
    """Return what is remembered for this visitor alone, where no link carries it; ``value``: from now on."""
    kept = memory().kept
    if value is not None:
        kept[name] = value
    return kept.get(name, "")


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


def begin() -> None:
    """Forget what the last run of a page read and used of its address."""
    known = memory()
    known.used, known.read = {}, set()


def note(name: str, value: str) -> None:
    """Remember what this run used of parameter ``name``, whether the address says so or not."""
    memory().used[name] = value


def used() -> dict[str, str]:
    """Return every parameter this page used, defaults too: what a link must carry."""
    return links_parameters.in_order(memory().used)


def given(name: str) -> str | None:
    """Return what the address says of a parameter, which then counts as read."""
    memory().read.add(name)
    return st.query_params.get(name)


def address() -> dict[str, str]:
    """Return what the address says, without reading it."""
    return st.query_params.to_dict()


class Unread(Ignored):
    """A parameter that says something and that this view, as it is set, does not read."""


def left_over() -> list[Ignored]:
    """Return what the address says and this run did not read.

    What this session chose before may stand there; the menu carries every page's target along.
    """
    known, asked = memory(), address()
    names = [name for name in links_parameters.unread(asked, known.read) if name not in known.seen]
    carried = asked.get("indicator", "").partition(".")[0] in catalogue.indicators()
    return [Unread(name, asked[name], "") for name in names if not (name == "indicator" and carried)]


def seen() -> dict[str, Any]:
    """Return what this run took of the parameters it read, and nothing of what the visitor chose elsewhere."""
    known = memory()
    return {name: known.seen[name] for name in known.read if name in known.seen}


def recall(used: Mapping[str, str], seen: Mapping[str, Any]) -> None:
    """Take a page that was drawn before for drawn now."""
    known = memory()
    known.used = dict(used)
    known.seen.update(seen)


def strangers() -> list[Ignored]:
    """Return the parameters of the address that no page knows; Streamlit's own embed options are not strangers."""
    return [
        Ignored(name, value, "")
        for name, value in address().items()
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
    kept = {name: value for name, value in address().items() if name not in parameters}
    st.query_params.from_dict(kept | {name: value for name, value in parameters.items() if value is not None})
