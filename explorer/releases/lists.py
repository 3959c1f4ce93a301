"""What registers answer beside an indicator's figures, and from which day what is simulated in them is left out."""

import datetime as dt
from functools import lru_cache

import polars as pl

from explorer.core import catalogue
from explorer.releases import counted, reconcile, store
from explorer.releases.store import EVIDENCE_SHOWN, Edition


@lru_cache(maxsize=32)
def gap(slug: str, area: str, as_of: dt.date, source: Edition) -> pl.DataFrame | None:
    """Return the list whose change would close the indicator's gap in ``area``, as it stood on ``as_of``.

    ``area``: a city, or the province for all of its cities. Columns: city, county where the list has one, then those of
    ``catalogue.gaps()[slug].columns``, the most urgent row first. None: there is no such list, a register that it
    reads has no row, or it is simulated and the office states itself what it would close.
    A list of counts has no evidence of its own in any row: it is as good as the weakest table behind it.
    Raises Trouble when the query fails.
    """
    wanted = catalogue.gaps().get(slug)
    behind = counted.behind(source, wanted.sql).of(area) if wanted else None
    if wanted is None or behind is None or not behind.filled or _set_aside(slug, behind, area, as_of, source):
        return None
    rows = store.ask(slug, wanted.sql, source, as_of=min(as_of, behind.until), area=area)
    return rows if "evidence" in rows.columns else rows.with_columns(evidence=pl.lit(behind.evidence))


@lru_cache(maxsize=64)
def renewals(slug: str, area: str, as_of: dt.date, evidence: str, source: Edition) -> pl.DataFrame | None:
    """Return what the register says of renewals in ``area`` on ``as_of``: item, year (where dated), amount in pieces.

    None: the indicator's rights need no renewal, or its register has no row, or not the evidence asked for, or what is
    simulated beside what the office states itself. Raises Trouble when the query fails.
    """
    sql = catalogue.renewals().get(slug)
    behind = counted.behind(source, sql).of(area) if sql else None
    if sql is None or behind is None or not behind.filled or behind.evidence not in EVIDENCE_SHOWN[evidence]:
        return None
    if _set_aside(slug, behind, area, as_of, source):
        return None
    return store.ask(slug, sql, source, as_of=min(as_of, behind.until), area=area)


@lru_cache(maxsize=256)
def stated_since(tables: tuple[str, ...], area: str, as_of: dt.date, source: Edition) -> dt.date | None:
    """Return the first day of which the office states itself what would be counted from simulated rows of ``tables``.

    Of ``area``, the province it lies in, or one of its cities, as known on ``as_of``. None: it states nothing.
    """
    cities, _ = reconcile.parts(store.areas(source), area)
    days = [
        day
        for slug, indicator in catalogue.indicators().items()
        if indicator.sql
        and not set(tables).isdisjoint(counted.named(indicator.sql))
        and store.stated(source, indicator)
        for place in (area, *cities)
        if counted.behind(source, indicator.sql).of(place).evidence == "simulated"
        for day in store.spoken(source, slug, place, as_of, "all")
    ]
    return min(filter(None, days), default=None)


def _set_aside(slug: str, behind: counted.Behind, area: str, as_of: dt.date, source: Edition) -> bool:
    """Whether a question about an indicator's register is left out: simulated, where the office speaks itself."""
    indicator = catalogue.indicators().get(slug)
    if indicator is None or behind.evidence != "simulated" or not store.stated(source, indicator):
        return False
    places = (area, *reconcile.parts(store.areas(source), area)[0])
    return any(any(store.spoken(source, slug, place, as_of, "all")) for place in places)
