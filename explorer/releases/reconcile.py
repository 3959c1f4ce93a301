"""Frames of values: months thinned to years, one of several sources chosen, cities rolled up to their province.

Which value is chosen is decided in ``precedence``.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

import polars as pl

from explorer.core.goals import Indicator
from explorer.releases import precedence
from explorer.releases.precedence import Decision, Value

# From the best evidence to the weakest: what is made of several is as good as the last of them.
RANK = {"published": 0, "office": 1, "simulated": 2}
RIVAL: Mapping[str, pl.DataType] = {
    "value": pl.Float64(),
    "source": pl.String(),
    "known_on": pl.Date(),
    "reliability": pl.String(),
    **dict.fromkeys(("evidence", "state", "basis", "reason", "note"), pl.String()),
}
# What the office says beside a figure: who answers for it, what it rests on, what is done next and by when.
SAID: Mapping[str, pl.DataType] = {
    **dict.fromkeys(("person", "document", "next_step"), pl.String()),
    "deadline": pl.Date(),
}
SETTLED: Mapping[str, pl.DataType] = {
    "area": pl.String(),
    "period": pl.Date(),
    "span": pl.String(),
    "value": pl.Float64(),
    "evidence": pl.String(),
    "source": pl.String(),
    "known_on": pl.Date(),
    "reliability": pl.String(),
    "state": pl.String(),
    "basis": pl.String(),
    "note": pl.String(),
    "rivals": pl.List(pl.Struct(dict(RIVAL))),
    **SAID,
}
# What tells the office's own observations apart; empty in all others.
LIFE: Mapping[str, pl.DataType] = {"state": pl.String(), "dated": pl.Boolean(), "log_order": pl.Int32()}
SUMMED: Mapping[str, pl.DataType] = {
    "known_on": pl.Date(),
    "state": pl.String(),
    "basis": pl.String(),
    "log_order": pl.Int32(),
}


def thin(rows: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """Keep year-ends, figures, and of the monthly measurements only the newest month.

    For a flow that is the year to date, kept with the same months of the year before: it never stands on the
    yearly line as if it were complete.
    """
    year_end = (pl.col("period").dt.month() == 12) & (pl.col("period").dt.day() == 31)
    newest = rows.filter("monthly")["period"].max()
    wanted = [newest] if indicator.nature == "stock" else [newest, _year_before(newest)]
    part = pl.lit("point") if indicator.nature == "stock" else pl.lit("year_to_date")
    return rows.filter(year_end | ~pl.col("monthly") | pl.col("period").is_in(wanted)).with_columns(
        span=pl.when(year_end).then(pl.lit("year")).otherwise(part)
    )


def _year_before(day: object) -> dt.date | None:
    if not isinstance(day, dt.date):
        return None
    return (dt.date(day.year - 1, day.month, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def lived(rows: pl.DataFrame, brought: Iterable[str]) -> pl.DataFrame:
    """Return observations with the columns of LIFE and SAID, also those of a release that was built without them.

    ``brought``: the release's imports, in the order of the log. There every row of the office is final; it has a day of
    its own where that is not the day of its import.
    """
    rows = rows.with_columns(pl.lit(None, kind).alias(name) for name, kind in SAID.items() if name not in rows.columns)
    if set(LIFE) <= set(rows.columns):
        return rows
    places = {name: place for place, name in enumerate(brought, 1)}
    office = pl.col("evidence") == "office"
    came = pl.col("source").str.extract(r"^imp-(\d{8})-").str.to_date("%Y%m%d", strict=False)
    order = pl.col("source").replace_strict(places, default=None, return_dtype=pl.Int32)
    return rows.with_columns(
        state=pl.when(office).then(pl.lit("final")),
        dated=pl.when(office).then(pl.col("known_on").ne_missing(came)),
        log_order=pl.when(office).then(order),
    )


def values(rows: Iterable[Mapping[str, Any]]) -> list[Value]:
    """Return rows of observations or measurements as the values that ``precedence`` decides about."""
    return [
        Value(
            row["value"],
            row["evidence"],
            row["source"],
            row["known_on"],
            row.get("reliability"),
            row.get("frequency"),
            row.get("state") or "final",
            row.get("basis") or ("counted" if row["source"] == "register" else "stated"),
            row.get("dated") is not False,
            row.get("log_order") or 0,
            row.get("note"),
        )
        for row in rows
    ]


def settle(rows: pl.DataFrame) -> pl.DataFrame:
    """Choose one value per area and period as ``precedence`` decides; the others that differ are its ``rivals``.

    A figure of which the office wrote that it is not determined yet, and that nothing better fills, has a row without
    a value; so has one that the office took back where nothing else is left. What is simulated is nobody's rival.
    """
    found = []
    for _, group in groupby(
        rows.sort("area", "period").iter_rows(named=True), lambda row: (row["area"], row["period"])
    ):
        same = list(group)
        told = values(same)
        decision = precedence.decide(told)
        stands = decision.stands or _taken_back(decision)
        if stands is not None:
            row = next((same[place] for place, one in enumerate(told) if one is stands), same[0])
            said = (row.get(name) if decision.stands else None for name in SAID)
            found.append((row["area"], row["period"], row["span"], *_settled(stands, decision), *said))
    return pl.DataFrame(found, schema=SETTLED, orient="row")


def _taken_back(decision: Decision) -> Value | None:
    """Return that the office took back what it had stated last, and why."""
    gone = [one for one in decision.others if one.reason == "withdrawn"]
    return replace(gone[-1].value, value=None, state="withdrawn", note=gone[-1].note) if gone else None


def _settled(stands: Value, decision: Decision) -> tuple[object, ...]:
    rivals = [
        {name: getattr(one.value, name) for name in ("value", "source", "known_on", "reliability", "evidence")}
        | {"state": one.value.state, "basis": one.value.basis, "reason": one.reason, "note": one.note or one.value.note}
        for place, one in enumerate(decision.others)
        if one.reason != "simulated"
        and (not precedence.same(one.value.value, stands.value) or one.reason == "withdrawn")
        and not _told_before(decision, place)
    ]
    return (
        *(stands.value, stands.evidence, stands.source, stands.known_on, stands.reliability),
        *(stands.state, stands.basis, stands.note, rivals),
    )


def _told_before(decision: Decision, place: int) -> bool:
    """Whether what was taken back there was taken back at once with the same value: a table that came twice."""
    one = decision.others[place]
    return one.reason == "withdrawn" and any(
        other.reason == "withdrawn" and other.note == one.note and precedence.same(other.value.value, one.value.value)
        for other in decision.others[:place]
    )


def differing(row: Mapping[str, Any], digits: int) -> dict[str, float]:
    """Return what a settled row's figure is by each basis, see ``precedence.differing``; what was withdrawn is none."""
    others = [(one["basis"], one["value"]) for one in row["rivals"] if one["reason"] != "withdrawn"]
    return precedence.differing(row["value"], row["basis"], others, digits)


def parts(places: Mapping[str, Mapping[str, str | None]], area: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the cities of an area, and what else lies in it beside them: its zones."""
    inside = {one: place["level"] for one, place in places.items() if place["parent"] == area}
    cities = tuple(one for one, level in inside.items() if level == "city")
    return cities, tuple(one for one in inside if one not in cities) if cities else ()


def sums(rows: pl.DataFrame, cities: Iterable[str], area: str, zones: Iterable[str] = ()) -> pl.DataFrame:
    """Return the sums over ``cities`` of what the office states of each, where it does so of all, as rows of ``area``.

    ``rows``: their observations. ``zones``: what is no part that has to be stated, and is added where it is:
    a table of cities that has a row for the zone counts it in its total. Which of several values is added,
    ``precedence`` decides.
    """
    own, every, zones = rows.filter(pl.col("evidence") == "office"), list(cities), list(zones)
    found: list[dict[str, object]] = []
    for (period, frequency), figures in own.group_by("period", "frequency", maintain_order=True):
        stated = {
            part: precedence.stated(values(figures.filter(area=part).iter_rows(named=True)))
            for part in [*every, *zones]
        }
        beside = [stated[zone] for zone in zones if stated[zone] is not None]
        whole = precedence.summed([*(stated[part] for part in every), *beside])
        if whole is not None:
            kept = ("value", "evidence", "source", "known_on", "state", "basis")
            told = {name: getattr(whole, name) for name in kept}
            found.append({"area": area, "period": period, "frequency": frequency, "log_order": whole.order} | told)
    schema = {name: rows.schema[name] for name in ("area", "period", "frequency", "value", "evidence", "source")}
    return pl.DataFrame(found, schema={**schema, **SUMMED}).with_columns(monthly=pl.lit(False))


def spoken_since(rows: pl.DataFrame) -> dt.date | None:
    """Return the first period of settled rows of which the office says something itself; None where it says nothing."""
    first = rows.filter(pl.col("evidence") == "office", pl.col("state") != "withdrawn")["period"].min()
    return first if isinstance(first, dt.date) else None


def unmixed(rows: pl.DataFrame, since: Iterable[dt.date | None]) -> pl.DataFrame:
    """Return rows without the simulated ones from the first of the days on.

    Nothing simulated stands after, between or under the office's own: it would be taken for a fall or a rise.
    """
    first = min((day for day in since if day is not None), default=None)
    return rows if first is None else rows.filter((pl.col("evidence") != "simulated") | (pl.col("period") < first))


def roll_up(rows: pl.DataFrame, places: Mapping[str, Mapping[str, str | None]]) -> pl.DataFrame:
    """Add each parent's row to the rows of its children, then divide where a numerator and denominator came.

    ``rows``: area, period and value, or numerator and denominator; where they are of several indicators, indicator
    besides. Returns the same without the quantities but value (Float64); an area with an empty denominator has no value
    rather than a zero.
    """
    parents = {area: place["parent"] for area, place in places.items()}
    keys = [name for name in ("indicator", "area", "period") if name in rows.columns]
    quantities = [name for name in rows.columns if name not in keys]
    rows = rows.with_columns(pl.col(quantities).cast(pl.Float64))
    above = (
        rows.with_columns(pl.col("area").replace_strict(parents, return_dtype=pl.String))
        .group_by(keys)
        .agg(pl.col(quantities).sum())
    )
    both = pl.concat([rows, above.select(rows.columns)])
    if "numerator" in quantities:
        both = both.filter(pl.col("denominator") > 0).with_columns(value=pl.col("numerator") / pl.col("denominator"))
    return both.select(*keys, "value").drop_nulls().sort(keys)
