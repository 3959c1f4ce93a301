"""What the what-if page can be asked: the goal, the method, the scenarios with their knobs, the backtest, the split."""

from collections.abc import Sequence
from dataclasses import replace

from explorer.analysis.outlook import assumptions, city_targets, projection, promises, split, target_outlook
from explorer.analysis.outlook import scenarios as outlook_scenarios
from explorer.analysis.outlook.assumptions import Knobs
from explorer.analysis.outlook.forecast_methods import Method
from explorer.analysis.outlook.scenarios import Name
from explorer.analysis.outlook.target_outlook import Prospect, Question
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.links.ask import Ask
from explorer.links.prompts import Number, One, Several, Slider, Weights
from explorer.releases import store
from explorer.views.choices import one

FAR = 1e12
LONGEST_SPREAD = 5  # years that a change may come over
WHOLE, STEEP = 100.0, 1000.0  # per cent a year


def choose_question(ask: Ask, view: View, goal: Goal) -> Question:
    """Return what is asked of a target: the goal's year and value, and the method."""
    words = view.words
    years, usual = promises.goal_years(view, goal), promises.usual_year(view, goal)
    year = int(ask(_numbered(view, "goal_year", years, usual)))
    planned = target_outlook.usual_target(view, goal, year)
    label, bounds = words("choice.goal", unit=words.of(goal.indicator.unit)), goal.indicator.limits or (0.0, FAR)
    target = _typed(ask, view, goal, "goal", label, planned, bounds)
    with ask.row("settings"):
        method, count, level = _settings(ask, view, goal)
    return Question(year, None if target == planned else target, method, count, level)


def _settings(ask: Ask, view: View, goal: Goal) -> tuple[Method, int, float]:
    """Return by what method, from how many years and with how wide a band a target is projected."""
    words, ways = view.words, target_outlook.ways(view, goal)
    way = ask(one(words, "method", words.said("way", ways)))
    count = projection.MOST_YEARS
    if way != "monthly":
        count = int(ask(_numbered(view, "years", range(2, projection.MOST_YEARS + 1), projection.USUAL_YEARS)))
    levels = {str(level): words.share(level) for level in projection.LEVELS}
    level = float(ask(one(words, "level", levels, str(projection.LEVEL))))
    return next(known for known in ways if known == way), count, level


def turned(view: View, goal: Goal, asked: Question) -> bool:
    """Whether a setting is not as it stands before anybody turns it."""
    years = projection.MOST_YEARS if asked.method == "monthly" else projection.USUAL_YEARS
    return (asked.method, asked.years, asked.level) != (target_outlook.ways(view, goal)[0], years, projection.LEVEL)


def choose_scenarios(ask: Ask, view: View) -> tuple[Name, ...]:
    """Return the scenarios chosen."""
    words, offered = view.words, outlook_scenarios.NAMES
    names = words.said("scenario", offered)
    chosen = ask(Several("scenarios", words("choice.scenarios"), names, outlook_scenarios.USUAL))
    return tuple(name for name in offered if name in chosen)


def choose_knobs(ask: Ask, view: View, seen: Prospect, names: Sequence[Name]) -> Knobs:
    """Return where the knobs of the scenarios chosen stand, side by side."""
    knobs = assumptions.usual_knobs(view, seen)
    with ask.row("knobs"):
        if "own" in names:
            knobs = replace(knobs, growth=_growth(ask, view, seen, knobs.growth))
        if "once" in names:
            label = view.words("choice.change", unit=view.words.of(seen.goal.indicator.unit))
            change = _typed(ask, view, seen.goal, "change", label, 0.0, (-FAR, FAR)) or 0.0
            year = _change_year(ask, view, seen, knobs.change_year)
            spread = int(ask(_numbered(view, "spread", range(1, LONGEST_SPREAD + 1), 1)))
            knobs = replace(knobs, change=change, change_year=year, spread=spread)
        if "city" in names and (cities := city_targets.cities_of(view)) and seen.goal.indicator.additive:
            named = {area: str(store.areas(view.edition)[area][f"name_{view.words.named}"]) for area in cities}
            city = ask(one(view.words, "city", named))
            label = view.words("choice.city_change", unit=view.words.of(seen.goal.indicator.unit))
            more = _typed(ask, view, seen.goal, "city_change", label, 0.0, (-FAR, FAR)) or 0.0
            knobs = replace(knobs, city=city, city_change=more)
        if "renewal" in names:
            whole = (0.0, 100.0)
            renewal = _turned(ask, view, seen, "renewal", knobs.renewal * 100, 1.0, whole, whole) / 100
            knobs = replace(knobs, renewal=renewal)
    return knobs


def choose_hidden(ask: Ask, view: View, seen: Prospect) -> int:
    """Return how many of the last years the backtest hides; 0 where too little is known for a test."""
    possible = [count for count in range(1, projection.MOST_YEARS) if seen.tested(count)]
    if not possible:
        return 0
    return int(ask(_numbered(view, "hidden", possible, 3 if 3 in possible else possible[-1])))


def choose_split(ask: Ask, view: View) -> split.Way:
    """Return the way chosen to split a goal."""
    chosen = ask(one(view.words, "split", view.words.said("split", split.WAYS)))
    return next(way for way in split.WAYS if way == chosen)


def choose_weights(ask: Ask, view: View) -> dict[str, float]:
    """Return a weight for each city; they start in proportion to the people."""
    words = view.words
    areas, (people, _) = city_targets.cities_of(view), city_targets.people(view)
    if not areas:
        return {}
    names = {area: str(store.areas(view.edition)[area][f"name_{words.named}"]) for area in areas}
    usual = {area: round(people[area] or 1.0, 0) for area in areas}
    return ask(Weights("weights", words("division.weight"), names, usual, words("division.city")))


def _numbered(view: View, name: str, options: Sequence[int], usual: int) -> One:
    """Return the question which of several years or counts parameter ``name`` is to be."""
    return one(view.words, name, {str(number): str(number) for number in options}, str(usual))


def _scope(view: View, goal: Goal) -> str:
    """Return what a typed number is about: another target or area forgets it."""
    return f"{view.plan_slug}.{goal.indicator.slug}.{view.area_of(goal)}"


def _typed(
    ask: Ask, view: View, goal: Goal, name: str, label: str, usual: float | None, bounds: tuple[float, float]
) -> float | None:
    """Return a number of so many decimals as the indicator has; nobody can promise a part of a mark."""
    digits = goal.indicator.digits
    rounded = None if usual is None else min(max(round(usual, digits), bounds[0]), bounds[1])
    found = ask(Number(name, label, bounds, rounded, digits, scope=_scope(view, goal)))
    return usual if found == rounded else found


def _growth(ask: Ask, view: View, seen: Prospect, usual: float) -> float:
    """Return a reader's own yearly pace: a share where the values grow by rates, else in the indicator's unit."""
    growing, indicator = seen.manner.logs, seen.goal.indicator
    whole = usual * 100 if growing else usual
    most = _round_up(max(abs(whole) * 3, 20.0 if growing else abs(seen.required_step or 0) * 2, 1.0))
    step = 0.1 if growing else most / 200
    unit = "%" if growing else view.words.of(indicator.unit)
    falling = unit == "%"  # nothing loses more than the whole of itself
    track, bounds = (max(-most, -WHOLE) if falling else -most, most), (-WHOLE, STEEP) if falling else (-FAR, FAR)
    growth = _turned(ask, view, seen, "growth", whole, step, track, bounds, unit)
    return growth / 100 if growing else growth


def _change_year(ask: Ask, view: View, seen: Prospect, usual: int) -> int:
    begun = seen.start[0] if seen.start else seen.goal.year - 1.0
    years = [round(time) for time in projection.times_between(begun, seen.goal.year)]
    return int(ask(_numbered(view, "change_year", years, usual)))


def _turned(
    ask: Ask,
    view: View,
    seen: Prospect,
    name: str,
    usual: float,
    step: float,
    track: tuple[float, float],
    bounds: tuple[float, float],
    unit: str = "",
) -> float:
    """Return where a slider stands, which opens at the step nearest to what is usual."""
    label, nearest = view.words(f"choice.{name}", unit=unit), min(max(round(usual / step) * step, track[0]), track[1])
    scope = _scope(view, seen.goal)
    found = ask(Slider(name, label, bounds, nearest, track=track, step=step, scope=scope))
    return usual if found is None else found


def _round_up(value: float) -> float:
    """Return the next number of one digit: 23 becomes 30."""
    size = 10 ** (len(str(int(value))) - 1)
    return float(-(-value // size) * size)
