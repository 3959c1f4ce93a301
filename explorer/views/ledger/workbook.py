"""The sheets of the ledger's workbook: a table a list, the years, the cities."""

from collections.abc import Iterator

import polars as pl

from explorer.analysis import city_scores, yearly
from explorer.analysis.assessment.assess import Assessment
from explorer.analysis.assessment.standing import Point
from explorer.analysis.view import View
from explorer.core.language import Words
from explorer.core.status import Status
from explorer.views import phrases
from explorer.views.ledger import commitments, explanations
from explorer.views.ledger import html as ledger_html


def sheets(view: View, department: str) -> dict[str, pl.DataFrame]:
    """Return the tables by the name of their sheet; a plan without tasks or cities has none for them."""
    words = view.words
    found = {words(f"list.{kind}"): _list(view, kind, department) for kind in ledger_html.LISTS if view.plan.tasks}
    promised = commitments.table(view, department)
    if promised.height:
        found[words("ledger.commitments_short")] = promised
    said = explanations.table(view, department)
    if said.height:
        found[words("ledger.explanations_short")] = said
    found[words("ledger.yearly_short")] = pl.DataFrame(list(_years(view, department)), infer_schema_length=None)
    if city_scores.has_cities(view):
        found[words("cities.short")] = pl.DataFrame(list(_cities(view)), infer_schema_length=None)
    return found


def _list(view: View, kind: str, department: str) -> pl.DataFrame:
    found = ledger_html.rows(view, kind, department)
    columns = [name for name, cell in found[0].cells.items() if cell.kept is not None]
    return pl.DataFrame({view.words(f"ledger.{name}"): [row.cells[name].kept for row in found] for name in columns})


def _years(view: View, department: str) -> Iterator[dict[str, object]]:
    words = view.words
    for goal in ledger_html.goals_of(view, department):
        digits, unit = goal.indicator.digits, words.of(goal.indicator.unit)
        for one in yearly.breakdown(view, goal):
            point = one.point
            simulated = words("evidence.simulated") if one.from_simulated else None
            yield {
                words("cover.no"): goal.no,
                words("ledger.goal"): words.of(goal.title),
                words("cover.area"): phrases.area_name(view, view.area_of(goal)),
                words("ledger.promise"): words.promise(goal),
                words("cover.year"): one.year,
                words("cover.unit"): unit,
                words("cover.milestone"): None if one.milestone is None else round(one.milestone, digits),
                words("cover.milestone_evidence"): simulated,
                words("cover.value"): round(point.value, digits) if point else None,
                words("cover.value_evidence"): _known(point, words) if point else None,
                words("cover.status"): _status(one, words),
                words("cover.status_evidence"): _evidence(one.found, words),
            }


def _known(point: Point, words: Words) -> str:
    return words(f"evidence.{point.evidence}") + (words(f"figure_kind.{point.state}") if point.state else "")


def _status(one: yearly.Year, words: Words) -> str:
    """Return the status at a year's end; that it is not over, or that its value is not known."""
    if one.found:
        return phrases.status_of(one.found, words).told
    return phrases.status(Status.NOT_PUBLISHED, words).word if one.over else words("ledger.not_over")


def _evidence(found: Assessment | None, words: Words) -> str | None:
    return phrases.status_of(found, words).evidence or None if found else None


def _cities(view: View) -> Iterator[dict[str, object]]:
    words = view.words
    found = city_scores.evaluation(view)
    for city in found.cities:
        row: dict[str, object] = {
            words("cities.rank"): city.rank,
            words("cities.city"): phrases.area_name(view, city.area),
            words("cities.mean"): city.mean,
            words("cover.mean_evidence"): words("evidence.simulated") if city.simulated else None,
            words("cities.counted"): city.counted,
            words("cities.of"): len(found.goals),
        }
        for goal, one in zip(found.goals, city.found, strict=True):
            name = f"{goal.no} {words.of(goal.title)}"
            row[name] = None if one.score is None else round(one.score, city_scores.DIGITS)
            row[words("cover.status_of", goal=goal.no)] = phrases.status_of(one, words).told
            row[words("cover.evidence_of", goal=goal.no)] = _evidence(one, words)
        yield row
