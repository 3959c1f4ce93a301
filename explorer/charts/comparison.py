"""The cities and provinces side by side: ranks over time, two indicators, bars."""

import math
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

import altair as alt
import polars as pl

from explorer.analysis.comparison import City, Comparison, Figure, Pair
from explorer.charts import label_placement, layers, rows
from explorer.charts.tiles import SCHEMA, Row
from explorer.core import catalogue, language, marks
from explorer.core.goals import Indicator
from explorer.core.language import Words

RANK_HEIGHT, PAIR_HEIGHT, BAR = 430, 460, 18
LABEL_ROOM = 0.12
ROOM_FOR_NAMES = 110  # pixels
TO_EDGE = 1 + LABEL_ROOM
PHONE = 420  # pixels: on a narrower picture fewer points are named


def rank_rows(
    found: Comparison, names: Mapping[str, str], chosen: str, words: Words, events: pl.DataFrame
) -> pl.DataFrame:
    """Return the rows of the ranks over time: one line a city, its name at the end, and the events."""
    years = sorted({value.time for city in found.cities for value in city.values})
    ranks = {time: found.ranks(time) for time in years}
    whole = [time for time in years if len(ranks[time]) > len(found.cities) / 2]
    drawn = rows.events(events, min(whole, default=float(found.goal.year)), words)
    for city in found.cities:
        base = {"area": city.area, "name": names[city.area], "chosen": city.area == chosen}
        drawn += [base | one for one in _ranked(city, found, ranks, whole, words)]
    _join_names(drawn, words)
    left, right = min(whole, default=1.0), max(whole, default=1.0)
    drawn += [{"role": "frame", "x": x, "y": 1.0} for x in (math.ceil(left) - 1.0, float(math.ceil(right)))]
    return pl.DataFrame(drawn, schema=SCHEMA)


def _join_names(drawn: list[Row], words: Words) -> None:
    """Let cities that end on one rank share one label, in the chosen city's place where it is one of them."""
    ends = [row for row in drawn if row["role"] == "end"]
    for first in ends:
        alike = [row for row in ends if row["y"] == first["y"] and row["x"] == first["x"]]
        if first is alike[0] and len(alike) > 1:
            said = next((row for row in alike if row["chosen"]), first)
            said["name"] = words("common.list").join(row["name"] for row in alike)
            for row in alike:
                row["role"] = "end" if row is said else "joined"


def _ranked(
    city: City, found: Comparison, ranks: Mapping[float, Mapping[str, int]], years: list[float], words: Words
) -> list[Row]:
    points: list[Row] = [
        {
            "role": "rank",
            "x": time,
            "y": float(ranks[time][city.area]),
            "label": words.compared(value.value, found.goal.indicator, found.per) + words.suffix(value.evidence),
            "period": words.time(time),
            "line": "simulated" if value.evidence == "simulated" else "real",
        }
        for time in years
        if (value := city.at(time)) is not None
    ]
    lines = [
        {"role": "segment", "x": a["x"], "y": a["y"], "x2": b["x"], "y2": b["y"], "line": max(a["line"], b["line"])}
        for a, b in pairwise(points)
    ]
    end = [one | {"role": "end", "label": f"{one['y']:.0f}"} for one in points[-1:]]
    return [*lines, *points, *end]


@lru_cache(maxsize=8)
def rank_spec(code: str, theme: str | None) -> dict[str, Any]:
    """Return the spec of the ranks over time, the first at the top; the chosen city is coloured."""
    words, palette = language.words(code), marks.palette(theme)
    x = layers.years(ROOM_FOR_NAMES)
    scale = alt.Scale(reverse=True, zero=False, nice=False, padding=24)
    y = alt.Y("y:Q", title=words("compare.rank"), axis=alt.Axis(values=list(range(1, 40)), format="d"), scale=scale)
    colour = alt.condition("datum.chosen", alt.value(palette.goal), alt.value(palette.series))
    faded = alt.condition("datum.chosen", alt.value(1), alt.value(0.6))
    said = [alt.Tooltip(f"{name}:N", title=" ") for name in ("name", "period", "label")]
    hollow = alt.condition("datum.line === 'simulated'", alt.value(palette.paper), alt.value(palette.series))
    lines = layers.only("segment").mark_rule(strokeWidth=2)
    dots = layers.only("rank").mark_point(size=60, strokeWidth=1.6, filled=True)
    names = layers.only("end").transform_calculate(said="datum.label + ' ' + datum.name")
    return layers.finished(
        RANK_HEIGHT,
        palette,
        *layers.events(x, palette),
        lines.encode(x=x, y=y, x2="x2:Q", y2="y2:Q", color=colour, opacity=faded, strokeDash=layers.dash()),
        dots.encode(x=x, y=y, fill=hollow, stroke=colour, tooltip=said),
        names.mark_text(align="left", dx=9, fontSize=12).encode(x=x, y=y, text="said:N", color=colour),
        layers.corners(x, y),
    )


def pair_rows(
    found: tuple[Pair, ...], across: Comparison, up: Comparison, names: Mapping[str, str], chosen: str, words: Words
) -> pl.DataFrame:
    """Return the rows of two indicators against each other: one point a city."""
    drawn: list[Row] = []
    for one in found:
        simulated = "simulated" in (one.across.evidence, one.up.evidence)
        said = (
            f"{words.value(one.across.value, across.goal.indicator)}{words.suffix(one.across.evidence)} · "
            f"{words.value(one.up.value, up.goal.indicator)}{words.suffix(one.up.evidence)}"
        )
        drawn.append(
            {
                "role": "pair",
                "area": one.area,
                "name": names[one.area],
                "x": one.across.value,
                "y": one.up.value,
                "line": "simulated" if simulated else "real",
                "label": said,
                "period": words.time(one.across.time),
                "chosen": one.area == chosen,
            }
        )
    named = _named(drawn)
    corner = [{"role": "frame", "x": max(row["x"] for row in drawn) * TO_EDGE, "y": 0.0}] if drawn else []
    return pl.DataFrame([*drawn, *named, *corner], schema=SCHEMA)


def _named(drawn: list[Row]) -> list[Row]:
    """Return the names that have room, the chosen city's first; others are in the tooltips.

    ``x2``, ``y2``: how far a name stands from its point, in pixels. ``status``: a width below which it is not shown.
    """
    wide, high = (
        max((row[axis] for row in drawn), default=1.0) * room or 1.0 for axis, room in (("x", TO_EDGE), ("y", 1))
    )
    order = sorted(range(len(drawn)), key=lambda place: (not drawn[place]["chosen"], -drawn[place]["x"]))
    points = [(row["x"] / wide, row["y"] / high) for row in drawn]
    return [
        drawn[place] | {"role": "name", "x2": dx, "y2": dy, "status": "" if everywhere else "wide"}
        for place, (dx, dy), everywhere in label_placement.placed(points, [row["name"] for row in drawn], order)
    ]


@lru_cache(maxsize=256)
def pair_spec(across: str, up: str, code: str, theme: str | None) -> dict[str, Any]:
    """Return the spec of two indicators against each other."""
    words, palette = language.words(code), marks.palette(theme)
    first, second = catalogue.indicators()[across], catalogue.indicators()[up]
    scale = alt.Scale(domainMin=0, nice=True)
    x = alt.X("x:Q", title=_titled(first, words), axis=layers.numbers(first, words), scale=scale)
    y = alt.Y("y:Q", title=_titled(second, words), axis=layers.numbers(second, words), scale=scale)
    colour = alt.condition("datum.chosen", alt.value(palette.goal), alt.value(palette.series))
    hollow = alt.condition("datum.line === 'simulated'", alt.value(palette.paper), alt.value(palette.series))
    said = [alt.Tooltip(f"{name}:N", title=" ") for name in ("name", "period", "label")]
    base = layers.only("pair").encode(x=x, y=y)
    return layers.finished(
        PAIR_HEIGHT,
        palette,
        base.mark_point(size=80, strokeWidth=1.8, filled=True, opacity=1).encode(
            fill=hollow, stroke=colour, tooltip=said
        ),
        layers.only("name")
        .mark_text(
            align=alt.expr("datum.x2 > 0 ? 'left' : datum.x2 < 0 ? 'right' : 'center'"),
            dx=alt.expr("datum.x2"),
            dy=alt.expr("datum.y2"),
            opacity=alt.expr(f"datum.status === 'wide' && width < {PHONE} ? 0 : 1"),
            fontSize=label_placement.SIZE,
        )
        .encode(x=x, y=y, text="name:N", color=colour),
        layers.corners(x, y),
    )


def _titled(indicator: Indicator, words: Words) -> str:
    return words("compare.axis", title=words.of(indicator.title), unit=words.unit(indicator.unit))


def province_rows(found: tuple[Figure, ...], names: Mapping[str, str], home: str, words: Words) -> pl.DataFrame:
    """Return one bar a province, greatest first; the home province is the chosen one."""
    drawn: list[Row] = [
        {
            "role": "bar",
            "name": f"{place} {names[one.area]}",
            "x": one.value,
            "y": float(place),
            "label": words.number(one.value, 2),
            "chosen": one.area == home,
        }
        for place, one in enumerate(found, start=1)
    ]
    most = [{"role": "bar", "name": drawn[0]["name"], "x": drawn[0]["x"] * (1 + LABEL_ROOM), "y": 0.0}] if drawn else []
    return pl.DataFrame([*drawn, *({**row, "role": "room"} for row in most)], schema=SCHEMA)


@lru_cache(maxsize=64)
def province_spec(title: str, bars: int, theme: str | None) -> dict[str, Any]:
    """Return the spec of ``bars`` provinces; ``title`` names measure and unit."""
    palette = marks.palette(theme)
    colour = alt.condition("datum.chosen", alt.value(palette.goal), alt.value(palette.series))
    x = alt.X("x:Q", title=title, axis=alt.Axis(format=",~r", orient="top"), scale=alt.Scale(domainMin=0, nice=False))
    y = alt.Y(
        "name:N", title=None, sort=alt.EncodingSortField("y", op="min"), axis=alt.Axis(labelLimit=260, ticks=False)
    )
    base = layers.only("bar").encode(x=x, y=y)
    return layers.finished(
        bars * BAR,
        palette,
        base.mark_bar(size=11).encode(color=colour),
        base.mark_text(align="left", dx=5, fontSize=12).encode(text="label:N", color=colour),
        layers.only("room").mark_point(opacity=0).encode(x=x, y=y),
    )
