"""The address bar, both ways: what a link says becomes a choice, what a visitor chooses becomes part of the link.

Before a widget is drawn, its value is taken from the address unless that is what this module saw last; afterwards, a
choice the visitor made is written back. A default is not: writing pushes an entry into the browser's history.
"""

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import streamlit as st

from explorer.links import parameters as links_parameters
from explorer.links import parsing
from explorer.links.parameters import Ignored

USED, READ = "address:used", "address:read"
# Not in Streamlit's state, whose every touch may end a run: what began there might never end.
_WAITING: ContextVar[dict[str, str | None] | None] = ContextVar("waiting", default=None)

Value = TypeVar("Value")


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


def choose(
    name: str, options: Sequence[str], default: str, draw: Callable[[str], object]
) -> tuple[str, Ignored | None]:
    """Draw the widget of parameter ``name`` and return the slug chosen, and what was ignored in the address.

    ``draw`` gets the key of the widget, which offers exactly ``options``. A misspelt slug means the nearest one.
    """
    return _both_ways(name, lambda asked: parsing.nearest(asked, options, default), str, draw)


def choose_text(name: str, draw: Callable[[str], object], spelt: parsing.Spelt = parsing.ONE_LINE) -> str:
    """Draw the text widget of parameter ``name`` and return its text; ``spelt``: how an address is read and written."""
    return _both_ways(name, *spelt, draw)[0]


def remembered(name: str, value: str | None = None) -> str:
    """Return what is remembered for this visitor alone, where no link carries it; ``value``: from now on."""
    if value is not None:
        st.session_state[f"remembered:{name}"] = value
    return str(st.session_state.get(f"remembered:{name}", ""))


def choose_day(
    name: str, first: dt.date, last: dt.date, draw: Callable[[str], object], default: dt.date | None = None
) -> tuple[dt.date, Ignored | None]:
    """Draw the date widget of parameter ``name``; a day outside ``first`` to ``last`` means the nearest of the two.

    ``default``: the day meant where none is asked for; the last one where it is not given.
    """
    return _both_ways(name, lambda asked: parsing.nearest_day(asked, first, last, default), dt.date.isoformat, draw)


def choose_page(name: str, last: int, draw: Callable[[str], object], scope: str) -> tuple[int, Ignored | None]:
    """Draw the number widget of parameter ``name``, which turns pages from 1 to ``last``; beyond, the nearest.

    ``scope``: the list that is turned; another one begins at its first page.
    """
    return _both_ways(name, lambda asked: parsing.nearest_page(asked, last), str, draw, scope)


def choose_several(
    name: str, options: Sequence[str], default: Sequence[str], draw: Callable[[str], object]
) -> tuple[tuple[str, ...], Ignored | None]:
    """Draw the widget of parameter ``name``, whose value is a list, and return the slugs chosen, in their own order."""

    def read(asked: str | None) -> tuple[str, ...]:
        wanted = default if asked is None else asked.split(",")
        known = tuple(option for option in options if option in wanted)
        return known if known or asked == "" else tuple(default)

    return _both_ways(name, read, ",".join, draw, chosen_from=tuple)


def choose_number(
    name: str,
    bounds: tuple[float, float],
    default: float | None,
    draw: Callable[[str, float | None], object],
    scope: str = "",
    *,
    clearable: bool = True,
    digits: int = 6,
) -> tuple[float | None, Ignored | None]:
    """Draw the number widget of parameter ``name``; a number outside ``bounds`` means the nearest of the two.

    ``draw`` gets the widget's key and the number it will show. ``scope`` names what the number is about: about
    something else, it is forgotten. ``clearable``: it may be left empty (None). ``digits``: decimals that make sense.
    """

    def sensible(number: float | None) -> float | None:  # a slider in steps of 0.1 stands at 0.30000000000000004
        return None if number is None else round(number, digits)

    def read(asked: str | None) -> float | None:
        try:
            number = float(asked or "")
        except ValueError:
            return None if asked == "" and clearable else sensible(default)
        return sensible(min(max(number, bounds[0]), bounds[1]) if math.isfinite(number) else default)

    return _both_ways(name, read, parsing.number, lambda key: draw(key, st.session_state[key]), scope, sensible)


def choose_weights(
    name: str,
    areas: Sequence[str],
    default: Mapping[str, float],
    draw: Callable[[str, dict[str, float]], dict[str, float]],
) -> tuple[dict[str, float], Ignored | None]:
    """Draw an editable table of one weight per area and return the weights.

    ``draw`` gets the table's key and the weights it starts from, and returns those it holds. The address writes them
    as area:weight, with commas between. What cannot be read, is negative or names another area is ignored.
    """

    def known(asked: str | None) -> dict[str, float]:
        found = {area: weight for area, weight in parsing.weights(asked) if area in areas}
        return dict.fromkeys(areas, 0.0) | found if found else dict(default)

    def junk(asked: str | None) -> Ignored | None:
        read = [area for area, _ in parsing.weights(asked) if area in areas]
        whole = asked is None or len(read) == len(asked.split(","))
        return None if whole or asked is None else Ignored(name, asked, ",".join(read or areas))

    if (link := links_parameters.being_read()) is not None:
        return link.keep(name, weights := known(given(name)), parsing.weighed(weights), junk(given(name))), None
    asked, key = given(name), f"choice:{name}"
    told: _Told | None = st.session_state.get(f"address:{name}")
    if told is None or told.asked != asked:
        told = _Told(asked, asked, known(asked), told.table + 1 if told else 0)
    held = draw(f"{key}:{told.table}", told.started)
    # An edit taken back leads back to the link the table started from.
    written = told.from_link if held == told.started else parsing.weighed(held)
    if written != asked:
        _write({name: written})
    st.session_state[f"address:{name}"] = replace(told, asked=written)
    note(name, parsing.weighed(held))
    return held, junk(asked) if held == told.started else None


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
    if (link := links_parameters.being_read()) is not None:
        link.used[name] = value
    else:
        st.session_state.setdefault(USED, {})[name] = value


def used() -> dict[str, str]:
    """Return every parameter this page used, defaults too: what a link must carry."""
    return links_parameters.in_order(st.session_state.get(USED, {}))


def given(name: str) -> str | None:
    """Return what the address says of a parameter, which then counts as read."""
    if (link := links_parameters.being_read()) is not None:
        return link.given(name)
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


def _both_ways(
    name: str,
    read: Callable[[str | None], Value],
    write: Callable[[Value], str],
    draw: Callable[[str], object],
    scope: str = "",
    chosen_from: Callable[[Any], Value] = lambda held: held,
) -> tuple[Value, Ignored | None]:
    if (link := links_parameters.being_read()) is not None:
        return link.take(name, read, write), None
    key, memory, asked = f"choice:{name}", f"address:{name}", given(name)
    seen: _Seen[Value] | None = st.session_state.get(memory)
    if seen is not None and seen.scope != scope and asked is not None and asked == seen.asked:
        _write({name: None})
        asked, seen = None, None
    held: Value | None = chosen_from(st.session_state[key]) if key in st.session_state else None
    if seen is None or seen.asked != asked or seen.scope != scope or (seen.ignored and asked == write(read(asked))):
        held = read(asked)
        seen = _Seen(
            asked, held, Ignored(name, asked, write(held)) if asked not in (None, write(held)) else None, scope
        )
    elif key not in st.session_state or (held is not None and read(write(held)) != held):
        held = read(write(seen.used))  # it was not drawn on the last page, or offers other options than it did
        seen = seen if asked is not None else _Seen(None, held, None, scope)
    elif asked is None and held == seen.used:
        held = read(None)  # a default that nobody touched may move with what it is derived from
        seen = _Seen(None, held, None, scope)
    # Always set: on another page it is another widget, which would start at its default.
    st.session_state[key] = held
    draw(key)
    chosen: Value = chosen_from(st.session_state[key])
    if chosen != seen.used:
        seen = _Seen(write(chosen), chosen, None, scope)
        _write({name: write(chosen)})
    st.session_state[memory] = seen
    if links_parameters.worth_saying(written := write(chosen), write(read(None))):
        note(name, written)
    return chosen, seen.ignored


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
