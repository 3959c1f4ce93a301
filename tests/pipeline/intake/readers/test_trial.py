"""What ends a reader ends a process of its own: one sentence, and the next file is read by another one."""

import io
import os
import signal
import sys
from collections import Counter
from random import Random

import polars as pl
import pytest

from explorer.core.errors import Trouble
from explorer.pipeline import intake
from explorer.pipeline.intake.readers import trial
from tests.support import cell_writers, clean_rows
from tests.support.intake_files import TODAY

MUTATIONS = 300
LIKE_IT = "from explorer.pipeline.intake.readers import trial; import os, sys, time; sys.exit(trial.main({}))"
DIES = "lambda content, *_: os.kill(os.getpid(), {}) if content == b'bad' else None"


def started(read, seconds=20.0):
    """Return a tester whose process reads files in a way of its own."""
    return trial.Tester((sys.executable, "-c", LIKE_IT.format(read)), seconds)


@pytest.mark.parametrize("ending", [signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL])
def test_a_reader_that_is_ended_by_a_file_is_one_sentence_and_the_next_file_is_read(ending):
    one = started(DIES.format(int(ending)))
    one(b"good", "a", trial.PARQUET)
    first = one.process.pid
    with pytest.raises(Trouble, match="intake_reader_ended"):
        one(b"bad", "a", trial.PARQUET)
    one(b"good", "a", trial.PARQUET)
    assert one.process.pid != first
    one.end()


def test_a_reader_that_goes_on_for_ever_is_stopped():
    one = started("lambda *_: time.sleep(60)", seconds=3.0)
    with pytest.raises(Trouble, match="intake_reader_slow"):
        one(b"", "a", trial.PARQUET)
    assert one.process is None


def test_a_reader_that_asks_for_all_memory_is_ended_alone():
    one = started("lambda *_: bytearray(1 << 40)")
    with pytest.raises(Trouble, match="intake_reader_ended"):
        one(b"", "a", trial.PARQUET)


def test_what_a_file_is_refused_for_is_said_as_if_it_were_read_here():
    with pytest.raises(Trouble, match="intake_damaged: file=名册"):
        trial.tried(b"PAR1" + bytes(50), "名册", trial.PARQUET)


def damaged(content, random):
    """Return a file with a byte, or a few, changed, or cut off."""
    found = bytearray(content)
    for _ in range(random.choice((1, 1, 1, 2, 8))):
        found[random.randrange(len(found))] = random.randrange(256)
    return bytes(found[: random.randrange(len(found))] if random.random() < 0.1 else found)


def base(form):
    rows = clean_rows.rows("trademarks", 60, Random(1))
    heads = list(clean_rows.headings("trademarks").values())
    lines = [heads, *(list(row.values()) for row in rows)]
    if form == "CSV":
        return cell_writers.delimited(lines)
    if form == "XLSX":
        return cell_writers.openpyxls(lines)
    content = io.BytesIO()
    frame = pl.DataFrame([dict(zip(heads, line, strict=True)) for line in lines[1:]])
    frame.write_parquet(content, compression="uncompressed" if form == "Parquet, plain" else "zstd")
    return content.getvalue()


@pytest.mark.publishing
@pytest.mark.parametrize("form", ["CSV", "XLSX", "Parquet", "Parquet, plain"])
def test_a_damaged_file_is_read_or_is_one_sentence(form, capsys):
    content, random, outcomes, here = base(form), Random(form), Counter(), os.getpid()
    whole = intake.check(content, "a", "trademarks", today=TODAY).rows
    for _ in range(MUTATIONS):
        try:
            checked = intake.check(damaged(content, random), "a", "trademarks", today=TODAY)
            outcomes["read, with faults" if checked.faults.height else "read"] += 1
            # A workbook carries its checksums: what is read of it is what was written.
            assert form != "XLSX" or checked.rows.equals(whole)
        except Trouble as trouble:
            outcomes[trouble.key] += 1
    with capsys.disabled():
        print(f"\n{form}: {MUTATIONS} damaged files: {dict(outcomes)}")
    assert outcomes.total() == MUTATIONS
    assert os.getpid() == here
