"""Publishers that are killed, come in crowds, or find the disk full or closed: readers never notice, nothing stays."""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import polars as pl
import pytest

from explorer.core import paths
from explorer.core.errors import Trouble
from explorer.pipeline import imports
from explorer.pipeline.publish import activate, audit_log, carried, lock, publishing
from explorer.releases import current, kept, manifest
from explorer.releases import decisions as releases_decisions
from tests.conftest import UNTIL
from tests.exports.office.office_files import SHENYANG, day, ground, marks, tables
from tests.pipeline.publish.test_publishing import rubbish
from tests.support.publisher import DEAD, DECIDE, READS

pytestmark = pytest.mark.publishing
KILLS, AT_ONCE, SEED = 50, 6, 20261126
ROADS = f"{paths.ROOT}{os.pathsep}{paths.ROOT / 'tests'}"
ALONE = dict.fromkeys(("POLARS_MAX_THREADS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A data folder with the small release in use."""
    made = tmp_path / "data"
    made.mkdir()
    monkeypatch.setenv("EXPLORER_DATA", str(made))
    publishing.rebuild(ground=ground)
    return made


@pytest.fixture(scope="module")
def ground_files(tmp_path_factory):
    found = tmp_path_factory.mktemp("ground")
    for name, table in tables().items():
        table.write_parquet(found / f"{name}.parquet")
    pl.DataFrame({"until": [UNTIL]}).write_parquet(found / "until.parquet")
    return found


def started(data, *arguments, **more):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.publisher", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        cwd=paths.ROOT,
        env=os.environ | ALONE | {"EXPLORER_DATA": str(data), "PYTHONPATH": ROADS},
        **more,
    )


@pytest.fixture
def publisher(folder, ground_files):
    process = started(folder, ground_files)
    yield process
    process.stdin.close()
    process.wait(timeout=30)


def order(publisher, text):
    print(text, file=publisher.stdin, flush=True)
    return [int(one) for one in publisher.stdout.readline().split()]


def ended(publisher):
    return [int(one) for one in publisher.stdout.readline().split()]


def published():
    return {
        name.removeprefix("R") for name in pl.read_parquet(current.current() / "trademarks.parquet")["registration_no"]
    }


def logged(action="publish"):
    return [entry for entry in audit_log.entries() if entry.action == action]


def decided():
    """Return what is in force, as the manifest says, after making sure that the log says so too."""
    told = carried.decisions()
    assert releases_decisions.read(audit_log.entries()[-1].decided) == told
    return told


def test_readers_never_notice_that_publishers_are_killed_at_random_moments(folder, publisher):
    chance, reader = random.Random(SEED), started(folder, "read")
    order(publisher, "0")
    assert ended(publisher) == [0]
    lasts = {}
    for first in ("1", f"{DECIDE}1"):
        begun = time.monotonic()
        order(publisher, first)
        assert ended(publisher) == [0]
        lasts[first.startswith(DECIDE)] = time.monotonic() - begun
    killed, number = 0, 1
    while killed < KILLS and number < 3 * KILLS:
        number += 1
        decides = number % 3 == 0
        (child,) = order(publisher, f"{DECIDE}{number}" if decides else number)
        time.sleep(chance.uniform(0, lasts[decides]))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        (status,) = ended(publisher)
        assert status in (0, -signal.SIGKILL)
        killed += status < 0
    order(publisher, "last")
    assert ended(publisher) == [0]
    counted = reader.communicate("stop\n", timeout=60)[0].split(maxsplit=3)
    reads, wrong, seen = int(counted[0]), int(counted[1]), set(counted[2].split(","))
    assert wrong == 0, counted[3:]
    assert killed >= KILLS
    assert reads >= READS
    in_log = {entry.release for entry in audit_log.entries()}
    assert seen <= in_log, "no reader saw a release that was never published"
    assert rubbish(folder) == set()
    assert {path.name for path in (folder / "releases").iterdir()} == in_log, "what was never in use is gone"
    assert "last" in published()
    assert published() == {entry.by.removeprefix("publisher ") for entry in logged()}
    assert (decided().evidence == "office") == bool(len(logged("decide")) % 2), "each decision took the other side"
    for name in kept.names():
        publishing.verify(name)


@pytest.mark.parametrize(("kind", "action"), [("", "publish"), (DECIDE, "decide")])
def test_a_publisher_that_drops_dead_before_any_change_to_the_disk_leaves_all_or_nothing(
    folder, publisher, kind, action
):
    """Each change of putting a release in use, in turn, until one publication lives through all of them."""
    done, undone = [], []
    for step in range(1, 200):
        before, lines = current.in_use(), len(logged(action))
        order(publisher, f"{kind}{step}/{step}")
        (status,) = ended(publisher)
        moved = current.in_use() != before
        manifest.verify(current.current())
        with activate.turn(5):
            pass
        assert current.in_use() == audit_log.entries()[-1].release
        assert len(logged(action)) == lines + moved, "what came in use is in the log, once"
        assert rubbish(folder) == set()
        assert {path.name for path in (folder / "releases").iterdir()} == {one.release for one in audit_log.entries()}
        (done if moved else undone).append(step)
        if status == 0:
            break
        assert status == DEAD
    enough = 3 if kind else 5  # a decision moves no import, and may lead back to a release that is kept
    assert len(undone) > enough
    assert len(done) > enough
    assert max(undone) < min(done), "one change alone decides"
    if kind:
        assert (decided().evidence == "office") == bool(len(done) % 2)
    else:
        assert published() == {str(step) for step in done}


def test_publishers_at_once_take_turns_and_none_is_lost(folder, publisher):
    names = [f"at-once-{number}" for number in range(AT_ONCE)]
    order(publisher, " ".join([*names, f"{DECIDE}1"]))
    assert ended(publisher) == [0] * (AT_ONCE + 1)
    assert published() == set(names)
    assert decided().evidence == "office", "nor is a decision that came between"
    chain = audit_log.entries()
    assert len(chain) == AT_ONCE + 2
    assert [entry.before for entry in chain[1:]] == [entry.release for entry in chain[:-1]]
    assert rubbish(folder) == set()


def test_half_a_line_of_the_log_is_written_anew(folder):
    log = folder / audit_log.LOG
    whole = log.read_bytes()
    entry = audit_log.entries()[-1]
    audit_log.begin(audit_log.Note(entry, release_is_new=False, new_imports=()))
    log.write_bytes(whole + whole[: len(whole) // 2])
    with activate.turn(5):
        pass
    assert log.read_bytes() == whole
    audit_log.begin(audit_log.Note(entry, release_is_new=False, new_imports=()))
    with activate.turn(5):
        pass
    assert log.read_bytes() == whole, "a line that stands already is not written again"


def test_pruning_that_was_interrupted_is_finished(folder):
    ids = [current.in_use()]
    for number in range(3):
        made = publishing.bring([marks((f"R{number}", SHENYANG, day("2024-01-01")))], "li", ground=ground)
        ids.append(made.release)
    entry = audit_log.Entry("prune", "li", ids[-1], removed=(ids[0], ids[1]))
    audit_log.begin(audit_log.Note(entry, release_is_new=False, new_imports=()))
    with activate.turn(5):
        pass
    assert set(kept.names()) == set(ids[2:])
    assert audit_log.entries()[-1] == entry


@pytest.fixture
def small_disk(tmp_path, monkeypatch):
    """A data folder on a disk of its own of 1.5 MB, with the small release in use."""
    disk = tmp_path / "disk"
    disk.mkdir()
    size = "size=1500k"
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", disk], check=False).returncode:
        pytest.skip("only root can mount a small disk")
    monkeypatch.setenv("EXPLORER_DATA", str(disk))
    try:
        publishing.rebuild(ground=ground)
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def refused(brought):
    """Return why a file could not be published; nothing where it was."""
    try:
        publishing.bring([brought], "li", ground=ground)
    except Trouble as trouble:
        return str(trouble)
    return ""


def test_a_full_disk_is_said_in_a_sentence_and_loses_nothing(small_disk):
    """Wherever the disk fills up: the free space is cut down step by step."""
    failed = 0
    for spare in range(0, 900_000, 60_000):
        before, lines = current.in_use(), len(audit_log.entries())
        filler = small_disk / "releases" / "20000101-0123456789"
        with suppress(OSError):
            filler.write_bytes(b"x" * max(0, shutil.disk_usage(small_disk).free - spare))
        trouble = refused(marks((f"R{spare}", SHENYANG, day("2024-01-01"))))
        if trouble:
            assert trouble.startswith("publishing_unwritable")
            assert "No space left" in trouble
            assert current.in_use() == before
            failed += 1
        filler.unlink(missing_ok=True)
        manifest.verify(current.current())
        with activate.turn(5):
            pass
        assert rubbish(small_disk) == set()
        moved = current.in_use() != before
        assert len(audit_log.entries()) == lines + moved
        if moved:
            break
    assert moved, "in the end there is room enough"
    assert failed > 3
    assert manifest.verify(current.current())


def test_a_closed_folder_is_said_in_a_sentence_and_changes_nothing(ground_files, monkeypatch):
    """As nobody, who may read and not write; root is not held up by permissions."""
    with tempfile.TemporaryDirectory() as made:
        data = Path(made) / "data"
        monkeypatch.setenv("EXPLORER_DATA", str(data))
        publishing.rebuild(ground=ground)
        for path in (Path(made), *Path(made).rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        before = {path: path.stat().st_mtime_ns for path in data.rglob("*")}
        if os.geteuid() == 0:
            monkeypatch.setenv("AS_NOBODY", "1")
        process = started(data, ground_files, stderr=subprocess.PIPE)
        order(process, "1")
        assert ended(process) == [1]
        said = process.communicate(timeout=60)[1]
        assert "publishing_account" in said or "Permission denied" in said
        assert "Traceback" not in said
        assert {path: path.stat().st_mtime_ns for path in data.rglob("*")} == before
        manifest.verify(current.current())
        for path in (Path(made), *(found for found in Path(made).rglob("*") if found.is_dir())):
            path.chmod(0o755)


def test_a_read_only_disk_is_said_in_a_sentence(folder):
    if os.geteuid() or subprocess.run(["mount", "--bind", folder, folder], check=False).returncode:
        pytest.skip("only root can mount")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        for attempt in (
            lambda: publishing.bring([marks(("R1", SHENYANG, day("2024-01-01")))], "li", ground=ground),
            lambda: publishing.prepare([marks(("R1", SHENYANG, day("2024-01-01")))], ground=ground),
            lambda: publishing.roll_back("20260930-0000000000", "li"),
            lambda: publishing.prune(3),
        ):
            with pytest.raises(Trouble, match=r"publishing_unwritable.*Read-only"):
                attempt()
        manifest.verify(current.current())
    finally:
        subprocess.run(["umount", folder], check=True)


def test_the_lock_of_a_publisher_that_died_is_free(folder):
    with lock.turn(1):
        pass
    assert (folder / lock.LOCK).exists()
    assert imports.folder().parent == folder
