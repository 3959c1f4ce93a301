"""What each scenario assumes, from what is known: the nation's pace, the denominator's, renewals, a reader's own."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import polars as pl

from explorer.analysis.assessment import standing
from explorer.analysis.outlook import forecast_methods, projection
from explorer.analysis.outlook import scenarios as outlook_scenarios
from explorer.analysis.outlook.projection import Manner
from explorer.analysis.outlook.scenarios import Name, Renewals, Scenario
from explorer.analysis.outlook.target_outlook import Prospect
from explorer.analysis.view import View
from explorer.core import catalogue
from explorer.core.goals import NATION, Goal, Indicator
from explorer.releases import lists, store

RECENT_YEARS, STALE = 4, 4


@dataclass(frozen=True)
class Knobs:
    """What a reader may turn.

    ``growth``: own yearly pace (share or units). ``change``: one change, which begins in ``change_year`` and comes over
    ``spread`` years. ``renewal``: a rate (share). ``city`` adds ``city_change`` a year more than of late.
    """

    growth: float
    change: float
    change_year: int
    renewal: float
    spread: int = 1
    city: str = ""
    city_change: float = 0.0


@dataclass(frozen=True)
class Pace:
    """A mean yearly pace (a share, or units), the year-ends it was taken from, and whether any was simulated."""

    mean: float
    since: int
    until: int
    simulated: bool


def scenarios(view: View, seen: Prospect, names: tuple[Name, ...], knobs: Knobs) -> tuple[Scenario, ...]:
    """Return the scenarios asked for, in their order; one that cannot be drawn says why."""
    if seen.start is None:
        return tuple(outlook_scenarios.missing(name, "nothing_known") for name in names)
    start = seen.start
    return tuple(
        _together(view, seen, names, knobs) if name == "together" else DRAWN[name](view, seen, start, knobs)
        for name in names
    )


def around(seen: Prospect) -> tuple[Scenario, ...]:
    """Return the pure pace and the pure steps of the last years, between which a middle path runs.

    They are readings of the past and no forecast; yet where a forecast is refuted by its record, they say as little.
    """
    if seen.start is None or len(seen.series) < 2:
        return tuple(outlook_scenarios.missing(name, "one_value") for name in outlook_scenarios.AROUND)
    if seen.forecast.no_line not in (None, "two_points"):
        return tuple(outlook_scenarios.missing(name, seen.forecast.no_line or "") for name in outlook_scenarios.AROUND)
    start, until, limits = seen.start, seen.goal.year, seen.manner.limits
    step, _ = forecast_methods.pace_of(seen.series, Manner(logs=False))
    steps = outlook_scenarios.at_pace("steps", start, until, step, growing=False, limits=limits)
    values = [value for _, value in (*seen.series, start)]
    if not projection.grows(values, limits):
        why = "limited" if math.isfinite(limits[1]) else "logs_of_nothing"
        return outlook_scenarios.missing("pace", why), steps
    growth, _ = forecast_methods.pace_of(seen.series, Manner(logs=True))
    if growth > projection.FASTEST:
        return outlook_scenarios.missing("pace", "beyond_arithmetic"), steps
    return outlook_scenarios.at_pace("pace", start, until, math.expm1(growth), growing=True, limits=limits), steps


def _recent(_view: View, seen: Prospect, _start: tuple[float, float], _knobs: Knobs) -> Scenario:
    return outlook_scenarios.recent(seen.forecast)


def _needed(_view: View, seen: Prospect, start: tuple[float, float], _knobs: Knobs) -> Scenario:
    until, target = float(seen.goal.year), seen.stands.target
    if target is None:
        return outlook_scenarios.missing("needed", "no_goal")
    if seen.met:
        return outlook_scenarios.missing("needed", "met_already")
    if seen.goal.kind != "mean_flow":
        return outlook_scenarios.needed(start, target, until, growing=seen.manner.logs, limits=seen.manner.limits)
    amount = seen.required_step
    if amount is None:
        return outlook_scenarios.missing("needed", "years_missing")
    line = (start, *((time, amount) for time in projection.times_between(start[0], until)))
    return Scenario("needed", line, None, growing=False)


def _own(view: View, seen: Prospect, start: tuple[float, float], knobs: Knobs) -> Scenario:
    growing = seen.manner.logs
    pace = outlook_scenarios.thinned(knobs.growth, _thinner(view, seen.goal)) if growing else knobs.growth
    return outlook_scenarios.at_pace("own", start, seen.goal.year, pace, growing=growing, limits=seen.manner.limits)


def _national(view: View, seen: Prospect, start: tuple[float, float], _knobs: Knobs) -> Scenario:
    indicator, bounded = seen.goal.indicator, math.isfinite(seen.manner.limits[1])
    if view.area_of(seen.goal) == NATION:
        return outlook_scenarios.missing("national", "is_the_nation")
    pace = national_pace(view, indicator, logs=not bounded)
    if pace is None:
        return outlook_scenarios.missing("national", "no_national_figures")
    return outlook_scenarios.at_pace(
        "national", start, seen.goal.year, pace.mean, growing=not bounded, limits=seen.manner.limits
    )


def _once(view: View, seen: Prospect, start: tuple[float, float], knobs: Knobs) -> Scenario:
    lasting = seen.goal.indicator.nature == "stock"
    base = _recent(view, seen, start, knobs)
    change, year, limits = knobs.change, knobs.change_year, seen.manner.limits
    return outlook_scenarios.once(base, change, year, lasting=lasting, spread=knobs.spread, limits=limits)


def _city(view: View, seen: Prospect, start: tuple[float, float], knobs: Knobs) -> Scenario:
    if not seen.goal.indicator.additive:
        return outlook_scenarios.missing("city", "not_a_sum")
    if not knobs.city:
        return outlook_scenarios.missing("city", "no_cities")
    lasting = seen.goal.indicator.nature == "stock"
    base = _recent(view, seen, start, knobs)
    return outlook_scenarios.more(base, knobs.city_change, lasting=lasting, limits=seen.manner.limits)


def _together(view: View, seen: Prospect, names: tuple[Name, ...], knobs: Knobs) -> Scenario:
    """Return all that was chosen of a pace and of changes in one line."""
    if seen.start is None:
        return outlook_scenarios.missing("together", "nothing_known")
    bases, changes = ([name for name in offered if name in names] for offered in (PACES, CHANGES))
    if len(changes) + bool(bases) < 2:
        return outlook_scenarios.missing("together", "choose_two")
    recent, kept = _recent(view, seen, seen.start, knobs), kept_up(view, seen, knobs)
    pairs = [
        (DRAWN[name](view, seen, seen.start, knobs), kept[1] if name == "renewal" and kept else recent)
        for name in changes
    ]
    base = DRAWN[bases[0]](view, seen, seen.start, knobs) if bases else recent
    return outlook_scenarios.together(base, pairs, seen.manner.limits)


def _renewal(view: View, seen: Prospect, start: tuple[float, float], knobs: Knobs) -> Scenario:
    rights = renewals(view, seen.goal)
    if rights is None:
        return outlook_scenarios.missing("renewal", "no_renewals")
    return outlook_scenarios.renewal(start, seen.goal.year, rights, knobs.renewal, _thinner(view, seen.goal))


DRAWN: Mapping[Name, Callable[[View, Prospect, tuple[float, float], Knobs], Scenario]] = {
    "recent": _recent,
    "needed": _needed,
    "own": _own,
    "national": _national,
    "once": _once,
    "city": _city,
    "renewal": _renewal,
}
# What a line may run on by instead of the trend, and what may change on the way.
PACES: tuple[Name, ...] = ("own", "national")
CHANGES: tuple[Name, ...] = ("once", "city", "renewal")


def kept_up(view: View, seen: Prospect, knobs: Knobs, rate: float | None = None) -> tuple[Renewals, Scenario] | None:
    """Return what the renewal scenario is to be read against: the register's counts, and the line at today's rate.

    ``rate``: another one (a share).
    """
    rights = renewals(view, seen.goal)
    if rights is None or seen.start is None:
        return None
    return rights, _renewal(
        view, seen, seen.start, replace(knobs, renewal=round(rights.renewed, 2) if rate is None else rate)
    )


def usual_knobs(view: View, seen: Prospect) -> Knobs:
    """Return where the knobs stand before anybody turns them: at the pace had, no change, the renewal rate had."""
    rights, had = renewals(view, seen.goal), seen.forecast.had
    first = int((seen.start[0] if seen.start else standing.position(view.as_of)) + projection.DAY) + 1
    if seen.manner.logs:
        rate, over = (had.rate if had else None) or 0.0, _thinner(view, seen.goal)
        growth = round((1 + rate) * (1 + over) - 1, 3)
    else:
        growth = round(had.step, 2) if had and had.rate is None else 0.0
    return Knobs(growth, 0.0, min(first + 1, seen.goal.year), round(rights.renewed, 2) if rights else 1.0)


def _thinner(view: View, goal: Goal) -> float:
    found = thinning(view, goal)
    return found.mean if found else 0.0


def thinning(view: View, goal: Goal) -> Pace | None:
    """Return the yearly growth of what the indicator is divided by, in the area looked at; None where it is not.

    The trend of the denominator's own last years that are known.
    """
    slug = goal.indicator.denominator
    return None if slug is None else _thinning(view, slug, view.area_of(goal))


@lru_cache(maxsize=256)
def _thinning(view: View, slug: str, area: str) -> Pace | None:
    rows = store.read(catalogue.indicators()[slug], area, view.as_of, view.evidence, view.edition)
    return _pace(rows, logs=True)


@lru_cache(maxsize=256)
def national_pace(view: View, indicator: Indicator, *, logs: bool) -> Pace | None:
    """Return the nation's mean yearly pace of the same measure, published figures only.

    As growth (``logs``), since the nation's units are not the province's; only percentages move by points. None
    where fewer than three years are known, or none of the last STALE.
    """
    found = _pace(store.read(indicator, NATION, view.as_of, "published", view.edition), logs=logs, fewest=3)
    return found if found and found.until >= view.as_of.year - STALE else None


def _pace(rows: pl.DataFrame, *, logs: bool, fewest: int = 2) -> Pace | None:
    """Return the mean yearly pace over the last RECENT_YEARS year-ends: growth as a share, or units."""
    ends = rows.filter(pl.col("span") == "year").sort("period").tail(RECENT_YEARS)
    series = tuple((float(period.year), value) for period, value in ends.select("period", "value").iter_rows())
    if len(series) < fewest or (logs and any(value <= 0 for _, value in series)):
        return None
    found = projection.project(series, series[-1][0] + 1, Manner(logs))
    if found is None:
        return None
    mean = found.pace if found.rate is None else found.rate
    return Pace(mean, int(series[0][0]), int(series[-1][0]), "simulated" in ends["evidence"])


def renewals(view: View, goal: Goal) -> Renewals | None:
    """Return what the register says of renewals in the area and on the day looked at; None where there are none."""
    return _renewals(view, goal.indicator.slug, view.area_of(goal))


@lru_cache(maxsize=64)
def _renewals(view: View, slug: str, area: str) -> Renewals | None:
    rows = lists.renewals(slug, area, view.as_of, view.evidence, view.edition)
    if rows is None:
        return None
    parts = rows.partition_by("item", as_dict=True)
    dated = {item: dict(part.select("year", "amount").iter_rows()) for (item,), part in parts.items()}
    total = {item: years.get(None, 0.0) for item, years in dated.items()}
    if not total["stock"]:
        return None
    return Renewals(
        stock=total["stock"],
        granted=total["granted"],
        other=total["other"],
        due=dated.get("due"),
        expiring=dated.get("expiring", {}),
        renewed=total["renewed"] / total["asked"] if total["asked"] else 1.0,
    )
