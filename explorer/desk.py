"""Where the publish page meets what does the work: intake checks a file, publishing makes it a release.

The only module of the page that knows their names, and the only one that keeps what they made between two clicks.
"""

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import Any, Protocol

import polars as pl

from explorer import release
from explorer.language import Words
from explorer.release import Progress
from explorer.trouble import Trouble

OBSERVATIONS = "observations"
TABLES = (*release.REGISTERS, OBSERVATIONS)
APPEND, REPLACE = "append", "replace"
KINDS = ("xlsx", "csv", "parquet")
LARGEST = 25  # megabytes
MOST_KEPT = 4  # prepared releases: each is a folder on the disk


@dataclass(frozen=True)
class Upload:
    """A file somebody brought."""

    content: bytes = field(repr=False)
    file: str


@dataclass(frozen=True)
class Job:
    """A file and what it is to be. ``mode``: append or replace; ``until``: the last day it knows, where it is said."""

    upload: Upload
    table: str
    mode: str
    until: dt.date | None = None


class Checked(Protocol):
    """What the check of a file found: clean rows, and faults (row, column, value, rule, hint)."""

    table: str
    rows: pl.DataFrame
    faults: pl.DataFrame


class Change(Protocol):
    """How many rows of one table would be new, changed and withdrawn."""

    new: int
    changed: int
    withdrawn: int


class Flip(Protocol):
    """A goal whose status would be another: its plan's slug and number, both statuses, both newest values."""

    plan: str
    no: int
    then: str
    now: str
    value_then: float | None
    value_now: float | None


class Prepared(Protocol):
    """A release that is complete but not in use, and what it would change."""

    id: str
    changes: Mapping[str, Change]
    flips: Sequence[Flip]


class Entry(Protocol):
    """One thing that was done: published or rolled_back. ``on``: UTC. ``file``, ``table``: empty for a roll-back."""

    id: str
    what: str
    by: str
    on: dt.datetime
    note: str
    file: str
    table: str
    rows: int


# What was prepared of each job, and the release it was prepared upon.
_prepared: OrderedDict[Job, tuple[str, Prepared]] = OrderedDict()
_lock = threading.Lock()


def table_of(upload: Upload) -> str:
    """Return the table that a file's headers belong to. Raises Trouble where they belong to none."""
    found: str | None = _part("intake").recognise(upload.content, upload.file)
    if found is None:
        raise Trouble("table_unrecognised", file=upload.file[:80])
    return found


def check(upload: Upload, table: str) -> Checked:
    """Return what a file holds for ``table``, and its faults. Raises Trouble where the whole file is refused."""
    return _checked(upload, table)


@lru_cache(maxsize=MOST_KEPT)
def _checked(upload: Upload, table: str) -> Checked:
    found: Checked = _part("intake").check(upload.content, upload.file, table)
    return found


def faults(checked: Checked, words: Words) -> pl.DataFrame:
    """Return the faults as a reader sees them: row, column, value, what is wrong, what to do."""
    said: pl.DataFrame = _part("intake").said(checked.faults, words)
    return said


def faults_workbook(checked: Checked, words: Words) -> bytes:
    """Return the same as XLSX."""
    made: bytes = _part("intake").faults_workbook(checked.faults, words)
    return made


def template(table: str, words: Words) -> bytes:
    """Return the XLSX that is to be filled in for ``table``."""
    made: bytes = _part("intake").template(table, words)
    return made


def ready(job: Job) -> Prepared | None:
    """Return what was prepared of this job upon the release in use; None where nothing was, or that has moved on."""
    with _lock:
        upon, prepared = _prepared.get(job, ("", None))
    return prepared if upon == release.current().name else None


def overtaken(job: Job) -> bool:
    """Whether this job was prepared, but upon a release that is no longer in use."""
    with _lock:
        upon = _prepared.get(job, ("", None))[0]
    return bool(upon) and upon != release.current().name


def prepare(job: Job, progress: Progress) -> Prepared:
    """Make a complete release of the release in use and this file, aside, and return it. Raises Trouble."""
    publishing, upon = _part("publishing"), release.current().name
    rows = check(job.upload, job.table).rows
    new = publishing.New(
        table=job.table, mode=job.mode, file=job.upload.file, content=job.upload.content, rows=rows, until=job.until
    )
    made: Prepared = publishing.prepare(new, progress)
    with _lock:
        gone = [_prepared.pop(job)] if job in _prepared else []
        _prepared[job] = upon, made
        gone += [_prepared.popitem(last=False)[1] for _ in range(len(_prepared) - MOST_KEPT)]
    for _, old in gone:
        _discard(old)
    return made


def publish(prepared: Prepared, by: str, note: str) -> str:
    """Put a prepared release in use and return its id. Raises Trouble where it cannot be done."""
    try:
        _part("publishing").publish(prepared, by=by, note=note)
    finally:
        with _lock:
            for job in [job for job, (_, one) in _prepared.items() if one is prepared]:
                del _prepared[job]
    return prepared.id


def roll_back(id_: str, by: str) -> None:
    """Put a kept release in use again. Raises Trouble where it cannot be done."""
    _part("publishing").roll_back(id_, by=by)


def history() -> Sequence[Entry]:
    """Return what was published and rolled back, the newest first."""
    found: Sequence[Entry] = _part("publishing").history()
    return found


def _discard(prepared: Prepared) -> None:
    """Take a prepared release off the disk, where it can be."""
    discard = getattr(prepared, "discard", None)
    if discard is not None:
        discard()


def _part(name: str) -> Any:
    """Return a part that does the work."""
    return import_module(f"explorer.{name}")
