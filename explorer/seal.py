"""Sealing a release: its files can be read by everybody and written by nobody, its folder neither grows nor shrinks."""

import contextlib
import shutil
from pathlib import Path

FILE, FOLDER = 0o444, 0o555
OPEN_FILE, OPEN_FOLDER = 0o644, 0o755


def close(folder: Path) -> None:
    """Take the right to write away from everything in a release; what belongs to somebody else stays as it is."""
    _change(folder, FILE, FOLDER)


def reopen(folder: Path) -> None:
    """Give it back to the owner."""
    _change(folder, OPEN_FILE, OPEN_FOLDER)


def remove(folder: Path) -> None:
    """Remove a release, sealed or not, as far as that is possible."""
    if folder.is_dir():
        reopen(folder)
    shutil.rmtree(folder, ignore_errors=True)


def _change(folder: Path, file_mode: int, folder_mode: int) -> None:
    for file in folder.iterdir():
        with contextlib.suppress(OSError):
            file.chmod(file_mode)
    with contextlib.suppress(OSError):
        folder.chmod(folder_mode)
