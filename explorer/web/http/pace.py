"""How fast the messages of one line are taken: a browser waits for an answer, and whoever does not is made to."""

import asyncio
import contextlib
from collections.abc import MutableMapping
from typing import Any

from explorer.web.http.traffic import Receive, Send

PACE = 0.25  # seconds


def paced(receive: Receive, send: Send) -> tuple[Receive, Send]:
    """Return both sides of a line, on which a message passes once the one before is being answered, or after PACE.

    Five lines that sent a thousand messages each without waiting kept everybody else from any answer for half a minute.
    """
    answered = asyncio.Event()
    answered.set()

    async def receiving() -> MutableMapping[str, Any]:
        message = await receive()
        if message["type"] == "websocket.receive":
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(answered.wait(), PACE)
            answered.clear()
        return message

    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "websocket.send":
            answered.set()
        await send(message)

    return receiving, sending
