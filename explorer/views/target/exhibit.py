"""The exhibits of a plan: all its targets, one target, its ledger, what changed."""

from collections.abc import Sequence

import polars as pl

from explorer import charts
from explorer.analysis import changes
from explorer.analysis.changes import Figure, Flip
from explorer.analysis.view import View
from explorer.core.catalogue import Goal
from explorer.core.language import Words
from explorer.views import choices, reasons
from explorer.views.changes import text as changes_text
from explorer.views.exhibit import Graph, Picture, Series
from explorer.views.exhibit_parts import EMPTY, Shown, known, observed_of
from explorer.views.ledger import html as ledger_html
from explorer.views.ledger import workbook
from explorer.views.overview import html as overview_html
from explorer.views.overview import text as overview_text
from explorer.views.target import gap_list
from explorer.views.target import text as target_text


def overview(view: View, words: Words) -> Shown:
    """Return what the overview shows."""
    group, only = choices.choose_order(view, words)
    goals = overview_html.shown_goals(view, group, only)
    stands = [view.standing(goal) for goal in goals]
    invented = frozenset(float(place) for place, one in enumerate(stands) if one.rests_on_simulation)
    titles = tuple(
        f"{goal.no} {target_text.title(view, goal)}" + words.suffix("simulated" if place in invented else None)
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
    observed = observed_of(view, ((goal, view.area_of(goal)) for goal in goals), words)
    graph = Graph("bars", "%", series, categories=titles)
    sentence = words("gist.overview", tally=overview_text.tally(view), rest=overview_html.sentence(view))
    return Shown(words.of(view.plan.short), sentence, observed, graph=graph)


def target(view: View, words: Words) -> Shown:
    """Return what the page of one target shows."""
    goal = choices.choose_goal(view, words)
    if gap_list.gap_list(view, goal):
        choices.find(words)
    rows = charts.target_rows(view.observed(goal), view.standing(goal), goal, words, view.events(goal))
    return Shown(
        target_text.question(goal, words),
        reasons.reason(view, goal),
        observed_of(view, [(goal, view.area_of(goal))], words),
        subtitle=target_text.subtitle(view, goal),
        status=view.assessment(goal).status,
        goal=goal,
        graph=Graph("time", words.of(goal.indicator.unit), tuple(known(view, goal, words, charts.first_year(goal)))),
        pictures=(Picture(charts.target_spec(goal.indicator.slug, words.code, "light"), rows),),
    )


def ledger_page(view: View, words: Words) -> Shown:
    """Return what the ledger shows; it has no picture."""
    _, department = choices.choose_list(view, words)
    observed = observed_of(view, ((goal, view.area_of(goal)) for goal in ledger_html.goals_of(view, department)), words)
    title = words("ledger.title", plan=words.of(view.plan.short))
    return Shown(
        title,
        ledger_html.summary(view, department),
        observed,
        subtitle=ledger_html.subtitle(view, department),
        tables=workbook.sheets(view, department),
    )


def changed(view: View, words: Words) -> Shown:
    """Return what the page of changes shows; its picture is the list of them.

    Observed are the values that are new or revised, and those between baseline and newest of a status that flipped.
    """
    then, what = choices.choose_since(view, words)
    seen = changes_text.shown(then, view, what)
    goals = dict.fromkeys(one.goal for one in seen)
    frames = [_behind(view, goal, [one for one in seen if one.goal == goal], words) for goal in goals]
    return Shown(
        changes_text.title(view, words),
        changes_text.sentence(then, view, words),
        pl.concat([EMPTY, *frames]).unique(maintain_order=True),
        subtitle=changes_text.subtitle(then, view, words),
        tables={
            words("changes.listed"): changes_text.listed(then, view, what),
            words("menu.changes"): changes_text.rows(then, view, what),
        },
        rests=changes.between(then, view).simulated,
    )


def _behind(view: View, goal: Goal, seen: Sequence[Flip | Figure], words: Words) -> pl.DataFrame:
    """Return the values known now that one goal's changes are about."""
    stands, period = view.standing(goal), pl.col("period")
    wanted = period.is_in([one.period for one in seen if isinstance(one, Figure)])
    if any(isinstance(one, Flip) for one in seen) and stands.reached:
        start = stands.baseline.on if stands.baseline else stands.reached.on
        wanted |= period.is_between(start, stands.reached.on)
    return observed_of(view, [(goal, view.area_of(goal))], words).filter(wanted)
