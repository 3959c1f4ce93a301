"""What the page of one target draws as HTML: its verdict and the official readings side by side."""

from htpy import Element, Fragment, b, dd, div, dl, dt, fragment, h3, p, section, small, span

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


def said(view: View, goal: Goal) -> Element | None:
    """Return what the office says beside the figure that decides, each part under its name; None where it does not."""
    found = target_row.row(view, goal).said
    if found is None or not found.parts:
        return None
    heading = view.words("explanation.title", period=found.period) + (f" · {found.state}" if found.state else "")
    return section(".said-beside")[h3[heading], dl[[div[dt[name], dd[text]] for name, text in found.lines]]]


def readings(view: View, goal: Goal) -> Fragment | None:
    """Return the three official readings of a target side by side, and whether they agree."""
    rows, agreed = derivation.side_by_side(view, goal)
    cells = [div[small[name], b[word], span[number]] for name, number, word in rows]
    return fragment[div(".readings")[cells], p(".readings-agree")[agreed]] if rows else None
