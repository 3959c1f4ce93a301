"""A row a county and a column of √ and ×: each √ is a row of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from explorer.pipeline.intake.columns import FAULTS
from explorer.pipeline.intake.headings import Heading
from explorer.pipeline.intake.lists import marks
from explorer.pipeline.intake.lists.questions import Asked
from explorer.pipeline.intake.lists.strays import AT
from explorer.pipeline.intake.values.cells import DASHES, trimmed
from explorer.pipeline.intake.yearly.table import Question

NOT_A_TICK = "not_a_tick"
BESIDE = ("name_zh", "opened_on")  # what a row without √ has no use for


@dataclass(frozen=True)
class Ticked:
    """The rows with a √ in one column. ``kind``: what the column's heading names, empty where it names none."""

    kind: str
    rows: pl.DataFrame


def split(records: pl.DataFrame, heading: Heading) -> tuple[list[Ticked], pl.DataFrame, list[Asked]]:
    """Return the rows of each column of √, a fault for each cell that is no such mark, and what was counted.

    A × and an empty cell bring nothing. A row with a fault is in no column.
    """
    read = {place: _meant(records[str(place)]) for _, place, _ in heading.ticks}
    faults = [
        records.filter(meant.is_null()).select(
            "row", slug=pl.lit(f"{AT}{place}"), rule=pl.lit(NOT_A_TICK), hint=pl.lit("")
        )
        for place, meant in read.items()
    ]
    wrong = pl.concat([pl.DataFrame(schema=FAULTS), *faults])
    sound = ~records["row"].is_in(wrong["row"].implode())
    found = [Ticked(kind, records.filter(sound & read[place])) for kind, place, _ in heading.ticks]
    asked = [
        (
            0,
            written,
            Question("ticked", {"yes": int(read[place].sum()), "no": int((~read[place]).sum())}),
        )
        for _, place, written in heading.ticks
    ]
    return found, wrong, [*asked, *_unticked(records, heading, read)]


def _meant(cells: pl.Series) -> pl.Series:
    """Return whether each cell is a √; null for what is no such mark."""
    said = marks.signs(cells.unique().drop_nulls())
    return cells.replace_strict(said, default=False, return_dtype=pl.Boolean)


def _unticked(records: pl.DataFrame, heading: Heading, read: dict[int, pl.Series]) -> Iterator[Asked]:
    """Yield the rows that have no √ and yet a name or a day, which are told of and not read."""
    beside = [pl.col(str(heading.places[slug])) for slug in BESIDE if slug in heading.places]
    if not beside:
        return
    none = pl.select(pl.all_horizontal(*(~meant for meant in read.values()))).to_series()
    filled = pl.any_horizontal(trimmed(text).fill_null("").is_in(DASHES).not_() for text in beside)
    for row in records.filter(none).filter(filled)["row"]:
        yield row, "", Question("unticked_filled")
