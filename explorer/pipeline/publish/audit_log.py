"""Who put which release in use, when, and why: the audit log, and the note that survives a publisher that dies.

Before anything moves, what is about to happen is written down. Whoever comes next finds that note and either finishes
the log or undoes what was begun, so that the log says what happened, once.
"""

import datetime as dt
import json
import os
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from explorer.core import disk, paths

Action = Literal["publish", "build", "decide", "roll_back", "put_back", "prune"]
LOG, NOTE = "audit.jsonl", "PUBLISHING"


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


@dataclass(frozen=True)
class Entry:
    """One line of the log.

    ``checksum``: the SHA-256 of the release's manifest, which holds those of its files. ``imports``: everything of
    the office in that release, by id, in order. ``brought``: what came with this line, each with id, table, mode,
    file, sha256 and rows. ``removed``: the releases that went. ``decided``: the decisions recorded in the release, as
    ``decisions.read`` takes them. ``at``: in UTC.
    """

    action: Action
    by: str
    release: str
    before: str = ""
    note: str = ""
    checksum: str = ""
    rows: int = 0
    until: str = ""
    imports: tuple[str, ...] = ()
    brought: tuple[Mapping[str, Any], ...] = ()
    removed: tuple[str, ...] = ()
    decided: Mapping[str, Any] = field(default_factory=dict)
    at: str = field(default_factory=_now)
    no: str = field(default_factory=lambda: uuid.uuid4().hex)


@dataclass(frozen=True)
class Note:
    """What was begun: the line to come, and what was not there before and goes if it does not come."""

    entry: Entry
    release_is_new: bool
    new_imports: tuple[str, ...]


def begin(note: Note) -> None:
    """Write down what is about to happen."""
    disk.write(_note(), json.dumps(asdict(note), ensure_ascii=False).encode())


def begun() -> Note | None:
    """Return what was begun and neither finished nor undone."""
    try:
        fields = json.loads(_note().read_text("utf-8"))
        entry = _entry(fields["entry"])
        return Note(entry, bool(fields["release_is_new"]), tuple(fields["new_imports"])) if entry else None
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return None


def finish(entry: Entry) -> None:
    """Write the line into the log, once, and let the note go."""
    log, line = paths.data() / LOG, _line(entry)
    with log.open("ab+") as file:
        disk.adopt(log)
        file.seek(0)
        lines = file.read().splitlines(keepends=True)
        if lines and not lines[-1].endswith(b"\n"):
            if line.startswith(lines[-1]):  # its own, begun by somebody who died
                file.truncate(sum(map(len, lines[:-1])))
                lines.pop()
            else:  # somebody else's, the only trace that is left of it
                file.write(b"\n")
        if not lines or entry.no.encode() not in lines[-1]:
            file.write(line)
        file.flush()
        os.fsync(file.fileno())
    forget()


def forget() -> None:
    """Let the note go."""
    _note().unlink(missing_ok=True)
    disk.sync(paths.data())


def entries() -> tuple[Entry, ...]:
    """Return the log, oldest first; a line that cannot be read is left out (``unread`` names it)."""
    return tuple(entry for line in _lines() if (entry := _read(line)))


def last() -> Entry | None:
    """Return what the last line of the log says; None where it cannot be read or there is none."""
    lines = _lines()
    return _read(lines[-1]) if lines else None


def unread() -> tuple[int, ...]:
    """Return the numbers of the log's lines that cannot be read, from 1; that of line 0 where the file cannot be.

    The beginning of the line that the note tells of is none: it is written when that is finished.
    """
    note = begun()
    coming = _line(note.entry).decode() if note else ""
    return tuple(
        number for number, line in enumerate(_lines(), 1) if _read(line) is None and not coming.startswith(line)
    ) or ((0,) if _closed() else ())


def about(release: str) -> Entry | None:
    """Return the last line about a release; that about the last one in use where it is not named, None without any."""
    used = [entry for entry in entries() if entry.action != "prune"]
    mine = [entry for entry in used if entry.release == release] or used
    return mine[-1] if mine else None


def _lines() -> list[str]:
    try:
        return (paths.data() / LOG).read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _closed() -> bool:
    try:
        (paths.data() / LOG).open("rb").close()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _line(entry: Entry) -> bytes:
    return json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n"


def _note() -> Path:
    return paths.data() / NOTE


def _read(line: str) -> Entry | None:
    try:
        return _entry(json.loads(line))
    except ValueError:
        return None


def _entry(fields: Any) -> Entry | None:
    try:
        lists = {name: tuple(fields.get(name, ())) for name in ("imports", "brought", "removed")}
        return Entry(**fields | lists)
    except (TypeError, AttributeError):
        return None
