"""What the page of one target draws as HTML: its verdict and the official readings side by side."""

from html import escape

from explorer.analysis.view import View
from explorer.core.catalogue import Goal
from explorer.views import reasons, target_row
from explorer.views.html import simulation_notice, status_mark


def verdict_line(view: View, goal: Goal) -> str:
    """Return a target's status and its reason as HTML, and that simulated values are shown where any is."""
    row = target_row.row(view, goal)
    said = f"{status_mark(row.status, row.reason)} <span>{escape(row.reason)}</span>"
    simulated = "simulated" in view.observed(goal)["evidence"]
    notice = simulation_notice(view, "target", indicator=goal.indicator.slug) if simulated else ""
    return f'<div class="headline"><p class="verdict">{said}</p>{notice}</div>'


def readings(view: View, goal: Goal) -> str:
    """Return the three official readings of a target side by side as HTML, and whether they agree."""
    rows, agreed = reasons.side_by_side(view, goal)
    cells = (
        f"<div><small>{escape(name)}</small><b>{escape(word)}</b><span>{escape(number)}</span></div>"
        for name, number, word in rows
    )
    return f'<div class="readings">{"".join(cells)}</div><p class="readings-agree">{escape(agreed)}</p>' if rows else ""
