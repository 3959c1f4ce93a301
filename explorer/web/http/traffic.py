"""What passes: every request by kind and answer, every run of a page, their seconds, and their lines in the log."""

import logging
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from explorer.core import logs
from explorer.links import pages

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

SLOW, MINUTE = 2.0, 60.0  # seconds
MOST = 1200  # lines of the log a minute
KINDS = {
    "chart": "picture",
    "present": "picture",
    "file": "file",
    "api": "data",
    "s": "preview",
    "frame": "frame",
    "_stcore": "streamlit",
    "static": "streamlit",
    "auth": "login",
    "oauth2callback": "login",
    # Asked all day by balancers and supervisors: counted, and not in the log.
    "livez": "operator",
    "readyz": "operator",
    "metrics": "operator",
}
LOGGED = frozenset({"page", "picture", "file", "data", "preview", "login", "other"})


@dataclass
class Traffic:
    """What has passed since the server began, by kind; ``open``: requests and sessions under way."""

    answered: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    open: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    runs: Counter[str] = field(default_factory=Counter)
    run_seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))


PASSED, RUNS = Traffic(), threading.Lock()


def kind(path: str) -> str:
    """Return what is asked for by its address: a page, a picture, …; another for whatever is none of them."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return KINDS.get(first) or ("page" if first in pages.PAGES or not first else "other")


@contextmanager
def run(page: str) -> Iterator[None]:
    """Count a run of a page, which has a thread of its own, and say so where it was slow."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        took = time.perf_counter() - begun
        with RUNS:
            PASSED.runs[page] += 1
            PASSED.run_seconds[page] += took
        if took > SLOW:
            LINES.event("slow run", level=logging.WARNING, page=page, seconds=round(took, 3))


class Counted:
    """Counts what passes. The first of all: what the others refuse is counted too."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass, and count."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        session = scope["type"] == "websocket"
        what, begun, status = "session" if session else kind(scope["path"]), time.perf_counter(), 0

        async def sending(message: MutableMapping[str, Any]) -> None:
            nonlocal status
            if not status and "status" in message:
                status = message["status"]
            await send(message)

        PASSED.open[what] += 1
        try:
            await self.app(scope, receive, sending)
        finally:
            PASSED.open[what] -= 1
            took = time.perf_counter() - begun
            if not session:
                PASSED.answered[what, status] += 1
                PASSED.seconds[what] += took
            if what in LOGGED:
                _log(what, scope, status, took)


def _log(what: str, scope: Scope, status: int, took: float) -> None:
    """Log a request by its kind: an address could hold what somebody typed."""
    level = logging.WARNING if took > SLOW or status >= 500 or not status else logging.INFO
    LINES.event("request", level=level, kind=what, method=scope["method"], status=status, seconds=round(took, 3))


class Lines:
    """Logs at most so many events a minute, and in the next one how many were left out: a flood fills no disk."""

    def __init__(self, most: int) -> None:
        self.most, self.since, self.logged, self.left_out = most, time.monotonic(), 0, Counter[str]()

    def event(self, name: str, *, level: int = logging.INFO, **values: object) -> None:
        """Log an event, or count it."""
        if time.monotonic() - self.since > MINUTE:
            for left, count in self.left_out.items():
                logs.event("left out of the log", level=logging.WARNING, what=left, count=count)
            self.since, self.logged = time.monotonic(), 0
            self.left_out.clear()
        if self.logged >= self.most:
            self.left_out[name] += 1
            return
        self.logged += 1
        logs.event(name, level=level, **values)


LINES = Lines(MOST)
