"""Whose statement is next: that of the client who has fewest running, then of the one whose turn is longest ago."""

import itertools
from dataclasses import dataclass


@dataclass(frozen=True)
class Ticket:
    """One statement's place: whose it is, and when it came."""

    client: str
    number: int


class Turns:
    """Statements that wait and that run: ``most`` in all, and half of that of one client, so that others find room.

    A client is whatever tells one visitor from another; where nothing does, each statement is a client of its own.
    Not for several threads at once: whoever shares it holds a lock.
    """

    def __init__(self, most: int) -> None:
        """Begin with nobody."""
        self.most, self.of_one = most, max(1, most // 2)
        self.waiting: list[Ticket] = []
        self.running: list[Ticket] = []
        self._numbers, self._begun = itertools.count(), dict[str, int]()

    def enter(self, client: str) -> Ticket | None:
        """Return a place; None where there is no room, or none left for this client."""
        number = next(self._numbers)
        ticket = Ticket(client or f"#{number}", number)
        here = [*self.waiting, *self.running]
        if len(here) >= self.most or _of(ticket.client, here) >= self.of_one:
            return None
        self.waiting.append(ticket)
        return ticket

    def is_next(self, ticket: Ticket) -> bool:
        """Whether the next worker is this one's; it still is for one that runs and lost its worker."""
        return ticket in (min(self.waiting, key=self._before, default=None), *self.running)

    def _before(self, one: Ticket) -> tuple[int, int, int]:
        return _of(one.client, self.running), self._begun.get(one.client, -1), one.number

    def begin(self, ticket: Ticket) -> None:
        """Take it from those that wait to those that run."""
        if ticket in self.waiting:
            self.waiting.remove(ticket)
            self.running.append(ticket)
            self._begun[ticket.client] = next(self._numbers)

    def leave(self, ticket: Ticket) -> None:
        """Forget it, wherever it stood."""
        (self.waiting if ticket in self.waiting else self.running).remove(ticket)
        if not _of(ticket.client, [*self.waiting, *self.running]):
            self._begun.pop(ticket.client, None)


def _of(client: str, tickets: list[Ticket]) -> int:
    return sum(one.client == client for one in tickets)
