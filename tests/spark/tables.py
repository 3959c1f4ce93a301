"""The small release's tables as files: ``python -m tests.spark.tables FOLDER``.

Run in the explorer's own environment: that of the engines has neither Polars nor the explorer's libraries.
"""

import sys
from pathlib import Path

import polars as pl

from explorer.core.profile import profile
from explorer.pipeline.build import assemble
from tests.conftest import small_tables


def main(folder: Path) -> None:
    """Write every table that a statement reads as folder/NAME.parquet."""
    tables = small_tables()
    tables |= {
        "profile": pl.DataFrame({"home": [profile().home]}),
        "standing": assemble.standing(tables["observations"]),
    }
    for name, table in tables.items():
        table.write_parquet(folder / f"{name}.parquet")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
