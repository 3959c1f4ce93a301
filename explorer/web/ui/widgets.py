"""Prompts on a page: read from the address and drawn as forms; widgets where a value answers while it moves."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import singledispatch
from typing import Any

import streamlit as st
from htpy import Element, p

from explorer.core.language import Words
from explorer.core.texts import shortened
from explorer.links import parameters
from explorer.links.parsing import HEAVIEST
from explorer.links.prompts import FreeText, Ignored, Prompt, Slider, Value, Weights
from explorer.web.frame import forms
from explorer.web.frame.forms import Asked
from explorer.web.ui import url_state

SPECIAL = {"release": "release_gone", "since": "since_outside"}
TALL, WIDE = 220, 420  # pixels of a text of several lines, and of a table of weights


class PageAsk:
    """Answers from the address a page was opened at.

    ``ignored``: what of it could not be used. What is asked inside a row is drawn where the page puts that row (see
    form); what is asked outside any, where the page puts its name.
    ``widgets``: what is asked by a widget, which must be drawn anew on every run.
    """

    def __init__(self) -> None:
        self.ignored: list[Ignored] = []
        self.waiting: dict[str, list[Asked]] = {}
        self.inside = ""
        self.widgets: set[str] = set()

    def __call__(self, prompt: Prompt[Value]) -> Value:
        """Return what the address says, or what the prompt's widget holds."""
        answer: Value
        answer, ignored = _answered(prompt, self)
        if ignored:
            self.ignored.append(ignored)
        return answer

    @contextmanager
    def row(self, key: str) -> Iterator[None]:
        """Draw side by side what is asked inside, where the page puts the row."""
        before, self.inside = self.inside, key
        try:
            yield
        finally:
            self.inside = before

    def given(self, name: str) -> str | None:
        """Return what the address says of a parameter, which then counts as read."""
        return url_state.given(name)

    def keep(self, name: str, used: str, ignored: Ignored | None = None) -> None:
        """Note what this run uses of a parameter, and say what of it is not used."""
        url_state.note(name, used)
        self.ignored += [ignored] if ignored else []

    def form(self, key: str, words: Words, told: str = "") -> Element | None:
        """Return the controls of a row, or of one prompt outside any, once; None where nothing waits under ``key``.

        ``told``: the sentence that they stand in, each as ``place`` writes it.
        """
        waiting = self.waiting.pop(key, ())
        return forms.sentence(key, waiting, words, told) if told else forms.drawn(key, waiting, words)

    @staticmethod
    def place(name: str) -> str:
        """Return what a sentence holds where the choice of a parameter stands in it."""
        return forms.place(name)


@singledispatch
def _answered(prompt: Prompt[Any], ask: PageAsk) -> tuple[Any, Ignored | None]:
    """Return the answer of one prompt, and what of the address was not used; its control waits for its place."""
    answer, ignored = url_state.read(prompt)
    ask.waiting.setdefault(ask.inside or prompt.name, []).append(Asked(prompt, answer))
    return answer, ignored


@_answered.register
def _slider(prompt: Slider, ask: PageAsk) -> tuple[Any, Ignored | None]:
    def draw(key: str, held: float | None) -> object:
        low, high = prompt.track
        reach, shown = (min(low, held or 0.0), max(high, held or 0.0)), "%.1f" if prompt.step < 1 else "%.0f"
        return st.slider(prompt.label, *reach, step=prompt.step, format=shown, key=key)

    ask.widgets.add(prompt.name)
    return url_state.answer(prompt, draw)


@_answered.register
def _text(prompt: FreeText, ask: PageAsk) -> tuple[Any, Ignored | None]:
    if not prompt.lines:
        return _answered.dispatch(Prompt)(prompt, ask)

    def draw(key: str, _: str) -> object:
        hint = prompt.hint or None
        return st.text_area(prompt.label, key=key, height=TALL, placeholder=hint, max_chars=prompt.longest)

    ask.widgets.add(prompt.name)
    return url_state.answer(prompt, draw)


@_answered.register
def _weights(prompt: Weights, ask: PageAsk) -> tuple[Any, Ignored | None]:
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

    ask.widgets.add(prompt.name)
    return url_state.answer_in_table(prompt, draw)


def notices(ignored: Sequence[Ignored], words: Words) -> list[Element]:
    """Return what of the address was not used, and what stands in its place."""
    said = []
    for one in ignored:
        key = "ignored" if one.used else "unreadable" if one.name in parameters.KNOWN else "stranger"
        key = "unread" if isinstance(one, url_state.Unread) else SPECIAL.get(one.name, key)
        short = {name: shortened(text) for name, text in (("name", one.name), ("asked", one.asked), ("used", one.used))}
        said.append(notice(words(f"notice.{key}", **short)))
    return said


def notice(sentence: str) -> Element:
    """Return one remark on the address."""
    return p(".notice")[sentence]
