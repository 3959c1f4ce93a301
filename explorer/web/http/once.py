"""Answers that are made once: whoever asks for the same while it is made waits for it, and it is kept for the next."""

import asyncio
import hashlib
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Generic, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from explorer.core.byte_cache import ByteCache
from explorer.core.errors import Trouble
from explorer.releases import store
from explorer.sandbox.fair_queue import Turns
from explorer.web.http import responses

Value = TypeVar("Value")
MANY = 2**31  # how many may wait is for the rooms before it to say


class InTurn:
    """One at a time, and the next is whose turn is longest ago: nobody waits behind all that another asked for."""

    def __init__(self) -> None:
        self.turns, self.changed = Turns(MANY), threading.Condition()

    def make(self, make: Callable[[], Value], client: str = "") -> Value:
        """Return what ``make`` makes, when it is this client's turn; without a name everybody is one of his own."""
        with self.changed:
            if (ticket := self.turns.enter(client)) is None:
                raise Trouble("busy")
            self.changed.wait_for(lambda: not self.turns.running and self.turns.is_next(ticket))
            self.turns.begin(ticket)
        try:
            return make()
        finally:
            with self.changed:
                self.turns.leave(ticket)
                self.changed.notify_all()


# What is made for long in this process, beside the pages, so that a click beside it finds its turn; and what the
# drawing process makes.
WORK, DRAWING = InTurn(), InTurn()


class Once(Generic[Value]):
    """Values by what was asked, at most so many bytes of them; what could not be made is made anew for the next."""

    def __init__(self, most: int, size_of: Callable[[Value], int]) -> None:
        """Keep at most ``most`` bytes, as ``size_of`` counts them."""
        self.kept = ByteCache(most, size_of)
        self.making: dict[str, asyncio.Task[Value]] = {}

    async def get(self, key: str, make: Callable[[], Awaitable[Value]]) -> Value:
        """Return what is kept under a key, or what ``make`` makes of it, once for all who ask meanwhile.

        Whoever goes away before it is made leaves the others waiting for it. Raises what ``make`` raises.
        """
        if (found := self.kept.get(key)) is not None:
            return found
        if key not in self.making:
            self.making[key] = asyncio.ensure_future(self._made(key, make))
        return await asyncio.shield(self.making[key])

    async def _made(self, key: str, make: Callable[[], Awaitable[Value]]) -> Value:
        try:
            made = await make()
            self.kept.put(key, made)
            return made
        finally:
            del self.making[key]


def key(request: Request, *more: str) -> str:
    """Return what an answer depends on besides ``more``: address, parameters, where the site answers, the release.

    In whatever order the parameters stand, the answer is one: none may tell in which order it was asked.
    Where the release in use is missing or damaged, nothing that was made of it is served: making says what is wrong.
    """
    query, release = sorted(responses.pairs(request)), ""
    with suppress(Trouble):
        release = store.edition().id
    return "\0".join([request.url.path, repr(query), responses.at(request), release, *more])


def tag(content: bytes, kind: str = "") -> str:
    """Return the ETag of an answer: a digest of its bytes."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}{kind}"'


def unchanged(request: Request, etag: str, headers: Mapping[str, str]) -> Response | None:
    """Return the answer to whoever has these very bytes already; None to anybody else."""
    asked = request.headers.get("if-none-match", "")
    return Response(status_code=304, headers=headers) if etag in asked else None
