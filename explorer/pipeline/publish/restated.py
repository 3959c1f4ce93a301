"""What stands otherwise than before by the rules of a figure's life: told once, at the next build.

Releases without states were read by the former order: published, office, simulated; the year's before the month's;
reliability; the later day; and where all that was alike, whichever row came first.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

from explorer.core.errors import Trouble
from explorer.pipeline.build import figures
from explorer.releases import current, manifest, precedence, reconcile
from explorer.releases.manifest import UNREADABLE
from explorer.releases.precedence import Value

FIGURE = ("measure", "area", "period")
RELIABILITY = {"A": 0, "B": 1, "C": 2}
FREQUENCY = {"A": 0, "Q": 1, "M": 2, "D": 3}


@dataclass(frozen=True)
class Restated:
    """A figure of which another value stands than before: None where none is left. ``reason``: see precedence."""

    measure: str
    area: str
    period: dt.date
    then: float
    then_source: str
    now: float | None
    now_source: str
    reason: str


def restated() -> tuple[Restated, ...]:
    """Return what stands otherwise in the release in use, if that was built before there were states; else nothing."""
    try:
        folder = current.current()
        known = manifest.verify(folder)
    except (Trouble, *UNREADABLE):
        return ()
    if set(reconcile.LIFE) <= set(known.tables["observations"].schema):
        return ()
    rows = reconcile.lived(pl.read_parquet(folder / "observations.parquet"), known.imports)
    office = rows.filter(pl.col("evidence") == "office").select(FIGURE).unique()
    told = rows.join(office, on=FIGURE, how="semi").with_columns(summed=figures.written_sum()).sort(FIGURE)
    return tuple(_restated(told))


def _restated(rows: pl.DataFrame) -> Iterator[Restated]:
    for (measure, area, period), group in groupby(rows.iter_rows(named=True), itemgetter(*FIGURE)):
        same = list(group)
        told = reconcile.values(same)
        then = min(zip(same, told, strict=True), key=lambda one: _formerly(one[0]))[1]
        left = [one for row, one in zip(same, told, strict=True) if not row["summed"]]
        decision = precedence.decide(left)
        now = decision.stands
        if then.value is None or now is None or now.value == then.value:
            continue
        reason = _reason(then, decision.others)
        yield Restated(measure, area, period, then.value, then.source, now.value, now.source, reason)


def _formerly(row: dict[str, Any]) -> tuple[int, int, int, int]:
    """Return what a value was ranked by before."""
    day = row["known_on"]
    return (
        reconcile.RANK[row["evidence"]],
        FREQUENCY.get(row["frequency"], 0),
        RELIABILITY.get(row["reliability"], 3),
        -day.toordinal() if day else 1,
    )


def _reason(then: Value, others: tuple[precedence.Other, ...]) -> str:
    """Return why the former value no longer stands; a sum that is no longer there, since it is one."""
    return next((one.reason for one in others if one.value is then), "summed")
