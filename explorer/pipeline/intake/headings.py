"""Where a table's heading stands in a file, and which column is which, whatever order and language they are in."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import pairwise

import polars as pl

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.pipeline.intake import two_rows
from explorer.pipeline.intake.fields import TABLES, Field, Table
from explorer.pipeline.intake.lists import sayings
from explorer.pipeline.intake.readers.sheet import Sheet
from explorer.pipeline.intake.values import patents
from explorer.pipeline.intake.values.cells import folded, narrow
from explorer.pipeline.intake.values.texts import PATENT
from explorer.releases import tables

BRACKETS = re.compile(r"[（(\[【〔]([^）)\]】〕]*)[）)\]】〕]")
ALSO = {"万元": ("万元人民币", "人民币万元", "10,000 yuan", "10 000 yuan", "CNY 10,000")}
FIGURES = "observations"
LONGEST = 100  # signs of a heading; anything longer is a text
LEAST = 2  # columns known by name, for a row to be a heading
YEAR = re.compile(r"(?:19|20)\d{2}(?:\.0)?\s*年?度?")
UNITS = re.compile(r"^(?:单位[:：]?|unit:?\s*|in )?\s*(.*)$", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """A sheet's heading: its (last) row in the file, its cells, the columns by their slugs, how the file calls them.

    ``unread``: what stands above columns that no field is known for. ``again``: further columns of a meaning that one
    has already, as slug, place and heading. ``ticks``: columns of √ and ×, as the kind that their heading names (empty
    where it names none), place and heading. ``flags``: columns that say whether there is what another gives the day of.
    ``top``: the first of its rows; ``status``: the column that says whether a right still counts.
    """

    sheet: Sheet
    row: int
    places: Mapping[str, int]
    written: Mapping[str, str]
    unread: tuple[str, ...]
    cells: tuple[str, ...]
    again: tuple[tuple[str, int, str], ...] = ()
    ticks: tuple[tuple[str, int, str], ...] = ()
    flags: Mapping[str, int] = field(default_factory=dict)
    top: int = 1
    status: int | None = None

    @property
    def known(self) -> int:
        """Return how many columns it names."""
        return len(self.places) + len(self.ticks)

    @property
    def width(self) -> int:
        """Return the number of columns up to the last one with a heading."""
        return max((place for place, cell in enumerate(self.cells, start=1) if cell.strip()), default=0)


@lru_cache(maxsize=16)
def spellings(table: str) -> Mapping[str, str]:
    """Return the slug each folded heading of a table means: slug, label in either language, other names."""
    found: dict[str, str] = {}
    for one in TABLES[table].fields:
        labels = [one.said("field", language.words(code)) for code in language.LANGUAGES]
        for name in (one.slug, *labels, *one.names):
            found.setdefault(folded(name), one.slug)
    return found


def meant(heading: str, table: Table) -> str | None:
    """Return the column a heading means, first as it stands, then without what stands in brackets."""
    if len(heading) > LONGEST:
        return None
    known = spellings(table.slug)
    return known.get(folded(heading)) or known.get(folded(BRACKETS.sub("", heading)))


def find(sheets: Sequence[Sheet], table: Table, file: str) -> tuple[Heading, ...]:
    """Return the heading of every sheet that has all that the table needs, in the file's order.

    Raises Trouble when no row is a heading, a needed column is missing and nothing else says it, or a number's heading
    leaves out its unit or names another. Hidden sheets are not read. Of two columns that mean the same ``settled``
    decides.
    """
    found = [heading for sheet in sheets if (heading := _best(sheet, table))]
    seen = [heading for heading in found if not heading.sheet.hidden]
    whole = tuple(heading for heading in seen if not lacking(heading, table))
    unseen = [heading for heading in found if heading.sheet.hidden and not lacking(heading, table)]
    if unseen and not whole:
        raise Trouble("intake_hidden_sheet", file=file, sheet=unseen[0].sheet.name)
    if not seen:
        needed = {one.slug for one in table.fields if one.needed}
        raise Trouble("intake_no_heading", file=file, wanted=_named(table, needed))
    if not whole:
        raise _missing(max(seen, key=lambda one: one.known), table, file)
    names = [one.sheet.name for one in whole]
    if len(set(names)) < len(names):  # one text under two separators
        raise Trouble("intake_two_separators", file=file)
    for one in whole:
        _units(one, table, file)
    return whole


def _missing(best: Heading, table: Table, file: str) -> Trouble:
    """Return what is to be said of a heading that lacks something."""
    missing = lacking(best, table)
    if "period" in missing and len(_years(best)) > 1:
        return Trouble("intake_years_across", file=file, years=", ".join(_years(best)))
    if missing == {tables.TABLES[table.slug].kinds} and (of_kind := sayings.kind_field(table.slug)):
        chinese = language.words("zh")
        allowed = "、".join(of_kind.option(code, chinese) for code in of_kind.codes)
        return Trouble("intake_kind_unsaid", file=file, sheet=best.sheet.name, allowed=allowed)
    return Trouble("intake_column_missing", file=file, row=best.row, missing=_named(table, missing))


def lacking(heading: Heading, table: Table) -> set[str]:
    """Return the needed columns that a heading does not have, less what a list may say otherwise or leave out.

    That is its number, which can be made; its kind, where √, the sheet's name or a title say it; and where √ do, its
    name. What has √ needs the place that they are for.
    """
    missing = {one.slug for one in table.fields if one.needed} - set(heading.places)
    of_kind = sayings.kind_field(table.slug)
    if of_kind is None:
        return missing
    missing -= {tables.TABLES[table.slug].key}
    if heading.ticks:
        missing -= {"name_zh"}
        missing |= set() if {"city", "county"} & set(heading.places) else {"city"}
    if of_kind.slug in missing and (_all_named(heading) or sayings.of(heading.sheet, heading.top, of_kind)):
        missing -= {of_kind.slug}
    return missing


def _all_named(heading: Heading) -> bool:
    """Whether every column of √ names its kind."""
    return bool(heading.ticks) and all(kind for kind, _, _ in heading.ticks)


def recognised(sheets: Sequence[Sheet]) -> str | None:
    """Return the table whose needed columns all stand in a heading, the one with most known columns; None if unsure.

    Where no table has everything, what a list may leave out may be missing, and of two tables with as many columns it
    is the one whose kinds the sheet's name or a title names; or the years of figures may stand side by side: ``find``
    then says so.
    """
    scores = _scores([sheet for sheet in sheets if not sheet.hidden], _in_full)
    scores = scores or _scores(sheets, _in_full) or _scores(sheets, lacking)
    best = [slug for slug, score in scores.items() if score == max(scores.values())]
    figures = [heading for sheet in sheets if (heading := _best(sheet, TABLES[FIGURES]))]
    if not best and any(len(_years(heading)) > 1 for heading in figures):
        return FIGURES
    return best[0] if len(best) == 1 else None


def _in_full(heading: Heading, table: Table) -> set[str]:
    """Return the columns that a heading lacks, those needed with some kinds alone among them."""
    of_kind = tables.TABLES[table.slug].kinds
    wanted = {one.slug for one in table.fields if one.needed or of_kind in dict(one.needed_when)}
    return wanted - set(heading.places)


def _years(heading: Heading) -> list[str]:
    """Return the cells of a heading that are years."""
    return [cell.strip() for cell in heading.cells if YEAR.fullmatch(cell.strip())]


def _scores(sheets: Sequence[Sheet], lacks: Callable[[Heading, Table], set[str]]) -> dict[str, tuple[int, bool, bool]]:
    """Return what speaks for each table of which a heading lacks nothing: first how many of its columns are known."""
    scores: dict[str, tuple[int, bool, bool]] = {}
    for table in TABLES.values():
        found = [heading for sheet in sheets if (heading := _best(sheet, table)) and not lacks(heading, table)]
        scores |= {table.slug: max(_score(one, table) for one in found)} if found else {}
    return scores


def _score(heading: Heading, table: Table) -> tuple[int, bool, bool]:
    """Return how many columns a heading names, whether its sheet names a kind, and whether it lacks a number alone."""
    of_kind = sayings.kind_field(table.slug)
    said = of_kind is not None and bool(sayings.of(heading.sheet, heading.top, of_kind))
    return heading.known, said, _in_full(heading, table) <= {tables.TABLES[table.slug].key}


def _best(sheet: Sheet, table: Table) -> Heading | None:
    """Return the row of a sheet that names most columns, the first of several; two rows where they name more."""
    alone = [_heading(sheet, number, cells, table) for number, cells in enumerate(sheet.head, start=1)]
    over = (two_rows.over(upper, lower, partial(meant, table=table)) for upper, lower in pairwise(sheet.head))
    together = [
        replace(_heading(sheet, number, cells, table), top=number - 1) for number, cells in enumerate(over, start=2)
    ]
    best = max([*alone, *together], key=lambda one: one.known, default=None)
    return best if best and best.known >= LEAST and best.places else None


def _heading(sheet: Sheet, row: int, cells: tuple[str, ...], table: Table) -> Heading:
    places, written, unread, again = dict[str, int](), dict[str, str](), list[str](), list[tuple[str, int, str]]()
    ticks, flags, status = list[tuple[str, int, str]](), dict[str, int](), None
    meant_by = {place: meant(cell, table) for place, cell in enumerate(cells) if cell.strip()}
    has_kinds = tables.TABLES[table.slug].kinds in meant_by.values()
    for place, slug in meant_by.items():
        cell = cells[place].strip()
        if slug and slug not in places:
            places[slug], written[slug] = place, cell
        elif slug:
            again.append((slug, place, cell))
        elif (plain := folded(BRACKETS.sub("", cell[:LONGEST]))) in _asking(table.slug):
            flags.setdefault(_asking(table.slug)[plain], place)
        elif plain in _ticking(table.slug) and not (has_kinds and _ticking(table.slug)[plain]):
            ticks.append((_ticking(table.slug)[plain], place, cell))
        elif status is None and plain in map(folded, table.status):
            status = place
        else:
            unread.append(cell)
    return Heading(sheet, row, places, written, tuple(unread), cells, tuple(again), tuple(ticks), flags, row, status)


@lru_cache(maxsize=16)
def _asking(table: str) -> Mapping[str, str]:
    """Return the column of days that each folded heading asks about by 有 and 无."""
    return {folded(name): one.slug for one in TABLES[table].fields for name in one.flagged}


@lru_cache(maxsize=16)
def _ticking(table: str) -> Mapping[str, str]:
    """Return the kind that each folded heading of √ and × names, empty where it only asks whether."""
    ticks, of_kind = TABLES[table].ticks, sayings.kind_field(table)
    if ticks is None or of_kind is None:
        return {}
    return {**sayings.spelt(of_kind), **{folded(name): "" for name in ticks}}


def settled(heading: Heading, rows: pl.DataFrame, file: str) -> None:
    """Raise Trouble where two columns of one meaning say different things, naming both and the first such row.

    ``rows``: as the sheet's load gives them. A column that only repeats another, or is empty, may stand beside it.
    """
    for slug, place, written in heading.again:
        first = heading.places[slug]
        mine, other = (_plain(pl.col(str(one)), slug) for one in (first, place))
        wrong = rows.filter((other != "") & (mine != other))
        if not wrong.is_empty():
            raise Trouble(
                "intake_column_twice",
                file=file,
                first=heading.written[slug],
                first_at=letters(first),
                second=written,
                second_at=letters(place),
                row=wrong["row"][0],
            )


def _plain(text: pl.Expr, slug: str) -> pl.Expr:
    """Return a text as two columns are compared."""
    return patents.alike(text) if slug == PATENT else narrow(text).fill_null("").str.to_uppercase()


def letters(place: int) -> str:
    """Return how a spreadsheet calls a column, the first being 0: A, Z, AA."""
    return (letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _units(heading: Heading, table: Table, file: str) -> None:
    """Hold a number's heading to its unit: 金额 alone may be in yuan, and nobody would see it."""
    for one in table.fields:
        written = heading.written.get(one.slug)
        if one.unit and written:
            said = unit_in(written)
            if not said and folded(written) != folded(one.slug):
                raise Trouble("intake_unit_unsaid", file=file, column=written, unit=one.unit)
            if said and said not in _accepted(one):
                raise Trouble("intake_unit_differs", file=file, column=written, unit=one.unit)


def unit_in(written: str) -> str:
    """Return the unit that a heading names in brackets; empty where it names none."""
    brackets = BRACKETS.search(written)
    found = UNITS.match(brackets[1].strip()) if brackets else None
    return found[1] if found else ""


def _accepted(column: Field) -> set[str]:
    """Return the ways of writing a column's unit: 万元 is also what its template says in English."""
    return {column.unit, *ALSO.get(column.unit, ())}


def _named(table: Table, slugs: set[str]) -> str:
    """Return columns by their Chinese headings and slugs: a file may use either."""
    chinese = language.words("zh")
    return ", ".join(f"{one.said('field', chinese)} ({one.slug})" for one in table.fields if one.slug in slugs)
