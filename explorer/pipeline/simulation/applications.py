"""Applications that were not granted by the last day: refused, withdrawn or still pending."""

import numpy as np

from explorer.pipeline.simulation.assumptions import Stock, by_year
from explorer.pipeline.simulation.days import Floats, Ints
from explorer.pipeline.simulation.flows import by_month
from explorer.pipeline.simulation.patents import INVENTION, KINDS, Patents, rows_of, ungranted
from explorer.pipeline.simulation.published_anchors import PROVINCE
from explorer.pipeline.simulation.sampling import largest_remainder, share_out, within
from explorer.pipeline.simulation.stock_paths import over_cities, path
from explorer.pipeline.simulation.world import World

INVENTIONS, ALL_KINDS = "invention_patent_applications", "patent_applications"


def applications(world: World, granted: Patents) -> Patents:
    """Return the ungranted applications that lift the filings of a city, kind and year to their number."""
    filed = _filings(world, granted)
    monthly = _missing(world, _wanted(world, _by_year(filed)), filed)
    _, city, kind, month = rows_of(monthly)
    starts = world.span.month_starts
    return ungranted(city, kind, within(world.stream("applications"), starts[month], starts[month + 1] - 1))


def _filings(world: World, granted: Patents) -> Ints:
    """Return how many granted patents were filed in every (city, kind, month)."""
    starts = world.span.month_starts
    shape = (len(world.land.cities), len(KINDS), len(starts) - 1)
    month = np.searchsorted(starts, granted.filed, side="right") - 1
    cell = (granted.city * shape[1] + granted.kind) * shape[2] + month
    return np.asarray(np.bincount(cell, minlength=shape[0] * shape[1] * shape[2]).reshape(shape))


def _by_year(monthly: Ints) -> Ints:
    """Sum months (..., months) to years (..., years)."""
    return np.asarray(np.add.reduceat(monthly, np.arange(0, monthly.shape[-1], 12), axis=-1))


def _wanted(world: World, filed: Ints) -> Ints:
    """Return the applications of every (city, kind, year), ungranted ones included."""
    wanted = _other_kinds(world, filed)
    others = wanted[:, INVENTION + 1 :].sum(axis=(0, 1)) / world.scale
    more = np.rint(_inventions(world, others) * world.scale) - filed[:, INVENTION]
    total = np.maximum(more.sum(axis=0), 0).astype(np.int64)
    wanted[:, INVENTION] = filed[:, INVENTION] + largest_remainder(np.maximum(more, 0).T, total).T
    return wanted


def _other_kinds(world: World, filed: Ints) -> Ints:
    """Return the applications of utility models and designs; the column of inventions is left at zero.

    Two years before the last day not all grants are in, so the last two years file as many as the year before
    them.
    """
    wanted = np.rint(filed / (1 - world.declared("applications")["refused"])).astype(np.int64)
    wanted[:, :, -2:] = np.rint(wanted[:, :, -3:-2] * world.span.lengths[-2:])
    wanted = np.asarray(np.maximum(wanted, filed))
    wanted[:, INVENTION] = 0
    for city, code in enumerate(world.land.cities):
        for year, total in world.anchors.years(ALL_KINDS, code).items():
            inventions, place = world.anchors.at(INVENTIONS, code, year), world.span.years.index(year)
            if inventions is not None:
                rest = round((total - inventions) * world.scale)
                wanted[city, :, place] = share_out(wanted[city, :, place].astype(float), rest)
    return wanted


def _inventions(world: World, others: Floats) -> Ints:
    """Return the invention applications of every (city, year).

    Where only the sum of all kinds is published for the province, they are what the ``others`` leave of it.
    """
    table = world.declared("applications")
    rule = Stock(
        measure=INVENTIONS,
        flow="",
        since=world.span.first_year,
        opening=table["opening"],
        growth=table["growth"],
        ends={},
        guide=by_year(table["guide"]),
        weights=table["weights"],
    )
    times = np.asarray(world.span.years, dtype=float)
    province = path(world.anchors.years(INVENTIONS, PROVINCE), rule, times) * world.span.lengths
    for year, total in world.anchors.years(ALL_KINDS, PROVINCE).items():
        place = world.span.years.index(year)
        if world.anchors.at(INVENTIONS, PROVINCE, year) is None:
            province[place] = total - others[place]
    return over_cities(world, province, INVENTIONS, rule.weights)


def _missing(world: World, wanted: Ints, filed: Ints) -> Ints:
    """Spread the ungranted applications over the months in which the granted ones leave most room."""
    room = np.maximum(by_month(wanted, world.span, world.assumed.season) - filed, 0).astype(float)
    missing = np.maximum(wanted - _by_year(filed), 0)
    parts = [
        largest_remainder(room[:, :, place * 12 : place * 12 + 12], missing[:, :, place])
        for place in range(len(world.span.years))
    ]
    return np.concatenate(parts, axis=-1)
