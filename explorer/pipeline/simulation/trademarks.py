"""The register of trademarks."""

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

MARK_TYPES = ("ordinary", "collective", "certification")


def trademarks(world: World) -> pl.DataFrame:
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
    days = {"registered_on": dates(registered), "expires_on": dates(expires), "ended_on": dates(ended)}
    return simulated(_marks(world, city).with_columns(**days), "registered_on")


def _marks(world: World, city: Ints) -> pl.DataFrame:
    """Return everything about the marks but their days."""
    table, random = world.declared("trademarks"), world.stream("trademarks.marks")
    holder = pick(random, np.array(table["holders"]), len(city))
    each = float(table["per_holder"])
    special = [table[name] for name in MARK_TYPES[1:]]
    nice_class = 1 + pick(random, np.array(table["nice"], dtype=float), len(city))
    mark_type = pick(random, np.array([1 - sum(special), *special]), len(city))
    county = world.land.draw_counties(world.stream("trademarks.counties"), city)
    serial = pl.Series(np.arange(1, len(city) + 1)).cast(pl.String).str.zfill(8)
    return pl.DataFrame(
        {
            "registration_no": pl.repeat("SIM", len(city), eager=True) + serial,
            "name": invented_names.marks(world.stream("trademarks.names"), len(city)),
            "city": texts(world.land.cities, city),
            "county": texts(world.land.all_counties, county),
            "nice_class": pl.Series(nice_class).cast(pl.Int32),
            "holder": invented_names.holders(world.stream("trademarks.holders"), world.land, city, holder, each),
            "holder_type": texts(invented_names.HOLDER_TYPES, holder),
            "mark_type": texts(MARK_TYPES, mark_type),
        }
    )
