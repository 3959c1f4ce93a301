"""What a point more or less of each driver moves in the goal year, everything else as it stands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from explorer.analysis.outlook import assumptions
from explorer.analysis.outlook import scenarios as outlook_scenarios
from explorer.analysis.outlook.assumptions import Knobs
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.view import View

POINT, UNIT = 0.01, 1.0  # of a share; a year, in the indicator's unit, where values move by steps

Name = Literal["growth", "step", "denominator", "renewal"]


@dataclass(frozen=True)
class Driver:
    """One driver: where it stands (a share; of a step, units a year), and the value it leads to in the goal year.

    ``less``, ``more``: how far that value moves with a point (of a step, a unit) less and more; None where the driver
    cannot go there.
    """

    name: Name
    at: float
    value: float
    less: float | None
    more: float | None

    @property
    def reach(self) -> float:
        """The larger of both moves."""
        return max(abs(self.less or 0.0), abs(self.more or 0.0))


def drivers(view: View, seen: Prospect, knobs: Knobs) -> tuple[Driver, ...]:
    """Return the drivers that a target has, the one that moves most first; none where nothing is known."""
    if seen.start is None:
        return ()
    return tuple(sorted(_drivers(view, seen, knobs, seen.start), key=lambda one: -one.reach))


def _drivers(view: View, seen: Prospect, knobs: Knobs, start: tuple[float, float]) -> Iterator[Driver]:
    def own(pace: float) -> float | None:
        return assumptions.DRAWN["own"](view, seen, start, replace(knobs, growth=pace)).last

    def renewed(rate: float) -> float | None:
        return assumptions.DRAWN["renewal"](view, seen, start, replace(knobs, renewal=rate)).last

    def divided(over: float) -> float | None:
        pace, limits = outlook_scenarios.thinned(knobs.growth, over), seen.manner.limits
        return outlook_scenarios.at_pace("own", start, seen.goal.year, pace, growing=True, limits=limits).last

    growing, over = seen.manner.logs, assumptions.thinning(view, seen.goal)
    asked: list[tuple[Name, float, float, tuple[float, float], Callable[[float], float | None]]] = [
        ("growth", knobs.growth, POINT, (-1.0, float("inf")), own)
        if growing
        else ("step", knobs.growth, UNIT, (float("-inf"), float("inf")), own)
    ]
    if growing and over is not None:
        asked.append(("denominator", over.mean, POINT, (-1.0 + POINT, float("inf")), divided))
    if assumptions.renewals(view, seen.goal) is not None:
        asked.append(("renewal", knobs.renewal, POINT, (0.0, 1.0), renewed))
    for name, at, size, (low, high), leads in asked:
        value = leads(at)
        if value is None:
            continue
        ends = [leads(there) if low <= there <= high else None for there in (at - size, at + size)]
        less, more = (None if end is None else end - value for end in ends)
        yield Driver(name, at, value, less, more)
