"""Charts as finished Vega-Lite specs: built with Altair once per indicator, language and theme; data come apart.

A spec never changes with the data, so it is kept; the rows it draws are a small polars frame whose column ``role``
says which layer each row belongs to.
"""

from functools import lru_cache
from itertools import pairwise
from typing import Any

import altair as alt
import polars as pl

from explorer import catalogue, language, marks
from explorer.catalogue import Goal
from explorer.language import Words
from explorer.standing import Standing, position

HEIGHT = 430
YEARS_BEFORE = 10
ROOM_FOR_LABEL = 0.16
ROWS = {
    "role": pl.String,
    "x": pl.Float64,
    "y": pl.Float64,
    "x2": pl.Float64,
    "y2": pl.Float64,
    "line": pl.String,
    "evidence": pl.String,
    "label": pl.String,
    "period": pl.String,
    "source": pl.String,
    "known_on": pl.String,
}


def target_rows(observed: pl.DataFrame, standing: Standing, goal: Goal, words: Words) -> pl.DataFrame:
    """Return the rows of the target chart: points, the segments between them, path, goal, labels and frame."""
    points = _points(observed, goal, words)
    drawn = [
        *_segments(points),
        *points,
        *_path_rows(standing, goal, words),
        *_goal(standing, goal, words),
    ]
    low, high = _frame([row["y"] for row in drawn if "y" in row], goal)
    years = [row["x"] for row in drawn]
    right = max(years) + (max(years) - min(years)) * ROOM_FOR_LABEL
    corners = [{"role": "frame", "x": x, "y": y} for x, y in ((min(years), low), (right, high))]
    return pl.DataFrame([*drawn, *corners, *_newest_label(points, standing, goal, high - low)], schema=ROWS)


def _path_rows(standing: Standing, goal: Goal, words: Words) -> list[dict[str, Any]]:
    mark = words.suffix(standing.path_evidence)
    said = {"evidence": words("chart.path")}
    return [
        {
            "role": "path",
            "x": float(y),
            "y": v,
            "period": str(y),
            "label": words.value(v, goal.indicator) + mark,
            **said,
        }
        for y, v in standing.path
    ]


def _frame(values: list[float], goal: Goal) -> tuple[float, float]:
    """Return the least and greatest y: room for labels, never below nothing nor beyond a natural limit."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * 0.12 or abs(high) * 0.12 or 1.0
    floor, ceiling = goal.indicator.limits or (0.0 if low >= 0 else low - room, float("inf"))
    return max(low - room, min(floor, low)), min(high + room, max(ceiling, high))


def _points(observed: pl.DataFrame, goal: Goal, words: Words) -> list[dict[str, Any]]:
    since = goal.start_year - 1 - YEARS_BEFORE
    rows = observed.filter((pl.col("span") != "year_to_date") & (pl.col("period").dt.year() >= since)).sort("period")
    return [
        {
            "role": "point",
            "x": position(row["period"]),
            "y": row["value"],
            "evidence": words(f"evidence.{row['evidence']}"),
            "label": words.value(row["value"], goal.indicator),
            "period": words.at(row["period"]),
            "source": row["source"],
            "known_on": "" if row["evidence"] == "simulated" else words.day(row["known_on"]),
            "simulated": row["evidence"] == "simulated",
        }
        for row in rows.iter_rows(named=True)
    ]


def _segments(points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join neighbours; a line that touches a simulated value is a simulated line."""
    return [
        {
            "role": "segment",
            "x": a["x"],
            "y": a["y"],
            "x2": b["x"],
            "y2": b["y"],
            "line": "simulated" if a["simulated"] or b["simulated"] else "real",
        }
        for a, b in pairwise(points)
    ]


def _newest_label(points: list[dict[str, Any]], standing: Standing, goal: Goal, height: float) -> list[dict[str, Any]]:
    """Label the newest value at the end of the line, or, before the goal year, on the side away from line and goal."""
    if not points:
        return []
    newest, before = points[-1], points[-2:][0]
    crowded = standing.target is not None and 0 <= standing.target - newest["y"] < height * 0.15
    side = "below" if newest["y"] < before["y"] or crowded else "above"
    align = "right" if len(points) > 2 else "left"
    last = newest["x"] >= goal.year
    role, joint = ("newest_right", "\n") if last else (f"newest_{side}_{align}", " · ")
    return [
        {"role": role, "x": newest["x"], "y": newest["y"], "label": joint.join((newest["label"], newest["evidence"]))}
    ]


def _goal(standing: Standing, goal: Goal, words: Words) -> list[dict[str, Any]]:
    year = {"role": "goal_year", "x": float(goal.year), "label": str(goal.year)}
    if standing.target is None:
        return [year]
    amount = words.value(standing.target, goal.indicator) + words.suffix(standing.target_evidence(goal))
    label = words("chart.goal", amount=amount, year=goal.year)
    lower = standing.newest is not None and standing.target < standing.newest.value
    role = "goal_below" if lower else "goal_above"
    return [year, *({"role": r, "x": float(goal.year), "y": standing.target, "label": label} for r in ("goal", role))]


@lru_cache(maxsize=256)
def target_spec(slug: str, code: str, theme: str | None) -> dict[str, Any]:
    """Return the target chart's spec: expects the rows of target_rows under the data name ``rows``."""
    indicator, words, palette = catalogue.indicators()[slug], language.words(code), marks.palette(theme)
    x = alt.X(
        "x:Q",
        title=None,
        axis=alt.Axis(format="d", tickMinStep=1, tickCount=16, grid=False),
        scale=alt.Scale(zero=False, nice=False, padding=14),
    )
    y = alt.Y("y:Q", title=words.of(indicator.unit), scale=alt.Scale(zero=False, nice=False))
    chart = alt.layer(
        _goal_year(palette),
        _path(x, y, palette),
        _lines(x, y, palette),
        _dots(x, y, words, palette),
        _goal_point(x, y, palette),
        _text("goal_above", -11, x, y, palette.goal),
        _text("goal_below", 15, x, y, palette.goal),
        *(
            _text(f"newest_{side}_{align}", dy, x, y, palette.series, align)
            for side, dy in (("above", -14), ("below", 20))
            for align in ("left", "right")
        ),
        _text("newest_right", 4, x, y, palette.series, "left"),
        _only("frame").mark_point(opacity=0).encode(x=x, y=y),
        data=alt.NamedData("rows"),
        height=HEIGHT,
        width="container",
    ).configure(**_house_style(palette))
    spec: dict[str, Any] = chart.to_dict()
    spec.pop("data")
    return spec


def _only(role: str) -> alt.Chart:
    """Return a layer of one role; it has no tooltip unless it is given one, or the page would show raw columns."""
    return alt.Chart().transform_filter(f"datum.role === '{role}'").encode(tooltip=alt.value(None))


def _goal_year(palette: marks.Palette) -> alt.LayerChart | alt.FacetChart:
    base = _only("goal_year").encode(x="x:Q")
    rule = base.mark_rule(color=palette.faint)
    return alt.layer(rule, base.mark_text(y=2, dy=-8, color=palette.grey, fontSize=12).encode(text="label:N"))


def _path(x: alt.X, y: alt.Y, palette: marks.Palette) -> alt.LayerChart | alt.FacetChart:
    base = _only("path").encode(x=x, y=y)
    line = base.mark_line(color=palette.grey, strokeWidth=1.3, strokeDash=list(marks.PATH_DASH))
    ticks = base.mark_tick(color=palette.grey, orient="vertical", size=9, thickness=1.2)
    said = [alt.Tooltip(f"{name}:N", title=" ") for name in ("evidence", "period", "label")]
    return alt.layer(line, ticks.encode(tooltip=said))


def _lines(x: alt.X, y: alt.Y, palette: marks.Palette) -> Any:
    dash = alt.Scale(domain=["real", "simulated"], range=[list(marks.REAL_DASH), list(marks.SIMULATED_DASH)])
    return (
        _only("segment")
        .mark_rule(color=palette.series, strokeWidth=2)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q", strokeDash=alt.StrokeDash("line:N", scale=dash, legend=None))
    )


def _dots(x: alt.X, y: alt.Y, words: Words, palette: marks.Palette) -> Any:
    kinds = [words(f"evidence.{kind}") for kind in marks.EVIDENCE]
    shapes = alt.Scale(domain=kinds, range=[mark.shape for mark in marks.EVIDENCE.values()])
    fills = [palette.series if mark.filled else palette.paper for mark in marks.EVIDENCE.values()]
    legend = alt.Legend(title=None, orient="bottom", labelFontSize=12)
    return (
        _only("point")
        .mark_point(size=64, strokeWidth=1.8, opacity=1)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("evidence:N", scale=shapes, legend=legend),
            fill=alt.Fill("evidence:N", scale=alt.Scale(domain=kinds, range=fills), legend=legend),
            stroke=alt.Stroke("evidence:N", scale=alt.Scale(domain=kinds, range=[palette.series]), legend=legend),
            tooltip=[
                alt.Tooltip("period:N", title=words("table.period")),
                alt.Tooltip("label:N", title=words("table.value", unit="").strip("（） ()")),
                alt.Tooltip("evidence:N", title=words("table.evidence")),
                alt.Tooltip("source:N", title=words("table.source")),
                alt.Tooltip("known_on:N", title=words("table.known_on")),
            ],
        )
    )


def _goal_point(x: alt.X, y: alt.Y, palette: marks.Palette) -> Any:
    base = _only("goal")
    return base.mark_point(shape="diamond", size=150, filled=True, color=palette.goal, opacity=1).encode(
        x=x, y=y, tooltip=[alt.Tooltip("label:N", title=" ")]
    )


def _text(role: str, dy: int, x: alt.X, y: alt.Y, colour: str, align: Any = "right") -> Any:
    dx = -9 if align == "right" else 9
    mark = _only(role).mark_text(
        align=align, dx=dx, dy=dy, color=colour, fontSize=13, fontWeight="bold", lineBreak="\n"
    )
    return mark.encode(x=x, y=y, text="label:N")


def _house_style(palette: marks.Palette) -> dict[str, Any]:
    axis = {"labelColor": palette.grey, "titleColor": palette.grey, "labelFontSize": 12, "titleFontSize": 12}
    return {
        "background": "transparent",
        "font": marks.FONT,
        "view": {"stroke": None},
        "axis": axis
        | {"gridColor": palette.faint, "domainColor": palette.faint, "tickColor": palette.faint, "labelAngle": 0},
        "axisY": {
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleY": -14,
            "titleX": -4,
            "domain": False,
        },
        "legend": {"labelColor": palette.ink, "titleColor": palette.ink},
    }
