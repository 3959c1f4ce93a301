"""The methods a forecast can be made by, each on plain numbers: the headline of each kind of series and the pure ones.

Sources. The middle path lies between carrying on by growth, which overshoots, and by even steps, which fall short:
their geometric mean over the last three years came nearest of the lines tried on promises and outcomes in this field
(docs/decisions/outlook.md; bench/forecasts.py prints error and coverage on every published series). The damped trend:
Gardner and McKenzie, Forecasting trends in time series, Management Science 31 (1985), here with their usual factor
held fixed. The mean: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 5.2. Each has the width of the
drift through the same window around its own line.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal, Protocol

from explorer.analysis.outlook import projection
from explorer.analysis.outlook.projection import DAY, Manner, Outlook, Series

Kind = Literal["stock", "share", "flow"]
Method = Literal["middle_path", "damped_trend", "recent_mean", "log_drift", "linear_drift", "monthly"]
METHODS: tuple[Method, ...] = Method.__args__  # type: ignore[attr-defined]
YEARLY: tuple[Method, ...] = METHODS[:-1]
PURE: tuple[Method, ...] = ("log_drift", "linear_drift")
HEADLINES: Mapping[Kind, Method] = {"stock": "middle_path", "share": "damped_trend", "flow": "recent_mean"}
LAST_YEARS = 3
DAMPING = 0.8

Start = tuple[float, float]


class Projector(Protocol):
    """A method: where a window goes up to a time, from its last value or from a later ``start``."""

    def __call__(self, series: Series, until: float, manner: Manner, start: Start | None = None) -> Outlook | None:
        """Return the outlook; None where there is none."""


def kind_of(nature: str, limits: tuple[float, float]) -> Kind:
    """Return what kind of series it is: what cannot pass an upper limit is a share or a score, whatever else it is."""
    if math.isfinite(limits[1]):
        return "share"
    return "flow" if nature == "flow" else "stock"


def allowed(limits: tuple[float, float]) -> tuple[Method, ...]:
    """Return the yearly methods that make sense below such limits: nothing compounds towards an upper one."""
    return ("damped_trend", "recent_mean", "linear_drift") if math.isfinite(limits[1]) else YEARLY


def by(method: Method) -> Projector:
    """Return a method as a function of window, time, manner and start.

    The window it is given decides by itself whether there are logarithms to take, here as at every earlier origin;
    the growth method has no other way, and raises ValueError where a value is nothing.
    """
    centre = CENTRES[method]

    def project(series: Series, until: float, manner: Manner, start: Start | None = None) -> Outlook | None:
        values = [value for _, value in (*series, *((start,) if start else ()))]
        logs = method == "log_drift" or (method != "linear_drift" and projection.grows(values, manner.limits))
        drift = projection.project(series, until, replace(manner, logs=logs), start)
        return drift if drift is None or centre is None else centre(series, drift)

    return project


def last_years(series: Series) -> Series:
    """Return the values of the last three years, and the last two values where fewer than two lie in them."""
    recent = [point for point in series if point[0] >= series[-1][0] - LAST_YEARS - DAY]
    return recent if len(recent) > 1 else series[-2:]


def pace_of(series: Series, manner: Manner) -> tuple[float, tuple[float, int]]:
    """Return the mean yearly change of the last years on the method's scale, and over how many years and values."""
    recent = last_years(series)
    years = recent[-1][0] - recent[0][0]
    return (manner.to(recent[-1][1]) - manner.to(recent[0][1])) / years, (years, len(recent))


def damped(ahead: float, factor: float = DAMPING) -> float:
    """Return the sum of factor^1 to factor^ahead, the yearly steps a damped trend still takes; for parts of a year too.

    The closed form of the geometric series: it agrees with the sum at whole years.
    """
    return float(factor * (1 - factor**ahead) / (1 - factor))


def _middle_path(series: Series, drift: Outlook) -> Outlook:
    """Return the geometric mean of growth and even steps; where no logarithms can be taken, the even steps alone."""
    begun, value = drift.start
    step, carried = pace_of(series, replace(drift.manner, logs=False))
    times = [one.time - begun for one in drift.path]
    if not drift.manner.logs:
        return projection.centred(drift, [value + step * ahead for ahead in times], "steps", step, carried)
    growth, _ = pace_of(series, drift.manner)
    even = [value + step * ahead for ahead in times]
    if min(even) <= 0:
        # Even steps down lead to nothing, and a geometric mean with nothing is nothing: the growth alone is left.
        middles = [math.log(value) + growth * ahead for ahead in times]
        found = projection.centred(drift, middles, "drift", growth, carried)
        return replace(found, doubts=(*found.doubts, "steps_end"))
    middles = [(math.log(line) + math.log(value) + growth * ahead) / 2 for line, ahead in zip(even, times, strict=True)]
    return projection.centred(drift, middles, "middle", growth, carried)


def _damped_trend(series: Series, drift: Outlook) -> Outlook:
    """Return the last years' pace, each year a part of the one before: of growth, or of points below a limit."""
    begun, value = drift.start
    pace, carried = pace_of(series, drift.manner)
    middles = [drift.manner.to(value) + pace * damped(one.time - begun) for one in drift.path]
    return projection.centred(drift, middles, "damped", pace, carried)


def _recent_mean(series: Series, drift: Outlook) -> Outlook:
    """Return the mean of the last three values: what turns often has no pace to carry on."""
    recent = series[-LAST_YEARS:]
    mean = drift.manner.to(math.fsum(value for _, value in recent) / len(recent))
    pace, carried = pace_of(series, drift.manner)
    return projection.centred(drift, [mean] * len(drift.path), "mean", pace, carried)


CENTRES: Mapping[Method, Callable[[Series, Outlook], Outlook] | None] = {
    "middle_path": _middle_path,
    "damped_trend": _damped_trend,
    "recent_mean": _recent_mean,
    "log_drift": None,
    "linear_drift": None,
    "monthly": None,
}
