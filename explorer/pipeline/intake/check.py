"""A file and the table it is meant for → clean rows, and everything that is wrong, each at its row and column."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from explorer.core import catalogue, clock
from explorer.core.errors import Trouble
from explorer.pipeline.intake import headings, placing, rules, yearly
from explorer.pipeline.intake.fields import TABLES, Table
from explorer.pipeline.intake.lists import dated, others, pages, parts, questions
from explorer.pipeline.intake.lists.pages import Page
from explorer.pipeline.intake.lists.parts import Read
from explorer.pipeline.intake.lists.questions import Asked
from explorer.pipeline.intake.readers import detect
from explorer.pipeline.intake.readers.sheet import Sheet
from explorer.pipeline.intake.values import areas
from explorer.pipeline.intake.values.areas import World
from explorer.pipeline.intake.values.cells import folded
from explorer.pipeline.intake.yearly import asking, records
from explorer.pipeline.intake.yearly.table import Found, Question


@dataclass(frozen=True)
class Checked:
    """What a file holds. ``rows``: the clean ones, with the release's columns less evidence and source.

    ``faults``: ``row`` (as Excel counts), ``column`` (as the file calls it), ``value``, ``rule``, ``hint``; a row
    with a fault is not among ``rows``. ``unread``: headings of columns that no field is known for. ``sheet``: those
    read. ``records``: how many the file holds, clean or not, without
    totals and notes. ``questions``: what a person should look at though
    nothing is wrong with it: the row (0: none), where it stands, the question. ``until``: the last day that the file
    says it knows. ``cities``: those that a list names, also where it says with × that they have none.
    """

    table: str
    rows: pl.DataFrame
    faults: pl.DataFrame
    unread: tuple[str, ...] = ()
    sheet: str = ""
    records: int = 0
    questions: tuple[tuple[int, str, Question], ...] = ()
    until: dt.date | None = None
    cities: frozenset[str] = frozenset()


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
    if table == records.OBSERVATIONS and (tables_of_years := yearly.find(found)):
        return _yearly(tables_of_years, file, today or clock.today())
    try:
        heads = headings.find(found, wanted, file)
    except Trouble:
        if table == records.OBSERVATIONS:
            _refuse_what_is_nearly_one(found, file)
        raise
    laid = [pages.page(heading, wanted, file) for heading in heads]
    return _checked(laid, wanted, file, found, today or clock.today())


def recognise(content: bytes, file: str, *, most: int = detect.UPLOADED) -> str | None:
    """Return the table whose columns a file has, None where none or more than one fits. Raises Trouble as check."""
    sheets = detect.sheets(content, file, most)
    if yearly.find(sheets):
        return records.OBSERVATIONS
    found = headings.recognised(sheets)
    if found is None:
        _refuse_what_is_nearly_one(sheets, file)
    return found


def _refuse_what_is_nearly_one(sheets: Sequence[Sheet], file: str) -> None:
    """Raise Trouble for a file that seems to be meant as a yearly table and cannot be read as one, saying why."""
    if sheet := yearly.hidden(sheets):
        raise Trouble("intake_hidden_sheet", file=file, sheet=sheet)
    if trouble := yearly.nearly(sheets, file):
        raise trouble


def _yearly(found: Found, file: str, today: dt.date) -> Checked:
    """Return the office's yearly tables as figures."""
    rows, faults = records.read(found, today)
    sheets = "、".join(dict.fromkeys(one.sheet for one in found.tables))
    unread = tuple(dict.fromkeys(column for one in found.tables for column in one.columns))
    count = sum(len(one.lines) for one in found.tables)
    other = yearly.of_another(found, file)
    asked = (*([(0, "", other)] if other else ()), *asking.questions(found))
    return Checked(records.OBSERVATIONS, rows, faults, unread, sheets, count, asked)


def _checked(laid: Sequence[Page], table: Table, file: str, sheets: Sequence[Sheet], today: dt.date) -> Checked:
    """Return what all pages hold together: a number that two of them share is a fault of both."""
    until = min((page.until for page in laid if page.until and page.until <= today), default=None)
    read, world = list[Read](), areas.world()
    for page in laid:
        for part in page.parts:
            read.append(parts.read(page, part, len(read), table, world, until or today))
    values, undated = dated.undated(pl.concat([one.values for one in read]), table, until, today)
    parts.with_levels(read, table, file)
    broken = rules.faults(values, table, today)
    several = len(laid) > 1
    placed = [placing.placed(page.faults, page.rows, page.heading, table, several) for page in laid]
    wrong = list[pl.Series]()
    for one in read:
        faults = parts.faults(one, broken, read, table, several)
        wrong.append(faults["row"])
        there = faults.with_columns(row=pl.col("row") - one.begin)
        placed.append(placing.placed(there, one.part.rows, one.part.heading, table, several))
    clean = values.filter(~pl.col("row").is_in(pl.concat(wrong).implode()))
    return Checked(
        table.slug,
        clean.select(*table.schema()),
        _once(placed),
        tuple(dict.fromkeys(name for page in laid for name in placing.unnamed(page.rows, page.heading))),
        "、".join(page.heading.sheet.name for page in laid),
        sum(page.records for page in laid),
        (*_asked(laid, read, sheets), *undated, *parts.until(until, clean, table), *_of_months(clean, table)),
        until,
        _cities(laid, clean, table, world),
    )


def _of_months(clean: pl.DataFrame, table: Table) -> Iterator[Asked]:
    """Yield what is asked of yearly flows by the month or quarter: each counts as the sum since 1 January."""
    if table.slug != records.OBSERVATIONS:
        return
    flows = {one.measure: one.title.zh for one in catalogue.indicators().values() if one.nature == "flow"}
    found = clean.filter(pl.col("measure").is_in(flows), pl.col("frequency").is_in(["M", "Q"]))
    for (measure,), rows in found.group_by("measure", maintain_order=True):
        yield 0, flows[str(measure)], Question("months_of_a_flow", {"count": rows.height})


def _cities(laid: Sequence[Page], clean: pl.DataFrame, table: Table, world: World) -> frozenset[str]:
    """Return the cities that a list names, those of rows without a √ among them."""
    if "city" not in table.schema():
        return frozenset()
    spelt, found = areas.cities(world, table.field("city")).codes, set(clean["city"].drop_nulls())
    for page in laid:
        place = page.heading.places.get("city")
        if place is not None and any(part.ticked for part in page.parts):
            texts = page.rows[str(place)].drop_nulls().unique()
            found |= {code for text in texts if (code := spelt.get(folded(text)))}
    return frozenset(found)


def _once(placed: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return the faults of all parts by row: a row with several √ has one in each of them, and is told of once."""
    together = pl.concat(placed)
    return (together.unique(maintain_order=True) if len(placed) > 2 else together).sort("row", maintain_order=True)


def _asked(laid: Sequence[Page], read: Sequence[Read], sheets: Sequence[Sheet]) -> tuple[Asked, ...]:
    """Return what is to be looked at, by row; of several sheets each says which it is about."""
    asked = [(page.heading, one) for page in laid for one in page.asked]
    asked += [(one.page.heading, question) for one in read for question in one.asked]
    told = [
        (row, f"{heading.sheet.name}!{place}".rstrip("!") if len(laid) > 1 else place, question)
        for heading, (row, place, question) in asked
    ]
    found = [*questions.summed(told), *parts.made(read), *others.asked(sheets, laid)]
    return tuple(sorted(found, key=lambda one: one[0]))
