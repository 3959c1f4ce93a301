"""From a few known figures to a stock for every city and year."""

from collections.abc import Mapping, Sequence

import numpy as np

from explorer.pipeline.simulation.assumptions import Stock
from explorer.pipeline.simulation.days import Floats, Ints
from explorer.pipeline.simulation.published_anchors import PROVINCE
from explorer.pipeline.simulation.sampling import share_out
from explorer.pipeline.simulation.world import World


def path(known: Mapping[int, float], rule: Stock, times: Floats) -> Floats:
    """Return the province's value at ``times`` (in years) through every ``known`` figure.

    Between two known figures it follows the nation's path where that is known for both, bent so as to meet
    them; otherwise a straight line of logarithms. After the last one it follows the nation, then the declared
    growth; before the first one the nation, then a power of time that starts from nothing in ``rule.since``.
    """
    years = np.array(sorted(known), dtype=float)
    logs = np.log([known[int(year)] for year in years])
    guide = _guide(rule, float(times[-1]))
    values = np.empty(len(times))
    for place, time in enumerate(times):
        earlier = years[max(int(np.searchsorted(years, time, side="right")) - 1, 0)]
        if min(earlier, time) >= min(guide):
            bent = np.interp(time, years, logs - _log(guide, years))
            values[place] = np.exp(bent + _log(guide, np.array([time]))[0])
        elif time >= years[0]:
            values[place] = np.exp(np.interp(time, years, logs))
        else:
            values[place] = _opening(time, years[0], logs[0], guide, rule)
    return values


def _guide(rule: Stock, last: float) -> dict[float, float]:
    """Return the nation's path, continued to the ``last`` time at the declared growth."""
    guide = {float(year): value for year, value in rule.guide.items()}
    end = max(guide)
    if last > end:
        guide[last] = guide[end] * (1 + rule.growth) ** (last - end)
    return guide


def _log(guide: Mapping[float, float], times: Floats) -> Floats:
    return np.interp(times, sorted(guide), np.log([guide[time] for time in sorted(guide)]))


def _opening(time: float, first: float, log: float, guide: Mapping[float, float], rule: Stock) -> float:
    """Return the value before the first known figure."""
    if min(guide) < first:
        log += float(np.log(guide[min(guide)]) - _log(guide, np.array([first]))[0])
        first = min(guide)
    share = max(time - (rule.since - 1), 0.0) / (first - (rule.since - 1))
    return float(np.exp(log) * share**rule.opening)


def over_cities(world: World, province: Floats, measure: str, weights: Mapping[str, float]) -> Ints:
    """Return whole numbers (cities, years) that add up to ``province`` and meet the cities' figures.

    The share of a city with figures runs straight between them and stays as it is before and after. The
    others share what is left by their ``weights``.
    """
    years, cities = list(world.span.years), world.land.cities
    shares = np.zeros((len(cities), len(years)))
    fixed = np.full((len(cities), len(years)), -1, dtype=np.int64)
    for row, city in enumerate(cities):
        known = {years.index(year): value for year, value in world.anchors.years(measure, city).items()}
        if known:
            places = sorted(known)
            shares[row] = np.interp(range(len(years)), places, [known[one] / province[one] for one in places])
            fixed[row, places] = [round(known[one]) for one in places]
    left = np.array([0.0 if shares[row].any() else weights[city] for row, city in enumerate(cities)])
    shares += (1 - shares.sum(axis=0)) * (left / left.sum())[:, None]
    columns = [_column(shares[:, one], fixed[:, one], round(province[one])) for one in range(len(years))]
    return np.stack(columns, axis=1)


def _column(shares: Floats, fixed: Ints, total: int) -> Ints:
    """Return one year's whole numbers: the fixed ones as they are, the rest of ``total`` by the shares."""
    free = fixed < 0
    column = fixed.copy()
    column[free] = share_out(shares[free], total - int(fixed[~free].sum()))
    return column


def stocks(world: World, rule: Stock) -> Ints:
    """Return the stock of every city at the end of every year (cities, years)."""
    province = path(world.anchors.years(rule.measure, PROVINCE), rule, world.span.times)
    return over_cities(world, province, rule.measure, rule.weights)


def yearly(known: Mapping[int, float], years: Sequence[int]) -> Floats:
    """Return a value for every year on straight lines of logarithms; the ends stay as they are."""
    return np.exp(np.interp(years, sorted(known), np.log([known[year] for year in sorted(known)])))
