"""Prompts as widgets, and what every page says of its address: what was not used, and what no view reads."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import singledispatch
from typing import Any, Literal

import streamlit as st

from explorer.core import catalogue, language
from explorer.core.language import Words
from explorer.links import parameters
from explorer.links.ask import Ask
from explorer.links.parsing import HEAVIEST
from explorer.links.prompts import (
    Day,
    FreeText,
    Ignored,
    Number,
    One,
    PageNumber,
    Prompt,
    Several,
    Slider,
    Value,
    Weights,
)
from explorer.web.ui import url_state

TALL, WIDE = 220, 420  # pixels of a text of several lines, and of a table of weights
LABEL: Mapping[bool, Literal["visible", "collapsed"]] = {False: "visible", True: "collapsed"}


@dataclass(frozen=True)
class WidgetAsk:
    """Answers from widgets, which start from the address and write into it what somebody chooses.

    ``say``: what becomes of a value of the address that cannot be used.
    """

    say: Callable[[Ignored], None]

    def __call__(self, prompt: Prompt[Value]) -> Value:
        """Draw the prompt's widget and return what it holds."""
        answer: Value
        answer, ignored = _answered(prompt)
        if ignored:
            self.say(ignored)
        return answer

    def row(self, key: str, *, across: bool = True) -> AbstractContextManager[object]:
        """Return the place of the widgets drawn inside, side by side or below one another."""
        return st.container(horizontal=across, vertical_alignment="bottom" if across else "top", key=key)

    def given(self, name: str) -> str | None:
        """Return what the address says of a parameter, which then counts as read."""
        return url_state.given(name)

    def keep(self, name: str, used: str, ignored: Ignored | None = None) -> None:
        """Note what this run uses of a parameter, and say what of it is not used."""
        url_state.note(name, used)
        if ignored:
            self.say(ignored)


def asking(words: Words) -> Ask:
    """Return what answers the prompts of a page: widgets, each with a notice below where the address was not used."""
    return WidgetAsk(lambda one: notices([one], words))


@singledispatch
def _answered(prompt: Prompt[Any]) -> tuple[Any, Ignored | None]:
    """Draw one prompt and return what its widget holds, and what of the address was not used."""
    raise NotImplementedError(type(prompt))


@_answered.register
def _one(prompt: One) -> tuple[Any, Ignored | None]:
    def draw(key: str, _: str) -> object:
        names, shown = prompt.options, LABEL[prompt.bare]
        return st.selectbox(prompt.label, tuple(names), format_func=names.__getitem__, key=key, label_visibility=shown)

    return url_state.answer(prompt, draw)


@_answered.register
def _several(prompt: Several) -> tuple[Any, Ignored | None]:
    def draw(key: str, _: tuple[str, ...]) -> object:
        names = prompt.options
        return st.pills(prompt.label, tuple(names), selection_mode="multi", format_func=names.__getitem__, key=key)

    return url_state.answer(prompt, draw)


@_answered.register
def _number(prompt: Number) -> tuple[Any, Ignored | None]:
    def draw(key: str, _: float | None) -> object:
        shown = f"%.{prompt.digits}f"
        return st.number_input(prompt.label, *prompt.bounds, value=None, format=shown, key=key)

    return url_state.answer(prompt, draw)


@_answered.register
def _slider(prompt: Slider) -> tuple[Any, Ignored | None]:
    def draw(key: str, held: float | None) -> object:
        low, high = prompt.track
        reach, shown = (min(low, held or 0.0), max(high, held or 0.0)), "%.1f" if prompt.step < 1 else "%.0f"
        return st.slider(prompt.label, *reach, step=prompt.step, format=shown, key=key)

    return url_state.answer(prompt, draw)


@_answered.register
def _day(prompt: Day) -> tuple[Any, Ignored | None]:
    def draw(key: str, _: dt.date) -> object:
        first, last = prompt.first, prompt.last
        return st.date_input(prompt.label, key=key, min_value=first, max_value=last, format="YYYY-MM-DD")

    return url_state.answer(prompt, draw)


@_answered.register
def _text(prompt: FreeText) -> tuple[Any, Ignored | None]:
    def draw(key: str, _: str) -> object:
        said, most, hint = prompt.label, prompt.longest, prompt.hint or None
        if prompt.lines:
            return st.text_area(said, key=key, height=TALL, placeholder=hint, max_chars=most)
        return st.text_input(said, key=key, placeholder=hint, max_chars=most)

    return url_state.answer(prompt, draw)


@_answered.register
def _page(prompt: PageNumber) -> tuple[Any, Ignored | None]:
    def draw(key: str, _: int) -> object:
        return st.number_input(prompt.label, min_value=1, max_value=prompt.last, step=1, key=key)

    return url_state.answer(prompt, draw)


@_answered.register
def _weights(prompt: Weights) -> tuple[Any, Ignored | None]:
    def draw(key: str, started: dict[str, float]) -> dict[str, float]:
        rows: list[dict[str, Any]] = [
            {"area": code, "name": name, "weight": started[code]} for code, name in prompt.names.items()
        ]
        columns = {
            "area": None,
            "name": st.column_config.TextColumn(prompt.heading, disabled=True),
            "weight": st.column_config.NumberColumn(prompt.label, min_value=0.0, max_value=HEAVIEST, required=True),
        }
        edited = st.data_editor(rows, column_config=columns, hide_index=True, key=key, width=WIDE)
        return {str(row["area"]): max(float(row["weight"] or 0.0), 0.0) for row in edited}

    return url_state.answer_in_table(prompt, draw)


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
