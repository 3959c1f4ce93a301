"""A quick picture of any table: its first suitable columns as a line over time or as bars."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from explorer.analysis.assessment.standing import position
from explorer.charts import layers
from explorer.core import marks

HEIGHT, BARS, COLOURS, POINTS = 300, 40, 8, 5_000
FAINT = 0.3
ROOM, BAR = 80, 20  # pixels: of the axes above and below the bars, and of each bar
EARLIEST, LATEST = 1900, 2100
LABEL = 24  # letters
YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Picture:
    """What is drawn: line or bar, over which column, of which values, in which colours (empty: one)."""

    kind: str
    x: str
    y: str
    colour: str = ""


def suitable(rows: pl.DataFrame) -> Picture | None:
    """Return what can be drawn of a table; None where no column of numbers stands beside one to draw it over."""
    if not 1 < rows.height <= POINTS:
        return None
    times = [name for name in rows.columns if _time(rows[name])]
    texts = [name for name in rows.columns if rows.schema[name] == pl.String and rows[name].n_unique() <= rows.height]
    over = next(iter(times or texts), None)
    numbers = [name for name in rows.columns if name != over and name not in times and _drawable(rows[name])]
    if over is None or not numbers:
        return None
    others = [name for name in texts if name != over and 1 < rows[name].n_unique() <= COLOURS]
    colour = others[0] if others and rows[over].n_unique() < rows.height else ""
    if over in times:
        return Picture("line", over, numbers[0], colour)
    return Picture("bar", over, numbers[0], colour) if rows[over].n_unique() <= BARS else None


def _drawable(column: pl.Series) -> bool:
    """Whether a column is of numbers, two at least that can be drawn, and not one year of several side by side."""
    return (
        not YEAR.fullmatch(column.name)
        and column.dtype.is_numeric()
        and int(column.cast(pl.Float64).is_finite().sum()) > 1
    )


def _time(column: pl.Series) -> bool:
    """Whether a column is of days, or of whole numbers that are years and not all the same."""
    if column.dtype == pl.Date or isinstance(column.dtype, pl.Datetime):
        return column.n_unique() > 1
    if not column.dtype.is_integer() or column.null_count() == len(column):
        return False
    return bool(column.is_between(EARLIEST, LATEST).all()) and column.n_unique() > 1


def quick_rows(rows: pl.DataFrame, picture: Picture) -> pl.DataFrame:
    """Return what the chart draws: x (a number on the axis of years, or a text), y, colour; no row without a value."""
    over = rows[picture.x]
    if picture.kind == "line":
        days = over.cast(pl.Date) if isinstance(over.dtype, pl.Datetime) else over
        x = pl.Series([_place(one) for one in days], dtype=pl.Float64)
    else:
        x = over.fill_null("—").str.slice(0, LABEL)
    colour = rows[picture.colour].fill_null("—") if picture.colour else pl.repeat("", rows.height, eager=True)
    said = over.cast(pl.String)
    drawn = pl.DataFrame({"x": x, "y": rows[picture.y].cast(pl.Float64), "colour": colour, "said": said})
    return drawn.filter(pl.col("y").is_finite(), pl.col("x").is_not_null())


def _place(over: Any) -> float | None:
    """Return where a day, or the middle of a year, stands among year-ends (see standing.position)."""
    if over is None:
        return None
    return position(over) if isinstance(over, dt.date) else over - 0.5


@lru_cache(maxsize=64)
def quick_spec(picture: Picture, theme: str | None, *, simulated: bool, bars: int | None = None) -> dict[str, Any]:
    """Return the finished spec of a picture of so many bars, hollow and dashed where it rests on simulated rows."""
    palette = marks.palette(theme)
    tips = [alt.Tooltip("said:N", title=picture.x), alt.Tooltip("y:Q", title=picture.y, format=",")]
    tips += [alt.Tooltip("colour:N", title=picture.colour)] if picture.colour else []
    numbers = alt.Axis(format=",~r")
    base = alt.Chart(alt.NamedData("rows"), width="container")
    if picture.kind == "line":
        x = layers.years().title(picture.x)
        y = alt.Y("y:Q", title=picture.y, axis=numbers)
        dash = list(marks.SIMULATED_DASH if simulated else marks.REAL_DASH)
        line = base.mark_line(color=palette.series, strokeDash=dash).encode(x=x, y=y, tooltip=tips)
        dots = base.mark_point(color=palette.series, filled=not simulated, size=30).encode(x=x, y=y, tooltip=tips)
        drawn, height = [line, dots], HEIGHT
    else:
        over = alt.Y("x:N", title=picture.x, sort=None, axis=alt.Axis(labelLimit=180))
        bar = base.mark_bar(
            color=palette.series,
            fillOpacity=FAINT if simulated else 1,
            stroke=palette.grey if picture.colour else palette.series,
            strokeWidth=int(simulated),
            strokeDash=list(marks.SIMULATED_DASH),
        )
        drawn = [bar.encode(y=over, x=alt.X("y:Q", title=picture.y, axis=numbers), tooltip=tips)]
        height = HEIGHT if bars is None else ROOM + bars * BAR
    if picture.colour:
        drawn = [one.encode(color=alt.Color("colour:N", title=picture.colour)) for one in drawn]
    return layers.finished(height, palette, *drawn)
