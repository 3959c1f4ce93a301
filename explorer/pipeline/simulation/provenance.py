"""The columns every simulated table ends with."""

import polars as pl

SOURCE = "simulation"
NOTE = "模拟数据"


def simulated(table: pl.DataFrame, known_on: str) -> pl.DataFrame:
    """Return ``table`` with evidence, source and known_on, the last taken from the column of that name."""
    return table.with_columns(evidence=pl.lit("simulated"), source=pl.lit(SOURCE), known_on=pl.col(known_on))
