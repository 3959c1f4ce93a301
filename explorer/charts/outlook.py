"""The what-if chart: history, path and goal, the band ahead, and a line for every scenario."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from explorer.analysis.outlook import assumptions
from explorer.analysis.outlook.backtest import Backtest
from explorer.analysis.outlook.projection import Step
from explorer.analysis.outlook.scenarios import Scenario, said_then
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.charts import label_placement, layers, rows
from explorer.core import catalogue, language, marks
from explorer.core.goals import Goal
from explorer.core.language import Words

HEIGHT, LOW = 400, 260
HATCHES = 8
ROOM_FOR_LABELS = 116  # pixels
LINES_OF_TEXT = 0.115  # of the chart's height: the two lines of a scenario's label, and a little air


def history(observed: pl.DataFrame, seen: Prospect, words: Words, events: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the rows that no knob moves: values, path and goal, events, and the band ahead."""
    goal = seen.goal
    points = rows.points(observed, seen.since, goal, words)
    return [
        *rows.segments(points, rows.breaks(events)),
        *points,
        *rows.events(events, seen.since, words),
        *(row for row in rows.path(seen.stands, goal, words) if row["x"] >= seen.since),
        *(row for row in rows.goal_rows(seen.stands, goal, words) if row["role"] in ("goal", "goal_year")),
        *_ahead(seen, words),
    ]


def outlook_rows(
    past: list[dict[str, Any]], seen: Prospect, scenarios: Sequence[Scenario], words: Words
) -> pl.DataFrame:
    """Return the rows of the what-if chart: its history (see above) and the scenarios."""
    drawn = [*past, *(row for one in scenarios for row in _line(one, seen, words))]
    corners = rows.corners(drawn, seen.goal)
    labels = [*_labels(scenarios, seen, words, corners), *rows.legend(drawn, words)]
    return pl.DataFrame([*drawn, *corners, *labels, *_failed(seen, words, corners)], schema=rows.SCHEMA)


def backtest_rows(observed: pl.DataFrame, seen: Prospect, test: Backtest, words: Words) -> pl.DataFrame:
    """Return the rows of the backtest chart: every value, and what the method would have said before the last ones."""
    goal, said, then = seen.goal, said_then(test.outlook), test.outlook
    points = rows.points(observed, seen.since, goal, words)
    band = _band(then.start, then.path, goal, words) if then.error is not None else []
    drawn = [*rows.segments(points), *points, *band, *_line(said, seen, words)]
    corners = rows.corners(drawn, goal)
    label = _labels([said], seen, words, corners, then=True)
    return pl.DataFrame([*drawn, *corners, *label, *rows.legend(drawn, words)], schema=rows.SCHEMA)


def _ahead(seen: Prospect, words: Words) -> list[dict[str, Any]]:
    """Return the band that may be shown, and the pure lines on both sides of a middle path."""
    found = seen.forecast
    if found.start is None or not found.line:
        return []
    pure = assumptions.around(seen) if found.model == "middle" else ()
    lines = [
        {"role": "around", "x": time, "y": value, "line": one.name}
        for one in pure
        if one.line
        for time, value in one.line
    ]
    last = sorted((*one.line[-1], words(f"around.{one.name}")) for one in pure if one.line)
    low = min((value for _, value, _ in last), default=0.0)
    # Each name on the side of its line where the path between the two is not.
    ends = [
        {"role": "around_below" if value == low else "around_above", "x": time, "y": value, "label": name}
        for time, value, name in last
    ]
    return [*_band(found.start, found.line, seen.goal, words), *lines, *ends]


def _failed(seen: Prospect, words: Words, corners: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a hatched area ahead, with the word for it, where the method's own record refutes it."""
    if seen.forecast.no_line != "poor_record" or seen.start is None:
        return []
    (left, right), (low, high) = (seen.start[0], float(seen.goal.year)), (corners[0]["y"], corners[1]["y"])
    width, height = (right - left) / HATCHES, (high - low) / HATCHES
    lines = [
        {"role": "hatch", "x": left, "y": low + place * height, "x2": right - place * width, "y2": high}
        for place in range(HATCHES)
    ]
    lines += [
        {"role": "hatch", "x": left + place * width, "y": low, "x2": right, "y2": high - place * height}
        for place in range(1, HATCHES)
    ]
    middle = {"role": "failed", "x": (left + right) / 2, "y": (low + high) / 2, "label": words("whatif.failed")}
    return [{"role": "now", "x": left}, *lines, middle]


def _band(start: tuple[float, float], path: Sequence[Step], goal: Goal, words: Words) -> list[dict[str, Any]]:
    begun, value = start
    said = [(begun, value, value), *((step.time, step.low, step.high) for step in path)]
    if all(step.low is None for step in path):
        return [{"role": "now", "x": begun}]
    return [
        {"role": "now", "x": begun},
        *(
            {
                "role": "band",
                "x": x,
                "y": low,
                "y2": high,
                "period": f"{x:.0f}",
                "label": words.between(low, high, goal.indicator),
            }
            for x, low, high in said
            if low is not None and high is not None
        ),
    ]


def _line(one: Scenario, seen: Prospect, words: Words) -> list[dict[str, Any]]:
    mark = words.suffix("simulated" if seen.simulated else None)
    return [
        {
            "role": "scenario",
            "x": time,
            "y": value,
            "line": one.name,
            "evidence": words(f"scenario.{one.name}"),
            "period": f"{time:.0f}",
            "label": words.value(value, seen.goal.indicator) + mark,
        }
        for time, value in one.line
    ]


def _labels(
    scenarios: Sequence[Scenario], seen: Prospect, words: Words, corners: list[dict[str, Any]], then: bool = False
) -> list[dict[str, Any]]:
    """Label every line at its end, and the goal, moved apart where they would lie over one another."""
    ends = [(one.last, one.name, _said(one, seen, words, then=then), one.line[-1][0]) for one in scenarios if one.last]
    target, goal = seen.stands.target, seen.goal
    if target is not None and not then:
        amount = words.figure(target, goal.indicator) + rows.sign(seen.stands.target_evidence(goal))
        key = "chart.goal_assumed" if seen.assumed and seen.origin != "next" else "chart.goal_ahead"
        ends.append((target, "needed", words(key, amount=amount), float(goal.year)))
    ends.sort()
    low, high = corners[0]["y"], corners[1]["y"]
    gap = (high - low) * LINES_OF_TEXT
    places = label_placement.apart([end[0] for end in ends], gap, high - gap / 2)
    return [
        {"role": "scenario_label", "x": x, "y": place, "line": name, "label": said}
        for (_, name, said, x), place in zip(ends, places, strict=True)
    ]


def _said(one: Scenario, seen: Prospect, words: Words, *, then: bool) -> str:
    """Return a line's label: its name, and where it leads, or for the needed one the pace it takes."""
    name, indicator = words("whatif.said_then" if then else f"scenario.{one.name}"), seen.goal.indicator
    value = words.figure(one.last or 0.0, indicator)
    if one.name == "needed" and one.pace is not None:
        value = words("whatif.a_year", pace=words.pace(one.pace, indicator, growing=one.growing))
    return f"{name}\n{value}{rows.sign('simulated' if seen.simulated else None)}"


@lru_cache(maxsize=256)
def outlook_spec(slug: str, code: str, theme: str | None, height: int = HEIGHT) -> dict[str, Any]:
    """Return the spec of the what-if chart and of its backtest: expects the rows of one of the two."""
    indicator, words, palette = catalogue.indicators()[slug], language.words(code), marks.palette(theme)
    x, y = layers.years(ROOM_FOR_LABELS), layers.values(indicator, words)
    return layers.finished(
        height,
        palette,
        _area(x, y, palette),
        layers.only("now").mark_rule(color=palette.grey, strokeWidth=0.8).encode(x=x),
        layers.goal_year(palette),
        layers.path(x, y, palette),
        *_hatched(x, y, palette),
        *_around(x, y, palette),
        *_scenario_lines(x, y, theme),
        layers.lines(x, y, palette),
        layers.dots(x, y, words, palette),
        layers.goal_point(x, y, palette),
        *layers.events(x, palette),
        *layers.legend(words, palette),
        layers.corners(x, y),
    )


def _area(x: alt.X, y: alt.Y, palette: marks.Palette) -> Any:
    said = [alt.Tooltip(f"{name}:N", title=" ") for name in ("period", "label")]
    return (
        layers.only("band")
        .mark_area(color=palette.series, opacity=0.16, line=False)
        .encode(x=x, y=y, y2="y2:Q", tooltip=said)
    )


def _hatched(x: alt.X, y: alt.Y, palette: marks.Palette) -> tuple[Any, ...]:
    lines = layers.only("hatch").mark_rule(color=palette.faint, strokeWidth=1)
    word = layers.only("failed").mark_text(color=palette.grey, fontSize=14, fontWeight="bold")
    return lines.encode(x=x, y=y, x2="x2:Q", y2="y2:Q"), word.encode(x=x, y=y, text="label:N")


def _around(x: alt.X, y: alt.Y, palette: marks.Palette) -> tuple[Any, ...]:
    """Draw the pure lines thin and grey, as what stands beside the matter, named at their ends."""
    line = layers.only("around").mark_line(color=palette.grey, strokeWidth=0.8)
    names = (
        layers.only(f"around_{side}").mark_text(color=palette.grey, fontSize=11, align="right", dx=-6, dy=dy)
        for side, dy in (("above", -6), ("below", 12))
    )
    return line.encode(x=x, y=y, detail="line:N"), *(name.encode(x=x, y=y, text="label:N") for name in names)


def _scenario_lines(x: alt.X, y: alt.Y, theme: str | None) -> tuple[Any, ...]:
    names = list(marks.SCENARIO)
    colours = [stroke.dark if theme == "dark" else stroke.light for stroke in marks.SCENARIO.values()]
    colour = alt.Color("line:N", scale=alt.Scale(domain=names, range=colours), legend=None)
    base = layers.only("scenario").encode(x=x, y=y, color=colour)
    said = [alt.Tooltip(f"{name}:N", title=" ") for name in ("evidence", "period", "label")]
    line = base.mark_line(strokeWidth=2).encode(strokeDash=layers.dash())
    touch = base.mark_point(size=110, opacity=0).encode(tooltip=said)
    label = (
        layers.only("scenario_label")
        .mark_text(align="left", dx=9, dy=-4, fontSize=12, fontWeight="bold", lineBreak="\n", lineHeight=15)
        .encode(x=x, y=y, text="label:N", color=colour)
    )
    return line, touch, label
