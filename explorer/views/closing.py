"""What is said of closed years: who closed them and when, and which figures have another value since."""

from collections.abc import Iterator

from explorer.analysis import closing
from explorer.analysis.closing import Revision
from explorer.analysis.view import View
from explorer.core.goals import Goal


def lines(view: View) -> Iterator[str]:
    """Yield a sentence for each closed year of the plan, and one that names the targets with another value since."""
    words = view.words
    for one in closing.closed(view):
        yield words("closing.closed", year=one.year, day=words.day(one.day), by=one.by)
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
    values = {"then": one.then, "now": one.now}
    return {
        name: words("closing.none") if value is None else words.value(value, goal.indicator)
        for name, value in values.items()
    }
