"""Days that a list says otherwise than by a day: the year in a standard's number, a mere 有, the day of the list."""

import datetime as dt
from collections.abc import Iterator

import polars as pl

from explorer.pipeline.intake.columns import FAULTS
from explorer.pipeline.intake.fields import Field, Table
from explorer.pipeline.intake.headings import Heading
from explorer.pipeline.intake.lists import marks
from explorer.pipeline.intake.lists.questions import Asked
from explorer.pipeline.intake.lists.strays import AT
from explorer.pipeline.intake.values import days
from explorer.pipeline.intake.yearly.table import Question
from explorer.releases import reach

AT_THE_END = r"[-—–－‐]\s*((?:19|20)\d{2})\D{0,3}$"
NOT_A_FLAG, CONTRADICTS = "not_a_flag", "flag_contradicts"


def settled(
    values: pl.DataFrame, rows: pl.DataFrame, heading: Heading, table: Table, own: dt.date
) -> tuple[pl.DataFrame, pl.DataFrame, list[Asked]]:
    """Return the values with the days that are said in another way, what contradicts itself, and what was taken.

    ``rows``: the texts that the values were read from; ``own``: the list's own day, from which counts what is there
    without a day.
    """
    faults, asked = [pl.DataFrame(schema=FAULTS)], list[Asked]()
    for field in table.fields:
        if field.from_number or field.slug in heading.flags:
            values, wrong, told = _one(values, rows, heading, field, own)
            faults.append(wrong)
            asked += told
    return values, pl.concat(faults), asked


def _one(
    values: pl.DataFrame, rows: pl.DataFrame, heading: Heading, field: Field, own: dt.date
) -> tuple[pl.DataFrame, pl.DataFrame, list[Asked]]:
    place = heading.flags.get(field.slug)
    said = [None] * rows.height if place is None else [_flag(text) for text in rows[str(place)]]
    beside = values.with_columns(pl.Series("said", said, dtype=pl.String))
    there = pl.col(field.slug).is_not_null() | (
        pl.col(field.from_number).is_not_null() if field.from_number else pl.lit(value=False)
    )
    wrong = [
        beside.filter(broken).select("row", slug=pl.lit(f"{AT}{place}"), rule=pl.lit(rule), hint=pl.lit(""))
        for rule, broken in ((NOT_A_FLAG, pl.col("said") == "?"), (CONTRADICTS, (pl.col("said") == "no") & there))
    ]
    numbered = pl.lit(None, pl.Int32)
    if field.from_number:
        numbered = pl.col(field.from_number).str.extract(AT_THE_END, 1).cast(pl.Int32)
    since = reach.whole_month(own)  # a later day would never be counted
    ended = pl.min_horizontal(pl.date(numbered, 12, 31), pl.lit(since))
    open_, may = pl.col(field.slug).is_null(), (pl.col("said") != "no").fill_null(value=True)
    by_number = open_ & may & (numbered <= own.year)
    by_flag = open_ & (pl.col("said") == "yes") & numbered.is_null()
    taken = beside.select(number=by_number.sum(), flag=by_flag.sum(), ahead=(open_ & may & (numbered > own.year)).sum())
    day = pl.when(by_number).then(ended).when(by_flag).then(pl.lit(since)).otherwise(field.slug)
    asked = [
        (0, field.slug, Question(kind, {"count": count, "day": since}))
        for kind, count in zip(("day_from_number", "day_of_list", "number_ahead"), taken.row(0), strict=True)
        if count
    ]
    return beside.with_columns(day.fill_null(pl.lit(None)).alias(field.slug)).drop("said"), pl.concat(wrong), asked


def _flag(text: str | None) -> str | None:
    if text is None or marks.is_blank(text):
        return None
    said = marks.meaning(text)
    return "?" if said is None else "yes" if said else "no"


def taken(read: pl.DataFrame) -> Iterator[Asked]:
    """Yield how many days of each column are the last of a year or a month, since no more is known."""
    found = read.filter(pl.col("rule").is_in(days.TAKEN)).group_by("slug", "rule", maintain_order=True).len()
    for slug, rule, count in found.iter_rows():
        yield 0, slug, Question(rule, {"count": count})


def undated(
    values: pl.DataFrame, table: Table, until: dt.date | None, today: dt.date
) -> tuple[pl.DataFrame, list[Asked]]:
    """Return rows without a day as known since the last month-end that the list knows, and how many there are.

    ``until``: the day that the list says it knows; where it says none its last day counts, else the present one, unless
    whoever brings it says another. Of tables alone whose rows count from the day they became known.
    """
    none = reach.undated(table.slug) & pl.col("known_on").is_null()
    count = values.select(none.sum()).item() if "known_on" in values.columns else 0
    if not count:
        return values, []
    day = reach.whole_month(min(until or reach.last_day(values, table.slug) or today, today))
    asked: list[Asked] = [(0, "", Question("undated", {"count": count, "day": day}))]
    if until is None:
        return values, asked
    return values.with_columns(known_on=pl.when(none).then(pl.lit(day)).otherwise("known_on")), asked
