"""Drawing in a process of its own, so that no picture keeps a page waiting: one at a time, politely, and kept.

The process starts with the first picture and is replaced when it dies or takes too long. Whoever finds too many
waiting is told so at once.
"""

import hashlib
import threading
import time
from functools import lru_cache
from typing import Literal

from explorer.core import worker_process
from explorer.core.byte_cache import ByteCache
from explorer.core.errors import Trouble
from explorer.core.worker_process import Expected, Message, StoppedError, WorkerProcess

Kind = Literal["chart", "png", "pdf"]
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]
LONGEST = 2**28  # bytes of an order, and of what is drawn from it
DRAWN, REFUSED = 1, 0
ORDERS, ANSWERS = Expected(range(len(KINDS)), 2, LONGEST), Expected((DRAWN, REFUSED), 2, LONGEST)
COMMAND = worker_process.module("explorer.exports.images.worker")
SECONDS, WAITING, KEPT = 30.0, 32, 64 * 2**20
ATTEMPTS = 2


class Studio:
    """One drawing process, whoever waits for it, and what it has drawn."""

    def __init__(
        self,
        command: tuple[str, ...] = COMMAND,
        *,
        seconds: float = SECONDS,
        waiting: int = WAITING,
        kept: int = KEPT,
    ) -> None:
        """Draw with ``command``: ``seconds`` a picture at most, ``waiting`` orders and ``kept`` bytes at most."""
        self.command, self.seconds, self.waiting = command, seconds, waiting
        self.kept: ByteCache[bytes] = ByteCache(kept, len)
        self._turn, self._count = threading.Lock(), threading.Lock()
        self._orders = 0
        self._worker: WorkerProcess | None = None

    def draw(self, kind: Kind, order: str) -> bytes:
        """Return what is drawn from an order: a chart's spec with its data as JSON, or the SVG of a whole picture.

        Raises Trouble when too many wait (busy) or when the process fails twice (undrawn), ValueError for an order
        that cannot be drawn.
        """
        text = order.encode()
        key = f"{kind}:{hashlib.sha256(text).hexdigest()}"
        kept = self.kept.get(key)
        return self._in_turn(KINDS.index(kind), text, key) if kept is None else kept

    def close(self) -> None:
        """Let the process go; the next order starts another."""
        if self._worker is not None:
            self._worker.end()
        self._worker = None

    @property
    def pid(self) -> int | None:
        """The process, where there is one."""
        return None if self._worker is None else self._worker.pid

    def _in_turn(self, kind: int, order: bytes, key: str) -> bytes:
        with self._count:
            if self._orders > self.waiting:
                raise Trouble("busy")
            self._orders += 1
        try:
            with self._turn:
                # Somebody who asked for the same may have been first.
                drawn = self.kept.get(key)
                if drawn is None:
                    drawn = self._drawn(kind, order)
                    self.kept.put(key, drawn)
                return drawn
        finally:
            with self._count:
                self._orders -= 1

    def _drawn(self, kind: int, order: bytes) -> bytes:
        for _ in range(ATTEMPTS):
            try:
                answer = self._ask(Message(kind, body=order))
            except StoppedError:
                # What took too long once would take too long again, and others wait.
                self.close()
                break
            except OSError:  # it is gone
                self.close()
                continue
            if answer.kind == REFUSED:
                raise ValueError(answer.body.decode())
            return answer.body
        raise Trouble("undrawn")

    def _ask(self, order: Message) -> Message:
        """Send an order and return the answer. Raises OSError when the process is gone, StoppedError when slow."""
        if self._worker is None:
            self._worker = WorkerProcess(self.command)
        until = time.monotonic() + self.seconds
        worker_process.send(self._worker.line, order, until)
        return worker_process.receive(self._worker.line, ANSWERS, until)


@lru_cache(maxsize=1)
def studio() -> Studio:
    """Return the studio that all pictures of this server share."""
    return Studio()
