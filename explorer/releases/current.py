"""Where releases stand on the disk, and which of them is in use.

A release is written aside, moved to its place as a whole and then pointed at by CURRENT: readers see the old release or
the new one.
"""

import os
from pathlib import Path

from explorer.core import disk, paths
from explorer.core.errors import Trouble
from explorer.releases import kept
from explorer.releases.manifest import UNREADABLE, intact, read_manifest
from explorer.releases.tables import NEEDED


def in_use() -> str:
    """Return the id of the release in use, by reading one small file.

    Raises Trouble when none has been built, and another one where data lie there and nothing says which is in use.
    """
    try:
        name = (paths.data() / "CURRENT").read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise _none() from fault
    if not name or Path(name).name != name:
        raise _none()
    return name


def traces() -> bool:
    """Whether anything lies in the data folder that somebody published or built: then there was a release."""
    data = paths.data()
    return bool(kept.names() or any(data.glob("imports/imp-*")) or (data / "audit.jsonl").exists())


def _none() -> Trouble:
    return Trouble("release_lost", folder=paths.data().name) if traces() else Trouble("release_missing")


def current() -> Path:
    """Return the folder of the release in use. Raises Trouble when none has been built."""
    folder = releases() / in_use()
    if not folder.is_dir():
        raise _none()
    return folder


def releases() -> Path:
    """Return the folder that holds every release in a folder of its own."""
    return paths.data() / "releases"


def usable() -> bool:
    """Whether there is a release with every table the pages need; its files are checked when it is opened."""
    try:
        return set(NEEDED) <= set(read_manifest(current()).tables)
    except (Trouble, *UNREADABLE):
        return False


def place(folder: Path, name: str) -> None:
    """Put a finished folder in its place as release ``name``; an intact folder of the same content stays as it is."""
    there = releases() / name
    if not there.is_dir():
        disk.move(folder, there)
    elif not intact(there):
        damaged = there.with_name(f".damaged-{name}")
        there.chmod(disk.OPEN_FOLDER)
        os.rename(there, damaged)
        disk.move(folder, there)
        disk.remove(damaged)


def point(name: str) -> None:
    """Put release ``name`` in use."""
    disk.write(paths.data() / "CURRENT", f"{name}\n".encode())
