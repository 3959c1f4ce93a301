"""The target chart: an indicator's values, the path and the goal."""

from functools import lru_cache
from typing import Any

import polars as pl

from explorer.analysis.assessment.standing import Standing
from explorer.charts import layers, rows
from explorer.core import catalogue, language, marks
from explorer.core.goals import Goal
from explorer.core.language import Words

HEIGHT = 430
YEARS_BEFORE = 10
ROOM_FOR_LABEL = 96  # pixels
ROOM_FOR_EVENTS = 0.1  # of the height, above the other labels


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
    _make_room(corners, drawn, goal)
    height = corners[1]["y"] - corners[0]["y"]
    return pl.DataFrame([*drawn, *corners, *_newest_label(points, standing, goal, height, words)], schema=rows.SCHEMA)


def _make_room(corners: list[dict[str, Any]], drawn: list[dict[str, Any]], goal: Goal) -> None:
    """Stretch the axis upwards, within its natural limits, where events have their names above the other labels."""
    if any(row["role"].startswith("event_") for row in drawn):
        ceiling = max((goal.indicator.limits or (0.0, float("inf")))[1], corners[1]["y"])
        corners[1]["y"] = min(corners[1]["y"] + (corners[1]["y"] - corners[0]["y"]) * ROOM_FOR_EVENTS, ceiling)


def _newest_label(
    points: list[dict[str, Any]], standing: Standing, goal: Goal, height: float, words: Words
) -> list[dict[str, Any]]:
    """Label the newest value at the end of the line, or, before the goal year, on the side away from line and goal."""
    if not points:
        return []
    newest, before = points[-1], points[-2:][0]
    crowded = standing.target is not None and 0 <= standing.target - newest["y"] < height * 0.15
    side = "below" if newest["y"] < before["y"] or crowded else "above"
    align = "right" if len(points) > 2 else "left"
    last, said = newest["x"] >= goal.year, words.label(newest["y"], goal.indicator)
    role, joint = ("newest_right", "\n") if last else (f"newest_{side}_{align}", " · ")
    return [{"role": role, "x": newest["x"], "y": newest["y"], "label": joint.join((said, newest["evidence"]))}]


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
        *layers.goal_labels(x, y, palette),
        *(
            layers.text(f"newest_{side}_{align}", dy, x, y, palette.series, align)
            for side, dy in (("above", -14), ("below", 20))
            for align in ("left", "right")
        ),
        layers.text("newest_right", 4, x, y, palette.series, "left"),
        *layers.events(x, palette),
        layers.corners(x, y),
    )
