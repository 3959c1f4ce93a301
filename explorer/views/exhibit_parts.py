"""What the pages' exhibits are made from: a page's part of an exhibit, its values, its series."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from explorer.analysis.assessment import standing
from explorer.analysis.view import View
from explorer.core import marks
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.releases import store
from explorer.views import target_row
from explorer.views.exhibit import OBSERVED, Graph, Picture, Series
from explorer.views.target_row import Section

EMPTY = pl.DataFrame(schema=OBSERVED)
Place = tuple[float, float]


@dataclass(frozen=True)
class Shown:
    """What a page makes of its part of a link: an Exhibit without what all pages share."""

    title: str
    sentence: str
    observed: pl.DataFrame
    subtitle: str = ""
    sections: tuple[Section, ...] = ()
    goal: Goal | None = None
    graph: Graph | None = None
    pictures: tuple[Picture, ...] = ()
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    rests: bool = False


def observed_of(view: View, goals: Iterable[tuple[Goal, str]]) -> pl.DataFrame:
    """Return the values known of each goal's indicator in an area, as OBSERVED describes them."""
    frames = [
        store.read(goal.indicator, area, view.as_of, view.evidence, view.edition).select(
            pl.lit(goal.indicator.slug).alias("indicator"),
            "area",
            "period",
            "span",
            "value",
            pl.lit(view.words.of(goal.indicator.unit)).alias("unit"),
            "evidence",
            "source",
            "known_on",
            # Of the office's alone: a published figure is as it was published.
            pl.when(pl.col("evidence") == "office").then("state").alias("state"),
        )
        for goal, area in goals
    ]
    return pl.concat(frames).cast(OBSERVED) if frames else EMPTY


def known(view: View, goal: Goal, since: int) -> Iterator[Series]:
    """Yield the values of each evidence from the year ``since`` on, the path and the goal."""
    words = view.words
    stands = target_row.row(view, goal).standing
    rows = view.observed(goal).filter(pl.col("span") != "year_to_date").sort("period")
    for kind in marks.EVIDENCE:
        alike = rows.filter(pl.col("evidence") == kind).select("period", "value").iter_rows()
        points = tuple((standing.position(day), value) for day, value in alike if day.year >= since)
        if points:
            yield Series(words(f"evidence.{kind}"), kind, points)
    mark = words.suffix(stands.path_evidence)
    if stands.path:
        yield Series(words("chart.path") + mark, "path", tuple((float(year), value) for year, value in stands.path))
    if stands.target is not None:
        name = words("overview.goal") + words.suffix(stands.target_evidence(goal))
        yield Series(name, "goal", ((float(goal.year), stands.target),))


def by_evidence(
    points: Iterable[tuple[Place, Sequence[str]]], words: Words, labels: Sequence[str] = ()
) -> Iterator[Series]:
    """Yield one series per evidence; each point, with the evidence behind it, is as good as the weakest of it."""
    order = list(marks.EVIDENCE)
    placed = [(max(behind, key=order.index), point) for point, behind in points]
    for kind in order:
        if mine := [place for place, (evidence, _) in enumerate(placed) if evidence == kind]:
            called = tuple(labels[place] for place in mine) if labels else ()
            yield Series(words(f"evidence.{kind}"), kind, tuple(placed[place][1] for place in mine), labels=called)
