"""Which rows of the office are a published row's thing under another number: by name, place and kind."""

import re
from dataclasses import dataclass

import polars as pl

from explorer.pipeline.intake.values.cells import folded
from explorer.releases.tables import TABLES

UNSAID = {"kind": "unspecified"}  # as good as empty: the source does not say which
LAST_BRACKET = re.compile(r"^(.+?)\s*[（(][^（）()]*[）)]\s*$")
PAIR = pl.Schema({"gone": pl.String(), "by": pl.String()})


@dataclass(frozen=True)
class Instead:
    """A published row (``gone``, its number and name) whose place a row of the office takes (``by``, its own).

    Of namesakes both stay.
    """

    table: str
    gone: str
    name: str
    by: str
    named: str


def pairs(published: pl.DataFrame, office: pl.DataFrame, table: str, key: str) -> pl.DataFrame:
    """Return ``gone``, the number of a published row, beside ``by``, that of an office's row for the same thing.

    The same number is the same row. In a table with aspects so is the same name with the same aspects, or with one that
    the published row leaves open. Where the office's leaves it open, or only one of the two names has an addition in
    brackets at its end, the two are one if neither could be another row; else both stay.
    """
    same = published.select(gone=key).join(office.select(gone=key, by=key), on="gone")
    if not TABLES[table].aspects:
        return same.cast(PAIR)
    near = _near(published, office, TABLES[table].aspects, key)
    agreeing = near.filter(pl.all_horizontal(pl.col(f"{one}_agrees") for one in TABLES[table].aspects))
    alone = (pl.len().over("gone") == 1) & (pl.len().over("by") == 1)
    found = agreeing.filter(pl.col("sure") | alone)
    return pl.concat([same.cast(PAIR), found.select(*PAIR)]).unique(maintain_order=True)


def beside(published: pl.DataFrame, office: pl.DataFrame, table: str, key: str) -> tuple[Instead, ...]:
    """Return the rows of the office that have name and city of a published row that stays, each with that one."""
    near = _near(published, office, ("city",), key).filter("city_agrees").sort("by", "gone")
    names = [dict(rows.select(key, "name_zh").iter_rows()) for rows in (published, office)]
    pairs = near.select("gone", "by").iter_rows()
    return tuple(Instead(table, gone, names[0][gone] or "", by, names[1][by] or "") for gone, by in pairs)


def repeated(office: pl.DataFrame, table: str, key: str) -> int:
    """Return how many rows of the office share name, place and kind with another of its rows, by another number."""
    told = _told(office, (*TABLES[table].aspects, "county"), key)
    return told.filter(pl.struct("full", *TABLES[table].aspects, "county").is_duplicated()).height


def _near(published: pl.DataFrame, office: pl.DataFrame, aspects: tuple[str, ...], key: str) -> pl.DataFrame:
    """Return pairs whose names agree: gone, by, for each aspect whether it agrees, and whether all is ``sure``."""
    left, right = (_told(rows, aspects, key) for rows in (published, office))
    names = (("full", "full"), ("full", "bare"), ("bare", "full"))
    found = [
        left.join(right, left_on=mine, right_on=other, suffix="_by").select(
            pl.col(key).alias("gone"),
            pl.col(f"{key}_by").alias("by"),
            *(pl.col(f"{one}{end}") for one in aspects for end in ("", "_by")),
            exact=pl.lit(mine == other),
        )
        for mine, other in names
    ]
    both = pl.concat(found).unique(["gone", "by"], keep="first", maintain_order=True)
    mine, others = ([pl.col(f"{one}{end}") for one in aspects] for end in ("", "_by"))
    agrees = [
        (a == b).fill_null(value=True).alias(f"{one}_agrees") for one, a, b in zip(aspects, mine, others, strict=True)
    ]
    sure = [a.is_null() | (a == b).fill_null(value=False) for a, b in zip(mine, others, strict=True)]
    return both.with_columns(*agrees, sure=pl.all_horizontal("exact", *sure))


def _told(rows: pl.DataFrame, aspects: tuple[str, ...], key: str) -> pl.DataFrame:
    """Return rows by number with their names as they are compared, and null for what is left open."""
    names = rows["name_zh"].fill_null("").to_list()
    open_ = [pl.when(pl.col(one) != UNSAID.get(one, "")).then(pl.col(one)).alias(one) for one in aspects]
    told = rows.select(key, *open_).with_columns(
        full=pl.Series([folded(name) for name in names], dtype=pl.String),
        bare=pl.Series([folded(LAST_BRACKET.sub(r"\1", name)) for name in names], dtype=pl.String),
    )
    return told.filter(pl.col("full") != "")
