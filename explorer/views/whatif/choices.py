"""The widgets of the what-if page and the comparison: what a link asks, turned and turned back."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

import streamlit as st

from explorer.analysis.outlook import assumptions, city_targets, projection, split, target_outlook
from explorer.analysis.outlook import scenarios as outlook_scenarios
from explorer.analysis.outlook.assumptions import Knobs
from explorer.analysis.outlook.scenarios import Name
from explorer.analysis.outlook.target_outlook import Prospect, Question, Way
from explorer.analysis.view import View
from explorer.core.catalogue import Goal
from explorer.core.language import Words
from explorer.links.parameters import Ignored
from explorer.releases import store
from explorer.views import choices
from explorer.web.ui import url_state, widgets

FAR = 1e12
WITH_KNOB = ("own", "once", "renewal")
WHOLE, STEEP = 100.0, 1000.0  # per cent a year


def row() -> AbstractContextManager[object]:
    """Return a line on which the controls of a page stand side by side."""
    return choices.line("asked")


def question(view: View, goal: Goal) -> Question:
    """Draw the goal's year and value and the method, and return what is asked."""
    words = view.words
    scope, notices = _scope(view, goal), []
    years = tuple(map(str, target_outlook.goal_years(view, goal)))
    usual = str(target_outlook.usual_year(view, goal))
    year = choices.choose("goal_year", years, {one: one for one in years}, words, default=usual)
    planned = target_outlook.usual_target(view, goal, int(year))
    label = words("choice.goal", unit=words.of(goal.indicator.unit))
    bounds = goal.indicator.limits or (0.0, FAR)
    target, ignored = _number("goal", label, planned, goal.indicator.digits, scope, bounds)
    notices.append(ignored)
    ways = target_outlook.ways(view, goal)
    way = choices.choose("method", ways, words.said("way", ways), words)
    counts = tuple(str(count) for count in range(2, projection.MOST_YEARS + 1))
    count = (
        str(projection.MOST_YEARS)
        if way == "monthly"
        else choices.choose("years", counts, {one: one for one in counts}, words, default=str(projection.USUAL_YEARS))
    )
    levels = tuple(map(str, projection.LEVELS))
    names = {level: words.share(float(level)) for level in levels}
    level = choices.choose("level", levels, names, words, default=str(projection.LEVEL))
    widgets.notices([one for one in notices if one], words)
    asked = None if target == planned else target
    method: Way = next(one for one in ways if one == way)
    return Question(int(year), asked, method, int(count), float(level))


def scenarios(words: Words) -> tuple[Name, ...]:
    """Draw the choice of scenarios and return those chosen."""
    offered = outlook_scenarios.NAMES
    chosen, ignored = url_state.choose_several(
        "scenarios",
        offered,
        outlook_scenarios.USUAL,
        lambda key: st.pills(
            words("choice.scenarios"),
            offered,
            selection_mode="multi",
            format_func=lambda name: words(f"scenario.{name}"),
            key=key,
        ),
    )
    widgets.notices([ignored] if ignored else [], words)
    return tuple(name for name in offered if name in chosen)


def knobs(view: View, seen: Prospect, names: Sequence[Name]) -> Knobs:
    """Draw a knob for each scenario chosen that has one, side by side, and return where they stand."""
    if sum(name in WITH_KNOB for name in names) <= 1:
        return _knobs(view, seen, names)
    with choices.line("knobs"):
        return _knobs(view, seen, names)


def _knobs(view: View, seen: Prospect, names: Sequence[Name]) -> Knobs:
    words = view.words
    usual, scope, turned = assumptions.usual_knobs(view, seen), _scope(view, seen.goal), {}
    growing, indicator = seen.manner.logs, seen.goal.indicator
    if "own" in names:
        whole = usual.growth * 100 if growing else usual.growth
        unit = "%" if growing else words.of(indicator.unit)
        most = _round_up(max(abs(whole) * 3, 20.0 if growing else abs(seen.required_step or 0) * 2, 1.0))
        growth = _slider(
            "growth",
            words("choice.growth", unit=unit),
            whole,
            most,
            0.1 if growing else most / 200,
            scope,
            words,
            unit=unit,
        )
        turned["growth"] = growth / 100 if growing else growth
    if "once" in names:
        label = words("choice.change", unit=words.of(indicator.unit))
        change, ignored = _number("change", label, 0.0, indicator.digits, scope)
        widgets.notices([ignored] if ignored else [], words)
        begun = seen.start[0] if seen.start else seen.goal.year - 1.0
        years = tuple(str(round(time)) for time in projection.times_between(begun, seen.goal.year))
        year = choices.choose("change_year", years, {one: one for one in years}, words, default=str(usual.change_year))
        turned |= {"change": change or 0.0, "change_year": int(year)}
    if "renewal" in names:
        renewed = _slider("renewal", words("choice.renewal"), usual.renewal * 100, 100.0, 1.0, scope, words, least=0.0)
        turned["renewal"] = renewed / 100
    return Knobs(
        turned.get("growth", usual.growth),
        turned.get("change", 0.0),
        int(turned.get("change_year", usual.change_year)),
        turned.get("renewal", usual.renewal),
    )


def hidden(seen: Prospect, words: Words) -> int:
    """Draw how many of the last years the backtest hides, and return it; 0 where too little is known for a test."""
    possible = tuple(str(count) for count in range(1, projection.MOST_YEARS) if seen.tested(count))
    if not possible:
        return 0
    usual = "3" if "3" in possible else possible[-1]
    return int(choices.choose("hidden", possible, {one: one for one in possible}, words, default=usual))


def way_to_split(words: Words) -> split.Way:
    """Draw the ways to split a goal and return the one chosen."""
    chosen = choices.choose("split", split.WAYS, words.said("split", split.WAYS), words)
    return next(way for way in split.WAYS if way == chosen)


def weights(view: View) -> dict[str, float]:
    """Draw an editable weight for each city and return them; they start in proportion to the people."""
    words = view.words
    areas, (people, _) = city_targets.cities_of(view), city_targets.people(view)
    if not areas:
        return {}
    names = {area: str(store.areas(view.edition)[area][f"name_{words.code}"]) for area in areas}
    usual = {area: round(people[area] or 1.0, 0) for area in areas}

    def draw(key: str, started: dict[str, float]) -> dict[str, float]:
        rows: list[dict[str, Any]] = [{"area": area, "city": names[area], "weight": started[area]} for area in areas]
        columns = {
            "area": None,
            "city": st.column_config.TextColumn(words("division.city"), disabled=True),
            "weight": st.column_config.NumberColumn(
                words("division.weight"), min_value=0.0, max_value=FAR, required=True
            ),
        }
        edited = st.data_editor(rows, column_config=columns, hide_index=True, key=key, width=420)
        return {str(row["area"]): max(float(row["weight"] or 0.0), 0.0) for row in edited}

    found, ignored = url_state.choose_weights("weights", areas, usual, draw)
    widgets.notices([ignored] if ignored else [], words)
    return found


def _scope(view: View, goal: Goal) -> str:
    """Return what a typed number is about: another target or area forgets it."""
    return f"{view.plan_slug}.{goal.indicator.slug}.{view.area_of(goal)}"


def _number(
    name: str,
    label: str,
    usual: float | None,
    digits: int,
    scope: str,
    bounds: tuple[float, float] = (-FAR, FAR),
) -> tuple[float | None, Ignored | None]:
    """Draw a number of so many decimals as the indicator has; nobody can promise a part of a mark."""

    def draw(key: str, _held: float | None) -> object:
        return st.number_input(label, *bounds, value=None, format=f"%.{digits}f", key=key)

    rounded = None if usual is None else min(max(round(usual, digits), bounds[0]), bounds[1])
    found, ignored = url_state.choose_number(name, bounds, rounded, draw, scope, digits=digits)
    return (usual if found == rounded else found), ignored


def _slider(
    name: str,
    label: str,
    usual: float,
    most: float,
    step: float,
    scope: str,
    words: Words,
    least: float | None = None,
    unit: str = "",
) -> float:
    low = -most if least is None else least
    low = max(low, -WHOLE) if unit == "%" else low

    def draw(key: str, held: float | None) -> object:
        reach = (min(low, held or 0.0), max(most, held or 0.0))
        return st.slider(label, *reach, step=step, format="%.1f" if step < 1 else "%.0f", key=key)

    bounds = (low, most) if least is not None else (-WHOLE, STEEP) if unit == "%" else (-FAR, FAR)
    found, ignored = url_state.choose_number(
        name, bounds, min(max(round(usual / step) * step, low), most), draw, scope, clearable=False
    )
    widgets.notices([ignored] if ignored else [], words)
    return found if found is not None else usual


def _round_up(value: float) -> float:
    """Return the next number of one digit: 23 becomes 30."""
    size = 10 ** (len(str(int(value))) - 1)
    return float(-(-value // size) * size)
