"""Preparing in a process of its own, so that a server goes on answering.

The process is this module, run by name at a low priority. It is told what is brought, then file by file its rows and
its bytes; it answers with a message for each step and one at the end.
"""

import datetime as dt
import socket
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from io import BytesIO
from typing import Any

import polars as pl

from explorer.core import worker_process
from explorer.core.errors import Trouble
from explorer.core.worker_process import BrokenLineError, Expected, Message, WorkerProcess, receive, send
from explorer.pipeline.build.assemble import Progress
from explorer.pipeline.imports import Brought
from explorer.pipeline.publish import lock, publishing
from explorer.pipeline.publish.prepared import Prepared
from explorer.releases.decisions import Change

COMMAND = worker_process.module("explorer.pipeline.publish.background")
POLITENESS = 10
ORDER, PART, STEP, TROUBLE, PREPARED = range(5)
HEADER = 2**20  # bytes
ORDERS, PARTS = Expected((ORDER,), HEADER, 0), Expected((PART,), 2, 2**32)
ANSWERS = Expected((STEP, TROUBLE, PREPARED), HEADER, 0)


def prepare(
    brought: Sequence[Brought],
    progress: Progress = lambda _: None,
    *,
    change: Change = publishing.NO_CHANGE,
    by: str = "",
    wait: float = lock.WAIT,
    command: tuple[str, ...] = COMMAND,
) -> Prepared:
    """Return what ``publishing.prepare`` returns, made by another process; ``progress`` is told each step.

    Whoever stops waiting ends that process. Raises Trouble as ``publishing.prepare`` does, or when the process dies.
    """
    worker = WorkerProcess(command)
    try:
        # One that dies before it was told all may have said why.
        with suppress(BrokenLineError):
            _ask(worker.line, brought, {"wait": wait, "change": asdict(change), "by": by})
        return _answer(worker.line, progress)
    finally:
        worker.end()


def _ask(line: socket.socket, brought: Sequence[Brought], more: Mapping[str, Any]) -> None:
    told = [
        {
            "table": one.table,
            "file": one.file,
            "mode": one.mode,
            "until": one.until.isoformat() if one.until else None,
            "cities": one.cities,
        }
        for one in brought
    ]
    send(line, Message(ORDER, {"brought": told, **more}))
    for one in brought:
        send(line, Message(PART, body=_packed(one.rows)))
        send(line, Message(PART, body=one.content))


def _answer(line: socket.socket, progress: Progress) -> Prepared:
    while True:
        try:
            said = receive(line, ANSWERS)
        except BrokenLineError as fault:
            raise Trouble("preparing_failed") from fault
        if said.kind == STEP:
            progress(said.header["step"])
        elif said.kind == TROUBLE:
            raise Trouble(said.header["key"], **said.header["values"])
        else:
            return publishing.prepared(said.header["token"])


def _packed(rows: pl.DataFrame) -> bytes:
    written = BytesIO()
    rows.write_ipc(written)
    return written.getvalue()


def _asked(line: socket.socket) -> tuple[list[Brought], dict[str, Any]]:
    order = receive(line, ORDERS).header
    brought = []
    for one in order["brought"]:
        rows, content = (receive(line, PARTS).body for _ in range(2))
        until = dt.date.fromisoformat(one["until"]) if one["until"] else None
        parts = {"rows": pl.read_ipc(BytesIO(rows)), "content": content}
        brought.append(Brought(**one | parts | {"until": until, "cities": tuple(one["cities"])}))
    return brought, {"wait": order["wait"], "change": Change(**order["change"]), "by": order["by"]}


def main() -> int:
    """Answer one question. Returns 0 when something was prepared, 1 otherwise."""
    worker_process.yield_to_pages(POLITENESS)
    with worker_process.line_to_parent() as line:
        brought, more = _asked(line)
        try:
            made = publishing.prepare(brought, lambda step: send(line, Message(STEP, {"step": step})), **more)
        except Trouble as trouble:
            send(line, Message(TROUBLE, {"key": trouble.key, "values": trouble.values}))
            return 1
        send(line, Message(PREPARED, {"token": made.token}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
