"""The releases still kept: what a view can be compared with."""

import os
import re
from functools import lru_cache
from pathlib import Path

from explorer.core import paths
from explorer.releases import manifest as releases_manifest
from explorer.releases.tables import NEEDED

MOST_OFFERED = 24
IDENTITY = re.compile(r"\d{8}-[0-9a-f]{10}")
DAY_OF_ID = 8


def kept() -> tuple[str, ...]:
    """Return the ids of the kept releases that hold every table the pages need, the newest first.

    At most MOST_OFFERED. Of two releases known until the same day, the one built later is the newer. Only manifests
    are read here; a release's files are checked when it is opened.
    """
    try:
        with os.scandir(paths.data() / "releases") as entries:
            folders = [Path(entry.path) for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
    except OSError:
        return ()
    stamped = [(folder.name[:DAY_OF_ID], _written(folder), folder) for folder in folders]
    found = (folder.name for _, written, folder in sorted(stamped, reverse=True) if written and _whole(folder, written))
    return tuple(name for name, _ in zip(found, range(MOST_OFFERED), strict=False))


def folder(name: str) -> Path | None:
    """Return the folder of the release ``name``, if it is still kept; a text that is no release's id names none."""
    found = paths.data() / "releases" / name
    return found if IDENTITY.fullmatch(name) and (found / "manifest.json").is_file() else None


def names() -> tuple[str, ...]:
    """Return the id of every folder that is a release by its name, whole or not, the newest first."""
    try:
        with os.scandir(paths.data() / "releases") as entries:
            return tuple(sorted((one.name for one in entries if IDENTITY.fullmatch(one.name)), reverse=True))
    except OSError:
        return ()


def _written(folder: Path) -> int:
    """Return when a release's manifest was written, in nanoseconds; 0 where it has none."""
    try:
        return (folder / "manifest.json").stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=256)
def _whole(folder: Path, _written: int) -> bool:
    """Whether a manifest can be read and names every table the pages need."""
    try:
        manifest = releases_manifest.read_manifest(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return manifest.id == folder.name and set(NEEDED) <= set(manifest.tables)
