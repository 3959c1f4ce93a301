"""Patents as the release's table."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from explorer.pipeline.simulation import invented_names
from explorer.pipeline.simulation.areas import texts
from explorer.pipeline.simulation.days import NEVER, Flags, Ints, dates, years_of
from explorer.pipeline.simulation.event_table import Told
from explorer.pipeline.simulation.patents import DESIGN, INVENTION, KINDS, Patents
from explorer.pipeline.simulation.provenance import simulated
from explorer.pipeline.simulation.published_anchors import PROVINCE
from explorer.pipeline.simulation.sampling import pick
from explorer.pipeline.simulation.world import World
from explorer.releases.pieces import Drawn

INDIVIDUAL = invented_names.HOLDER_TYPES.index("individual")


@dataclass(frozen=True)
class Register:
    """The patents with a place in ``land.all_counties`` and one in HOLDER_TYPES of each."""

    patents: Patents
    county: Ints
    holder: Ints


def in_order(patents: Patents) -> Patents:
    """Return the patents by city, then by filing day."""
    return patents.at(np.argsort(patents.city * NEVER + patents.filed, kind="stable"))


def register(world: World, patents: Patents) -> Register:
    """Return the patents, in order, with what is drawn of all of them together."""
    county = world.land.draw_counties(world.stream("patents.counties"), patents.city)
    return Register(patents, county.astype(np.int16), _holder_types(world, patents).astype(np.int8))


def table(world: World, register: Register, told: Told) -> Drawn:
    """Return the table of patents. ``told``: what their events say of them."""
    patents, each = register.patents, float(world.declared("patents")["per_holder"])
    many = invented_names.how_many(world.land, patents.city, register.holder, each)

    def rows(start: int, end: int) -> pl.DataFrame:
        part, holder = patents.between(start, end), register.holder[start:end]
        columns = {
            "application_no": numbers(patents, np.arange(start, end)),
            "kind": texts(KINDS, part.kind),
            "title": invented_names.titles(world.stream("patents.titles", start), part.kind == DESIGN),
            "city": texts(world.land.cities, part.city),
            "county": texts(world.land.all_counties, register.county[start:end]),
            "holder": invented_names.holders(
                world.stream("patents.holders", start), world.land, part.city, holder, many
            ),
            "holder_type": texts(invented_names.HOLDER_TYPES, holder),
            "industry": _industries(world, part, start, len(patents)),
            "ipc_section": _sections(world, part, start),
            "filed_on": dates(part.filed),
            "granted_on": dates(part.granted),
            "lapsed_on": dates(part.lapsed),
            "expires_on": dates(part.expires),
            "overseas_family": pl.Series(told.family[start:end]),
            "award": texts(world.declared("events")["awards"]["names"], told.award[start:end]),
            "pre_examined": pl.Series(part.pre_examined == 1),
        }
        return simulated(pl.DataFrame(columns), "filed_on")

    return Drawn(len(patents), rows)


def numbers(patents: Patents, places: Ints) -> pl.Series:
    """Return application numbers in the usual shape (year, kind, serial) behind the letters SIM."""
    year, kind = years_of(patents.filed[places]), patents.kind[places].astype(np.int64)
    serial = year * 10**9 + (kind + 1) * 10**8 + places
    return pl.repeat("SIM", len(places), eager=True) + pl.Series(serial).cast(pl.String)


def _holder_types(world: World, patents: Patents) -> Ints:
    """Return a place in HOLDER_TYPES per patent, with as many organisations as the published figures say."""
    random = world.stream("patents.holder_types")
    weights = np.array([world.declared("patents")["holders"][kind] for kind in KINDS])
    chance = random.random(len(patents))
    individual = chance < (weights[:, INDIVIDUAL] / weights.sum(axis=1))[patents.kind]
    for rows, organisations in _organisations(world, patents):
        places = np.flatnonzero(rows)
        order = places[np.argsort(chance[places], kind="stable")]
        individual[order] = np.arange(len(order)) < len(order) - organisations
    kinds = np.full(len(patents), INDIVIDUAL, dtype=np.int64)
    for kind in range(len(KINDS)):
        places = np.flatnonzero(~individual & (patents.kind == kind))
        kinds[places] = pick(random, weights[kind, :INDIVIDUAL], len(places))
    return kinds


def _organisations(world: World, patents: Patents) -> list[tuple[Flags, int]]:
    """Return which patents a published figure of organisations is about, and that figure."""
    found = []
    for year, value in world.anchors.years("service_invention_patent_applications", PROVINCE).items():
        rows = (patents.kind == INVENTION) & (years_of(patents.filed) == year)
        found.append((rows, round(value * world.scale)))
    for year, value in world.anchors.years("service_design_patents_in_force", PROVINCE).items():
        day = world.span.last_day(year)
        rows = (patents.kind == DESIGN) & (patents.granted <= day) & (patents.lapsed > day)
        found.append((rows, round(value * world.scale)))
    return found


def _industries(world: World, patents: Patents, start: int, every: int) -> pl.Series:
    """Return a strategic emerging industry, or null for none. ``start``: the place of the first among ``every``."""
    table, random = world.declared("patents"), world.stream("patents.industries", start)
    place = pick(random, np.array(list(table["industries"].values()), dtype=float), len(patents))
    other = world.stream("patents.industries", every + start).random(len(patents)) >= table["strategic_share"]
    place[other | (patents.kind == DESIGN)] = -1
    return texts(list(table["industries"]), place)


def _sections(world: World, patents: Patents, start: int) -> pl.Series:
    """Return the section of the classification, null for designs."""
    weights = np.array(world.declared("patents")["ipc"]["weights"], dtype=float)
    place = pick(world.stream("patents.sections", start), weights, len(patents))
    place[patents.kind == DESIGN] = -1
    return texts(list("ABCDEFGH"), place)
