"""Drawing in a process of its own, so that no picture keeps a page waiting: one at a time, politely, and kept.

The process starts with the first picture and is replaced when it dies or takes too long. Whoever finds too many
waiting is told so at once.
"""

import hashlib
import socket
import struct
import subprocess
import sys
import threading
import time
from functools import lru_cache
from typing import Literal

from explorer.core import paths
from explorer.core.byte_cache import ByteCache
from explorer.core.errors import Trouble

Kind = Literal["chart", "png", "pdf"]
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]
FRAME = struct.Struct(">BI")
DRAWN, REFUSED = 1, 0
COMMAND = (sys.executable, "-m", "explorer.exports.images.worker")
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
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

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
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._line = self._process = None

    @property
    def pid(self) -> int | None:
        """The process, where there is one."""
        return None if self._process is None else self._process.pid

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
                done, answer = self._ask(kind, order)
            except TimeoutError:
                # What took too long once would take too long again, and others wait.
                self.close()
                break
            except OSError:
                self.close()
                continue
            if done == REFUSED:
                raise ValueError(answer.decode())
            return answer
        raise Trouble("undrawn")

    def _ask(self, kind: int, order: bytes) -> tuple[int, bytes]:
        """Send an order and return the answer. Raises OSError when the process is gone, TimeoutError when slow."""
        line, until = self._line or self._start(), time.monotonic() + self.seconds
        line.settimeout(self.seconds)
        line.sendall(FRAME.pack(kind, len(order)) + order)
        done, length = FRAME.unpack(_received(line, FRAME.size, until))
        return done, _received(line, length, until)

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 (our own module, started by name)
                self.command, cwd=paths.ROOT, stdin=theirs.fileno(), stdout=subprocess.DEVNULL, start_new_session=True
            )
        self._line = ours
        return ours


def _received(line: socket.socket, length: int, until: float) -> bytes:
    found = bytearray()
    while len(found) < length:
        line.settimeout(max(until - time.monotonic(), 0.001))
        part = line.recv(min(length - len(found), 2**20))
        if not part:
            raise ConnectionResetError
        found += part
    return bytes(found)


@lru_cache(maxsize=1)
def studio() -> Studio:
    """Return the studio that all pictures of this server share."""
    return Studio()
