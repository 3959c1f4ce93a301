"""Which city carried how much of the province's change, as a sentence, as HTML and as the rows of a sheet."""

from functools import lru_cache

import polars as pl
from htpy import Node

from explorer.analysis import comparison, contributions
from explorer.analysis.contributions import Change, Contribution
from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.core.language import MINUS
from explorer.views import html
from explorer.views.compare import html as compare_html

NAMED = 2  # cities that the sentence names


def found(view: View, goal: Goal) -> Change | None:
    """Return the cities' change; None where it cannot be taken apart."""
    return contributions.change(comparison.compare(view, goal.no, "value"))


def sentence(view: View, goal: Goal, seen: Change) -> str:
    """Return how far the cities moved together and which of them carried most of it."""
    words, names, total = view.words, compare_html.names(view), seen.after - seen.before
    growth = words("contribution.growth", rate=words.rate(total / seen.before)) if seen.before > 0 else ""
    led = [
        words("contribution.led", name=names[part.area], value=_moved(part.change, goal, view), share=_part(part, view))
        for part in seen.parts[:NAMED]
        if part.change * total > 0
    ]
    mark = words.suffix(seen.evidence)
    told = {"start": words.time(seen.start), "end": words.time(seen.end), "count": len(seen.parts)}
    moved = _moved(total, goal, view)
    said = words("contribution.said", **told, value=moved, growth=growth, mark=mark)
    return said + (
        words("contribution.leading", cities=words("common.list").join(led)) if led else words("reason.stop")
    )


@lru_cache(maxsize=64)
def table(view: View, goal: Goal) -> str:
    """Return the sentence and a row a city as HTML; nothing where the change cannot be taken apart."""
    seen = found(view, goal)
    if seen is None:
        return ""
    words, names = view.words, compare_html.names(view)
    mark = words.suffix(seen.evidence)
    heads = ("city", "start", "end", "change", "points", "share")
    spoken = {"start": words("compare.value_at", period=words.time(seen.start))}
    spoken |= {"end": words("compare.value_at", period=words.time(seen.end)), "city": words("division.city")}
    columns = [html.Column(spoken.get(head) or words(f"contribution.{head}"), head) for head in heads]
    rows: list[list[Node]] = [
        [
            names[part.area],
            words.figure(part.before, goal.indicator) + mark,
            words.figure(part.after, goal.indicator) + mark,
            _moved(part.change, goal, view),
            "–" if part.points is None else words.signed(part.points, 1),
            "–" if part.share is None else f"{words.number(part.share, 1)}%",
        ]
        for part in seen.parts
    ]
    kept = [place for place, _ in enumerate(columns) if place == 0 or any(row[place] != "–" for row in rows)]
    drawn = html.grid([columns[place] for place in kept], [[row[place] for place in kept] for row in rows])
    title = words("contribution.title")
    return html.finished(html.section(title, "lineup carried", drawn, notes=[sentence(view, goal, seen)]))


def sheet(view: View, goal: Goal) -> dict[str, pl.DataFrame]:
    """Return the rows by what their sheet is called, as numbers."""
    seen = found(view, goal)
    if seen is None:
        return {}
    words, names = view.words, compare_html.names(view)
    rows = [
        {
            words("division.city"): names[part.area],
            words("compare.value_at", period=words.time(seen.start)): part.before,
            words("compare.value_at", period=words.time(seen.end)): part.after,
            words("contribution.change"): part.change,
            words("cover.unit"): words.of(goal.indicator.unit),
            words("contribution.points"): part.points,
            words("contribution.share"): part.share,
            words("table.evidence"): words(f"evidence.{seen.evidence}"),
        }
        for part in seen.parts
    ]
    return {words("contribution.sheet"): pl.DataFrame(rows)}


def _moved(value: float, goal: Goal, view: View) -> str:
    """Return a change with its sign: +4.23 万件."""
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return sign + view.words.gap(abs(value), goal.indicator)


def _part(part: Contribution, view: View) -> str:
    words = view.words
    return "" if part.share is None else words("contribution.of_it", share=f"{words.number(part.share, 0)}%")
