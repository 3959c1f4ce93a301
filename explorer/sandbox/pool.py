"""The workers that wait for statements: a few warm processes, a short queue, and another one for each that ends.

A statement that a process has taken is not tried again: what ended one would end the next.
"""

import atexit
import contextlib
import datetime as dt
import logging
import os
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from explorer.core import disk
from explorer.core.errors import Trouble
from explorer.core.worker_process import BrokenLineError, Message, StoppedError, WorkerProcess, module, receive, send
from explorer.releases.store import Edition
from explorer.sandbox import limits, messages, protocol
from explorer.sandbox.fair_queue import Ticket, Turns

LOG = logging.getLogger("explorer.sandbox")
WORDED = """
    empty too_long too_complex several pivot pivot_many explain not_a_question unread count backtick full_width limit
    syntax construct table table_close function function_close type column no_column text refused memory stopped
    too_wide too_large too_slow crashed unreadable
"""
SAID = messages.KEYS | {f"sandbox_{key}" for key in WORDED.split()}
ATTEMPTS, POLL = 3, 0.1
LASTING = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TZ")  # of our environment


@dataclass(frozen=True)
class Answer:
    """What a statement gave: rows, the tables it read, whether there were more rows, and how long it took."""

    rows: pl.DataFrame
    tables: tuple[str, ...]
    more: bool
    seconds: float


class Worker(WorkerProcess):
    """One process and the line to it."""

    def __init__(self, edition: Edition, seconds: float) -> None:
        """Start a process beside ``edition``; see ``ready``."""
        folder = edition.folder.resolve()
        super().__init__(
            module("explorer.sandbox.worker", str(folder.parent), folder.name, edition.until.isoformat(), str(seconds)),
            environment={name: os.environ[name] for name in LASTING if name in os.environ},
            quiet=True,
        )

    def ready(self) -> dict[str, bool]:
        """Wait until it has locked itself in; return what holds. Raises BrokenLineError or StoppedError."""
        said = receive(self.line, protocol.ANSWERS, time.monotonic() + limits.STARTING)
        if said.kind != protocol.READY:
            raise BrokenLineError
        return dict(said.header)

    @property
    def size(self) -> int:
        """Bytes of memory it has; 0 where the system does not say."""
        try:
            pages = int(Path(f"/proc/{self.pid}/statm").read_text("ascii").split()[1])
        except (OSError, ValueError, IndexError):
            return 0
        return pages * os.sysconf("SC_PAGE_SIZE")

    @property
    def fresh(self) -> bool:
        """Whether it lives and has not grown beyond what one may keep."""
        return self.alive and self.size < limits.RESIDENT


class Pool:
    """Workers for statements on the releases beside ``edition``, at most so many at a time."""

    def __init__(
        self,
        edition: Edition,
        *,
        size: int = limits.WORKERS,
        seconds: float = limits.SECONDS,
        waiting: int = limits.WAITING,
        patience: float = limits.PATIENCE,
        renewed: bool = True,
    ) -> None:
        """Start ``size`` processes; ``seconds`` a statement, ``waiting`` statements wait for ``patience`` seconds.

        ``renewed``: whether another process takes the place of one that ended.
        """
        self.edition, self.seconds, self.waiting, self.patience = edition, seconds, waiting, patience
        self.held: dict[str, bool] = {}
        self._free: queue.SimpleQueue[Worker | None] = queue.SimpleQueue()
        self._all: set[Worker] = set()
        self._lock, self._turns, self._closed = threading.Lock(), Turns(size + waiting), False
        self.renewed = True
        for _ in range(size):
            self._replace()
        self.renewed = renewed

    def ask(
        self,
        text: str,
        edition: Edition,
        day: dt.date,
        stopped: Callable[[], bool] = lambda: False,
        *,
        client: str = "",
        gate: bool = True,
    ) -> Answer:
        """Return the answer to one statement on the tables of ``edition`` as of ``day``.

        ``stopped``: looked at all the time; once true, the statement ends. ``client``: whose it is, where that is
        known; no client keeps others from their turn. Raises Trouble with one of SAID, and when too many wait or no
        process can be started.
        """
        wish = {"text": text, "release": edition.folder.name, "day": day.isoformat(), "gate": gate}
        if len(text.encode(errors="replace")) > limits.TEXT:
            raise Trouble("sandbox_too_long", most=limits.TEXT)
        with self._lock:
            if (ticket := self._turns.enter(client)) is None:
                raise Trouble("sandbox_busy")
        try:
            order = Message(protocol.ORDER, wish | {"until": edition.until.isoformat()})
            while True:
                worker = self._worker(ticket, stopped)
                if self._handed(worker, order):
                    return self._answer(worker, stopped)
        finally:
            with self._lock:
                self._turns.leave(ticket)

    def close(self) -> None:
        """End all processes."""
        self._closed = True
        for worker in list(self._all):
            worker.end()

    def _worker(self, ticket: Ticket, stopped: Callable[[], bool]) -> Worker:
        """Return a worker when it is this one's turn and one is free."""
        until = time.monotonic() + self.patience
        while time.monotonic() < until and not stopped():
            with self._lock:
                next_one = self._turns.is_next(ticket)
            if not next_one:
                time.sleep(POLL / 2)
                continue
            with contextlib.suppress(queue.Empty):
                worker = self._free.get(timeout=POLL)
                if worker is None:  # one could not be started: whoever waited for it is told, and it is tried again
                    self._replace()
                    raise Trouble("sandbox_unavailable")
                if worker.fresh:
                    with self._lock:
                        self._turns.begin(ticket)
                    return worker
                self._discard(worker)
        raise Trouble("sandbox_stopped" if stopped() else "sandbox_busy")

    def _handed(self, worker: Worker, order: Message) -> bool:
        """Whether a worker has taken an order; one that died while it was idle has not, and another one is asked."""
        try:
            send(worker.line, order, time.monotonic() + self.seconds)
            if receive(worker.line, protocol.ANSWERS, time.monotonic() + self.seconds).kind == protocol.TAKEN:
                return True
        except (BrokenLineError, StoppedError):
            pass
        self._discard(worker)
        return False

    def _answer(self, worker: Worker, stopped: Callable[[], bool]) -> Answer:
        began, sound = time.monotonic(), False
        try:
            said = receive(
                worker.line,
                protocol.ANSWERS,
                began + self.seconds,
                lambda: stopped() or worker.size > limits.MOST,
            )
            answer = _read(said, time.monotonic() - began)
            sound = not said.header.get("retire")
        except StoppedError as fault:
            slow = time.monotonic() - began >= self.seconds
            key = "sandbox_stopped" if stopped() else "sandbox_too_slow" if slow else "sandbox_memory"
            raise Trouble(key, seconds=f"{self.seconds:g}") from fault
        except BrokenLineError as fault:
            raise Trouble("sandbox_crashed") from fault
        finally:
            self._give_back(worker, sound)
        if isinstance(answer, Trouble):
            raise answer
        return answer

    def _give_back(self, worker: Worker, sound: bool) -> None:
        if sound and worker.fresh:
            self._free.put(worker)
        else:
            self._discard(worker)

    def _discard(self, worker: Worker) -> None:
        worker.end()
        self._all.discard(worker)
        self._replace()

    def _replace(self) -> None:
        if not self._closed and self.renewed:
            threading.Thread(target=self._start, daemon=True).start()

    def _start(self) -> None:
        """Put another worker to the free ones; None where none can be started, for whoever waits for it."""
        for _ in range(ATTEMPTS):
            if (worker := self._started()) or self._closed:
                break
        if worker is None and not self._closed:
            LOG.warning("a worker for SQL could not be started")
        self._free.put(worker)

    def _started(self) -> Worker | None:
        worker = None
        try:
            worker = Worker(self.edition, self.seconds)
            self._all.add(worker)
            held = worker.ready()
        except (OSError, StoppedError):
            if worker:
                worker.end()
                self._all.discard(worker)
            return None
        if not self.held and not all(held.values()):
            LOG.warning(
                "workers for SQL could not give up: %s", ", ".join(name for name, has in held.items() if not has)
            )
        self.held = held
        return worker


def _read(said: Message, seconds: float) -> Answer | Trouble:
    """Return what a worker said as a value of ours; nothing of it is taken on trust."""
    if said.kind == protocol.ROWS:
        tables, more = said.header.get("tables"), said.header.get("more")
        if not isinstance(tables, list) or not all(isinstance(name, str) for name in tables):
            raise BrokenLineError
        found = protocol.table(said.body)
        if len(set(found.schema.names)) != found.num_columns:
            raise BrokenLineError
        rows = pl.from_arrow(found)
        return Answer(pl.DataFrame(rows), tuple(tables), bool(more), seconds)
    key, values = said.header.get("key"), said.header.get("values")
    if said.kind != protocol.FAULT or key not in SAID or not isinstance(values, dict):
        raise BrokenLineError
    return Trouble(str(key), **{str(name): value for name, value in values.items() if isinstance(value, (str, int))})


def shared(edition: Edition) -> Pool:
    """Return the pool that all visitors share; one for all releases that are kept beside ``edition``."""
    releases = edition.folder.parent.resolve()
    with _LOCK:
        if releases not in _POOLS:
            for pool in _POOLS.values():
                pool.close()
            _POOLS.clear()
            for manifest in releases.glob("[!.]*/manifest.json"):
                with contextlib.suppress(OSError):
                    disk.seal(manifest.parent)  # those built before releases were sealed
            _POOLS[releases] = Pool(edition)
            atexit.register(_POOLS[releases].close)
        return _POOLS[releases]


_POOLS: dict[Path, Pool] = {}
_LOCK = threading.Lock()
