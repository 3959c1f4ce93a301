"""Texts → values: each column read by its kind, each text that cannot be read as one row of faults."""

from collections.abc import Callable, Mapping

import polars as pl

from explorer.pipeline.intake import headings
from explorer.pipeline.intake.fields import Field, Table
from explorer.pipeline.intake.headings import Heading
from explorer.pipeline.intake.readers.sheet import MORE
from explorer.pipeline.intake.values import areas, codes, days, numbers, patents, periods, promises, texts
from explorer.pipeline.intake.values.areas import World
from explorer.pipeline.intake.values.cells import given, narrow
from explorer.pipeline.intake.values.codes import Spellings

FAULTS = {"row": pl.Int64, "slug": pl.String, "rule": pl.String, "hint": pl.String}
# Read after what they depend on: a county by its city, a period by its frequency, a figure by its measure's unit; a
# promise and its city by their plan, and a goal by what is promised.
BESIDE = {
    "county": ("city",),
    "period": ("frequency",),
    "promise": ("plan",),
    "city_of_plan": ("plan",),
    "number": ("measure", "indicator"),
}
BLIND = "blind"
MEASURE_UNIT = "measure_unit"
UNITS = {"plan": pl.String, "indicator": pl.String, MEASURE_UNIT: pl.String}
Reader = Callable[[pl.Series, pl.Series], pl.DataFrame]


def read(rows: pl.DataFrame, heading: Heading, table: Table, world: World) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows' values (``row`` and the table's columns, null where nothing was given or read) and the faults.

    A cell that cannot be read because another one is wrong has the rule BLIND: it is no fault of its own.
    ``rows``: as sheets.Sheet.load gives them. A column that the file does not have is null throughout. Figures
    carry MEASURE_UNIT besides: the unit that their measure, or the goal they are set for, counts in.
    """
    values = rows.select("row")
    faults: list[pl.DataFrame] = []
    for field in sorted(table.fields, key=lambda field: field.kind in BESIDE):
        if field.slug not in heading.places:
            values = values.with_columns(pl.lit(_usual(field, heading), field.type).alias(field.slug))
            continue
        known = _known(field, world)
        spared = frozenset(known.codes) if known else frozenset[str]()
        raw = pl.col(str(heading.places[field.slug]))
        column = rows.select("row", raw=raw).with_columns(_beside(field, values, faults))
        clean = given(pl.col("raw"), kind=field.kind, needed=field.needed, spared=spared).alias("text")
        found = _by_value(column, clean, _reader(field, known, world), once=field.kind not in ("key", "text"))
        wrong = found.filter(pl.col("rule").is_not_null())
        blind = column.filter("blind", pl.col("raw").is_not_null()).with_columns(rule=pl.lit(BLIND), hint=pl.lit(""))
        said = pl.concat([part.select("row", "rule", "hint") for part in (wrong, blind)])
        faults.append(said.select("row", pl.lit(field.slug).alias("slug"), "rule", "hint"))
        values = _put(values, found, field, world)
    beyond = rows.filter(pl.col(MORE).is_not_null())
    more = beyond.select("row", slug=pl.lit(MORE), rule=pl.lit("too_many_cells"), hint=pl.lit(""))
    faults.append(_of_another_unit(values, heading, world))
    if any(field.kind == "goal_unit" for field in table.fields):
        values = values.with_columns(pl.coalesce("unit", MEASURE_UNIT).alias("unit"))
    return values, pl.concat([pl.DataFrame(schema=FAULTS), *faults, more])


def _of_another_unit(values: pl.DataFrame, heading: Heading, world: World) -> pl.DataFrame:
    """Return the rows whose unit is not the one that the heading of the figures names: which is right nobody knows."""
    said = headings.unit_in(heading.written.get("value", ""))
    counted = {promises.SCALE.sub("", row["unit"]) for row in world.measures.values()}
    if (
        "unit" not in heading.places
        or not said
        or not (promises.is_unit(said) or promises.SCALE.sub("", said) in counted)
    ):
        return pl.DataFrame(schema=FAULTS)
    wrong = values.filter(pl.col("unit") != said)
    return wrong.select("row", slug=pl.lit("value"), rule=pl.lit("heading_unit"), hint=pl.col("unit"))


def _usual(field: Field, heading: Heading) -> str | None:
    """Return what is meant where a column is not there: the plan shown first, the unit that the heading names."""
    if field.kind == "goal_unit":
        said = headings.unit_in(heading.written.get("value", ""))
        return said if promises.is_unit(said) else None
    return promises.usual() if field.kind == "plan" else None


def _known(field: Field, world: World) -> Spellings | None:
    """Return the spellings of a column whose values are of a list, None for any other column."""
    match field.kind:
        case "option" | "flag":
            return codes.options(field)
        case "city":
            return areas.cities(world, field)
        case "area":
            return areas.every_area(world, field)
        case "measure":
            return areas.measures(world)
        case _:
            return None


def _reader(field: Field, known: Spellings | None, world: World) -> Reader:
    """Return what reads a column's texts, each with what stands beside it, as value, rule and hint."""
    if known:
        return lambda text, _: codes.read(text, known, field)
    readers: Mapping[str, Reader] = {
        "key": lambda text, _: (patents.read if field.slug == texts.PATENT else texts.keys)(text),
        "text": lambda text, _: texts.read(text),
        "unit": lambda text, _: _unit(text),
        "goal_unit": lambda text, _: _unit(text),
        "plan": lambda text, _: promises.plans(text, field),
        "promise": lambda text, plan: promises.indicators(text, plan, field),
        "city_of_plan": lambda text, plan: promises.cities(text, plan, world, field),
        "day": lambda text, _: (days.coarse if field.coarse else days.read)(text),
        "period": periods.read,
        "number": numbers.read,
        "county": lambda text, city: areas.counties(text, city, world, field),
    }
    return readers[field.kind]


def _unit(texts: pl.Series) -> pl.DataFrame:
    """Return units as they are written; whether one is right is asked beside its row."""
    return pl.DataFrame({"text": texts}).select(
        value=narrow(pl.col("text")), rule=pl.lit(None, pl.String), hint=pl.lit("")
    )


def _beside(field: Field, values: pl.DataFrame, faults: list[pl.DataFrame]) -> list[pl.Series]:
    """Return what a column is read by (``beside``), and whether that itself could not be read (``blind``)."""
    others = [name for name in BESIDE.get(field.kind, ()) if name in values.columns]
    if field.unit:
        beside = pl.repeat(field.unit, values.height, eager=True)
    elif field.kind == "number":
        beside = values[MEASURE_UNIT]
    elif others:
        beside = values[others[0]]
    else:
        beside = pl.repeat(None, values.height, dtype=pl.String, eager=True)
    wrong = [part for part in faults if part.height and part["slug"][0] in others]
    blind = values["row"].is_in(wrong[0]["row"].implode()) if wrong else pl.repeat(False, values.height, eager=True)
    return [beside.alias("beside"), blind.alias("blind")]


def _by_value(column: pl.DataFrame, clean: pl.Expr, reader: Reader, *, once: bool) -> pl.DataFrame:
    """Return ``row`` and what the reader says of its text; ``once``: a text that many rows share is read once."""
    asked = column.filter(pl.col("raw").is_not_null() & ~pl.col("blind"))
    texts = (asked.select("raw", "beside").unique() if once else asked).with_columns(clean)
    texts = texts.filter(pl.col("text").is_not_null())
    found = pl.concat([texts, reader(texts["text"], texts["beside"])], how="horizontal")
    if once:
        by = ["raw", "beside"] if texts["beside"].n_unique() > 1 else ["raw"]
        seen = found.select(pl.exclude("beside") if by == ["raw"] else pl.all())
        found = asked.join(seen, on=by, how="left", nulls_equal=True, maintain_order="left")
    return found.drop("raw", "beside", "blind", "text", strict=False)


def _put(values: pl.DataFrame, found: pl.DataFrame, field: Field, world: World) -> pl.DataFrame:
    """Return the values with one column more; a period brings its frequency, a measure its unit."""
    column = found.select("row", pl.col("value").cast(field.type).alias(field.slug))
    if field.kind == "period":
        column = column.with_columns(found["frequency"].alias("read_as"))
    if column["row"].equals(values["row"]):
        values = values.hstack(column.drop("row"))
    else:
        values = values.join(column, on="row", how="left", maintain_order="left")
    if field.kind == "plan":
        return values.with_columns(pl.col(field.slug).fill_null(promises.usual()))
    if field.kind == "promise":
        promised = pl.DataFrame([(*key, unit) for key, unit in promises.units().items()], UNITS, orient="row")
        return values.join(promised, on=["plan", field.slug], how="left", maintain_order="left")
    if field.kind == "period":
        return values.with_columns(pl.coalesce("frequency", "read_as").alias("frequency")).drop("read_as")
    if field.kind == "measure":
        units = {code: measure["unit"] for code, measure in world.measures.items()}
        unit = pl.col(field.slug).replace_strict(units, default=None, return_dtype=pl.String)
        return values.with_columns(unit.alias(MEASURE_UNIT))
    return values
