"""The exhibits of a plan: all its targets, one target, its ledger, what changed."""

from explorer import charts
from explorer.analysis.view import View
from explorer.views import choices, phrases, reasons
from explorer.views.exhibit import Graph, Picture
from explorer.views.exhibit_parts import Shown, known, observed_of
from explorer.views.target import choices as target_choices
from explorer.views.target import gap_list


def target(view: View) -> Shown:
    """Return what the page of one target shows."""
    words = view.words
    goal = choices.choose_goal(view)
    if gap_list.gap_list(view, goal):
        target_choices.find(words)
    rows = charts.target_rows(view.observed(goal), view.standing(goal), goal, words, view.events(goal))
    return Shown(
        phrases.question(goal, words),
        reasons.reason(view, goal),
        observed_of(view, [(goal, view.area_of(goal))]),
        subtitle=phrases.subtitle(view, goal),
        status=view.assessment(goal).status,
        goal=goal,
        graph=Graph("time", words.of(goal.indicator.unit), tuple(known(view, goal, charts.first_year(goal)))),
        pictures=(Picture(charts.target_spec(goal.indicator.slug, words.code, "light"), rows),),
    )
