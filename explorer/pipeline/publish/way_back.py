"""Which release was in use, as far as it is certain, after CURRENT, the log or a release came to harm.

Nothing is guessed: where kept releases or imports could be left out by the way back, Trouble names them instead.
"""

from explorer.core.errors import Trouble
from explorer.pipeline import imports
from explorer.pipeline.publish import audit_log, recovery
from explorer.releases import current, kept, manifest
from explorer.releases.manifest import Manifest

SHOWN = 6  # ids in one sentence


def certain() -> str:
    """Return the id of the release that was in use, whole or not; nothing where there never was one.

    CURRENT says it, where that names a release of which its manifest or the log tells what is in it; else the log,
    where it is whole and knows all that is kept; else the only release there is, where it holds every import. Raises
    Trouble where none of them does, and where CURRENT names one that lacks imports of what the log says was in use, or,
    where the log does not say, any that is kept.
    """
    named, logged, only = recovery.in_use(), _logged(), kept.names()
    if named and _known(named):
        if logged and logged.release != named and set(logged.imports) - set(imports_of(named)):
            raise Trouble("release_contradicted", named=named, logged=logged.release)
        last = audit_log.last()
        if logged or (last and last.release == named) or not set(brought()) - set(imports_of(named)):
            return named
        raise Trouble("release_unsure", releases=_listed(only), imports=_listed(brought()))
    if logged:
        return logged.release
    if not named and not current.traces():
        return ""
    if len(only) == 1 and whole(only[0]) and set(brought()) <= set(imports_of(only[0])):
        return only[0]
    raise Trouble("release_unsure", releases=_listed(only), imports=_listed(brought()))


def doubt() -> Trouble | None:
    """Return why it cannot be told which release was in use; None where it can."""
    try:
        certain()
    except Trouble as trouble:
        return trouble
    return None


def whole(name: str) -> bool:
    """Whether a kept release is there as its manifest says, under its own name."""
    found = _manifest(name)
    return found is not None and manifest.intact(current.releases() / name)


def brought() -> tuple[str, ...]:
    """Return the id of every import on the disk, whole or not, in the order of their days."""
    return tuple(sorted(path.name for path in imports.folder().glob("imp-*")))


def left_out(chosen: Manifest) -> tuple[str, ...]:
    """Return the imports that would no longer be in use, where what is in use is lost or damaged; else none.

    Where it cannot be told what was in use, every import that is kept counts.
    """
    if doubt() is None:
        name = certain()
        if name == recovery.in_use() and whole(name):
            return ()
        wanted = set(imports_of(name))
    else:
        wanted = {one for name in kept.names() if whole(name) for one in imports_of(name)} | set(brought())
    return tuple(sorted(wanted - set(chosen.imports)))


def imports_of(name: str) -> tuple[str, ...]:
    """Return the imports that a release is made of, by its own manifest, else by the log; nothing where none tells."""
    if found := _manifest(name):
        return found.imports
    return next((entry.imports for entry in reversed(audit_log.entries()) if entry.release == name), ())


def _logged() -> audit_log.Entry | None:
    """Return the last line about what came in use, where the log is whole and knows all that is kept; else None."""
    entries = audit_log.entries()
    releases = {name for entry in entries for name in (entry.release, entry.before)}
    known = {name for entry in entries for name in entry.imports}
    if audit_log.unread() or set(kept.names()) - releases or set(brought()) - known:
        return None
    return next((entry for entry in reversed(entries) if entry.action != "prune"), None)


def _known(name: str) -> bool:
    return _manifest(name) is not None or any(entry.release == name for entry in audit_log.entries())


def _manifest(name: str) -> Manifest | None:
    """Return a release's manifest where it can be read and is its own."""
    try:
        found = manifest.read_manifest(current.releases() / name)
    except manifest.UNREADABLE:
        return None
    return found if found.id == name else None


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[-SHOWN:]) or "–"
    return f"{shown} …" if len(names) > SHOWN else shown
