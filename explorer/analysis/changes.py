"""What is new between two views: figures that came, changed or went, and statuses that flipped."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from explorer.analysis.assessment.assess import Assessment
from explorer.analysis.assessment.standing import Point
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.core.status import GOOD, Status
from explorer.releases import reconcile, store

Kind = Literal["new", "revised", "withdrawn"]
Ground = Literal["better", "weaker", "source", "same"]
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]
ALL, FLIPPED = "all", "flipped"
SHOWN = (ALL, FLIPPED, *KINDS)
MEASURED = {"simulated": "simulation", "office": "register", "published": "register"}
AS_GOOD_AS_EQUAL = 1e-9  # a sum over a register may differ in its last bits from one run to the next


@dataclass(frozen=True)
class Known:
    """A value as one of the two views knows it; ``known_on`` is None where the day is not known."""

    value: float
    evidence: str
    source: str
    known_on: dt.date | None


@dataclass(frozen=True)
class Figure:
    """One period's value that differs between two views, in the unit of the goal's indicator.

    ``then`` is None where the value is new, ``now`` where it was withdrawn.
    """

    goal: Goal
    area: str
    period: dt.date
    span: str
    then: Known | None
    now: Known | None

    @property
    def kind(self) -> Kind:
        """Whether the value is new, revised or withdrawn."""
        return "new" if self.then is None else "withdrawn" if self.now is None else "revised"

    @property
    def difference(self) -> float | None:
        """How much a revision added; 0 where the value stayed and what it rests on changed; None without two values."""
        if self.then is None or self.now is None:
            return None
        return 0.0 if _equal(self.then.value, self.now.value) else self.now.value - self.then.value

    @property
    def ground(self) -> Ground:
        """What a revision rests on: better or weaker evidence than before, another source, or the same."""
        if self.then is None or self.now is None:
            return "same"
        if self.then.evidence == self.now.evidence:
            return "same" if self.then.source == self.now.source else "source"
        better = reconcile.RANK[self.now.evidence] < reconcile.RANK[self.then.evidence]
        return "better" if better else "weaker"

    @property
    def simulated(self) -> bool:
        """Whether either value is simulated."""
        return any(one.evidence == "simulated" for one in (self.then, self.now) if one)


@dataclass(frozen=True)
class Flip:
    """A goal whose status differs between two views, with both assessments."""

    goal: Goal
    then: Assessment
    now: Assessment

    @property
    def simulated(self) -> bool:
        """Whether either status rests on simulated values."""
        return self.then.example or self.now.example


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two views. ``stayed``: how many goals kept their status."""

    figures: tuple[Figure, ...]
    flips: tuple[Flip, ...]
    stayed: int

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.figures or self.flips)

    @property
    def simulated(self) -> bool:
        """Whether any value or status that differs is simulated or rests on such values."""
        return any(one.simulated for one in self.figures) or any(one.simulated for one in self.flips)

    def of(self, kind: Kind) -> tuple[Figure, ...]:
        """Return the figures of one kind, goal by goal, the oldest period first."""
        return tuple(figure for figure in self.figures if figure.kind == kind)


@lru_cache(maxsize=64)
def between(then: View, now: View) -> Changes:
    """Return what differs from an earlier view to a later one of the same plan, area, evidence and language.

    They may differ in the as-of day, the release, or both.
    """
    asked = {(goal.indicator.slug, now.area_of(goal)): goal for goal in reversed(now.goals)}
    mine = sorted(asked.values(), key=lambda goal: goal.no)
    flips = flipped(then, now, now.goals)
    moved = tuple(figure for goal in mine for figure in figures(goal, then, now))
    return Changes(moved, flips, len(now.goals) - len(flips))


def flipped(then: View, now: View, goals: Iterable[Goal]) -> tuple[Flip, ...]:
    """Return the goals whose status is another one in the later view, with both assessments."""
    judged = (Flip(goal, then.assessment(goal), now.assessment(goal)) for goal in goals)
    return tuple(one for one in judged if _flipped(one))


def newer(view: View, goals: Iterable[Goal]) -> tuple[tuple[Goal, Point | None, Point | None], ...]:
    """Return the goals whose newest value is another one today, with the value in ``view`` and today's.

    Today is the last day of the release in use. None stands for no value. Nothing is returned for a view of today,
    nor for one of a later day than the release in use knows. Raises Trouble when no release is in use.
    """
    edition = store.edition()
    today = replace(view, edition=edition, as_of=edition.until, kept=())
    if edition.until < view.as_of or (edition, edition.until) == (view.edition, view.as_of):
        return ()
    pairs = ((goal, view.standing(goal).newest, today.standing(goal).newest) for goal in goals)
    return tuple((goal, before, after) for goal, before, after in pairs if not _alike(before, after))


def a_year_before(day: dt.date) -> dt.date:
    """Return the same day of the year before; of 29 February, the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _flipped(one: Flip) -> bool:
    """Whether the status is another one, or an example became a verdict; a goal met early stays met when it is met.

    What was not promised yet on the earlier day had no status that could have flipped.
    """
    if one.then.status == Status.NOT_PROMISED:
        return False
    same = one.then.status == one.now.status or {one.then.status, one.now.status} <= GOOD
    return not same or one.then.example != one.now.example


def figures(goal: Goal, then: View, now: View) -> Iterator[Figure]:
    """Yield the goal's figures that differ. A period has one span in both views, so the period alone tells it."""
    before, after = _rows(then, goal), _rows(now, goal)
    for period in sorted({*before, *after}):
        row = after.get(period) or before[period]
        old = _known(before.get(period)) or _month(then, goal, row)
        new = _known(after.get(period)) or _month(now, goal, row)
        one = Figure(goal, now.area_of(goal), period, row["span"], old, new)
        grown = one.kind != "revised" and _grown(row, after)
        if not grown and (old is None or new is None or not _same(old, new)):
            yield one


def _rows(view: View, goal: Goal) -> dict[dt.date, Mapping[str, Any]]:
    return {row["period"]: row for row in view.observed(goal).iter_rows(named=True)}


def _known(row: Mapping[str, Any] | None) -> Known | None:
    return Known(row["value"], row["evidence"], row["source"], row["known_on"]) if row else None


def _grown(row: Mapping[str, Any], after: Mapping[dt.date, Mapping[str, Any]]) -> bool:
    """Whether a register's year to date has grown into the full year: the year is the news, not its months."""
    whole = dt.date(row["period"].year, 12, 31) in after
    return row["span"] == "year_to_date" and row["source"] in MEASURED.values() and whole


def _month(view: View, goal: Goal, row: Mapping[str, Any]) -> Known | None:
    """Return what a view's register says of a month that the view does not list: it lists the newest month only.

    So a month that made room for a later one is not taken for withdrawn, nor one that came back for new.
    """
    if row["source"] not in MEASURED.values() or row["span"] == "year":
        return None
    months = store.monthly(goal.indicator, view.area_of(goal), view.as_of, view.evidence, view.edition)
    for period, value, evidence in months.filter(period=row["period"]).iter_rows():
        return Known(value, evidence, MEASURED[evidence], period)
    return None


def _same(then: Known, now: Known) -> bool:
    return _equal(then.value, now.value) and (then.evidence, then.source) == (now.evidence, now.source)


def _equal(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=AS_GOOD_AS_EQUAL, abs_tol=AS_GOOD_AS_EQUAL)


def _alike(one: Point | None, other: Point | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.on, one.evidence) == (other.on, other.evidence) and _equal(one.value, other.value)
