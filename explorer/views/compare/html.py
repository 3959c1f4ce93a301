"""The cities side by side in words: head, ranked list, what the pictures leave out; as texts and as HTML."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import polars as pl
from htpy import Fragment, Node, b, div, fragment, h1, p, span

from explorer import charts
from explorer.analysis import comparison
from explorer.analysis.comparison import City, Comparison, Per, Value
from explorer.analysis.view import View, areas_of
from explorer.core import inputs, paths
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.core.status import Status
from explorer.links import parameters
from explorer.releases import store
from explorer.views import html, phrases, target_row

SHOWN = ("grid", "ranking", "scatter", "provinces")
SCALES = ("shared", "own")
UNKNOWN = "–"


@dataclass(frozen=True)
class Choice:
    """What a comparison shows: the picture, the measure, the scale, the second indicator, the provinces' figure."""

    show: str
    per: Per
    scale: str
    against: str
    figure: str


@lru_cache(maxsize=1)
def tile_places() -> dict[str, tuple[int, int]]:
    """Return each city's row and column on the tile grid."""
    rows = inputs.table(paths.INPUTS / "tile_grid.csv")
    return {area: (row, col) for area, row, col in rows.select("area", "row", "col").iter_rows()}


def names(view: View) -> dict[str, str]:
    """Return the names of all areas in the reader's language."""
    return {area: str(row[f"name_{view.words.named}"]) for area, row in store.areas(view.edition).items()}


def title(view: View, goal: Goal, choice: Choice) -> str:
    """Return what is compared."""
    words = view.words
    name = words.of(goal.indicator.title)
    if choice.show == "provinces":
        return _placed(view, choice.figure) or words("compare.title_provinces", title=figure_name(view, choice.figure))
    if choice.show == "scatter":
        other = words.of(view.by_key[choice.against].indicator.title)
        return words("compare.title_scatter", title=name, other=other)
    said = words(f"compare.title_{choice.per}", title=name)
    return (choice.per == "value" and _beside(view, goal)) or _spread(view, goal, choice.per, said) or said


def _spread(view: View, goal: Goal, per: Per, name: str) -> str:
    """Return between which cities the values lie, without ranking anybody; nothing where fewer than two are known."""
    words, found = view.words, comparison.compare(view, goal.no, per)
    known = sorted((one.value, city.area) for city in found.cities if found.newest and (one := city.at(found.newest)))
    if len(known) < 2 or known[0][0] == known[-1][0]:
        return ""
    (low, last), (high, first) = known[0], known[-1]
    told = {"least": words.compared(low, goal.indicator, per), "most": words.compared(high, goal.indicator, per)}
    mark = words("board.simulated") if found.simulated else ""
    cities = {"last": names(view)[last], "first": names(view)[first]}
    return words("compare.answer_spread", title=name, **told, **cities) + mark


def _placed(view: View, figure: str) -> str:
    """Return where the province stands among those that published a figure; nothing where nobody did."""
    words, (day, figures) = view.words, comparison.provinces(view, figure)
    rank, own = next(((at, one) for at, one in enumerate(figures, start=1) if one.area == view.plan.area), (0, None))
    if day is None:
        return ""
    told = {"title": figure_name(view, figure), "name": names(view)[view.plan.area or ""], "year": day.year}
    if own is None:
        return words("compare.answer_unplaced", **told, count=len(figures))
    value = words.number(own.value, 2)
    return words("compare.answer_provinces", **told, rank=rank, count=len(figures), value=value)


def _beside(view: View, goal: Goal) -> str:
    """Return how many cities stand behind the goal of the whole and how many do not; nothing of what has no such side.

    A city with a goal of its own is judged by that one and not counted.
    """
    words = view.words
    cities = areas_of(view.plan, view.edition)[1:] if view.plan.area else ()
    rows = [target_row.row(replace(view, area=city), goal) for city in cities]
    compared = [row for row in rows if row.status.beside and row.facing.worse is not None]
    if not compared:
        return ""
    below = sum((row.facing.worse or 0.0) > 0 for row in compared)
    mark = words("board.simulated") if any(row.simulated for row in compared) else ""
    title = words.of(goal.indicator.title)
    return words("compare.answer", title=title, all=len(compared), below=below, above=len(compared) - below) + mark


def figure_name(view: View, figure: str) -> str:
    """Return the name of a published measure."""
    return str(store.measures(view.edition)[figure][f"name_{view.words.named}"]) if figure else ""


@lru_cache(maxsize=64)
def nothing(view: View) -> Fragment:
    """Return that a plan has no values of cities to compare."""
    return fragment[h1[view.words("menu.compare")], p[view.words("compare.no_cities")]]


def head(view: View, goal: Goal, choice: Choice) -> str:
    """Return area, day and evidence as HTML, and that simulated values are shown where any is."""
    simulated = choice.show != "provinces" and comparison.compare(view, goal.no, choice.per).simulated
    top = div(".headline")[
        h1[title(view, goal, choice)],
        p(".subtitle")[phrases.subtitle(view, goal)],
        simulated and html.simulation_notice(view, "compare", indicator=goal.indicator.slug),
        p(class_=f"subtitle how-{choice.show}")[
            view.words("compare.unranked" if unranked(view, goal, choice) else f"compare.how_{choice.show}")
        ],
    ]
    return html.finished(top)


@lru_cache(maxsize=64)
def picture(view: View, goal: Goal, choice: Choice, theme: str | None) -> tuple[dict[str, object], pl.DataFrame]:
    """Return the spec and the rows of the picture chosen."""
    words, found = view.words, comparison.compare(view, goal.no, choice.per)
    called = names(view)
    if choice.show == "ranking":
        return charts.rank_spec(words.code, theme), charts.rank_rows(found, called, view.area, words, view.events(goal))
    if choice.show == "scatter":
        other = view.by_key[choice.against]
        up = comparison.compare(view, other.no, "value")
        pairs = comparison.pairs(view, goal, other)
        spec = charts.pair_spec(goal.indicator.slug, other.indicator.slug, words.code, theme)
        return spec, charts.pair_rows(pairs, comparison.compare(view, goal.no, "value"), up, called, view.area, words)
    if choice.show == "provinces":
        _, figures = comparison.provinces(view, choice.figure)
        unit = words(f"unit.{store.measures(view.edition)[choice.figure]['unit']}")
        spec = charts.province_spec(unit, len(figures), theme)
        return spec, charts.province_rows(figures, called, view.plan.area or "", words)
    signs = {city.area: phrases.status_of(city.found, words) for city in found.cities}
    aimless = _aimless(found.cities)
    kinds = {area: ("", "") if aimless else (sign.kind, sign.short) for area, sign in signs.items()}
    return charts.tile_spec(words.code, theme, choice.scale), charts.tile_rows(
        found, tile_places(), called, view.area, words, view.events(goal), kinds
    )


def unranked(view: View, goal: Goal, choice: Choice) -> bool:
    """Whether a ranking is asked for where nobody is ranked: by simulated values."""
    return choice.show == "ranking" and comparison.compare(view, goal.no, choice.per).simulated


def note(view: View, goal: Goal, choice: Choice) -> str:
    """Return what the provinces' figures are: the year, and their sources; nothing for the other pictures.

    Of a target that too few provinces publish, it says so first.
    """
    words = view.words
    if choice.show != "provinces":
        return ""
    if goal.indicator.measure not in comparison.figures(view):
        return words("compare.unpublished", title=words.of(goal.indicator.title)) + _figures(view, choice)
    return _figures(view, choice)


def _figures(view: View, choice: Choice) -> str:
    words = view.words
    day, figures = comparison.provinces(view, choice.figure)
    if day is None:
        return words("compare.no_figures")
    titles = phrases.sources(view.edition, view.language)
    used = dict.fromkeys(part for one in figures for part in one.source.split(";"))
    said = words("common.clauses").join(str(titles.get(source, {}).get("title", source)) for source in used)
    return words("compare.figures", year=day.year, count=len(figures), sources=said)


@lru_cache(maxsize=64)
def table(view: View, goal: Goal, per: Per) -> str:
    """Return the cities as a ranked list in HTML: value, change, share, status, with links that follow a city."""
    words, found = view.words, comparison.compare(view, goal.no, per)
    time = found.newest
    if time is None:
        return html.finished(p(".note")[words("compare.nothing_known")])
    ranks = found.ranks(time)
    by_area = {city.area: city for city in found.cities}
    order = [by_area[area] for area, _ in ranked(found)]
    columns = [
        *([html.Column(words("compare.rank"), "rank")] if ranks else []),
        html.Column(words("division.city"), "city"),
        html.Column(_value_title(time, words), "value"),
        html.Column(words("compare.change"), "change"),
        html.Column(words("compare.status"), "status"),
    ]
    cells = [_cells(view, goal, city, found, time, ranks) for city in order]
    if _aimless(order):
        columns, cells = columns[:-1], [row[:-1] for row in cells]
    changes = len(columns) - 1 - (columns[-1].kind == "status")
    if all(row[changes] == UNKNOWN for row in cells):
        columns.pop(changes)
        cells = [[*row[:changes], *row[changes + 1 :]] for row in cells]
    return html.finished(html.section("", "lineup", html.grid(columns, cells)))


def _aimless(cities: Iterable[City]) -> bool:
    """Whether no city has a goal, nor one of the whole that it compares with: a column of that says nothing."""
    return all(city.found.status == Status.NO_GOAL and city.found.beside is None for city in cities)


def ranked(found: Comparison) -> list[tuple[str, Value | None]]:
    """Return the cities with their newest common value, the best first; those without one last."""
    time = found.newest
    places = {} if time is None or found.simulated else found.places(time)  # a list from best to worst is a ranking
    order = sorted(found.cities, key=lambda city: (places.get(city.area, len(found.cities) + 1), city.area))
    return [(city.area, None if time is None else city.at(time)) for city in order]


def _value_title(time: float, words: Words) -> str:
    return words("compare.value_at", period=words.time(time))


def _cells(view: View, goal: Goal, city: City, found: Comparison, time: float, ranks: dict[str, int]) -> list[Node]:
    words, asked = view.words, view.parameters(indicator=goal.indicator.slug, area=city.area)
    name = names(view)[city.area]
    value, before = city.at(time), city.at(math.ceil(time) - 1.0)
    said: Node = UNKNOWN
    change = UNKNOWN
    if value is not None:
        sign, _, word = words.suffix(value.evidence).strip().partition(" ")
        marked = sign and [f" {sign}", span(".word")[f" {word}"]]  # a phone has room for the sign alone
        said = [words.compared(value.value, goal.indicator, found.per), marked]
    if value is not None and before is not None and before.value:
        change = _change(value.value, before.value, found.per, words)
    row = target_row.row(replace(view, area=city.area), goal)
    return [
        *([ranks.get(city.area, UNKNOWN)] if ranks else []),
        html.anchor(parameters.to("compare", asked), b[name] if city.area == view.area else name),
        b[said],
        change,
        html.anchor(parameters.to("target", asked), html.status_mark(row.status, row.reason)),
    ]


def _change(value: float, before: float, per: Per, words: Words) -> str:
    """Return a change as growth; of shares, in percentage points."""
    if per == "share":
        return words("common.percentage_points", value=words.signed(value - before, 2))
    return words.rate(value / before - 1)


def against(view: View, goal: Goal) -> tuple[str, ...]:
    """Return the other goals a scatter can set against one, as the address calls them."""
    return tuple(key for key, other in view.by_key.items() if other.no != goal.no)


def indicator_names(view: View) -> dict[str, str]:
    """Return the plan's goals by what the address calls them, numbered."""
    return {key: f"{goal.no} {view.words.of(goal.title)}" for key, goal in view.by_key.items()}


def known(view: View) -> bool:
    """Whether the plan can be compared over cities at all."""
    return bool(comparison.cities_of(view))
