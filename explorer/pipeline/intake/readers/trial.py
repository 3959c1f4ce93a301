"""A stranger's workbook or Parquet file, read once by another process before this one reads it.

Their readers are compiled programs: a few bytes set wrong on purpose, or by a bad disk, can end the process that they
run in or take all of its memory. The process that tries a file is this module, kept for the next file; when it ends,
that is one sentence.
"""

import atexit
import contextlib
import hashlib
import resource
import sys
import threading
import time
from collections.abc import Callable
from functools import lru_cache

from explorer.core import worker_process
from explorer.core.errors import Trouble
from explorer.core.worker_process import BrokenLineError, Expected, Message, StoppedError, WorkerProcess
from explorer.pipeline.intake.readers import parquet, xlsx

COMMAND = worker_process.module("explorer.pipeline.intake.readers.trial")
TRY, READ, REFUSED = range(3)
PARQUET, WORKBOOK = "parquet", "workbook"
HEADER = 1 << 16  # bytes
SECONDS, MEMORY = 120.0, 4 << 30
LARGE = 5 << 20  # bytes of a file whose memory is worth giving back
TRIED = 64  # files remembered to be harmless: one is recognised, checked and checked again
MANNERS = 5


class Tester:
    """The one process that tries files, begun with the first of them; one file at a time."""

    def __init__(self, command: tuple[str, ...] = COMMAND, seconds: float = SECONDS) -> None:
        """Try files with ``command``, for so many ``seconds`` each."""
        self.command, self.seconds = command, seconds
        self.lock = threading.Lock()
        self.process: WorkerProcess | None = None

    def __call__(self, content: bytes, file: str, kind: str) -> None:
        """Raise Trouble for a file that ends its reader, takes it too long, or is refused by it."""
        expected = Expected((READ, REFUSED), HEADER, 0)
        with self.lock:
            process = self.process if self.process and self.process.alive else WorkerProcess(self.command, quiet=True)
            self.process = process
            try:
                until = time.monotonic() + self.seconds
                worker_process.send(process.line, Message(TRY, {"file": file, "kind": kind}, content), until)
                said = worker_process.receive(process.line, expected, until)
            except (BrokenLineError, StoppedError) as fault:
                self._end()
                slow = isinstance(fault, StoppedError)
                raise Trouble("intake_reader_slow" if slow else "intake_reader_ended", file=file) from fault
            if len(content) > LARGE:
                self._end()
        if said.kind == REFUSED:
            raise Trouble(said.header["key"], **said.header["values"])

    def end(self) -> None:
        """End the process, if there is one."""
        with self.lock:
            self._end()

    def _end(self) -> None:
        if self.process:
            self.process.end()
        self.process = None


@lru_cache(maxsize=1)
def _tester() -> Tester:
    tester = Tester()
    atexit.register(tester.end)
    return tester


@lru_cache(maxsize=1)
def _harmless() -> dict[bytes, None]:
    return {}


def tried(content: bytes, file: str, kind: str) -> None:
    """Raise Trouble for a file that another process could not read; one that was read is not tried again."""
    known, mark = _harmless(), hashlib.sha256(content).digest()
    if mark in known:
        return
    _tester()(content, file, kind)
    known[mark] = None
    for oldest in list(known)[:-TRIED]:
        known.pop(oldest, None)


def _read(content: bytes, file: str, kind: str) -> None:
    """Read all that a file holds. What only some sheet is refused for is said when that sheet is wanted."""
    for sheet in (parquet if kind == PARQUET else xlsx).sheets(content, file):
        with contextlib.suppress(Trouble):
            sheet.load(1, max(map(len, sheet.head), default=0))


def main(read: Callable[[bytes, str, str], None] = _read) -> int:
    """Try files until whoever asks is gone."""
    worker_process.yield_to_pages(MANNERS)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    with worker_process.line_to_parent() as line, contextlib.suppress(BrokenLineError):
        for asked in worker_process.received(line, Expected((TRY,), HEADER, 1 << 30)):
            try:
                read(asked.body, asked.header["file"], asked.header["kind"])
                answer = Message(READ)
            except Trouble as trouble:
                answer = Message(REFUSED, {"key": trouble.key, "values": trouble.values})
            worker_process.send(line, answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
