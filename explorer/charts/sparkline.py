"""A goal's small chart as SVG: observed values by evidence, the path, the goal. Numbers in, text out."""

import base64
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import polars as pl

from explorer.analysis.assessment.standing import Standing, position
from explorer.core.marks import EVIDENCE, PATH_DASH, REAL_DASH, SIMULATED_DASH, Palette

WIDTH, HEIGHT, MARGIN = 200, 44, 6
DOT, HOLE = 5.2, 2.8
Seen = tuple[float, float, str]


def sparkline(observed: pl.DataFrame, standing: Standing, goal_year: int, palette: Palette, since: int) -> str:
    """Return the small chart as an SVG data address (see drawn)."""
    svg = drawn(observed, standing, goal_year, palette, since)
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def drawn(observed: pl.DataFrame, standing: Standing, goal_year: int, palette: Palette, since: int) -> str:
    """Return the small chart as SVG: the values since the end of ``since``, the path and the goal, always inside.

    Marks of one kind are one SVG path: dots are round ends of lines without length. The overview carries twenty-one of
    these pictures, and its size is what a visitor waits for.
    """
    rows = observed.filter((pl.col("span") != "year_to_date") & (pl.col("period").dt.year() >= since))
    points = [(position(day), value, kind) for day, value, kind in rows.select("period", "value", "evidence").rows()]
    path = [(float(year), value) for year, value in standing.path if year >= since]
    goal = [(float(goal_year), standing.target)] if standing.target is not None else []
    place = _Frame([(x, y) for x, y, _ in points] + path + goal)
    real = [pair for pair in pairwise(points) if "simulated" not in (pair[0][2], pair[1][2])]
    simulated = [pair for pair in pairwise(points) if pair not in real]
    shapes = [
        _lines(list(pairwise(path)), place, palette.grey, PATH_DASH, 1.2),
        _lines(real, place, palette.series, REAL_DASH, 1.6),
        _lines(simulated, place, palette.series, SIMULATED_DASH, 1.6),
        *(_dots([at for at in points if at[2] == kind], kind, place, palette) for kind in EVIDENCE),
        *(_diamond(place(*at), palette) for at in goal),
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(shapes)}</svg>'


class _Frame:
    """Places years and values on the picture."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        years, values = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
        self.left, self.low = min(years), min(values)
        self.across, self.up = (max(years) - self.left) or 1, (max(values) - self.low) or 1

    def __call__(self, year: float, value: float) -> tuple[int, int]:
        """Return the place in whole units of the picture."""
        x = MARGIN + (year - self.left) / self.across * (WIDTH - 2 * MARGIN)
        y = HEIGHT - MARGIN - (value - self.low) / self.up * (HEIGHT - 2 * MARGIN)
        return round(x), round(y)


def _lines(
    pairs: Sequence[tuple[Sequence[Any], Sequence[Any]]], place: _Frame, colour: str, dash: Sequence[int], width: float
) -> str:
    """Draw each pair of neighbours as a line; those that continue one another are one stroke."""
    strokes, last = "", None
    for a, b in pairs:
        (x, y), (to_x, to_y) = place(a[0], a[1]), place(b[0], b[1])
        strokes += f"L{to_x} {to_y}" if (x, y) == last else f"M{x} {y}L{to_x} {to_y}"
        last = (to_x, to_y)
    dashed = "" if dash == REAL_DASH else f' stroke-dasharray="{" ".join(map(str, dash))}"'
    return strokes and f'<path d="{strokes}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'


def _dots(points: Sequence[Seen], evidence: str, place: _Frame, palette: Palette) -> str:
    """Draw every value of one evidence: round or square, filled or hollow."""
    mark = EVIDENCE[evidence]
    cap = "square" if mark.shape == "square" else "round"
    places = "".join("M{} {}h0".format(*place(x, y)) for x, y, _ in points)
    outer = f'<path d="{places}" stroke="{palette.series}" stroke-width="{DOT}" stroke-linecap="{cap}"/>'
    inner = f'<path d="{places}" stroke="{palette.paper}" stroke-width="{HOLE}" stroke-linecap="{cap}"/>'
    return places and outer + ("" if mark.filled else inner)


def _diamond(at: tuple[int, int], palette: Palette) -> str:
    x, y = at
    return f'<path d="M{x} {y - 5}l5 5l-5 5l-5-5Z" fill="{palette.goal}"/>'
