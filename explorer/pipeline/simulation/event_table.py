"""Events as the release's table, and what they say about the patents."""

import numpy as np
import polars as pl

from explorer.pipeline.simulation.areas import texts
from explorer.pipeline.simulation.days import dates
from explorer.pipeline.simulation.events import AWARD, KINDS, OVERSEAS, PLEDGE, UNITS, Events
from explorer.pipeline.simulation.provenance import simulated
from explorer.pipeline.simulation.world import World


def table(world: World, events: Events, patents: pl.DataFrame) -> pl.DataFrame:
    """Return the table of events by city and day. ``patents`` is the table the events point into."""
    office = np.where(events.kind == OVERSEAS, events.more, -1)
    rows = patents.select("application_no", "city", "county")[events.patent.astype(np.uint32)].with_columns(
        kind=texts(KINDS, events.kind),
        happened_on=dates(events.day),
        project_no=_projects(events),
        amount=pl.Series(events.amount / UNITS).set(pl.Series(events.kind != PLEDGE), None),
        office=texts(list(world.declared("events")["offices"]), office),
    )
    rows = rows.sort("city", "happened_on", maintain_order=True).with_row_index("event_no", 1)
    serial = pl.lit("SIM-E") + pl.col("event_no").cast(pl.String).str.zfill(7)
    return simulated(rows.with_columns(event_no=serial), "happened_on")


def _projects(events: Events) -> pl.Series:
    """Return the project numbers, null where the event is no pledge."""
    year = dates(events.day).dt.year().cast(pl.String)
    serial = pl.Series(events.more + 1).cast(pl.String).str.zfill(5)
    head = pl.repeat("SIM-P", len(events.day), eager=True)
    return (head + year + "-" + serial).set(pl.Series(events.kind != PLEDGE), None)


def mark(world: World, events: Events, patents: pl.DataFrame) -> pl.DataFrame:
    """Return the patents with the overseas family and the award that their events gave them."""
    family = np.zeros(patents.height, dtype=np.bool_)
    family[events.patent[events.kind == OVERSEAS]] = True
    award = np.full(patents.height, -1, dtype=np.int64)
    won = events.kind == AWARD
    award[events.patent[won]] = events.more[won]
    names: list[str] = world.declared("events")["awards"]["names"]
    return patents.with_columns(overseas_family=pl.Series(family), award=texts(names, award))
