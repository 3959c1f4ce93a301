"""How the elements of a page are drawn, few and once: HTML that follows HTML as one, and all of it to be sent again.

Each element costs Streamlit a message, and the visitor's page a script that is loaded and drawn.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Any

import polars as pl
import streamlit as st
from htpy import Node, div, fragment

from explorer.views import html as views_html
from explorer.web.ui import inside

# One element of a page: what draws it, with what it is given.
Element = partial[Any]


@dataclass
class Drawing:
    """A page while it is drawn: its elements so far, and HTML that waits to become one.

    ``live``: Streamlit must be told of one of them on every run, by its key or since it hands out a file. ``sent``: the
    messages it went out as; None where they cannot be listened to. ``begins``: the HTML it begins with.
    """

    elements: list[Element] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    live: bool = False
    sent: list[Any] | None = None
    begins: str = ""

    def again(self) -> tuple[Callable[[], object], int]:
        """Return what sends the page again, and its bytes: its messages, or its elements where that cannot be."""
        if self.sent is None or self.live:
            elements = tuple(self.elements)
            return lambda: [element() for element in elements], sum(map(_size, elements))
        return partial(inside.send, tuple(self.sent)), sum(one.ByteSize() for one in self.sent)


_DRAWN: ContextVar[Drawing | None] = ContextVar("drawn", default=None)


@contextmanager
def remembered() -> Iterator[Drawing]:
    """Remember what is drawn inside, for it to be sent again."""
    drawing = Drawing()
    token = _DRAWN.set(drawing)
    try:
        with inside.listening() as drawing.sent:
            yield drawing
    finally:
        _DRAWN.reset(token)


def put(draw: Callable[..., object], *given: object, live: bool = False, **more: object) -> None:
    """Draw one element; ``live`` where Streamlit must be told of it on every run."""
    flush()
    _draw(partial(draw, *given, **more), live=live)


def _draw(element: Element, *, live: bool = False) -> None:
    element()
    if (drawing := _DRAWN.get()) is not None:
        drawing.elements.append(element)
        drawing.live |= live


def html(*drawn: Node) -> None:
    """Draw HTML, every text in it escaped; without any, nothing. Where it is remembered, it waits for what follows."""
    if not (text := views_html.finished(fragment[drawn])):
        return
    if (drawing := _DRAWN.get()) is None:
        _draw(partial(st.html, text))
    else:
        drawing.waiting.append(text)


def flush() -> None:
    """Draw the HTML that waits, as one element."""
    if (drawing := _DRAWN.get()) is not None and drawing.waiting:
        begun()
        _draw(partial(st.html, _as_one(drawing.waiting)))
        drawing.waiting.clear()


def begun() -> None:
    """Note that what waits, where nothing has been drawn yet, is what the page begins with."""
    if (drawing := _DRAWN.get()) is not None:
        drawing.begins = drawing.begins or _as_one(drawing.waiting)


def _as_one(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else views_html.finished(fragment[(div(".piece")[one] for one in parts)])


def part(draw: Callable[..., None]) -> Callable[..., None]:
    """Let a part of a page run by itself when a widget inside it is used."""

    @st.fragment
    @wraps(draw)
    def alone(*given: object) -> None:
        draw(*given)
        flush()

    @wraps(draw)
    def placed(*given: object) -> None:
        flush()
        alone(*given)

    return placed


def _size(element: Element) -> int:
    """Return about how many bytes an element holds."""
    found = [*element.args, *element.keywords.values()]
    found += [rows for one in found if isinstance(one, dict) for rows in one.get("datasets", {}).values()]
    found += [part for one in found if isinstance(one, partial) for part in one.args]
    rows = sum(int(one.estimated_size()) for one in found if isinstance(one, pl.DataFrame))
    return rows + sum(len(one) for one in found if isinstance(one, str | bytes))
