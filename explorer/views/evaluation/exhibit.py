"""The exhibit of a plan's final evaluation: its targets by real values, and the table of what came of them."""

import polars as pl

from explorer.analysis.view import View
from explorer.links.ask import Ask
from explorer.views.evaluation import report
from explorer.views.exhibit_parts import Shown, observed_of
from explorer.views.report import Listing
from explorer.views.target_row import Section


def evaluation(ask: Ask, view: View) -> Shown:
    """Return what the page of the evaluation shows; it asks nothing of its own."""
    del ask
    found, shown, real = report.report(view), report.rows(view), report.real(view)
    listing = next(one for one in found.blocks if isinstance(one, Listing))
    return Shown(
        found.title,
        report.tally(view),
        observed_of(real, ((row.goal, row.area) for row in shown)),
        subtitle=found.subtitle,
        sections=(Section("", shown),),
        tables={view.words("evaluation.results"): pl.DataFrame(listing.rows, list(listing.heads), orient="row")},
    )
