"""Preparing in a process of its own, so that a server goes on answering: asked and answered through pipes.

The process is this module, run by name at a low priority. It reads what is brought from its standard input (a line of
JSON, then the bytes it announces) and answers with a line of JSON for each step and one at the end.
"""

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from typing import IO

import polars as pl

from explorer.core import paths
from explorer.core.errors import Trouble
from explorer.pipeline.build.assemble import Progress
from explorer.pipeline.imports import Brought
from explorer.pipeline.publish import lock, publishing
from explorer.pipeline.publish.publishing import Prepared

COMMAND = (sys.executable, "-m", "explorer.pipeline.publish.background")
POLITE = 10  # how much lower than a page's the priority is


def prepare(
    brought: Sequence[Brought],
    progress: Progress = lambda _: None,
    *,
    wait: float = lock.WAIT,
    command: Sequence[str] = COMMAND,
) -> Prepared:
    """Return what ``publishing.prepare`` returns, made by another process; ``progress`` is told each step.

    Whoever stops waiting ends that process. Raises Trouble as ``publishing.prepare`` does, or when the process dies.
    """
    process = subprocess.Popen(  # noqa: S603 (our own module, started by name)
        command, cwd=paths.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    try:
        with suppress(BrokenPipeError):
            _ask(process, brought, wait)
        return _answer(process, progress)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()


def _ask(process: subprocess.Popen[bytes], brought: Sequence[Brought], wait: float) -> None:
    if process.stdin is None:
        return
    packed = [(_packed(one.rows), one.content) for one in brought]
    told = [
        {
            "table": one.table,
            "file": one.file,
            "mode": one.mode,
            "until": one.until.isoformat() if one.until else None,
            "sizes": [len(part) for part in parts],
        }
        for one, parts in zip(brought, packed, strict=True)
    ]
    process.stdin.write(json.dumps({"wait": wait, "brought": told}).encode() + b"\n")
    for part in (part for parts in packed for part in parts):
        process.stdin.write(part)
    process.stdin.close()


def _answer(process: subprocess.Popen[bytes], progress: Progress) -> Prepared:
    for line in process.stdout or ():
        said = json.loads(line)
        if "step" in said:
            progress(said["step"])
        elif "trouble" in said:
            raise Trouble(said["trouble"], **said["values"])
        else:
            return publishing.prepared(said["token"])
    raise Trouble("preparing_failed")


def _packed(rows: pl.DataFrame) -> bytes:
    written = BytesIO()
    rows.write_ipc(written)
    return written.getvalue()


def _asked(line: IO[bytes]) -> tuple[list[Brought], float]:
    header = json.loads(line.readline())
    brought = []
    for one in header["brought"]:
        rows, content = (line.read(size) for size in one.pop("sizes"))
        until = dt.date.fromisoformat(one.pop("until")) if one["until"] else one.pop("until")
        brought.append(Brought(rows=pl.read_ipc(BytesIO(rows)), content=content, until=until, **one))
    return brought, header["wait"]


def _say(**said: object) -> None:
    print(json.dumps(said, default=str), flush=True)


def main() -> int:
    """Answer one question. Returns 0 when something was prepared, 1 otherwise."""
    os.nice(POLITE)
    brought, wait = _asked(sys.stdin.buffer)
    try:
        made = publishing.prepare(brought, lambda step: _say(step=step), wait=wait)
    except Trouble as trouble:
        _say(trouble=trouble.key, values=trouble.values)
        return 1
    _say(token=made.token)
    return 0


if __name__ == "__main__":
    sys.exit(main())
