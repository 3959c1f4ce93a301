"""Writing so that it lasts: files flushed to the disk, folders that appear at once, are sealed, or go as a whole."""

import hashlib
import os
import shutil
import uuid
from pathlib import Path

SEALED_FILE, SEALED_FOLDER, OPEN_FOLDER = 0o444, 0o555, 0o755


def write(path: Path, content: bytes) -> None:
    """Write a file aside, flush it and put it in place: readers see the old content or the new."""
    aside = path.with_name(path.name + ".new")
    save(aside, content)
    os.replace(aside, path)
    sync(path.parent)


def save(path: Path, content: bytes) -> None:
    """Write a file that nobody looks for yet, and flush it."""
    with path.open("wb") as file:
        adopt(path)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def folder(path: Path) -> Path:
    """Make a folder where there is none, and those above it, and return it."""
    if not path.is_dir():
        folder(path.parent)
        path.mkdir(exist_ok=True)
        adopt(path)
    return path


def adopt(path: Path) -> None:
    """Give what root has just made to the owner of the folder it lies in, whose own process has to write it too."""
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


def sync(path: Path) -> None:
    """Flush a file's content, or which names a folder holds, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def move(folder: Path, place: Path) -> None:
    """Move a finished folder to where it is looked for, and seal it: nobody writes into it again."""
    for path in (*folder.iterdir(), folder):
        sync(path)
    os.rename(folder, place)
    seal(place)
    sync(place.parent)


def seal(folder: Path) -> None:
    """Take everybody's permission to write from a folder and its files."""
    for path in folder.iterdir():
        path.chmod(SEALED_FILE)
    folder.chmod(SEALED_FOLDER)


def remove(folder: Path) -> None:
    """Remove a folder: it leaves its place at once, then what it held, sealed or not."""
    going = folder if folder.name.startswith(".") else folder.with_name(f".leaving-{uuid.uuid4().hex}")
    if going != folder:
        folder.chmod(OPEN_FOLDER)
        os.rename(folder, going)
    for path in (going, *(found for found in going.rglob("*") if found.is_dir())):
        path.chmod(OPEN_FOLDER)
    shutil.rmtree(going)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
