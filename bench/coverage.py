"""How often the band of the what-if page holds what comes: simulated truths of five kinds, thousands of series a case.

Every series is the logarithm of something that grows by 5 % a year, with noise of 4 %. The method is shown n values
and asked for the values two and five years on. Noise around the trend: independent; autocorrelated (0.6); a random
walk. Two kinds that no band of this sort can promise for are reported beside them: growth that itself remembers last
year's (0.6), and growth that stops for good in the first hidden year in half of the series. Nothing is asserted here;
the what-if page tells its readers of the last two.
"""

import itertools
import math
import random
from collections.abc import Callable

from explorer.analysis.outlook import projection
from explorer.analysis.outlook.projection import Manner

SERIES, HORIZONS = 2000, (2, 5)
MEAN, SPREAD, MEMORY = 0.05, 0.04, 0.6
LENGTHS = (4, 6, 10)

Truth = Callable[[random.Random, int], list[float]]


def independent(draw: random.Random, years: int) -> list[float]:
    """Return a straight trend with independent noise."""
    return [MEAN * year + draw.gauss(0, SPREAD) for year in range(years)]


def autocorrelated(draw: random.Random, years: int) -> list[float]:
    """Return a straight trend with noise of which each year keeps a part."""
    return [MEAN * year + noise for year, noise in enumerate(_remembering(draw, years))]


def random_walk(draw: random.Random, years: int) -> list[float]:
    """Return the sum of independent growth rates."""
    return list(itertools.accumulate(MEAN + draw.gauss(0, SPREAD) for _ in range(years)))


def persistent(draw: random.Random, years: int) -> list[float]:
    """Return the sum of growth rates of which each keeps a part of the last one's deviation."""
    return list(itertools.accumulate(MEAN + deviation for deviation in _remembering(draw, years)))


def stopping(draw: random.Random, years: int) -> list[float]:
    """Return the sum of independent growth rates whose mean is nothing in the hidden years of half of the series."""
    stops = draw.random() < 1 / 2
    means = [0.0 if stops and year >= years - max(HORIZONS) else MEAN for year in range(years)]
    return list(itertools.accumulate(mean + draw.gauss(0, SPREAD) for mean in means))


def _remembering(draw: random.Random, years: int) -> list[float]:
    """Return an autoregressive noise of spread SPREAD, started in its long run."""
    found = [draw.gauss(0, SPREAD)]
    for _ in range(years - 1):
        found.append(MEMORY * found[-1] + math.sqrt(1 - MEMORY**2) * draw.gauss(0, SPREAD))
    return found


KINDS: dict[str, Truth] = {
    "independent noise": independent,
    "autocorrelated noise": autocorrelated,
    "random-walk noise": random_walk,
    "persistent growth": persistent,
    "break": stopping,
}


def coverage(truth: Truth, length: int, seed: int, count: int = SERIES) -> dict[int, float]:
    """Return, for each of HORIZONS, the share of ``count`` series whose value that many years on lies in the band."""
    draw, held = random.Random(seed), dict.fromkeys(HORIZONS, 0)
    for _ in range(count):
        values = truth(draw, length + max(HORIZONS))
        series = [(float(year), 100 * math.exp(level)) for year, level in enumerate(values)]
        found = projection.project(series[:length], series[-1][0], Manner(logs=True))
        bands = {step.time: step for step in (found.path if found else ())}
        for ahead in HORIZONS:
            time, came = series[length - 1 + ahead]
            step = bands[time]
            held[ahead] += step.low is not None and step.high is not None and step.low <= came <= step.high
    return {ahead: found / count for ahead, found in held.items()}


def main() -> None:
    """Print the share of truths inside the 80 % band, by kind of truth, number of values and years ahead."""
    print(f"share of values inside a band of {projection.LEVEL:.0%}, {SERIES} series a case")
    head = "".join(f"{f'n = {length}':>9}" for length in LENGTHS)
    print(f"{'':<22}" + "".join(f"{f'{ahead} years ahead':>27}" for ahead in HORIZONS))
    print(f"{'truth':<22}" + head * len(HORIZONS))
    for name, truth in KINDS.items():
        found = {length: coverage(truth, length, seed=length) for length in LENGTHS}
        cells = (f"{found[length][ahead]:>9.1%}" for ahead in HORIZONS for length in LENGTHS)
        print(f"{name:<22}" + "".join(cells))


if __name__ == "__main__":
    main()
