"""What of a filled form is hidden, merged or nobody's column: read or not, it does not go without a word."""

from collections.abc import Iterator, Mapping, Sequence

from explorer.pipeline.intake.headings import letters
from explorer.pipeline.intake.readers.sheet import Merge, Sheet, spans
from explorer.pipeline.intake.yearly.table import Question

Row = tuple[int, tuple[str, ...]]
SHOWN = 20  # signs of a cell


def asked(sheet: Sheet, lines: Sequence[Row], names: Sequence[str], read: Mapping[int, bool]) -> Iterator[Question]:
    """Yield what a person should look at in a form.

    ``lines``: the rows below the head, as read gives them. ``names``: the cells of the head. ``read``: the columns that
    are read, by their place, each with whether it holds figures.
    """
    figures = [place for place, numbers in read.items() if numbers]
    if rows := [row for row, cells in lines if row in sheet.unseen_rows and _holds(cells, figures)]:
        yield Question("rows_unseen", {"rows": spans(rows)})
    hidden = [place for place in read if place in sheet.unseen_columns and _any_holds(lines, place)]
    if told := _told([place for place in hidden if read[place]], names):
        yield Question("columns_unseen", {"columns": told})
    for one in sheet.merged:
        if text := _over_several(one, lines, figures):
            yield Question("merged_cells", {"cells": one.cells, "text": text})
    others = [place for place, name in enumerate(names) if name and place not in read and _any_holds(lines, place)]
    if told := _told(others, names):
        yield Question("columns_unread", {"columns": told})


def _over_several(one: Merge, lines: Sequence[Row], figures: Sequence[int]) -> str:
    """Return the text of a merged cell in the place of several figures, of which it fills the first alone."""
    over = [place for place in figures if one.place <= place <= one.until]
    if not over or not lines or one.last < lines[0][0]:
        return ""
    return next((cells[one.place].strip()[:SHOWN] for row, cells in lines if row == one.first), "")


def _holds(cells: Sequence[str], places: Sequence[int]) -> bool:
    return any(cells[place].strip() for place in places)


def _any_holds(lines: Sequence[Row], place: int) -> bool:
    return any(_holds(cells, [place]) for _, cells in lines)


def _told(places: Sequence[int], names: Sequence[str]) -> str:
    return "、".join(f"{letters(place)}“{names[place]}”" for place in sorted(places))
