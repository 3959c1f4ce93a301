"""The register of trademarks."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from explorer.pipeline.simulation import invented_names
from explorer.pipeline.simulation.areas import texts
from explorer.pipeline.simulation.days import NEVER, Ints, dates
from explorer.pipeline.simulation.endings import Cells, renewals
from explorer.pipeline.simulation.flows import by_month, quotas
from explorer.pipeline.simulation.provenance import simulated
from explorer.pipeline.simulation.sampling import pick, within
from explorer.pipeline.simulation.world import World
from explorer.releases.pieces import Drawn

MARK_TYPES = ("ordinary", "collective", "certification")


def trademarks(world: World) -> Drawn:
    """Return the table of trademarks by city and day of registration."""
    amounts = quotas(world, [world.assumed.stocks["trademark"]], None)
    monthly = by_month(amounts.starts[0], world.span, world.assumed.season)
    city, month = np.divmod(np.repeat(np.arange(monthly.size), monthly.ravel()), monthly.shape[1])
    starts = world.span.month_starts
    registered = within(world.stream("trademarks.registered"), starts[month], starts[month + 1] - 1)
    registered = registered[np.argsort(city * NEVER + registered, kind="stable")]
    cells = Cells(city, amounts.ends[0], [])
    not_renewed = float(world.declared("trademarks")["not_renewed"])
    ended, expires = renewals(world.stream("trademarks.ends"), cells, registered, not_renewed, world.span)
    days = {"registered_on": registered, "expires_on": expires, "ended_on": ended}
    return _marks(world, city.astype(np.int16), {name: day.astype(np.int32) for name, day in days.items()})


def _marks(world: World, city: Ints, days: Mapping[str, Ints]) -> Drawn:
    """Return the table of the marks in these cities on these ``days``, by column."""
    table, every = world.declared("trademarks"), len(city)
    holder = pick(world.stream("trademarks.marks"), np.array(table["holders"]), every).astype(np.int8)
    many = invented_names.how_many(world.land, city, holder, float(table["per_holder"]))
    special = [table[name] for name in MARK_TYPES[1:]]
    county = world.land.draw_counties(world.stream("trademarks.counties"), city).astype(np.int16)

    def rows(start: int, end: int) -> pl.DataFrame:
        count, of_holder = end - start, (city[start:end], holder[start:end])
        classes, types = (world.stream("trademarks.marks", turn * every + start) for turn in (1, 2))
        heads, thirds = (world.stream("trademarks.names", turn * every + start) for turn in (0, 1))
        serial = pl.Series(np.arange(start + 1, end + 1)).cast(pl.String).str.zfill(8)
        drawn = {
            "registration_no": pl.repeat("SIM", count, eager=True) + serial,
            "name": invented_names.marks(heads, thirds, count),
            "city": texts(world.land.cities, city[start:end]),
            "county": texts(world.land.all_counties, county[start:end]),
            "nice_class": pl.Series(1 + pick(classes, np.array(table["nice"], dtype=float), count)).cast(pl.Int32),
            "holder": invented_names.holders(world.stream("trademarks.holders", start), world.land, *of_holder, many),
            "holder_type": texts(invented_names.HOLDER_TYPES, holder[start:end]),
            "mark_type": texts(MARK_TYPES, pick(types, np.array([1 - sum(special), *special]), count)),
        }
        named = {name: dates(day[start:end]) for name, day in days.items()}
        return simulated(pl.DataFrame(drawn | named), "registered_on")

    return Drawn(every, rows)
