"""The rows of charts over time: one small frame whose column ``role`` says which layer each row belongs to."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import polars as pl

from explorer.analysis.assessment.standing import Standing, position
from explorer.core.goals import Goal
from explorer.core.language import Words

EVENT_LINES = 4
FAR_BEYOND = 0.12  # of the newest value: two lines of a label have room above the goal's
SCHEMA = {
    "role": pl.String,
    "x": pl.Float64,
    "y": pl.Float64,
    "x2": pl.Float64,
    "y2": pl.Float64,
    "line": pl.String,
    "evidence": pl.String,
    "label": pl.String,
    "period": pl.String,
    "source": pl.String,
    "known_on": pl.String,
}


def path(standing: Standing, goal: Goal, words: Words) -> list[dict[str, Any]]:
    """Return a row for every milestone of the path."""
    mark = words.suffix(standing.path_evidence)
    said = {"evidence": words("chart.path")}
    return [
        {
            "role": "path",
            "x": float(y),
            "y": v,
            "period": str(y),
            "label": words.value(v, goal.indicator) + mark,
            **said,
        }
        for y, v in standing.path
    ]


def corners(drawn: list[dict[str, Any]], goal: Goal) -> list[dict[str, Any]]:
    """Return two invisible points that stretch the axes: the years of the first and the last thing drawn, whole."""
    heights = [row[name] for row in drawn for name in ("y", "y2") if row.get(name) is not None]
    low, high = frame(heights, goal)
    years = [row["x"] for row in drawn]
    return [
        {"role": "frame", "x": x, "y": y}
        for x, y in ((math.ceil(min(years)) - 1.0, low), (float(math.ceil(max(years))), high))
    ]


def frame(values: list[float], goal: Goal) -> tuple[float, float]:
    """Return the least and greatest y: room for labels, never below nothing nor beyond a natural limit."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * 0.12 or abs(high) * 0.12 or 1.0
    floor, ceiling = goal.indicator.limits or (0.0 if low >= 0 else low - room, float("inf"))
    return max(low - room, min(floor, low)), min(high + room, max(ceiling, high))


def points(observed: pl.DataFrame, since: int, goal: Goal, words: Words) -> list[dict[str, Any]]:
    """Return a row for every value from the year ``since`` on; a year to date is no point of a yearly line."""
    rows = observed.filter((pl.col("span") != "year_to_date") & (pl.col("period").dt.year() >= since)).sort("period")
    return [
        {
            "role": "point",
            "x": position(row["period"]),
            "y": row["value"],
            "evidence": words(f"evidence.{row['evidence']}"),
            "label": words.value(row["value"], goal.indicator),
            "period": words.at(row["period"]),
            "source": row["source"],
            "known_on": "" if row["evidence"] == "simulated" else words.day(row["known_on"]),
            "simulated": row["evidence"] == "simulated",
        }
        for row in rows.iter_rows(named=True)
    ]


def segments(drawn: list[dict[str, Any]], breaks: Sequence[float] = ()) -> list[dict[str, Any]]:
    """Join neighbours, but not across a break; a line that touches a simulated value is a simulated line."""
    return [
        {
            "role": "segment",
            "x": a["x"],
            "y": a["y"],
            "x2": b["x"],
            "y2": b["y"],
            "line": "simulated" if a["simulated"] or b["simulated"] else "real",
        }
        for a, b in pairwise(drawn)
        if not any(a["x"] < at < b["x"] for at in breaks)
    ]


def breaks(events: pl.DataFrame) -> list[float]:
    """Return where definitions broke, on the axis of year-ends."""
    return [position(day) for day in events.filter(pl.col("kind") == "break")["happened_on"]]


def events(happened: pl.DataFrame, since: float, words: Words) -> list[dict[str, Any]]:
    """Return a row for every event from ``since`` on; neighbours' labels take turns, each lower than the one before."""
    shown = [row for row in happened.iter_rows(named=True) if position(row["happened_on"]) >= since]
    return [
        {
            "role": f"event_{place % EVENT_LINES}",
            "x": position(row["happened_on"]),
            "label": row[f"short_{words.code}"],
            "period": words.day(row["happened_on"]),
            "evidence": row[f"title_{words.code}"],
        }
        for place, row in enumerate(shown)
    ]


def goal_rows(standing: Standing, goal: Goal, words: Words) -> list[dict[str, Any]]:
    """Return the goal year, and the goal with its label where it has a place on the scale."""
    year = {"role": "goal_year", "x": float(goal.year), "label": str(goal.year)}
    if standing.target is None:
        return [year]
    amount = words.label(standing.target, goal.indicator) + words.suffix(standing.target_evidence(goal))
    label = words("chart.goal", amount=amount, year=goal.year)
    newest = standing.target if standing.newest is None else standing.newest.value
    # A line that has gone far beyond the goal came from its left, below it: the label keeps to the right.
    far = newest - standing.target > abs(newest) * FAR_BEYOND
    role = "goal_right" if far else "goal_below" if standing.target < newest else "goal_above"
    return [year, *({"role": r, "x": float(goal.year), "y": standing.target, "label": label} for r in ("goal", role))]
