"""Parquet: columns with types, read as texts so that one set of rules serves every kind of file."""

import io

import polars as pl
from polars.exceptions import PanicException, PolarsError

from explorer.core.errors import Trouble
from explorer.pipeline.intake.readers.sheet import HEAD, MORE, MOST_CELLS, WIDEST, Sheet

MOST_TEXT = 1 << 30


def sheets(content: bytes, file: str) -> tuple[Sheet, ...]:
    """Return the file as one sheet whose heading is its row 1. Raises Trouble when it is damaged or unreasonable."""
    try:
        rows = pl.scan_parquet(io.BytesIO(content))
        schema, height = rows.collect_schema(), int(rows.select(pl.len()).collect().item())
    except (PolarsError, PanicException, OSError, ValueError) as fault:
        raise Trouble("intake_damaged", file=file) from fault
    if len(schema) > WIDEST:
        raise Trouble("intake_too_wide", file=file, most=WIDEST)
    if height * len(schema) > MOST_CELLS:
        raise Trouble("intake_too_many_cells", file=file, most=MOST_CELLS // 1_000_000)
    if any(kind.is_nested() or kind in (pl.Binary, pl.Object, pl.Duration) for kind in schema.values()):
        raise Trouble("intake_nested", file=file)

    def load(first: int, width: int) -> pl.DataFrame:
        texts = _texts(rows, width, file)
        return texts.select(pl.int_range(first, pl.len() + first, dtype=pl.Int64).alias("row"), pl.all())

    return (Sheet(file, (tuple(schema)[:WIDEST], *((),) * min(height, HEAD - 1)), load),)


def _texts(rows: pl.LazyFrame, width: int, file: str) -> pl.DataFrame:
    names = rows.collect_schema().names()[:width]
    try:
        read = rows.select(pl.col(name).alias(str(place)) for place, name in enumerate(names)).collect()
        lengths = read.select(pl.selectors.string().str.len_bytes().sum().cast(pl.Int64))
        if lengths.width and sum(lengths.row(0)) > MOST_TEXT:
            raise Trouble("intake_zip_bomb", file=file)
        return read.select(pl.all().cast(pl.String), pl.lit(None, pl.String).alias(MORE))
    except (PolarsError, PanicException, OSError, ValueError) as fault:
        raise Trouble("intake_damaged", file=file) from fault
