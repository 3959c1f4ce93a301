"""One file with all that exists nowhere else: imports, log and the release in use, of one moment; and the way back."""

import os
import tarfile
import uuid
from contextlib import suppress
from pathlib import Path

from explorer.core import disk, paths
from explorer.core.errors import Trouble
from explorer.pipeline import imports
from explorer.pipeline.publish import activate, audit_log, lock, recovery
from explorer.releases import current
from explorer.releases import manifest as releases_manifest
from explorer.releases.manifest import Manifest


def write(file: Path, *, wait: float = lock.WAIT) -> Manifest:
    """Write a backup and return the manifest of the release in it; nobody publishes meanwhile.

    Raises Trouble where what would be in it is damaged, and where the file is there already or cannot be written.
    """
    with activate.turn(wait):
        manifest = releases_manifest.verify(current.current())
        if damaged := [name for name in manifest.imports if not imports.intact(name)]:
            raise Trouble("import_damaged", id=damaged[0])
        aside = file.with_name(f"{file.name}.{uuid.uuid4().hex[:8]}.new")
        try:
            with aside.open("xb") as written, tarfile.open(fileobj=written, mode="w") as pack:
                for name in ("CURRENT", audit_log.LOG, "imports", f"releases/{manifest.id}"):
                    if (paths.data() / name).exists():
                        pack.add(paths.data() / name, name, filter=_visible)
            disk.sync(aside)
            os.link(aside, file)  # which fails where there is a file: no backup is overwritten
        except OSError as fault:
            raise Trouble("backup_unwritable", file=file, fault=fault.strerror or fault) from fault
        finally:
            aside.unlink(missing_ok=True)
        return manifest


def restore(file: Path, *, wait: float = lock.WAIT) -> Manifest:
    """Put a backup into a data folder without data, every file of it checked first, and return the manifest.

    CURRENT comes last: whoever is interrupted finds the release put back by the next command. Raises Trouble where the
    folder holds data, and for a file that is no backup, or an altered one; nothing has changed then.
    """
    if current.traces():
        raise Trouble("restore_occupied", folder=paths.data().name)
    aside = current.releases() / f"{recovery.BUILDING}{uuid.uuid4().hex}"
    with activate.writing(), lock.turn(wait):
        if current.traces():
            raise Trouble("restore_occupied", folder=paths.data().name)
        disk.folder(aside)
        try:
            _unpack(file, aside)
            manifest = _checked(file, aside)
            for name in ("imports", "releases"):
                disk.folder(paths.data() / name)
                for folder in sorted((aside / name).glob("*")):
                    disk.move(folder, paths.data() / name / folder.name)
            if (aside / audit_log.LOG).exists():
                os.rename(aside / audit_log.LOG, paths.data() / audit_log.LOG)
            current.point(manifest.id)
            return manifest
        finally:
            with suppress(OSError):
                disk.remove(aside)


def _visible(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Leave out what is half-made, and who owns the files here: they become those of whoever restores them."""
    if any(part.startswith(".") for part in Path(member.name).parts):
        return None
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def _unpack(file: Path, aside: Path) -> None:
    try:
        with tarfile.open(file) as pack:
            for member in pack:
                if not (member.isfile() or member.isdir()):
                    raise Trouble("backup_unreadable", file=file.name, what=member.name[:80])
                member.mode = disk.OPEN_FOLDER if member.isdir() else 0o644
                pack.extract(member, aside, filter="data")
                disk.adopt(aside / member.name)
    except (tarfile.TarError, EOFError, FileNotFoundError, IsADirectoryError) as fault:
        raise Trouble("backup_unreadable", file=file.name, what=type(fault).__name__) from fault


def _checked(file: Path, aside: Path) -> Manifest:
    """Return the manifest of the release in an unpacked backup, after checking it and every import."""
    try:
        name = (aside / "CURRENT").read_text("utf-8").strip()
        manifest = releases_manifest.verify(aside / "releases" / Path(name).name)
        there = [folder.name for folder in sorted((aside / "imports").glob("*"))]
        for one in dict.fromkeys((*manifest.imports, *there)):
            imports.rows(one, aside / "imports")
    except OSError as fault:
        raise Trouble("backup_unreadable", file=file.name, what="CURRENT") from fault
    except Trouble as trouble:
        what = trouble.values.get("file") or trouble.values.get("id", "")
        raise Trouble("backup_unreadable", file=file.name, what=what) from trouble
    if manifest.id != name:
        raise Trouble("backup_unreadable", file=file.name, what="manifest.json")
    return manifest
