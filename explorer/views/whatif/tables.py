"""The tables of the what-if page as plain rows, for its sheets: scenarios, backtest, the goal split over the cities."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from explorer.analysis.outlook.assumptions import Knobs
from explorer.analysis.outlook.backtest import Backtest
from explorer.analysis.outlook.city_targets import divide
from explorer.analysis.outlook.scenarios import Scenario
from explorer.analysis.outlook.split import Unsplittable, Way
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.view import View
from explorer.core.language import Words
from explorer.views import phrases
from explorer.views.whatif import html as whatif_html
from explorer.views.whatif import sensitivity

HELD = {None: "no_band", True: "held", False: "outside"}
SAME_TIME = 2  # decimals of a year within which two times are one


def sheets(
    view: View,
    seen: Prospect,
    drawn: Sequence[Scenario],
    knobs: Knobs,
    test: Backtest | None,
    way: Way,
    own: Mapping[str, float],
) -> dict[str, pl.DataFrame]:
    """Return the tables by what their sheet is called; numbers stay numbers. What there is nothing for is left out."""
    words = view.words
    found = {
        "scenarios": _scenarios(view, seen, drawn, knobs),
        "sensitivity": sensitivity.rows(view, seen),
        "backtest": _backtest(test, words) if test else [],
        "division": list(_division(view, seen, way, own)),
    }
    return {words(f"whatif_sheet.{name}"): pl.DataFrame(rows) for name, rows in found.items() if rows}


def _scenarios(view: View, seen: Prospect, drawn: Sequence[Scenario], knobs: Knobs) -> list[dict[str, Any]]:
    """Return where each scenario leads; of one that cannot be drawn, why."""
    words = view.words
    return [
        {
            words("whatif.scenario"): words(f"scenario.{one.name}"),
            words("whatif.value_in", year=seen.goal.year): one.last,
            words("cover.unit"): words.of(seen.goal.indicator.unit),
            words("whatif.distance"): _of(one, whatif_html.distance(one, seen, words)),
            words("whatif.met_in"): _of(one, whatif_html.met(one, seen, words)),
            words("whatif.pace"): _of(one, whatif_html.pace(view, one, seen, knobs)),
            words("whatif_sheet.why"): words(f"why.{one.why}") if one.why else None,
            words("table.evidence"): phrases.evidence_mark("simulated", words) if seen.simulated else None,
        }
        for one in drawn
    ]


def _of(one: Scenario, said: str) -> str | None:
    return None if one.last is None else said


def _backtest(test: Backtest, words: Words) -> list[dict[str, Any]]:
    """Return what the method would have said of each hidden year, and what came."""
    steps = {round(step.time, SAME_TIME): step for step in test.outlook.path}
    return [
        {
            words("table.period"): words.time(time),
            words("whatif_sheet.said"): (step := steps[round(time, SAME_TIME)]).point,
            words("whatif_sheet.low"): step.low,
            words("whatif_sheet.high"): step.high,
            words("whatif_sheet.came"): value,
            words("whatif_sheet.inside"): words(f"whatif_sheet.{HELD[inside]}"),
        }
        for (time, value), inside in zip(test.came, test.inside, strict=True)
    ]


def _division(view: View, seen: Prospect, way: Way, own: Mapping[str, float]) -> Iterator[dict[str, Any]]:
    """Yield each city's part; nothing where the goal cannot be split this way."""
    words = view.words
    try:
        found = divide(view, seen, way, dict(own))
    except Unsplittable:
        return
    for one in found.parts:
        newest = one.found.standing.newest
        yield {
            words("division.city"): phrases.area_name(view, one.area),
            words("division.value"): one.value,
            words("table.evidence"): phrases.evidence_mark(newest.evidence, words) if newest else None,
            words("division.part"): one.part,
            words("cover.unit"): words.of(seen.goal.indicator.unit),
            words("division.change"): None if one.value is None else one.part - one.value,
            words("whatif_sheet.required"): one.required,
            words("whatif_sheet.had"): one.had,
            words("division.status"): phrases.status_of(one.found, words).short,
            words("division.fault"): words(f"fault.{one.fault}", fastest=words.rate(found.fastest or 0.0))
            if one.fault
            else None,
        }
