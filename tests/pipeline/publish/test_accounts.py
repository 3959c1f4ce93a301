"""Whoever publishes, with whatever umask: the server's account reads and writes on, or nothing was changed."""

import os
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

import pytest

from explorer.core import paths
from explorer.pipeline.publish import publishing
from tests.exports.office.office_files import ground
from tests.support.cases import each

pytestmark = [pytest.mark.publishing, pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes others")]
ROOT, SERVICE, THIRD = 0, 54321, 54322
# The environment of the tests may be root's alone: all is loaded before a process becomes another's.
LOAD = """
import os, sys, tempfile
from explorer.pipeline.publish import audit_log, publishing
from explorer.releases import store
from tests.exports.office.office_files import SHENYANG, day, ground, marks
data, account, umask = os.environ["EXPLORER_DATA"], *map(int, sys.argv[2:4])
"""
WARM = """
with tempfile.TemporaryDirectory() as warm:
    os.environ["EXPLORER_DATA"] = warm
    publishing.rebuild(ground=ground)
    publishing.bring([marks(("R0", SHENYANG, day("2024-01-01")))], "li", ground=ground)
    store.edition()
"""
BECOME = """
os.environ["EXPLORER_DATA"] = data
os.setgroups([]), os.setgid(account), os.setuid(account), os.umask(umask)
"""
PUBLISH = (
    LOAD
    + WARM
    + BECOME
    + """
from explorer.core.errors import Trouble
try:
    publishing.bring([marks((sys.argv[1], SHENYANG, day("2024-01-01")))], "li", ground=ground)
except Trouble as trouble:
    sys.exit(str(trouble))
"""
)
READ = (
    LOAD
    + BECOME
    + """
print(store.edition().id, len(audit_log.entries()))
"""
)


def done(code, data, account, mark="R1", umask=0o022):
    return subprocess.run(
        [sys.executable, "-c", code, mark, str(account), str(umask)],
        cwd=paths.ROOT,
        env=os.environ | {"EXPLORER_DATA": str(data), "PYTHONPATH": str(paths.ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def data():
    """A data folder of the service's account that its group may read, with a release in use."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "data"
        Path(made).chmod(0o755)
        folder.mkdir()
        os.chown(folder, SERVICE, SERVICE)
        folder.chmod(0o750)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("EXPLORER_DATA", str(folder))
            publishing.rebuild(ground=ground)
        yield folder
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)


def tree(data):
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(data.rglob("*"))}


@each("account, umask", product((ROOT, SERVICE, THIRD), (0o022, 0o027, 0o077)))
def test_the_servers_account_reads_what_was_published_or_nothing_was_changed(data, account, umask):
    before, was = done(READ, data, SERVICE).stdout.split(), tree(data)
    made = done(PUBLISH, data, account, f"R{account}{umask}", umask=umask)
    assert "Traceback" not in made.stderr
    after = done(READ, data, SERVICE)
    assert after.returncode == 0, after.stderr
    if account == THIRD:
        assert made.returncode == 1
        assert (after.stdout.split(), tree(data)) == (before, was)
    else:
        assert made.returncode == 0, made.stderr
        assert int(after.stdout.split()[1]) == int(before[1]) + 1
    assert {path.stat().st_uid for path in data.rglob("*")} == {SERVICE}
    loose = [path for path in (data / "CURRENT", data / "audit.jsonl") if path.stat().st_mode & 0o777 != 0o640]
    assert not loose, "the folder's mode holds"


def test_the_account_that_may_is_named(data):
    said = done(PUBLISH, data, THIRD, "R1").stderr
    assert said.startswith(f"publishing_account: folder=data, owner={SERVICE}")
