"""Series within the year: their running total, exponential smoothing where it is installed, and which method to trust.

Source of the smoothing model, ETS(A,Ad,A), and of its forecast variance: Hyndman, Koehler, Ord and Snyder,
Forecasting with Exponential Smoothing, 2008, table 6.2 (class 1). Fitted with statsmodels, which is optional.
"""

import importlib.util
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from explorer.analysis.outlook import projection
from explorer.analysis.outlook.projection import Manner, Model, Outlook, Series

MONTHS = 12
ORIGINS = 5
LEAST_TO_FIT = 36


@dataclass(frozen=True)
class Contest:
    """Both methods judged from the same origins, a year ahead each: their mean absolute errors, in the series' unit.

    ``ets`` is None where statsmodels is not installed or the series is too short; then there was no contest.
    """

    origins: int
    drift: float | None
    ets: float | None

    @property
    def better(self) -> Model:
        """The method to use: exponential smoothing only where it beat the seasonal drift."""
        return "ets" if self.drift is not None and self.ets is not None and self.ets < self.drift else "drift"


def installed() -> bool:
    """Whether the optional statsmodels is there."""
    return importlib.util.find_spec("statsmodels") is not None


def month_of(time: float) -> int:
    """Return the month that ends at ``time`` (in years), counted from the beginning of our era."""
    return round(time * MONTHS)


def parts(month: int) -> tuple[int, ...]:
    """Return the months whose year-to-date amounts make the total of the last twelve months at ``month``.

    December's total is the year's; another month's is last December's less the month's a year ago plus its own.
    """
    december = (month - 1) // MONTHS * MONTHS
    return (month,) if month == december + MONTHS else (december, month - MONTHS, month)


def running_year(to_date: Series) -> list[tuple[float, float]]:
    """Return the totals of the last twelve months from year-to-date amounts (month by month, each from 1 January).

    Months without a full year before them have none.
    """
    known = {month_of(time): value for time, value in to_date}
    found = []
    for month, value in known.items():
        whole = [known[part] for part in parts(month) if part in known]
        if len(whole) == len(parts(month)):
            found.append((month / MONTHS, value if len(whole) == 1 else whole[0] - whole[1] + value))
    return found


def contiguous(series: Series) -> bool:
    """Whether no month is missing between the first and the last."""
    return bool(series) and round((series[-1][0] - series[0][0]) * MONTHS) == len(series) - 1


def contest(series: Series, manner: Manner) -> Contest:
    """Return how far each method was off a year ahead, from up to ORIGINS origins a year apart (rolling origin)."""
    return _contest(tuple(series), manner)


@lru_cache(maxsize=64)
def _contest(series: tuple[tuple[float, float], ...], manner: Manner) -> Contest:
    if not contiguous(series):
        return Contest(0, None, None)
    # Of a short series the earliest origins do not exist: a count below nothing would cut from the other end.
    shown = [series[: max(len(series) - MONTHS * back, 0)] for back in range(1, ORIGINS + 1)]
    usable = [part for part in shown if len(part) >= LEAST_TO_FIT]
    came = {round(time * MONTHS): value for time, value in series}
    truths = [came[round(part[-1][0] * MONTHS) + MONTHS] for part in usable]
    by_drift = [projection.project(part, part[-1][0] + 1, manner) for part in usable]
    by_ets = [smoothed(part, part[-1][0] + 1, manner) for part in usable]
    return Contest(len(usable), _mean_error(by_drift, truths), _mean_error(by_ets, truths))


def _mean_error(found: Sequence[Outlook | None], truths: Sequence[float]) -> float | None:
    if not found or any(one is None for one in found):
        return None
    return sum(abs(one.path[-1].point - truth) for one, truth in zip(found, truths, strict=True) if one) / len(found)


def smoothed(series: Series, until: float, manner: Manner) -> Outlook | None:
    """Return the outlook of exponential smoothing (see projection.project); None where it cannot be fitted."""
    return _smoothed(tuple(series), until, manner)


@lru_cache(maxsize=64)
def _smoothed(series: tuple[tuple[float, float], ...], until: float, manner: Manner) -> Outlook | None:
    if len(series) < LEAST_TO_FIT or not contiguous(series) or not installed():
        return None
    drift = projection.project(series, until, manner)
    fit = _fit([manner.to(value) for _, value in series])
    if drift is None or fit is None:
        return None
    begun = series[-1][0]
    ahead = [round((step.time - begun) * MONTHS) for step in drift.path]
    middles = [float(middle) for middle in fit.forecast(max(ahead))]
    errors = _errors(fit, max(ahead))
    freedom = len(series) - len(fit.params)
    steps = [
        projection.banded(step.time, middles[months - 1], errors[months - 1], freedom, manner)
        for step, months in zip(drift.path, ahead, strict=True)
    ]
    path, too_wide = projection.within_reason(steps, manner)
    last = ahead[-1] - 1
    doubts = (*(doubt for doubt in drift.doubts if doubt == "far"), *(("too_wide",) if too_wide else ()))
    pace = (middles[last] - manner.to(series[-1][1])) / (drift.path[-1].time - begun)
    error = None if too_wide else errors[last]
    return replace(
        drift, pace=pace, path=path, doubts=doubts, middle=middles[last], error=error, freedom=freedom, model="ets"
    )


def _fit(values: list[float]) -> Any:
    """Return the fitted model; None where the series has no variation or the fit does not settle."""
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel  # noqa: PLC0415 - optional, and slow to import

    if max(values) - min(values) < 1e-9 * max(1.0, abs(values[0])):
        return None
    model = ETSModel(values, error="add", trend="add", damped_trend=True, seasonal="add", seasonal_periods=MONTHS)
    try:
        return model.fit(disp=False, maxiter=300)
    except (ValueError, ArithmeticError):
        return None


def _errors(fit: Any, months: int) -> list[float]:
    """Return the standard error one month ahead, two, and so on."""
    level, trend, season, damping = (
        float(getattr(fit, name))
        for name in ("smoothing_level", "smoothing_trend", "smoothing_seasonal", "damping_trend")
    )
    variance = float(fit.sse) / max(fit.nobs - len(fit.params), 1)
    found, total, damped = [], 1.0, 0.0
    for month in range(1, months + 1):
        found.append(math.sqrt(variance * total))
        damped += damping**month
        total += (level + trend * damped + season * (month % MONTHS == 0)) ** 2
    return found
