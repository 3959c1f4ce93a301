"""Random series of every unpleasant kind: zeros anywhere, gaps, limits, two points, jumps, constants, falls."""

import random

from explorer.analysis.outlook.projection import Series

SHAPES = ("steady", "zeros", "gaps", "share", "short", "jumps", "constant", "falling", "huge", "tiny")


def series(draw: random.Random) -> tuple[str, Series, tuple[float, float]]:
    """Return a shape, a series of it, and its natural limits."""
    shape = draw.choice(SHAPES)
    count = draw.randint(1, 3) if shape == "short" else draw.randint(4, 14)
    value, values = draw.uniform(1, 500), []
    growth, noise = draw.uniform(-0.05, 0.2), draw.choice((0.0, 0.01, 0.1, 0.4))
    for _ in range(count):
        values.append(max(value, 0.0))
        value *= 1 + growth + draw.gauss(0, noise)
    if shape == "zeros":
        values = [0.0 if draw.random() < 0.3 else one for one in values]
    elif shape == "share":
        top = max(values)
        values = [min(100.0, one / top * draw.choice((60.0, 99.0, 100.0))) for one in values]
    elif shape == "jumps":
        values = [one * 10 ** draw.randint(-6, 6) if draw.random() < 0.3 else one for one in values]
    elif shape == "constant":
        values = [values[0]] * count
    elif shape == "falling":
        values = [max(values[0] - place * values[0] / 5, 0.0) for place in range(count)]
    elif shape in ("huge", "tiny"):
        values = [one * (1e300 if shape == "huge" else 1e-300) for one in values]
    years = sorted(draw.sample(range(2005, 2026), count)) if shape == "gaps" else range(2026 - count, 2026)
    limits = (0.0, 100.0) if shape == "share" else (0.0, float("inf"))
    return shape, [(float(year), one) for year, one in zip(years, values, strict=True)], limits


def goal(draw: random.Random, known: Series, limits: tuple[float, float]) -> float:
    """Return a goal near the last value, at a limit, beyond one, or at nothing."""
    end = known[-1][1]
    return draw.choice((end, end * 1.2, end * 0.5, 0.0, 100.0, limits[1] if limits[1] == 100 else end * 9, -1.0, 101.0))
