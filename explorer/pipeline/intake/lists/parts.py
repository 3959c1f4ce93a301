"""A part of a list read column by column, with what its cells do not say; its rows counted apart from other parts'."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.pipeline.intake import columns, states
from explorer.pipeline.intake.columns import BLIND, FAULTS
from explorer.pipeline.intake.fields import Table
from explorer.pipeline.intake.lists import dated, magnitudes, numbers, sayings, status
from explorer.pipeline.intake.lists.pages import Page, Part
from explorer.pipeline.intake.lists.questions import Asked
from explorer.pipeline.intake.rules import SEVERAL_CLASSES
from explorer.pipeline.intake.values import days
from explorer.pipeline.intake.values.areas import World
from explorer.pipeline.intake.yearly.table import Question
from explorer.releases import reach, tables

APART = 1 << 32  # between the rows of one part and those of the next
NAMED_ROW = re.compile(r"\d+")
NAME = "name_zh"


@dataclass(frozen=True)
class Read:
    """A part of a page with its values and the faults of its cells. ``begin``: what its rows are counted from."""

    page: Page
    part: Part
    begin: int
    values: pl.DataFrame
    faults: pl.DataFrame
    asked: tuple[Asked, ...] = ()


def read(page: Page, part: Part, place: int, table: Table, world: World, own: dt.date) -> Read:
    """Return a part's values, what is wrong with its cells, and what was taken for something.

    ``place``: the part's among all of the file; ``own``: the list's own day.
    """
    heading, begin = part.heading, place * APART
    rows = part.rows.with_columns(row=pl.col("row") + begin)
    values, unread = columns.read(rows, heading, table, world)
    values = states.settled(values, rows, heading, table)
    contrary, unknown = status.held(values, rows, heading, table, own)
    apart = ((row - begin, slug, one) for row, slug, one in magnitudes.asked(values, table, world))
    unread, said = pl.concat([unread, contrary]), (*unknown, *_alone(values), *apart)
    if sayings.kind_field(table.slug) is None:
        return Read(page, part, begin, values, unread, said)
    values, wrong, by_list = dated.settled(values, rows, heading, table, own)
    values, names = _named(values, part, table, world)
    if not part.numbered:
        values = values.with_columns(numbers.made(values, tables.TABLES[table.slug]))
    asked = [*dated.taken(unread), *by_list, *names]
    faults = pl.concat([unread, wrong, _contradicted(values, part)])
    told = tuple((row, heading.written.get(slug, slug), one) for row, slug, one in asked)
    return Read(page, part, begin, values, faults, (*said, *told))


def _alone(values: pl.DataFrame) -> list[Asked]:
    """Return how many pledges no project's number ties together: each of them counts as a project of its own."""
    if "project_no" not in values.columns:
        return []
    count = values.filter((pl.col("kind") == "pledge") & pl.col("project_no").is_null()).height
    return [(0, "project_no", Question("pledges_alone", {"count": count}))] if count else []


def _named(values: pl.DataFrame, part: Part, table: Table, world: World) -> tuple[pl.DataFrame, list[Asked]]:
    """Return rows that were √ with a name in each, and how many of these were made."""
    if not part.ticked:
        return values, []
    bare = values[NAME].null_count()
    values = values.with_columns(numbers.named(values, table.field(tables.TABLES[table.slug].kinds), world.areas))
    count = bare - values[NAME].null_count()
    return values, [(0, NAME, Question("names_made", {"count": count}))] if count else []


def _contradicted(values: pl.DataFrame, part: Part) -> pl.DataFrame:
    """Return the rows whose own column says otherwise than the sheet's name or a title."""
    found = [pl.DataFrame(schema=FAULTS)]
    for slug, said in part.says.items():
        if slug in part.heading.written:
            wrong = values.filter(pl.col(slug) != said.code)
            found.append(wrong.select("row", slug=pl.lit(slug), rule=pl.lit("sheet_differs"), hint=pl.lit(said.text)))
    return pl.concat(found)


def with_levels(every: Sequence[Read], table: Table, file: str) -> None:
    """Raise Trouble where kinds are counted by their level, and neither a column nor anything else says any."""
    level = sayings.field_of(table.slug, sayings.LEVEL)
    if level is None:
        return
    of_kind = table.field(tables.TABLES[table.slug].kinds)
    asking = dict(level.needed_when).get(of_kind.slug, ())
    bare = [one.values[of_kind.slug] for one in every if level.slug not in one.part.heading.places]
    if found := [code for code in dict.fromkeys(code for kinds in bare for code in kinds) if code in asking]:
        chinese = language.words("zh")
        named = "、".join(of_kind.option(code, chinese) for code in found)
        raise Trouble("intake_level_unsaid", file=file, kinds=named)


def faults(one: Read, broken: pl.DataFrame, every: Sequence[Read], table: Table, several: bool) -> pl.DataFrame:
    """Return the faults of a part: those of its cells, and the rules it breaks that none of these explains.

    ``broken``: the rules broken in all parts together; ``several``: whether they stand on more than one sheet.
    """
    own = broken.filter(pl.col("row").is_between(one.begin, one.begin + APART - 1))
    if "unit" not in one.part.heading.places:  # a goal's value, whose heading names another unit
        own = own.with_columns(pl.col("slug").replace("unit", "value"))
    is_taken = pl.col("rule").is_in(days.TAKEN)
    of_cells, taken = one.faults.filter(~is_taken), one.faults.filter(is_taken)
    own = own.join(of_cells, on=["row", "slug"], how="anti", maintain_order="left")
    if not taken.is_empty():
        marked = own.join(
            taken.select("row", "slug", ended=pl.lit(value=True)), on=["row", "slug"], how="left", maintain_order="left"
        )
        early = pl.col("ended").fill_null(value=False) & (pl.col("rule") == "ahead")
        own = marked.with_columns(rule=pl.when(early).then(pl.lit("not_ended")).otherwise("rule")).drop("ended")
    if len(every) > 1 or not one.part.numbered:
        own = _shared(own, one, every, table, several)
    return pl.concat([of_cells.filter(pl.col("rule") != BLIND), own])


def _shared(own: pl.DataFrame, one: Read, every: Sequence[Read], table: Table, several: bool) -> pl.DataFrame:
    """Return the faults, rows that share a number named as the file counts them; with a made one they are one thing."""

    def named(hint: str) -> str:
        rows = [divmod(int(row), APART) for row in NAMED_ROW.findall(hint)]
        return ", ".join(f"{every[at].page.heading.sheet.name}!{row}" if several else str(row) for at, row in rows)

    twice = pl.col("rule").is_in(["twice", SEVERAL_CLASSES])
    own = own.with_columns(hint=pl.when(twice).then(pl.col("hint").map_elements(named, pl.String)).otherwise("hint"))
    if one.part.numbered:
        return own
    name = tables.TABLES[table.slug].numbered_by[-1]
    return own.with_columns(
        slug=pl.when(twice).then(pl.lit(name)).otherwise("slug"),
        rule=pl.when(twice).then(pl.lit("same_thing")).otherwise("rule"),
    )


def made(every: Sequence[Read]) -> list[Asked]:
    """Return how many rows were given numbers."""
    count = sum(one.values.height for one in every if not one.part.numbered)
    return [(0, "", Question("numbers_made", {"count": count}))] if count else []


def until(day: dt.date | None, values: pl.DataFrame, table: Table) -> list[Asked]:
    """Return the day up to which the titles say that the file knows, and how many rows tell of a later one.

    Where they say none, a list is counted to its last day. Of a month that is not over nothing counts, which is told.
    """
    last = reach.last_day(values, table.slug) if day is None else day
    if last is None or (day is None and table.ticks is None):
        return []
    asked = [(0, "", Question("until_unsaid" if day is None else "until_said", {"day": last}))]
    if day and (count := _after(day, values, table.until)):
        asked.append((0, "", Question("until_passed", {"day": day, "count": count})))
    whole, begins = reach.whole_month(last), tables.TABLES[table.slug].starts
    if begins and table.ticks is not None and (count := _after(whole, values, (begins,))):
        blanks = {"counted": whole, "since": whole + dt.timedelta(days=1), "count": count}
        asked.append((0, "", Question("until_within", blanks)))
    return asked


def _after(day: dt.date, values: pl.DataFrame, columns: Sequence[str]) -> int:
    """Return how many rows tell of a later day in any of the columns."""
    late = pl.any_horizontal(pl.col(name) > day for name in columns)
    return int(values.select(late.fill_null(value=False).sum()).item())
