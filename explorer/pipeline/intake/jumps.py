"""When a value is so far from the one before it that somebody should look at both."""

from typing import Literal

Kind = Literal["jump", "ten_thousands"]
JUMP, FEW, TEN_THOUSAND = 3.0, 8.0, 1e4


def jump(before: float, now: float) -> Kind | None:
    """Return what to ask of a value: three times the one before or more, a third or less, or a 万 apart.

    A few more or fewer may well be three times a small count: only counts are whole, a rate or a mean is asked about
    however small. Of what begins
    from nothing nothing can be said.
    """
    counts = float(before).is_integer() and float(now).is_integer()
    if not before or (counts and abs(now - before) < FEW):
        return None
    times = now / before
    if 1 / JUMP < times < JUMP:
        return None
    left_out = any(1 / JUMP < times * scale < JUMP for scale in (TEN_THOUSAND, 1 / TEN_THOUSAND))
    return "ten_thousands" if left_out else "jump"
