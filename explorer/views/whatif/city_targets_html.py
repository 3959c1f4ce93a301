"""A goal split over the cities, as HTML: each city's part, path and status, and what stands against it."""

import math
from functools import lru_cache

from htpy import Node, b, img, p, small

from explorer.analysis.outlook import city_targets, projection
from explorer.analysis.outlook.city_targets import CityPart, Division, divide
from explorer.analysis.outlook.split import Unsplittable, Way
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.view import View
from explorer.charts.sparkline import sparkline
from explorer.core import marks
from explorer.core.language import Words
from explorer.links import parameters
from explorer.releases import store
from explorer.views import html, phrases


def division(view: View, seen: Prospect, way: Way, own: dict[str, float], theme: str | None) -> str:
    """Return the goal split over the cities as HTML, or the sentence that says why it cannot be split this way."""
    return _division(view, seen, way, tuple(own.items()), theme)


@lru_cache(maxsize=64)
def _division(view: View, seen: Prospect, way: Way, own: tuple[tuple[str, float], ...], theme: str | None) -> str:
    words = view.words
    try:
        found = divide(view, seen, way, dict(own))
    except Unsplittable as reason:
        return html.finished(p(".note")[words(f"unsplittable.{reason.why}")])
    kinds = ("city", "value", "part", "change", "growth", "status", "path", "fault")
    faults = sum(one.fault is not None for one in found.parts)
    shown = kinds if faults else kinds[:-1]  # a column without a word says nothing
    columns = [html.Column(words(f"division.{kind}"), kind) for kind in shown]
    total = words.number(math.fsum(one.part for one in found.parts), projection.MOST_DECIMALS)
    notes = [words("division.sum", total=total, unit=words.of(seen.goal.indicator.unit), count=len(found.parts))]
    judged = "faults" if faults else "feasible" if found.fastest is not None else "unknown"
    notes.append(words(f"division.{judged}", count=faults))
    notes.append(words("division.base", year=seen.goal.year, years=city_targets.PACE_YEARS))
    if found.people_simulated:
        notes.append(words("division.people") + words.suffix("simulated"))
    table = html.grid(columns, [_part(view, seen, one, found, theme)[: len(columns)] for one in found.parts])
    return html.finished(html.section("", "division", table, notes=notes))


def _part(view: View, seen: Prospect, one: CityPart, found: Division, theme: str | None) -> list[Node]:
    words, indicator, stands = view.words, seen.goal.indicator, one.found.standing
    asked = {
        "indicator": indicator.slug,
        "area": one.area,
        "goal": f"{one.part:.12g}",
        "goal_year": str(seen.goal.year),
    }
    value, change = "–", "–"
    if one.value is not None and stands.newest:
        value = words.number(one.value, indicator.digits) + words.suffix(stands.newest.evidence)
        change = words.signed(one.part - one.value, indicator.digits)
    observed = store.read(indicator, one.area, view.as_of, view.evidence, view.edition)
    picture = sparkline(observed, stands, seen.goal.year, marks.palette(theme), seen.since)
    rates = {"required": _rate(one.required, words), "had": _rate(one.had, words)}
    fault = words(f"fault.{one.fault}", fastest=words.rate(found.fastest or 0.0)) if one.fault else ""
    return [
        phrases.area_name(view, one.area),
        value,
        [
            b[words.number(one.part, projection.MOST_DECIMALS)],
            " ",
            html.anchor(parameters.to("whatif", view.parameters(**asked)), words("division.try_it")),
        ],
        change,
        words("division.growth_cell", **rates),
        html.status_mark(phrases.status_of(one.found, words), ""),
        img(".spark", src=picture, alt=""),
        fault and small[fault],
    ]


def _rate(rate: float | None, words: Words) -> str:
    return "–" if rate is None else words.rate(rate)
