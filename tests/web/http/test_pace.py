"""The messages of a line: one at once, the next with the answer, or after a moment."""

import asyncio
import time

from explorer.web.http import pace

ASKED, TOLD = {"type": "websocket.receive", "bytes": b""}, {"type": "websocket.send", "bytes": b""}


def seconds(*kinds, answer):
    """Return when each message was let through; ``answer``: whether each is answered at once."""

    async def run():
        waiting, sent, moments, began = list(kinds), [], [], time.monotonic()

        async def receive():
            return {"type": waiting.pop(0)}

        async def send(message):
            sent.append(message)

        receiving, sending = pace.paced(receive, send)
        while waiting:
            await receiving()
            moments.append(time.monotonic() - began)
            if answer:
                await sending(TOLD)
        assert len(sent) == (len(kinds) if answer else 0)
        return moments

    return asyncio.run(run())


def test_whoever_waits_for_answers_is_never_held_up():
    assert max(seconds(*["websocket.receive"] * 50, answer=True)) < pace.PACE


def test_whoever_does_not_wait_is_made_to():
    first, second, third = seconds(*["websocket.receive"] * 3, answer=False)
    assert first < pace.PACE <= second
    assert third >= 2 * pace.PACE


def test_opening_and_closing_pass_at_once():
    assert max(seconds("websocket.connect", "websocket.receive", "websocket.disconnect", answer=False)) < pace.PACE
