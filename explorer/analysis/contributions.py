"""Which city carried how much of a change: what adds up over the cities, between two times that all of them know."""

from dataclasses import dataclass

from explorer.analysis.comparison import City, Comparison, Value
from explorer.releases import reconcile


@dataclass(frozen=True)
class Contribution:
    """One city's part: its values at both times, its change, and that change as a share of the whole at the start.

    ``points``: in percentage points of the whole's growth; None where the whole began at nothing. ``share``: of the
    whole's change, in per cent; None where cities moved against each other, for shares would then exceed the whole.
    """

    area: str
    before: float
    after: float
    points: float | None
    share: float | None

    @property
    def change(self) -> float:
        """What came or went, in the indicator's unit."""
        return self.after - self.before


@dataclass(frozen=True)
class Change:
    """The cities' change between two times (see standing.position): each part, the largest first, and their sum.

    ``evidence``: that of the weakest value behind it.
    """

    start: float
    end: float
    parts: tuple[Contribution, ...]
    evidence: str

    @property
    def before(self) -> float:
        """The sum at the start."""
        return sum(part.before for part in self.parts)

    @property
    def after(self) -> float:
        """The sum at the end."""
        return sum(part.after for part in self.parts)


def change(found: Comparison) -> Change | None:
    """Return the cities' change from the base year to the last year-end that all of them know.

    Without a value of every city in the base year it begins with the first year they know. None of what does not add
    up over the cities, and where fewer than two such years are known.
    """
    if not found.goal.indicator.additive or found.per != "value" or not found.cities:
        return None
    times = set.intersection(*({one.time for one in city.values if one.time == int(one.time)} for city in found.cities))
    base = found.goal.baseline_year if found.goal.baseline_year is not None else found.goal.start_year - 1
    start, end = (float(base) if base in times else min(times), max(times)) if times else (0.0, 0.0)
    if start >= end:
        return None
    ends = [(city.area, _at(city, start), _at(city, end)) for city in found.cities]
    moves = [after.value - before.value for _, before, after in ends]
    whole, total = sum(before.value for _, before, _ in ends), sum(moves)
    alike = total != 0 and all(move * total >= 0 for move in moves)
    parts = (
        Contribution(
            area,
            before.value,
            after.value,
            move / whole * 100 if whole > 0 else None,
            move / total * 100 if alike else None,
        )
        for (area, before, after), move in zip(ends, moves, strict=True)
    )
    behind = [one.evidence for _, before, after in ends for one in (before, after)]
    side = -1 if total < 0 else 1
    ordered = sorted(parts, key=lambda part: (-side * part.change, part.area))
    return Change(start, end, tuple(ordered), max(behind, key=reconcile.RANK.__getitem__))


def _at(city: City, time: float) -> Value:
    return next(one for one in city.values if one.time == time)
