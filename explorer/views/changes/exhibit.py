"""The exhibit of what changed between two views."""

from collections.abc import Sequence

import polars as pl

from explorer.analysis import changes
from explorer.analysis.changes import Figure, Flip
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.links.ask import Ask
from explorer.views import target_row
from explorer.views.changes import choices as changes_choices
from explorer.views.changes import text as changes_text
from explorer.views.exhibit_parts import EMPTY, Shown, observed_of


def changed(ask: Ask, view: View) -> Shown:
    """Return what the page of changes shows; its picture is the list of them.

    Observed are the values that are new or revised, and those between baseline and newest of a status that flipped.
    """
    words = view.words
    then, what = changes_choices.choose_since(ask, view)
    seen = changes_text.shown(then, view, what)
    goals = dict.fromkeys(one.goal for one in seen)
    frames = [_behind(view, goal, [one for one in seen if one.goal == goal]) for goal in goals]
    return Shown(
        changes_text.answer(then, view),
        changes_text.sentence(then, view),
        pl.concat([EMPTY, *frames]).unique(maintain_order=True),
        subtitle=changes_text.subtitle(then, view),
        tables={
            words("changes.listed"): changes_text.listed(then, view, what),
            words("menu.changes"): changes_text.rows(then, view, what),
        },
        rests=changes.between(then, view).simulated,
    )


def _behind(view: View, goal: Goal, seen: Sequence[Flip | Figure]) -> pl.DataFrame:
    """Return the values known now that one goal's changes are about."""
    stands, period = target_row.row(view, goal).standing, pl.col("period")
    wanted = period.is_in([one.period for one in seen if isinstance(one, Figure)])
    if any(isinstance(one, Flip) for one in seen) and stands.reached:
        start = stands.baseline.on if stands.baseline else stands.reached.on
        wanted |= period.is_between(start, stands.reached.on)
    return observed_of(view, [(goal, view.area_of(goal))]).filter(wanted)
