"""A register over time: its stock as a line, what it gained and lost as bars. One spec each per language and theme."""

import datetime as dt
import math
from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from explorer.analysis.assessment.standing import position
from explorer.analysis.registers import definitions
from explorer.charts import layers, rows
from explorer.core import language, marks
from explorer.core.goals import Text
from explorer.core.language import Words

HEIGHT = 240
ROOM = 0.14
SIZES = {"year": 56.0, "quarter": 22.0, "month": 14.0}
MONTHS = {"year": 12, "quarter": 3, "month": 1}
WIDTHS = {"year": 0.72, "quarter": 0.2, "month": 0.065}
# Narrower outlines are hollow and not dashed: a dash needs room to be seen.
DASHED = 0.5
SCHEMA = rows.SCHEMA | {"size": pl.Float64, "partial": pl.Boolean, "month": pl.String}


def stock_rows(series: pl.DataFrame, span: str, unit: Text, words: Words) -> pl.DataFrame:
    """Return the rows of the stock's line from counts.series: points, segments, the newest one's label, frame."""
    points = [
        {
            "role": "point",
            "x": position(row["period"]),
            "y": row["stock"],
            "evidence": words(f"evidence.{row['evidence']}"),
            "label": words.amount(row["stock"], unit, 0),
            "period": words.at(row["period"]),
            "simulated": row["evidence"] == "simulated",
            "size": SIZES[span],
        }
        for row in series.iter_rows(named=True)
    ]
    heights = [point["y"] for point in points]
    low, high = min(heights), max(heights)
    room = (high - low) * ROOM or high * ROOM or 1.0
    corners = [
        {"role": "frame", "x": x, "y": y}
        for x, y in zip(_ends(series, span), (min(0.0, low), high + room), strict=True)
    ]
    newest = points[-1] | {"role": "newest"}
    drawn = [*rows.segments(points), *points, *corners, newest, *rows.legend(points, words)]
    return pl.DataFrame(drawn, schema=SCHEMA)


def flow_rows(series: pl.DataFrame, span: str, unit: Text, words: Words) -> pl.DataFrame:
    """Return the bars of what was gained, above the line, and lost, below it."""
    drawn = [
        _bar(row, role, row[role] * sign, span, unit, words)
        for row in series.iter_rows(named=True)
        for role, sign in (("begun", 1), ("ended", -1))
        if row[role]
    ]
    heights = [row["y"] for row in drawn] or [0.0]
    low, high = min(0.0, *heights), max(0.0, *heights)
    room = (high - low) * ROOM
    corners = [
        {"role": "frame", "x": x, "y": y}
        for x, y in zip(_ends(series, span), (high + room, low - room / 2 if low else low), strict=True)
    ]
    return pl.DataFrame([*drawn, *corners], schema=SCHEMA)


def ahead_rows(months: pl.DataFrame, unit: Text, words: Words) -> pl.DataFrame:
    """Return the bars of months to come from their counts: period, count, evidence; the greatest has a label."""
    most = months["count"].max()
    drawn = [
        {
            "role": role,
            "size": 1.0,
            "month": f"{row['period']:%Y-%m}",
            "y": row["count"],
            "line": "simulated" if row["evidence"] == "simulated" else "real",
            "evidence": words(f"evidence.{row['evidence']}"),
            "label": words.amount(row["count"], unit, 0),
            "period": definitions.period_name(row["period"], "month", words),
        }
        for row in months.iter_rows(named=True)
        for role in ("ahead", "newest")
        if role == "ahead" or row["count"] == most
    ]
    return pl.DataFrame(drawn, schema=SCHEMA)


def middle(day: dt.date, span: str) -> float:
    """Return the middle of the year, quarter or month that ``day`` is in, among year-ends (see standing.position)."""
    months, begun = MONTHS[span], (day.year - 1) * 12 + (day.month - 1) // MONTHS[span] * MONTHS[span]
    return (begun + months / 2) / 12


def _ends(series: pl.DataFrame, span: str) -> tuple[float, float]:
    """Return where the year of the first period begins and that of the last one ends, in both charts of a register."""
    first, last = (middle(day, span) for day in (series["period"][0], series["period"][-1]))
    return float(math.floor(first)), float(math.ceil(last))


def _bar(row: dict[str, Any], role: str, height: float, span: str, unit: Text, words: Words) -> dict[str, Any]:
    at, half = middle(row["period"], span), WIDTHS[span] / 2
    return {
        "role": role,
        "x": at - half,
        "x2": at + half,
        "y": height,
        "y2": 0.0,
        "line": "simulated" if row["evidence"] == "simulated" else "real",
        "evidence": words(f"evidence.{row['evidence']}"),
        "label": words.amount(abs(height), unit, 0),
        "period": definitions.period_name(row["period"], span, words, partial=row["partial"]),
        "partial": row["partial"],
        "size": WIDTHS[span],
    }


@lru_cache(maxsize=8)
def stock_spec(code: str, theme: str | None) -> dict[str, Any]:
    """Return the spec of the stock's line: expects the rows of stock_rows under the data name ``rows``."""
    words, palette = language.words(code), marks.palette(theme)
    x, y = layers.years(), _counts(words)
    dots = layers.dots(x, y, words, palette).encode(
        size=alt.Size("size:Q", scale=None, legend=None), tooltip=_said(words)
    )
    return layers.finished(
        HEIGHT,
        palette,
        layers.lines(x, y, palette),
        dots,
        layers.text("newest", -14, x, y, palette.series),
        *layers.legend(words, palette),
        layers.corners(x, y),
    )


@lru_cache(maxsize=8)
def flow_spec(code: str, theme: str | None) -> dict[str, Any]:
    """Return the spec of the bars: expects the rows of flow_rows under the data name ``rows``."""
    words, palette = language.words(code), marks.palette(theme)
    x, y = layers.years(padding=2), _counts(words)
    bars = [_bars(role, colour, x, y, words) for role, colour in (("begun", palette.series), ("ended", palette.grey))]
    return layers.finished(HEIGHT, palette, *bars, layers.corners(x, y))


@lru_cache(maxsize=8)
def ahead_spec(code: str, theme: str | None) -> dict[str, Any]:
    """Return the spec of the months to come: expects the rows of ahead_rows under the data name ``rows``."""
    words, palette = language.words(code), marks.palette(theme)
    x = alt.X("month:O", title=None, axis=alt.Axis(labelOverlap="parity", labelAngle=0, ticks=False))
    y = _counts(words, nice=True)
    bars = _drawn(layers.only("ahead").mark_bar(stroke=palette.series, strokeWidth=1.2), palette.series, words)
    most = layers.only("newest").mark_text(dy=-9, color=palette.series, fontSize=13, fontWeight="bold")
    return layers.finished(HEIGHT, palette, bars.encode(x=x, y=y), most.encode(x=x, y=y, text="label:N"))


def _bars(role: str, colour: str, x: alt.X, y: alt.Y, words: Words) -> Any:
    """Return the bars of one role between two points of time."""
    bars = layers.only(role).mark_bar(stroke=colour, strokeWidth=1.2)
    return _drawn(bars, colour, words).encode(x=x, y=y, x2="x2:Q", y2="y2:Q")


def _drawn(bars: alt.Chart, colour: str, words: Words) -> alt.Chart:
    """Return bars filled where real, hollow and dashed where simulated, pale while their period is not over."""
    real = "datum.line === 'real'"
    return bars.encode(
        fill=alt.condition(real, alt.value(colour), alt.value("transparent")),
        strokeDash=alt.condition(
            f"{real} || datum.size < {DASHED}", alt.value(list(marks.REAL_DASH)), alt.value(list(marks.SIMULATED_DASH))
        ),
        opacity=alt.condition("datum.partial", alt.value(0.5), alt.value(1)),
        tooltip=_said(words),
    )


def _counts(words: Words, *, nice: bool = False) -> alt.Y:
    """Return the axis of counts, without a title: the unit stands above the chart."""
    axis = alt.Axis(tickCount=5, tickMinStep=1, labelExpr=TENS if words.code == "zh" else WHOLE)
    return alt.Y("y:Q", title=None, axis=axis, scale=alt.Scale(zero=nice, nice=nice))


WHOLE = "format(datum.value, ',~r')"
TENS = layers.TEN_THOUSANDS.replace("datum.value >= 10000", "abs(datum.value) >= 10000")


def _said(words: Words) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("period:N", title=words("table.period")),
        alt.Tooltip("label:N", title=words("table.value", unit="").strip("（） ()")),
        alt.Tooltip("evidence:N", title=words("table.evidence")),
    ]
