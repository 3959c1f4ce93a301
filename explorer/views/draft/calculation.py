"""A draft's targets as the numbers of a sheet that works them out anew when one of them is changed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.analysis.outlook import ambition, forecast_methods, projection, proposals
from explorer.analysis.outlook.projection import Manner
from explorer.analysis.view import View
from explorer.links.drafts import Draft
from explorer.views.draft import rows as draft_rows
from explorer.views.draft import text
from explorer.views.draft.rows import Row


@dataclass(frozen=True)
class Line:
    """One target. ``start``: time and latest value; ``limit``: the most there can be, None for no limit.

    ``growth`` and ``step``: the last three years' pace, a share and units; None where there is none. ``results``: what
    the sheet works out of it, by name, and ``path`` the value at the end of each of the sheet's years.
    """

    no: int
    name: str
    unit: str
    digits: int
    simulated: bool
    department: str
    start: tuple[float, float] | None
    target: float
    year: int
    direction: int
    limit: float | None
    growth: float | None
    step: float | None
    results: tuple[float | None, float | None, float | None, str]
    path: tuple[float | None, ...]


@dataclass(frozen=True)
class Sheet:
    """The targets, the years of their paths, and the words of how much is asked with the border of each."""

    lines: Sequence[Line]
    years: Sequence[int]
    words: Sequence[tuple[float, str]]
    turn: str


def sheet(view: View, draft: Draft) -> Sheet:
    """Return the targets chosen as the numbers of their sheet."""
    words, years = view.words, range(draft.first, draft.last + 1)
    borders = ((ambition.EASY, "easy"), (ambition.SAFE, "safe"), (ambition.KEEN, "keen"), (math.inf, "hard"))
    return Sheet(
        [_line(view, row, years) for row in draft_rows.chosen(view, draft)],
        years,
        [(border, words(f"proposed_ambition.{word}")) for border, word in borders],
        words("proposed_ambition.turn"),
    )


def _line(view: View, row: Row, years: Sequence[int]) -> Line:
    words, seen, asks = view.words, row.table.seen, row.asks
    high = seen.manner.limits[1]
    growth, step = _paces(row)
    path = dict(row.path)
    return Line(
        no=row.goal.no,
        name=words.of(row.goal.indicator.title),
        unit=words.of(row.goal.indicator.unit),
        digits=row.goal.indicator.digits,
        simulated=row.simulated,
        department=text.department(view, row),
        start=seen.start,
        target=row.value or 0.0,
        year=seen.goal.year,
        direction=seen.goal.direction,
        limit=high if math.isfinite(high) else None,
        growth=growth,
        step=step,
        results=(
            asks.growth if asks and proposals.grows(seen, row.value or 0.0) else None,
            asks.step if asks else None,
            asks.rho if asks else None,
            words(f"proposed_ambition.{asks.word}") if asks and asks.word else "",
        ),
        path=tuple(path.get(year) for year in years),
    )


def _paces(row: Row) -> tuple[float | None, float | None]:
    """Return the last three years' growth, where what grows is compared by growth, and their step."""
    seen = row.table.seen
    if seen.start is None or len(seen.whole) < 2:
        return None, None
    step, _ = forecast_methods.pace_of(seen.whole, Manner(logs=False))
    if not projection.grows([value for _, value in (*seen.whole, seen.start)], seen.manner.limits):
        return None, step
    growth, _ = forecast_methods.pace_of(seen.whole, Manner(logs=True))
    return math.expm1(growth), step
