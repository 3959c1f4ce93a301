"""The plan looked back on, as escaped HTML: each goal year by year, and its cities side by side."""

from functools import lru_cache
from html import escape

from explorer.analysis import city_scores
from explorer.analysis import yearly as analysis_yearly
from explorer.analysis.assessment.assess import STATUSES, Assessment
from explorer.analysis.city_scores import City, Evaluation
from explorer.analysis.view import View
from explorer.analysis.yearly import Year
from explorer.core.catalogue import Goal
from explorer.core.language import Words
from explorer.views import html, phrases, target_row
from explorer.views.ledger import html as ledger_html


@lru_cache(maxsize=128)
def yearly(view: View, department: str) -> str:
    """Return the goals year by year: value, milestone and status, each with its evidence."""
    words, span, goals = (
        view.words,
        analysis_yearly.span(view),
        ledger_html.goals_of(view, department),
    )
    if not goals:
        return html.table(words("ledger.yearly"), "yearly", [], "", [words("ledger.no_goals")])
    columns, kinds = [words("ledger.goal"), words("ledger.promise"), *map(str, span)], ["goal", "promise"]
    kinds += ["year"] * len(span)
    lines = []
    for goal in goals:
        found = {one.year: one for one in analysis_yearly.breakdown(view, goal)}
        cells = [_year(found[year], view, goal) if year in found else "" for year in span]
        promise = f"{escape(words.promise(goal))} <small>{goal.year}</small>"
        lines.append(html.line(zip(kinds, columns, [html.link(view, goal), promise, *cells], strict=True)))
    names = list(map(escape, columns))
    body = f"<tbody>{''.join(lines)}</tbody>"
    return html.table(words("ledger.yearly"), "yearly", names, body, [words("ledger.yearly_note")])


def _year(one: Year, view: View, goal: Goal) -> str:
    words = view.words
    parts = []
    if one.point:
        value = escape(words.value(one.point.value, goal.indicator))
        parts.append(f"<b>{value}</b> {html.mark(one.point.evidence, words)}")
    if one.milestone is not None:
        aim = words("ledger.milestone", value=words.value(one.milestone, goal.indicator))
        mark = f" {html.mark('simulated', words)}" if one.from_simulated else ""
        parts.append(f"<small>{escape(aim)}</small>{mark}")
    parts.append(_year_status(one, view, goal))
    return "".join(f"<div>{part}</div>" for part in parts)


def _year_status(one: Year, view: View, goal: Goal) -> str:
    words = view.words
    if one.found:
        why = target_row.row(view, goal).reason if one.year == goal.year else ""
        return str(html.status_mark(phrases.status_of(one.found, words), why))
    if not one.over:
        return f"<small>{escape(words('ledger.not_over'))}</small>"
    return f'<span class="status not_published">{escape(phrases.status("not_published", words).short)}</span>'


@lru_cache(maxsize=64)
def evaluation(view: View) -> str:
    """Return the cities side by side with their scores, mean and rank, and what that is worth."""
    words = view.words
    title = words("cities.title")
    if not city_scores.has_cities(view):
        return html.table(title, "cities", [], "", [words("cities.none", plan=words.of(view.plan.short))])
    found = city_scores.evaluation(view)
    if not found.scored:
        return html.table(title, "cities", [], "", [words("cities.nothing_known")])
    kinds = ["rank", "city", "mean", "counted"]
    columns = [words(f"cities.{kind}") for kind in kinds]
    titles = [f"{goal.no} {words.of(goal.title)}" for goal in found.goals]
    kinds, columns = kinds + ["score"] * len(titles), columns + titles
    lines = [html.line(zip(kinds, columns, _city(view, city, found), strict=True)) for city in found.cities]
    names = list(map(escape, columns))
    return html.table(title, "cities", names, f"<tbody>{''.join(lines)}</tbody>", [*worth(view), _legend(found, words)])


def worth(view: View) -> list[str]:
    """Return in sentences what the evaluation counts, what it is not, and what it rests on."""
    words, found = view.words, city_scores.evaluation(view)
    said = [
        words("cities.counts", goals=len(found.goals), all=len(view.plan.goals), cities=len(found.cities)),
        words("cities.descriptive"),
    ]
    if found.simulated:
        said.append(words("cities.simulated", simulated=found.simulated, scored=found.scored))
    if found.uneven:
        said.append(words("cities.uneven"))
    return said


def _legend(found: Evaluation, words: Words) -> str:
    """Return what the icons beside the scores mean."""
    used = {one.status for city in found.cities for one in city.found}
    return " · ".join(phrases.status(one, words).short for one in STATUSES if one in used)


def _city(view: View, city: City, found: Evaluation) -> list[str]:
    words = view.words
    overview = phrases.overview_of(view, city.area)
    name = f'<a href="{escape(overview)}" target="_self">{escape(phrases.area_name(view, city.area))}</a>'
    mark = html.mark("simulated", words) if city.simulated else ""
    mean = f"<b>{words.number(city.mean, city_scores.DIGITS)}</b> {mark}" if city.mean is not None else "–"
    scores = [_score(view, city, goal, one) for goal, one in zip(found.goals, city.found, strict=True)]
    return [
        str(city.rank or "–"),
        name,
        mean,
        escape(words("cities.coverage", counted=city.counted, goals=len(found.goals))),
        *scores,
    ]


def _score(view: View, city: City, goal: Goal, one: Assessment) -> str:
    """Return one score as a link to its target page, with the status it stands for."""
    words = view.words
    sign = phrases.status_of(one, words)
    where = escape(phrases.target_of(view, goal, city.area))
    score = words.number(round(one.score, 1) + 0.0, 1) if one.score is not None else "–"
    rests = one.score is not None and one.standing.rests_on_simulation
    mark = html.mark("simulated", words) if rests else ""
    return (
        f'<a href="{where}" target="_self" title="{escape(sign.word)}">'
        f'<span class="status {sign.slug}">{sign.icon} {score}</span></a> {mark}'
    )
