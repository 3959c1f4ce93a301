"""Putting a release in use: all of it or nothing, in turn, logged, in a folder that is tidy before and after."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from explorer import disk, imports, journal, places, tidy, turns, vault
from explorer.journal import Action, Entry, Note
from explorer.release import Progress
from explorer.trouble import Trouble
from explorer.vault import Manifest


@contextmanager
def writing() -> Iterator[None]:
    """Say in one sentence that the folder cannot be written."""
    try:
        yield
    except OSError as fault:
        raise Trouble("publishing_unwritable", folder=places.data().name, fault=fault.strerror or fault) from fault


@contextmanager
def turn(wait: float, progress: Progress = lambda _: None) -> Iterator[None]:
    """Hold the turn over a tidy folder; what is half-made goes when something fails."""
    progress("waiting")
    with writing(), turns.turn(wait):
        tidy.recover()
        tidy.sweep()
        try:
            yield
        except BaseException:
            with suppress(OSError):
                tidy.sweep()
            raise


def put(entry: Entry, folder: Path | None, staged: Sequence[Path]) -> None:
    """Move imports and release to their places, point at the release, and log it: all of it, or nothing."""
    new = tuple(place.name for place in staged if not (imports.folder() / place.name).is_dir())
    is_new = not (vault.releases() / entry.release).is_dir()
    try:
        journal.begin(Note(entry, is_new, new))
        imports.folder().mkdir(exist_ok=True)
        for place in staged:
            if place.name not in new:  # the kept one is damaged
                disk.remove(imports.folder() / place.name)
            disk.move(place, imports.folder() / place.name)
        if folder is not None:
            vault.place(folder, entry.release)
        vault.point(entry.release)
    except OSError:
        with suppress(OSError):
            tidy.recover()
        if tidy.in_use() != entry.release or entry.release == entry.before:
            raise
    with suppress(OSError):  # what is in use stays in use; the note keeps the line until it can be written
        if journal.begun():
            journal.finish(entry)
        tidy.sweep()


def entry_of(
    action: Action, manifest: Manifest, folder: Path, by: str, note: str, brought: Sequence[Mapping[str, Any]] = ()
) -> Entry:
    """Return the line of the log for putting a release in use; ``folder`` holds its manifest."""
    return Entry(
        action=action,
        by=by,
        release=manifest.id,
        before=tidy.in_use(),
        note=note,
        checksum=disk.digest(folder / "manifest.json"),
        rows=manifest.rows,
        until=manifest.until,
        imports=manifest.imports,
        brought=tuple(brought),
    )
