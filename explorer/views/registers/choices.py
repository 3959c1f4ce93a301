"""What a register can be asked: filters, span, breakdown, one record."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from explorer.analysis.registers import counts, definitions
from explorer.analysis.registers.definitions import Choice, Register
from explorer.analysis.view import View
from explorer.core.language import Words
from explorer.links import parsing
from explorer.views import choices
from explorer.web.ui import url_state, widgets


def choose_filters(register: Register, view: View) -> Choice:
    """Draw what a register can be narrowed to and return the choice."""
    words = view.words
    with choices.line("filters"):
        find = _text("find", words)
        filters = definitions.offers(view, register)
        chosen = tuple(
            (name, _pick(name, tuple(names), definitions.ALL, names, words)) for name, names in filters.items()
        )
        states, names = register.states, words.said("facet_state", register.states)
        state = states[0] if len(states) == 1 else _pick("state", states, states[0], names, words)
    return Choice(chosen, state, find)


def choose_span(choice: Choice, words: Words) -> Choice:
    """Draw the selector of years, quarters or months and return the choice with it."""
    spans = definitions.SPANS
    with choices.line("span", across=False):
        return replace(choice, span=_pick("span", spans, spans[0], words.said("span", spans), words, "collapsed"))


def choose_breakdown(register: Register, view: View, choice: Choice) -> Choice:
    """Draw the selectors of the two dimensions and of what is counted, and return the choice with them."""
    words = view.words
    rows, columns = definitions.opening(view, register)
    names = words.said("dimension", (*register.dimensions, definitions.NONE))
    with choices.line("breakdown"):
        rows = _pick("rows", register.dimensions, rows, names, words)
        columns = _pick("columns", (*register.dimensions, definitions.NONE), columns, names, words)
        measures = definitions.MEASURES
        measure = _pick("measure", measures, measures[0], words.said("measure", measures), words)
    return replace(choice, rows=rows, columns=definitions.NONE if columns == rows else columns, measure=measure)


def choose_record(register: Register, view: View, choice: Choice) -> Choice:
    """Draw the order of the records, their pages and a record's number, and return the choice with them."""
    words = view.words

    def turn(key: str) -> object:
        return st.number_input(words("register_choice.page"), min_value=1, max_value=last, step=1, key=key)

    with choices.line("list_order"):
        names = {sort: words(f"sort{'_down' * sort.startswith('-')}.{sort.lstrip('-')}") for sort in register.sorts}
        choice = replace(choice, sort=_pick("sort", register.sorts, register.sorts[0], names, words))
        last = counts.pages(view, register, choice)
        number, ignored = url_state.choose_page(
            "page", last, turn, f"{choice.filters} {choice.state} {choice.find} {choice.sort}"
        )
        record = _text("record", words)
    widgets.notices([ignored] if ignored else [], words)
    return replace(choice, page=number, record=record)


def _text(name: str, words: Words) -> str:
    label = words(f"register_choice.{name}")
    return url_state.choose_text(name, lambda key: st.text_input(label, key=key, max_chars=parsing.LONGEST))


def _pick(
    name: str,
    options: Sequence[str],
    default: str,
    names: dict[str, str],
    words: Words,
    label: choices.LabelVisibility = "visible",
) -> str:
    """Draw a selector of a register page and return the slug chosen."""

    def draw(key: str) -> object:
        said = words(f"register_choice.{name}")
        return st.selectbox(said, options, format_func=names.__getitem__, key=key, label_visibility=label)

    chosen, ignored = url_state.choose(name, options, default, draw)
    widgets.notices([ignored] if ignored else [], words)
    return chosen
