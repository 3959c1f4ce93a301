"""The pictures of a draft: all its targets on one scale, and each of them with everything that could be promised."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from explorer.analysis.outlook import levels
from explorer.analysis.outlook.proposals import Table
from explorer.analysis.view import View
from explorer.charts import draft as charts
from explorer.core import marks
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.links.drafts import Draft
from explorer.views.draft import rows as draft_rows
from explorer.views.draft import text
from explorer.views.draft.rows import Row
from explorer.views.exhibit import Graph, Picture, Series
from explorer.views.exhibit_parts import known

SHARE_DIGITS = 2
SMALL = ("national_goal",)
GRAPHED = ("national_goal", "national_pace", "plan_pace")  # besides the levels, in a chart that an office can edit


def ordered(view: View, draft: Draft, order: str) -> tuple[Row, ...]:
    """Return the targets chosen: in the plan's order, by what they ask (most first), or by who answers for them."""
    found = draft_rows.chosen(view, draft)
    if order == "ambition":
        return tuple(sorted(found, key=lambda one: (-_rho(one), one.goal.no)))
    if order == "department":
        return tuple(sorted(found, key=lambda one: (text.department(view, one), one.goal.no)))
    return found


def _rho(row: Row) -> float:
    return row.asks.rho if row.asks and row.asks.rho is not None else -1.0


def scale(view: View, shown: Sequence[Row], theme: str | None = "light") -> Picture:
    """Return the targets chosen on the scale of what they ask."""
    words = view.words
    asked = [
        charts.Asked(called(one, words), one.table.proposals, _share(one), _said(one, words), one.simulated)
        for one in shown
    ]
    return Picture(
        charts.scale_spec(len(shown), words.code, theme), charts.scale_rows(asked, words), words("draft.scale")
    )


def called(row: Row, words: Words) -> str:
    """Return a target's number and title."""
    return f"{row.goal.no} {words.of(row.goal.indicator.title)}"


def _share(row: Row) -> float | None:
    return row.asks.rho if row.asks else None


def _said(row: Row, words: Words) -> str:
    """Return the choice, what it asks over the recent pace, and its word."""
    value = words.figure(row.value or 0.0, row.goal.indicator)
    if row.asks is None or row.asks.word is None:
        return value
    rho = "" if row.asks.rho is None else f" · {words.number(row.asks.rho, SHARE_DIGITS)}"
    return f"{value}{rho} · {words(f'proposed_ambition.{row.asks.word}')}"


def fan(view: View, row: Row, theme: str | None = "light", *, few: bool = False) -> Picture:
    """Return one target's picture: what was, every proposal as a named line, the choice.

    ``few``: of the readings only those that a small picture has room for.
    """
    words, seen = view.words, row.table.seen
    choice = charts.Choice(row.value, row.target.stretch if row.target else None, small=few)
    known = _unchosen(replace(view, kept=()), row.goal, row.table, few=few)
    drawn = charts.fan_rows(known, seen, _named(words, few=few), choice, words)
    return Picture(charts.fan_spec(row.slug, words.code, theme, small=few), drawn)


@lru_cache(maxsize=256)
def _unchosen(view: View, goal: Goal, table: Table, *, few: bool) -> charts.Unchosen:
    """Return one target's picture without a choice, kept: who changes the target changes its diamond alone."""
    words = view.words
    observed, events = view.observed(goal), view.events(goal)
    return charts.unchosen(observed, events, table.seen, table.proposals, _named(words, few=few), words)


def _named(words: Words, *, few: bool) -> dict[str, str]:
    """Return the names of the proposals that a picture shows."""
    return {name: said for name, said in text.names(words).items() if not few or name in (*levels.LEVELS, *SMALL)}


def shares(shown: Sequence[Row], words: Words) -> Graph | None:
    """Return what each choice asks over the recent pace, as bars; None where nothing can be compared."""
    found = [(place, one, rho) for place, one in enumerate(shown) if (rho := _share(one)) is not None]
    if not found:
        return None
    hollow = frozenset(float(place) for place, one, _ in found if one.simulated)
    points = tuple((float(place), round(rho, SHARE_DIGITS)) for place, _, rho in found)
    names = tuple(called(one, words) + words.suffix("simulated" if one.simulated else None) for one in shown)
    series = (Series(words("draft.rho"), "share", points, hollow=hollow),)
    return Graph("bars", words("draft.times"), series, categories=names, digits=SHARE_DIGITS)


def lines(view: View, row: Row) -> Graph:
    """Return one target's numbers for a chart that an office can edit: what was, the levels, the choice."""
    return Graph("time", view.words.of(row.goal.indicator.unit), tuple(_lines(view, row)))


def _lines(view: View, row: Row) -> Iterator[Series]:
    words, seen, names = view.words, row.table.seen, text.names(view.words)
    mark = words.suffix("simulated" if row.simulated else None)
    yield from (one for one in known(view, seen.planned, seen.since) if one.mark in marks.EVIDENCE)
    if row.value is not None:
        yield Series(words("draft.chosen") + mark, "goal", ((float(seen.goal.year), row.value),))
    for one in row.table.proposals:
        if seen.start is None or not (one.level or one.basis in GRAPHED):
            continue
        path = (seen.start, *((float(year), value) for year, value in one.path))
        yield Series(names[one.level or one.basis] + (mark if one.level else ""), one.level or "beside", path)
