"""The real figures and names kept in git: data/inputs/*.csv as typed frames."""

from pathlib import Path

import polars as pl

from explorer.core import paths
from explorer.core.errors import Trouble

DATES = ("period_end", "known_on", "happened_on")
NUMBERS = ("value",)
WHOLE_NUMBERS = ("special", "row", "col", "has_dedicated_standard", "eu_list")


def read(folder: Path = paths.INPUTS) -> dict[str, pl.DataFrame]:
    """Return every CSV file of ``folder`` by its stem.

    Columns named in DATES become dates, NUMBERS floats, WHOLE_NUMBERS integers; everything else stays text, so that
    a code keeps its zeros. An empty cell is null. Raises Trouble when a file cannot be read that way.
    """
    return {path.stem: table(path) for path in sorted(folder.glob("*.csv"))}


def table(path: Path) -> pl.DataFrame:
    """Return one of them."""
    try:
        text = pl.read_csv(path, infer_schema=False, encoding="utf8")
        return text.with_columns(
            *(pl.col(name).str.to_date("%Y-%m-%d") for name in DATES if name in text.columns),
            *(pl.col(name).cast(pl.Float64) for name in NUMBERS if name in text.columns),
            *(pl.col(name).cast(pl.Int32) for name in WHOLE_NUMBERS if name in text.columns),
        )
    except pl.exceptions.PolarsError as fault:
        raise Trouble("input_unreadable", file=path.name, fault=str(fault).splitlines()[0]) from fault
