"""What the registers say of each indicator at every month-end: worked out when a release is built, read ever after."""

from contextlib import suppress

import polars as pl

from explorer.core import catalogue
from explorer.core.errors import Trouble
from explorer.core.goals import Indicator
from explorer.releases import connection, counted, reconcile
from explorer.releases.counted import Behind
from explorer.releases.release import Edition

TABLE = "figures"
QUANTITIES = ("value", "numerator", "denominator")
COLUMNS: dict[str, type[pl.DataType]] = {"area": pl.String, "period": pl.Date}
COLUMNS |= dict.fromkeys(QUANTITIES, pl.Float64) | {"evidence": pl.String}


def everything(source: Edition) -> pl.DataFrame:
    """Return the table that a release keeps of what its registers say: indicator, then the columns of ``read``."""
    parts = [
        worked_out(indicator, source).select(pl.lit(slug).alias("indicator"), *COLUMNS)
        for slug, indicator in sorted(catalogue.indicators().items())
        if indicator.sql is not None
    ]
    return pl.concat(parts).sort("indicator", "area", "period")


def read(indicator: Indicator, source: Edition) -> pl.DataFrame:
    """Return what the registers say of an indicator: area (a city), period, value or numerator and denominator.

    Besides it the evidence. The statement of the indicator is run where the release keeps no such table, or was built
    beside other statements.
    """
    if TABLE not in source.evidence:
        return worked_out(indicator, source)
    if source.reread:
        with suppress(Trouble):  # of a statement that fails, what the release keeps stands; its fault is told apart
            return worked_out(indicator, source)
    return kept(source).filter(pl.col("indicator") == indicator.slug).drop("indicator")


def keeps(source: Edition) -> bool:
    """Whether a release keeps what the statements of today say of its registers."""
    return TABLE in source.evidence and not source.reread


def kept(source: Edition) -> pl.DataFrame:
    """Return the table that a release keeps: see ``everything``."""
    return connection.table(source, TABLE)


def worked_out(indicator: Indicator, source: Edition) -> pl.DataFrame:
    """Return what ``read`` does, from the registers. Raises Trouble when the statement fails."""
    behind = counted.behind(source, indicator.sql) if indicator.sql else None
    if indicator.sql is None or behind is None or not (behind.filled or (behind.within and behind.within.filled)):
        return pl.DataFrame(schema=COLUMNS)
    rows = connection.ask(indicator.slug, indicator.sql, source)
    lacking = [pl.lit(None, pl.Float64).alias(name) for name in QUANTITIES if name not in rows.columns]
    spoken = pl.col("area").is_in(list(behind.cities))
    known = [_counted(rows.filter(area=city), behind.of(city)) for city in sorted(behind.cities)]
    known.append(_counted(rows.filter(~spoken), behind))
    return pl.concat(known).with_columns(*lacking).select(pl.col(name).cast(kind) for name, kind in COLUMNS.items())


def _counted(rows: pl.DataFrame, behind: Behind | None) -> pl.DataFrame:
    """Return the rows of cities that may be counted, with how good they are."""
    if behind is None or not behind.filled:
        return rows.clear().with_columns(evidence=pl.lit(None, pl.String))
    since = behind.since or pl.col("period")
    known = rows.filter(pl.col("period") <= behind.until, pl.col("period") >= since)
    return known.with_columns(evidence=pl.lit(behind.evidence))


def weakest(rows: pl.DataFrame) -> str:
    """Return the weakest evidence of any row; published where there is none."""
    return max(rows["evidence"].unique(), key=reconcile.RANK.__getitem__, default="published")
