"""What the office brings becomes the release in use: prepared aside, shown, put in use in one step, and taken back.

Everything that writes takes its turn (``turns``), and first clears what a publisher that died has left (``tidy``).
"""

import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from explorer.core import disk
from explorer.core.errors import Trouble
from explorer.pipeline import imports
from explorer.pipeline.build import assemble, measure, merge
from explorer.pipeline.build.assemble import Ground, Progress
from explorer.pipeline.imports import Brought, Import
from explorer.pipeline.publish import (
    activate,
    audit_log,
    carried,
    comparison,
    corrections,
    diff,
    lock,
    recovery,
    way_back,
)
from explorer.pipeline.publish import history as publish_history
from explorer.pipeline.publish import prepared as publish_prepared
from explorer.pipeline.publish.audit_log import Action, Entry, Note
from explorer.pipeline.publish.prepared import Prepared
from explorer.releases import current, kept
from explorer.releases import manifest as releases_manifest
from explorer.releases import release as releases_release
from explorer.releases.decisions import Change, Decisions
from explorer.releases.manifest import Manifest

NO_CHANGE = Change()
FEWEST = 3  # releases that always stay: the one in use, and two to go back to
history, earlier = publish_history.history, publish_history.earlier
MakeGround = Callable[[float, Progress, bool], Ground]


def _silent(_: str) -> None:
    pass


def prepare(
    brought: Sequence[Brought],
    progress: Progress = _silent,
    *,
    ground: MakeGround = assemble.ground,
    wait: float = lock.WAIT,
    change: Change = NO_CHANGE,
    by: str = "",
) -> Prepared:
    """Return the release that ``brought`` makes with what is in use, complete but not in use, and what it changes.

    ``change``: what is decided otherwise in it, ``by`` whom. It waits a day at most for ``publish``. Raises Trouble
    when it cannot be made; nothing has changed then.
    """
    with activate.turn(wait, progress):
        aside, prepared = _prepare(brought, progress, ground, decided=carried.decided(change, by))
        disk.sync(aside)
        aside.rename(_place(prepared.token))
        return prepared


def prepared(token: str) -> Prepared:
    """Return what was prepared under a token. Raises Trouble when it can no longer be published."""
    return publish_prepared.read(_place(token))


def publish(prepared: Prepared, by: str, note: str = "", *, wait: float = lock.WAIT) -> Manifest:
    """Put what was prepared in use, as it was shown, and return its manifest. ``by``: who; ``note``: why.

    Raises Trouble when another release has come in use since: what was shown is then no longer what would change; and
    where a published figure would be corrected without a note.
    """
    with activate.turn(wait):
        aside = _place(prepared.token)
        if not aside.is_dir() or recovery.in_use() != prepared.base:
            raise Trouble("publishing_overtaken")
        corrections.needed(prepared.corrections, note)
        return _publish(aside, prepared, _action(prepared), by, note)


def discard(prepared: Prepared) -> None:
    """Let what was prepared go."""
    with activate.writing(), suppress(FileNotFoundError):
        disk.remove(_place(prepared.token))


def bring(
    brought: Sequence[Brought],
    by: str,
    note: str = "",
    progress: Progress = _silent,
    *,
    ground: MakeGround = assemble.ground,
    wait: float = lock.WAIT,
    change: Change = NO_CHANGE,
) -> Prepared:
    """Prepare and publish in one turn, so that nobody comes between, and return what it changed. Raises as both do."""
    with activate.turn(wait, progress):
        aside, made = _prepare(brought, progress, ground, decided=carried.decided(change, by))
        corrections.needed(made.corrections, note)
        progress("publishing")
        _publish(aside, made, _action(made), by, note)
        return made


def rebuild(
    scale: float | None = None,
    progress: Progress = _silent,
    by: str = "",
    *,
    ground: MakeGround = assemble.ground,
    wait: float = lock.WAIT,
) -> Manifest:
    """Build the release of the present inputs and of the office's imports in use anew, and put it in use.

    It repairs a damaged release of the same content. ``scale`` multiplies the simulated registers: 1 unless given.
    """
    with activate.turn(wait, progress):
        aside, made = _prepare((), progress, ground, decided=carried.decisions(), anew=scale or 1.0)
        progress("publishing")
        return _publish(aside, made, "build", by, "")


def begin(progress: Progress = _silent, by: str = "", *, ground: MakeGround = assemble.ground) -> Manifest:
    """Return the manifest of a release that serves, for a server that begins without one.

    Put back where it was lost, else built anew; raises Trouble where neither can be without leaving something out.
    """
    with activate.turn(lock.WAIT, progress):
        pass
    if current.usable():
        return releases_manifest.read_manifest(current.current())
    return rebuild(1.0, progress, by, ground=ground)


def roll_back(name: str, by: str, note: str = "", *, fewer: bool = False, wait: float = lock.WAIT) -> Manifest:
    """Put a kept release in use again, with the imports it had, and return its manifest.

    Raises Trouble when it is not kept, is damaged, or is in use already; and, unless ``fewer`` says that this is meant,
    where the one in use is lost or damaged and this one lacks imports that are kept.
    """
    with activate.turn(wait, choosing=True):
        if name == recovery.in_use() and way_back.doubt() is None:
            raise Trouble("release_in_use", id=name)
        try:
            edition = releases_release.kept_edition(name)
        except Trouble as fault:
            raise Trouble("release_broken", id=name, file=fault.values.get("file", "")) from fault
        if edition is None:
            raise Trouble("release_unknown", asked=name[:80])
        manifest = releases_manifest.read_manifest(edition.folder)
        if left_out := () if fewer else way_back.left_out(manifest):
            raise Trouble("roll_back_fewer", id=name, imports=", ".join(left_out))
        activate.put(activate.entry_of("roll_back", manifest, edition.folder, by, note), None, ())
        return manifest


def prune(keep: int = FEWEST, by: str = "", *, wait: float = lock.WAIT) -> tuple[str, ...]:
    """Remove the releases that were in use longest ago, and return their ids. Imports are never removed.

    Nor are the releases that hold the figures of a closed year. ``keep``: how many stay; the one in use always does.
    Raises Trouble for fewer than FEWEST.
    """
    if keep < FEWEST:
        raise Trouble("keep_too_few", asked=keep, fewest=FEWEST)
    with activate.turn(wait):
        if lines := audit_log.unread():  # which were in use longest ago stands there
            raise Trouble("log_damaged", lines=", ".join(map(str, lines)))
        used = recovery.in_use()
        others = [name for name in publish_history.kept() if name not in {used, *carried.kept_for_good()}]
        going = tuple(others[keep - 1 if used else keep :])
        if going:
            audit_log.begin(Note(Entry("prune", by, used, removed=going), release_is_new=False, new_imports=()))
            recovery.recover()
        return going


def verify(name: str) -> Manifest:
    """Return the manifest of a kept release after checking its files and its imports against their checksums.

    Raises Trouble naming what is missing or was altered.
    """
    folder = kept.folder(name)
    if folder is None:
        raise Trouble("release_unknown", asked=name[:80])
    manifest = releases_manifest.verify(folder)
    for one in manifest.imports:
        if not imports.intact(one):
            raise Trouble("import_damaged", id=one)
    return manifest


def _prepare(
    brought: Sequence[Brought],
    progress: Progress,
    ground: MakeGround,
    *,
    decided: Decisions,
    anew: float | None = None,
) -> tuple[Path, Prepared]:
    """Return the folder aside and what it holds: the release, the imports that are new, and prepared.json.

    ``anew``: the scale of a release that is built whatever is in use, and compared with nothing.
    """
    known = carried.decisions()
    before = releases_release.edition() if anew is None and current.traces() else None
    token = uuid.uuid4().hex
    aside = current.releases() / f"{recovery.BUILDING}{token}"
    inner = aside / token
    disk.folder(inner)
    disk.folder(aside / "imports")
    came, office = carried.with_brought(brought, aside / "imports")
    scale = releases_manifest.read_manifest(before.folder).scale if before else anew or 1.0
    base = ground(scale, progress, decided.simulate)
    tables, origin = assemble.complete(base, office, inner, progress, decided)
    releases_manifest.write(inner, tables, assemble.weakest(tables), origin)
    del tables
    manifest = measure.add(inner)
    progress("comparing")
    # A release in use that is the same has nothing to be compared with.
    same = before is not None and before.id == manifest.id
    beside = before.folder if before else None
    after = releases_release.opened(inner)
    prepared = Prepared(
        token=token,
        base=recovery.in_use(),
        release=manifest.id,
        until=after.until,
        total=manifest.rows,
        imports=tuple(one.one for one in office),
        brought=tuple(dict.fromkeys(one.id for one in came)),
        rows=diff.rows(beside, inner) if anew is None else (),
        changed=comparison.otherwise(before, after, {one.id for one in came}) if before and not same else (),
        corrections=corrections.between(beside, inner) if anew is None else (),
        instead=diff.newly(merge.instead(base.tables, office), beside),
        decided=(known, decided),
        unsettled=comparison.unsettled(after, known),
    )
    publish_prepared.write(prepared, aside)
    return aside, prepared


def _publish(aside: Path, prepared: Prepared, action: Action, by: str, note: str) -> Manifest:
    """Put what stands aside in use. Nothing is done, nor logged, where it is what is in use, whole."""
    folder = aside / prepared.token
    manifest = releases_manifest.verify(folder)
    there = current.releases() / manifest.id
    whole = there.is_dir() and releases_manifest.intact(there)
    if prepared.nothing_new and whole:
        disk.remove(aside)
        return manifest
    staged = [aside / "imports" / one.id for one in prepared.imports if (aside / "imports" / one.id).is_dir()]
    for place in staged:
        imports.sign(place, by, note)
    known = {one.id: _told(one) for one in prepared.imports}
    brought = tuple(known[name] for name in prepared.brought if name in known)
    activate.put(activate.entry_of(action, manifest, there if whole else folder, by, note, brought), folder, staged)
    return manifest


def _action(prepared: Prepared) -> Action:
    return "publish" if prepared.brought else "decide"


def _told(one: Import) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("id", "table", "mode", "file", "sha256", "rows")}


def _place(token: str) -> Path:
    return current.releases() / f"{recovery.PREPARED}{Path(token).name}"
