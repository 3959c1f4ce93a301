"""Sealing a release: its files can be read by everybody and written by nobody, its folder neither grows nor shrinks."""

import contextlib
import shutil
from pathlib import Path

FILE, FOLDER, OPEN_FOLDER = 0o444, 0o555, 0o755


def close(folder: Path) -> None:
    """Take the right to write away from everything in a release; what belongs to somebody else stays as it is."""
    for file in folder.iterdir():
        with contextlib.suppress(OSError):
            file.chmod(FILE)
    with contextlib.suppress(OSError):
        folder.chmod(FOLDER)


def remove(folder: Path) -> None:
    """Remove a release, sealed or not, as far as that is possible."""
    with contextlib.suppress(OSError):
        folder.chmod(OPEN_FOLDER)
    shutil.rmtree(folder, ignore_errors=True)
