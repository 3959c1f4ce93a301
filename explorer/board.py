"""The overview as one element: a row per goal, built once per view and kept. Every text in it is escaped."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from itertools import groupby

from explorer import address, language, marks, store
from explorer.assessment import Standing
from explorer.catalogue import Goal, Plan
from explorer.language import Words
from explorer.sparkline import sparkline
from explorer.view import EVERYWHERE, View

YEARS_BEFORE = 6


def groups(plan: Plan) -> tuple[str, ...]:
    """Return the ways a plan's goals can be grouped; none of them where it names neither."""
    ways = (("chapter", plan.chapters), ("department", plan.departments))
    return tuple(name for name, found in ways if found) or ("chapter",)


@lru_cache(maxsize=512)
def headline(view: View) -> str:
    """Return the overview's head as HTML: the plan, its state in one sentence, and whether anything is simulated."""
    words = language.words(view.language)
    title = f'<h2 title="{escape(words.of(view.plan.title))}">{escape(words.of(view.plan.short))}</h2>'
    notice = simulation_notice(view, "") if shows_simulation(view) else ""
    return f'<div class="headline">{title}<p>{escape(sentence(view))}</p>{notice}</div>'


def simulation_notice(view: View, page: str, **more: str) -> str:
    """Return as HTML that simulated values are shown, and the link to ``page`` with published ones only."""
    words = language.words(view.language)
    where = address.link(page, view.parameters(**more) | {"evidence": "published"})
    said, way = escape(words("overview.simulated_shown")), escape(words("overview.published_only"))
    return f'<p class="simulated-shown">{said}<a href="{escape(where)}" target="_self">{way}</a></p>'


def sentence(view: View) -> str:
    """Return the overview in one sentence: how many targets, and what their newest values rest on."""
    words = language.words(view.language)
    newest = [stands.newest.evidence if stands.newest else "missing" for stands in map(view.standing, view.goals)]
    counts = {kind: newest.count(kind) for kind in (*marks.EVIDENCE, "missing")}
    parts = words("overview.comma").join(
        words(f"overview.headline_{kind}", count=count) for kind, count in counts.items() if count
    )
    return words("overview.headline", count=len(newest), day=words.day(view.as_of), parts=parts)


def shows_simulation(view: View) -> bool:
    """Whether any value on the board is simulated."""
    return any("simulated" in view.observed(goal)["evidence"] for goal in view.goals)


@lru_cache(maxsize=128)
def board(view: View, group: str, theme: str | None) -> str:
    """Return the overview's HTML: a section per chapter or department, a row per goal, each row one link."""
    words = language.words(view.language)
    sections = (_section(view, title, goals, words, theme) for title, goals in _grouped(view, group, words))
    return f'<div class="board {"dark" if theme == "dark" else "light"}">{"".join(sections)}</div>'


def _grouped(view: View, group: str, words: Words) -> Iterator[tuple[str, list[Goal]]]:
    """Yield each heading with its goals, in the plan's order; a goal of several departments stands under each."""
    plan = view.plan
    names = plan.chapters if group == "chapter" else plan.departments
    placed = [
        (list(names).index(slug), goal.no, goal)
        for goal in view.goals
        for slug in ([goal.chapter or ""] if group == "chapter" else goal.departments)
        if slug in names
    ]
    for place, found in groupby(sorted(placed, key=lambda row: row[:2]), key=lambda row: row[0]):
        yield words.of(list(names.values())[place]), [goal for _, _, goal in found]
    alone = [goal for goal in view.goals if goal not in {goal for _, _, goal in placed}]
    if alone:
        yield words.of(plan.short), alone


def _section(view: View, title: str, goals: list[Goal], words: Words, theme: str | None) -> str:
    rows = "".join(f"<li>{_row(view, goal, words, theme)}</li>" for goal in goals)
    return f"<section><h3>{escape(title)}</h3><ol>{rows}</ol></section>"


def _row(view: View, goal: Goal, words: Words, theme: str | None) -> str:
    area = goal.area if view.area == EVERYWHERE else view.area
    where = address.link("target", view.parameters(indicator=goal.indicator.slug) | {"area": area})
    return (
        f'<a class="row" href="{escape(where)}" target="_self">'
        f'<span class="no">{goal.no}</span>'
        f'<span class="name">{escape(_name(view, goal, words))}</span>'
        f"{_picture(view, goal, words, theme)}{_figures(view, goal, words)}{_bars(view, goal, words)}</a>"
    )


def _name(view: View, goal: Goal, words: Words) -> str:
    place = store.areas(view.edition)[goal.area]
    return (
        f"{words.of(goal.title)} · {place['name_' + view.language]}"
        if view.area == EVERYWHERE
        else words.of(goal.title)
    )


def _picture(view: View, goal: Goal, words: Words, theme: str | None) -> str:
    observed = view.observed(goal)
    if observed.is_empty():
        return f'<span class="spark none">{escape(words("overview.no_figure"))}</span>'
    picture = sparkline(
        observed, view.standing(goal), goal.year, marks.palette(theme), goal.start_year - 1 - YEARS_BEFORE
    )
    return f'<img class="spark" src="{picture}" alt="{escape(words("overview.spark", title=words.of(goal.title)))}">'


def _figures(view: View, goal: Goal, words: Words) -> str:
    """Return the newest value up to the goal year with its mark and period, and the goal."""
    stands = view.standing(goal)
    promised = f'<span class="goal">{escape(_promised(stands, goal, words))}</span>'
    if stands.reached is None:
        return f'<span class="now">–</span>{promised}'
    mark = marks.EVIDENCE[stands.reached.evidence]
    kind = words(f"evidence.{stands.reached.evidence}")
    value = words.value(stands.reached.value, goal.indicator)
    return (
        f'<span class="now {stands.reached.evidence}"><b>{escape(value)}</b>'
        f"<small>{escape(words.at(stands.reached.on))} · {mark.sign} {escape(kind)}</small></span>"
        f"{promised}"
    )


def _promised(stands: Standing, goal: Goal, words: Words) -> str:
    """Return the promise and its year; for a growth or a cut, the value that fulfils it too."""
    promised = f"{words('overview.goal')} {words.promise(goal)} · {goal.year}"
    if goal.kind not in ("growth", "cut") or stands.target is None:
        return promised
    return f"{promised} ({words('target.on_scale', value=words.value(stands.target, goal.indicator))})"


def _bars(view: View, goal: Goal, words: Words) -> str:
    stands = view.standing(goal)
    if stands.reached is None:
        return '<span class="bars"></span>'
    if stands.achieved is None or stands.elapsed is None:
        return f'<span class="bars"><small>{escape(words(f"overview.{_why_no_share(view, goal)}"))}</small></span>'
    hollow = " simulated" if stands.rests_on_simulation else ""
    return (
        '<span class="bars">'
        f"{_bar(words('overview.achieved'), stands.achieved, 'achieved' + hollow, words)}"
        f"{_bar(words('overview.elapsed'), stands.elapsed, 'elapsed', words)}</span>"
    )


def _why_no_share(view: View, goal: Goal) -> str:
    stands = view.standing(goal)
    if not goal.binds(view.area_of(goal)):
        return "whole_only"
    return "from_beyond" if stands.baseline and stands.target is not None and not stands.path else "no_share"


def _bar(label: str, share: float, kind: str, words: Words) -> str:
    width = min(max(share, 0), 1) * 100
    return (
        f'<span class="bar {kind}"><small>{escape(label)} {words.share(share)}</small>'
        f'<span class="track"><span class="fill" style="width:{width:.0f}%"></span></span></span>'
    )
