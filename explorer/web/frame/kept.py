"""Pages as they were drawn, for whoever asks for the same: to be sent again, and their beginning for the first HTML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from explorer.core import clock
from explorer.core.byte_cache import ByteCache
from explorer.core.errors import Trouble
from explorer.releases import store

MOST_KEPT = 64 << 20  # bytes


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
