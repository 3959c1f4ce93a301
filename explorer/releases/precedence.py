"""Which of several values of one figure stands, and why each of the others does not: the rules of a figure's life.

A figure is an indicator in an area at a period. What stands depends on the states, the authority, the days the values
became known and the order of the log, and on nothing else: not on names, digests or the order of rows. Pure.
"""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

State = Literal["final", "preliminary", "withdrawn", "undetermined"]
Basis = Literal["stated", "summed", "counted"]
Reason = Literal[
    "withdrawn",
    "corrected",
    "known_earlier",
    "undated",
    "preliminary",
    "month",
    "below_office",
    "less_reliable",
    "alike",
    "no_value",
    "summed",
    "counted",
    "not_determined",
    "simulated",
]
YEARLY_FIRST = {"A": 0, "Q": 1, "M": 2, "D": 3}
RELIABLE_FIRST = {"A": 1, "B": 2, "C": 3}
OFFICE, UNRATED = 0, 4
GIVEN, UNDETERMINED, SUMMED, COUNTED, SIMULATED = range(5)
NEVER = dt.date.min
SAME, DECIMALS = 1e-12, 1e-9  # of a value, and in its unit


@dataclass(frozen=True)
class Value:
    """What one source says of a figure. ``value`` is None where it is withdrawn or not determined.

    ``state``, ``order`` and ``dated`` are of the office's: ``order`` is the place of its import in the log, ``dated``
    whether its file said since when it is known (else ``known_on`` is the day it was brought). ``basis``: stated by
    its source, summed over the cities' stated values, or counted from a register.
    """

    value: float | None
    evidence: str
    source: str = ""
    known_on: dt.date | None = None
    reliability: str | None = None
    frequency: str | None = None
    state: State = "final"
    basis: Basis = "stated"
    dated: bool = True
    order: int = 0
    note: str | None = None

    @property
    def stated_here(self) -> bool:
        """Whether the office itself stated it, or took back what it had stated."""
        return self.evidence == "office" and self.basis == "stated"


@dataclass(frozen=True)
class Other:
    """A value that does not stand, and why. ``note``: what was said when it was withdrawn."""

    value: Value
    reason: Reason
    note: str | None = None


@dataclass(frozen=True)
class Decision:
    """The value that stands (None: none is left; without a value: the office wrote that it is not determined yet)."""

    stands: Value | None
    others: tuple[Other, ...] = ()


@dataclass(frozen=True)
class _Entry:
    """A value of the office and the day that it counts from among the office's own, NEVER where nobody said one."""

    value: Value
    since: dt.date


@dataclass
class _Life:
    """What the office has said of a figure so far, in the order of the log."""

    live: list[_Entry] = field(default_factory=list)
    withdrawn: list[Other] = field(default_factory=list)

    def best(self, state: str | None = None) -> _Entry | None:
        """Return what stands among the office's own: final before preliminary, the later known, the later brought."""
        among = [(place, one) for place, one in enumerate(self.live) if state in (None, one.value.state)]
        return max(among, key=lambda one: (_rank(one[1].value), one[1].since, one[0]))[1] if among else None

    def hear(self, said: Value) -> None:
        """Take in the next of the office's rows: a value, that it is not determined, or that what stood is taken back.

        A row without a day takes the place of what stood when it came, and no more: it never hides a later one that
        is truly dated. A table that came twice says a value once: where the one below what is taken back says the
        same, it goes too.
        """
        if said.state == "withdrawn":
            gone = top = self.best()
            while gone and top and _repeats(top.value, gone.value):
                self.live.remove(top)
                self.withdrawn.append(Other(top.value, "withdrawn", said.note))
                top = self.best()
            return
        before = self.best(said.state)
        since = said.known_on if said.dated else before.since if before else None
        self.live.append(_Entry(said, since or NEVER))


def same(one: float | None, other: float | None) -> bool:
    """Whether two values are one: a spreadsheet keeps fifteen digits, and is read to nine decimals."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=SAME, abs_tol=DECIMALS)


def _repeats(one: Value, other: Value) -> bool:
    return one.state == other.state and same(one.value, other.value)


def _rank(value: Value) -> int:
    return {"final": 2, "preliminary": 1}.get(value.state, 0)


def decide(values: Iterable[Value]) -> Decision:
    """Return which of the values stands and why the others do not, in the order in which they would stand.

    Order of authority: what the office states (final before preliminary, then the later known, then the later brought),
    published A, published B, C, that the office wrote "not determined", the sum of the cities, a count of a register,
    simulated. A year's figure stands before a month's of the same day, whoever states it.
    """
    told = list(values)
    since, others = _offices([one for one in told if one.stated_here])
    entries = [*since, *(_Entry(one, one.known_on or NEVER) for one in told if not one.stated_here)]
    # The places of the office's own are those of its life; two of others that are alike go by the smaller value.
    places = {id(one): place for place, one in enumerate(since)}
    ranked = sorted(entries, key=lambda one: (*_authority(one), -places.get(id(one), 0), one.value.value or 0.0))
    if not ranked:
        return Decision(None, tuple(others))
    first = ranked[0]
    beaten = [Other(one.value, _reason(first, one)) for one in ranked[1:]]
    return Decision(first.value, (*beaten, *others))


def stated(values: Iterable[Value]) -> Value | None:
    """Return what stands of what the office itself states, None where that is nothing or has no value."""
    stands = decide(one for one in values if one.stated_here).stands
    return stands if stands and stands.value is not None else None


def summed(parts: Sequence[Value | None]) -> Value | None:
    """Return the sum of what the office states of each part, marked as such; None where one of them is not stated.

    It is known since the last of them was, and preliminary where one of them is.
    """
    known = [one for one in parts if one is not None and one.value is not None]
    if not known or len(known) < len(parts):
        return None
    days = [one.known_on for one in known]
    sources = [one.source for one in sorted(known, key=lambda one: one.order)]
    return Value(
        sum(one.value for one in known if one.value is not None),
        "office",
        ";".join(dict.fromkeys(sources)),
        None if None in days else max(day for day in days if day),
        frequency=known[0].frequency,
        state="preliminary" if any(one.state == "preliminary" for one in known) else "final",
        basis="summed",
        order=max(one.order for one in known),
    )


def differing(stands: float | None, basis: str, others: Iterable[tuple[str, float]], digits: int) -> dict[str, float]:
    """Return what a figure is by each basis where that differs by more than rounding; nothing where all agree.

    ``others``: basis and value of those that do not stand. ``digits``: the decimals in which the figure is given.
    """
    found = {} if stands is None else {basis: stands}
    for kind, value in others:
        if kind in ("summed", "counted"):
            found.setdefault(kind, value)
    apart = max(found.values(), default=0.0) - min(found.values(), default=0.0)
    return found if apart > 0.5 * 10.0**-digits * (1 + 1e-9) else {}


def _offices(said: Sequence[Value]) -> tuple[list[_Entry], list[Other]]:
    """Return what is left of the office's own values, in the order of the log, and what it took back.

    What one import says at once is heard undated first, by day, and what it takes back last. A withdrawal takes back
    what stands among the figures of its own frequency.
    """
    lives: dict[str, _Life] = {}
    for one in sorted(said, key=_heard):
        lives.setdefault(one.frequency or "A", _Life()).hear(one)
    left = [one for life in lives.values() for one in life.live]
    return left, [one for life in lives.values() for one in life.withdrawn]


def _heard(one: Value) -> tuple[int, bool, bool, dt.date, int, float]:
    day = one.known_on or NEVER
    return one.order, one.state == "withdrawn", one.dated, day, _rank(one), -(one.value or 0.0)


def _authority(one: _Entry) -> tuple[int, int, int, int, int]:
    """Return what values are ranked by, the best first; days as numbers, so that the later stands first."""
    value = one.value
    by_state = -_rank(value) if value.stated_here else 0
    return _group(value), YEARLY_FIRST.get(value.frequency or "A", 0), _trust(value), by_state, -one.since.toordinal()


def _group(value: Value) -> int:
    if value.evidence == "simulated":
        return SIMULATED
    if value.basis != "stated":
        return SUMMED if value.basis == "summed" else COUNTED
    return UNDETERMINED if value.value is None else GIVEN


def _trust(value: Value) -> int:
    return OFFICE if value.evidence == "office" else RELIABLE_FIRST.get(value.reliability or "", UNRATED)


def _reason(first: _Entry, one: _Entry) -> Reason:
    """Return why ``one`` does not stand while ``first`` does: by the first rule that tells them apart."""
    group, above = _group(one.value), _group(first.value)
    if group == above and group != SIMULATED:
        return _reason_among(first, one)
    if group == SIMULATED or above == UNDETERMINED:
        return "simulated" if group == SIMULATED else "not_determined"
    lower: dict[int, Reason] = {UNDETERMINED: "no_value", SUMMED: "summed"}
    return lower.get(group, "counted")


def _reason_among(first: _Entry, one: _Entry) -> Reason:
    """Return why one of two values of the same kind does not stand."""
    stands, other = first.value, one.value
    reasons: tuple[tuple[bool, Reason], ...] = (
        (_authority(first)[1] != _authority(one)[1], "month"),
        (_trust(stands) < _trust(other), "below_office" if stands.evidence == "office" else "less_reliable"),
        (_authority(first)[3] != _authority(one)[3], "preliminary"),
        (first.since != one.since, "undated" if one.since == NEVER else "known_earlier"),
        (other.stated_here, "corrected"),
    )
    return next((reason for holds, reason in reasons if holds), "alike")
