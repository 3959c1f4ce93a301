"""Student's t distribution for whole degrees of freedom, from its finite series.

Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 (odd) and 26.7.4 (even).
"""

import math
from functools import lru_cache

WIDEST = 1e6
TOLERANCE = 1e-12


def below(t: float, freedom: int) -> float:
    """Return the probability of a value below ``t``. Raises ValueError for fewer than one degree of freedom."""
    if freedom < 1:
        raise ValueError("a t distribution needs at least one degree of freedom")
    angle = math.atan2(t, math.sqrt(freedom))
    # Far out the finite series ends a rounding beyond one: a probability does not.
    return min(max(0.5 + _between(angle, freedom) / 2, 0.0), 1.0)


@lru_cache(maxsize=256)
def quantile(share: float, freedom: int) -> float:
    """Return the t that a ``share`` of values lies below, by halving. Raises ValueError outside 0 to 1."""
    if not 0 < share < 1:
        raise ValueError("a share lies between 0 and 1")
    if share < 1 / 2:
        return -quantile(1 - share, freedom)
    low, high = 0.0, WIDEST
    while high - low > TOLERANCE * (1 + low):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle, freedom) < share else (low, middle)
    return low


def _between(angle: float, freedom: int) -> float:
    """Return A(t | freedom), the probability between -t and t, where tan(angle) = t / sqrt(freedom)."""
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    term, total = (cosine, 0.0) if odd else (1.0, 0.0)
    for step in range(2 + odd, freedom + 1, 2):
        total += term
        term *= cosine**2 * (step - 1) / step
    if odd:
        return 2 / math.pi * (angle + sine * total)
    return sine * total
