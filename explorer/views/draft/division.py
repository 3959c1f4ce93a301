"""The targets of a draft split over the cities: each city's part of every target that adds up."""

from collections.abc import Mapping, Sequence

from explorer.analysis.outlook import city_targets, target_outlook
from explorer.analysis.outlook.city_targets import Division
from explorer.analysis.outlook.split import Unsplittable, Way
from explorer.analysis.outlook.target_outlook import Question
from explorer.analysis.view import View
from explorer.views.draft.rows import Row

USUAL: Way = "equal_growth"


def divided(view: View, shown: Sequence[Row], way: Way = USUAL) -> Mapping[str, Division]:
    """Return by indicator the parts of each target that adds up and can be split this way; none without cities."""
    if not city_targets.cities_of(view):
        return {}
    found = {}
    for row in shown:
        method = target_outlook.ways(view, row.goal)[0]
        seen = target_outlook.prospect(view, row.goal.no, Question(row.table.seen.goal.year, row.value, method))
        try:
            found[row.slug] = city_targets.divide(view, seen, way, {})
        except Unsplittable:
            continue
    return found
