"""What holds between the values of a row and between rows, as one dataframely schema a table."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import dataframely as dy
import polars as pl

from explorer.core import catalogue
from explorer.core.goals import Indicator
from explorer.pipeline.intake.columns import FAULTS, MEASURE_UNIT
from explorer.pipeline.intake.fields import Field, Table
from explorer.pipeline.intake.values import patents
from explorer.pipeline.intake.values.texts import PATENT

COUNTED = ("件", "家", "个", "次", "项", "人", "万人", "元", "亿元")  # units of which there cannot be less than none
TWICE = "key|twice|"
CLASS, SEVERAL_CLASSES = "nice_class", "several_classes"
CLOSE = 1e-6  # what reckoning with points may leave of a whole number
MOST_NAMED = 5  # rows named as sharing a key


def faults(values: pl.DataFrame, table: Table, today: dt.date) -> pl.DataFrame:
    """Return what breaks a rule as ``row``, ``slug``, ``rule`` and ``hint``.

    Rules: needed, bare (a value where there is none), reason (needed where another column says so), ahead (a day after
    ``today``), negative, beyond (the indicator's limits, which are the hint), not_whole (what is counted), not_positive
    (of a goal), order (hint: the earlier column), unit (hint: the one it should be),
    twice, several_classes (of a mark, one row a class) and, of goals, set_twice (hint: the rows that share a key); of
    a patent's number number_kind and number_year.
    """
    schema = _schema(table, today)
    broken = schema.filter(values).failure.details()
    parts = [_said(name, broken) for name in broken.columns if "|" in name and name != TWICE]
    return pl.concat([pl.DataFrame(schema=FAULTS), *parts, _twice(values, broken, table)])


def _schema(table: Table, today: dt.date) -> type[dy.Schema]:
    """Return the schema: every column's type, what is needed, and the rules of this table by slug|rule|hint."""
    parts: dict[str, Any] = {"row": dy.Int64()}
    for field in table.fields:
        parts[field.slug] = _column(field)
        if field.kind in ("day", "period") and not field.ahead:
            parts[f"{field.slug}|ahead|{today}"] = _rule(pl.col(field.slug) <= today)
        for rule, holds in _by_state(field):
            parts[f"{field.slug}|{rule}|"] = _rule(holds)
        if field.unit:
            parts[f"{field.slug}|negative|"] = _rule(pl.col(field.slug) >= 0)
    parts[TWICE] = _rule(pl.when(_whole(table)).then(~pl.struct(table.key).is_duplicated()))
    for earlier, later in table.order:
        parts[f"{later}|order|{earlier}"] = _rule(pl.col(earlier) <= pl.col(later))
    if {PATENT, "filed_on"} <= parts.keys():
        parts |= {name: _rule(holds) for name, holds in _of_patents()}
    if {"measure", "indicator"} & parts.keys():
        parts[MEASURE_UNIT] = dy.String(nullable=True)
        parts["unit|unit|"] = _rule(pl.col("unit") == pl.col(MEASURE_UNIT))
    if "indicator" in parts:
        parts["value|not_positive|"] = _rule(pl.col("value") > 0)
    elif "measure" in parts:
        parts["value|negative|"] = _rule((pl.col("value") >= 0) | ~pl.col(MEASURE_UNIT).is_in(COUNTED))
        parts |= {name: _rule(holds) for name, holds in _of_measures()}
    return type(table.slug, (dy.Schema,), parts)


def _of_patents() -> Iterator[tuple[str, pl.Expr]]:
    """Yield what a number says of its row: its kind, and that nothing is filed after its number was given.

    The other way round it may be: a divisional application keeps the day of its parent.
    """
    number = pl.col(PATENT)
    said = patents.kind(number)
    yield f"{PATENT}|number_kind|", said == pl.col("kind")
    yield f"{PATENT}|number_year|", pl.col("filed_on").dt.year() <= patents.year(number)


def _of_measures() -> Iterator[tuple[str, pl.Expr]]:
    """Yield what the catalogue knows of a figure: its indicator's limits, and whether it counts whole things."""
    value, measure = pl.col("value"), pl.col("measure")
    for least, most in sorted({one.limits for one in _indicators() if one.limits}):
        within = [one.measure for one in _indicators() if one.limits == (least, most)]
        yield f"value|beyond|{least:g}—{most:g}", value.is_between(least, most) | ~measure.is_in(within)
    counted = [one.measure for one in _indicators() if one.unit.zh in COUNTED and not one.digits and not one.limits]
    yield "value|not_whole|", ((value - value.round()).abs() <= CLOSE) | ~measure.is_in(counted)


@lru_cache(maxsize=1)
def _indicators() -> tuple[Indicator, ...]:
    return tuple(catalogue.indicators().values())


def _column(field: Field) -> dy.Column:
    kinds: dict[pl.DataType, type[dy.Column]] = {
        pl.Date(): dy.Date,
        pl.Float64(): dy.Float64,
        pl.Boolean(): dy.Bool,
        pl.Int32(): dy.Int32,
    }
    return kinds.get(field.type, dy.String)(nullable=not field.needed or bool(field.bare_when))


def _by_state(field: Field) -> Iterator[tuple[str, pl.Expr]]:
    """Yield the rules of a column that must be empty, or must not be, by what another says."""
    given = pl.col(field.slug).is_not_null()
    for other, codes in field.bare_when:
        bare = pl.col(other).is_in(codes).fill_null(False)
        yield "bare", ~given | ~bare
        yield "needed", given | bare
    for other, codes in field.needed_when:
        yield "reason" if other == "state" else "needed", given | ~pl.col(other).is_in(codes).fill_null(False)


def _rule(holds: pl.Expr) -> Any:
    """Return a rule of a schema; where a value is missing it says nothing."""
    held: Callable[[Any], pl.Expr] = lambda _: holds  # noqa: E731 (dataframely asks for a function of the schema)
    return dy.rule()(held)


def _said(name: str, broken: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that break one rule."""
    slug, rule, *hint = name.split("|")
    rule = "needed" if rule == "nullability" else rule
    wrong = broken.filter(pl.col(name) == "invalid")
    told = pl.col(MEASURE_UNIT) if rule == "unit" else pl.lit(hint[0] if hint else "")
    return wrong.select("row", pl.lit(slug).alias("slug"), pl.lit(rule).alias("rule"), told.alias("hint"))


def _whole(table: Table) -> pl.Expr:
    """Whether a row has its key; what is missing is a fault of its own."""
    return pl.all_horizontal(pl.col(name).is_not_null() for name in table.key if table.field(name).needed)


def _twice(values: pl.DataFrame, broken: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return every row whose key another row has too: which of them is right, nobody but the office can say."""
    rows = broken.filter(pl.col(TWICE) == "invalid")["row"].implode()
    shared = values.filter(_whole(table) & pl.col("row").is_in(rows))
    named = pl.col("row").cast(pl.String).head(MOST_NAMED).str.join(", ").over(table.key)
    rule = pl.lit("set_twice" if table.slug == "city_goals" else "twice").alias("rule")
    if CLASS in table.schema():
        others = pl.struct([name for name in table.schema() if name != CLASS])
        by_class = (others.n_unique() == 1) & (pl.col(CLASS).n_unique() > 1)
        rule = pl.when(by_class.over(table.key)).then(pl.lit(SEVERAL_CLASSES)).otherwise(pl.lit("twice")).alias("rule")
    return shared.select("row", pl.lit(table.key[0]).alias("slug"), rule, named.alias("hint"))
