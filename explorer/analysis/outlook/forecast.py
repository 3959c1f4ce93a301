"""What may be shown of where a series goes, and why the rest may not: the one place that decides it.

Every outlet, page, picture, chart an office can edit, sheet and data address, reads a Forecast and nothing behind it,
so that none can show a line, a band or a probability that another refuses.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from explorer.analysis.outlook import backtest, forecast_methods, projection, seasonal
from explorer.analysis.outlook.backtest import FEWEST_ORIGINS, Record
from explorer.analysis.outlook.forecast_methods import Kind, Method, Projector, Start
from explorer.analysis.outlook.projection import Manner, Model, Outlook, Series, Step
from explorer.analysis.outlook.seasonal import Contest

Way = Method | Literal["ets"]
SHORTER = forecast_methods.LAST_YEARS + 1  # values: three yearly changes
SHORTER_MONTHS = forecast_methods.LAST_YEARS * seasonal.MONTHS + 1
NEAR = 2.5  # years ahead, beyond which only words are given for a probability: see bench/coverage.py
NO_RECORD = Record(0, 0, 0)


@dataclass(frozen=True)
class Asked:
    """What is asked of a series.

    ``whole``: every value that can be compared, of which the method is shown the last ``window`` (None: all), at
    every earlier origin too. ``broken``: whether a definition broke after all of them. ``goal``: on the series' scale;
    ``summed``: it is the mean of several years. ``start``: a later value that is no year of its own.
    """

    whole: Series
    until: float
    method: Way
    manner: Manner
    kind: Kind
    window: int | None = None
    start: Start | None = None
    goal: float | None = None
    direction: int = 1
    summed: bool = False
    broken: bool = False


@dataclass(frozen=True)
class Had:
    """What was had, which is no forecast: the yearly growth (a share) or the yearly step, over so many years.

    ``rate`` is None where the pace is in units; ``ahead``: it is the smoothing model's own, of the years to come.
    """

    rate: float | None
    step: float
    years: float
    count: int
    ahead: bool

    @property
    def pace(self) -> float:
        """The growth as a share, or the step in units."""
        return self.step if self.rate is None else self.rate


@dataclass(frozen=True)
class Forecast:
    """What may be shown. What is not there has its reason, a slug of a sentence.

    ``line`` is empty where there are no figures (``no_line`` says why); its steps have no band where ``no_band`` says
    why; ``chance`` is None where ``no_chance`` says why. ``rough``: whether the probability may be said with a rough
    figure, not in words alone. ``method`` and ``window`` are those taken, ``instead`` says why they are not those
    asked for. ``notes``: what a reader must know besides. ``record``: how earlier bands of that method fared, which is
    ``by``, for the picture of its backtest.
    """

    method: str | None
    window: int | None
    line: tuple[Step, ...] = ()
    start: Start | None = None
    chance: float | None = None
    rough: bool = False
    no_line: str | None = None
    no_band: str | None = None
    no_chance: str | None = None
    instead: str | None = None
    notes: tuple[str, ...] = ()
    record: Record = NO_RECORD
    had: Had | None = None
    spread: float | None = None
    seasonal: bool = False
    model: Model = "drift"
    contest: Contest | None = None
    by: Projector | None = field(default=None, repr=False, compare=False)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Everything a reader must know, each once: what was taken, what is left out and why, what else."""
        found = (self.instead, self.no_line, self.no_band, self.no_chance, *self.notes)
        return tuple(dict.fromkeys(one for one in found if one))

    @property
    def last(self) -> Step | None:
        """Where the line leads in the goal's year."""
        return self.line[-1] if self.line else None

    @property
    def banded(self) -> bool:
        """Whether a band may be shown in the goal's year."""
        return self.no_line is None and self.no_band is None


@dataclass(frozen=True)
class Fit:
    """One method at one window: what it says, how it fared before, and which function it was."""

    method: Way
    window: int | None
    found: Outlook
    record: Record
    by: Projector


def forecast(asked: Asked) -> Forecast:
    """Return what may be shown of the series asked about."""
    why = _unknown(asked)
    if why:
        return _refused(why)
    first = _fit(asked, asked.method, asked.window)
    if isinstance(first, str):
        return _refused(first)
    taken, instead = first, None
    if first.record.fails(asked.manner.level):
        taken, instead = next(_better(asked, first), (first, None))
    return _shown(asked, taken, instead)


def _unknown(asked: Asked) -> str | None:
    """Return why nothing can be said at all, or None."""
    if asked.broken:
        return "broken"
    if not asked.whole:
        return "nothing_known"
    if asked.manner.seasonal:
        return "few_months" if len(asked.whole) < projection.LEAST_WITHIN_YEARS else None
    return "one_point" if len(_window(asked.whole, asked.window)) < 2 else None


def _window(whole: Series, window: int | None) -> Series:
    return whole if window is None else whole[-window:]


def _fit(asked: Asked, method: Way, window: int | None) -> Fit | str:
    """Return a method's outlook with its record, or the reason why there is none."""
    series = _window(asked.whole, window)
    begun = (asked.start,) if asked.start else ()
    if method == "log_drift" and any(value <= 0 for _, value in (*series, *begun)):
        return "logs_of_nothing"
    try:
        by = _projector(asked, method, series)
        found = by(series, asked.until, asked.manner, asked.start)
        if found is not None and not math.isfinite(found.rate or found.pace):
            return "beyond_arithmetic"
    except (OverflowError, ValueError):
        return "beyond_arithmetic"
    if found is None:
        return "few_months" if asked.manner.seasonal else "one_point"
    ahead, origins = asked.until - found.start[0], seasonal.ORIGINS if by is _smoothing else projection.MOST_YEARS
    record = backtest.record(asked.whole, asked.manner, window, by, origins, ahead)
    return Fit(method, window, found, record, by)


def _projector(asked: Asked, method: Way, series: Series) -> Projector:
    if method == "ets" or (method == "monthly" and _contest(asked, series).better == "ets"):
        return _smoothing
    return forecast_methods.by(method)


def _contest(asked: Asked, series: Series) -> Contest:
    return seasonal.contest(series, _seasonal_manner(asked.manner, series))


def _seasonal_manner(manner: Manner, series: Series) -> Manner:
    return replace(manner, logs=projection.grows([value for _, value in series], manner.limits))


def _smoothing(series: Series, until: float, manner: Manner, start: Start | None = None) -> Outlook | None:
    """Return what exponential smoothing says; it starts at the latest month, so there is no other start."""
    del start
    return seasonal.smoothed(series, until, _seasonal_manner(manner, series))


def _better(asked: Asked, first: Fit) -> Iterator[tuple[Fit, str]]:
    """Yield what is tried where the record of what was asked for refutes it: three years alone, then a damped trend."""
    shorter = SHORTER_MONTHS if asked.manner.seasonal else SHORTER
    others: list[tuple[Way, int | None, str]] = []
    if len(_window(asked.whole, first.window)) > shorter:
        others.append((first.method, shorter, "shorter_window"))
    if first.method != "damped_trend" and not asked.manner.seasonal:
        others.append(("damped_trend", first.window, "damped_instead"))
    for method, window, instead in others:
        found = _fit(asked, method, window)
        if isinstance(found, Fit) and found.record.total and not found.record.fails(asked.manner.level):
            yield found, instead


def _refused(why: str) -> Forecast:
    return Forecast(None, None, no_line=why, no_band=why, no_chance=why)


def _shown(asked: Asked, taken: Fit, instead: str | None) -> Forecast:
    found = taken.found
    no_line = _no_line(asked, taken)
    no_band = no_line or _no_band(asked, taken)
    no_chance = no_line or _no_chance(asked, taken, no_band)
    line = () if no_line else _bare(found, everywhere=no_band not in (None, "limit_reached"))
    chance = None if no_chance or asked.goal is None else found.chance(asked.goal, asked.direction)
    notes = tuple(one for one in found.doubts if one in ("short", "gaps", "far", "steps_end"))
    if found.model == "steps":
        notes = (*notes, "zeros")
    return Forecast(
        method=found.method,
        window=taken.window,
        line=line,
        start=found.start,
        chance=chance,
        rough=found.freedom >= projection.SHORT - 1 and asked.until - found.start[0] <= NEAR,
        no_line=no_line,
        no_band=no_band,
        no_chance=no_chance,
        instead=instead,
        notes=() if no_line else notes,
        record=taken.record,
        had=Had(found.rate, found.pace, *found.carried, ahead=found.model == "ets"),
        spread=found.spread,
        seasonal=found.manner.seasonal,
        model=found.model,
        contest=_contest(asked, _window(asked.whole, taken.window)) if asked.method == "monthly" else None,
        by=taken.by,
    )


def _bare(found: Outlook, *, everywhere: bool) -> tuple[Step, ...]:
    """Return the line without its band: everywhere, or from where it has arrived at a natural limit."""
    limits = found.manner.limits
    return tuple(
        replace(step, low=None, high=None) if everywhere or step.point in limits else step for step in found.path
    )


def _no_line(asked: Asked, taken: Fit) -> str | None:
    """Return why there are no figures: too little for a headline, or a method refuted by its own record."""
    if not asked.manner.seasonal and taken.found.spread is None and taken.method not in forecast_methods.PURE:
        return "two_points"
    return "poor_record" if taken.record.fails(asked.manner.level) else None


def _no_band(asked: Asked, taken: Fit) -> str | None:
    found, record = taken.found, taken.record
    reasons = {
        "short_months": found.spread is None and asked.manner.seasonal,
        "two_points": found.spread is None,
        "no_spread": found.spread == 0,
        "too_wide": found.error is None,
        "untested": record.total == 0,
        "flow_untested": asked.kind == "flow" and record.origins < FEWEST_ORIGINS,
        "limit_reached": found.arrived or found.path[-1].low is None,
    }
    return next((why for why, holds in reasons.items() if holds), None)


def _no_chance(asked: Asked, taken: Fit, no_band: str | None) -> str | None:
    low, high = asked.manner.limits
    reasons = {
        "no_goal": asked.goal is None,
        "sum_of_years": asked.summed,
        "goal_beyond_limit": asked.goal is not None and not low <= asked.goal <= high,
        "goal_at_limit": asked.goal in (low, high),
        "limit_reached": taken.found.arrived,
        no_band or "": no_band is not None,
        "goal_of_nothing": asked.goal is not None and asked.goal <= 0 and taken.found.manner.logs,
    }
    return next((why for why, holds in reasons.items() if holds), None)
