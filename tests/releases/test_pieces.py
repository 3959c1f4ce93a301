"""Tables of any size: the same bytes piece by piece as whole, and one sentence where the disk is full."""

import errno
from io import BytesIO
from pathlib import Path

import duckdb
import polars as pl
import pytest

from explorer.releases import pieces
from explorer.releases.pieces import GROUP, Drawn
from tests.support.cases import each

FULL = Path("/dev/full")
HEIGHTS = [0, 1, GROUP, 150_000, 200_000, 300_000, 400_000, 1_038_836, 1_044_000]


def frame(height):
    number = pl.int_range(height, eager=True)
    return pl.DataFrame({"no": number, "text": ("SIM" + (number * 7919 % 1000).cast(pl.String)), "day": number % 9})


def drawn(rows):
    """Return a table drawn from rows, each piece in several chunks as a database gives it."""

    def piece(start, end):
        middle = (start + end) // 2
        return pl.concat([rows[start:middle], rows[middle:end]], rechunk=False)

    return Drawn(rows.height, piece)


@each("height", HEIGHTS)
def test_a_table_is_the_same_bytes_written_in_pieces_and_whole(tmp_path, height):
    rows, whole = frame(height), BytesIO()
    rows.write_parquet(whole, compression="zstd", statistics=True)
    kept = pieces.store(drawn(rows), tmp_path / "in_pieces.parquet")
    assert kept.path.read_bytes() == whole.getvalue()
    assert (kept.height, dict(kept.schema)) == (height, dict(rows.schema))
    assert kept.lazy().collect().equals(rows)


@each("height", HEIGHTS)
def test_pieces_are_the_groups_of_the_file(tmp_path, height):
    path = tmp_path / f"{height}.parquet"
    pieces.store(drawn(frame(height)), path)
    groups = "select distinct row_group_id, row_group_num_rows from parquet_metadata(?) order by 1"
    found = [rows for _, rows in duckdb.execute(groups, [str(path)]).fetchall()]
    assert found == [end - start for start, end in pieces.bounds(height) if end > start]


def test_it_tells_how_many_rows_are_written(tmp_path):
    told = []
    pieces.store(drawn(frame(300_000)), tmp_path / "told.parquet", told.append)
    assert told == [100_000, 200_000, 300_000]


def test_no_more_than_a_piece_is_asked_for_at_a_time(tmp_path):
    asked = []

    def piece(start, end):
        asked.append(end - start)
        return frame(end)[start:end]

    pieces.store(Drawn(500_000, piece), tmp_path / "asked.parquet")
    assert max(asked) == 125_000


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_as_such():
    with FULL.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left") as fault:
        pieces.write(drawn(frame(300_000)), file)
    assert fault.value.errno == errno.ENOSPC


def test_what_fails_while_a_piece_is_drawn_is_told_as_it_is(tmp_path):
    def piece(start, end):
        if start:
            raise ValueError("no such day")
        return frame(end)[start:end]

    with pytest.raises(ValueError, match="no such day"):
        pieces.store(Drawn(300_000, piece), tmp_path / "fails.parquet")
