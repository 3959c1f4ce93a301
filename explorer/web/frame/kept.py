"""Pages as they were drawn, for whoever asks for the same: to be sent again, and their beginning for the first HTML."""

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from explorer.core import clock
from explorer.core.byte_cache import ByteCache
from explorer.core.errors import Trouble
from explorer.releases import store

MOST_KEPT = 64 << 20  # bytes
PATIENCE = 30.0  # seconds that a run waits for another that draws the same


@dataclass(frozen=True)
class Kept:
    """A page as it was drawn: what sends it again, its bytes, what its link must carry, what it read of its address.

    ``begins``: the HTML it begins with, all of it where it is nothing else; finished, every text in it escaped.
    """

    again: Callable[[], object]
    size: int
    used: dict[str, str]
    seen: dict[str, Any]
    begins: str = ""

    @cached_property
    def tag(self) -> str:
        """A digest of what it begins with."""
        return hashlib.sha256(self.begins.encode()).hexdigest()


# By everything that what they show depends on.
KEPT: ByteCache[Kept] = ByteCache(MOST_KEPT, lambda kept: kept.size + len(kept.begins))


def key(page: str, asked: Mapping[str, str], language: str, theme: str | None, *, may_ask: bool) -> str:
    """Return everything that a page depends on besides the code; nothing where no release can be read.

    ``language``: what the browser prefers, which counts where the address says none.
    """
    try:
        edition = store.edition()
    except Trouble:
        return ""
    preferred = "" if "lang" in asked else language
    told = edition.id, edition.reread, clock.today().isoformat()
    return repr((page, sorted(asked.items()), preferred, theme, may_ask, *told))


@dataclass
class _Drawing:
    """One run that draws a page: when it has ended, and whether it came to the end."""

    over: threading.Event = field(default_factory=threading.Event)
    whole: bool = False


_DRAWN_NOW: dict[str, _Drawing] = {}
_LOCK = threading.Lock()


@contextmanager
def once(key: str) -> Iterator[Kept | None]:
    """Yield what is kept under a key; None where the caller is to draw it, and to keep it where it can be.

    Of many that ask for the same at once, one draws it and the others wait for it: a whole meeting opens one link.
    What cannot be kept they draw by themselves, and where the one was stopped another takes its place.
    """
    found = KEPT.get(key) if key else None
    if found or not key:
        yield found
        return
    while (going := _joined(key)) is not None:
        ended = going.over.wait(PATIENCE)
        found = KEPT.get(key)
        if found or going.whole or not ended:
            yield found
            return
    mine = _DRAWN_NOW[key]
    try:
        yield KEPT.get(key)  # it may have been kept since
        mine.whole = True
    finally:
        with _LOCK:
            del _DRAWN_NOW[key]
        mine.over.set()


def _joined(key: str) -> _Drawing | None:
    """Return who draws the page now; None where nobody did, and the caller does from now on."""
    with _LOCK:
        if going := _DRAWN_NOW.get(key):
            return going
        _DRAWN_NOW[key] = _Drawing()
        return None
