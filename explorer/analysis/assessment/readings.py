"""What other official methods say of a goal whose year is still ahead, on plain numbers.

Notation: ``base`` in year ``base_year``, ``latest`` in ``latest_year``, ``goal`` in ``goal_year``; ``direction`` is +1
where higher is better and -1 where lower is. Years may have fractions. Sources: EUSTAT's application of the United
Nations' 2023 note (expected value, with its two exceptions); the Sustainable Development Report (linear pace); the
National Development and Reform Commission's mid-term review of December 2023 (progress against time); the Federal
Statistical Office of Germany, indicator report on sustainable development (mean of the last five yearly changes).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from explorer.analysis.assessment.methods import Direction, growth, meets

EXPECTED_ON_TRACK, EXPECTED_ACCELERATE = 0.95, 0.10
CLOSE_TO_LIMIT = 0.01  # EUSTAT: within 1 % of a natural limit counts as met
PACE_ON_TRACK, PACE_IMPROVING, PACE_STAGNATING = 1.0, 0.5, 0.0
# The review names its four words and "half the time, half the task", no bounds: as much either way is called basic.
AS_PLANNED = 0.05
FEW_MISSED, SOME_MISSED = 0.05, 0.20
CHANGES = 5
ON_TRACK_WORDS = frozenset({"achieved", "met", "on_track", "ahead_of_schedule", "faster", "as_expected", "sun"})

ExpectedWord = Literal["met", "on_track", "accelerate", "stagnation"]
PaceWord = Literal["met", "on_track", "improving", "stagnating", "decreasing"]
ScheduleWord = Literal["ahead_of_schedule", "faster", "as_expected", "behind"]
WeatherWord = Literal["sun", "light_cloud", "cloud", "thunderstorm"]


@dataclass(frozen=True)
class Readings:
    """What the other methods say, and the numbers they say it from.

    ``expected`` is the value expected in the goal year and ``expected_share`` the share of the way that it covers;
    ``pace`` the yearly step over the one needed; ``schedule`` the share of the way over the share of the time;
    ``carried`` the value in the goal year at the mean of the last yearly changes, ``miss`` by how much of the remaining
    way it misses the goal. None: the way or the series does not allow it.
    """

    expected: float | None
    expected_share: float | None
    expected_word: ExpectedWord
    pace: float | None
    pace_word: PaceWord
    schedule: float | None
    schedule_word: ScheduleWord
    carried: float | None
    miss: float | None
    weather: WeatherWord | None

    @property
    def on_track(self) -> tuple[bool, ...]:
        """For each method that says something, whether it says "on track or better"."""
        words = (self.expected_word, self.pace_word, self.schedule_word, self.weather)
        return tuple(word in ON_TRACK_WORDS for word in words if word is not None)


@dataclass(frozen=True)
class Way:
    """The way from a base to a goal, and how far along it the latest value is; ``limits``: the natural ones."""

    base: float
    base_year: float
    latest: float
    latest_year: float
    goal: float
    goal_year: float
    direction: Direction
    limits: tuple[float, float] | None = None

    @property
    def leads(self) -> bool:
        """Whether there is a way: the base lies on the far side of the goal. A limit that was kept has no way to it."""
        return self.direction * (self.goal - self.base) > 0

    @property
    def met(self) -> bool:
        """Whether the latest value meets the goal."""
        return meets(self.latest, self.goal, self.direction)

    @property
    def worsening(self) -> bool:
        """Whether the latest value lies on the wrong side of the base."""
        return self.direction * (self.latest - self.base) < 0


def other_readings(way: Way, series: Sequence[tuple[float, float]] = ()) -> Readings | None:
    """Return what the other methods say of a way; None where its years leave none.

    ``series``: year and value of every year-end known, oldest first. Where the base met the goal already there is no
    share of a way: each method says whether the goal is kept, or that the value moves away from it.
    """
    if way.base_year in (way.latest_year, way.goal_year):
        return None
    expected = _bounded(_expected(way), way.limits)
    share = (expected - way.base) / (way.goal - way.base) if way.leads else None
    step = (way.latest - way.base) / (way.latest_year - way.base_year)
    pace = step / ((way.goal - way.base) / (way.goal_year - way.base_year)) if way.leads else None
    carried = _carried(series, way)
    miss = None if carried is None else _miss(carried, way)
    return Readings(
        expected,
        share,
        _expected_word(share, way),
        pace,
        _pace_word(pace, way),
        pace,  # the share of the way over the share of the time is the same number
        _schedule_word(pace, way),
        carried,
        miss,
        None if miss is None else _weather(miss, series, way),
    )


def _expected(way: Way) -> float:
    """Return the value that the growth so far leads to; along a straight line where no growth can be computed."""
    try:
        rate = growth(way.base, way.base_year, way.latest, way.latest_year)
        return float(way.latest * (1 + rate) ** (way.goal_year - way.latest_year))
    except (ValueError, OverflowError):
        slope = (way.latest - way.base) / (way.latest_year - way.base_year)
        return way.latest + slope * (way.goal_year - way.latest_year)


def _bounded(value: float, limits: tuple[float, float] | None) -> float:
    return value if limits is None else min(max(value, limits[0]), limits[1])


def _at_limit(way: Way) -> bool:
    """Whether the latest value lies within 1 % of the natural limit that it runs towards."""
    if way.limits is None:
        return False
    low, high = way.limits
    end = high if way.direction == 1 else low
    return way.direction * (end - way.latest) <= CLOSE_TO_LIMIT * (high - low)


def _expected_word(share: float | None, way: Way) -> ExpectedWord:
    if way.met or _at_limit(way):
        return "met"
    if share is None or way.worsening or share < EXPECTED_ACCELERATE:
        return "stagnation"
    return "on_track" if share >= EXPECTED_ON_TRACK else "accelerate"


def _pace_word(pace: float | None, way: Way) -> PaceWord:
    if way.met:
        return "met"
    if pace is None or pace < PACE_STAGNATING:
        return "decreasing"
    if pace >= PACE_ON_TRACK:
        return "on_track"
    return "improving" if pace >= PACE_IMPROVING else "stagnating"


def _schedule_word(schedule: float | None, way: Way) -> ScheduleWord:
    if way.met:
        return "ahead_of_schedule"
    if schedule is None or schedule < 1 - AS_PLANNED:
        return "behind"
    return "faster" if schedule > 1 + AS_PLANNED else "as_expected"


def _changes(series: Sequence[tuple[float, float]], way: Way) -> list[float]:
    """Return the last five changes from one year-end to the next, up to the latest value; none across a gap."""
    known = [(year, value) for year, value in series if year <= way.latest_year]
    found = [b[1] - a[1] for a, b in pairwise(known) if b[0] - a[0] == 1]
    whole = all(b[0] - a[0] == 1 for a, b in pairwise(known[-CHANGES - 1 :]))
    return found[-CHANGES:] if whole and len(found) >= CHANGES else []


def _carried(series: Sequence[tuple[float, float]], way: Way) -> float | None:
    changes = _changes(series, way)
    if not changes:
        return None
    mean = sum(changes) / len(changes)
    return _bounded(way.latest + mean * (way.goal_year - way.latest_year), way.limits)


def _miss(carried: float, way: Way) -> float:
    """Return by how much of the remaining way a value misses the goal; 0 where it reaches it."""
    short = way.direction * (way.goal - carried)
    left = way.direction * (way.goal - way.latest)
    return 0.0 if short <= 0 else short / left if left > 0 else 1.0


def _weather(miss: float, series: Sequence[tuple[float, float]], way: Way) -> WeatherWord:
    if miss < FEW_MISSED:
        return "sun"
    if way.direction * sum(_changes(series, way)) <= 0:
        return "thunderstorm"
    return "light_cloud" if miss <= SOME_MISSED else "cloud"


def agree(status: str, found: Readings | None) -> bool | None:
    """Return whether all methods agree on "on track or better"; None when the others say nothing."""
    if found is None:
        return None
    return len({status in ON_TRACK_WORDS, *found.on_track}) == 1
