"""A register in figures and tables: its head, its breakdown, and what one register alone is asked, as escaped HTML."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from html import escape

import polars as pl

from explorer.analysis.registers import counts, definitions, queries
from explorer.analysis.registers.counts import Figure
from explorer.analysis.registers.definitions import Choice, Register
from explorer.analysis.view import View
from explorer.core.language import Words
from explorer.core.profile import profile
from explorer.links import parameters
from explorer.releases import store
from explorer.views import html, phrases
from explorer.views.registers import text as registers_text

POINTS = "%"
HARDLY = 0.0005
# Columns that count the same in the same unit: their bars have one scale.
ALIKE = (
    {"inventions", "before"},
    {"grants", "before"},
    {"pre_examined", "ordinary"},
    {"pre_examined_granted", "ordinary_granted"},
    {"indications", "products", "with_standard", "without"},
    {"first_list", "second_list"},
)


def way_back(view: View, register: Register, text: str, **changed: str) -> str:
    """Return a link to the register's page without filters; ``changed`` overrides parts of the view."""
    where = parameters.to(register.slug, view.parameters() | changed)
    return f'<a href="{escape(where)}" target="_self">{escape(text)}</a>'


@lru_cache(maxsize=256)
def head(view: View, slug: str) -> str:
    """Return the page's head: what register it is, of where and when, what it rests on, and its figures."""
    register, words = definitions.REGISTERS[slug], view.words
    lines = [f"<h2>{escape(words(f'register_title.{slug}'))}</h2>"]
    if not definitions.covers(view):
        mine = profile()
        text = words("register.to_home", home=phrases.area_name(view, mine.home))
        back = way_back(view, register, text, plan=mine.plan, area=mine.home)
        return f'<div class="headline">{lines[0]}<p>{escape(registers_text.not_covered(view))} {back}</p></div>'
    counted = counts.counted_on(view, register)
    place = phrases.area_name(view, view.area)
    kind = words(f"evidence_choice.{view.evidence}")
    lines.append(f"<p>{escape(words('register.subtitle', area=place, day=words.day(counted), evidence=kind))}</p>")
    if view.evidence == "all" and store.weakest(view.edition, register.tables) == "simulated":
        where = way_back(view, register, words("overview.published_only"), evidence="published")
        lines.append(f'<p class="simulated-shown">{escape(words("overview.simulated_shown"))} {where}</p>')
    if not store.filled([slug], view.edition):
        lines.append(f"<p>{escape(words('register.unfilled'))}</p>")
    elif not counts.complete(view, register):
        back = way_back(view, register, words("register.show_all_evidence"), evidence="all")
        lines.append(f"<p>{escape(words('register.incomplete'))} {back}</p>")
    empty = "register.nothing_to_divide" if counts.complete(view, register) else "overview.no_published"
    cards = "".join(_card(figure, view, counted, words(empty)) for figure in counts.figures(view, register))
    return f'<div class="headline">{"".join(lines)}</div><div class="figures">{cards}</div>'


def _card(figure: Figure, view: View, counted: dt.date, empty: str) -> str:
    words = view.words
    title = escape(words.of(figure.title))
    if figure.target:
        where = parameters.to("target", view.parameters(indicator=figure.target))
        title = f'<a href="{escape(where)}" target="_self">{title}</a>'
    if figure.value is None:
        return f"<div><small>{title}</small><b>–</b><span>{escape(empty)}</span></div>"
    number, _, unit = words.amount(figure.value, figure.unit, figure.digits).partition(" ")
    lines = [
        f"<small>{title}</small><b>{escape(number)} <small>{escape(unit)}</small></b>",
        f"<span>{escape(_change(figure, words))}</span>",
    ]
    if figure.published is not None:
        said = words.amount(figure.published, figure.unit, figure.digits)
        lines.append(f"<span>{escape(words('register.target_shows', value=said))}</span>")
    when = "" if figure.on == counted else f" <small>{escape(words.at(figure.on))}</small>"
    lines.append(f"<span>{html.mark(figure.evidence, words)}{when}</span>")
    return f"<div>{''.join(lines)}</div>"


def _change(figure: Figure, words: Words) -> str:
    """Return a figure's change on the same day of the year before: relative, or in points of a percentage."""
    if figure.value is None or figure.before is None:
        return words("register.no_year_before")
    change = figure.value - figure.before
    if words.of(figure.unit) == POINTS:
        points = words("common.percentage_points", value=f"{change:+.{figure.digits}f}")
        return words("register.on_year_before", change=points)
    if figure.before == 0:
        return words("register.from_nothing" if change else "register.unchanged")
    rate = change / figure.before
    return words("register.unchanged" if abs(rate) < HARDLY else "register.on_year_before", change=words.rate(rate))


@lru_cache(maxsize=128)
def breakdown(view: View, slug: str, choice: Choice) -> str:
    """Return the counts by two dimensions as a table, each cell shaded by its share of the greatest."""
    register, words = definitions.REGISTERS[slug], view.words
    found = counts.breakdown(view, register, choice)
    if found.is_empty():
        return nothing(view, register)
    rows = _order(register, choice.rows, found["row_value"])
    columns = _order(register, choice.columns, found["column_value"]) if choice.columns != definitions.NONE else []
    cells = {(row, column): count for row, column, count in found.select("row_value", "column_value", "count").rows()}
    sums = _sums(found, "row_value")
    weak = dict(found.group_by("row_value").agg(pl.col("weakness").max()).rows())
    # The mark stands beside the sum, where a table of many columns still shows it.
    top = [words(f"dimension.{choice.rows}"), words("register.sum"), words("table.evidence")]
    top += [definitions.label(choice.columns, column, view) for column in columns]
    kinds = ["name", "num sum", "evidence", *["num"] * len(columns)]
    most, largest = max(abs(count) for count in cells.values()), max(abs(count) for count in sums.values())
    lines = []
    for row in rows:
        line = [
            escape(_row_name(choice.rows, row, view)),
            html.bar(sums[row], largest, words, simulated=weak[row] == 2),
            html.mark(counts.WEAKNESS[weak[row]], words),
            *(_shaded(cells.get((row, column), 0.0), most, words) for column in columns),
        ]
        lines.append(html.line(zip(kinds, top, line, strict=True)))
    below, weakest = _sums(found, "column_value"), html.mark(counts.WEAKNESS[max(weak.values())], words)
    last = [escape(words("register.sum")), words.number(sum(sums.values())), weakest]
    last += [words.number(below[column]) for column in columns]
    lines.append(html.line(zip(kinds, top, last, strict=True)))
    body = f"<tbody>{''.join(lines)}</tbody>"
    return html.wrapped(html.table("", "register matrix", list(map(escape, top)), body))


def _sums(found: pl.DataFrame, by: str) -> dict[str | None, float]:
    return dict(found.group_by(by).agg(pl.col("count").sum()).rows())


def _order(register: Register, dimension: str, values: pl.Series) -> list[str | None]:
    """Return the values in the order of the register's filters, places and others by code, what is not known last."""
    parameter = "unit_level" if dimension == "level" else dimension
    known = {value: place for place, value in enumerate(register.filters.get(parameter, ()))}
    found = values.unique().to_list()
    return sorted(found, key=lambda value: (value is None, known.get(value, len(known)), str(value)))


def _row_name(dimension: str, value: str | None, view: View) -> str:
    """Return a row's name; a county's with its city, where several cities are shown."""
    name, area = definitions.label(dimension, value, view), store.areas(view.edition).get(value or "")
    if dimension != "county" or not area or area["parent"] == view.area:
        return name
    return f"{phrases.area_name(view, str(area['parent']))} · {name}"


def _shaded(count: float, most: float, words: Words) -> str:
    if not count:
        return '<span class="zero">0</span>'
    return f'<span class="shade" style="--share: {abs(count) / most:.2f}">{words.number(count)}</span>'


def key(view: View, register: Register, choice: Choice, chart: str) -> str:
    """Return what stands above a chart: what it shows in which unit, its bars by name with their newest values."""
    words, unit = view.words, definitions.unit(register)
    said = f"<b>{escape(words(f'register.{chart}', unit=words.of(unit)))}</b>"
    if chart == "flow":
        newest = counts.series(view, register, choice).row(-1, named=True)
        period = definitions.period_name(newest["period"], choice.span, words, partial=newest["partial"])
        for role, family in (("begun", "register_flow"), ("ended", "register_end")):
            name, value = words(f"{family}.{register.slug}"), words.amount(newest[role], unit, 0)
            if newest[role]:
                line = words("register.newest_flow", name=name, period=period, value=value)
                said += f'<span class="key {role}">{escape(line)}</span>'
    weakest = store.weakest(view.edition, register.tables)
    invented = weakest in store.EVIDENCE_SHOWN[view.evidence] and weakest == "simulated"
    return f'<p class="chart-key">{said}{html.mark("simulated", words) if invented else ""}</p>'


def nothing(view: View, register: Register) -> str:
    """Return that nothing was found, and the way back to everything."""
    words = view.words
    back = way_back(view, register, words("register.back"))
    if not counts.complete(view, register):
        back += " " + way_back(view, register, words("register.show_all_evidence"), evidence="all")
    return f'<div class="headline"><p>{escape(words("register.no_hit"))} {back}</p></div>'


@lru_cache(maxsize=128)
def table_of(view: View, name: str, choice: Choice) -> str:
    """Return the answer to a question as a table: its first column named, the others numbers with bars."""
    words, question = view.words, queries.questions()[name]
    rows = counts.special(view, name, choice)
    register = definitions.REGISTERS[next(slug for slug in definitions.REGISTERS if name.startswith(slug))]
    caption = words.of(question.title)
    if rows.is_empty():
        return html.table(caption, "register", [], "", [words("register.none_here")])
    names = [words.of(question.columns[column]) for column in question.columns]
    weakest = marks_of(rows, view, register)
    numbers = [column for column in question.columns if rows[column].dtype == pl.Float64]
    greatest = {
        column: max((abs(value) for value in rows[column] if value is not None), default=0) for column in numbers
    }
    most = {column: max(greatest[other] for other in _alike(column, numbers)) for column in numbers}
    say = _sayers(view, numbers, most)
    lines = []
    for row, evidence in zip(rows.iter_rows(named=True), weakest, strict=True):
        cells = [
            ("num" if column in numbers else "name", title, say(column, row[column], evidence == "simulated"))
            for column, title in zip(question.columns, names, strict=True)
        ]
        lines.append(html.line([*cells, ("evidence", words("table.evidence"), html.mark(evidence, words))]))
    top = [*map(escape, names), escape(words("table.evidence"))]
    return html.wrapped(
        html.table(caption, "register numbers", top, f"<tbody>{''.join(lines)}</tbody>", _notes(name, words))
    )


def _alike(column: str, numbers: Sequence[str]) -> set[str]:
    """Return the columns whose bars have one scale with a column's."""
    return {other for group in ALIKE if column in group and group <= set(numbers) for other in group} | {column}


def _notes(name: str, words: Words) -> Sequence[str]:
    key = f"register_note.{name}"
    return [words(key)] if key in words.sentences else []


def marks_of(rows: pl.DataFrame, view: View, register: Register) -> list[str]:
    """Return each row's evidence: the weakest it counts, or the register's where the question does not say."""
    if "weakness" not in rows.columns:
        return [store.weakest(view.edition, register.tables)] * rows.height
    best = view.evidence if view.evidence != "all" else store.weakest(view.edition, register.tables)
    return [best if weak is None else counts.WEAKNESS[weak] for weak in rows["weakness"]]


def _sayers(view: View, numbers: Sequence[str], most: Mapping[str, float]) -> Callable[[str, object, bool], str]:
    """Return what says a cell: a number with its bar, a code by its name, a year as it is."""
    digits = {column: 1 if column in ("pre_examined", "ordinary", "pledged") else 0 for column in numbers}

    def say(column: str, value: object, simulated: bool) -> str:
        if column in numbers:
            number = float(value) if isinstance(value, int | float) else None
            return html.bar(number, most[column], view.words, simulated=simulated, digits=digits[column])
        return escape(definitions.label(column, value, view))

    return say
