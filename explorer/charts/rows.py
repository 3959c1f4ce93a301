"""The rows of charts over time: one small frame whose column ``role`` says which layer each row belongs to."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import polars as pl

from explorer.analysis.assessment.standing import Standing, position
from explorer.core.goals import Goal
from explorer.core.language import SIMULATED_SIGN, Words
from explorer.core.marks import EVIDENCE

LIFT, LEVELS, NEAR = 18, 3, 1.0  # of an event's dot above one less than a year before it: pixels, levels
SIGN, SIGN_ROOM, LETTER = 14, 22, 12.5  # of the legend: a mark, what lies between two, a letter; pixels
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
    """Return a numbered dot for every event from ``since`` on, by its number among all.

    The text of each stands below the chart under the same number. ``x2``: how far a dot is lifted, in pixels.
    """
    drawn: list[dict[str, Any]] = []
    for number, row in enumerate(happened.iter_rows(named=True), start=1):
        at = position(row["happened_on"])
        near = bool(drawn) and at - drawn[-1]["x"] < NEAR
        one = {
            "role": "event",
            "x": at,
            "x2": (drawn[-1]["x2"] + LIFT) % (LIFT * LEVELS) if near else 0.0,
            "label": str(number),
            "period": words.day(row["happened_on"]),
            "evidence": row[f"title_{words.named}"],
        }
        drawn += [one] if at >= since else []
    return drawn


def legend(drawn: list[dict[str, Any]], words: Words) -> list[dict[str, Any]]:
    """Return what the legend says: the kinds of evidence that are drawn, and no other; ``x2``: pixels from the left."""
    kinds = [words(f"evidence.{kind}") for kind in EVIDENCE]
    shown = [kind for kind in kinds if any(row["role"] == "point" and row["evidence"] == kind for row in drawn)]
    wide = [SIGN + SIGN_ROOM + LETTER * len(kind) * (1 if ord(kind[0]) > 0x2E7F else 0.57) for kind in shown]
    return [
        {"role": "legend", "x2": SIGN / 2 + sum(wide[:place]), "evidence": kind, "label": kind}
        for place, kind in enumerate(shown)
    ]


def goal_rows(standing: Standing, goal: Goal, words: Words) -> list[dict[str, Any]]:
    """Return the rule of the goal year, and the goal where it has a place on the scale; ``period``: its label."""
    year = {"role": "goal_year", "x": float(goal.year), "label": ""}
    if standing.target is None:
        return [year | {"label": words("chart.end_of", year=goal.year)}]
    amount, evidence = words.label(standing.target, goal.indicator), standing.target_evidence(goal)
    said = [
        words("chart.goal", amount=amount + mark, year=goal.year) for mark in (words.suffix(evidence), sign(evidence))
    ]
    return [year, {"role": "goal", "x": float(goal.year), "y": standing.target, "label": said[0], "period": said[1]}]


def sign(evidence: str | None) -> str:
    """Return the sign of a simulated value alone: the legend has its word, and a phone no room for it."""
    return f" {SIMULATED_SIGN}" if evidence == "simulated" else ""
