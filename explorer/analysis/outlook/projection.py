"""Where a series goes if it goes on as it did: drift with a band, and the chance of a goal.

Notation: a series is (time, value) in the order of time; times count in years, year-ends are whole numbers (see
standing.position). Source of the band: the random walk with drift, whose variance h years on is s²(h + h²/n) for n
years seen (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 5.5), with a t quantile for the
estimated s.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from explorer.analysis.outlook import student_t

Model = Literal["drift", "ets", "middle", "steps", "damped", "mean"]
Word = Literal["unlikely", "even", "likely"]
LEVELS = (0.5, 0.8, 0.9, 0.95)
LEVEL = 0.8
MOST_YEARS, USUAL_YEARS = 12, 6  # values; six make five yearly changes, the rhythm of the plans
SHORT = 5
MOST_DECIMALS = 6
UNLIKELY, LIKELY = 1 / 3, 2 / 3
WIDEST_FACTOR = 25.0  # the top of a band over its bottom: five times up and down says nothing
FASTEST = math.log(1e9)
LEAST_WITHIN_YEARS = 24
DAY = 1 / 400
ROUNDING = 1e-5  # of a value: what scatters less is printed alike
NO_LIMITS = (-math.inf, math.inf)
OWN_NAMES: Mapping[Model, str] = {
    "middle": "middle_path",
    "steps": "even_steps",
    "damped": "damped_trend",
    "mean": "recent_mean",
}

Series = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Manner:
    """How a series is projected.

    ``logs``: changes are growth rates; otherwise differences in the series' unit. ``level``: the share of outcomes
    the band is to hold. ``limits``: what values can be at all, in their unit. ``seasonal``: the series is monthly or
    quarterly; changes are those over whole years, and the last year's pattern repeats.
    """

    logs: bool
    level: float = LEVEL
    limits: tuple[float, float] = NO_LIMITS
    seasonal: bool = False

    def to(self, value: float) -> float:
        """Return a value where the method adds: its logarithm, or the value itself."""
        return math.log(value) if self.logs else value

    def back(self, value: float) -> float:
        """Return a number of the method's own scale as a value, cut at the limits; infinite beyond arithmetic."""
        try:
            plain = math.exp(value) if self.logs else value
        except OverflowError:
            plain = math.inf
        return min(max(plain, self.limits[0]), self.limits[1])


@dataclass(frozen=True)
class Step:
    """One time ahead: the middle value, and the band around it where one can be drawn."""

    time: float
    point: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Outlook:
    """Where a series goes.

    ``pace`` is the mean change a year over the ``years`` the series spans: of the logarithm (exp(pace) - 1 is the
    growth), or in the series' unit. ``spread`` is the standard deviation of a year's change; None where no band can
    be had, and ``doubts`` says why. ``path`` holds every year-end ahead. ``middle`` and ``error`` are the last step's
    on the method's own scale, ``error`` None without a band, and ``freedom`` the degrees of its t distribution.
    """

    manner: Manner
    start: tuple[float, float]
    pace: float
    spread: float | None
    years: float
    path: tuple[Step, ...]
    doubts: tuple[str, ...]
    middle: float
    error: float | None
    freedom: int
    carried: tuple[float, int]
    model: Model = "drift"

    @property
    def method(self) -> str:
        """The method's name: log_drift, linear_drift, log_ets or linear_ets, or that of a line of its own."""
        return OWN_NAMES.get(self.model, f"{'log' if self.manner.logs else 'linear'}_{self.model}")

    @property
    def rate(self) -> float | None:
        """The growth a year as a share; None where the pace is in units. Raises OverflowError beyond arithmetic."""
        return math.expm1(self.pace) if self.manner.logs else None

    @property
    def arrived(self) -> bool:
        """Whether the line ends at a natural limit, or would have gone beyond it."""
        return bool(self.path) and self.path[-1].point in self.manner.limits

    def chance(self, goal: float, direction: int) -> float | None:
        """Return the probability that the last step meets ``goal`` (direction +1: at least it); None without a band.

        None too at or beyond a natural limit: the distribution knows of no limit, and would call the one nearly
        certain and the other possible.
        """
        low, high = self.manner.limits
        if self.error is None or not low < goal < high or (self.manner.logs and goal <= 0):
            return None
        return student_t.below(direction * (self.middle - self.manner.to(goal)) / self.error, self.freedom)


def required_growth(latest: float, time: float, goal: float, goal_time: float) -> float | None:
    """Return the growth a year that leads from the latest value to the goal: (T/v)^(1/(τ-t)) - 1; 0.05 is 5 %.

    None where no growth leads there: no time left, a value that is zero or negative, or beyond a billionfold a year.
    """
    if goal_time <= time or latest <= 0 or goal <= 0:
        return None
    exponent = (math.log(goal) - math.log(latest)) / (goal_time - time)
    return math.expm1(exponent) if exponent < FASTEST else None


def required_step(latest: float, time: float, goal: float, goal_time: float) -> float | None:
    """Return the change a year, in units, that leads from the latest value to the goal; None without time left."""
    return (goal - latest) / (goal_time - time) if goal_time > time else None


def chance_word(chance: float) -> Word:
    """Return the word for a probability: thirds, where the IPCC's calibrated language cuts likely and unlikely."""
    return "unlikely" if chance < UNLIKELY else "likely" if chance > LIKELY else "even"


def grows(values: Sequence[float], limits: tuple[float, float] = NO_LIMITS) -> bool:
    """Whether a series is read by growth rates: not when it has an upper limit or touches zero."""
    return not math.isfinite(limits[1]) and all(value > 0 for value in values)


def project(series: Series, until: float, manner: Manner, start: tuple[float, float] | None = None) -> Outlook | None:
    """Return where ``series`` goes at every year-end up to the time ``until``, and at ``until``.

    ``start``: a later value to go on from that is no year of its own (a stock in September): it moves the start and
    not the pace. None where there is no line: below two values, or below LEAST_WITHIN_YEARS months or quarters.
    Raises OverflowError for numbers too far apart to compute with, ValueError for a logarithm of nothing.
    """
    if len(series) < (LEAST_WITHIN_YEARS if manner.seasonal else 2):
        return None
    logs = [(time, manner.to(value)) for time, value in series]
    changes = _over_years(logs) if manner.seasonal else _between_neighbours(logs)
    years = float(int(logs[-1][0] - logs[0][0] + DAY)) if manner.seasonal else logs[-1][0] - logs[0][0]
    count = int(years) if manner.seasonal else len(changes)
    if not changes:
        return None
    pace = _weighted_mean(changes)
    spread = _spread(changes, pace) if count > 1 else None
    if spread is not None and spread < ROUNDING * (1 if manner.logs else max(abs(value) for _, value in series)):
        spread = 0.0
    begun, value = start or series[-1]
    pattern = _pattern(logs) if manner.seasonal else {}
    freedom, found = max(count - 1, 1), []
    middle, error = manner.to(value), 0.0
    for time in times_between(begun, until):
        ahead = time - begun
        middle = manner.to(value) + ahead * pace + pattern.get(round(ahead * 12) % 12, 0.0)
        error = _error(spread or 0.0, ahead, years)
        found.append(banded(time, middle, error, freedom, manner))
    path, too_wide = within_reason(found, manner)
    doubts = _doubts(series, spread, count, until - begun, too_wide=too_wide, seasonal=manner.seasonal)
    drawn = None if too_wide or not spread else error
    carried = (years, len(series))
    return Outlook(manner, (begun, value), pace, spread, years, path, doubts, middle, drawn, freedom, carried)


def centred(drift: Outlook, middles: Sequence[float], model: Model, pace: float, carried: tuple[float, int]) -> Outlook:
    """Return an outlook of the drift's width around other ``middles``, one a step, on the method's own scale.

    ``pace`` is that of the new line, taken from ``carried``. Raises OverflowError when the line leaves arithmetic.
    """
    manner, begun = drift.manner, drift.start[0]
    errors = [_error(drift.spread or 0.0, step.time - begun, drift.years) for step in drift.path]
    steps = [
        banded(step.time, middle, error, drift.freedom, manner)
        for step, middle, error in zip(drift.path, middles, errors, strict=True)
    ]
    path, too_wide = within_reason(steps, manner)
    doubts = (*(one for one in drift.doubts if one != "too_wide"), *(("too_wide",) if too_wide else ()))
    error = errors[-1] if drift.spread and not too_wide else None
    return replace(
        drift, pace=pace, path=path, doubts=doubts, middle=middles[-1], error=error, carried=carried, model=model
    )


def _error(spread: float, ahead: float, years: float) -> float:
    return spread * math.sqrt(ahead + ahead**2 / years)


def times_between(start: float, until: float) -> list[float]:
    """Return every year-end after ``start`` up to ``until``, and ``until`` itself."""
    times = [float(year) for year in range(math.floor(start + DAY) + 1, math.floor(until + DAY) + 1)]
    return times if times and times[-1] >= until - DAY else [*times, until]


def banded(time: float, middle: float, error: float, freedom: int, manner: Manner) -> Step:
    """Return one step from its middle and standard error on the method's own scale; no error, no band."""
    point = manner.back(middle)
    if not error:
        return Step(time, point, None, None)
    reach = student_t.quantile((1 + manner.level) / 2, freedom) * error
    low, high = manner.back(middle - reach), manner.back(middle + reach)
    # Both ends at a natural limit: the line has arrived, and a band of nothing would look like certainty (Forecast
    # says so).
    return Step(time, point, None, None) if low == high else Step(time, point, low, high)


def within_reason(steps: Sequence[Step], manner: Manner) -> tuple[tuple[Step, ...], bool]:
    """Return the steps, without any band when one says nothing (not finite, a hundredfold), and whether that is so.

    Raises OverflowError when the line itself leaves arithmetic.
    """
    if not all(math.isfinite(step.point) for step in steps):
        raise OverflowError("the line leaves arithmetic")
    wide = any(_says_nothing(step, manner) for step in steps)
    return tuple(replace(step, low=None, high=None) if wide else step for step in steps), wide


def _says_nothing(step: Step, manner: Manner) -> bool:
    if step.low is None or step.high is None:
        return False
    return not math.isfinite(step.high - step.low) or (manner.logs and step.high > step.low * WIDEST_FACTOR)


def _between_neighbours(logs: Series) -> list[tuple[float, float]]:
    """Return the yearly change between neighbours, and the years it took."""
    return [
        ((later - value) / (next_ - time), next_ - time) for (time, value), (next_, later) in itertools.pairwise(logs)
    ]


def _over_years(logs: Series) -> list[tuple[float, float]]:
    """Return the change over each whole year that ends at a month which has its like a year before."""
    known = {round(time * 12): value for time, value in logs}
    return [(value - known[month - 12], 1.0) for month, value in known.items() if month - 12 in known]


def _weighted_mean(changes: Sequence[tuple[float, float]]) -> float:
    """Return the mean yearly change, each weighing by the years it took: the whole change over the whole time."""
    return math.fsum(change * years for change, years in changes) / math.fsum(years for _, years in changes)


def _spread(changes: Sequence[tuple[float, float]], mean: float) -> float:
    """Return the standard deviation of one year's change: a change over n years deviates by sqrt(n) as much."""
    return math.sqrt(math.fsum(years * (change - mean) ** 2 for change, years in changes) / (len(changes) - 1))


def _pattern(logs: Series) -> Mapping[int, float]:
    """Return how far each month of the last year lay off the straight line through that year, by months into it."""
    end, last = logs[-1]
    known = {round((time - end) * 12) + 12: value for time, value in logs}
    first = known.get(0)
    if first is None:
        return {}
    return {month: value - first - month / 12 * (last - first) for month, value in known.items() if 0 <= month < 12}


def _doubts(
    series: Series, spread: float | None, changes: int, ahead: float, *, too_wide: bool, seasonal: bool
) -> tuple[str, ...]:
    """Return what a reader must know: slugs of sentences."""
    times = [time for time, _ in series]
    found = {
        "two_points": spread is None and not seasonal,
        "short": spread is not None and changes < SHORT,
        "no_spread": spread == 0,
        "too_wide": too_wide,
        "gaps": not seasonal and any(b - a > 1 + DAY for a, b in itertools.pairwise(times)),
        "far": ahead > times[-1] - times[0] + DAY,
    }
    return tuple(doubt for doubt, holds in found.items() if holds)
