"""Who the service network reaches: the counties and cities with and without, in one matrix, as escaped HTML."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

import polars as pl

from explorer.analysis.registers import counts, definitions
from explorer.analysis.registers.definitions import Choice
from explorer.analysis.view import View
from explorer.core.language import Words
from explorer.releases import store
from explorer.views import html


@lru_cache(maxsize=64)
def coverage(view: View, choice: Choice) -> str:
    """Return who is served: the counties of each city with and without a guidance station, its outlets, in one matrix.

    First comes who is not covered, by name.
    """
    words, register = view.words, definitions.REGISTERS["service_network"]
    if not counts.complete(view, register):
        return html.table(words("coverage.title"), "register", [], "", [words("coverage.incomplete")])
    rows = counts.special(view, "service_network_coverage", choice)
    bare = rows.filter(pl.col("stations") == 0)
    without = rows.group_by("city", maintain_order=True).agg(pl.col("outlets").first()).filter(pl.col("outlets") == 0)
    said = [
        words("coverage.counties", left=bare.height, all=rows.height),
        words("coverage.cities", left=without.height, names=_names("city", without["city"], view)),
    ]
    if bare.is_empty():
        said[0] = words("coverage.every_county", all=rows.height)
    if without.is_empty():
        said[1] = words("coverage.every_city")
    top = [words("dimension.city"), words("coverage.outlets"), words("coverage.stations"), words("coverage.bare")]
    top += [words("coverage.served"), words("table.evidence")]
    weakest = store.weakest(view.edition, register.tables)
    lines = []
    for (city,), group in rows.group_by("city", maintain_order=True):
        open_, none = group.filter(pl.col("stations") > 0), group.filter(pl.col("stations") == 0)
        outlets = int(group["outlets"][0])
        cells = [
            escape(definitions.label("city", city, view)),
            f"<b>{outlets}</b>" if outlets else _missing(words),
            f"{open_.height}/{group.height}",
            _chips("bare", _items("county", none["county"], view)) if none.height else "–",
            _chips(
                "served",
                [
                    f"{name} {int(n)}"
                    for name, n in zip(_items("county", open_["county"], view), open_["stations"], strict=True)
                ],
            ),
            html.mark(weakest, words),
        ]
        kinds = ["name", "num", "num", "chips", "chips", "evidence"]
        lines.append(html.line(zip(kinds, top, cells, strict=True)))
    title = words("coverage.title")
    body = f"<tbody>{''.join(lines)}</tbody>"
    return html.wrapped(html.table(title, "register coverage", list(map(escape, top)), body, said))


def _missing(words: Words) -> str:
    return f'<span class="chip bare">{escape(words("coverage.none"))}</span>'


def _items(dimension: str, values: Iterable[str], view: View) -> list[str]:
    return [definitions.label(dimension, value, view) for value in values]


def _names(dimension: str, values: Iterable[str], view: View) -> str:
    return view.words("common.list").join(_items(dimension, values, view))


def _chips(kind: str, names: Iterable[str]) -> str:
    return " ".join(f'<span class="chip {kind}">{escape(name)}</span>' for name in names)
