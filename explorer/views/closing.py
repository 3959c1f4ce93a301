"""What is said of closed years: who closed them and when, and which figures have another value since."""

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from explorer.analysis import closing
from explorer.analysis.closing import Revision, State
from explorer.analysis.view import View
from explorer.core.goals import Goal

STATES: tuple[State, ...] = get_args(State)


def lines(view: View) -> Iterator[str]:
    """Yield a sentence for each closed year of the plan, and one that names the targets with another value since."""
    words = view.words
    for one in closing.closed(view):
        told = {"year": one.year, "day": words.day(one.day), "by": one.by}
        open_ = Counter(goal.state for goal in closing.unsettled(view, one.year))
        counts = [words(f"unsettled_count.{state}", count=open_[state]) for state in STATES if open_[state]]
        if counts:
            yield words("closing.closed_in_part", counts=words("common.list").join(counts), **told)
        else:
            yield words("closing.closed", **told)
        if closing.held_then(one) is None:
            yield words("closing.lost", release=one.release)
    if changed := [f"{goal.no} {words.of(goal.title)}" for goal in view.goals if closing.revisions(view, goal)]:
        yield words("closing.revised", goals=words("common.list").join(changed))


def revised(view: View, goal: Goal) -> Iterator[str]:
    """Yield a sentence for each figure of the goal that has another value since its year was closed."""
    for one in closing.revisions(view, goal):
        yield view.words("closing.revised_figure", year=one.closed.year, **_both(one, view, goal))


def _both(one: Revision, view: View, goal: Goal) -> dict[str, str]:
    words = view.words
    values = {"then": (one.then, one.now), "now": (one.now, one.then)}
    return {
        name: words("closing.none") if value is None else words.value(value, goal.indicator, beside=other)
        for name, (value, other) in values.items()
    }
