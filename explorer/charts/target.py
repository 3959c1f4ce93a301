"""The target chart: an indicator's values, the path and the goal, three of its points labelled."""

import math
from functools import lru_cache
from itertools import pairwise
from typing import Any

import altair as alt
import polars as pl

from explorer.analysis.assessment.standing import Point, Standing
from explorer.charts import label_placement, layers, rows
from explorer.core import catalogue, language, marks
from explorer.core.goals import Goal
from explorer.core.language import Words

HEIGHT = 430
YEARS_BEFORE = 10
ROOM_FOR_LABEL = 108  # pixels
NAMES = ("judged", "goal", "newest")  # what is labelled, the first first
A_YEAR = 8  # places of a line that labels keep off


def first_year(goal: Goal) -> int:
    """Return the first year the chart of a target shows."""
    return goal.start_year - 1 - YEARS_BEFORE


def target_rows(
    observed: pl.DataFrame, standing: Standing, goal: Goal, words: Words, events: pl.DataFrame
) -> pl.DataFrame:
    """Return the rows of the target chart: values, the lines between them, path, goal, events, labels and frame."""
    points = rows.points(observed, first_year(goal), goal, words)
    drawn = [
        *rows.segments(points, rows.breaks(events)),
        *points,
        *rows.path(standing, goal, words),
        *rows.goal_rows(standing, goal, words),
    ]
    drawn += rows.events(events, min(row["x"] for row in drawn), words)
    corners = rows.corners(drawn, goal)
    labels = _labels(drawn, corners, standing, goal, words)
    return pl.DataFrame([*drawn, *corners, *labels, *rows.legend(points, words)], schema=rows.SCHEMA)


def _labels(
    drawn: list[dict[str, Any]], corners: list[dict[str, Any]], standing: Standing, goal: Goal, words: Words
) -> list[dict[str, Any]]:
    """Label what is judged, the goal, and the newest value where it is another; none lies over a line or a point.

    ``x2``, ``y2``: how far a label stands from its point, in pixels.
    """
    mixed = len({row["evidence"] for row in drawn if row["role"] == "point"}) > 1
    kept = {"judged": standing.reached, "newest": standing.newest if standing.newest != standing.reached else None}
    ends = {
        name: (point.time, point.value, _said(point, goal, words, mixed=mixed)) for name, point in kept.items() if point
    }
    for row in drawn:
        if row["role"] == "goal":
            ends["goal"] = (row["x"], row["y"], row["period"])
    named = [name for name in NAMES if name in ends]
    low, high = corners

    def share(x: float, y: float) -> tuple[float, float]:
        return (x - low["x"]) / (high["x"] - low["x"]), (y - low["y"]) / (high["y"] - low["y"])

    points = [ends[name][:2] for name in named]
    points += [(row["x"], row["y"]) for row in drawn if row["role"] in ("point", "goal")]
    texts = [ends[name][2] for name in named]
    lines = [share(*at) for at in _led_through(drawn)]
    offsets = label_placement.beside([share(*at) for at in points], texts, lines, ROOM_FOR_LABEL)
    return [
        {"role": f"label_{name}", "x": x, "y": y, "x2": dx, "y2": dy, "label": text}
        for name, (x, y), text, (dx, dy) in zip(named, points, texts, offsets, strict=False)
    ]


def _led_through(drawn: list[dict[str, Any]]) -> list[tuple[float, float]]:
    """Return places of the lines, so many a year that no label has room between two."""
    lines = [((row["x"], row["y"]), (row["x2"], row["y2"])) for row in drawn if row["role"] == "segment"]
    lines += pairwise((row["x"], row["y"]) for row in drawn if row["role"] == "path")
    return [
        (a[0] + (b[0] - a[0]) * step / count, a[1] + (b[1] - a[1]) * step / count)
        for a, b in lines
        if (count := math.ceil((b[0] - a[0]) * A_YEAR))
        for step in range(count + 1)
    ]


def _said(point: Point, goal: Goal, words: Words, *, mixed: bool) -> str:
    """Return a value with its period, and the sign of a simulated one where others are not: the legend has its word."""
    mark = rows.sign(point.evidence) if mixed else ""
    month = words("chart.month", year=point.on.year, month=point.on.month, name=f"{point.on:%b}")
    period = words.at(point.on) if point.closes_year else month
    return words("chart.value", amount=words.label(point.value, goal.indicator) + mark, period=period)


@lru_cache(maxsize=256)
def target_spec(slug: str, code: str, theme: str | None) -> dict[str, Any]:
    """Return the target chart's spec: expects the rows of target_rows under the data name ``rows``."""
    indicator, words, palette = catalogue.indicators()[slug], language.words(code), marks.palette(theme)
    x, y = layers.years(ROOM_FOR_LABEL), layers.values(indicator, words)
    return layers.finished(
        HEIGHT,
        palette,
        layers.goal_year(palette),
        layers.path(x, y, palette),
        layers.lines(x, y, palette),
        layers.dots(x, y, words, palette),
        layers.goal_point(x, y, palette),
        *(_label(name, x, y, palette) for name in NAMES),
        *layers.events(x, palette),
        *layers.legend(words, palette),
        layers.corners(x, y),
    )


def _label(name: str, x: alt.X, y: alt.Y, palette: marks.Palette) -> Any:
    """Return a label at its place beside its point; what is judged is the strongest."""
    mark = layers.only(f"label_{name}").mark_text(
        align=alt.expr("datum.x2 > 0 ? 'left' : datum.x2 < 0 ? 'right' : 'center'"),
        dx=alt.expr("datum.x2"),
        dy=alt.expr("datum.y2"),
        baseline="middle",
        fontSize=14 if name == "judged" else 13,
        fontWeight="bold" if name == "judged" else "normal",
        color=palette.goal if name == "goal" else palette.ink if name == "judged" else palette.series,
    )
    return mark.encode(x=x, y=y, text="label:N")
