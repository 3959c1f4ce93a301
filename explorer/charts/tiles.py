"""The cities as tiles on the grid of the map: one faceted chart, a small chart in each tile."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

import altair as alt
import polars as pl

from explorer.analysis.comparison import City, Comparison
from explorer.charts import layers, rows
from explorer.core import language, marks
from explorer.core.language import Words

TILE_WIDTH, TILE_HEIGHT = 216, 82
HEAD_ROOM, FOOT_ROOM = 32, 16  # of name and status above, years below: no rule runs through them
SCHEMA = {
    "role": pl.String,
    "area": pl.String,
    "row": pl.Int32,
    "col": pl.Int32,
    "x": pl.Float64,
    "y": pl.Float64,
    "x2": pl.Float64,
    "y2": pl.Float64,
    "line": pl.String,
    "evidence": pl.String,
    "status": pl.String,
    "label": pl.String,
    "name": pl.String,
    "period": pl.String,
    "chosen": pl.Boolean,
}
Row = dict[str, Any]


def tile_rows(
    found: Comparison,
    places: Mapping[str, tuple[int, int]],
    names: Mapping[str, str],
    chosen: str,
    words: Words,
    events: pl.DataFrame,
    signs: Mapping[str, tuple[str, str]],
) -> pl.DataFrame:
    """Return the rows of the tile grid; by city, ``places``: its row and column, ``names`` its name.

    ``signs``: by city, what a scale of colours calls its status (see marks.STATUS_KINDS), and the words for it.
    """
    drawn: list[Row] = []
    for city in found.cities:
        row, col = places[city.area]
        base = {"area": city.area, "row": row, "col": col, "chosen": city.area == chosen, "name": names[city.area]}
        drawn += [base | one for one in _tile(city, found, words, events, signs)]
    return pl.DataFrame(drawn, schema=SCHEMA)


def _tile(
    city: City, found: Comparison, words: Words, events: pl.DataFrame, signs: Mapping[str, tuple[str, str]]
) -> list[Row]:
    points: list[Row] = [
        {
            "role": "point",
            "x": value.time,
            "y": value.value,
            "evidence": words(f"evidence.{value.evidence}"),
            "label": words.compared(value.value, found.goal.indicator, found.per) + words.suffix(value.evidence),
            "period": words.time(value.time),
            "line": "simulated" if value.evidence == "simulated" else "real",
        }
        for value in city.values
    ]
    breaks = rows.breaks(events)
    lines = [
        {"role": "segment", "x": a["x"], "y": a["y"], "x2": b["x"], "y2": b["y"], "line": max(a["line"], b["line"])}
        for a, b in pairwise(points)
        if not any(a["x"] < at < b["x"] for at in breaks)
    ]
    happened = rows.events(events, points[0]["x"] if points else found.goal.year, words)
    goal = [{"role": "goal", "x": float(found.goal.year), "y": city.target}] if city.target is not None else []
    newest = points[-1]["label"] if points else words("compare.no_value")
    kind, said = signs[city.area] if found.per == "value" else ("", "")
    head = [{"role": "head", "status": kind, "label": said}, {"role": "newest", "label": newest}]
    ends = [{"role": side, "label": points[at]["period"]} for side, at in (("first", 0), ("last", -1)) if points]
    return [*happened, *lines, *points, *goal, *head, *ends]


@lru_cache(maxsize=16)
def tile_spec(code: str, theme: str | None, scale: str) -> dict[str, Any]:
    """Return the tile grid's spec; ``scale``: shared by all tiles or each its own. A click picks a city."""
    words, palette = language.words(code), marks.palette(theme)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(zero=False, nice=False, padding=8))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(zero=False, nice=False, padding=26))
    picked = alt.selection_point(name="city", fields=["area"], on="click", clear=False)
    frame = layers.only("head").mark_rect(fillOpacity=0.001, cursor="pointer", strokeWidth=1)
    frame = frame.encode(
        x=alt.value(0),
        x2=alt.value(TILE_WIDTH),
        y=alt.value(0),
        y2=alt.value(TILE_HEIGHT),
        stroke=alt.condition("datum.chosen", alt.value(palette.goal), alt.value(palette.faint)),
        strokeWidth=alt.condition("datum.chosen", alt.value(2), alt.value(1)),
    )
    said = [alt.Tooltip(f"{name}:N", title=" ") for name in ("name", "period", "label", "evidence")]
    hollow = alt.condition("datum.line === 'simulated'", alt.value(palette.paper), alt.value(palette.series))
    dots = layers.only("point").mark_point(size=16, strokeWidth=1.3, opacity=1, stroke=palette.series, filled=True)
    tile = alt.layer(
        frame.add_params(picked),
        layers.only("event")
        .mark_rule(color=palette.grey, strokeWidth=0.6, strokeDash=[2, 2])
        .encode(x=x, y=alt.value(HEAD_ROOM), y2=alt.value(TILE_HEIGHT - FOOT_ROOM)),
        layers.lines(x, y, palette),
        dots.encode(x=x, y=y, fill=hollow, tooltip=said),
        layers.only("goal").mark_tick(color=palette.goal, thickness=2.5, size=18, orient="horizontal").encode(x=x, y=y),
        _corner("head", "name", 5, 14, "left", palette.ink, weight="bold"),
        _corner("newest", "label", TILE_WIDTH - 5, 14, "right", palette.series, weight="bold"),
        _status(theme),
        _corner("first", "label", 5, TILE_HEIGHT - 4, "left", palette.grey, size=10),
        _corner("last", "label", TILE_WIDTH - 5, TILE_HEIGHT - 4, "right", palette.grey, size=10),
    ).properties(width=TILE_WIDTH, height=TILE_HEIGHT)
    blank = alt.Header(labels=False, title=None)
    chart = tile.facet(
        data=alt.NamedData("rows"),
        row=alt.Row("row:O", header=blank, title=None),
        column=alt.Column("col:O", header=blank, title=None),
        spacing=6,
    ).resolve_scale(y="shared" if scale == "shared" else "independent")
    spec: dict[str, Any] = chart.configure(**layers.house_style(palette)).to_dict()
    spec.pop("data")
    spec["usermeta"] = {"language": words.code}
    return dict(layers.unnamed(spec))


def _corner(
    role: str, field: str, x: float, y: float, align: Any, colour: str, size: int = 12, weight: Any = "normal"
) -> Any:
    """Return one text of a tile at a fixed place."""
    text = layers.only(role).mark_text(
        align=align, baseline="alphabetic", fontSize=size, fontWeight=weight, color=colour
    )
    return text.encode(x=alt.value(x), y=alt.value(y), text=f"{field}:N")


def _status(theme: str | None) -> Any:
    names = list(marks.STATUS_KINDS)
    colours = [sign.dark if theme == "dark" else sign.light for sign in marks.STATUS_KINDS.values()]
    text = layers.only("head").mark_text(align="left", baseline="alphabetic", fontSize=11)
    colour = alt.Color("status:N", scale=alt.Scale(domain=names, range=colours), legend=None)
    return text.encode(x=alt.value(5), y=alt.value(28), text="label:N", color=colour)
