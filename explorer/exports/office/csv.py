"""A view's values as a flat table of observations, its columns named by the concepts of SDMX.

The lines end as RFC 4180 and SDMX-CSV have it, with CR LF; Excel knows the encoding by the byte order mark. Values
have every digit that is stored.
"""

import datetime as dt

import polars as pl

from explorer.core import spreadsheet
from explorer.exports.datasets import concepts
from explorer.views.exhibit import Exhibit


def observations(exhibit: Exhibit) -> bytes:
    """Return the values of an exhibit as CSV, a row a value, in the order of indicator, area and time."""
    return spreadsheet.csv(table(exhibit), concepts.LINE_END)


def table(exhibit: Exhibit) -> pl.DataFrame:
    """Return the values of an exhibit as concepts.COLUMNS name them, units in the exhibit's language."""
    after_breaks, view = _after_breaks(exhibit), exhibit.view
    rows = [
        concepts.observation(
            row,
            row["unit"],
            _frequency(exhibit),
            after_break=(row["indicator"], row["area"], row["period"]) in after_breaks,
            as_of=view.as_of,
            release=view.edition.id,
        )
        for row in exhibit.observed.sort("indicator", "area", "period").iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=concepts.SCHEMA, orient="row")


def _frequency(exhibit: Exhibit) -> str:
    """Return the frequency of a register's whole periods."""
    return concepts.SPANS.get(exhibit.parameters.get("span", ""), concepts.YEARLY)


def _after_breaks(exhibit: Exhibit) -> set[tuple[str, str, dt.date]]:
    """Return the first value after every break of definition, by indicator, area and period."""
    view, found = exhibit.view, set()
    for goal in [row.goal for row in exhibit.rows] or ([exhibit.goal] if exhibit.goal else []):
        area, slug = view.area_of(goal), goal.indicator.slug
        mine = exhibit.observed.filter(pl.col("indicator") == slug, pl.col("area") == area)["period"]
        found |= {(slug, area, day) for day in concepts.after_breaks(mine, view.events(goal))}
    return found
