"""How values are spelt in an address, and what a spelling means: the nearest sensible value."""

import datetime as dt
import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence

from explorer.core import clock
from explorer.core.errors import Trouble

LONGEST = 80
MOST_WEIGHTS, HEAVIEST = 100, 1e12


def one_line(asked: str | None) -> str:
    """Return a text as the address holds it: on one line, cut to LONGEST characters."""
    return " ".join((asked or "").split())[:LONGEST]


Spelt = tuple[Callable[[str | None], str], Callable[[str], str]]
ONE_LINE: Spelt = (one_line, str)


def weights(asked: str | None) -> Iterator[tuple[str, float]]:
    """Yield what can be read of area:weight pairs with commas between; nothing negative, nothing beyond HEAVIEST."""
    for pair in (asked or "").split(",")[:MOST_WEIGHTS]:
        area, _, text = pair.partition(":")
        try:
            weight = float(text)
        except ValueError:
            continue
        if 0 <= weight <= HEAVIEST:
            yield area, weight


def weighed(weights: Mapping[str, float]) -> str:
    """Return weights as the address writes them: area:weight, with commas between."""
    return ",".join(f"{area}:{number(weight)}" for area, weight in weights.items())


def number(value: float | None) -> str:
    """Return a number as the address writes it: 850000, 12.5, nothing for none."""
    return "" if value is None else f"{value:.12g}"


def nearest(asked: str | None, options: Sequence[str], default: str) -> str:
    """Return the option asked for, the one it is a misspelling of, or the default."""
    if asked is None or asked in options:
        return asked or default
    words = [option for option in options if not option[:1].isdigit()]  # a mistyped code is another area, not a typo
    close = difflib.get_close_matches(asked[:LONGEST], words, n=1, cutoff=0.8)
    return close[0] if close else default


def nearest_day(asked: str | None, first: dt.date, last: dt.date, default: dt.date | None = None) -> dt.date:
    """Return the day asked for, within the first and the last; where it is none, the default, else the last."""
    try:
        day = clock.day(asked or "")
    except ValueError:
        day = default or last
    return min(max(day, first), last)


def nearest_page(asked: str | None, last: int) -> int:
    """Return the page asked for, within 1 and the last."""
    number = asked if asked and asked.isascii() and asked.isdigit() else "1"
    return min(max(int(number[:LONGEST]), 1), last)


def one_of(name: str, asked: str, allowed: Sequence[str]) -> str:
    """Return a parameter that is one of those allowed. Raises Trouble for any other."""
    if asked not in allowed:
        raise Trouble("unknown_value", name=name, asked=asked, allowed=listed(allowed))
    return asked


def listed(slugs: Sequence[str] | Mapping[str, object]) -> str:
    """Return slugs as a sentence lists them; of many, the first forty."""
    everything = list(slugs)
    return ", ".join(everything[:40]) + (" …" if len(everything) > 40 else "")
