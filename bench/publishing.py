"""How long it takes, and how much memory, to prepare and publish a register of a million marks, the process apart."""

import datetime as dt
import os
import resource
import tempfile
import time

import polars as pl

from explorer.pipeline.imports import Brought
from explorer.pipeline.publish import background, publishing
from explorer.releases import current

MARKS = 1_000_000
MOST_SECONDS, MOST_MEGABYTES = 30, 2_500


def register() -> Brought:
    """Return the office's register: the simulated marks under other numbers, a million of them."""
    known = pl.read_parquet(current.current() / "trademarks.parquet").drop("evidence", "source").head(MARKS)
    rows = known.with_columns(registration_no=pl.format("B{}", pl.int_range(pl.len())), known_on=pl.lit(None, pl.Date))
    return Brought("trademarks", rows, "marks.csv", b"x" * 20_000_000, "replace", dt.date(2026, 9, 30))


def main() -> None:
    """Print the figures; exit with an error where one is beyond what is held."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EXPLORER_DATA"] = folder
        clock = time.perf_counter
        begun = clock()
        publishing.rebuild()
        built, brought = clock() - begun, register()
        begun = clock()
        made = background.prepare([brought])
        prepared = clock() - begun
        begun = clock()
        publishing.publish(made, "bench")
        published = clock() - begun
        begun = clock()
        publishing.roll_back(made.base, "bench")
        back = clock() - begun
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"load average {os.getloadavg()[0]:.2f}; seconds: build {built:.1f}, preview of {MARKS:,} marks {prepared:.1f},"
    )
    print(f"publish {published:.2f}, roll back {back:.2f}; most memory of the process apart {memory:.0f} MB")
    raise SystemExit(prepared > MOST_SECONDS or memory > MOST_MEGABYTES)


if __name__ == "__main__":
    main()
