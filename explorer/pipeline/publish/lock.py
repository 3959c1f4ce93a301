"""One publisher at a time: the others wait their turn, but not for ever."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from explorer.core import paths
from explorer.core.errors import Trouble

LOCK = ".publishing.lock"
WAIT, PAUSE = 300.0, 0.02  # seconds


@contextmanager
def turn(wait: float = WAIT) -> Iterator[None]:
    """Hold the data folder alone, waiting at most ``wait`` seconds for whoever holds it.

    The system frees the lock of a process that dies. Raises Trouble when the wait is over and OSError when the folder
    cannot be written.
    """
    paths.data().mkdir(parents=True, exist_ok=True)
    handle = os.open(paths.data() / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(handle, time.monotonic() + wait, wait)
        yield
    finally:
        with suppress(OSError):
            os.close(handle)


def _take(handle: int, until: float, wait: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise Trouble("publishing_busy", seconds=round(wait)) from None
            time.sleep(PAUSE)
        else:
            return
