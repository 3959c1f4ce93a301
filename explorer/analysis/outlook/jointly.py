"""How many targets of a running plan would be met together: chances that partly rise and fall as one."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

from explorer.analysis.outlook import promises, target_outlook
from explorer.analysis.outlook.target_outlook import Question
from explorer.analysis.view import View

SHARED = 0.3  # the share of the variance that all targets have in common: declared, not estimated
WITHIN = 0.8  # the share of cases that the range given holds
STATES = 400  # of the common shock, each as probable as the others
NORMAL = NormalDist()
SHOCKS = tuple(NORMAL.inv_cdf((state + 0.5) / STATES) for state in range(STATES))


@dataclass(frozen=True)
class Together:
    """How many of ``count`` targets with a chance would be met: the mean, and the range that holds WITHIN of cases."""

    count: int
    mean: float
    low: int
    high: int


@lru_cache(maxsize=64)
def of_plan(view: View) -> tuple[Together | None, Together | None]:
    """Return what may be expected of the view's targets by real values, and of those that rest on simulated ones.

    A target without a chance (see forecast.Forecast) is not among them; None where fewer than two are.
    """
    chances: dict[bool, list[float]] = {False: [], True: []}
    for goal in view.goals:
        year = promises.usual_year(view, goal)
        if year != goal.year:  # what would be asked of it is another promise than the plan's
            continue
        seen = target_outlook.prospect(view, goal.no, Question(year, None, target_outlook.ways(view, goal)[0]))
        if seen.forecast.chance is not None:
            chances[seen.simulated].append(seen.forecast.chance)
    return together(chances[False]), together(chances[True])


def together(chances: Sequence[float], shared: float = SHARED) -> Together | None:
    """Return how many of several targets would be met; None for fewer than two."""
    return _together(tuple(chances), shared)


@lru_cache(maxsize=256)
def _together(chances: tuple[float, ...], shared: float) -> Together | None:
    """Return the same, kept: who changes one example leaves the targets judged by real values as they are."""
    if len(chances) < 2:
        return None
    found = counts(chances, shared)
    tail = (1 - WITHIN) / 2
    return Together(len(chances), math.fsum(chances), _reached(found, tail), _reached(found, 1 - tail))


def counts(chances: Sequence[float], shared: float = SHARED) -> tuple[float, ...]:
    """Return the probability that 0, 1, … all of the targets are met, each by its own chance (0 to 1).

    ``shared``: the share of their variance that is common. Under a common shock z target i is met with the chance
    N((N⁻¹(p) + √shared z) / √(1 - shared)), apart from the others. The one-factor model of Vasicek, "The distribution
    of loan portfolio value", Risk, December 2002. Raises ValueError for a share outside 0 to 1.
    """
    if not 0 <= shared < 1:
        raise ValueError("a share lies between 0 and 1")
    met = [0.0] * (len(chances) + 1)
    under = [_under(chance, shared) for chance in chances]
    for state in range(STATES):
        for count, chance in enumerate(_apart(one[state] for one in under)):
            met[count] += chance / STATES
    return tuple(met)


@lru_cache(maxsize=256)
def _under(chance: float, shared: float) -> tuple[float, ...]:
    """Return a target's chance under each state of the common shock; what is certain stays so."""
    if not 0 < chance < 1:
        return (chance,) * STATES
    threshold, common, own = NORMAL.inv_cdf(chance), math.sqrt(shared), math.sqrt(1 - shared)
    return tuple(NORMAL.cdf((threshold + common * shock) / own) for shock in SHOCKS)


def _apart(chances: Iterable[float]) -> list[float]:
    """Return the probability of each count of independent targets met: one target after another."""
    met = [1.0]
    for chance in chances:
        met.append(0.0)
        for count in range(len(met) - 1, 0, -1):
            met[count] = met[count] * (1 - chance) + met[count - 1] * chance
        met[0] *= 1 - chance
    return met


def _reached(found: Sequence[float], share: float) -> int:
    """Return the smallest count that at least a share of cases do not exceed."""
    total = 0.0
    for count, chance in enumerate(found):
        total += chance
        if total >= share - 1e-12:
            return count
    return len(found) - 1
