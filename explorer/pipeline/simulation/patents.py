"""Patents and applications as arrays, before they become a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.pipeline.simulation.assumptions import by_year, in_year
from explorer.pipeline.simulation.days import MONTH, NEVER, Floats, Ints, add_years, number, years_of
from explorer.pipeline.simulation.endings import Cells, lapses
from explorer.pipeline.simulation.flows import Quotas, by_month, quotas
from explorer.pipeline.simulation.sampling import within
from explorer.pipeline.simulation.world import World

KINDS = ("invention", "utility_model", "design")
INVENTION, UTILITY_MODEL, DESIGN = range(3)


@dataclass(frozen=True)
class Patents:
    """One entry per patent or application.

    ``city`` and ``kind`` are places in land.cities and KINDS; days are numbers, NEVER where there is none.
    """

    city: Ints
    kind: Ints
    filed: Ints
    granted: Ints
    lapsed: Ints
    expires: Ints
    pre_examined: Ints

    def __len__(self) -> int:
        return len(self.city)

    def at(self, places: Ints) -> "Patents":
        """Return the entries at ``places``, in that order."""
        return Patents(**{name: values[places] for name, values in vars(self).items()})

    def between(self, start: int, end: int) -> "Patents":
        """Return the entries from one place to before another."""
        return Patents(**{name: values[start:end] for name, values in vars(self).items()})

    def and_also(self, more: "Patents") -> "Patents":
        """Return these entries and then those of ``more``."""
        other = vars(more)
        return Patents(**{name: np.concatenate([values, other[name]]) for name, values in vars(self).items()})


def rows_of(monthly: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Return cell, city, kind and month of every row that ``monthly`` (cities, kinds, months) counts."""
    cell, month = np.divmod(np.repeat(np.arange(monthly.size), monthly.ravel()), monthly.shape[2])
    city, kind = np.divmod(cell, len(KINDS))
    return cell, city, kind, month


def granted_patents(world: World) -> Patents:
    """Return every granted patent with its days, in the order of city and kind."""
    amounts = quotas(world, [world.assumed.stocks[kind] for kind in KINDS], "patent_grants")
    monthly = by_month(amounts.starts, world.span, world.assumed.season).transpose(1, 0, 2)
    cell, city, kind, month = rows_of(monthly)
    starts = world.span.month_starts
    granted = within(world.stream("patents.granted"), starts[month], starts[month + 1] - 1)
    lag, pre_examined = _lags(world, city, kind, granted)
    filed = granted - np.rint(lag).astype(np.int64)
    expires = _expiries(world.declared("patents"), kind, filed)
    lapsed = _lapses(world, amounts, cell, granted, expires)
    return lean(Patents(city, kind, filed, granted, lapsed, expires, pre_examined))


def ungranted(city: Ints, kind: Ints, filed: Ints) -> Patents:
    """Return applications that were not granted by the last day."""
    never = np.full(len(city), NEVER, dtype=np.int64)
    return lean(Patents(city, kind, filed, never, never, never, np.zeros(len(city), dtype=np.int64)))


def lean(patents: Patents) -> Patents:
    """Return the entries in half the memory: no day and no place is larger than 32 bits hold."""
    return Patents(**{name: values.astype(np.int32) for name, values in vars(patents).items()})


def _lags(world: World, city: Ints, kind: Ints, granted: Ints) -> tuple[Floats, Ints]:
    """Return the days from filing to grant, and 1 where the patent was pre-examined."""
    table, random = world.declared("patents"), world.stream("patents.lags")
    low, high = np.array([table["lag"][name] for name in KINDS]).T
    chance = random.random(len(kind))
    year = years_of(granted) - world.span.first_year
    months = low[kind] + (high - low)[kind] * chance
    months *= np.where(kind == INVENTION, _examination(world, table["examination"])[year], 1)
    share = _pre_examined_shares(world, table["pre_examined"])
    chosen = (kind == INVENTION) & (random.random(len(kind)) < share[city, year])
    mean = _pre_examined_months(world, table["pre_examined_months"])[year]
    spread = table["pre_examined_months"]["spread"] * (2 * chance - 1)
    return np.where(chosen, mean * (1 + spread), months) * MONTH, chosen.astype(np.int64)


def _examination(world: World, table: Mapping[str, Any]) -> Floats:
    """Return the nation's examination period by year of grant, relative to its first figure."""
    known = by_year(table)
    return np.interp(world.span.years, list(known), list(known.values())) / known[min(known)]


def _pre_examined_shares(world: World, table: Mapping[str, Any]) -> Floats:
    """Return the share of pre-examined inventions among a city's grants (cities, years)."""
    ramps = [by_year(table.get(city, table["other"])) for city in world.land.cities]
    return np.array([[in_year(ramp, year) for year in world.span.years] for ramp in ramps])


def _pre_examined_months(world: World, table: Mapping[str, Any]) -> Floats:
    """Return the mean months from filing to grant by year of grant."""
    ((begin, months),) = by_year(table).items()
    since = np.maximum(np.asarray(world.span.years) - begin, 0)
    return np.asarray(months * (1 + table["yearly_change"]) ** since, dtype=float)


def _expiries(table: Mapping[str, Any], kind: Ints, filed: Ints) -> Ints:
    """Return the days the terms run out: 20, 10, 15 years from filing, 10 for designs of the former law."""
    years = np.array([table["term"][name] for name in KINDS])[kind]
    former = (kind == DESIGN) & (filed < number(table["design_term_changed"]))
    return add_years(filed, np.where(former, table["design_term_before"], years))


def _lapses(world: World, amounts: Quotas, cell: Ints, granted: Ints, expires: Ints) -> Ints:
    quota = amounts.ends.transpose(1, 0, 2).reshape(-1, len(world.span.years))
    wear = [np.array(world.declared("patents")[f"wear_{kind}"]) for kind in KINDS] * len(world.land.cities)
    return lapses(world.stream("patents.lapses"), Cells(cell, quota, wear), granted, expires, world.span)
