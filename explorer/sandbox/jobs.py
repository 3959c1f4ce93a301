"""A question being asked in the background, so that the page can say how long and offer to stop; answers are kept.

What is kept is what anybody may see again: an answer depends on its text, the release and the day alone, unless the
text asks for chance or the time. Whoever presses run is answered afresh.
"""

import datetime as dt
import hashlib
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache

from explorer.core.byte_cache import ByteCache
from explorer.core.errors import Trouble
from explorer.releases.store import Edition
from explorer.sandbox import limits, pool
from explorer.sandbox.pool import Answer

KEPT, KEPT_BYTES = 32, 96 * 2**20
SPARE = 4
PASSING = frozenset({"sandbox_busy", "sandbox_unavailable", "sandbox_stopped"})


@dataclass
class Job:
    """One question on its way: what will come of it, and how to stop it."""

    future: "Future[Answer | Trouble]"
    stop: threading.Event = field(default_factory=threading.Event)

    def done(self, seconds: float) -> bool:
        """Wait for so long at most; return whether there is something."""
        try:
            self.future.result(timeout=seconds)
        except TimeoutError:
            return False
        return True


def _bytes(found: Answer | Trouble) -> int:
    return int(found.rows.estimated_size()) if isinstance(found, Answer) else 0


KEEPER: ByteCache[Answer | Trouble] = ByteCache(KEPT_BYTES, _bytes, values=KEPT)


def named(text: str, edition: Edition, day: dt.date) -> str:
    """Return what tells one question from another."""
    return hashlib.sha256(f"{edition.id} {day} {text}".encode(errors="replace")).hexdigest()


def begun(text: str, edition: Edition, day: dt.date, client: str = "") -> Job:
    """Begin to ask, in the background; ``client``: whose question it is, where that is known."""
    stop = threading.Event()
    return Job(_hands().submit(_asked, text, edition, day, stop, client), stop)


def _asked(text: str, edition: Edition, day: dt.date, stop: threading.Event, client: str = "") -> Answer | Trouble:
    try:
        found: Answer | Trouble = pool.shared(edition).ask(text, edition, day, stop.is_set, client=client)
    except Trouble as trouble:
        found = trouble
    if not (isinstance(found, Trouble) and found.key in PASSING):
        KEEPER.put(named(text, edition, day), found)
    return found


@lru_cache(maxsize=1)
def _hands() -> ThreadPoolExecutor:
    """Return the threads that wait for workers: a few more than may wait, so that one too many is told so at once."""
    return ThreadPoolExecutor(limits.WORKERS + limits.WAITING + SPARE, thread_name_prefix="sql")
