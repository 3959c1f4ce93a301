"""Rows of a list that are no records: totals, which are held against the rows, and notes, which are named."""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from explorer.pipeline.intake.columns import FAULTS
from explorer.pipeline.intake.fields import Table
from explorer.pipeline.intake.headings import Heading, letters
from explorer.pipeline.intake.lists import marks
from explorer.pipeline.intake.lists.questions import Asked
from explorer.pipeline.intake.readers.sheet import MORE
from explorer.pipeline.intake.values.cells import given, trimmed
from explorer.pipeline.intake.yearly.table import Question

NOT_A_RECORD, AGAIN = "not_a_record", "heading_again"
AT = "#"  # before the place of a column that has no slug
BRIEF = 6  # bytes: of a cell that may say nothing
SHOWN = 80  # signs of a row that is not read
PLACES = ("city", "county")
SUBTOTAL = "小计"
# Without what polars' own expressions do not know: both read them.
TOTAL = r"(?i)^\s*(?:全[省市])?(?:合\s*计|总\s*计|共\s*计|小\s*计|总\s*数|共\s*\d|total\b)"
NOTE = r"(?i)^\s*(?:注|备注|说明|附注|填表人|制表人?|审核人?|复核人?|联系人|联系电话|负责人|日期|notes?)\s*\d?\s*[:：]"
COUNTED = re.compile(r"^\D*?(\d[\d,]*(?:\.\d+)?)\s*[^\d\s]{0,3}$")
LAST = 20  # rows at the end of a list that may be notes of a single cell
CLOSE = 0.005  # of a total: what rounding each row can add up to
FEWEST = 3  # columns of a list in which a single cell is a note


def apart(rows: pl.DataFrame, heading: Heading, table: Table) -> tuple[pl.DataFrame, pl.DataFrame, list[Asked]]:
    """Return the records, a fault for each other row that stands among them, and what was not read besides.

    A row is no record that lacks most of what is needed, or that begins as a total or a note does and lacks some of it.
    Totals, notes and single cells below the last record stop nothing. The fault stands where the row first says
    something, also in a column that is not read.
    """
    first = _first(heading)
    again = _again(rows, heading).select("row", slug=first.fill_null(MORE), rule=pl.lit(AGAIN), hint=pl.lit(""))
    left = rows.filter(~pl.col("row").is_in(again["row"].implode()))
    few, worded = _lacking(left, heading, table)
    others = pl.concat([few, worded]).unique("row").sort("row")
    records = left.filter(~pl.col("row").is_in(others["row"].implode()))
    last = records["row"].max()
    totals, notes, faulty = list[dict[str, str]](), list[Asked](), list[int]()
    for row in others.drop(MORE).iter_rows(named=True):
        cells = {name: text for name, text in row.items() if name != "row" and text and text.strip()}
        text = next(iter(cells.values()), "")
        if re.match(TOTAL, text):
            totals.append({"row": str(row["row"]), **cells})
        elif re.match(NOTE, text) or (len(cells) == 1 and isinstance(last, int) and row["row"] > last):
            notes.append((row["row"], "", Question("row_unread", {"text": " ".join(cells.values())[:SHOWN]})))
        else:
            faulty.append(row["row"])
    stray = others.filter(pl.col("row").is_in(faulty)).select(
        "row", slug=first.fill_null(MORE), rule=pl.lit(NOT_A_RECORD), hint=pl.lit("")
    )
    asked = [*notes, *_totals(totals, records, heading, table)]
    return records, pl.concat([pl.DataFrame(schema=FAULTS), again, stray]), sorted(asked, key=lambda one: one[0])


def headed(heading: Heading, place: int) -> str:
    """Return what stands above a column, its letter where nothing does."""
    return (heading.cells[place].strip() if place < len(heading.cells) else "") or letters(place)


def _first(heading: Heading) -> pl.Expr:
    """Return the column in which a row first says something: its slug, or its place."""
    slugs = {place: slug for slug, place in heading.places.items()}
    return pl.coalesce(
        pl.when(trimmed(pl.col(str(place))) != "").then(pl.lit(slugs.get(place, f"{AT}{place}")))
        for place in range(heading.width)
    )


def _again(rows: pl.DataFrame, heading: Heading) -> pl.DataFrame:
    """Return the rows that are the heading once more: a printed table has it on every page.

    Column by column: after the first, hardly a row is left to look at.
    """
    for slug, text in heading.written.items():
        rows = rows.filter(trimmed(pl.col(str(heading.places[slug]))) == text)
    return rows


def _lacking(rows: pl.DataFrame, heading: Heading, table: Table) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows that lack most of what is needed; and those that lack some and begin as a total or a note does.

    A single cell at the end of a list is a note too, whatever it says.
    """
    places = [slug for slug in PLACES if slug in heading.places]
    needed = [field for field in table.fields if field.needed and field.slug in heading.places]
    if heading.ticks or not needed:  # a row without √ needs no name
        needed = [table.field(slug) for slug in places]
    texts = {field: pl.col(str(heading.places[field.slug])) for field in needed}
    brief = pl.sum_horizontal(text.str.len_bytes().fill_null(0) <= BRIEF for text in texts.values())
    said = pl.sum_horizontal(given(text, kind=field.kind, needed=True).is_not_null() for field, text in texts.items())
    most = (len(needed) - 1) // 2
    few = rows.filter(brief >= len(needed) - most).filter(said <= most)
    every = dict.fromkeys(str(heading.places[slug]) for slug in (*(field.slug for field in needed), *places))
    empty = [pl.col(name).str.len_bytes().fill_null(0) == 0 for name in every]
    cells = [trimmed(pl.col(str(place))).fill_null("") for place in range(heading.width)]
    begins = pl.coalesce(pl.when(cell != "").then(cell) for cell in cells).str.head(SHOWN)
    gaps = rows.filter(pl.sum_horizontal(empty) >= max(1, len(every) // 2))
    worded = gaps.filter(begins.str.contains(TOTAL) | begins.str.contains(NOTE))
    alone = rows.tail(LAST).filter(pl.sum_horizontal(cell != "" for cell in cells) == 1)
    trailing = (
        alone.filter(pl.col("row") > _last_but(rows.tail(LAST), alone)) if heading.width >= FEWEST else alone.clear()
    )
    return few, pl.concat([worded, trailing]).unique("row")


def _last_but(rows: pl.DataFrame, others: pl.DataFrame) -> int:
    """Return the last row that is not among the others, 0 where all are."""
    last = rows.filter(~pl.col("row").is_in(others["row"].implode()))["row"].max()
    return last if isinstance(last, int) else 0


def _totals(
    totals: Sequence[Mapping[str, str]], records: pl.DataFrame, heading: Heading, table: Table
) -> Iterator[Asked]:
    """Yield what every total says: that it agrees with the rows, that it does not, or that it was not read.

    A subtotal is held against the rows since the last one.
    """
    begun = 0
    for total in totals:
        row, texts = int(total["row"]), {name: text for name, text in total.items() if name != "row"}
        subtotal = SUBTOTAL in re.sub(r"\s", "", next(iter(texts.values())))
        above = records.filter((pl.col("row") < row) & (pl.col("row") > (begun if subtotal else 0)))
        begun = row
        differs, counted = list[Asked](), False
        for name, text in texts.items():
            if (match := COUNTED.match(unicodedata.normalize("NFKC", text))) is None or name == MORE:
                continue
            said, found = float(match[1].replace(",", "")), _found(above, int(name), heading, table)
            counted = True
            if not any(math.isclose(said, one, rel_tol=CLOSE, abs_tol=1e-9) for one in found):
                blanks = {"total": f"{said:,.10g}", "counted": f"{found[0]:,.10g}"}
                differs.append((row, headed(heading, int(name)), Question("total_differs_rows", blanks)))
        yield from differs
        if not differs:
            kind = "total_agrees" if counted else "total_unread"
            yield row, "", Question(kind, {"text": " ".join(texts.values())[:SHOWN]})


def _found(rows: pl.DataFrame, place: int, heading: Heading, table: Table) -> list[float]:
    """Return what a total below a column may count: a sum, or the √; else the rows, the cells filled, or 有."""
    slug = next((slug for slug, at in heading.places.items() if at == place), "")
    texts = rows[str(place)].drop_nulls()
    if slug and table.field(slug).kind == "number":
        numbers = texts.str.replace_all(r"[,\s]", "").cast(pl.Float64, strict=False)
        return [float(numbers.sum() or 0)]
    said = marks.signs(texts.unique())
    ticked = float(sum(said[text] is True for text in texts))
    if place in [at for _, at, _ in heading.ticks]:
        return [ticked]
    return [float(rows.height), float((texts.str.strip_chars() != "").sum()), *([ticked] if ticked else [])]
