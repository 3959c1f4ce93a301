"""Error and coverage of each forecasting method, over rolling origins of every published yearly series.

A series is one published measure of one area, four values or more between breaks of definition; of several sources the
one that the explorer would show. From every year-end with at least three values before it, each method is shown the
last six, as the page shows them, and asked for every later year up to five years ahead. Printed by kind of series: the
origins, the median error and the median distance of the line from what came (in per cent of what came, of shares in
points), and how many values the band of 80 % held, also without the origins at which the method's record up to that
day would have made the explorer refuse it. People and GDP, by which others are divided, stand apart: they are 40
series of the same slow kind and would drown the rest. Origins overlap, and the series share one boom: this supports
defaults, not significance, and no threshold of the explorer is taken from it.
"""

import itertools
import statistics
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import polars as pl

from explorer.analysis.assessment import standing
from explorer.analysis.outlook import backtest, forecast_methods, projection
from explorer.analysis.outlook.backtest import Backtest
from explorer.analysis.outlook.forecast_methods import YEARLY, Method
from explorer.analysis.outlook.projection import DAY, LEVEL, Manner, Series
from explorer.core import catalogue
from explorer.releases import store

AHEAD = 5
DENOMINATORS = ("resident_population", "gdp")
STOCKS = ("in_force", "_per_10k_", "cumulative", "mark_users", "centers")  # as the measures' names say it
SHARES = ("%", "分")
LIMITS = {True: (0.0, 100.0), False: (0.0, float("inf"))}


@dataclass
class Score:
    """What one method did on one kind of series: origins, errors with their sign, and what its bands held.

    ``kept``: what the bands held at the origins where the record up to then does not refute the method.
    """

    origins: int = 0
    errors: list[float] = field(default_factory=list)
    held: list[bool] = field(default_factory=list)
    kept: list[bool] = field(default_factory=list)


def kind_of(measure: str, unit: str) -> str:
    """Return the kind of a measure, most of which no indicator uses: people and GDP, share, stock or flow."""
    if measure in DENOMINATORS:
        return "people"
    if unit in SHARES:
        return "share"
    return "stock" if any(part in measure for part in STOCKS) else "flow"


def published() -> Iterator[tuple[str, Series]]:
    """Yield every published yearly series with its kind, cut at breaks of definition."""
    edition = store.edition()
    rows = store.published(edition.until, edition).filter(pl.col("frequency") == "A")
    best = rows.sort("reliability", "known_on", descending=[False, True]).unique(
        ["measure", "area", "period"], keep="first", maintain_order=True
    )
    for (measure, area), part in best.partition_by("measure", "area", as_dict=True).items():
        if part.height <= backtest.LEAST_SHOWN:
            continue
        times = part.sort("period").select(pl.col("period").dt.year().cast(pl.Float64), "value")
        for series in _parts(list(times.iter_rows()), _breaks(str(measure), str(area))):
            if len(series) > backtest.LEAST_SHOWN:
                yield kind_of(str(measure), part["unit"][0]), series


def _breaks(measure: str, area: str) -> list[float]:
    """Return where the definition of a measure broke in an area, on the axis of year-ends."""
    edition, any_ = store.edition(), next(iter(catalogue.indicators().values()))
    happened = store.events(replace(any_, measure=measure), area, edition.until, edition)
    events = happened.filter(pl.col("kind") == "break")
    return [standing.position(day) for day in events["happened_on"]]


def _parts(points: list[tuple[float, float]], cuts: list[float]) -> Iterator[Series]:
    edges = [float("-inf"), *sorted(cuts), float("inf")]
    for low, high in itertools.pairwise(edges):
        yield [point for point in points if low < point[0] <= high]


def scores(found: list[tuple[str, Series]]) -> dict[tuple[str, Method], Score]:
    """Return what every method did on every kind of series."""
    table: dict[tuple[str, Method], Score] = defaultdict(Score)
    for kind, series in found:
        manner = Manner(logs=False, limits=LIMITS[kind == "share"])
        for method in forecast_methods.allowed(manner.limits):
            by = forecast_methods.by(method)
            for hidden in range(1, len(series)):
                test = backtest.backtest(series, hidden, manner, projection.USUAL_YEARS, by)
                if test:
                    before = series[: len(series) - hidden]
                    record = backtest.record(before, manner, projection.USUAL_YEARS, by, projection.MOST_YEARS, AHEAD)
                    _count(table[kind, method], test, share=kind == "share", refuted=record.fails(LEVEL))
    return table


def _count(score: Score, test: Backtest, *, share: bool, refuted: bool) -> None:
    lines = {round(step.time, 2): step.point for step in test.outlook.path}
    score.origins += 1
    for (time, came), inside in zip(test.came, test.inside, strict=True):
        if time > test.outlook.start[0] + AHEAD + DAY:
            continue
        apart = lines[round(time, 2)] - came
        if share or came > 0:
            score.errors.append(apart if share else apart / came * 100)
        if inside is not None:
            score.held.append(inside)
            score.kept += [] if refuted else [inside]


def _held(found: list[bool]) -> str:
    return f"{sum(found)} of {len(found)} ({sum(found) / len(found):.0%})" if found else "–"


def main() -> None:
    """Print the table."""
    found = list(published())
    kinds = (*forecast_methods.HEADLINES, "people")
    counts = ", ".join(f"{sum(one == kind for one, _ in found)} {kind}" for kind in kinds)
    print(f"published yearly series of four values or more: {counts}; up to {AHEAD} years ahead, band of {LEVEL:.0%}")
    print(
        f"{'':<8}{'method':<16}{'origins':>8}{'values':>8}{'median error':>14}{'median |error|':>16}"
        f"{'band held':>20}{'where not refused':>20}"
    )
    table = scores(found)
    for kind in kinds:
        headline = {**forecast_methods.HEADLINES, "people": "middle_path"}[kind]  # type: ignore[dict-item]
        for method in (one for one in YEARLY if table.get((kind, one)) and table[kind, one].errors):
            score, star = table[kind, method], "*" if method == headline else ""
            middle, off = statistics.median(score.errors), statistics.median(map(abs, score.errors))
            print(
                f"{kind:<8}{method + star:<16}{score.origins:>8}{len(score.errors):>8}{middle:>+14.1f}{off:>16.1f}"
                f"{_held(score.held):>20}{_held(score.kept):>20}"
            )
    print("* the headline of that kind; errors of shares in points, of others in per cent of what came")


if __name__ == "__main__":
    main()
