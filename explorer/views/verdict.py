"""A title that is the answer: what a target's value is, how far from its goal, and its status."""

from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.core.status import JUDGED
from explorer.views import target_row
from explorer.views.target_row import TargetRow


def of_target(view: View, goal: Goal) -> str:
    """Return a target as its answer: what is judged and when, the distance where it is judged, the status."""
    words, row = view.words, target_row.row(view, goal)
    status = row.status.beside or row.status.told
    if row.newest is None:
        return words("verdict.without", title=row.title, status=status)
    parts = [words("verdict.known", value=row.newest.text, period=row.newest.period), *_distance(view, row)]
    return words("verdict.known_as", title=row.title, said=words("verdict.joint").join(parts), status=status)


def _distance(view: View, row: TargetRow) -> list[str]:
    if row.margin is None or row.status.slug not in JUDGED:
        return []
    words, up = view.words, row.goal.direction == 1
    if row.margin == 0:
        return [words("verdict.exactly")]
    side = "above" if (row.margin > 0) == up else "below"
    return [words(f"verdict.{side}", value=words.gap(abs(row.margin), row.goal.indicator))]
