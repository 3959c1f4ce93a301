"""What the simulation assumes: data/inputs/simulation.toml as one frozen value."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.core import fields
from explorer.core.errors import Trouble
from explorer.core.fields import At


@dataclass(frozen=True)
class Stock:
    """How a stock behaves where nothing is published.

    ``guide`` is the nation's path by year (any unit: only ratios count) and ``growth`` the yearly pace after
    it; ``since`` and ``opening`` shape the years before the first known figure; ``ends`` is the share of the
    stock that ends in a year, valid from the year named; ``weights`` share out what the cities with figures
    leave.
    """

    measure: str
    flow: str
    since: int
    opening: float
    growth: float
    ends: Mapping[int, float]
    guide: Mapping[int, float]
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Figure:
    """A figure worked out from published ones, or one left out of the anchors; ``reason`` says how or why."""

    measure: str
    area: str
    year: int
    value: float
    reason: str


@dataclass(frozen=True)
class Assumptions:
    """Everything the simulation assumes. ``more`` is the whole file, for the sections one module reads."""

    seed: int
    first_year: int
    until: dt.date
    season: tuple[float, ...]
    stocks: Mapping[str, Stock]
    derived: tuple[Figure, ...]
    not_anchored: tuple[Figure, ...]
    more: Mapping[str, Any]


def assumptions(path: Path) -> Assumptions:
    """Read the assumptions from ``path``. Raises Trouble when the file lacks one, or has it in another form."""
    table = fields.parse(fields.read(path), path)
    try:
        return _assumed(table)
    except KeyError as fault:
        raise At(path.name).of(str(fault.args[0])).fault("field_missing") from fault
    except (TypeError, ValueError, AttributeError) as fault:
        raise Trouble("assumption_fault", file=path.name, fault=str(fault)) from fault


def _assumed(table: Mapping[str, Any]) -> Assumptions:
    return Assumptions(
        seed=int(table["seed"]),
        first_year=int(table["first_year"]),
        until=table["until"],
        season=tuple(float(weight) for weight in table["season"]),
        stocks={kind: _stock(rule) for kind, rule in table["stock"].items()},
        derived=tuple(
            Figure(row["measure"], row["area"], row["year"], float(row["value"]), row["how"])
            for row in table["derived"]
        ),
        not_anchored=tuple(
            Figure(row["measure"], row["area"], int(row["period"][:4]), 0.0, row["reason"])
            for row in table["not_anchored"]
        ),
        more=table,
    )


def _stock(rule: Mapping[str, Any]) -> Stock:
    return Stock(
        measure=rule["measure"],
        flow=rule["flow"],
        since=int(rule["since"]),
        opening=float(rule["opening"]),
        growth=float(rule["growth"]),
        ends=by_year(rule["ends"]),
        guide=by_year(rule["guide"]),
        weights=dict(rule["weights"]),
    )


def by_year(table: Mapping[str, Any]) -> dict[int, float]:
    """Return the entries of ``table`` whose key is a year; other keys are settings that stand beside them."""
    return {int(key): float(value) for key, value in table.items() if key.isdigit()}


def in_year(table: Mapping[int, float], year: int, before: float = 0.0) -> float:
    """Return the entry valid in ``year``: the latest one not after it, or ``before`` if all are later."""
    valid = [known for known in table if known <= year]
    return table[max(valid)] if valid else before
