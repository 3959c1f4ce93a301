"""What happens to patents in force: transfers, licences, pledges, overseas grants, awards."""

from dataclasses import dataclass

import numpy as np

from explorer.pipeline.simulation.assumptions import by_year
from explorer.pipeline.simulation.days import Flags, Ints
from explorer.pipeline.simulation.patents import DESIGN, INVENTION, Patents
from explorer.pipeline.simulation.published_anchors import PROVINCE
from explorer.pipeline.simulation.sampling import pick, share_out, within
from explorer.pipeline.simulation.stock_paths import yearly
from explorer.pipeline.simulation.world import World

Whole = Ints | int
KINDS = ("transfer", "licence", "pledge", "overseas_grant", "award")
TRANSFER, LICENCE, PLEDGE, OVERSEAS, AWARD = range(len(KINDS))
UNITS = 100  # parts of 10 000 yuan in which amounts are shared out


@dataclass(frozen=True)
class Events:
    """One entry per event.

    ``patent`` is a place in the patents, ``more`` that of an office, an award or a project, else -1;
    ``amount`` counts hundredths of 10 000 yuan.
    """

    patent: Ints
    kind: Ints
    day: Ints
    more: Ints
    amount: Ints


class Pool:
    """The patents in force throughout a year, from whom the year's events are drawn city by city."""

    def __init__(self, patents: Patents, among: Flags, first: int, last: int) -> None:
        self.first, self.last = first, last
        self.rows = np.flatnonzero(among & (patents.granted < first) & (patents.lapsed > last))
        self.sizes = np.bincount(patents.city[self.rows], minlength=int(patents.city.max(initial=0)) + 1)
        self.starts = np.cumsum(self.sizes) - self.sizes

    def draw(self, random: np.random.Generator, count: int) -> tuple[Ints, Ints]:
        """Return ``count`` places in ``rows`` and their cities, every city by the number of its patents."""
        parts = share_out(self.sizes.astype(float), count if len(self.rows) else 0)
        city = np.repeat(np.arange(len(self.sizes)), parts)
        return within(random, self.starts[city], self.starts[city] + self.sizes[city] - 1), city

    def days(self, random: np.random.Generator, count: int) -> Ints:
        """Return ``count`` days of the year."""
        return within(random, np.full(count, self.first), np.full(count, self.last))


def events(world: World, patents: Patents) -> Events:
    """Return every event of the register, year by year."""
    parts = []
    everything, inventions = np.ones(len(patents), dtype=np.bool_), patents.kind == INVENTION
    for year, length in zip(world.span.years, world.span.lengths, strict=True):
        bounds = world.span.first_day(year), world.span.last_day(year)
        invented = Pool(patents, inventions, *bounds)
        share = world.scale * float(length)
        parts += [
            _transfers(world, year, Pool(patents, everything, *bounds), float(length)),
            _pledges(world, year, Pool(patents, patents.kind != DESIGN, *bounds), share),
            _overseas(world, year, invented, share),
            _awards(world, year, invented, share),
        ]
    return Events(**{name: np.concatenate([vars(part)[name] for part in parts]) for name in vars(parts[0])})


def _events(patent: Ints, kind: Whole, day: Ints, more: Whole = -1, amount: Whole = 0) -> Events:
    def full(values: Whole) -> Ints:
        return np.broadcast_to(np.asarray(values, dtype=np.int64), patent.shape)

    return Events(patent, full(kind), day, full(more), full(amount))


def _transfers(world: World, year: int, pool: Pool, length: float) -> Events:
    """Draw transfers and licences: a fixed share of the patents in force."""
    table, random = world.declared("events"), world.stream(f"events.transfers.{year}")
    count = round(table["transfer_rate"] * len(pool.rows) * length) if year >= table["transfers_from"] else 0
    place, _ = pool.draw(random, count)
    kind = np.where(random.random(len(place)) < table["licence_share"], LICENCE, TRANSFER)
    return _events(pool.rows[place], kind, pool.days(random, len(place)))


def _pledges(world: World, year: int, pool: Pool, share: float) -> Events:
    """Draw pledge projects of one or more patents of one city, and share the year's amount out over them."""
    random = world.stream(f"events.pledges.{year}")
    place, city = pool.draw(random, round(_pledged(world, "pledge_projects", year) * share))
    most = world.declared("events")["patents_per_project"]
    size = np.minimum(1 + np.floor(most * random.random(len(place)) ** 2).astype(np.int64), pool.sizes[city])
    project = np.repeat(np.arange(len(place)), size)
    step = np.arange(len(project)) - np.repeat(np.cumsum(size) - size, size)
    start = pool.starts[city][project]
    patent = pool.rows[start + (place[project] - start + step) % pool.sizes[city][project]]
    weight = (0.1 - np.log(1 - random.random(len(place)))) / size
    total = round(_pledged(world, "pledge_amount", year) * 1e4 * UNITS * share)
    amount = share_out(weight[project], total) if len(project) else project
    return _events(patent, PLEDGE, pool.days(random, len(place))[project], project, amount)


def _pledged(world: World, name: str, year: int) -> float:
    """Return the projects or the amount (100 million yuan) of a full year, 0 before the first known year.

    Published and declared years count, a straight line of logarithms runs between them; after them the
    nation's pace goes on.
    """
    table = world.declared("events")
    known = by_year(table[name]) | world.anchors.years(f"ip_{name}", PROVINCE)
    guide = by_year(table["pledge_guide"])
    last, end = max(guide), max(known)
    if year < min(known):
        return 0.0
    if year <= end:
        return float(yearly(known, [year])[0])
    pace = guide[last] / guide[last - 1]
    return known[end] * guide[min(year, last)] / guide[end] * pace ** max(year - last, 0)


def _overseas(world: World, year: int, pool: Pool, share: float) -> Events:
    """Draw grants by overseas offices; some patents are granted by several."""
    table, random = world.declared("events"), world.stream(f"events.overseas.{year}")
    known = by_year(table["overseas_grants"])
    count = float(yearly(known, [year])[0]) if year >= min(known) else 0.0
    place, city = pool.draw(random, round(count * share))
    offices = np.array(list(table["offices"].values()), dtype=float)
    office = pick(random, offices, len(place))
    same = np.flatnonzero((random.random(len(place)) < table["same_family"]) & (city == np.roll(city, 1)))
    for row in same[same > 0]:
        place[row], office[row] = place[row - 1], (office[row - 1] + 1) % len(offices)
    return _events(pool.rows[place], OVERSEAS, pool.days(random, len(place)), office)


def _awards(world: World, year: int, pool: Pool, share: float) -> Events:
    """Draw awards; the name follows its weight."""
    table, random = world.declared("events")["awards"], world.stream(f"events.awards.{year}")
    place, _ = pool.draw(random, round(table["per_year"] * share) if year >= table["from"] else 0)
    name = pick(random, np.array(table["weights"], dtype=float), len(place))
    return _events(pool.rows[place], AWARD, pool.days(random, len(place)), name)
