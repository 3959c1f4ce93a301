"""What `make serve` begins ends with it, however it ends itself."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.deploy.front import listening, site

pytestmark = pytest.mark.deploy


def descendants(pid):
    """Return every process that one has begun, and those have."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found += [child, *descendants(child)]
    return found


def lives(pid):
    """Whether a process goes on: one that nobody has taken leave of yet has no command line any more."""
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())
    except OSError:
        return False


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=str)
def test_neither_nginx_nor_a_process_nor_its_workers_outlive_whoever_began_them(tmp_path, small_data, how):
    with site(tmp_path, small_data) as made:
        assert made.ask("/chart/overview.png?plan=cn-14fyp").status == 200, "a process that draws is there too"
        begun = descendants(made.process.pid)
        names = [Path(f"/proc/{one}/cmdline").read_text() for one in begun]
        for what, count in (("nginx: worker", 1), ("explorer\0serve", 2), ("images.worker", 1)):
            assert sum(what in one for one in names) >= count, what
        os.kill(made.process.pid, how)
        until = time.monotonic() + 20
        while left := list(filter(lives, begun)):
            assert time.monotonic() < until, [names[begun.index(one)] for one in left]
            time.sleep(0.1)
        assert not any(map(listening, (made.port, *made.ports)))
