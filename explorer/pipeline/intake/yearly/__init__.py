"""The office's yearly tables of its plan's figures as it keeps them: a row a goal, or a row a city."""

from collections.abc import Sequence

from explorer.pipeline.intake.readers.sheet import Sheet
from explorer.pipeline.intake.yearly import cities, table
from explorer.pipeline.intake.yearly.table import YearlyTable


def find(sheets: Sequence[Sheet]) -> YearlyTable | None:
    """Return the yearly table among the sheets of a file; None where there is none."""
    return table.find(sheets) or cities.find(sheets)
