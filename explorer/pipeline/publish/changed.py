"""Every figure of a goal that readers would find otherwise than before: both values, the verdict, and the reason.

A goal whose status would be another comes first, with the values by which it is judged then and now.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import polars as pl

from explorer.analysis.view import View, areas_of
from explorer.core import catalogue
from explorer.core.goals import Goal, Plan
from explorer.core.profile import profile
from explorer.pipeline.intake import jumps
from explorer.releases import manifest, reconcile, store
from explorer.releases.decisions import Closed
from explorer.releases.release import Edition

Reason = Literal[
    "new",
    "corrected",
    "final",
    "withdrawn",
    "undetermined",
    "stands",
    "determined",
    "differs",
    "not_taken",
    "confirmed",
    "stepped_aside",
    "unshown",
    "switched_off",
    "replaced",
    "recounted",
    "resummed",
    "ranked",
    "revised",
    "gone",
    "goal",
    "elsewhere",
]
# Why nothing simulated stands any more: there is most of it, and nobody answers for it.
ASIDE = frozenset[Reason]({"stepped_aside", "unshown", "switched_off"})


@dataclass(frozen=True)
class Side:
    """What one of two releases says of a figure, and of the goal that it is a figure of.

    ``value``: in the indicator's unit; None where nothing stands, or with the state "undetermined" where the office
    says so. ``on``: the period's last day, None where nothing is known of it. ``status``: None where the area is not
    judged; ``example``: that it is judged by simulated values.
    """

    value: float | None = None
    evidence: str | None = None
    state: str = "final"
    basis: str = "stated"
    on: dt.date | None = None
    span: str = "year"
    status: str | None = None
    example: bool = False

    @property
    def figure(self) -> tuple[object, ...]:
        """What a reader is told of the figure itself."""
        return None if self.value is None else round(float(f"{self.value:.12g}"), 8), self.evidence, self.state, self.on


@dataclass(frozen=True)
class Doubt:
    """That a value is far from another, or another than the cities' sum or a register's count of the same period.

    ``kind``: what is asked; ``was``: the other value, ``on``: its period.
    """

    kind: jumps.Kind | Literal["summed", "counted"]
    was: float
    on: dt.date
    span: str


@dataclass(frozen=True)
class Changed:
    """A figure that would be another; with ``flips`` a goal whose status would, by the values it is judged by.

    ``note``: what was said when a value was withdrawn; of one that is not taken, the value. ``promise``: the goal of an
    area's own, in the goal's unit; None where it is the plan's. ``closed``: who closed the year that it is a figure of,
    None of an open one.
    """

    plan: str
    no: int
    indicator: str
    area: str
    then: Side
    now: Side
    reason: Reason
    flips: bool = False
    note: str = ""
    promise: float | None = None
    doubt: Doubt | None = None
    closed: Closed | None = None

    @property
    def at(self) -> Side:
        """The side whose period the figure is told by: the later release's, where something stands there."""
        return self.now if self.now.on else self.then


@dataclass(frozen=True)
class Pair:
    """A goal in an area, in the release in use and in the one to come."""

    before: View
    after: View
    goal: Goal

    @property
    def area(self) -> str:
        """The area that the goal is looked at in."""
        return self.after.area_of(self.goal)

    @property
    def part(self) -> bool:
        """Whether the area is a part of the plan's own."""
        return self.after.plan.area not in (None, self.area)

    @property
    def judged(self) -> bool:
        """Whether the area has a goal, before or after: no other is judged."""
        return not self.part or self.area in (self.goal.area, self.before.goal(self.goal.no).area)


class Differing:
    """What of two releases says something else; where neither a goal's tables nor the day do, it is the same."""

    def __init__(self, before: Edition, after: Edition) -> None:
        self.before, self.after = before, after

    @cached_property
    def tables(self) -> set[str]:
        """The tables that say something else or know to another day; all of them where the release does."""
        old, new = (manifest.read_manifest(edition.folder).tables for edition in (self.before, self.after))
        if (self.before.until, self.before.meaning) != (self.after.until, self.after.meaning):
            return set(new)
        said = [{name: (one.sha256, one.evidence, one.until) for name, one in tables.items()} for tables in (old, new)]
        return {name for name in new if said[0].get(name) != said[1][name]}

    @cached_property
    def _rows(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The observations that are gone, and those that came."""
        old, new = (_observations(edition) for edition in (self.before, self.after))
        same = [name for name in old.columns if name in new.columns]
        gone = old.join(new, on=same, how="anti", nulls_equal=True)
        return gone, new.join(old, on=same, how="anti", nulls_equal=True)

    @cached_property
    def measures(self) -> set[str]:
        """The measures of which some observation is another."""
        return {measure for rows in self._rows for measure in rows["measure"].unique()}

    @cached_property
    def withdrawn(self) -> Mapping[tuple[str, str, dt.date], str]:
        """What was said of each figure newly withdrawn: measure, area and period, and the note."""
        came = self._rows[1].filter(pl.col("state") == "withdrawn").sort("log_order")
        return {
            (row[0], row[1], row[2]): row[3] or ""
            for row in came.select("measure", "area", "period", "note").iter_rows()
        }

    @cached_property
    def undetermined(self) -> set[tuple[str, str, dt.date]]:
        """The figures of which the office newly says that they are not determined yet: measure, area and period."""
        came = self._rows[1].filter(pl.col("state") == "undetermined")
        return set(came.select("measure", "area", "period").iter_rows())

    def asks(self, pair: Pair) -> bool:
        """Whether anything behind a goal is another."""
        if pair.part and "city_goals" in self.tables:
            return True
        indicator = pair.goal.indicator
        behind = set(store.tables_of(indicator)) - (set() if indicator.sql else {"observations"})
        read = {indicator.measure, pair.goal.against}
        alike = all(getattr(self.before, name) == getattr(self.after, name) for name in ("until", "meaning"))
        shown_alike = self.before.decisions.evidence == self.after.decisions.evidence
        return not (alike and shown_alike) or bool(read & self.measures or behind & self.tables)


def _observations(edition: Edition) -> pl.DataFrame:
    rows = pl.read_parquet(edition.folder / "observations.parquet")
    return reconcile.lived(rows, manifest.read_manifest(edition.folder).imports)


def pairs(differing: Differing) -> Iterator[Pair]:
    """Yield every goal that may be otherwise, the home plan's first, the cities after the province."""
    before, after = differing.before, differing.after
    for plan in sorted(catalogue.plans().values(), key=lambda one: one.slug != profile().plan):
        found = (Pair(*views, goal) for views in _views(plan, before, after) for goal in views[1].goals)
        yield from sorted(filter(differing.asks, found), key=lambda one: (one.goal.no, one.part))


def _views(plan: Plan, before: Edition, after: Edition) -> Iterator[tuple[View, View]]:
    for area in areas_of(plan, after)[: None if plan.area else 1]:
        then, now = (View(one, plan.slug, area, one.until, one.decisions.evidence, "zh") for one in (before, after))
        yield then, now


def listed(flips: Iterable[Changed], figures: Iterable[Changed]) -> tuple[Changed, ...]:
    """Return goals that flip, then the figures that no flip has told already; a figure of several plans once.

    What is invented and only steps aside comes last: there is most of it, and nobody answers for it.
    """
    first = tuple(flips)
    told = {(one.indicator, one.area, side.figure) for one in first for side in (one.then, one.now)}
    seen = set[tuple[object, ...]]()
    rest = []
    for one in figures:
        key = (one.indicator, one.area, one.at.on)
        sides = [side for side in (one.then, one.now) if side.evidence]
        if key not in seen and not all((one.indicator, one.area, side.figure) in told for side in sides):
            rest.append(one)
        seen.add(key)
    return (*first, *sorted(rest, key=lambda one: one.reason in ASIDE))


def read(fields: Mapping[str, Any]) -> Changed:
    """Return what ``dataclasses.asdict`` and JSON made of a Changed."""
    sides = {name: Side(**_dated(fields[name])) for name in ("then", "now")}
    doubt = Doubt(**_dated(fields["doubt"])) if fields["doubt"] else None
    closed = Closed(**fields["closed"]) if fields.get("closed") else None
    return Changed(**{**fields, **sides, "doubt": doubt, "closed": closed})


def _dated(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {**fields, "on": dt.date.fromisoformat(fields["on"]) if fields["on"] else None}


def doubted(changed: Iterable[Changed]) -> tuple[Changed, ...]:
    """Return those of which a person should look at the value; a figure once."""
    found = {(one.indicator, one.area, one.at.on): one for one in changed if one.doubt}
    return tuple(found.values())
