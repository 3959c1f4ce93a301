"""How many begin and end in every city and year, so that stocks and published flows both come out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explorer.pipeline.simulation.assumptions import Stock, in_year
from explorer.pipeline.simulation.days import Flags, Floats, Ints, Span
from explorer.pipeline.simulation.published_anchors import PROVINCE
from explorer.pipeline.simulation.sampling import largest_remainder, share_out
from explorer.pipeline.simulation.stock_paths import stocks
from explorer.pipeline.simulation.world import World

Demand = tuple[Flags, int]


@dataclass(frozen=True)
class Quotas:
    """Whole numbers by (kind, city, year): what begins in the year, what ends in it."""

    starts: Ints
    ends: Ints


def quotas(world: World, rules: Sequence[Stock], all_kinds: str | None) -> Quotas:
    """Return the quotas of the ``rules``' kinds; ``all_kinds`` is the measure of their flows together.

    What begins is the stock's growth and what ends. What ends follows the declared rates, or the published
    flows where there are any. Raises ValueError when a published flow is smaller than the stock's growth.
    """
    stock = np.stack([stocks(world, rule) for rule in rules])
    before = np.concatenate([np.zeros_like(stock[:, :, :1]), stock[:, :, :-1]], axis=2)
    ends = np.empty_like(stock)
    for place, year in enumerate(world.span.years):
        rates = np.array([in_year(rule.ends, year) for rule in rules])[:, None] * world.span.lengths[place]
        change = stock[:, :, place] - before[:, :, place]
        demands = _demands(world, rules, all_kinds, year)
        ends[:, :, place] = _settle(year, change, rates * before[:, :, place], demands)
    return _scaled(stock, ends, world.scale)


def _scaled(stock: Ints, ends: Ints, scale: float) -> Quotas:
    stock, ends = np.rint(stock * scale).astype(np.int64), np.rint(ends * scale).astype(np.int64)
    change = np.diff(stock, axis=2, prepend=0)
    ends = np.maximum(ends, -change)
    return Quotas(change + ends, ends)


def _demands(world: World, rules: Sequence[Stock], all_kinds: str | None, year: int) -> list[Demand]:
    """Return the published flows of ``year`` as (which cells, their sum), the smallest sets first."""
    shape, every = (len(rules), len(world.land.cities)), slice(None)
    demands: list[Demand] = []
    for kind, rule in enumerate(rules):
        for place, city in enumerate(world.land.cities):
            flow = _city_flow(world, rule.flow, city, year)
            demands += _demand(shape, (slice(kind, kind + 1), slice(place, place + 1)), flow)
    for place, city in enumerate(world.land.cities):
        total = world.anchors.at(all_kinds, city, year) if all_kinds else None
        demands += _demand(shape, (every, slice(place, place + 1)), total)
    for kind, rule in enumerate(rules):
        demands += _demand(shape, (slice(kind, kind + 1), every), world.anchors.at(rule.flow, PROVINCE, year))
    total = world.anchors.at(all_kinds, PROVINCE, year) if all_kinds else None
    return demands + _demand(shape, (every, every), total)


def _city_flow(world: World, flow: str, city: str, year: int) -> float | None:
    """Return a city's published flow, or its published share of the province's."""
    value, province = world.anchors.at(flow, city, year), world.anchors.at(flow, PROVINCE, year)
    share = world.anchors.at(f"share_of_province_{flow.replace('_patent_', '_')}", city, year)
    if value is None and share is not None and province is not None:
        return share / 100 * province
    return value


def _demand(shape: tuple[int, int], where: tuple[slice, slice], value: float | None) -> list[Demand]:
    if value is None:
        return []
    cells = np.zeros(shape, dtype=np.bool_)
    cells[where] = True
    return [(cells, round(value))]


def _settle(year: int, change: Ints, prior: Floats, demands: Sequence[Demand]) -> Ints:
    """Return what ends (kinds, cities): the ``prior``, or what published flows imply."""
    least = np.maximum(-change, 0)
    prior = np.maximum(prior, least)
    ends = np.rint(prior).astype(np.int64)
    settled = np.zeros(change.shape, dtype=np.bool_)
    for where, total in demands:
        free = where & ~settled
        rest = total - int(change[where].sum()) - int(ends[where & settled].sum()) - int(least[free].sum())
        if rest < 0 or (rest and not free.any()):
            message = f"the flow {total} of {year} contradicts the stocks: list one in [[not_anchored]]"
            raise ValueError(message)
        ends[free] = least[free] + share_out(prior[free] - least[free], rest) if free.any() else 0
        settled |= where
    return ends


def by_month(flows: Ints, span: Span, season: Sequence[float]) -> Ints:
    """Spread yearly numbers (..., years) over the months (..., months): the season, without steps."""
    level = flows / span.lengths
    before = np.concatenate([level[..., :1], level[..., :-1]], axis=-1)
    after = np.concatenate([level[..., 1:], level[..., -1:]], axis=-1)
    parts = []
    for place, count in enumerate(span.months):
        middle = (np.arange(count) + 0.5) / 12 - 0.5
        here = level[..., place, None]
        slope = np.where(middle < 0, here - before[..., place, None], after[..., place, None] - here)
        weights = (here + slope * middle) * np.asarray(season)[:count]
        parts.append(largest_remainder(np.maximum(weights, 0), flows[..., place]))
    return np.concatenate(parts, axis=-1)
