"""A command of the operator's that is told what happened: on its standard input, for a limited time, and never more."""

import os
import shlex
import shutil
import signal
import subprocess
from contextlib import suppress

from explorer.core.errors import Trouble

PATIENCE = 60.0  # seconds
STANDARD_ERROR = 2


def parts(command: str) -> tuple[str, ...]:
    """Return a command's program and arguments, split as a shell splits them; no shell runs it.

    Raises Trouble for what cannot be read, and for a program that is not there.
    """
    try:
        found = tuple(shlex.split(command))
    except ValueError as fault:
        raise Trouble("hook_unreadable", command=command) from fault
    if not found or shutil.which(found[0]) is None:
        raise Trouble("hook_missing", command=command, program=found[0] if found else "")
    return found


def told(command: tuple[str, ...], content: bytes, patience: float = PATIENCE) -> Trouble | None:
    """Run a command with ``content`` on its standard input, and return what went wrong; None where nothing did.

    What it prints goes to standard error. After ``patience`` seconds it is ended with all that it began.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 (the operator's own command, split without a shell)
            command, stdin=subprocess.PIPE, stdout=STANDARD_ERROR, start_new_session=True
        )
    except OSError as fault:
        return Trouble("hook_not_run", command=shlex.join(command), fault=fault.strerror or fault)
    try:
        process.communicate(content, timeout=patience)
    except BaseException as fault:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if not isinstance(fault, subprocess.TimeoutExpired):
            raise
        return Trouble("hook_too_slow", command=shlex.join(command), seconds=f"{patience:g}")
    if process.returncode:
        return Trouble("hook_failed", command=shlex.join(command), code=process.returncode)
    return None
