"""Cells that the file itself has made one over several rows: what stands in the first is said of all of them."""

from collections import defaultdict
from collections.abc import Sequence

import polars as pl

from explorer.pipeline.intake.fields import Table
from explorer.pipeline.intake.headings import Heading
from explorer.pipeline.intake.lists.questions import Asked
from explorer.pipeline.intake.lists.strays import headed
from explorer.pipeline.intake.readers.sheet import Merge, spans
from explorer.pipeline.intake.yearly.table import Question


def filled(rows: pl.DataFrame, heading: Heading, table: Table) -> tuple[pl.DataFrame, list[Asked]]:
    """Return the rows with the text of merged cells in each of their rows, and what was filled in.

    A number over several rows is one number of them all: it stays in the first. An empty cell that is not merged stays.
    """
    asked = list[Asked]()
    slugs = {place: slug for slug, place in heading.places.items()}
    for place, merges in _by_place(heading).items():
        first, column = {one.first for one in merges}, str(place)
        texts = dict(rows.filter(pl.col("row").is_in(first)).select("row", column).drop_nulls().iter_rows())
        told = [one for one in merges if one.first in texts]
        below = {row: texts[one.first] for one in told for row in range(one.first + 1, one.last + 1)}
        empty = rows.filter(pl.col("row").is_in(below.keys()) & pl.col(column).is_null()).height
        if not empty:
            continue
        once = place in slugs and table.field(slugs[place]).kind == "number"
        blanks = {"count": empty, "groups": len(texts)}
        asked.append((0, headed(heading, place), Question("merged_number" if once else "merged", blanks)))
        if not once:
            above = pl.col("row").replace_strict(below, default=None, return_dtype=pl.String)
            rows = rows.with_columns(pl.coalesce(column, above).alias(column))
    return rows, asked


def grouped(records: pl.DataFrame, heading: Heading, table: Table) -> tuple[pl.DataFrame, list[Asked]]:
    """Return the records with a group filled in that nobody merged, in a needed column whose other groups mostly are.

    Such a group begins with a cell that is not merged, and is asked about by its rows. What is empty below a merged
    cell stays so: where that group ends, the file says.
    """
    asked = list[Asked]()
    for place, merges in _by_place(heading).items():
        slug = next((slug for slug, at in heading.places.items() if at == place), None)
        field = table.field(slug) if slug else None
        if field is None or not field.needed or field.kind in ("number", "key"):
            continue
        groups = _loose(records.select("row", str(place)), merges)
        if not groups or len(groups) >= len(merges):
            continue
        found = {row: text for _, text, rows in groups for row in rows}
        for first, text, rows in groups:
            blanks = {"text": text, "first": first, "rows": spans(rows)}
            asked.append((rows[0], headed(heading, place), Question("unmerged", blanks)))
        told = pl.col("row").replace_strict(found, default=None, return_dtype=pl.String)
        records = records.with_columns(pl.coalesce(told, str(place)).alias(str(place)))
    return records, asked


def _loose(cells: pl.DataFrame, merges: Sequence[Merge]) -> list[tuple[int, str, list[int]]]:
    """Return each cell outside the merged ones that is followed by empty ones: its row, its text, their rows."""
    covered = {row for one in merges for row in range(one.first, one.last + 1)}
    groups, inside = list[tuple[int, str, list[int]]](), False
    for row, text in cells.iter_rows():
        if row in covered:
            inside = False
        elif text is not None and text.strip():
            groups.append((row, text, []))
            inside = True
        elif inside:
            groups[-1][2].append(row)
    return [group for group in groups if group[2]]


def _by_place(heading: Heading) -> dict[int, list[Merge]]:
    """Return the merged cells below the heading by their column."""
    found = defaultdict[int, list[Merge]](list)
    for one in heading.sheet.merged:
        if one.tall and one.first > heading.row and one.place < heading.width:
            found[one.place].append(one)
    return dict(sorted(found.items()))
