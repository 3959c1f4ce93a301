"""Which figures of the office that are published would get another value or be taken back: that needs a reason."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import polars as pl

from explorer.core.errors import Trouble
from explorer.releases import manifest, precedence, reconcile
from explorer.releases.precedence import Decision, Value

FIGURE = ("measure", "area", "period")


@dataclass(frozen=True)
class Correction:
    """A final figure of the office that another value takes the place of, in its own unit; None: it has none."""

    measure: str
    area: str
    period: dt.date
    then: float
    now: float | None


def between(before: Path | None, after: Path) -> tuple[Correction, ...]:
    """Return the corrections from one release's folder to another's; none where none was in use.

    What was preliminary is no correction, and a withdrawal says its reason itself.
    """
    if before is None:
        return ()
    was, becomes = _stated(before), _stated(after)
    said = [name for name in was.columns if name in becomes.columns]
    moved = [one.join(other, on=said, how="anti", nulls_equal=True) for one, other in ((was, becomes), (becomes, was))]
    touched = pl.concat([rows.select(FIGURE) for rows in moved]).unique()
    then, now = (_by_figure(rows.join(touched, on=FIGURE, how="semi")) for rows in (was, becomes))
    return tuple(_corrected(then, now))


def needed(corrections: tuple[Correction, ...], note: str) -> None:
    """Raise Trouble, with the corrections, where a published figure would be corrected and nobody says why."""
    if corrections and not note.strip():
        raise Trouble("correction_without_reason", count=len(corrections), corrections=corrections)


def corrects(then: Value | None, now: Decision) -> bool:
    """Whether what the office stated before needs a reason to become what it states now."""
    if then is None or then.state != "final":
        return False
    if now.stands is not None and precedence.same(now.stands.value, then.value):
        return False
    return not any(
        one.reason == "withdrawn" and one.note and (one.value.value, one.value.source) == (then.value, then.source)
        for one in now.others
    )


def _corrected(then: dict[Any, list[Value]], now: dict[Any, list[Value]]) -> Iterator[Correction]:
    for (measure, area, period), values in sorted(then.items()):
        stood, decision = precedence.stated(values), precedence.decide(now.get((measure, area, period), ()))
        if stood is not None and stood.value is not None and corrects(stood, decision):
            becomes = decision.stands.value if decision.stands else None
            yield Correction(measure, area, period, stood.value, becomes)


def _stated(folder: Path) -> pl.DataFrame:
    """Return what the office states in a release; a sum that forms wrote is no statement, and no release holds one."""
    rows = pl.read_parquet(folder / "observations.parquet")
    return reconcile.lived(rows, manifest.read_manifest(folder).imports).filter(pl.col("evidence") == "office")


def _by_figure(rows: pl.DataFrame) -> dict[Any, list[Value]]:
    told = rows.sort(FIGURE).iter_rows(named=True)
    return {figure: reconcile.values(group) for figure, group in groupby(told, itemgetter(*FIGURE))}
