"""How much a target asks: what it needs a year over what the last years brought, and one of four words.

A share of the recent pace needs no model and no chance, and stands on one scale for every indicator. The borders of
the words come from promises of this field and what became of them (docs/decisions/drafting.md).
"""

import math
from dataclasses import dataclass
from typing import Literal

from explorer.analysis.outlook import forecast_methods, projection
from explorer.analysis.outlook.projection import Manner, Series

Word = Literal["easy", "safe", "keen", "hard", "turn"]
EASY, SAFE, KEEN = 0.5, 0.8, 1.0


@dataclass(frozen=True)
class Ambition:
    """What a target asks from the latest value on.

    ``growth``: a year, a share; None where none leads there. ``step``: a year, in units. ``rho``: the required pace
    over the recent one, growth over growth for what grows, step over step for what has an upper limit or touches 0.
    ``word``: easy (below 0.5), safe (to 0.8), keen (to 1) or hard (above); turn, without a rho, where the last years
    led nowhere or away. Both are None without two values or time.
    """

    growth: float | None
    step: float | None
    rho: float | None
    word: Word | None


def ambition(
    series: Series, target: float, year: float, limits: tuple[float, float], direction: int, start: tuple[float, float]
) -> Ambition:
    """Return what ``target`` in ``year`` asks from ``start``, the latest value, of a series of year-ends."""
    time, value = start
    growth = projection.required_growth(value, time, target, year)
    step = projection.required_step(value, time, target, year)
    if step is None or len(series) < 2:
        return Ambition(growth, step, None, None)
    logs = projection.grows([value for _, value in (*series, start)], limits) and growth is not None
    needed = math.log1p(growth) if logs and growth is not None else step
    had, _ = forecast_methods.pace_of(series, Manner(logs))
    if direction * needed <= 0:
        return Ambition(growth, step, 0.0, "easy")
    if direction * had <= 0:
        return Ambition(growth, step, None, "turn")
    return Ambition(growth, step, needed / had, word(needed / had))


def word(rho: float) -> Word:
    """Return the word for a required pace over the recent one, read as it is printed: with two decimals."""
    rho = round(rho, 2)
    if rho < EASY:
        return "easy"
    if rho < SAFE:
        return "safe"
    return "keen" if rho <= KEEN else "hard"


def place(value: float, conservative: float, ambitious: float) -> float | None:
    """Return where a value lies between the conservative (0) and the ambitious level (1); None where they are one."""
    return None if conservative == ambitious else (value - conservative) / (ambitious - conservative)
