"""What one link shows, as one value: the words, figures and pictures that every image, slide and file carries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import polars as pl

from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.views.target_row import Section, TargetRow

Kind = Literal["time", "bars", "pairs"]
# What is known of an indicator: one row a value, as the store returns it.
OBSERVED = pl.Schema(
    {
        "indicator": pl.String,
        "area": pl.String,
        "period": pl.Date,
        "span": pl.String,
        "value": pl.Float64,
        "unit": pl.String,
        "evidence": pl.String,
        "source": pl.String,
        "known_on": pl.Date,
        "state": pl.String,
    }
)


@dataclass(frozen=True)
class Series:
    """One line, or one set of bars or points.

    ``mark``: an evidence (published, office, simulated), path, goal, a scenario's name, band, share or elapsed.
    ``points``: x and y; x is a time (see standing.position), a place among the graph's categories, or a value.
    ``labels``: what each of the points is called, where they are pairs. ``hollow``: the x of bars that rest on
    simulated values, where the mark does not say so.
    """

    name: str
    mark: str
    points: tuple[tuple[float, float], ...]
    labels: tuple[str, ...] = ()
    hollow: frozenset[float] = frozenset()


@dataclass(frozen=True)
class Graph:
    """The numbers of a picture, for charts that an office can edit. ``unit`` is that of y, ``across`` that of x.

    ``digits``: how many decimals y has at most, where it is not a value of the exhibit's own indicator.
    """

    kind: Kind
    unit: str
    series: tuple[Series, ...]
    across: str = ""
    categories: tuple[str, ...] = ()
    digits: int | None = None


@dataclass(frozen=True)
class Picture:
    """A finished Vega-Lite spec and the rows it draws under the data name ``rows``; ``caption`` where two stand."""

    spec: Mapping[str, Any]
    rows: pl.DataFrame
    caption: str = ""


@dataclass(frozen=True)
class Cover:
    """The first page of a file of several exhibits, as plain texts in the language ``lang``.

    ``items``: what each is called, and why it is not in the file (empty where it is).
    """

    lang: str
    title: str
    said: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Exhibit:
    """Everything one link shows.

    ``page`` is its page's name, ``parameters`` everything its link carries, defaults too. ``sections``: the targets it
    judges, in its link's order under its headings; a target may stand under several. ``sentence`` is the reason of the
    status where one target is judged; elsewhere it says what is seen. ``goal``: the one that is shown, where it is one.
    ``simulated``: whether any value shown is simulated. ``sources``: the line that names where the values come from.
    ``observed``: the values behind it, columns as in OBSERVED. ``tables``: what the page lists besides, by name, in the
    reader's words; a slide shows the first where it is narrow. ``rests``: whether what is said rests on simulated
    values that are not observed any more. Titles and sentences are plain text, not escaped.
    """

    page: str
    view: View
    title: str
    subtitle: str
    sentence: str
    sources: str
    parameters: Mapping[str, str]
    observed: pl.DataFrame
    sections: tuple[Section, ...] = ()
    goal: Goal | None = None
    graph: Graph | None = None
    pictures: tuple[Picture, ...] = field(default=())
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    rests: bool = False

    @property
    def rows(self) -> tuple[TargetRow, ...]:
        """The targets it judges, each once."""
        return tuple({row.no: row for section in self.sections for row in section.rows}.values())

    @property
    def row(self) -> TargetRow | None:
        """The one target it judges; None where it judges none or several."""
        return next(iter(self.rows), None) if self.goal else None

    @property
    def simulated(self) -> bool:
        """Whether any value shown is simulated."""
        return self.rests or "simulated" in self.observed["evidence"]
