"""Who the service network reaches: the counties and cities with and without, in one matrix, as HTML."""

from collections.abc import Iterable
from functools import lru_cache

import polars as pl
from htpy import Element, Node, b, div, span

from explorer.analysis.registers import counts, definitions
from explorer.analysis.registers.definitions import Choice
from explorer.analysis.view import View
from explorer.releases import store
from explorer.views import html


@lru_cache(maxsize=64)
def coverage(view: View, choice: Choice) -> str:
    """Return who is served: the counties of each city with and without a guidance station, its outlets, in one matrix.

    First comes who is not covered, by name.
    """
    words, register = view.words, definitions.REGISTERS["service_network"]
    if not counts.complete(view, register):
        since = counts.stated_since(view, register)
        said = words("register.set_aside", day=words.day(since)) if since else words("coverage.incomplete")
        return html.finished(html.section(words("coverage.title"), "register", notes=[said]))
    rows = counts.special(view, "service_network_coverage", choice)
    bare = rows.filter(pl.col("stations") == 0)
    without = rows.group_by("city", maintain_order=True).agg(pl.col("outlets").first()).filter(pl.col("outlets") == 0)
    reach = [
        words("coverage.counties", left=bare.height, all=rows.height),
        words("coverage.cities", left=without.height, names=_names("city", without["city"], view)),
    ]
    if bare.is_empty():
        reach[0] = words("coverage.every_county", all=rows.height)
    if without.is_empty():
        reach[1] = words("coverage.every_city")
    columns = [
        html.Column(words("dimension.city"), "name"),
        html.Column(words("coverage.outlets"), "num"),
        html.Column(words("coverage.stations"), "num"),
        html.Column(words("coverage.bare"), "chips"),
        html.Column(words("coverage.served"), "chips"),
        html.Column(words("table.evidence"), "evidence"),
    ]
    evidence = html.mark(store.weakest(view.edition, register.tables), words)
    lines = [
        [definitions.label("city", city, view), *_reach(group, view), evidence]
        for (city,), group in rows.group_by("city", maintain_order=True)
    ]
    table = html.section(words("coverage.title"), "register coverage", html.grid(columns, lines), notes=reach)
    return html.finished(div(".wide")[table])


def _reach(counties: pl.DataFrame, view: View) -> list[Node]:
    """Return the cells of one city: its own outlets, its counties with a station, those without and with, by name."""
    open_, none = counties.filter(pl.col("stations") > 0), counties.filter(pl.col("stations") == 0)
    outlets = int(counties["outlets"][0])
    names = zip(_items("county", open_["county"], view), open_["stations"], strict=True)
    return [
        b[outlets] if outlets else _chip("bare", view.words("coverage.none")),
        f"{open_.height}/{counties.height}",
        _chips("bare", _items("county", none["county"], view)) if none.height else "–",
        _chips("served", [f"{name} {int(n)}" for name, n in names]),
    ]


def _items(dimension: str, values: Iterable[str], view: View) -> list[str]:
    return [definitions.label(dimension, value, view) for value in values]


def _names(dimension: str, values: Iterable[str], view: View) -> str:
    return view.words("common.list").join(_items(dimension, values, view))


def _chip(kind: str, name: str) -> Element:
    return span(class_=f"chip {kind}")[name]


def _chips(kind: str, names: Iterable[str]) -> Node:
    return html.joined(_chip(kind, name) for name in names)
