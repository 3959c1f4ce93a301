"""The plan looked back on, as HTML: each goal year by year, and its cities side by side."""

from functools import lru_cache

from htpy import Element, Node, b, div, small, span

from explorer.analysis import city_scores
from explorer.analysis import yearly as analysis_yearly
from explorer.analysis.assessment.assess import Assessment
from explorer.analysis.city_scores import City, Evaluation
from explorer.analysis.view import View
from explorer.analysis.yearly import Year
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.views import html, phrases, target_row
from explorer.views.ledger import html as ledger_html


@lru_cache(maxsize=128)
def yearly(view: View, department: str) -> str:
    """Return the goals year by year: value, milestone and status, each with its evidence."""
    words, years, goals = view.words, analysis_yearly.span(view), ledger_html.goals_of(view, department)
    if not goals:
        return html.finished(html.section(words("ledger.yearly"), "yearly", notes=[words("ledger.no_goals")]))
    columns = [html.Column(words("ledger.goal"), "goal"), html.Column(words("ledger.promise"), "promise")]
    columns += [html.Column(str(year), "year") for year in years]
    lines = []
    for goal in goals:
        found = {one.year: one for one in analysis_yearly.breakdown(view, goal)}
        cells = [_year(found[year], view, goal) if year in found else None for year in years]
        lines.append([html.link(view, goal), [words.promise(goal), " ", small[goal.year]], *cells])
    table = html.grid(columns, lines)
    return html.finished(html.section(words("ledger.yearly"), "yearly", table, notes=[words("ledger.yearly_note")]))


def _year(one: Year, view: View, goal: Goal) -> Node:
    words = view.words
    parts = []
    if one.point:
        value = b[words.value(one.point.value, goal.indicator)]
        state = one.point.state and words(f"figure_kind.{one.point.state}")
        parts.append(div[value, " ", html.mark(one.point.evidence, words), state])
    if one.milestone is not None:
        aim = small[words("ledger.milestone", value=words.value(one.milestone, goal.indicator))]
        parts.append(div[aim, one.from_simulated and [" ", html.mark("simulated", words)]])
    return [*parts, div[_year_status(one, view, goal)]]


def _year_status(one: Year, view: View, goal: Goal) -> Element:
    words = view.words
    if one.found:
        why = target_row.row(view, goal).reason if one.year == goal.year else ""
        return html.status_mark(phrases.status_of(one.found, words), why)
    if not one.over:
        return small[words("ledger.not_over")]
    return span(".status.not_published")[phrases.status("not_published", words).short]


@lru_cache(maxsize=64)
def evaluation(view: View) -> str:
    """Return the cities side by side with their scores, mean and rank, and what that is worth."""
    words = view.words
    title = words("cities.title")
    if not city_scores.has_cities(view):
        return html.finished(
            html.section(title, "cities", notes=[words("cities.none", plan=words.of(view.plan.short))])
        )
    found = city_scores.evaluation(view)
    if not found.scored:
        return html.finished(html.section(title, "cities", notes=[words("cities.nothing_known")]))
    columns = [html.Column(words(f"cities.{kind}"), kind) for kind in ("rank", "city", "mean", "counted")]
    columns += [html.Column(f"{goal.no} {words.of(goal.title)}", "score") for goal in found.goals]
    table = html.grid(columns, [_city(view, city, found) for city in found.cities])
    return html.finished(html.section(title, "cities", table, notes=[*worth(view), _legend(found, words)]))


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
    signs = (phrases.status_of(one, words) for city in found.cities for one in city.found)
    return " · ".join(one.sign.short for one in phrases.tally(signs))


def _city(view: View, city: City, found: Evaluation) -> list[Node]:
    words = view.words
    mean: Node = "–"
    if city.mean is not None:
        mark = city.simulated and html.mark("simulated", words)
        mean = [b[words.number(city.mean, city_scores.DIGITS)], " ", mark]
    return [
        city.rank or "–",
        html.anchor(phrases.overview_of(view, city.area), phrases.area_name(view, city.area)),
        mean,
        words("cities.coverage", counted=city.counted, goals=len(found.goals)),
        *(_score(view, city, goal, one) for goal, one in zip(found.goals, city.found, strict=True)),
    ]


def _score(view: View, city: City, goal: Goal, one: Assessment) -> Node:
    """Return one score as a link to its target page, with the status it stands for."""
    words = view.words
    sign = phrases.status_of(one, words)
    score = words.number(round(one.score, 1) + 0.0, 1) if one.score is not None else "–"
    said = span(class_=f"status {sign.kind}")[f"{sign.icon} {score}"]
    return html.anchor(phrases.target_of(view, goal, city.area), said, title=sign.told)
