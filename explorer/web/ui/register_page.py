"""What the register pages share: filters, span, breakdown and paging as choices of the address, charts, files."""

import polars as pl
from htpy import Fragment, fragment, h3, p

from explorer import charts
from explorer.analysis.registers import counts, definitions
from explorer.analysis.registers.definitions import Choice, Register
from explorer.analysis.view import View
from explorer.core.language import Words
from explorer.views.registers import choices as registers_choices
from explorer.views.registers import html as registers_html
from explorer.views.registers import records
from explorer.web.ui import share, shell
from explorer.web.ui.widgets import PageAsk


def chosen(ask: PageAsk, view: View, register: Register) -> Choice | None:
    """Draw the register's head and return what it is narrowed to; None where it does not cover the area."""
    head = registers_html.head(view, register.slug)
    if not definitions.covers(view):
        shell.html(head)
        return None
    choice = registers_choices.choose(ask, view, register)
    shell.html(head, records.detail(view, register.slug, choice), ask.form("filters", view.words))
    return choice


def over_time(register: Register, view: View, choice: Choice, ask: PageAsk) -> None:
    """Draw the register over time: what it holds, and what it gained and lost."""
    words = view.words
    top = fragment[h3[words("register.over_time")], ask.form("span", words)]
    series, unit = counts.series(view, register, choice), definitions.unit(register)
    if series.is_empty():
        shell.html(top, registers_html.nothing(view, register))
        return
    shell.html(top)
    shell.flush()  # a chart stands beside the other, each under its key
    shell.html(registers_html.key(view, register, choice, "stock"))
    shell.chart(charts.stock_spec(words.code, shell.theme()), charts.stock_rows(series, choice.span, unit, words))
    shell.html(registers_html.key(view, register, choice, "flow"))
    shell.chart(charts.flow_spec(words.code, shell.theme()), charts.flow_rows(series, choice.span, unit, words))


def breakdown(register: Register, view: View, choice: Choice, ask: PageAsk) -> Fragment:
    """Return the register by two of its dimensions."""
    words = view.words
    table = registers_html.breakdown(view, register.slug, choice)
    return fragment[h3[words("register.by_two")], ask.form("breakdown", words), table]


def ahead(register: Register, months: pl.DataFrame, words: Words) -> None:
    """Draw the months to come of a register whose records end of themselves; without any, a sentence."""
    if months.is_empty():
        shell.text(words("register.none_here"))
        return
    unit = definitions.unit(register)
    shell.chart(charts.ahead_spec(words.code, shell.theme()), charts.ahead_rows(months, unit, words))


def list_records(ask: PageAsk, view: View, register: Register, choice: Choice) -> None:
    """Draw the records of the choice with their order, pages and files."""
    words = view.words
    shell.html(
        h3[words("register.list")],
        ask.form("list_order", words),
        p(".caption")[records.counted(view, register, choice)],
        records.listed(view, register.slug, choice),
    )
    if counts.total(view, register, choice):
        shell.html(
            share.saved(register.slug, "records", "csv", words("register.csv")),
            share.saved(register.slug, "records", "xlsx", words("register.xlsx")),
        )
