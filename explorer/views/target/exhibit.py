"""The exhibit of one target."""

from explorer import charts
from explorer.analysis.view import View
from explorer.links.ask import Ask
from explorer.views import choices, phrases, target_row, verdict
from explorer.views.exhibit import Graph, Picture
from explorer.views.exhibit_parts import Shown, known, observed_of
from explorer.views.target import choices as target_choices
from explorer.views.target import gap_list
from explorer.views.target_row import Section


def target(ask: Ask, view: View) -> Shown:
    """Return what the page of one target shows."""
    words = view.words
    goal = choices.choose_goal(ask, view)
    if gap_list.gap_list(view, goal):
        target_choices.choose_find(ask, view)
    row = target_row.row(view, goal)
    rows = charts.target_rows(view.observed(goal), row.standing, goal, words, view.events(goal))
    return Shown(
        verdict.of_target(view, goal),
        row.reason,
        observed_of(view, [(goal, view.area_of(goal))]),
        subtitle=phrases.subtitle(view, goal),
        sections=(Section("", (row,)),),
        goal=goal,
        graph=Graph("time", words.of(goal.indicator.unit), tuple(known(view, goal, charts.first_year(goal)))),
        pictures=(Picture(charts.target_spec(goal.indicator.slug, words.code, "light"), rows),),
    )
