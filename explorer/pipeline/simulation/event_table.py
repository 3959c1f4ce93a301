"""Events as the release's table, and what they say about the patents."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from explorer.pipeline.simulation.areas import texts
from explorer.pipeline.simulation.days import Flags, Ints, dates
from explorer.pipeline.simulation.events import AWARD, KINDS, OVERSEAS, PLEDGE, UNITS, Events
from explorer.pipeline.simulation.provenance import simulated
from explorer.pipeline.simulation.world import World
from explorer.releases.pieces import Drawn

OfPatents = Callable[[Ints], pl.DataFrame]


@dataclass(frozen=True)
class Told:
    """What the events say of each patent: whether it has an overseas family, and its award's place, -1 for none."""

    family: Flags
    award: Ints


def table(world: World, events: Events, city: Ints, of_patents: OfPatents) -> Drawn:
    """Return the table of events by city and day.

    ``city``: of each patent; ``of_patents`` gives, of the patents at some places, application_no, city and county.
    """
    order = np.lexsort((events.day, city[events.patent]))

    def rows(start: int, end: int) -> pl.DataFrame:
        part = Events(**{name: values[order[start:end]] for name, values in vars(events).items()})
        office = np.where(part.kind == OVERSEAS, part.more, -1)
        serial = pl.Series(np.arange(start + 1, end + 1)).cast(pl.String).str.zfill(7)
        found = of_patents(part.patent).with_columns(
            kind=texts(KINDS, part.kind),
            happened_on=dates(part.day),
            project_no=_projects(part),
            amount=pl.Series(part.amount / UNITS).set(pl.Series(part.kind != PLEDGE), None),
            office=texts(list(world.declared("events")["offices"]), office),
        )
        return simulated(found.insert_column(0, ("SIM-E" + serial).alias("event_no")), "happened_on")

    return Drawn(len(events.patent), rows)


def _projects(events: Events) -> pl.Series:
    """Return the project numbers, null where the event is no pledge."""
    year = dates(events.day).dt.year().cast(pl.String)
    serial = pl.Series(events.more + 1).cast(pl.String).str.zfill(5)
    head = pl.repeat("SIM-P", len(events.day), eager=True)
    return (head + year + "-" + serial).set(pl.Series(events.kind != PLEDGE), None)


def told(events: Events, patents: int) -> Told:
    """Return the overseas family and the award that their events give so many patents."""
    family = np.zeros(patents, dtype=np.bool_)
    family[events.patent[events.kind == OVERSEAS]] = True
    award = np.full(patents, -1, dtype=np.int8)
    won = events.kind == AWARD
    award[events.patent[won]] = events.more[won]
    return Told(family, award)
