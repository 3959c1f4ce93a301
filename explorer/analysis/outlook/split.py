"""Splitting a goal over areas: parts that add up exactly, and what is wrong with a part.

Every way spreads the change that is asked of the whole, goal - sum of the values, over the areas by a weight:
part = value + change · weight ÷ sum of weights. Rounding is by the largest remainder (Hamilton's method), so that the
parts add up to the goal in its last digit.
"""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from explorer.analysis.outlook import projection

Way = Literal["equal_growth", "population", "gap", "own"]
WAYS: tuple[Way, ...] = Way.__args__  # type: ignore[attr-defined]

Fault = Literal["below_zero", "beyond_limit", "shrinks", "fastest"]


class Unsplittable(ValueError):
    """No split this way; ``why`` is the slug of the sentence that says so."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def weights(
    way: Way,
    values: Mapping[str, float | None],
    people: Mapping[str, float | None],
    own: Mapping[str, float],
    goal: float,
) -> dict[str, float]:
    """Return each area's weight; raises Unsplittable where this way needs what is not known.

    equal_growth: its value, so that all grow by one rate. population: its people. gap: how far it lies below the
    share of the goal its people would carry (nobody is asked for more than that who is beyond it). own: as given.
    """
    if way == "own":
        found = {area: max(own.get(area, 0.0), 0.0) for area in values}
    elif way == "equal_growth":
        found = _known(values, "values_missing")
    else:
        people = _known(people, "people_missing")
        found = people if way == "population" else _gaps(_known(values, "values_missing"), people, goal)
    if sum(found.values()) <= 0:
        raise Unsplittable("no_weights")
    return found


def _known(numbers: Mapping[str, float | None], why: str) -> dict[str, float]:
    found = {area: number for area, number in numbers.items() if number is not None}
    if len(found) < len(numbers):
        raise Unsplittable(why)
    return found


def _gaps(values: Mapping[str, float], people: Mapping[str, float], goal: float) -> dict[str, float]:
    everybody = sum(people.values())
    return {area: max(goal * people[area] / everybody - value, 0.0) for area, value in values.items()}


def split(
    goal: float, values: Mapping[str, float | None], weight: Mapping[str, float], digits: int
) -> dict[str, float]:
    """Return the parts, rounded to ``digits`` decimals, that add up to the goal exactly.

    Where an area's value is unknown, the whole goal is spread by weight instead of the change.
    """
    unit = 10**digits
    known = {area: value for area, value in values.items() if value is not None}
    start = known if len(known) == len(values) else dict.fromkeys(values, 0.0)
    whole = round(Fraction(goal) * unit)
    change = Fraction(whole, unit) - sum(map(Fraction, start.values()))
    total = sum(map(Fraction, weight.values()))
    exact = {area: (Fraction(start[area]) + change * Fraction(weight[area]) / total) * unit for area in values}
    floors = {area: math.floor(share) for area, share in exact.items()}
    left = whole - sum(floors.values())
    for area in sorted(exact, key=lambda area: (floors[area] - exact[area], area))[:left]:
        floors[area] += 1
    return {area: floor / unit for area, floor in floors.items()}


def faulty(
    value: float | None, part: float, years: float, direction: int, fastest: float | None, limit: float
) -> Fault | None:
    """Return what makes a part infeasible, or None.

    ``fastest``: the highest yearly growth (a share) any of the areas had, None where none is known; ``limit``: the
    most there can be.
    """
    if part < 0:
        return "below_zero"
    if part > limit:
        return "beyond_limit"
    if value is None or years <= 0:
        return None
    if direction * (part - value) < 0:
        return "shrinks"
    growth = projection.required_growth(value, 0, part, years)
    if growth is None or fastest is None:
        return None
    return "fastest" if direction * growth > max(fastest, 0.0) else None
