"""Looking ahead with any figures: a series somebody types, and the project's own, as plain documents."""

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from explorer.analysis.outlook import assumptions, forecast_methods, projection, promises, seasonal, target_outlook
from explorer.analysis.outlook import forecast as outlook_forecast
from explorer.analysis.outlook.forecast import Asked, Forecast, Way
from explorer.analysis.outlook.forecast_methods import Kind
from explorer.analysis.outlook.projection import Manner
from explorer.analysis.outlook.target_outlook import Prospect, Question
from explorer.core import catalogue, language
from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.links import parsing
from explorer.releases.store import Edition
from explorer.web.api import documents
from explorer.web.api.assess import DIRECTIONS, number

PARAMETERS = ("series", "goal", "goal_year", "level", "method", "direction", "limits", "nature", "lang")
OWN_PARAMETERS = (*documents.PARAMETERS, "plan", "goal", "goal_year", "level", "method", "years")
PERIOD = re.compile(r"(?P<year>-?\d{1,4})(?:-(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4]))?")
MOST_VALUES, FURTHEST = 600, 100
LEAST_LEVEL, MOST_LEVEL = 0.5, 0.99
NATURES = ("stock", "flow")
SERIES = ("series", "goal", "goal_year")
UNANSWERED = {"few_months": "series_too_short", "beyond_arithmetic": "beyond_arithmetic"}


def typed(query: Mapping[str, str]) -> dict[str, Any]:
    """Return the outlook of a typed series for its goal year and every year before it.

    ``series``: 2016:200.3,2017:218.3,… (years, quarters as 2024Q2, or months as 2024-06). Raises Trouble for what is
    missing, unknown or cannot be read.
    """
    documents.known(query, PARAMETERS)
    words = language.words(parsing.one_of("lang", query.get("lang", "zh"), language.LANGUAGES))
    series, kind_ = _series(query)
    seasonal_ = kind_ != "year"
    goal, year = number(query, "goal", SERIES), number(query, "goal_year", SERIES)
    if not series[-1][0] < year <= series[-1][0] + FURTHEST:
        raise Trouble("goal_year_past", asked=query["goal_year"])
    direction = DIRECTIONS[parsing.one_of("direction", query.get("direction", "up"), tuple(DIRECTIONS))]
    limits = _limits(query, [value for _, value in series])
    kind = forecast_methods.kind_of(parsing.one_of("nature", query.get("nature", "stock"), NATURES), limits)
    if any(not limits[0] <= value <= limits[1] for _, value in series):
        raise Trouble("values_beyond_limits", limits=query["limits"][:40])
    manner = Manner(projection.grows([value for _, value in series], limits), _level(query), limits, seasonal=seasonal_)
    way = _way(parsing.one_of("method", query.get("method", "auto"), _methods(kind_)), kind, manner)
    if way == "log_drift" and any(value <= 0 for _, value in series):
        raise Trouble("logs_of_nothing")
    asked = Asked(series, year, way, manner, kind, goal=goal, direction=direction)
    return _within_arithmetic(lambda: _typed(asked, words))


def _typed(asked: Asked, words: Words) -> dict[str, Any]:
    found = outlook_forecast.forecast(asked)
    if found.no_line in UNANSWERED:
        raise Trouble(UNANSWERED[found.no_line])
    (time, value), goal, limits = asked.whole[-1], asked.goal or 0.0, asked.manner.limits
    beyond = not limits[0] <= goal <= limits[1]
    required = None if beyond else projection.required_growth(value, time, goal, asked.until)
    met = asked.direction * (value - goal) >= 0
    return _document(found, asked.manner.level, required, words, met=met)


def _within_arithmetic(made: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return a document of finite numbers. Raises Trouble where any number of it leaves arithmetic."""
    try:
        document = made()
        json.dumps(document, allow_nan=False)
    except (OverflowError, ValueError, ZeroDivisionError) as fault:
        raise Trouble("beyond_arithmetic") from fault
    return document


def _methods(kind: str) -> tuple[str, ...]:
    """Return the methods a typed series can be asked by: those of years, or those within the year."""
    if kind == "year":
        return ("auto", *forecast_methods.YEARLY)
    return ("auto", *forecast_methods.PURE, *(("ets",) if kind == "month" and seasonal.installed() else ()))


def _way(asked: str, kind: Kind, manner: Manner) -> Way:
    """Return the method meant: by default the headline of its kind of series, within the year the drift."""
    if asked == "auto":
        return ("log_drift" if manner.logs else "linear_drift") if manner.seasonal else forecast_methods.HEADLINES[kind]
    ways: tuple[Way, ...] = (*forecast_methods.METHODS, "ets")
    return next(way for way in ways if way == asked)


def own(slug: str, query: Mapping[str, str], edition: Edition) -> dict[str, Any]:
    """Return the outlook of one of our own indicators in an area. Raises Trouble for what is not known."""
    documents.known(query, OWN_PARAMETERS)
    if slug not in catalogue.indicators():
        raise Trouble("unknown_indicator", asked=slug, allowed=", ".join(catalogue.indicators()))
    words = language.words(parsing.one_of("lang", query.get("lang", "zh"), language.LANGUAGES))
    return _within_arithmetic(lambda: _own(slug, _asked(slug, query, edition), edition, words))


def _own(slug: str, seen: Prospect, edition: Edition, words: Words) -> dict[str, Any]:
    lines = {one.name: {"point": one.last, "why": one.why} for one in assumptions.around(seen)}
    return {
        "release": edition.id,
        "indicator": slug,
        "plan": seen.goal.plan,
        "unit": seen.goal.indicator.unit.zh,
        "goal": seen.stands.target,
        "goal_year": seen.goal.year,
        "goal_from": "asked" if seen.origin == "plan" and seen.assumed else seen.origin,
        "rests_on_simulation": seen.simulated,
        "series": [{"time": time, "value": value} for time, value in seen.series],
        "start": _start(seen),
        "required_step": seen.required_step,
        "around": lines,
    } | _document(seen.forecast, seen.manner.level, seen.required, words, met=seen.met)


def _start(seen: Prospect) -> dict[str, Any] | None:
    """Return the latest value: its time on the axis of year-ends, its day where it is not a month's of a series."""
    if seen.start is None:
        return None
    newest = seen.stands.newest
    day = newest.on.isoformat() if newest and newest.time == seen.start[0] else None
    return {"time": seen.start[0], "on": day, "value": seen.start[1]}


def _asked(slug: str, query: Mapping[str, str], edition: Edition) -> Prospect:
    """Return the prospect of the first goal of the indicator in the plan and area asked for."""
    mine = {name: query[name] for name in documents.PARAMETERS if name in query}
    goals = documents.promised(slug, mine, edition)
    plan = query.get("plan")
    if plan is not None:
        documents.plan_named(plan)
    wanted = [(view, goal) for view, goal in goals if plan in (None, goal.plan)]
    if not wanted:
        allowed = [
            f"{goal.plan}/{goal.area}"
            for plan in catalogue.plans().values()
            for goal in plan.goals
            if goal.indicator.slug == slug
        ]
        raise Trouble("no_goal_promised", asked=slug, area=query.get("area", "–"), allowed=", ".join(allowed) or "–")
    view, goal = wanted[0]
    years = tuple(map(str, promises.goal_years(view, goal)))
    year = int(parsing.one_of("goal_year", query.get("goal_year", str(promises.usual_year(view, goal))), years))
    target = number(query, "goal", ()) if "goal" in query else None
    ways = target_outlook.ways(view, goal)
    asked = parsing.one_of("method", query.get("method", ways[0]), ways)
    way = next(one for one in ways if one == asked)
    counts = tuple(map(str, range(2, projection.MOST_YEARS + 1)))
    count = int(parsing.one_of("years", query.get("years", str(projection.USUAL_YEARS)), counts))
    return target_outlook.prospect(view, goal.no, Question(year, target, way, count, _level(query)))


def _document(found: Forecast, level: float, required: float | None, words: Words, *, met: bool) -> dict[str, Any]:
    last, had = found.last, found.had
    warnings = (*found.warnings, *(("already_met",) if met else ()))
    return {
        "point": last.point if last else None,
        "low": last.low if last else None,
        "high": last.high if last else None,
        "probability": found.chance,
        "probability_word": None if found.chance is None else projection.chance_word(found.chance),
        "why_no_point": found.no_line,
        "why_no_band": found.no_band,
        "why_no_probability": found.no_chance,
        "required_growth": required,
        "mean_growth": had.rate if had else None,
        "mean_step": had.step if had and had.rate is None else None,
        "spread": found.spread,
        "method": found.method,
        "instead": found.instead,
        "window": found.window,
        "record": {"inside": found.record.inside, "of": found.record.total, "origins": found.record.origins},
        "seasonal": found.seasonal if found.method else None,
        "level": level,
        "warnings": [{"key": one, "sentence": words(f"doubt.{one}")} for one in warnings],
        "path": [
            {"year": _plain(step.time), "point": step.point, "low": step.low, "high": step.high} for step in found.line
        ],
    }


def _series(query: Mapping[str, str]) -> tuple[list[tuple[float, float]], str]:
    """Return the series in the order of time, and its kind: year, quarter or month."""
    asked = query.get("series")
    if not asked:
        raise Trouble("parameter_missing", name="series", needed=", ".join(SERIES))
    parts = asked.split(",")[: MOST_VALUES + 1]
    found, kinds = {}, set()
    for part in parts:
        key, colon, text = part.partition(":")
        period = PERIOD.fullmatch(key.strip())
        value = _value(text) if colon and period else None
        if period is None or value is None:
            raise Trouble("series_unreadable", asked=asked[:60], part=part[:30])
        time, kind = _time(period)
        if time in found:
            raise Trouble("series_unreadable", asked=asked[:60], part=part[:30])
        found[time] = value
        kinds.add(kind)
    if len(kinds) > 1:
        raise Trouble("series_mixed")
    if len(parts) > MOST_VALUES:
        raise Trouble("series_unreadable", asked=asked[:60], part=f"> {MOST_VALUES}")
    return sorted(found.items()), kinds.pop()


def _value(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _time(period: re.Match[str]) -> tuple[float, str]:
    """Return a period's last day on the axis of year-ends, and its kind."""
    year = int(period["year"])
    if period["month"]:
        return year - 1 + int(period["month"]) / 12, "month"
    return (year - 1 + int(period["quarter"]) / 4, "quarter") if period["quarter"] else (float(year), "year")


def _limits(query: Mapping[str, str], values: list[float]) -> tuple[float, float]:
    """Return the limits given; without any, what was never negative does not become so."""
    asked = query.get("limits")
    if asked is None:
        return target_outlook.NEVER_BELOW_ZERO if min(values) >= 0 else projection.NO_LIMITS
    parts = [_value(part) for part in asked.split(",")]
    if len(parts) != 2 or parts[0] is None or parts[1] is None or parts[0] >= parts[1]:
        raise Trouble("unknown_value", name="limits", asked=asked[:40], allowed="0,100")
    return parts[0], parts[1]


def _level(query: Mapping[str, str]) -> float:
    level = _value(query.get("level", str(projection.LEVEL)))
    if level is None or not LEAST_LEVEL <= level <= MOST_LEVEL:
        raise Trouble("level_out_of_range", asked=query["level"][:40])
    return level


def _plain(time: float) -> float | int:
    return int(time) if time == int(time) else round(time, 4)
