"""Three levels for a target, each by a rule that can be said in one sentence, on plain numbers.

By kind of series. A stock: even steps, middle path, same pace. What has an upper limit: half of the damped gain, the
damped gain, even steps below the limit. A yearly amount: the least and the mean of the last three years, the middle
path. A count of new things: the yearly mean of the last plan, and its best year. Full coverage: what there is, and all.
Source: the drafting rules and their record on promises of this field (docs/decisions/drafting.md).
"""

from collections.abc import Mapping
from typing import Literal

from explorer.analysis.outlook import forecast_methods
from explorer.analysis.outlook.forecast_methods import LAST_YEARS, Kind, Method
from explorer.analysis.outlook.projection import FASTEST, Manner, Series

Level = Literal["conservative", "base", "ambitious"]
LEVELS: tuple[Level, ...] = Level.__args__  # type: ignore[attr-defined]
Basis = Literal[
    "even_steps", "middle_path", "same_pace", "half_damped", "damped_trend", "steps_to_limit", "least", "recent_mean"
]
Ruled = tuple[Basis, float]


def ruled(
    kind: Kind, series: Series, year: int, limits: tuple[float, float], direction: int, start: tuple[float, float]
) -> dict[Level, Ruled]:
    """Return each level with its rule, in the order of what it asks; empty where a rule has nothing to say.

    ``series``: two year-ends or more, from which the last three years are taken; ``start``: the latest value, from
    which they lead on. ``direction``: +1 where more is better.
    """
    rules = RULES[kind]
    try:
        values = {basis: _value(basis, series, year, limits, start) for basis in rules}
    except (OverflowError, ValueError):
        return {}
    found = [(basis, value) for basis, value in values.items() if value is not None]
    if len(found) < len(LEVELS):
        return {}
    return dict(zip(LEVELS, sorted(found, key=lambda one: direction * one[1]), strict=True))


def _value(
    basis: Basis, series: Series, year: int, limits: tuple[float, float], start: tuple[float, float]
) -> float | None:
    recent = [value for _, value in series[-LAST_YEARS:]]
    if basis == "least":
        return min(recent)
    method, half = METHODS[basis]
    manner = Manner(logs=False, limits=limits)
    if basis == "same_pace" and forecast_methods.pace_of(series, Manner(logs=True))[0] > FASTEST:
        return None
    window = forecast_methods.last_years(series)
    found = forecast_methods.by(method)(window, year, manner, start)
    if found is None:
        return None
    point = found.path[-1].point
    return (start[1] + point) / 2 if half else point


METHODS: Mapping[Basis, tuple[Method, bool]] = {
    "even_steps": ("linear_drift", False),
    "middle_path": ("middle_path", False),
    "same_pace": ("log_drift", False),
    "half_damped": ("damped_trend", True),
    "damped_trend": ("damped_trend", False),
    "steps_to_limit": ("linear_drift", False),
    "recent_mean": ("recent_mean", False),
}
RULES: Mapping[Kind, tuple[Basis, Basis, Basis]] = {
    "stock": ("even_steps", "middle_path", "same_pace"),
    "share": ("half_damped", "damped_trend", "steps_to_limit"),
    "flow": ("least", "recent_mean", "middle_path"),
}
