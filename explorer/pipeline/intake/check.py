"""A file and the table it is meant for → clean rows, and everything that is wrong, each at its row and column."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from explorer.core import clock
from explorer.core.errors import Trouble
from explorer.pipeline.intake import columns, headings, rules, states, yearly
from explorer.pipeline.intake.columns import BLIND, FAULTS
from explorer.pipeline.intake.fields import TABLES, Table
from explorer.pipeline.intake.headings import Heading, letters
from explorer.pipeline.intake.readers import detect
from explorer.pipeline.intake.readers.sheet import MORE
from explorer.pipeline.intake.values import areas
from explorer.pipeline.intake.values.cells import given, trimmed
from explorer.pipeline.intake.yearly import records
from explorer.pipeline.intake.yearly.table import Question, YearlyTable

NOT_A_RECORD, AGAIN = "not_a_record", "heading_again"
AT = "#"  # before the place of a column that has no slug
SHORT, BRIEF = 64, 6  # bytes: of a row that may be blank, of a cell that may say nothing


@dataclass(frozen=True)
class Checked:
    """What a file holds. ``rows``: the clean ones, with the release's columns less evidence and source.

    ``faults``: ``row`` (as Excel counts), ``column`` (as the file calls it), ``value``, ``rule``, ``hint``; a row
    with a fault is not among ``rows``. ``unread``: headings of columns that no field is known for. ``sheet``: the one
    read. ``records``: how many rows the file holds, clean or not. ``questions``: what a person should look at though
    nothing is wrong with it (see yearly.records.questions).
    """

    table: str
    rows: pl.DataFrame
    faults: pl.DataFrame
    unread: tuple[str, ...] = ()
    sheet: str = ""
    records: int = 0
    questions: tuple[tuple[int, str, Question], ...] = ()


def check(
    content: bytes, file: str, table: str, *, most: int = detect.UPLOADED, today: dt.date | None = None
) -> Checked:
    """Return what a file holds for one table. Raises Trouble for a file that cannot be read as a whole.

    ``file``: what the file is called, for sentences alone. ``most``: bytes. ``today``: the last day that can have
    happened, today in China without it.
    """
    if table not in TABLES:
        raise Trouble("intake_unknown_table", asked=table, allowed=", ".join(TABLES))
    wanted = TABLES[table]
    found = detect.sheets(content, file, most)
    if table == records.OBSERVATIONS and (table_of_years := yearly.find(found)):
        return _yearly(table_of_years)
    heading = headings.find(found, wanted, file)
    rows = _held(heading.sheet.load(heading.row + 1, heading.width))
    if rows.is_empty():
        raise Trouble("intake_no_rows", file=file, sheet=heading.sheet.name)
    headings.settled(heading, rows, file)
    stray = _stray(rows, heading, wanted)
    kept = rows.filter(~pl.col("row").is_in(stray["row"].implode()))
    read, unread = columns.read(kept, heading, wanted, areas.world())
    values = states.settled(read, kept, heading, wanted)
    broken = rules.faults(values, wanted, today or clock.today())
    if "unit" not in heading.places:  # a goal's value, whose heading names another unit
        broken = broken.with_columns(pl.col("slug").replace("unit", "value"))
    unheard = broken.join(unread, on=["row", "slug"], how="anti", maintain_order="left")
    faults = pl.concat([stray.select(*FAULTS), unread.filter(pl.col("rule") != BLIND), unheard])
    clean = values.filter(~pl.col("row").is_in(faults["row"].implode()))
    return Checked(
        table,
        clean.select(*wanted.schema()),
        _placed(faults, rows, heading),
        _unnamed(rows, heading),
        heading.sheet.name,
        rows.height,
    )


def recognise(content: bytes, file: str, *, most: int = detect.UPLOADED) -> str | None:
    """Return the table whose columns a file has, None where none or more than one fits. Raises Trouble as check."""
    sheets = detect.sheets(content, file, most)
    return records.OBSERVATIONS if yearly.find(sheets) else headings.recognised(sheets)


def _yearly(found: YearlyTable) -> Checked:
    """Return the office's yearly table as figures."""
    rows = records.rows(found, records.reported_on(found.reported))
    faults = records.faults(found)
    return Checked(records.OBSERVATIONS, rows, faults, (), found.sheet, len(found.lines), records.questions(found))


def _held(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows without blank ones; only short rows need a closer look."""
    cells = [name for name in rows.columns if name != "row"]
    size = pl.sum_horizontal(pl.col(cells).str.len_bytes().fill_null(0))
    filled = pl.any_horizontal(trimmed(pl.col(cells)).fill_null("") != "")
    blank = rows.filter(size <= SHORT).filter(~filled)
    return rows.filter(~pl.col("row").is_in(blank["row"].implode()))


def _stray(rows: pl.DataFrame, heading: Heading, table: Table) -> pl.DataFrame:
    """Return one fault for each row that is no record: the heading again, a total, a note.

    A total or a note lacks most of what is needed. The fault stands where the row first says something, also in a
    column that is not read.
    """
    needed = {field: pl.col(str(heading.places[field.slug])) for field in table.fields if field.needed}
    brief = pl.sum_horizontal(text.str.len_bytes().fill_null(0) <= BRIEF for text in needed.values())
    said = pl.sum_horizontal(given(text, kind=field.kind, needed=True).is_not_null() for field, text in needed.items())
    most = (len(needed) - 1) // 2
    few = rows.filter(brief >= len(needed) - most).filter(said <= most)
    slugs = {place: slug for slug, place in heading.places.items()}
    first = pl.coalesce(
        pl.when(trimmed(pl.col(str(place))) != "").then(pl.lit(slugs.get(place, f"{AT}{place}")))
        for place in range(heading.width)
    )
    stray = few.select("row", slug=first.fill_null(MORE), rule=pl.lit(NOT_A_RECORD), hint=pl.lit(""))
    # A printed table has its heading on every page; the first column leaves few rows to be looked at.
    said_again = [trimmed(pl.col(str(heading.places[slug]))) == text for slug, text in heading.written.items()]
    again = rows.filter(said_again[0]).filter(pl.all_horizontal(said_again))
    repeated = again.select("row", slug=first.fill_null(MORE), rule=pl.lit(AGAIN), hint=pl.lit(""))
    return pl.concat([repeated, stray.join(repeated, on="row", how="anti")])


def _placed(faults: pl.DataFrame, rows: pl.DataFrame, heading: Heading) -> pl.DataFrame:
    """Return the faults with the file's own headings and texts, by row and by column from the left."""
    bare = {f"{AT}{place}": place for place in range(heading.width)}
    order = {**bare, **heading.places, MORE: heading.width}
    parts = [
        part.join(
            rows.select("row", value=MORE if slug == MORE else str(order.get(str(slug), MORE))), on="row", how="left"
        )
        for (slug,), part in faults.group_by("slug", maintain_order=True)
    ]
    places = pl.col("slug").replace_strict(order, default=-1, return_dtype=pl.Int64)
    above = dict(enumerate(heading.cells))
    headed = {slug: above.get(place, "").strip() or letters(place) for slug, place in bare.items()}
    names: Mapping[str, str] = {**headed, **heading.written, MORE: f">{heading.width}"}
    earlier = pl.when(pl.col("rule") == "order").then(pl.col("hint").replace(names)).otherwise(pl.col("hint"))
    found = pl.concat([pl.DataFrame(schema=FAULTS | {"value": pl.String}), *parts])
    return found.sort("row", places, maintain_order=True).select(
        "row",
        pl.col("slug").replace_strict(names, default=pl.col("slug")).alias("column"),
        "value",
        "rule",
        earlier.alias("hint"),
    )


def _unnamed(rows: pl.DataFrame, heading: Heading) -> tuple[str, ...]:
    """Return the headings of columns not read, and the number of a column that has cells but no heading."""
    cells = heading.cells
    bare = [place for place in range(heading.width) if place >= len(cells) or not cells[place].strip()]
    filled = [f"({place + 1})" for place in bare if rows[str(place)].is_not_null().any()]
    return (*heading.unread, *filled)
