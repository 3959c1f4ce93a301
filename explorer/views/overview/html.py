"""The overview as one element: a row per goal, built once per view and kept. Every text in it is escaped."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from itertools import groupby

from explorer.analysis.assessment.assess import STATUSES
from explorer.analysis.view import EVERYWHERE, View
from explorer.charts.sparkline import sparkline
from explorer.core import marks
from explorer.core.catalogue import Goal, Plan
from explorer.core.language import Words
from explorer.links import parameters
from explorer.views import html, phrases, reasons

YEARS_BEFORE = 6
EVERYTHING = "everything"


def groups(plan: Plan) -> tuple[str, ...]:
    """Return the ways a plan's goals can be put in order: by chapter and department where it names them, by status."""
    ways = (("chapter", plan.chapters), ("plan", not plan.chapters), ("department", plan.departments), ("status", True))
    return tuple(name for name, found in ways if found)


def filters(plan: Plan) -> tuple[str, ...]:
    """Return what the overview can be narrowed to: everything, a status, a chapter, a department."""
    used = {slug: None for goal in plan.goals for slug in goal.departments}
    return (EVERYTHING, *STATUSES, *plan.chapters, *used)


def filter_names(plan: Plan, words: Words) -> dict[str, str]:
    """Return what each filter is called."""
    titles = {**plan.chapters, **plan.departments}
    named = {slug: words.of(title) for slug, title in titles.items()}
    return {EVERYTHING: words("overview.everything")} | words.said("status", STATUSES) | named


@lru_cache(maxsize=512)
def headline(view: View) -> str:
    """Return the overview's head as HTML: the plan, its state in one sentence, and whether anything is simulated."""
    words = view.words
    title = f'<h2 title="{escape(words.of(view.plan.title))}">{escape(words.of(view.plan.short))}</h2>'
    notice = html.simulation_notice(view, "") if phrases.shows_simulation(view) else ""
    if view.before_plan:
        notice += f"<p>{escape(words('notice.before_plan', issued=words.day(view.plan.issued_on)))}</p>"
    first = f'<div class="title">{title}<p class="tally">{html.tally(view)}</p></div>'
    return f'<div class="headline">{first}<p>{escape(sentence(view))}</p>{notice}</div>'


def sentence(view: View) -> str:
    """Return the overview in one sentence: how many targets, and what their newest values rest on."""
    words = view.words
    newest = [stands.newest.evidence if stands.newest else "missing" for stands in map(view.standing, view.goals)]
    counts = {kind: newest.count(kind) for kind in (*marks.EVIDENCE, "missing")}
    parts = words("overview.comma").join(
        words(f"overview.headline_{kind}", count=count) for kind, count in counts.items() if count
    )
    return words("overview.headline", count=len(newest), day=words.day(view.as_of), parts=parts)


@lru_cache(maxsize=128)
def board(view: View, group: str, only: str, theme: str | None) -> str:
    """Return the overview's HTML: a section per chapter, department or status, a row per goal, each row one link."""
    words = view.words
    parts = [_section(view, title, goals, theme) for title, goals in sections(view, group, only)]
    if not parts:
        return f'<p class="board">{escape(words("overview.none_left"))}</p>'
    return f'<div class="board {"dark" if theme == "dark" else "light"}">{"".join(parts)}</div>'


def shown_goals(view: View, group: str, only: str) -> list[Goal]:
    """Return the goals of the board in its order, each once."""
    found = sections(view, group, only)
    return list(dict.fromkeys(goal for _, goals in found for goal in goals))


def sections(view: View, group: str, only: str) -> Iterator[tuple[str, list[Goal]]]:
    """Yield each heading with its goals, in the plan's order; a goal of several departments stands under each."""
    words = view.words
    plan, goals = view.plan, [goal for goal in view.goals if only in (EVERYTHING, *_slugs(view, goal))]
    names = {
        "plan": {},
        "chapter": {slug: words.of(title) for slug, title in plan.chapters.items()},
        "department": {slug: words.of(title) for slug, title in plan.departments.items()},
        "status": words.said("status", STATUSES),
    }[group]
    order = list(names)
    placed = [
        (order.index(slug), goal.no, goal) for goal in goals for slug in _slugs(view, goal, group) if slug in names
    ]
    for place, found in groupby(sorted(placed, key=lambda row: row[:2]), key=lambda row: row[0]):
        yield names[order[place]], [goal for _, _, goal in found]
    alone = [goal for goal in goals if goal not in {goal for _, _, goal in placed}]
    if alone:
        yield words.of(plan.short), alone


def _slugs(view: View, goal: Goal, group: str | None = None) -> list[str]:
    """Return the slugs a goal is found under: of one grouping, or of all of them."""
    found: dict[str, list[str]] = {
        "plan": [],
        "chapter": [goal.chapter] if goal.chapter else [],
        "department": list(goal.departments),
        "status": [view.assessment(goal).status],
    }
    return found[group] if group else [slug for slugs in found.values() for slug in slugs]


def _section(view: View, title: str, goals: list[Goal], theme: str | None) -> str:
    rows = "".join(f"<li>{_row(view, goal, theme)}</li>" for goal in goals)
    return f"<section><h3>{escape(title)}</h3><ol>{rows}</ol></section>"


def _row(view: View, goal: Goal, theme: str | None) -> str:
    area = goal.area if view.area == EVERYWHERE else view.area
    where = parameters.to("target", view.parameters(indicator=goal.indicator.slug) | {"area": area})
    cells = (
        f'<span class="no">{goal.no}</span>',
        f'<span class="name">{escape(phrases.title(view, goal))}</span>',
        html.status_mark(view.assessment(goal), reasons.reason(view, goal), view.words),
        _picture(view, goal, theme),
        _figures(view, goal),
        _bars(view, goal),
    )
    return f'<a class="row" href="{escape(where)}" target="_self">{"".join(cells)}</a>'


def _picture(view: View, goal: Goal, theme: str | None) -> str:
    words = view.words
    observed = view.observed(goal)
    if observed.is_empty():
        missing = "overview.no_published" if view.evidence == "published" else "overview.no_figure"
        return f'<span class="spark none">{escape(words(missing))}</span>'
    picture = sparkline(
        observed, view.standing(goal), goal.year, marks.palette(theme), goal.start_year - 1 - YEARS_BEFORE
    )
    return f'<img class="spark" src="{picture}" alt="{escape(words("overview.spark", title=words.of(goal.title)))}">'


def _figures(view: View, goal: Goal) -> str:
    """Return the newest value up to the goal year with its mark and period, and the goal."""
    words = view.words
    stands = view.standing(goal)
    goal_said = f'<span class="goal">{escape(phrases.promised(stands, goal, words))}</span>'
    if stands.reached is None:
        return f'<span class="now">–</span>{goal_said}'
    mark = marks.EVIDENCE[stands.reached.evidence]
    kind = words(f"evidence.{stands.reached.evidence}")
    value = words.value(stands.reached.value, goal.indicator)
    return (
        f'<span class="now {stands.reached.evidence}"><b>{escape(value)}</b>'
        f"<small>{escape(words.at(stands.reached.on))} · {mark.sign} {escape(kind)}</small></span>"
        f"{goal_said}"
    )


def _bars(view: View, goal: Goal) -> str:
    words = view.words
    stands = view.standing(goal)
    if stands.reached is None:
        return '<span class="bars"></span>'
    if stands.achieved is None or stands.elapsed is None:
        return f'<span class="bars"><small>{escape(words(f"overview.{why_no_share(view, goal)}"))}</small></span>'
    hollow = " simulated" if stands.rests_on_simulation else ""
    return (
        '<span class="bars">'
        f"{html.progress_bar(words('overview.achieved'), stands.achieved, 'achieved' + hollow, words)}"
        f"{html.progress_bar(words('overview.elapsed'), stands.elapsed, 'elapsed', words)}</span>"
    )


def why_no_share(view: View, goal: Goal) -> str:
    """Return the word that says why a goal has no share achieved: whole_only, from_beyond or no_share."""
    stands = view.standing(goal)
    if not goal.binds(view.area_of(goal)):
        return "whole_only"
    return "from_beyond" if stands.baseline and stands.target is not None and not stands.path else "no_share"
