"""Orders of magnitude: a value ten thousand times its neighbour's, a province that its cities do not come to."""

from collections.abc import Iterator

import polars as pl

from explorer.pipeline.intake.fields import Table
from explorer.pipeline.intake.jumps import JUMP, TEN_THOUSAND, jump
from explorer.pipeline.intake.lists.questions import Asked
from explorer.pipeline.intake.values.areas import World
from explorer.pipeline.intake.yearly.table import Question

LEAST = 5  # amounts of which the middle one says how large they are
MOST = 20  # rows named one by one
ADDED = ("件", "家", "个", "次", "项", "亿元", "万元")  # units in which a province comes to what its cities come to
SERIES = ("measure", "area", "frequency")


def asked(values: pl.DataFrame, table: Table, world: World) -> list[Asked]:
    """Return the rows whose value is 万 times too large or too small beside others, and sums far from their parts."""
    found = [one for field in table.fields if field.unit for one in _amounts(values, field.slug)]
    if "measure" in values.columns:
        figures = values.drop_nulls(["measure", "area", "period", "value"])
        found += [*_neighbours(figures), *_sums(figures, world)]
    return found[:MOST]


def _amounts(values: pl.DataFrame, slug: str) -> Iterator[Asked]:
    """Yield the amounts that lie a 万 from the middle one of their column."""
    given = values.filter(pl.col(slug) > 0)
    if given.height < LEAST:
        return
    middle = float(given.select(pl.col(slug).median()).item())
    far = _a_wan_apart(pl.col(slug) / middle)
    for row, value in given.filter(far).select("row", slug).head(MOST).iter_rows():
        yield row, slug, Question("far_from_others", {"value": f"{value:,.10g}", "usual": f"{middle:,.10g}"})


def _neighbours(figures: pl.DataFrame) -> Iterator[Asked]:
    """Yield the figures that lie a 万 from the one before them."""
    sorted_ = figures.sort(*SERIES, "period").with_columns(
        before=pl.col("value").shift().over(SERIES), above=pl.col("row").shift().over(SERIES)
    )
    far = sorted_.filter((pl.col("before") > 0) & _a_wan_apart(pl.col("value") / pl.col("before")))
    for row, value, before, above in far.select("row", "value", "before", "above").head(MOST).iter_rows():
        yield (
            row,
            "value",
            Question("far_from_before", {"value": f"{value:,.10g}", "before": f"{before:,.10g}", "row": above}),
        )


def _sums(figures: pl.DataFrame, world: World) -> Iterator[Asked]:
    """Yield the province's figures that are far from what all of its cities come to."""
    cities = [code for code, area in world.cities().items() if area["level"] == "city"]
    at = ["measure", "frequency", "period"]
    parts = figures.filter(pl.col("area").is_in(cities) & pl.col("unit").is_in(ADDED)).group_by(at)
    whole = parts.agg(counted=pl.col("value").sum(), cities=pl.col("area").n_unique())
    told = figures.filter(pl.col("area") == world.home).join(whole.filter(pl.col("cities") == len(cities)), on=at)
    for row, value, counted in told.select("row", "value", "counted").sort("row").iter_rows():
        if jump(counted, value):
            yield row, "value", Question("sum_far", {"value": f"{value:,.10g}", "counted": f"{counted:,.10g}"})


def _a_wan_apart(times: pl.Expr) -> pl.Expr:
    larger = pl.max_horizontal(times, 1 / times)
    return larger.is_between(TEN_THOUSAND / JUMP, TEN_THOUSAND * JUMP)
