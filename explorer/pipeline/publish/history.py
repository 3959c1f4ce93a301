"""What was put in use when, by whom and why, the newest first, with what is still kept of it."""

from dataclasses import dataclass
from pathlib import Path

from explorer.pipeline.publish import audit_log, recovery
from explorer.pipeline.publish.audit_log import Entry
from explorer.releases import current
from explorer.releases import kept as releases_kept
from explorer.releases import manifest as releases_manifest


@dataclass(frozen=True)
class Event:
    """One line of the history. ``kept``: the release is still there; ``in_use``: it is what the pages show now.

    A release built before there was a log has an entry of its own, with the day it was built and nobody's name.
    """

    entry: Entry
    kept: bool
    in_use: bool


def history() -> tuple[Event, ...]:
    """Return everything that was put in use, taken back or removed, the newest first.

    Of several lines of one release only the newest says that it is in use.
    """
    there, used = set(_folders()), recovery.in_use()
    note = audit_log.begun()
    logged = [*audit_log.entries(), *([note.entry] if note and note.entry.release == used else [])]
    told = {entry.release for entry in logged if entry.action != "prune"}
    before = sorted((_unlogged(name) for name in there - told), key=lambda entry: (entry.at, _written(entry.release)))
    events: list[Event] = []
    for entry in reversed([*before, *logged]):
        newest = entry.action != "prune" and entry.release == used and not any(one.in_use for one in events)
        events.append(Event(entry, entry.action != "prune" and entry.release in there, newest))
    return tuple(events)


def kept() -> tuple[str, ...]:
    """Return the ids of the kept releases, the one that was in use last first."""
    there = _folders()
    order = {entry.release: place for place, entry in enumerate(audit_log.entries()) if entry.action != "prune"}
    return tuple(sorted(there, key=lambda name: (order.get(name, -1), _written(name)), reverse=True))


def removed(name: str) -> bool:
    """Whether a release was in use once and is kept no more: what named it is gone, and comes back with no other."""
    told = (entry for entry in audit_log.entries() if name in (entry.release, *entry.removed))
    return releases_kept.folder(name) is None and any(told)


def earlier() -> tuple[str, ...]:
    """Return the ids of the whole releases one can go back to: what was in use before first, then those used last."""
    before = [event.entry.before for event in history() if event.in_use]
    others = set(releases_kept.kept()) - {recovery.in_use()}
    return tuple(name for name in dict.fromkeys((*before, *kept())) if name in others)


def _folders() -> list[str]:
    """Return the names of the folders that are releases by their names and have a manifest that can be read."""
    return [name for name in releases_kept.names() if _readable(current.releases() / name)]


def _readable(folder: Path) -> bool:
    try:
        return releases_manifest.read_manifest(folder).id == folder.name
    except releases_manifest.UNREADABLE:
        return False


def _written(name: str) -> int:
    return (current.releases() / name / "manifest.json").stat().st_mtime_ns


def _unlogged(name: str) -> Entry:
    """Return what the manifest alone says of a release."""
    manifest = releases_manifest.read_manifest(current.releases() / name)
    return Entry(
        action="build",
        by="",
        release=name,
        rows=manifest.rows,
        until=manifest.until,
        imports=manifest.imports,
        at=manifest.built_on,
        no="",
    )
