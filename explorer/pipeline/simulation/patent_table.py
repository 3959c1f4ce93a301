"""Patents as the release's table."""

import numpy as np
import polars as pl

from explorer.pipeline.simulation import invented_names
from explorer.pipeline.simulation.areas import texts
from explorer.pipeline.simulation.days import NEVER, Flags, Ints, dates, years_of
from explorer.pipeline.simulation.patents import DESIGN, INVENTION, KINDS, Patents
from explorer.pipeline.simulation.provenance import simulated
from explorer.pipeline.simulation.published_anchors import PROVINCE
from explorer.pipeline.simulation.sampling import pick
from explorer.pipeline.simulation.world import World

INDIVIDUAL = invented_names.HOLDER_TYPES.index("individual")


def in_order(patents: Patents) -> Patents:
    """Return the patents by city, then by filing day."""
    return patents.at(np.argsort(patents.city * NEVER + patents.filed, kind="stable"))


def table(world: World, patents: Patents) -> pl.DataFrame:
    """Return the table of patents, without overseas families and awards, which their events decide."""
    holder, each = _holder_types(world, patents), float(world.declared("patents")["per_holder"])
    county = world.land.draw_counties(world.stream("patents.counties"), patents.city)
    columns = {
        "application_no": _numbers(patents),
        "kind": texts(KINDS, patents.kind),
        "title": invented_names.titles(world.stream("patents.titles"), patents.kind == DESIGN),
        "city": texts(world.land.cities, patents.city),
        "county": texts(world.land.all_counties, county),
        "holder": invented_names.holders(world.stream("patents.holders"), world.land, patents.city, holder, each),
        "holder_type": texts(invented_names.HOLDER_TYPES, holder),
        "industry": _industries(world, patents),
        "ipc_section": _sections(world, patents),
        "filed_on": dates(patents.filed),
        "granted_on": dates(patents.granted),
        "lapsed_on": dates(patents.lapsed),
        "expires_on": dates(patents.expires),
        "overseas_family": pl.repeat(False, len(patents), eager=True),
        "award": pl.repeat(None, len(patents), dtype=pl.String, eager=True),
        "pre_examined": pl.Series(patents.pre_examined == 1),
    }
    return simulated(pl.DataFrame(columns), "filed_on")


def _numbers(patents: Patents) -> pl.Series:
    """Return application numbers in the usual shape (year, kind, serial) behind the letters SIM."""
    serial = years_of(patents.filed) * 10**9 + (patents.kind + 1) * 10**8 + np.arange(len(patents))
    return pl.repeat("SIM", len(patents), eager=True) + pl.Series(serial).cast(pl.String)


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


def _industries(world: World, patents: Patents) -> pl.Series:
    """Return a strategic emerging industry, or null; designs have none."""
    table, random = world.declared("patents"), world.stream("patents.industries")
    place = pick(random, np.array(list(table["industries"].values()), dtype=float), len(patents))
    other = random.random(len(patents)) >= table["strategic_share"]
    place[other | (patents.kind == DESIGN)] = -1
    return texts(list(table["industries"]), place)


def _sections(world: World, patents: Patents) -> pl.Series:
    """Return the section of the classification, null for designs."""
    weights = np.array(world.declared("patents")["ipc"]["weights"], dtype=float)
    place = pick(world.stream("patents.sections"), weights, len(patents))
    place[patents.kind == DESIGN] = -1
    return texts(list("ABCDEFGH"), place)
