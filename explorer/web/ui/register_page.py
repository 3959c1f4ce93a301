"""What the register pages share: filters, span, breakdown and paging as choices of the address, charts, files."""

from collections.abc import Callable

import polars as pl
import streamlit as st

from explorer import charts
from explorer.analysis.registers import counts, definitions
from explorer.analysis.registers.definitions import Choice, Register
from explorer.analysis.view import View
from explorer.core.language import Words
from explorer.links.ask import Ask
from explorer.views.registers import choices as registers_choices
from explorer.views.registers import html as registers_html
from explorer.views.registers import records
from explorer.web.ui import shell


def over_time(register: Register, view: View, choice: Choice) -> None:
    """Draw the register over time: what it holds, and what it gained and lost."""
    words = view.words
    series, unit = counts.series(view, register, choice), definitions.unit(register)
    if series.is_empty():
        st.html(registers_html.nothing(view, register))
        return
    left, right = st.columns(2, gap="medium")
    with left:
        st.html(registers_html.key(view, register, choice, "stock"))
        shell.chart(charts.stock_spec(words.code, shell.theme()), charts.stock_rows(series, choice.span, unit, words))
    with right:
        st.html(registers_html.key(view, register, choice, "flow"))
        shell.chart(charts.flow_spec(words.code, shell.theme()), charts.flow_rows(series, choice.span, unit, words))


def ahead(register: Register, months: pl.DataFrame, words: Words) -> None:
    """Draw the months to come of a register whose records end of themselves; without any, a sentence."""
    if months.is_empty():
        st.caption(words("register.none_here"))
        return
    unit = definitions.unit(register)
    shell.chart(charts.ahead_spec(words.code, shell.theme()), charts.ahead_rows(months, unit, words))


def list_records(ask: Ask, view: View, register: Register, choice: Choice) -> Choice:
    """Draw the records of the choice with their order, pages and files, and return the choice with them."""
    words = view.words
    st.subheader(words("register.list"))
    choice = registers_choices.choose_record(ask, view, register, choice)
    st.caption(records.counted(view, register, choice))
    st.html(records.listed(view, register.slug, choice))
    if not counts.total(view, register, choice):
        return choice
    with st.container(horizontal=True, key="files"):
        _save(words("register.csv"), lambda: records.as_csv(view, register.slug, choice), register.slug)
        shell.workbook(words("register.xlsx"), lambda: records.as_xlsx(view, register.slug, choice), register.slug)
    return choice


def _save(label: str, make: Callable[[], bytes], file: str) -> None:
    """Offer a CSV file, made when somebody asks for it."""
    st.download_button(label, make, file_name=f"{file}.csv", mime="text/csv", on_click="ignore")
