"""Where the publish page meets what does the work: intake checks a file, publishing makes it a release.

The only module of the page that knows their names, and the only one that keeps what they made between two clicks.
"""

import datetime as dt
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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

    content: bytes
    file: str

    @property
    def digest(self) -> str:
        """What tells this file from any other, its name included."""
        return hashlib.sha256(self.file.encode() + b"\0" + self.content).hexdigest()


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


_prepared: OrderedDict[tuple[str, ...], Prepared] = OrderedDict()
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


def ready(upload: Upload, table: str, mode: str, until: dt.date | None) -> Prepared | None:
    """Return what was prepared of this file upon the release in use; None where nothing was, or that has moved on."""
    with _lock:
        return _prepared.get(_key(upload, table, mode, until))


def prepare(upload: Upload, table: str, mode: str, until: dt.date | None, progress: Progress) -> Prepared:
    """Make a complete release of the release in use and this file, aside, and return it. Raises Trouble."""
    publishing, key = _part("publishing"), _key(upload, table, mode, until)
    checked = check(upload, table)
    new = publishing.New(
        table=table, mode=mode, file=upload.file, content=upload.content, rows=checked.rows, until=until
    )
    made: Prepared = publishing.prepare(new, progress)
    with _lock:
        _prepared[key] = made
        gone = [_prepared.popitem(last=False)[1] for _ in range(len(_prepared) - MOST_KEPT)]
    for old in gone:
        _discard(old)
    return made


def publish(prepared: Prepared, by: str, note: str) -> str:
    """Put a prepared release in use and return its id. Raises Trouble where it cannot be done."""
    try:
        _part("publishing").publish(prepared, by=by, note=note)
    finally:
        with _lock:
            for key in [key for key, one in _prepared.items() if one is prepared]:
                del _prepared[key]
    return prepared.id


def roll_back(id_: str, by: str) -> None:
    """Put a kept release in use again. Raises Trouble where it cannot be done."""
    _part("publishing").roll_back(id_, by=by)


def history() -> Sequence[Entry]:
    """Return what was published and rolled back, the newest first."""
    found: Sequence[Entry] = _part("publishing").history()
    return found


def _key(upload: Upload, table: str, mode: str, until: dt.date | None) -> tuple[str, ...]:
    return upload.digest, table, mode, until.isoformat() if until else "", release.current().name


def _discard(prepared: Prepared) -> None:
    """Take a prepared release off the disk, where it can be."""
    discard = getattr(prepared, "discard", None)
    if discard is not None:
        discard()


def _part(name: str) -> Any:
    """Return a part that does the work."""
    return import_module(f"explorer.{name}")
