"""What the page of one target draws as HTML: its verdict and the official readings side by side."""

from htpy import Element, Fragment, b, div, fragment, p, small, span

from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.views import derivation, target_row
from explorer.views.html import simulation_notice, status_mark


def verdict_line(view: View, goal: Goal) -> Element:
    """Return a target's status and its reason, and that simulated values are shown where any is."""
    row = target_row.row(view, goal)
    simulated = "simulated" in view.observed(goal)["evidence"]
    return div(".headline")[
        p(".verdict")[status_mark(row.status, row.reason), " ", span[row.reason]],
        simulated and simulation_notice(view, "target", indicator=goal.indicator.slug),
    ]


def readings(view: View, goal: Goal) -> Fragment | None:
    """Return the three official readings of a target side by side, and whether they agree."""
    rows, agreed = derivation.side_by_side(view, goal)
    cells = [div[small[name], b[word], span[number]] for name, number, word in rows]
    return fragment[div(".readings")[cells], p(".readings-agree")[agreed]] if rows else None
