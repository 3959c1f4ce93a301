"""The exhibit of the comparison: cities by place, rank or pairs of indicators, and the provinces."""

import polars as pl

from explorer.analysis import comparison
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.links.ask import Ask
from explorer.releases import store
from explorer.views import choices, phrases
from explorer.views.compare import choices as compare_choices
from explorer.views.compare import contributions as compare_contributions
from explorer.views.compare import html as compare_html
from explorer.views.compare import text as compare_text
from explorer.views.exhibit import OBSERVED, Graph, Picture, Series
from explorer.views.exhibit_parts import EMPTY, Shown, by_evidence, observed_of


def compare(ask: Ask, view: View) -> Shown:
    """Return what the comparison shows."""
    words = view.words
    if not compare_html.known(view):
        return Shown(words("compare.no_cities"), words("compare.no_cities"), EMPTY)
    goal = choices.choose_goal(ask, view)
    choice = compare_choices.choose_comparison(ask, view, goal)
    spec, rows = compare_html.picture(view, goal, choice, "light")
    cities = [(goal, area) for area in comparison.cities_of(view)]
    if choice.show == "scatter":
        cities += [(view.by_key[choice.against], area) for area in comparison.cities_of(view)]
    observed = _published(view, choice) if choice.show == "provinces" else observed_of(view, cities)
    return Shown(
        compare_html.title(view, goal, choice),
        compare_text.compared(view, goal, choice),
        observed,
        subtitle=phrases.subtitle(view, goal),
        goal=goal,
        graph=_side_by_side(view, goal, choice),
        tables=compare_contributions.sheet(view, goal) if choice.show != "provinces" else {},
        pictures=() if compare_html.unranked(view, goal, choice) else (Picture(spec, rows),),
    )


def _side_by_side(view: View, goal: Goal, choice: compare_html.Choice) -> Graph:
    """Return the newest values of the cities or provinces, the first in front; two indicators as pairs."""
    words = view.words
    names, unit = compare_html.names(view), words.of(goal.indicator.unit)
    if choice.show == "scatter":
        other = view.by_key[choice.against]
        found = comparison.pairs(view, goal, other)
        points = [((o.across.value, o.up.value), (o.across.evidence, o.up.evidence)) for o in found]
        title = words("compare.axis", title=words.of(other.indicator.title), unit=words.of(other.indicator.unit))
        across = words("compare.axis", title=words.of(goal.indicator.title), unit=unit)
        called = tuple(names[one.area] for one in found)
        return Graph("pairs", title, tuple(by_evidence(points, words, called)), across=across, categories=called)
    if choice.show == "provinces":
        _, figures = comparison.provinces(view, choice.figure)
        bars = tuple((float(place), one.value) for place, one in enumerate(figures))
        unit = words(f"unit.{store.measures(view.edition)[choice.figure]['unit']}")
        categories = tuple(names[one.area] for one in figures)
        return Graph("bars", unit, (Series(words("evidence.published"), "published", bars),), categories=categories)
    ranked = compare_html.ranked(comparison.compare(view, goal.no, choice.per))
    kept = [(area, value) for area, value in ranked if value is not None]
    series = by_evidence((((float(place), one.value), (one.evidence,)) for place, (_, one) in enumerate(kept)), words)
    unit = unit if choice.per == "value" else words(f"per.{choice.per}")
    return Graph("bars", unit, tuple(series), categories=tuple(names[area] for area, _ in kept))


def _published(view: View, choice: compare_html.Choice) -> pl.DataFrame:
    """Return the provinces' published figures as observations."""
    day, figures = comparison.provinces(view, choice.figure)
    unit = view.words(f"unit.{store.measures(view.edition)[choice.figure]['unit']}") if figures else ""
    rows = [
        {"indicator": choice.figure, "area": one.area, "period": day, "span": "year", "value": one.value, "unit": unit}
        | {"evidence": "published", "source": one.source, "known_on": None, "state": None}
        for one in figures
    ]
    return pl.DataFrame(rows, schema=OBSERVED)
