"""Which values stand: months thinned to years, one of several sources chosen, cities rolled up to their province."""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from explorer.core.goals import Indicator

RANK = {"published": 0, "office": 1, "simulated": 2, "A": 0, "B": 1, "C": 2}
YEARLY_FIRST = {"A": 0, "Q": 1, "M": 2, "D": 3}
COLUMNS = ("area", "period", "span", "value", "evidence", "source", "known_on", "reliability", "rivals")


def thin(rows: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """Keep year-ends, figures, and of the monthly measurements only the newest month.

    For a flow that is the year to date, kept with the same months of the year before: it never stands on the
    yearly line as if it were complete.
    """
    year_end = (pl.col("period").dt.month() == 12) & (pl.col("period").dt.day() == 31)
    newest = rows.filter("monthly")["period"].max()
    wanted = [newest] if indicator.nature == "stock" else [newest, _year_before(newest)]
    part = pl.lit("point") if indicator.nature == "stock" else pl.lit("year_to_date")
    return rows.filter(year_end | ~pl.col("monthly") | pl.col("period").is_in(wanted)).with_columns(
        span=pl.when(year_end).then(pl.lit("year")).otherwise(part)
    )


def _year_before(day: object) -> dt.date | None:
    if not isinstance(day, dt.date):
        return None
    return (dt.date(day.year - 1, day.month, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def settle(rows: pl.DataFrame) -> pl.DataFrame:
    """Choose one value per area and period: evidence, the year's before the month's, reliability, the later day."""
    ranked = rows.sort(
        "area",
        "period",
        pl.col("evidence").replace_strict(RANK, return_dtype=pl.Int8),
        pl.col("frequency").replace_strict(YEARLY_FIRST, default=0, return_dtype=pl.Int8),
        pl.col("reliability").replace_strict(RANK, default=3, return_dtype=pl.Int8),
        pl.col("known_on"),
        descending=[False, False, False, False, False, True],
        nulls_last=True,
    )
    real = pl.col("evidence") != "simulated"
    rival = pl.struct("value", "source", "known_on", "reliability")
    return (
        ranked.group_by("area", "period", maintain_order=True)
        .agg(
            pl.all().first(),
            rivals=rival.filter(real & (pl.col("value") != pl.col("value").first())),
        )
        .select(COLUMNS)
    )


def roll_up(rows: pl.DataFrame, places: Mapping[str, Mapping[str, str | None]]) -> pl.DataFrame:
    """Add each parent's row to the rows of its children, then divide where a numerator and denominator came.

    ``rows``: area, period and value, or numerator and denominator. Returns area, period, value (Float64); an area
    with an empty denominator has no value rather than a zero.
    """
    parents = {area: place["parent"] for area, place in places.items()}
    quantities = [name for name in rows.columns if name not in ("area", "period")]
    rows = rows.with_columns(pl.col(quantities).cast(pl.Float64))
    above = (
        rows.with_columns(pl.col("area").replace_strict(parents, return_dtype=pl.String))
        .group_by("area", "period")
        .agg(pl.col(quantities).sum())
    )
    both = pl.concat([rows, above.select(rows.columns)])
    if "numerator" in quantities:
        both = both.filter(pl.col("denominator") > 0).with_columns(value=pl.col("numerator") / pl.col("denominator"))
    return both.select("area", "period", "value").drop_nulls().sort("area", "period")
