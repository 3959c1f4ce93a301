"""The state of a figure: what a dash says, and what goes without saying."""

import polars as pl

from explorer.pipeline.intake.fields import Table
from explorer.pipeline.intake.headings import Heading
from explorer.pipeline.intake.values.cells import DASHES, trimmed

STATE, VALUE = "state", "value"
FINAL, UNDETERMINED = "final", "undetermined"


def settled(values: pl.DataFrame, records: pl.DataFrame, heading: Heading, table: Table) -> pl.DataFrame:
    """Return the values with a state in every row, where the table has one: final unless the file says otherwise.

    A dash in the place of a figure says that it is not determined yet; an empty cell says nothing, and is a fault.
    """
    if STATE not in table.schema():
        return values
    dash = trimmed(pl.col(str(heading.places[VALUE]))).is_in([sign for sign in DASHES if sign])
    dashed = records.filter(dash)["row"].implode()
    unsaid = pl.when(pl.col("row").is_in(dashed)).then(pl.lit(UNDETERMINED)).otherwise(pl.lit(FINAL))
    return values.with_columns(pl.col(STATE).fill_null(unsaid))
