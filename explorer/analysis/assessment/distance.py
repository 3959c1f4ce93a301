"""How far a value is from a goal, since when it meets it, and whether there is enough to read a growth from."""

from itertools import takewhile

from explorer.analysis.assessment import methods, pace
from explorer.analysis.assessment.standing import Point, Standing
from explorer.core.goals import Goal

FEWEST_EVENTS = 10  # a year: below it one event more or less decides about a growth


def ends(goal: Goal, stands: Standing) -> tuple[Point, ...]:
    """Return the two values that a growth is read from: the base year's and the one judged."""
    year = goal.baseline_year or goal.start_year - 1
    base = stands.baseline or next((point for point in stands.yearly if point.year == year), None)
    return tuple(point for point in (base, stands.reached) if point)


def few(goal: Goal, points: tuple[Point, ...]) -> bool:
    """Whether any of the values that a growth is read from counts too few events to speak of a growth."""
    return goal.indicator.digits == 0 and any(point.value < FEWEST_EVENTS for point in points)


def margin(goal: Goal, stands: Standing) -> float | None:
    """Return how far the value lies on the right side of the goal; of a sum, of what the years so far ask for."""
    if stands.reached is None or stands.target is None:
        return None
    if goal.kind == "mean_flow":
        if stands.baseline is None or stands.added is None:
            return None
        return goal.direction * (stands.added - goal.value * (stands.reached.year - stands.baseline.year))
    return _level(goal.direction * (stands.reached.value - stands.target), stands.target)


def beside(goal: Goal, stands: Standing, against: Point | None) -> float | None:
    """Return how far an area without a goal lies on the right side of the plan's; None where nothing compares.

    A part of a total compares with nothing; a mean, a share and a rate can be held against that of the whole.
    """
    if stands.reached is None or goal.since_baseline:
        return None
    if goal.kind == "growth":
        unfit = few(goal, ends(goal, stands)) or not stands.reached.closes_year
        had = None if unfit else pace.growth_since(goal, stands)
        return None if had is None else _level(goal.direction * (had - goal.value / 100), goal.value / 100)
    if goal.kind == "cut":
        return None if against is None else against.value * (1 - goal.value / 100) - stands.reached.value
    if goal.kind == "mean_flow" or goal.indicator.additive:
        return None
    return _level(goal.direction * (stands.reached.value - goal.value), goal.value)


def _level(margin: float, goal: float) -> float:
    """Return a margin, without what a computer adds to it."""
    return 0.0 if abs(margin) <= methods.NOISE * abs(goal) else margin


def first_met(goal: Goal, stands: Standing) -> int | None:
    """Return the first known year of those that met the goal up to the latest; a sum or a growth has no such year."""
    if goal.kind in ("mean_flow", "growth") or stands.target is None or stands.reached is None:
        return None
    since, target = stands.baseline.year if stands.baseline else 0, stands.target
    known = [point for point in stands.yearly if since <= point.year <= stands.reached.year]
    run = takewhile(lambda point: methods.meets(point.value, target, goal.direction), reversed(known))
    return min((point.year for point in run), default=stands.reached.year)


def reached_since(goal: Goal, stands: Standing) -> Point | None:
    """Return the first value after the goal year that meets the goal, if the newest still does.

    A simulated value says nothing beside a verdict by real ones.
    """
    if goal.kind in ("mean_flow", "growth") or stands.target is None or stands.newest is None:
        return None
    usable = (point for point in (*stands.yearly, stands.newest) if point.year > goal.year)
    later = [point for point in usable if stands.rests_on_simulation or point.evidence != "simulated"]
    if not later or not methods.meets(later[-1].value, stands.target, goal.direction):
        return None
    return next(point for point in later if methods.meets(point.value, stands.target, goal.direction))
