"""One publisher at a time: the others wait their turn, but not for ever."""

import fcntl
import os
import pwd
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from explorer.core import disk, paths
from explorer.core.errors import Trouble

LOCK = ".publishing.lock"
WAIT, PAUSE = 300.0, 0.02  # seconds


@contextmanager
def turn(wait: float = WAIT) -> Iterator[None]:
    """Hold the data folder alone, waiting at most ``wait`` seconds for whoever holds it.

    Whatever is made meanwhile has the folder's owner and, whatever the umask, its mode. The system frees the lock of a
    process that dies. Raises Trouble when the wait is over, or before anything is written by an account that is neither
    the folder's owner nor root; and OSError when the folder cannot be written.
    """
    there = disk.folder(paths.data()).stat()
    if os.geteuid() not in (0, there.st_uid):
        raise Trouble("publishing_account", folder=paths.data().name, owner=_name(there.st_uid))
    umask = os.umask(0o777 & ~stat.S_IMODE(there.st_mode))
    try:
        new = not (paths.data() / LOCK).exists()
        handle = os.open(paths.data() / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            if new:
                disk.adopt(paths.data() / LOCK)
            _take(handle, time.monotonic() + wait, wait)
            yield
        finally:
            with suppress(OSError):
                os.close(handle)
    finally:
        os.umask(umask)


def _name(account: int) -> str:
    try:
        return pwd.getpwuid(account).pw_name
    except KeyError:
        return str(account)


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
