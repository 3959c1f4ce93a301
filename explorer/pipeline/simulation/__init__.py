"""The simulated registers of Liaoning: seeded, true to scale, anchored to the published figures.

The method is top-down. A path through the published figures gives whole numbers for every city, kind and
year: what stands at the year's end, what begins in the year, what ends. Rows are then drawn month by month
until the numbers are full, so that the registers reproduce the figures by construction. What nobody published
is assumed in data/inputs/simulation.toml, each number with its reason.
"""

from collections.abc import Callable, Mapping

import polars as pl

from explorer.core import paths
from explorer.pipeline.simulation import event_table, patent_table
from explorer.pipeline.simulation.applications import applications
from explorer.pipeline.simulation.areas import texts
from explorer.pipeline.simulation.assumptions import Assumptions, assumptions
from explorer.pipeline.simulation.days import Ints
from explorer.pipeline.simulation.events import events
from explorer.pipeline.simulation.figures import figures
from explorer.pipeline.simulation.geographical_indications import indications
from explorer.pipeline.simulation.patents import granted_patents
from explorer.pipeline.simulation.service_network import units
from explorer.pipeline.simulation.trademarks import trademarks
from explorer.pipeline.simulation.world import World, world
from explorer.releases.pieces import Drawn

__all__ = ["Assumptions", "assumptions", "simulate"]

FILE = paths.INPUTS / "simulation.toml"


def simulate(
    inputs: Mapping[str, pl.DataFrame],
    *,
    scale: float = 1.0,
    progress: Callable[[str], None] = lambda _: None,
    assumed: Assumptions | None = None,
) -> dict[str, pl.DataFrame | Drawn]:
    """Return patents, patent_events, trademarks, geographical_indications, service_network, observations.

    The first three are drawn piece by piece: of their rows nothing is kept but days and places, as numbers.

    ``inputs`` holds data/inputs/*.csv by stem. ``scale`` multiplies the numbers of patents, events and
    trademarks. ``observations`` holds the simulated figures only. The same inputs and assumptions (by default
    those of simulation.toml) give the same tables. ``progress`` is told the name of each step. Raises
    ValueError when the published figures contradict each other.
    """
    made_from = world(assumed or assumptions(FILE), inputs, scale)
    progress("patents")
    tables: dict[str, pl.DataFrame | Drawn] = _patents(made_from)
    progress("trademarks")
    tables["trademarks"] = trademarks(made_from)
    progress("geographical_indications")
    tables["geographical_indications"] = indications(made_from, inputs)
    progress("service_network")
    tables["service_network"] = units(made_from, inputs)
    progress("observations")
    tables["observations"] = figures(made_from)
    return tables


def _patents(world: World) -> dict[str, pl.DataFrame | Drawn]:
    """Return patents and their events; the events mark the patents."""
    granted = granted_patents(world)
    patents = patent_table.in_order(granted.and_also(applications(world, granted)))
    register = patent_table.register(world, patents)
    happened = events(world, patents)

    def named(places: Ints) -> pl.DataFrame:
        columns = {
            "application_no": patent_table.numbers(patents, places),
            "city": texts(world.land.cities, patents.city[places]),
            "county": texts(world.land.all_counties, register.county[places]),
        }
        return pl.DataFrame(columns)

    return {
        "patents": patent_table.table(world, register, event_table.told(happened, len(patents))),
        "patent_events": event_table.table(world, happened, patents.city, named),
    }
