"""The exhibit of the overview: every target's share of its goal."""

from explorer.analysis.view import View
from explorer.views import phrases
from explorer.views.exhibit import Graph, Series
from explorer.views.exhibit_parts import Shown, observed_of
from explorer.views.overview import choices as overview_choices
from explorer.views.overview import html as overview_html
from explorer.views.overview import text as overview_text


def overview(view: View) -> Shown:
    """Return what the overview shows."""
    words = view.words
    group, only = overview_choices.choose_order(view)
    goals = overview_html.shown_goals(view, group, only)
    stands = [view.standing(goal) for goal in goals]
    invented = frozenset(float(place) for place, one in enumerate(stands) if one.rests_on_simulation)
    titles = tuple(
        f"{goal.no} {phrases.title(view, goal)}" + words.suffix("simulated" if place in invented else None)
        for place, goal in enumerate(goals)
    )
    shares = (("share", "achieved", "overview.achieved"), ("elapsed", "elapsed", "overview.elapsed"))
    series = tuple(
        Series(
            words(name),
            mark,
            tuple(
                (float(place), share * 100)
                for place, one in enumerate(stands)
                if (share := getattr(one, field)) is not None
            ),
            hollow=invented if mark == "share" else frozenset(),
        )
        for mark, field, name in shares
    )
    observed = observed_of(view, ((goal, view.area_of(goal)) for goal in goals))
    graph = Graph("bars", "%", series, categories=titles)
    sentence = words("gist.overview", tally=overview_text.tally(view), rest=overview_html.sentence(view))
    return Shown(words.of(view.plan.short), sentence, observed, graph=graph)
