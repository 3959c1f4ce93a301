"""Logins that were signed out, by digest: in this process at once, and for every other one in the data folder.

A digest is no secret: nobody can make a cookie of it. Each is a file of its own: processes never write the same one.
"""

import os
import time
from contextlib import suppress
from pathlib import Path

from explorer.core import disk, paths

FOLDER = "signed-out"
_here: dict[str, float] = {}


def end(digest: str, seconds: float) -> None:
    """Remember a login that ended for so many seconds; those that are too old by then are forgotten.

    Where the data folder cannot be written, this process alone knows.
    """
    now = time.time()
    for old in [one for one, until in list(_here.items()) if until < now]:
        _here.pop(old, None)
    _here[digest] = now + seconds
    with suppress(OSError):
        place = disk.folder(_folder())
        for path in place.iterdir():
            if path.stat().st_mtime < now - seconds:
                path.unlink(missing_ok=True)
        disk.save(place / digest, b"")
        disk.sync(place)


def known(digest: str) -> bool:
    """Whether a login ended, in whichever process: one look at the disk."""
    return digest in _here or os.path.lexists(_folder() / digest)


def _folder() -> Path:
    return paths.data() / FOLDER
