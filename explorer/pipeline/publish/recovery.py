"""What a publisher that died leaves behind: finished or undone, and swept away. Only whoever has the turn may do it."""

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from explorer.core import disk, paths
from explorer.core.errors import Trouble
from explorer.pipeline import imports
from explorer.pipeline.publish import audit_log
from explorer.releases import current, manifest

PREPARED, BUILDING = ".prepared-", ".building-"
HALF_MADE = (BUILDING, ".damaged-", ".leaving-")
ABANDONED = 24 * 3600  # seconds after which nobody comes back to a preview


def in_use() -> str:
    """Return the id of the release in use, or nothing where there is none."""
    try:
        return current.in_use()
    except Trouble:
        return ""


def recover() -> None:
    """Finish the log of what was put in use; undo what was not."""
    note = audit_log.begun()
    if note is None:
        return
    if note.entry.action == "prune":
        for name in note.entry.removed:
            with suppress(FileNotFoundError):
                disk.remove(current.releases() / name)
        audit_log.finish(note.entry)
    elif in_use() == note.entry.release or _placed(note):
        if not in_use():
            current.point(note.entry.release)
        disk.seal(current.releases() / note.entry.release)
        for name in note.new_imports:
            disk.seal(imports.folder() / name)
        audit_log.finish(note.entry)
    elif not in_use() and note.entry.before:
        # It may have been in use before both were lost: nothing of it is removed.
        raise Trouble("release_lost", folder=paths.data().name)
    else:
        undone = [imports.folder() / name for name in note.new_imports]
        undone += [current.releases() / note.entry.release] if note.release_is_new else []
        for folder in undone:
            with suppress(FileNotFoundError):
                disk.remove(folder)
        audit_log.forget()


def _placed(note: audit_log.Note) -> bool:
    """Whether nothing says what is in use, and what was to be stands there whole: it may have been already."""
    there = current.releases() / note.entry.release
    return not in_use() and manifest.intact(there) and all(imports.intact(name) for name in note.entry.imports)


def sweep() -> None:
    """Remove everything half-made, and every preview that can no longer be published."""
    for path in (paths.data() / "CURRENT.new", paths.data() / f"{audit_log.NOTE}.new", *_rubbish()):
        with suppress(FileNotFoundError):
            if path.is_dir():
                disk.remove(path)
            else:
                path.unlink()


def _rubbish() -> Iterator[Path]:
    used = in_use()
    for folder in (current.releases(), imports.folder()):
        for path in folder.glob(".*") if folder.is_dir() else ():
            gone_by = path.name.startswith(PREPARED) and (_base(path) != used or _age(path) > ABANDONED)
            if gone_by or path.name.startswith(HALF_MADE):
                yield path


def _base(prepared: Path) -> str | None:
    try:
        return str(json.loads((prepared / "prepared.json").read_text("utf-8"))["base"])
    except manifest.UNREADABLE:
        return None


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime
