"""The cities of a plan side by side: scores of the goals that bind each of them, their mean, and a descriptive rank."""

from dataclasses import dataclass, replace
from functools import lru_cache

from explorer.analysis.assessment.assess import Assessment
from explorer.analysis.view import View, areas_of
from explorer.core import catalogue
from explorer.core.goals import Goal

DIGITS = 2


@dataclass(frozen=True)
class City:
    """One city's evaluation.

    ``found`` holds an Assessment per goal of the evaluation, in its order. ``mean`` is the mean of the scores there
    are, rounded as it is shown, ``counted`` how many there are, and ``simulated`` how many of those rest on simulated
    values. ``mean`` and ``rank`` are None where nothing was scored; equal means share a rank. Nobody is ranked while
    any score rests on simulated values.
    """

    area: str
    found: tuple[Assessment, ...]
    mean: float | None
    rank: int | None

    @property
    def scores(self) -> tuple[float, ...]:
        """The scores there are."""
        return tuple(one.score for one in self.found if one.score is not None)

    @property
    def counted(self) -> int:
        """How many goals were scored."""
        return len(self.scores)

    @property
    def simulated(self) -> int:
        """How many of the scores rest on simulated values."""
        return sum(one.example for one in self.found if one.score is not None)


@dataclass(frozen=True)
class Evaluation:
    """The goals that some city has of its own and a value for, and the cities, best mean first."""

    goals: tuple[Goal, ...]
    cities: tuple[City, ...]

    @property
    def scored(self) -> int:
        """How many scores there are in all."""
        return sum(city.counted for city in self.cities)

    @property
    def simulated(self) -> int:
        """How many of all scores rest on simulated values."""
        return sum(city.simulated for city in self.cities)

    @property
    def uneven(self) -> bool:
        """Whether the cities' means rest on differing numbers of goals."""
        return len({city.counted for city in self.cities}) > 1


def has_cities(view: View) -> bool:
    """Whether any city of the plan has a goal of its own: without one there is nothing to evaluate."""
    return bool(_cities(view)) and any(goal.city_goals for goal in view.plan.goals)


@lru_cache(maxsize=64)
def evaluation(view: View) -> Evaluation:
    """Return the evaluation of the plan's cities on the day and with the evidence of ``view``, whatever its area."""
    views = {area: replace(view, area=area) for area in _cities(view)}
    goals = tuple(
        goal
        for goal in view.plan.goals
        if any(goal.of(area) and seen.standing(goal).reached for area, seen in views.items())
    )
    found = {area: tuple(map(seen.assessment, goals)) for area, seen in views.items()}
    return Evaluation(goals, _ranked(found))


def _cities(view: View) -> tuple[str, ...]:
    """Return the codes of the plan's cities; none where it names areas of its own or has no city values."""
    plan = catalogue.plans()[view.plan_slug]
    return () if plan.area is None else areas_of(plan, view.edition)[1:]


def _ranked(found: dict[str, tuple[Assessment, ...]]) -> tuple[City, ...]:
    """Return the cities in the order of their means, those without a mean last; equals keep the order of the codes."""
    means = {area: _mean([one.score for one in ones if one.score is not None]) for area, ones in found.items()}
    known = [mean for mean in means.values() if mean is not None]
    invented = any(one.example for ones in found.values() for one in ones)
    cities = [City(area, found[area], mean, None if invented else _rank(mean, known)) for area, mean in means.items()]
    return tuple(sorted(cities, key=lambda city: (city.rank or len(cities) + 1, city.area)))


def _mean(scores: list[float]) -> float | None:
    return round(sum(scores) / len(scores), DIGITS) if scores else None


def _rank(mean: float | None, known: list[float]) -> int | None:
    """Return one more than the number of better means: equals share a rank and the next ones are skipped."""
    return None if mean is None else 1 + sum(other > mean for other in known)
