"""A module of ours in a process of its own: started by name, spoken to in messages over a socket, ended for good.

The process finds the socket as its standard input. A message is a kind, a header (JSON) and a body (bytes). Its kind
and lengths are checked before a byte of it is read, nothing is ever unpickled, and whoever reads a message checks
what it says.
"""

import contextlib
import json
import math
import os
import select
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from explorer.core import paths

FRAME = struct.Struct(">BIQ")  # kind, bytes of the header, bytes of the body
POLL, SHORTEST = 0.1, 0.001  # seconds
ALONE = 2.0  # seconds that a process goes on after whoever started it is gone
PART = 2**20


class BrokenLineError(ConnectionError):
    """The other side is gone or sends what nobody asked for."""


class StoppedError(Exception):
    """The time is over, or whoever waits was told to stop."""


@dataclass(frozen=True)
class Message:
    """What one side says: its kind, what is said, as JSON has it, and bytes."""

    kind: int
    header: Mapping[str, Any] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Expected:
    """What may come: these kinds, at most so many bytes of header and of body."""

    kinds: Container[int]
    header: int
    body: int


class WorkerProcess:
    """A process and the line to it. It leads its own session; what it prints goes nowhere."""

    def __init__(
        self, command: tuple[str, ...], *, environment: Mapping[str, str] | None = None, quiet: bool = False
    ) -> None:
        """Start ``command`` in ``environment`` (None: ours); ``quiet``: what it complains of goes nowhere either."""
        self.line, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 (our own module, started by name)
                command,
                cwd=paths.ROOT,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL if quiet else None,
                env=environment,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Its number."""
        return self.process.pid

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def end(self) -> None:
        """End it at once and wait until it is gone."""
        self.line.close()
        self.process.kill()
        self.process.wait()


def module(name: str, *arguments: str) -> tuple[str, ...]:
    """Return the command that runs a module of ours."""
    return sys.executable, "-m", name, *arguments


def send(line: socket.socket, message: Message, until: float = math.inf) -> None:
    """Send a message. Raises StoppedError at ``until`` (monotonic), BrokenLineError when the other side is gone."""
    header = json.dumps(message.header, default=str).encode()
    head = FRAME.pack(message.kind, len(header), len(message.body)) + header
    try:
        # Whoever has read all may be gone already: nothing empty is sent after it.
        for part in filter(None, (head, message.body)):
            line.settimeout(_left(until))
            line.sendall(part)
    except TimeoutError as fault:
        raise StoppedError from fault
    except OSError as fault:
        raise BrokenLineError from fault


def receive(
    line: socket.socket, expected: Expected, until: float = math.inf, stopped: Callable[[], bool] | None = None
) -> Message:
    """Return the next message; ``stopped``: looked at all the time.

    Raises StoppedError at ``until`` (monotonic) or when stopped, BrokenLineError when the other side is gone or sends
    anything but what is expected.
    """
    kind, header, body = FRAME.unpack(_bytes(line, FRAME.size, until, stopped))
    if kind not in expected.kinds or header > expected.header or body > expected.body:
        raise BrokenLineError
    try:
        said = json.loads(_bytes(line, header, until, stopped))
    except (ValueError, RecursionError) as fault:
        raise BrokenLineError from fault
    if not isinstance(said, dict):
        raise BrokenLineError
    return Message(kind, said, _bytes(line, body, until, stopped))


def received(line: socket.socket, expected: Expected) -> Iterator[Message]:
    """Yield what is asked of this process until the other side is gone, be it before it has its answer."""
    with contextlib.suppress(BrokenLineError):
        while True:
            yield receive(line, expected)


def line_to_parent() -> socket.socket:
    """Return the line to the process that started this one, and end with that, whatever is being worked at then."""
    line = socket.socket(fileno=os.dup(0))
    # By a copy of its own: whoever reads the line may close it.
    threading.Thread(target=_end_with, args=(line.dup(),), name="end with parent", daemon=True).start()
    return line


def _end_with(line: socket.socket) -> None:
    """Wait until the other side is gone, leave a moment to end in order, and end."""
    hung_up = select.poll()
    hung_up.register(line, 0)  # that it hung up is told always
    hung_up.poll()
    time.sleep(ALONE)
    os._exit(1)


def yield_to_pages(by: int) -> None:
    """Lower this process's priority: whoever opens a page comes first."""
    with contextlib.suppress(OSError):
        os.nice(by)


def _left(until: float) -> float | None:
    return None if until == math.inf else max(until - time.monotonic(), SHORTEST)


def _bytes(line: socket.socket, length: int, until: float, stopped: Callable[[], bool] | None) -> bytes:
    found = bytearray()
    while len(found) < length:
        if time.monotonic() >= until or (stopped and stopped()):
            raise StoppedError
        left = _left(until)
        try:
            line.settimeout(min(POLL, left or POLL) if stopped else left)
            part = line.recv(min(length - len(found), PART))
        except TimeoutError:
            continue
        except OSError as fault:
            raise BrokenLineError from fault
        if not part:
            raise BrokenLineError
        found += part
    return bytes(found)
