"""What would happen if: lines from the latest value ahead, one for each assumption, on plain numbers.

Every line is a tuple of (time, value) that starts at the latest value; times are year-ends (see standing.position).
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from explorer.analysis.outlook import projection
from explorer.analysis.outlook.forecast import Forecast
from explorer.analysis.outlook.projection import Outlook

Name = Literal["recent", "needed", "own", "national", "once", "city", "renewal", "together"]
NAMES: tuple[Name, ...] = Name.__args__  # type: ignore[attr-defined]
USUAL: tuple[Name, ...] = ("recent", "needed")
Around = Literal["pace", "steps"]  # the pure lines, between which a middle path runs
AROUND: tuple[Around, ...] = Around.__args__  # type: ignore[attr-defined]
ROUNDING = 1e-9

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Scenario:
    """One assumption and where it leads.

    ``pace``: the yearly growth as a share, or the yearly change in units where ``growing`` is False; None where it
    varies. ``line`` is empty where the assumption cannot be drawn, and ``why`` says why (a slug).
    """

    name: Name | Around
    line: Line
    pace: float | None
    growing: bool
    why: str | None = None

    @property
    def last(self) -> float | None:
        """The value it leads to in the last year."""
        return self.line[-1][1] if self.line else None

    def met_in(self, goal: float, direction: int) -> int | None:
        """Return the first year-end on the line that meets the goal."""
        near = ROUNDING * abs(goal)
        return next((round(time) for time, value in self.line[1:] if direction * (value - goal) >= -near), None)


def missing(name: Name | Around, why: str) -> Scenario:
    """Return a scenario that cannot be drawn, with the slug of the sentence that says why."""
    return Scenario(name, (), None, growing=True, why=why)


def recent(found: Forecast) -> Scenario:
    """Return the line of a forecast, or why it may not be shown.

    A line that bends, or keeps a mean, has no one pace.
    """
    if found.start is None or not found.line:
        return missing("recent", found.no_line or "nothing_known")
    line = (found.start, *((step.time, step.point) for step in found.line))
    steady = found.had if found.model in ("drift", "steps", "ets") else None
    pace = steady.pace if steady else None
    return Scenario("recent", line, pace, growing=steady is not None and steady.rate is not None)


def said_then(found: Outlook) -> Scenario:
    """Return the line that a method would have drawn at an earlier origin, for its backtest."""
    line = (found.start, *((step.time, step.point) for step in found.path))
    return Scenario("recent", line, None, growing=found.manner.logs)


def at_pace(
    name: Name | Around,
    start: tuple[float, float],
    until: float,
    pace: float,
    *,
    growing: bool,
    limits: tuple[float, float] = projection.NO_LIMITS,
) -> Scenario:
    """Return the line of a steady yearly pace, cut at ``limits``; ``growing``: as a share, otherwise in units."""
    begun, value = start
    try:
        ahead = [(time, _after(value, time - begun, pace, growing=growing)) for time in _times(start, until)]
    except OverflowError:
        return missing(name, "beyond_arithmetic")
    line = tuple((time, min(max(there, limits[0]), limits[1])) for time, there in ahead)
    return Scenario(name, (start, *line), pace, growing=growing)


def needed(
    start: tuple[float, float],
    goal: float,
    until: float,
    *,
    growing: bool,
    limits: tuple[float, float] = projection.NO_LIMITS,
) -> Scenario:
    """Return the line that ends at the goal: by one growth rate, or straight where none leads there."""
    begun, value = start
    rate = projection.required_growth(value, begun, goal, until) if growing else None
    step = projection.required_step(value, begun, goal, until)
    if not limits[0] <= goal <= limits[1]:
        return missing("needed", "goal_beyond_limit")
    if step is None:
        return missing("needed", "no_time")
    found = at_pace("needed", start, until, step if rate is None else rate, growing=rate is not None)
    return replace(found, line=(*found.line[:-1], (until, goal)))  # exactly, whatever rounding says


def once(
    base: Scenario,
    change: float,
    year: int,
    *,
    lasting: bool,
    spread: int = 1,
    limits: tuple[float, float] = projection.NO_LIMITS,
) -> Scenario:
    """Return a base line with one change from a year on, which stays (``lasting``: in a stock) or is that time's alone.

    It comes in equal parts over ``spread`` years.
    """
    if base.why:
        return missing("once", base.why)

    def part(time: float) -> float:
        if lasting:
            return min(max(math.floor(time + ROUNDING) - year + 1, 0), spread) / spread
        return 1 / spread if year <= math.ceil(time - ROUNDING) < year + spread else 0.0

    ahead = ((time, value + change * part(time)) for time, value in base.line[1:])
    line = tuple((time, min(max(value, limits[0]), limits[1])) for time, value in ahead)
    return Scenario("once", (base.line[0], *line), None, growing=base.growing)


def more(
    base: Scenario, change: float, *, lasting: bool, limits: tuple[float, float] = projection.NO_LIMITS
) -> Scenario:
    """Return a base line with so much more every year, as when one city adds more than of late.

    In a stock (``lasting``) each year's part stays and the next comes on top; a yearly amount is so much more in each.
    """
    if base.why:
        return missing("city", base.why)
    begun = base.line[0][0]
    ahead = ((time, value + change * ((time - begun) if lasting else 1.0)) for time, value in base.line[1:])
    line = tuple((time, min(max(value, limits[0]), limits[1])) for time, value in ahead)
    return Scenario("city", (base.line[0], *line), change, growing=False)


def together(
    base: Scenario, changes: Sequence[tuple[Scenario, Scenario]], limits: tuple[float, float] = projection.NO_LIMITS
) -> Scenario:
    """Return one line in which several things happen: a base, and what each change does to the line it was made from.

    ``changes``: with it, and without it. What the changes do is added up: that one of them hinders or helps another is
    not known.
    """
    for one in (base, *(part for pair in changes for part in pair)):
        if one.why:
            return missing("together", one.why)
    ahead = (
        (time, value + sum(at(changed, time) - at(before, time) for changed, before in changes))
        for time, value in base.line[1:]
    )
    line = tuple((time, min(max(value, limits[0]), limits[1])) for time, value in ahead)
    return Scenario("together", (base.line[0], *line), None, growing=base.growing)


def at(one: Scenario, time: float) -> float:
    """Return where a line stands at a time, straight between its points and level beyond its ends."""
    points = one.line
    if time <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in itertools.pairwise(points):
        if time <= right:
            return low + (high - low) * (time - left) / (right - left)
    return points[-1][1]


def thinned(numerator_growth: float, denominator_growth: float) -> float:
    """Return the growth of a ratio whose two parts grow: (1+g)/(1+d) - 1."""
    return (1 + numerator_growth) / (1 + denominator_growth) - 1


@dataclass(frozen=True)
class Renewals:
    """What a register knows of rights that have to be kept up, in pieces, and of those already past.

    ``stock``: in force at the start. ``granted``: expected new ones a year. ``other``: expected ends a year that no
    renewal prevents. ``due``: by year, rights whose renewal is asked; None where all are asked every year (patents'
    annual fees). ``expiring``: by year, rights whose last day is certain. ``renewed``: the share renewed so far.
    """

    stock: float
    granted: float
    other: float
    due: Mapping[int, float] | None
    expiring: Mapping[int, float]
    renewed: float

    def ahead(self, start: float, until: float, rate: float) -> list[tuple[float, float]]:
        """Return the stock at every year-end: what was there + expected grants - certain ends - what is not renewed."""
        stock, begun, found = self.stock, start, []
        for time in projection.times_between(start, until):
            part, year = time - begun, math.ceil(time - projection.DAY)
            # Of those that expire in a later year, some will have been given up before.
            kept = rate ** (begun - start) if self.due is None else 1.0
            stays = stock - self.expiring.get(year, 0.0) * kept
            asked = stays * part if self.due is None else self.due.get(year, 0.0)
            stock = stays + (self.granted - self.other) * part - asked * (1 - rate)
            found.append((time, max(stock, 0.0)))
            begun = time
        return found


def renewal(start: tuple[float, float], until: float, rights: Renewals, rate: float, thinning: float) -> Scenario:
    """Return the line of another renewal ``rate`` (a share), in the indicator's unit.

    The stock moves as Renewals.ahead says and the value with it; ``thinning`` is the yearly growth of what the
    indicator is divided by (0 where it is not divided).
    """
    if rights.stock <= 0:
        return missing("renewal", "nothing_in_force")
    begun, value = start
    line = [
        (time, value * stock / rights.stock / (1 + thinning) ** (time - begun))
        for time, stock in rights.ahead(begun, until, rate)
    ]
    return Scenario("renewal", (start, *line), None, growing=True)


def _times(start: tuple[float, float], until: float) -> Sequence[float]:
    return projection.times_between(start[0], until)


def _after(value: float, years: float, pace: float, *, growing: bool) -> float:
    if not growing:
        return value + pace * years
    if pace <= -1:
        return 0.0
    return float(value * (1 + pace) ** years)
