"""A register's records: the list, one record with what happened to it, and files of the rows, in the reader's words."""

import datetime as dt
from functools import lru_cache

import polars as pl
from htpy import Element, Node, br, div, h3, p, small, span

from explorer.analysis.registers import counts, definitions, queries
from explorer.analysis.registers.definitions import Choice, Register
from explorer.analysis.view import View
from explorer.core import marks, spreadsheet
from explorer.links import parameters
from explorer.views import html, phrases
from explorer.views.registers import html as registers_html

CODED = (
    *("city", "county", "kind", "ipc_section", "holder_type", "industry", "pre_examined", "nice_class", "mark_type"),
    *("product_class", "eu_list", "level", "state", "office", "event"),
)


@lru_cache(maxsize=128)
def listed(view: View, slug: str, choice: Choice) -> str:
    """Return one page of the list as a table; each number leads to its record."""
    register, words = definitions.REGISTERS[slug], view.words
    rows = counts.records(view, register, choice)
    if rows.is_empty():
        return html.finished(registers_html.nothing(view, register))
    titles = queries.questions()[f"{slug}_records"].columns
    columns = [html.Column(words.of(titles[column]), column) for column in register.shown]
    lines = [
        [_cell(column, row, register, choice, view) for column in register.shown] for row in rows.iter_rows(named=True)
    ]
    return html.finished(div(".wide")[html.section("", "register records", html.grid(columns, lines))])


def counted(view: View, register: Register, choice: Choice) -> str:
    """Return in a sentence how many records there are, and which of them the page shows."""
    words, total = view.words, counts.total(view, register, choice)
    if not total:
        return words("register.none_here")
    first = (choice.page - 1) * definitions.PAGE + 1
    last = min(total, first + definitions.PAGE - 1)
    said = words("register.count", count=words.number(total), first=words.number(first), last=words.number(last))
    over = [kind for kind, most in definitions.SAVED.items() if total > most]
    if over:
        most = {kind: words.number(most) for kind, most in definitions.SAVED.items()}
        said += words("register.capped", **most)
    return said


def _cell(column: str, row: dict[str, object], register: Register, choice: Choice, view: View) -> Node:
    value = row[column]
    if column == "evidence":
        return html.mark(str(value), view.words)
    text = said(column, value, view)
    if column == register.number:
        where = parameters.to(register.slug, view.parameters() | choice.parameters() | {"record": str(value)})
        return html.anchor(where, text)
    return text


def said(column: str, value: object, view: View) -> str:
    """Return a record's cell in the reader's words: codes by name, days as days, nothing as a dash."""
    if column in CODED and value is not None:
        return definitions.label(column, value, view)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return view.words.number(value, 2)
    return "–" if value is None else str(value)


@lru_cache(maxsize=128)
def detail(view: View, slug: str, choice: Choice) -> str:
    """Return one record in full, what happened to it, and the way back to the list; nothing where none is chosen."""
    register, words = definitions.REGISTERS[slug], view.words
    if not choice.record:
        return ""
    everything = choice.parameters() | {"record": ""}
    back = registers_html.way_back(view, register, words("register.back_to_list"), **everything)
    found = counts.record(view, register, choice)
    if found is None:
        return html.finished(div(".headline")[p[words("register.no_record", record=choice.record), " ", back]])
    titles = queries.questions()[f"{slug}_records"].columns
    facts = (div[small[words.of(title)], span[_fact(column, found[column], view)]] for column, title in titles.items())
    record = div(".record")[
        h3[str(found[register.name]), " ", html.mark(str(found["evidence"]), words)],
        div(".facts")[facts],
        _history(view, slug, choice),
        p[back],
    ]
    return html.finished(record)


def _fact(column: str, value: object, view: View) -> Node:
    if column == "evidence":
        return html.mark(str(value), view.words)
    if column == "source":
        return html.joined((_source(part, view) for part in str(value).split(";")), br)
    return said(column, value, view)


def _source(source: str, view: View) -> str:
    if source in ("simulation", "register"):
        return view.words(f"target.source_{source}")
    return str(phrases.sources(view.edition, view.language).get(source, {}).get("title") or source)


def _history(view: View, slug: str, choice: Choice) -> Element | None:
    words = view.words
    name = f"{slug}_history"
    if name not in queries.questions():
        return None
    rows, question = counts.special(view, name, choice), queries.questions()[name]
    caption = words.of(question.title)
    if rows.is_empty():
        return html.section(caption, "register", notes=[words("register.no_event")])
    columns = [html.Column(words.of(title), name) for name, title in question.columns.items()]
    lines = [[_fact(name, row[name], view) for name in row] for row in rows.iter_rows(named=True)]
    return html.section(caption, "register", html.grid(columns, lines))


def worded(rows: pl.DataFrame, view: View, slug: str) -> pl.DataFrame:
    """Return records with names for codes and the reader's words for columns; days stay days."""
    words, titles = view.words, queries.questions()[f"{slug}_records"].columns
    kinds = {kind: phrases.evidence_mark(kind, words) for kind in marks.EVIDENCE}
    coded = [column for column in CODED if column in rows.columns]
    return rows.with_columns(
        pl.col("evidence").replace_strict(kinds, return_dtype=pl.String),
        *(_named(rows[column], column, view) for column in coded),
    ).select(pl.col(column).alias(words.of(title)) for column, title in titles.items())


def _named(cells: pl.Series, column: str, view: View) -> pl.Series:
    names = {value: definitions.label(column, value, view) for value in cells.unique() if value is not None}
    return cells.replace_strict(names, default=None, return_dtype=pl.String)


def as_csv(view: View, slug: str, choice: Choice) -> bytes:
    """Return the rows as CSV, up to the cap of its kind."""
    register = definitions.REGISTERS[slug]
    return spreadsheet.csv(worded(counts.saved(view, register, choice, "csv"), view, slug))


def as_xlsx(view: View, slug: str, choice: Choice) -> bytes:
    """Return the rows as a workbook whose cover says what they are, up to the cap of its kind."""
    register, words = definitions.REGISTERS[slug], view.words
    title = words(f"register_title.{slug}")
    day = words.day(counts.counted_on(view, register))
    notes = {
        words("register.title"): title,
        words("choice.area"): phrases.area_name(view, view.area),
        words("choice.as_of"): day,
        words("choice.evidence"): words(f"evidence_choice.{view.evidence}"),
        words("register.filters"): narrowed(view, choice) or words("register.no_filter"),
        words("register.rows"): counted(view, register, choice),
        words("register.release"): view.edition.id,
        words("register.link"): parameters.to(slug, view.parameters() | choice.parameters()),
    }
    rows = worded(counts.saved(view, register, choice, "xlsx"), view, slug)
    return spreadsheet.xlsx({title: rows}, notes, words("register.cover"))


def narrowed(view: View, choice: Choice) -> str:
    """Return in words what the list is narrowed to."""
    words = view.words
    parts = [
        f"{words(f'register_choice.{name}')}: {definitions.label(name, value, view)}"
        for name, value in (*choice.filters, ("state", choice.state))
        if value != definitions.ALL
    ]
    if choice.find:
        parts.append(f"{words('register_choice.find')}: {choice.find}")
    return words("common.clauses").join(parts)
