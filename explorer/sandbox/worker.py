"""The process that runs a stranger's SQL. pool.py starts it and speaks to it through its standard input, a socket.

It loads what it needs, gives up its rights (confinement.py), locks a release (engine.py), says that it is ready, and
answers one order after another. Whatever goes wrong badly ends it: another one takes its place.
"""

import contextlib
import datetime as dt
import logging
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from explorer.core import worker_process
from explorer.core.errors import Trouble
from explorer.core.worker_process import Message
from explorer.sandbox import gate, isolation, protocol
from explorer.sandbox.engine import Engine

POLITENESS = 10
OVERTIME = 1.0  # seconds after which it ends itself, should nobody have ended it
FRAMES = 6_000  # of Python's own: sqlglot takes some fifteen for a bracket in a bracket
ENGINES = 3  # releases kept open


class Desk:
    """The releases that one worker holds open, and how it answers an order."""

    def __init__(self, releases: Path, seconds: float) -> None:
        """Answer about releases below ``releases``, in ``seconds`` a statement."""
        self.releases, self.seconds = releases, seconds
        self.engines: dict[str, Engine] = {}

    def engine(self, name: str, until: dt.date) -> Engine:
        """Return the locked release of a name."""
        if name not in self.engines:
            if len(self.engines) >= ENGINES:
                self.engines.pop(next(iter(self.engines)))
            self.engines[name] = Engine(self.releases / Path(name).name, until, self.seconds)
        return self.engines[name]

    def answer(self, wish: Mapping[str, Any]) -> Message:
        """Return the answer to one order, be it a fault; ``retire`` in it: this process should not go on."""
        try:
            day, until = (dt.date.fromisoformat(wish[name]) for name in ("day", "until"))
            engine = self.engine(wish["release"], until)
            if wish.get("gate", True):
                rows, tables, more = engine.answer(wish["text"], day)
            else:  # the tests' own door: what holds when nothing is refused
                (rows, more), tables = engine.run(wish["text"], day), ()
            return protocol.said(protocol.ROWS, {"tables": tables, "more": more}, rows)
        except Trouble as trouble:
            bad = trouble.key == "sandbox_memory"
            return protocol.said(protocol.FAULT, {"key": trouble.key, "values": trouble.values, "retire": bad})
        except MemoryError:
            return protocol.said(protocol.FAULT, {"key": "sandbox_memory", "values": {}, "retire": True})
        except Exception:  # noqa: BLE001 (whatever it was, this process is not trusted any more)
            return protocol.said(protocol.FAULT, {"key": "sandbox_crashed", "values": {}, "retire": True})

    def serve(self, line: socket.socket) -> None:
        """Answer orders until the other side is gone."""
        for order in worker_process.received(line, protocol.ORDERS):
            worker_process.send(line, protocol.said(protocol.TAKEN, {}))
            signal.setitimer(signal.ITIMER_REAL, self.seconds + OVERTIME)  # the kernel's own end of a statement
            answer = self.answer(order.header)
            signal.setitimer(signal.ITIMER_REAL, 0)
            worker_process.send(line, answer)


def loaded() -> None:
    """Load everything that would be loaded on the first use: afterwards no file can be opened any more."""
    with duckdb.connect() as connection:
        if (rows := connection.sql("from range(3)")) is not None:
            protocol.said(protocol.ROWS, {}, rows.limit(2).to_arrow_reader(1).read_all())
        gate.admit("from areas select lower(level)", frozenset({"areas"}), connection)


def main(arguments: list[str]) -> int:
    """Serve on standard input. Arguments: the folder of releases, the one in use, its last day, seconds a statement."""
    releases, name, until, seconds = arguments
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(FRAMES)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    worker_process.yield_to_pages(POLITENESS)
    loaded()
    held = isolation.give_up(Path(releases))
    desk = Desk(Path(releases), float(seconds))
    day = dt.date.fromisoformat(until)
    desk.engine(name, day).answer("from areas", day)
    with worker_process.line_to_parent() as line, contextlib.suppress(worker_process.BrokenLineError):
        worker_process.send(line, protocol.said(protocol.READY, held))
        desk.serve(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
