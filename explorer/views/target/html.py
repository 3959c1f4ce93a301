"""What the page of one target draws as HTML: its verdict and the official readings side by side."""

from htpy import (
    Element,
    Fragment,
    Node,
    b,
    dd,
    details,
    div,
    dl,
    dt,
    fragment,
    h1,
    h3,
    nav,
    p,
    pre,
    section,
    small,
    span,
    summary,
)

from explorer.analysis.view import View
from explorer.core.goals import Goal
from explorer.links import parameters
from explorer.views import derivation, phrases, target_row
from explorer.views.html import anchor, simulation_notice, status_mark
from explorer.views.target import text

RELATIONS = {"before": "prev", "after": "next"}


def neighbours(view: View, goal: Goal) -> Element:
    """Return the way to the plan's targets before and after this one, and its place among them."""
    goals, words = list(view.by_key.items()), view.words
    here = next(place for place, (_, one) in enumerate(goals) if one.no == goal.no and one.area == goal.area)

    def leads(place: int, key: str) -> Node:
        if not 0 <= place < len(goals):
            return span(".none")[words(f"target.{key}")]
        name, other = goals[place]
        where = parameters.to("target", view.parameters(indicator=name))
        return anchor(where, words(f"target.{key}"), title=words.of(other.title), rel=RELATIONS[key])

    return nav(".neighbours", aria_label=words("target.neighbours"))[
        leads(here - 1, "before"), small[f"{here + 1} / {len(goals)}"], leads(here + 1, "after")
    ]


def head(view: View, goal: Goal) -> Element:
    """Return a target's question, status and reason, and that simulated values are shown where any is."""
    row, words = target_row.row(view, goal), view.words
    simulated = "simulated" in view.observed(goal)["evidence"]
    return div(".headline")[
        h1[phrases.question(goal, words)],
        p(".subtitle")[phrases.subtitle(view, goal)],
        p(".verdict")[status_mark(row.status, row.reason), " ", span[row.reason]],
        simulated and simulation_notice(view, "target", indicator=goal.indicator.slug),
    ]


def remarks(view: View, goal: Goal) -> list[Element]:
    """Return what a reader must know before reading the chart."""
    return [p(".remark")[remark] for remark in text.remarks(view, goal)]


def query(goal: Goal, way: Node, *, opened: bool) -> Fragment | None:
    """Return the SQL that counts an indicator, folded, and the way to where it can be asked; None where none counts."""
    if goal.indicator.sql is None:
        return None
    named = summary[f"queries/{goal.indicator.slug}.sql"]
    return fragment[details(open=opened)[named, pre[goal.indicator.sql]], way]


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
