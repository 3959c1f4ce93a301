"""Targets that belong together: what one of them cannot be while another is what it is, and what they take together."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from explorer.analysis.outlook import assumptions
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.view import View

# A part of something is never more than the whole of it.
WHOLE_OF: Mapping[str, str] = {"high_value_invention_patents_per_capita": "invention_patents_per_capita"}
PART_OF: Mapping[str, str] = {whole: part for part, whole in WHOLE_OF.items()}
# A share of the cities is only reached with at least one unit in each of them.
UNITS_OF: Mapping[str, str] = {"information_outlet_coverage": "ip_information_outlets"}
COVERAGE_OF: Mapping[str, str] = {units: coverage for coverage, units in UNITS_OF.items()}
# An amount is so many cases of a mean size.
CASES_OF: Mapping[str, str] = {"ip_pledge_amount": "ip_pledge_projects"}

Relation = Literal["part", "served", "mean"]


@dataclass(frozen=True)
class Check:
    """Two targets that an identity binds.

    part: ``one`` is a part of ``other``. served: the share ``one`` takes so many of the units ``other``. mean: ``one``
    is ``other`` times a mean size. ``value``: the units that the share takes, or the mean size; of a part, the whole.
    ``holds``: whether both can be; of a mean size, which can be anything, None.
    """

    name: Relation
    one: str
    other: str
    value: float
    holds: bool | None


@dataclass(frozen=True)
class Flow:
    """What a stock asks of its flow: new rights a year that the target takes, and those of late, at today's renewals.

    ``most``: the value in the target's year if every right were renewed and as many were added as of late.
    """

    needed: float
    granted: float
    most: float


def bounds(indicator: str, targets: Mapping[str, float], cities: int = 0) -> tuple[float | None, float | None]:
    """Return what an indicator's target can never be under and over, given the other ``targets`` of the same year.

    ``cities``: how many there are, where a share of them is promised; 0 where nobody knows.
    """
    low, high = targets.get(PART_OF.get(indicator, "")), targets.get(WHOLE_OF.get(indicator, ""))
    if cities:
        share, units = targets.get(COVERAGE_OF.get(indicator, "")), targets.get(UNITS_OF.get(indicator, ""))
        low = float(_units(share, cities)) if share is not None else low
        high = min(100.0, math.floor(units) / cities * 100) if units is not None else high
    return low, high


def checks(targets: Mapping[str, float], cities: int = 0) -> Iterator[Check]:
    """Yield every identity between two of the targets, whether it holds or not."""
    for part, whole in WHOLE_OF.items():
        if part in targets and whole in targets:
            yield Check("part", part, whole, targets[whole], targets[part] <= targets[whole])
    for share, units in UNITS_OF.items():
        if share in targets and units in targets and cities:
            needed = _units(targets[share], cities)
            yield Check("served", share, units, float(needed), targets[units] >= needed)
    for amount, cases in CASES_OF.items():
        if targets.get(cases) and amount in targets:
            yield Check("mean", amount, cases, targets[amount] / targets[cases], None)


def _units(share: float, cities: int) -> int:
    """Return how many cities a share of them is, at least: 64.3 of 14 are nine, as the share was rounded."""
    return math.ceil(round(share / 100 * cities, 2) - 0.01)


def flow(view: View, seen: Prospect, target: float) -> Flow | None:
    """Return what a target for a stock of rights asks of new ones a year; None where no register says.

    The difference to the stock at today's renewals is spread evenly; of what is renewed every year, that some of the
    new ones lapse before the target's year is not counted: it takes at least so many.
    """
    kept = assumptions.kept_up(view, seen, assumptions.usual_knobs(view, seen))
    if kept is None or seen.start is None or kept[1].last is None:
        return None
    rights, base = kept
    time, value = seen.start
    ahead = seen.goal.year - time
    every = assumptions.kept_up(view, seen, assumptions.usual_knobs(view, seen), 1.0)
    if ahead <= 0 or value <= 0 or every is None or every[1].last is None or base.last is None:
        return None
    thin = assumptions.thinning(view, seen.goal)
    rights_a_unit = rights.stock / value * (1 + (thin.mean if thin else 0.0)) ** ahead
    needed = rights.granted + (target - base.last) * rights_a_unit / ahead
    return Flow(needed, rights.granted, every[1].last)
