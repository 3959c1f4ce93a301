"""What a register can be asked: filters, span, breakdown, one record."""

from collections.abc import Mapping
from dataclasses import replace

from explorer.analysis.registers import counts, definitions
from explorer.analysis.registers.definitions import Choice, Register
from explorer.analysis.view import View
from explorer.core.language import Words
from explorer.links.ask import Ask
from explorer.links.prompts import FreeText, One, PageNumber


def choose(ask: Ask, view: View, register: Register) -> Choice:
    """Return everything a register is asked, in the order in which its page asks."""
    choice = choose_span(ask, view, choose_filters(ask, view, register))
    return choose_record(ask, view, register, choose_breakdown(ask, view, register, choice))


def choose_filters(ask: Ask, view: View, register: Register) -> Choice:
    """Return what a register is narrowed to."""
    words = view.words
    with ask.row("filters"):
        find = ask(_text(words, "find"))
        offered = definitions.offers(view, register)
        chosen = tuple((name, ask(_one(words, name, names, definitions.ALL))) for name, names in offered.items())
        states = register.states
        state = states[0] if len(states) == 1 else ask(_one(words, "state", words.said("facet_state", states)))
    return Choice(chosen, state, find)


def choose_span(ask: Ask, view: View, choice: Choice) -> Choice:
    """Return the choice with years, quarters or months."""
    words = view.words
    with ask.row("span"):
        return replace(choice, span=ask(_one(words, "span", words.said("span", definitions.SPANS), bare=True)))


def choose_breakdown(ask: Ask, view: View, register: Register, choice: Choice) -> Choice:
    """Return the choice with two dimensions and with what is counted."""
    words = view.words
    rows, columns = definitions.opening(view, register)
    names = words.said("dimension", register.dimensions)
    with ask.row("breakdown"):
        rows = ask(_one(words, "rows", names, rows))
        crossed = names | words.said("dimension", (definitions.NONE,))
        columns = ask(_one(words, "columns", crossed, columns))
        measure = ask(_one(words, "measure", words.said("measure", definitions.MEASURES)))
    return replace(choice, rows=rows, columns=definitions.NONE if columns == rows else columns, measure=measure)


def choose_record(ask: Ask, view: View, register: Register, choice: Choice) -> Choice:
    """Return the choice with the order of the records, the page of their list, and the number of one of them."""
    words = view.words
    with ask.row("list_order"):
        names = {sort: words(f"sort{'_down' * sort.startswith('-')}.{sort.lstrip('-')}") for sort in register.sorts}
        choice = replace(choice, sort=ask(_one(words, "sort", names)))
        last, listed = counts.pages(view, register, choice), (choice.filters, choice.state, choice.find, choice.sort)
        number = ask(PageNumber("page", words("register_choice.page"), last, scope=" ".join(map(str, listed))))
        record = ask(_text(words, "record"))
    return replace(choice, page=number, record=record)


def _text(words: Words, name: str) -> FreeText:
    return FreeText(name, words(f"register_choice.{name}"))


def _one(words: Words, name: str, options: Mapping[str, str], default: str | None = None, *, bare: bool = False) -> One:
    return One(name, words(f"register_choice.{name}"), options, default, bare)
