"""Numbers as people write them, beside the unit their column counts in. A unit is checked, never only multiplied."""

import polars as pl

from explorer.pipeline.intake.values.cells import narrow, trimmed

NUMBER = r"^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)\s*(.*)$"
ZEROS = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}
COUNTED_IN = (4, 8)  # 万 and 亿, in which everybody counts
WITHIN = r"^(百万|千万|十万|万|亿|千|百|十)?(.*)$"
GROUPING = r"^[+-]?[\d,.]+$"


def read(texts: pl.Series, units: pl.Series) -> pl.DataFrame:
    """Return ``value`` (Float64, in the unit given beside it), ``rule`` and ``hint`` for each text.

    Thousands commas, 万 and 亿 are read where nothing else can be meant. A 万 where the unit itself counts in 万, or
    any other unit in the cell, is a fault: the hint is the number it would be.
    A share of 0.5 without a sign may be 0.5% or 50%, one of 1 may be the whole.
    Rules: percent_unsaid, unit_in_cell, ambiguous_number, not_a_number.
    """
    rows = pl.DataFrame({"text": texts, "unit": units}).select(
        narrow(pl.col("text")).alias("text"), narrow(pl.col("unit").fill_null("")).alias("unit")
    )
    parts = rows.with_columns(
        digits=pl.col("text").str.extract(NUMBER, 1).str.replace_all(",", "", literal=True),
        rest=trimmed(pl.col("text").str.extract(NUMBER, 2)),
    ).with_columns(*_scale("rest"), *_scale("unit"))
    fits = ((pl.col("rest_base") == "") | _same("rest_base", "unit_base")) & (pl.col("unit") != "%")
    plain = (pl.col("rest") == "") | _same("rest", "unit")
    scaled = fits & (pl.col("unit_zeros") == 0) & pl.col("rest_zeros").is_in(COUNTED_IN)
    value = pl.when(plain).then(_times(pl.lit(0))).when(scaled).then(_times(pl.col("rest_zeros")))
    number = _times(pl.lit(0))
    unsaid = (pl.col("unit") == "%") & (pl.col("rest") == "") & (number.abs() <= 1) & (number != 0)
    finite = ~unsaid & value.is_not_null() & value.is_finite()
    meant = pl.when(fits).then(_times(pl.col("rest_zeros") - pl.col("unit_zeros")))
    rule = (
        pl.when(finite)
        .then(None)
        .when(unsaid)
        .then(pl.lit("percent_unsaid"))
        .when(pl.col("text").str.contains(GROUPING))
        .then(pl.lit("ambiguous_number"))
        .when(pl.col("digits").is_not_null() & pl.col("rest").str.contains(r"^[^\d,.]+$"))
        .then(pl.lit("unit_in_cell"))
        .otherwise(pl.lit("not_a_number"))
    )
    hint = (
        pl.when(unsaid)
        .then(pl.format("{}% / {}%", _plain(number), _plain(_times(pl.lit(2)))))
        .when(rule == "unit_in_cell")
        .then(_plain(meant))
        .fill_null("")
    )
    return parts.select(value=pl.when(finite).then(value), rule=rule, hint=hint)


def _same(left: str, right: str) -> pl.Expr:
    return pl.col(left) == pl.col(right)


def _scale(name: str) -> list[pl.Expr]:
    """Return how many zeros a unit's 万 or 亿 stands for, and what is left of it."""
    parts = pl.col(name).str.extract_groups(WITHIN).struct
    zeros = parts.field("1").fill_null("").replace_strict(ZEROS, default=None, return_dtype=pl.Int8)
    return [zeros.alias(f"{name}_zeros"), parts.field("2").alias(f"{name}_base")]


def _times(zeros: pl.Expr) -> pl.Expr:
    """Return the number with its point moved, which is exact where a product of floats is not."""
    moved = pl.concat_str(pl.col("digits"), pl.lit("e"), zeros)
    return pl.when(zeros == 0).then(pl.col("digits")).otherwise(moved).cast(pl.Float64, strict=False)


def _plain(number: pl.Expr) -> pl.Expr:
    """Return a number as a text without needless decimals."""
    return number.cast(pl.String).str.replace(r"\.0$", "")
