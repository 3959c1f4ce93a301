"""What a worker gives up before it sees a stranger's text, so that the operating system stops what the gate did not.

Rights: from root to nobody. Files: nothing may be opened for writing and only releases for reading (Landlock, where
the kernel has it), no file may grow. Memory: a bound. Each is taken where it can be, and what could not be is said.
"""

import contextlib
import ctypes
import os
import pwd
import resource
import struct
from collections.abc import Callable
from pathlib import Path

from explorer.sandbox import limits

CREATE, ADD, RESTRICT = 444, 445, 446  # the three calls of Landlock, the same numbers on every architecture
BENEATH, VERSION = 1, 1
NO_NEW_PRIVILEGES = 38
READ_FILE, READ_FOLDER = 1 << 2, 1 << 3
EVERY_FILE_RIGHT = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
EVERY_RIGHT_NOW, NETWORK = (1 << 16) - 1, 0b11
FILES = 64
# DuckDB asks them for its share of the machine, and ends when it may not.
ASKED = {Path("/proc/self/cgroup"): READ_FILE, Path("/sys/fs/cgroup"): READ_FILE | READ_FOLDER}
ADJUSTED = Path("/proc/self/oom_score_adj")


def give_up(releases: Path) -> dict[str, bool]:
    """Give up what a worker does not need; return which of ``rights``, ``files`` and ``memory`` hold from now on.

    ``releases``: the folder of all releases, the only one that can be read afterwards.
    """
    with contextlib.suppress(OSError):
        ADJUSTED.write_text("1000")  # when the machine runs out of memory, this process goes first
    held = {"memory": _bounded(), "rights": _nobody(releases)}
    return held | {"files": _readers_only(releases)}


def _bounded() -> bool:
    """Bound memory, files and their size; a crash leaves no picture of the memory."""
    try:
        for what, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NOFILE, FILES),
            (resource.RLIMIT_DATA, limits.DATA),
        ):
            resource.setrlimit(what, (most, most))
    except (OSError, ValueError):
        return False
    return True


def _nobody(releases: Path) -> bool:
    """Become nobody where this is root; whoever is not root has no rights to drop, and cannot become root."""
    if os.geteuid() != 0:
        return True
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        return False
    if not _readable_by(nobody.pw_uid, nobody.pw_gid, releases):
        return False  # a release that nobody may read would help nobody: stay, behind Landlock
    try:
        os.setgroups([])
        os.setresgid(nobody.pw_gid, nobody.pw_gid, nobody.pw_gid)
        os.setresuid(nobody.pw_uid, nobody.pw_uid, nobody.pw_uid)
    except OSError:
        return False
    return os.geteuid() != 0


def _readable_by(user: int, group: int, releases: Path) -> bool:
    groups = os.getgroups()
    try:
        os.setgroups([])
        os.setegid(group)
        os.seteuid(user)
        files = list(releases.glob("*/*.parquet"))
        return bool(files) and all(os.access(file, os.R_OK, effective_ids=True) for file in files)
    except OSError:
        return False
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


def _readers_only(releases: Path) -> bool:
    """Let the kernel refuse every file but those of the releases, those too for writing, and every connection."""
    call = ctypes.CDLL(None, use_errno=True).syscall
    version = call(CREATE, None, ctypes.c_size_t(0), VERSION)
    if version < 1:
        return False
    rights = EVERY_FILE_RIGHT.get(version, EVERY_RIGHT_NOW)
    handled = struct.pack("QQ", rights, NETWORK) if version >= 4 else struct.pack("Q", rights)
    rules = call(CREATE, handled, ctypes.c_size_t(len(handled)), 0)
    if rules < 0:
        return False
    try:
        done = all(
            _allow(call, rules, path, rights)
            for path, rights in ({releases: READ_FILE | READ_FOLDER} | ASKED).items()
            if path.exists()
        )
        prctl = ctypes.CDLL(None, use_errno=True).prctl
        return done and prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0 and call(RESTRICT, rules, 0) == 0
    except OSError:
        return False
    finally:
        os.close(rules)


def _allow(call: Callable[..., int], rules: int, path: Path, rights: int) -> bool:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        return call(ADD, rules, BENEATH, struct.pack("=Qi", rights, place), 0) == 0
    finally:
        os.close(place)
