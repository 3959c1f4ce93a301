"""The exhibit of a draft: its targets on one scale, their table, and each target for itself."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from explorer.analysis.view import EVERYWHERE, View
from explorer.links import drafts
from explorer.links.ask import Ask
from explorer.links.drafts import Draft
from explorer.views import phrases
from explorer.views.draft import calculation as draft_calculation
from explorer.views.draft import choices as draft_choices
from explorer.views.draft import pictures, text
from explorer.views.draft import rows as draft_rows
from explorer.views.draft.calculation import Sheet
from explorer.views.draft.rows import Row
from explorer.views.exhibit import Exhibit
from explorer.views.exhibit_parts import EMPTY, Shown, observed_of


def draft(ask: Ask, view: View) -> Shown:
    """Return what the page of a draft shows."""
    words = view.words
    found, _ = draft_choices.choose_draft(ask, view)
    draft_choices.choose_split(ask, view)
    if view.area == EVERYWHERE:
        return Shown(words("menu.draft"), words("draft.one_area"), EMPTY)
    view = draft_rows.looked_at(view, found)
    shown = pictures.ordered(view, found, draft_choices.choose_order(ask, view))
    return Shown(
        text.tally(view, found),
        text.sentence(view, found),
        observed_of(view, ((row.goal, view.area_of(row.goal)) for row in shown)),
        graph=pictures.shares(shown, words),
        pictures=(pictures.scale(view, shown),) if shown else (),
        tables={words("draft.sheet"): table(view, shown)} if shown else {},
    )


def table(view: View, shown: tuple[Row, ...]) -> pl.DataFrame:
    """Return the targets chosen as few columns of texts: what is known, chosen, asked a year, how much that is."""
    words = view.words
    return pl.DataFrame(
        [
            {
                words("draft.name"): pictures.called(row, words),
                words("draft.latest"): text.latest(row, words),
                words("draft.chosen_in", year=row.table.seen.goal.year): text.value(row, row.value or 0.0, words),
                words("draft.yearly"): text.pace(row, words),
                words("draft.word"): text.word(row, words),
            }
            for row in shown
        ]
    )


def of_link(exhibit: Exhibit) -> Draft | None:
    """Return the draft that an exhibit of this page shows; None where nothing is chosen."""
    asked = exhibit.parameters.get("draft")
    return drafts.read(asked) if asked and exhibit.view.area != EVERYWHERE else None


def calculation(exhibit: Exhibit) -> Sheet | None:
    """Return the targets as the numbers of a sheet that works them out anew; None where no draft is shown."""
    found = of_link(exhibit) if exhibit.page == "draft" else None
    return draft_calculation.sheet(draft_rows.looked_at(exhibit.view, found), found) if found else None


def parts(exhibit: Exhibit) -> Iterator[Exhibit]:
    """Yield an exhibit for each target chosen: its numbers and its picture, what is said of the choice."""
    found = of_link(exhibit)
    view = draft_rows.looked_at(exhibit.view, found) if found else exhibit.view
    words = view.words
    for row in draft_rows.chosen(view, found) if found else ():
        year = row.table.seen.goal.year
        title = words("draft.of_target", title=pictures.called(row, words), year=year)
        yield replace(
            exhibit,
            view=view,
            title=f"{title} {text.value(row, row.value or 0.0, words)}",
            subtitle=phrases.subtitle(view, row.goal),
            sentence=text.choice(row, words),
            parameters={**exhibit.parameters, "target": row.slug},
            observed=observed_of(view, [(row.goal, view.area_of(row.goal))]),
            goal=row.goal,
            graph=pictures.lines(view, row),
            pictures=(pictures.fan(view, row),),
            tables={},
        )
