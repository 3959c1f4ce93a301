"""A register in figures and tables: its head, its breakdown, and what one register alone is asked, as HTML."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import polars as pl
from htpy import Element, Node, b, div, fragment, h1, p, small, span

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


def way_back(view: View, register: Register, text: str, **changed: str) -> Element:
    """Return a link to the register's page without filters; ``changed`` overrides parts of the view."""
    return html.anchor(parameters.to(register.slug, view.parameters() | changed), text)


@lru_cache(maxsize=256)
def head(view: View, slug: str) -> str:
    """Return the page's head: what register it is, of where and when, what it rests on, and its figures."""
    register, words = definitions.REGISTERS[slug], view.words
    lines = [h1[registers_text.answer(view, register)]]
    if not definitions.covers(view):
        mine = profile()
        text = words("register.to_home", home=phrases.area_name(view, mine.home))
        back = way_back(view, register, text, plan=mine.plan, area=mine.home)
        return html.finished(div(".headline")[lines, p[registers_text.not_covered(view), " ", back]])
    counted = counts.counted_on(view, register)
    place = phrases.area_name(view, view.area)
    kind = words(f"evidence_choice.{view.evidence}")
    lines.append(p(".subtitle")[words("register.subtitle", area=place, day=words.day(counted), evidence=kind)])
    since = counts.stated_since(view, register)
    if since is not None:
        earlier = (since - dt.timedelta(days=1)).isoformat()
        back = way_back(view, register, words("register.before_stated"), as_of=earlier)
        lines.append(p[words("register.set_aside", day=words.day(since)), " ", back])
    elif view.evidence == "all" and store.weakest(view.edition, register.tables) == "simulated":
        where = way_back(view, register, words("overview.published_only"), evidence="published")
        lines.append(p(".simulated-shown")[words("overview.simulated_shown"), " ", where])
    if not store.filled([slug], view.edition):
        lines.append(p[words("register.unfilled")])
    elif since is None and not counts.complete(view, register):
        back = way_back(view, register, words("register.show_all_evidence"), evidence="all")
        lines.append(p[words("register.incomplete"), " ", back])
    elif store.weakest(view.edition, register.tables) == "published":
        lines.append(p[words("register.examples")])
    empty = "register.nothing_to_divide" if counts.complete(view, register) else "overview.no_published"
    cards = [_card(figure, view, counted, words(empty)) for figure in counts.figures(view, register)]
    return html.finished(fragment[div(".headline")[lines], div(".figures")[cards]])


def _card(figure: Figure, view: View, counted: dt.date, empty: str) -> Element:
    words = view.words
    title: Node = words.of(figure.title)
    if figure.target:
        title = html.anchor(parameters.to("target", view.parameters(indicator=figure.target)), title)
    if figure.value is None:
        return div[small[title], b["–"], span[empty]]
    number, _, unit = words.amount(figure.value, figure.unit, figure.digits).partition(" ")
    shows = None
    if figure.published is not None:
        said = words.amount(figure.published, figure.unit, figure.digits)
        shows = span[words("register.target_shows", value=said)]
    when = None if figure.on == counted else [" ", small[words.at(figure.on)]]
    return div[
        small[title],
        b[number, " ", small[unit]],
        span[_change(figure, words)],
        shows,
        span[html.mark(figure.evidence, words), when],
    ]


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
        return html.finished(nothing(view, register))
    rows = _order(register, choice.rows, found["row_value"])
    columns = _order(register, choice.columns, found["column_value"]) if choice.columns != definitions.NONE else []
    cells = {(row, column): count for row, column, count in found.select("row_value", "column_value", "count").rows()}
    sums = _sums(found, "row_value")
    weak = dict(found.group_by("row_value").agg(pl.col("weakness").max()).rows())
    # The mark stands beside the sum, where a table of many columns still shows it.
    top = [
        html.Column(words(f"dimension.{choice.rows}"), "name"),
        html.Column(words("register.sum"), "num sum"),
        html.Column(words("table.evidence"), "evidence"),
        *(html.Column(definitions.label(choice.columns, column, view), "num") for column in columns),
    ]
    most, largest = max(abs(count) for count in cells.values()), max(abs(count) for count in sums.values())
    lines: list[list[Node]] = [
        [
            _row_name(choice.rows, row, view),
            html.bar(sums[row], largest, words, simulated=weak[row] == 2),
            html.mark(counts.WEAKNESS[weak[row]], words),
            *(_shaded(cells.get((row, column), 0.0), most, words) for column in columns),
        ]
        for row in rows
    ]
    below, weakest = _sums(found, "column_value"), html.mark(counts.WEAKNESS[max(weak.values())], words)
    last = [words.number(below[column]) for column in columns]
    lines.append([words("register.sum"), words.number(sum(sums.values())), weakest, *last])
    return html.finished(div(".wide")[html.section("", "register matrix", html.grid(top, lines))])


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


def _shaded(count: float, most: float, words: Words) -> Element:
    if not count:
        return span(".zero")["0"]
    return span(".shade", style=f"--share: {abs(count) / most:.2f}")[words.number(count)]


def key(view: View, register: Register, choice: Choice, chart: str) -> Element:
    """Return what stands above a chart: what it shows in which unit, its bars by name with their newest values."""
    words, unit = view.words, definitions.unit(register)
    said = [b[words(f"register.{chart}", unit=words.of(unit))]]
    if chart == "flow":
        newest = counts.series(view, register, choice).row(-1, named=True)
        period = definitions.period_name(newest["period"], choice.span, words, partial=newest["partial"])
        for role, family in (("begun", "register_flow"), ("ended", "register_end")):
            name, value = words(f"{family}.{register.slug}"), words.amount(newest[role], unit, 0)
            if newest[role]:
                line = words("register.newest_flow", name=name, period=period, value=value)
                said.append(span(class_=f"key {role}")[line])
    weakest = store.weakest(view.edition, register.tables)
    invented = weakest == "simulated" and counts.evidence(view, register) == "all"
    return p(class_=f"chart-key key-{chart}")[said, invented and html.mark("simulated", words)]


def nothing(view: View, register: Register) -> Element:
    """Return that nothing was found, and the way back to everything."""
    words = view.words
    said = [words("register.no_hit"), way_back(view, register, words("register.back"))]
    if counts.stated_since(view, register) is None and not counts.complete(view, register):
        said.append(way_back(view, register, words("register.show_all_evidence"), evidence="all"))
    return div(".headline")[p[html.joined(said)]]


@lru_cache(maxsize=128)
def table_of(view: View, name: str, choice: Choice) -> str:
    """Return the answer to a question as a table: its first column named, the others numbers with bars."""
    words, question = view.words, queries.questions()[name]
    rows = counts.special(view, name, choice)
    register = definitions.REGISTERS[next(slug for slug in definitions.REGISTERS if name.startswith(slug))]
    caption = words.of(question.title)
    if rows.is_empty():
        return html.finished(html.section(caption, "register", notes=[words("register.none_here")]))
    weakest = marks_of(rows, view, register)
    numbers = [column for column in question.columns if rows[column].dtype == pl.Float64]
    greatest = {
        column: max((abs(value) for value in rows[column] if value is not None), default=0) for column in numbers
    }
    most = {column: max(greatest[other] for other in _alike(column, numbers)) for column in numbers}
    say = _sayers(view, numbers, most)
    columns = [
        html.Column(words.of(title), "num" if column in numbers else "name")
        for column, title in question.columns.items()
    ]
    lines = [
        [
            *(say(column, row[column], evidence == "simulated") for column in question.columns),
            html.mark(evidence, words),
        ]
        for row, evidence in zip(rows.iter_rows(named=True), weakest, strict=True)
    ]
    table = html.grid([*columns, html.Column(words("table.evidence"), "evidence")], lines)
    return html.finished(div(".wide")[html.section(caption, "register numbers", table, notes=_notes(name, words))])


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
    shown = counts.evidence(view, register)
    best = shown if shown != "all" else store.weakest(view.edition, register.tables)
    return [best if weak is None else counts.WEAKNESS[weak] for weak in rows["weakness"]]


def _sayers(view: View, numbers: Sequence[str], most: Mapping[str, float]) -> Callable[[str, object, bool], Node]:
    """Return what says a cell: a number with its bar, a code by its name, a year as it is."""
    digits = {column: 1 if column in ("pre_examined", "ordinary", "pledged") else 0 for column in numbers}

    def say(column: str, value: object, simulated: bool) -> Node:
        if column in numbers:
            number = float(value) if isinstance(value, int | float) else None
            return html.bar(number, most[column], view.words, simulated=simulated, digits=digits[column])
        return definitions.label(column, value, view)

    return say
