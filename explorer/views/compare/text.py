"""What a comparison shows in one plain sentence."""

from explorer.analysis import comparison
from explorer.analysis.assessment import standing
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.views.compare import html as compare_html


def compared(view: View, goal: Goal, choice: compare_html.Choice) -> str:
    """Return who comes first and last, or what two indicators are set against each other."""
    words, names = view.words, compare_html.names(view)
    if compare_html.unranked(view, goal, choice):
        return words("compare.unranked")
    if choice.show == "scatter":
        found = comparison.pairs(view, goal, view.by_key[choice.against])
        return words("gist.pairs", count=len(found)) if found else words("compare.nothing_known")
    figures: tuple[comparison.Figure, ...] = ()
    if choice.show == "provinces":
        day, figures = comparison.provinces(view, choice.figure)
        if day is None:
            return words("compare.no_figures")
        ends = [(names[one.area], words.number(one.value, 2)) for one in (figures[0], figures[-1])]
        year, many = words("common.year", year=day.year), len(figures)
        home = next((place for place, one in enumerate(figures, start=1) if one.area == view.plan.area), 0)
    else:
        cities = comparison.compare(view, goal.no, choice.per)
        known = [(area, value) for area, value in compare_html.ranked(cities) if value is not None]
        if not known:
            return words("compare.nothing_known")
        if cities.simulated:
            known = sorted(known, key=lambda one: one[1].value, reverse=True)
        ends = [
            (names[area], words.compared(one.value, goal.indicator, choice.per) + words.suffix(one.evidence))
            for area, one in (known[0], known[-1])
        ]
        year, many, home = words.at(standing.day(known[0][1].time)), len(known), 0
        if cities.simulated:
            (first, most), (last, least) = ends
            return words("gist.spread", period=year, first=first, most=most, last=last, least=least, count=many)
    (first, most), (last, least) = ends
    mine = ""
    if home:
        own = figures[home - 1]
        mine = words("gist.home", name=names[own.area], rank=home, value=words.number(own.value, 2))
    return words("gist.ranked", period=year, first=first, most=most, last=last, least=least, count=many, home=mine)
