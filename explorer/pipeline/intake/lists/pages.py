"""One sheet of a list as it stands → parts whose rows can be read column by column, with what its cells do not say."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from explorer.core.errors import Trouble
from explorer.pipeline.intake import headings
from explorer.pipeline.intake.columns import FAULTS
from explorer.pipeline.intake.fields import Field, Table
from explorer.pipeline.intake.headings import Heading
from explorer.pipeline.intake.lists import marks, merged, numbers, sayings, strays, ticks
from explorer.pipeline.intake.lists.questions import Asked
from explorer.pipeline.intake.lists.sayings import Saying
from explorer.pipeline.intake.readers.sheet import spans
from explorer.pipeline.intake.values.cells import trimmed
from explorer.pipeline.intake.yearly.table import Question
from explorer.releases import tables

SHORT = 64  # bytes of a row that may be blank
TAKEN_FROM = {
    (False, "sheet"): "kind_from_sheet",
    (False, "title"): "kind_from_title",
    (True, "sheet"): "level_from_sheet",
    (True, "title"): "level_from_title",
}


@dataclass(frozen=True)
class Part:
    """Rows of one heading. ``numbered``: whether the list has numbers of its own; ``ticked``: its rows were √.

    ``says``: what sheet and titles say of a column of codes, by its slug.
    """

    heading: Heading
    rows: pl.DataFrame
    numbered: bool
    ticked: bool
    says: dict[str, Saying]


@dataclass(frozen=True)
class Page:
    """One sheet: its rows less blank ones, the parts to be read, what stops a row, what is to be looked at.

    ``until``: the day up to which its titles say that it knows.
    """

    heading: Heading
    rows: pl.DataFrame
    parts: tuple[Part, ...]
    faults: pl.DataFrame
    asked: tuple[Asked, ...]
    until: dt.date | None = None

    @property
    def records(self) -> int:
        """Return how many records it holds, those that a fault stops among them."""
        return sum(part.rows.height for part in self.parts) + self.faults["row"].n_unique()


def _unseen(heading: Heading, rows: pl.DataFrame) -> list[Asked]:
    """Return what is asked of rows and columns that the file hides: they are read like the others."""
    asked, sheet = list[Asked](), heading.sheet
    if hidden := rows.filter(pl.col("row").is_in(sheet.unseen_rows))["row"].to_list():
        asked.append((0, "", Question("rows_unseen", {"rows": spans(hidden)})))
    if places := [place for place in heading.places.values() if place in sheet.unseen_columns]:
        told = "、".join(f"{headings.letters(place)}“{strays.headed(heading, place)}”" for place in sorted(places))
        asked.append((0, "", Question("columns_unseen", {"columns": told})))
    return asked


def page(heading: Heading, table: Table, file: str) -> Page:
    """Return a sheet laid out. Raises Trouble where it has no rows, or where two sayings contradict each other."""
    rows = _held(heading.sheet.load(heading.row + 1, heading.width))
    if rows.is_empty():
        raise Trouble("intake_no_rows", file=file, sheet=heading.sheet.name)
    rows, asked = merged.filled(rows, heading, table)
    asked += _unseen(heading, rows)
    headings.settled(heading, rows, file)
    records, faults, beside = strays.apart(rows, heading, table)
    records, grouped = merged.grouped(records, heading, table)
    of_kind = sayings.kind_field(table.slug)
    if of_kind is None:
        part = Part(heading, records, numbered=True, ticked=False, says={})
        return Page(heading, rows, (part,), faults, (*asked, *grouped, *beside))
    heading, numbered, running = _numbered(_unmarked(heading, records), records, table)
    coded = [one for one in table.fields if one.slug in (of_kind.slug, sayings.LEVEL)]
    says = {one.slug: said for one in coded if (said := _said(heading, one, file))}
    parts, wrong, counted = _parts(heading, records, of_kind, numbered, says, file)
    found = [_with_level(part, table) for part in parts]
    levels = [one for _, one in found if one]
    told = [*asked, *grouped, *beside, *running, *counted, *_told(heading, says), *levels]
    until = sayings.until([heading.sheet.name, *sayings.titles(heading.sheet, heading.top)])
    return Page(heading, rows, tuple(part for part, _ in found), pl.concat([faults, wrong]), tuple(told), until)


def _held(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows without blank ones; only short rows need a closer look."""
    cells = [name for name in rows.columns if name != "row"]
    size = pl.sum_horizontal(pl.col(cells).str.len_bytes().fill_null(0))
    filled = pl.any_horizontal(trimmed(pl.col(cells)).fill_null("") != "")
    blank = rows.filter(size <= SHORT).filter(~filled)
    return rows.filter(~pl.col("row").is_in(blank["row"].implode()))


def _numbered(heading: Heading, records: pl.DataFrame, table: Table) -> tuple[Heading, bool, list[Asked]]:
    """Return whether the rows have numbers; one that only counts rows, or counties, is none, and is not read."""
    key = tables.TABLES[table.slug].key
    if key not in heading.places:
        return heading, False, []
    running = numbers.running(records[str(heading.places[key])])
    if not running and len(heading.ticks) <= 1:  # a row with several √ is several things
        return heading, True, []
    places = {slug: place for slug, place in heading.places.items() if slug != key}
    written = {slug: text for slug, text in heading.written.items() if slug != key}
    asked = [(0, heading.written[key], Question("running_number"))] if running else []
    return replace(heading, places=places, written=written), False, asked


def _unmarked(heading: Heading, records: pl.DataFrame) -> Heading:
    """Return the heading without columns of 有 and 无 in which no cell says either: they hold something else.

    So may a column that asks whether there is one; one that names a kind is held to it.
    """

    def holds(place: int) -> bool:
        texts = records[str(place)].unique().drop_nulls()
        return any(said is not None for text, said in marks.signs(texts).items() if not marks.is_blank(text))

    flags = {slug: place for slug, place in heading.flags.items() if holds(place)}
    ticks = tuple(one for one in heading.ticks if one[0] or holds(one[1]))
    gone = {*heading.flags.values(), *(place for _, place, _ in heading.ticks)}
    gone -= {*flags.values(), *(place for _, place, _ in ticks)}
    unread = (*heading.unread, *(strays.headed(heading, place) for place in sorted(gone)))
    return replace(heading, flags=flags, ticks=ticks, unread=unread)


def _said(heading: Heading, field: Field, file: str) -> Saying | None:
    """Return what sheet and titles say of a column of codes. Raises Trouble where they contradict each other."""
    said = sayings.of(heading.sheet, heading.top, field)
    if len({one.code for one in said}) > 1:
        raise Trouble("intake_sayings_differ", file=file, first=said[0].text, second=said[1].text)
    return said[0] if said else None


def _parts(
    heading: Heading, records: pl.DataFrame, of_kind: Field, numbered: bool, says: dict[str, Saying], file: str
) -> tuple[list[Part], pl.DataFrame, list[Asked]]:
    """Return the parts: one for each column of √, else one of all rows; each with its kind in a column."""
    said = says.get(of_kind.slug)
    code = "" if of_kind.slug in heading.places or said is None else said.code
    if not heading.ticks:
        return [_part(heading, records, of_kind, code, numbered, says)], pl.DataFrame(schema=FAULTS), []
    unnamed = [written for kind, _, written in heading.ticks if not kind]
    if len(unnamed) > 1 or len({kind for kind, _, _ in heading.ticks}) < len(heading.ticks):
        columns = "、".join(written for _, _, written in heading.ticks)
        raise Trouble("intake_ticks_alike", file=file, sheet=heading.sheet.name, columns=columns)
    for kind, _, written in heading.ticks:
        if said and kind and kind != said.code:
            raise Trouble("intake_sayings_differ", file=file, first=said.text, second=written)
    found, wrong, asked = ticks.split(records, heading)
    parts = [_part(heading, one.rows, of_kind, one.kind or code, numbered, says, ticked=True) for one in found]
    return parts, wrong, asked


def _part(
    heading: Heading,
    rows: pl.DataFrame,
    of_kind: Field,
    code: str,
    numbered: bool,
    says: dict[str, Saying],
    *,
    ticked: bool = False,
) -> Part:
    """Return rows as a part, the kind in a column of its own where the file has none."""
    if code:
        heading, rows = _with_column(heading, rows, of_kind.slug, pl.lit(code))
    return Part(heading, rows, numbered, ticked, says)


def _with_column(heading: Heading, rows: pl.DataFrame, slug: str, text: pl.Expr) -> tuple[Heading, pl.DataFrame]:
    """Return heading and rows with one column more than the file has."""
    place = max([heading.width - 1, *heading.places.values()]) + 1
    places = {**heading.places, slug: place}
    return replace(heading, places=places), rows.with_columns(text.alias(str(place)))


def _with_level(part: Part, table: Table) -> tuple[Part, Asked | None]:
    """Return a part with the level that its kinds' names or its sheet and titles say, where it has no such column."""
    level = sayings.field_of(table.slug, sayings.LEVEL)
    kinds = part.heading.places.get(tables.TABLES[table.slug].kinds)
    if level is None or level.slug in part.heading.places or kinds is None:
        return part, None
    texts = part.rows[str(kinds)].unique().drop_nulls()
    within = {text: code for text in texts if (code := sayings.level_in(text))}
    said = part.says.get(level.slug)
    if not within and said is None:
        return part, None
    named = pl.col(str(kinds)).replace_strict(within, default=None, return_dtype=pl.String)
    count = part.rows.select(named.is_not_null().sum()).item()
    heading, rows = _with_column(
        part.heading, part.rows, level.slug, pl.coalesce(named, pl.lit(said.code if said else None, pl.String))
    )
    asked = (0, "", Question("level_in_kind", {"count": count})) if count else None
    return replace(part, heading=heading, rows=rows), asked


def _told(heading: Heading, says: dict[str, Saying]) -> Iterator[Asked]:
    """Yield which codes were taken from the sheet's name or a title, since no column has them."""
    for slug, said in says.items():
        level = slug == sayings.LEVEL
        ticked = not level and any(kind for kind, _, _ in heading.ticks)
        if slug not in heading.places and not ticked:
            blanks = {"level" if level else "kind": said.code, "text": said.text.strip()}
            yield 0, "", Question(TAKEN_FROM[level, said.by], blanks)
