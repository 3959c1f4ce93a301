"""Where a table's heading stands in a file, and which column is which, whatever order and language they are in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest

import polars as pl

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.pipeline.intake.fields import TABLES, Field, Table
from explorer.pipeline.intake.readers.sheet import Sheet
from explorer.pipeline.intake.values.cells import folded, narrow
from explorer.pipeline.intake.values.texts import PATENT
from explorer.releases import tables

BRACKETS = re.compile(r"[（(\[【〔]([^）)\]】〕]*)[）)\]】〕]")
ALSO = {"万元": ("万元人民币", "人民币万元", "10,000 yuan", "10 000 yuan", "CNY 10,000")}
# By table the number that tells one row from another, where lists are often kept without it.
NUMBERS = {one.name: one.key for one in tables.ENTRIES if one.often_unnumbered}
FIGURES = "observations"
LONGEST = 100  # signs of a heading; anything longer is a text
LEAST = 2  # columns known by name, for a row to be a heading
YEAR = re.compile(r"(?:19|20)\d{2}(?:\.0)?\s*年?度?")
UNITS = re.compile(r"^(?:单位[:：]?|unit:?\s*|in )?\s*(.*)$", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """A sheet's heading: its (last) row in the file, its cells, the columns by their slugs, how the file calls them.

    ``unread``: what stands above columns that no field is known for. ``again``: further columns of a meaning that one
    has already, as slug, place and heading.
    """

    sheet: Sheet
    row: int
    places: Mapping[str, int]
    written: Mapping[str, str]
    unread: tuple[str, ...]
    cells: tuple[str, ...]
    again: tuple[tuple[str, int, str], ...] = ()

    @property
    def width(self) -> int:
        """Return the number of columns up to the last one with a heading."""
        return max((place for place, cell in enumerate(self.cells, start=1) if cell.strip()), default=0)


@lru_cache(maxsize=16)
def spellings(table: str) -> Mapping[str, str]:
    """Return the slug each folded heading of a table means: slug, label in either language, other names."""
    found: dict[str, str] = {}
    for field in TABLES[table].fields:
        labels = [field.said("field", language.words(code)) for code in language.LANGUAGES]
        for name in (field.slug, *labels, *field.names):
            found.setdefault(folded(name), field.slug)
    return found


def meant(heading: str, table: Table) -> str | None:
    """Return the column a heading means, first as it stands, then without what stands in brackets."""
    if len(heading) > LONGEST:
        return None
    known = spellings(table.slug)
    return known.get(folded(heading)) or known.get(folded(BRACKETS.sub("", heading)))


def find(sheets: Sequence[Sheet], table: Table, file: str) -> Heading:
    """Return the one heading with every needed column.

    Raises Trouble when no row is a heading, a needed column is missing, a number's heading leaves out its unit or
    names another, or several sheets hold the table. Hidden sheets are not read. Of two columns that mean the same
    ``settled`` decides.
    """
    wanted = {field.slug for field in table.fields if field.needed}
    found = [heading for sheet in sheets if (heading := _best(sheet, table))]
    seen = [heading for heading in found if not heading.sheet.hidden]
    whole = [heading for heading in seen if wanted <= set(heading.places)]
    unseen = [heading for heading in found if heading.sheet.hidden and wanted <= set(heading.places)]
    if unseen and not whole:
        raise Trouble("intake_hidden_sheet", file=file, sheet=unseen[0].sheet.name)
    if not seen:
        raise Trouble("intake_no_heading", file=file, wanted=_named(table, wanted))
    if len(whole) > 1:
        raise Trouble("intake_several_sheets", file=file, sheets=", ".join(one.sheet.name for one in whole))
    best = whole[0] if whole else max(seen, key=lambda one: len(one.places))
    missing = wanted - set(best.places)
    if missing == {NUMBERS.get(table.slug)}:
        raise Trouble("intake_number_missing", file=file, row=best.row, missing=_named(table, missing))
    if "period" in missing and len(_years(best)) > 1:
        raise Trouble("intake_years_across", file=file, years=", ".join(_years(best)))
    if missing:
        raise Trouble("intake_column_missing", file=file, row=best.row, missing=_named(table, missing))
    _units(best, table, file)
    return best


def recognised(sheets: Sequence[Sheet]) -> str | None:
    """Return the table whose needed columns all stand in a heading, the one with most known columns; None if unsure.

    Where no table has everything, a number that tells rows apart may be missing, or the years of figures may stand side
    by side: ``find`` then says so.
    """
    scores = _scores([sheet for sheet in sheets if not sheet.hidden], {})
    scores = scores or _scores(sheets, {}) or _scores(sheets, NUMBERS)
    best = [slug for slug, score in scores.items() if score == max(scores.values())]
    figures = [heading for sheet in sheets if (heading := _best(sheet, TABLES[FIGURES]))]
    if not best and any(len(_years(heading)) > 1 for heading in figures):
        return FIGURES
    return best[0] if len(best) == 1 else None


def _years(heading: Heading) -> list[str]:
    """Return the cells of a heading that are years."""
    return [cell.strip() for cell in heading.cells if YEAR.fullmatch(cell.strip())]


def _scores(sheets: Sequence[Sheet], spared: Mapping[str, str]) -> dict[str, int]:
    """Return how many columns are known of each table whose needed ones are all there, but for one that is spared."""
    scores: dict[str, int] = {}
    for table in TABLES.values():
        wanted = {field.slug for field in table.fields if field.needed} - {spared.get(table.slug)}
        found = [heading for sheet in sheets if (heading := _best(sheet, table)) and wanted <= set(heading.places)]
        scores |= {table.slug: max(len(one.places) for one in found)} if found else {}
    return scores


def _best(sheet: Sheet, table: Table) -> Heading | None:
    """Return the row of a sheet that names most columns, the first of several; two rows where they name more."""
    alone = [_heading(sheet, number, cells, table) for number, cells in enumerate(sheet.head, start=1)]
    together = [
        _heading(sheet, number, _over(upper, lower), table)
        for number, (upper, lower) in enumerate(pairwise(sheet.head), start=2)
    ]
    best = max([*alone, *together], key=lambda one: len(one.places), default=None)
    return best if best and len(best.places) >= LEAST else None


def _over(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...]:
    """Return a heading over two rows: a cell over both stands in the upper one, and a group has its columns below."""
    return tuple(below if below.strip() else above for above, below in zip_longest(upper, lower, fillvalue=""))


def _heading(sheet: Sheet, row: int, cells: tuple[str, ...], table: Table) -> Heading:
    places, written, unread, again = dict[str, int](), dict[str, str](), list[str](), list[tuple[str, int, str]]()
    for place, cell in enumerate(cells):
        slug = meant(cell, table) if cell.strip() else None
        if slug and slug not in places:
            places[slug], written[slug] = place, cell.strip()
        elif slug:
            again.append((slug, place, cell.strip()))
        elif cell.strip():
            unread.append(cell.strip())
    return Heading(sheet, row, places, written, tuple(unread), cells, tuple(again))


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
    """Return a text as two columns are compared: a patent's number without its dot and ZL."""
    plain = narrow(text).fill_null("").str.to_uppercase()
    return plain.str.replace_all(r"^(ZL|CN)|[. ]", "") if slug == PATENT else plain


def letters(place: int) -> str:
    """Return how a spreadsheet calls a column, the first being 0: A, Z, AA."""
    return (letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _units(heading: Heading, table: Table, file: str) -> None:
    """Hold a number's heading to its unit: 金额 alone may be in yuan, and nobody would see it."""
    for field in table.fields:
        written = heading.written.get(field.slug)
        if field.unit and written:
            said = unit_in(written)
            if not said and folded(written) != folded(field.slug):
                raise Trouble("intake_unit_unsaid", file=file, column=written, unit=field.unit)
            if said and said not in _accepted(field):
                raise Trouble("intake_unit_differs", file=file, column=written, unit=field.unit)


def unit_in(written: str) -> str:
    """Return the unit that a heading names in brackets; empty where it names none."""
    brackets = BRACKETS.search(written)
    found = UNITS.match(brackets[1].strip()) if brackets else None
    return found[1] if found else ""


def _accepted(field: Field) -> set[str]:
    """Return the ways of writing a column's unit: 万元 is also what its template says in English."""
    return {field.unit, *ALSO.get(field.unit, ())}


def _named(table: Table, slugs: set[str]) -> str:
    """Return columns by their Chinese headings and slugs: a file may use either."""
    chinese = language.words("zh")
    return ", ".join(f"{field.said('field', chinese)} ({field.slug})" for field in table.fields if field.slug in slugs)
