"""What the office says beside the figure that a target is judged by: its state, why, who, by what, what is next.

And where what it states, the sum of the cities and the count of a register differ, since nobody may overlook that.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import polars as pl

from explorer.analysis.view import View, areas_of
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.core.status import GOOD, JUDGED, Status
from explorer.releases import reconcile, store
from explorer.views import phrases

STATES = ("preliminary", "undetermined")  # a final one goes without saying
PARTS = ("note", "person", "document", "next_step", "deadline")
FEW = 3  # cities named with their values where there is room for one line


@dataclass(frozen=True)
class Explanation:
    """What is said of one figure, as plain texts of the office.

    ``period``: of the figure; ``state``: the word for one that is not final, else empty. ``parts``: the text of each
    part that is there, by its slug in PARTS and in that order. ``names``: what each is called in the reader's language.
    ``given``: the same parts as they were brought.
    """

    period: str
    state: str
    parts: Mapping[str, str]
    names: Mapping[str, str]
    given: Mapping[str, Any]

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The parts with their names."""
        return [(self.names[name], text) for name, text in self.parts.items()]


class Differing(NamedTuple):
    """A figure that is another by each basis: stated, summed, counted."""

    period: dt.date
    span: str
    values: Mapping[str, float]


def explained(view: View, goal: Goal, status: Status) -> Explanation | None:
    """Return what is said of the newest figure up to the goal year, also where that is not determined yet.

    ``status``: of the goal, since a note on one that was missed is a reason. None where the office has stated no such
    figure, or says nothing beside it.
    """
    rows = pl.concat([view.observed(goal), view.undetermined(goal)])
    up_to = rows.filter(pl.col("span") != "year_to_date", pl.col("period").dt.year() <= goal.year)
    for row in up_to.sort("period").tail(1).iter_rows(named=True):
        if row["evidence"] == "office" and (row["state"] in STATES or any(row[name] for name in PARTS)):
            return _said(row, view, status)
    return None


def kind(row: Mapping[str, Any], words: Words) -> str:
    """Return what a value is where that is not simply a final one stated by its source."""
    if row["evidence"] != "office":
        return ""
    parts = [row["state"]] if row["state"] == "preliminary" else []
    parts += [row["basis"]] if row["basis"] == "summed" else []
    return "".join(words(f"figure_kind.{one}") for one in parts)


def differing(view: View, goal: Goal) -> Differing | None:
    """Return the newest figure of which what is stated, summed and counted differs by more than rounding."""
    for row in view.observed(goal).sort("period", descending=True).iter_rows(named=True):
        if found := reconcile.differing(row, goal.indicator.digits):
            return Differing(row["period"], row["span"], found)
    return None


def differing_cities(view: View, goal: Goal) -> dict[str, Differing]:
    """Return the same of each city whose own figures differ, by its code, where the whole province is looked at.

    A city's figure is only ever stated or counted: where no register of ours counts it, there is nothing to compare.
    """
    behind = store.counted_by(goal.indicator, view.edition)
    if view.area != view.plan.area or behind is None:
        return {}
    counted = [city for city in areas_of(view.plan, view.edition)[1:] if behind.of(city).evidence != "simulated"]
    found = {city: differing(replace(view, area=city), goal) for city in counted}
    return {city: one for city, one in found.items() if one}


def reconciled(view: View, goal: Goal, most: int | None = None) -> Iterator[str]:
    """Yield one line where a figure is another by each basis, and one a period for the cities of which the same holds.

    ``most``: how many cities are named with their values; all without it.
    """
    words, found = view.words, differing(view, goal)
    listed = words("common.clauses")
    if found:
        values = listed.join(_by_basis(found, goal, words))
        yield words("target.reconciled", period=words.period(found.period, found.span), values=values)
    cities = differing_cities(view, goal)
    for period, span in sorted({(one.period, one.span) for one in cities.values()}, reverse=True):
        same = {city: one for city, one in cities.items() if (one.period, one.span) == (period, span)}
        told = [
            words(
                "target.reconciled_city",
                city=phrases.area_name(view, city),
                values=words("common.list").join(_by_basis(one, goal, words)),
            )
            for city, one in same.items()
        ]
        more = words("target.reconciled_more", count=len(told) - most) if most and len(told) > most else ""
        values = listed.join(told[:most]) + more
        yield words("target.reconciled_cities", period=words.period(period, span), values=values)


def _by_basis(found: Differing, goal: Goal, words: Words) -> list[str]:
    """Return each value of a figure, with how it came about."""
    return [
        words(f"by_basis.{basis}", value=words.value(value, goal.indicator)) for basis, value in found.values.items()
    ]


def _said(row: Mapping[str, Any], view: View, status: Status) -> Explanation:
    words, due = view.words, row["deadline"]
    given = {name: row[name] for name in PARTS}
    texts = given | {"deadline": _deadline(due, view.as_of, words) if due else None}
    names = {name: words(f"explanation.{name}") for name in PARTS}
    if status in JUDGED - GOOD:  # what is said of a goal that was missed is why
        names["note"] = words("explanation.reason")
    state = words(f"facet_figure_state.{row['state']}") if row["state"] in STATES else ""
    parts = {name: text for name, text in texts.items() if text}
    return Explanation(words.period(row["period"], row["span"]), state, parts, names, given)


def _deadline(due: dt.date, as_of: dt.date, words: Words) -> str:
    """Return by when, and that it is over where it is."""
    day = words.day(due)
    return words("explanation.overdue", day=day) if due < as_of else day
