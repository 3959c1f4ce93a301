"""The exhibit of the overview: every target's share of its goal."""

from collections.abc import Iterable, Iterator, Sequence

from explorer.analysis.view import View
from explorer.core.language import Words
from explorer.links.ask import Ask
from explorer.views.exhibit import Graph, Series
from explorer.views.exhibit_parts import Shown, observed_of
from explorer.views.overview import choices as overview_choices
from explorer.views.overview import sections as overview_sections
from explorer.views.overview import text as overview_text
from explorer.views.target_row import Section, Share, TargetRow


def overview(ask: Ask, view: View) -> Shown:
    """Return what the overview shows."""
    words, title = view.words, view.words.of(view.plan.short)
    group, only = overview_choices.choose_order(ask, view)
    found = overview_sections.sections(view, group, only)
    rows = list({row.no: row for section in found for row in section.rows}.values())
    return Shown(
        words("verdict.plan", plan=title, tally=overview_text.tally(view)),
        words("gist.overview", tally=overview_text.tally(view), rest=overview_text.sentence(view)),
        observed_of(view, ((row.goal, row.area) for row in rows)),
        sections=tuple(Section("" if heading == title else heading, mine) for heading, mine in found),
        graph=_shares(rows, words),
    )


def _shares(rows: Sequence[TargetRow], words: Words) -> Graph:
    """Return how much of each goal is achieved, and how much of its time gone, in per cent."""
    simulated = frozenset(float(place) for place, row in enumerate(rows) if row.simulated)
    series = (
        Series(words("overview.achieved"), "share", tuple(_points(row.achieved for row in rows)), hollow=simulated),
        Series(words("overview.elapsed"), "elapsed", tuple(_points(row.elapsed for row in rows))),
    )
    titles = tuple(row.called + words.suffix("simulated" if row.simulated else None) for row in rows)
    return Graph("bars", "%", series, categories=titles)


def _points(shares: Iterable[Share | None]) -> Iterator[tuple[float, float]]:
    return ((float(place), share.number * 100) for place, share in enumerate(shares) if share)
