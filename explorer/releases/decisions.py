"""What the office decides about all of a release: recorded in it, carried into the next, undone by deciding again."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from explorer.core import clock
from explorer.core.errors import Trouble

EVERYTHING = "all"
EVIDENCE = ("all", "office", "published")


@dataclass(frozen=True)
class Closed:
    """A year whose figures the office has declared settled.

    ``by`` and ``at`` (a moment in UTC, ISO): who did so and when; ``release``: the one that held the figures then.
    """

    year: int
    by: str
    at: str
    release: str

    @property
    def day(self) -> dt.date:
        """Return the day on which it was closed, in China."""
        return dt.datetime.fromisoformat(self.at).astimezone(clock.CHINA).date()


@dataclass(frozen=True)
class Decisions:
    """``simulate``: whether invented rows may stand where nobody brought any, if the profile allows them at all.

    ``evidence``: what is shown where a link does not say. ``closed``: the years that are, in their order.
    """

    simulate: bool = True
    evidence: str = EVERYTHING
    closed: tuple[Closed, ...] = ()

    def closing(self, year: int) -> Closed | None:
        """Return the closing of a year; None where it is open."""
        return next((one for one in self.closed if one.year == year), None)


USUAL = Decisions()


@dataclass(frozen=True)
class Change:
    """What is to be decided otherwise; what is None or empty stays as it is."""

    simulate: bool | None = None
    evidence: str | None = None
    close: int | None = None
    reopen: int | None = None

    @property
    def nothing(self) -> bool:
        """Whether nothing is to be decided."""
        return self == Change()


def changed(before: Decisions, change: Change, closing: Closed | None = None) -> Decisions:
    """Return the decisions with a change made. ``closing``: that of the year to be closed, where one is.

    Raises Trouble for a year that is closed already or is not, and for an evidence that is none.
    """
    if change.evidence not in (None, *EVIDENCE):
        raise Trouble("decision_evidence", asked=change.evidence, allowed=", ".join(EVIDENCE))
    closed = before.closed
    if change.reopen is not None:
        if before.closing(change.reopen) is None:
            raise Trouble("decision_not_closed", year=change.reopen)
        closed = tuple(one for one in closed if one.year != change.reopen)
    if closing is not None:
        if (
            before.closing(closing.year) is not None
        ):  # also where it is to be opened first: that is a decision of its own
            raise Trouble("decision_closed_already", year=closing.year)
        closed = tuple(sorted((*closed, closing), key=lambda one: one.year))
    return replace(
        before,
        simulate=before.simulate if change.simulate is None else change.simulate,
        evidence=change.evidence or before.evidence,
        closed=closed,
    )


def read(fields: Mapping[str, Any]) -> Decisions:
    """Return decisions as ``dataclasses.asdict`` writes them; those of a release that says nothing are the usual.

    Raises TypeError, ValueError or KeyError for what are none.
    """
    told = dict(fields)
    return Decisions(**told | {"closed": tuple(Closed(**one) for one in told.get("closed", ()))})
