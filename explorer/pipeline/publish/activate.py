"""Putting a release in use: all of it or nothing, in turn, logged, in a folder that is tidy before and after."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from explorer.core import disk, logs, paths
from explorer.core.errors import Trouble
from explorer.pipeline import imports
from explorer.pipeline.build.assemble import Progress
from explorer.pipeline.publish import audit_log, lock, recovery, way_back
from explorer.pipeline.publish.audit_log import Action, Entry, Note
from explorer.releases import current
from explorer.releases.manifest import Manifest, read_manifest


@contextmanager
def writing() -> Iterator[None]:
    """Say in one sentence that the folder cannot be written."""
    try:
        yield
    except OSError as fault:
        raise Trouble("publishing_unwritable", folder=paths.data().name, fault=fault.strerror or fault) from fault


@contextmanager
def turn(wait: float, progress: Progress = lambda _: None, *, choosing: bool = False) -> Iterator[None]:
    """Hold the turn over a tidy folder; what is half-made goes when something fails.

    A release that is in use for certain and lost its place is put back first. Raises Trouble where that cannot be told,
    unless somebody is ``choosing`` one.
    """
    progress("waiting")
    with writing(), lock.turn(wait):
        recovery.recover()
        if not choosing:
            _settle()
        recovery.sweep()
        try:
            yield
        except BaseException:
            with suppress(OSError):
                recovery.sweep()
            raise


def put(entry: Entry, folder: Path | None, staged: Sequence[Path]) -> None:
    """Move imports and release to their places, point at the release, and log it: all of it, or nothing."""
    new = tuple(place.name for place in staged if not (imports.folder() / place.name).is_dir())
    is_new = not (current.releases() / entry.release).is_dir()
    try:
        audit_log.begin(Note(entry, is_new, new))
        disk.folder(imports.folder())
        for place in staged:
            if place.name not in new:  # the kept one is damaged
                disk.remove(imports.folder() / place.name)
            disk.move(place, imports.folder() / place.name)
        if folder is not None:
            current.place(folder, entry.release)
        current.point(entry.release)
    except OSError:
        with suppress(OSError):
            recovery.recover()
        if recovery.in_use() != entry.release or entry.release == entry.before:
            raise
    logs.event("in use", action=entry.action, release=entry.release, before=entry.before, rows=entry.rows)
    with suppress(OSError):  # what is in use stays in use; the note keeps the line until it can be written
        if audit_log.begun():
            audit_log.finish(entry)
        recovery.sweep()


def _settle() -> None:
    """Put the release back in use that was, where CURRENT is lost."""
    name = way_back.certain()
    folder = current.releases() / name
    if name and name != recovery.in_use() and way_back.whole(name):
        put(entry_of("put_back", read_manifest(folder), folder, "", ""), None, ())


def entry_of(
    action: Action, manifest: Manifest, folder: Path, by: str, note: str, brought: Sequence[Mapping[str, Any]] = ()
) -> Entry:
    """Return the line of the log for putting a release in use; ``folder`` holds its manifest."""
    return Entry(
        action=action,
        by=by,
        release=manifest.id,
        before=recovery.in_use(),
        note=note,
        checksum=disk.digest(folder / "manifest.json"),
        rows=manifest.rows,
        until=manifest.until,
        imports=manifest.imports,
        brought=tuple(brought),
        decided=asdict(manifest.decisions),
    )
