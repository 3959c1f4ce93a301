"""What a page shows in one plain sentence, for pictures, slides and messages. Texts are plain, not escaped."""

from explorer.analysis.assessment.assess import JUDGED, STATUSES
from explorer.analysis.view import View
from explorer.core import marks


def tally(view: View) -> str:
    """Return how many goals have each status, and how many of those rest on simulated values."""
    words, parts = view.words, []
    found = [view.assessment(goal) for goal in view.goals]
    for status in STATUSES:
        alike = [one for one in found if one.status == status]
        invented = sum(one.standing.rests_on_simulation for one in alike) if status in JUDGED else 0
        name = f"{marks.STATUS[status].icon} {words(f'status.{status}')} {len(alike)}"
        key = "gist.all_simulated" if invented == len(alike) else "gist.of_simulated"
        mark = words(key, count=invented) if invented else ""
        parts += [name + mark] if alike else []
    return words("common.clauses").join(parts)
