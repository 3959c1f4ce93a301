"""What the page of one target draws as HTML: its answer, its facts, how it is assessed, its values."""

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
    table,
    tbody,
    td,
    th,
    tr,
)

from explorer.analysis.view import View
from explorer.core import marks
from explorer.core.goals import Goal
from explorer.core.language import Words
from explorer.links import parameters
from explorer.views import derivation, phrases, target_row
from explorer.views.facing import UNKNOWN
from explorer.views.html import anchor, beside, heading, printed, simulation_notice, status_mark
from explorer.views.target import text
from explorer.views.target.gap_list import GapList
from explorer.views.target_row import TargetRow

RELATIONS = {"before": "prev", "after": "next"}
WIDEST = 1.5  # the right end of the scale of readings


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


def head(view: View, goal: Goal, choice: Node = None) -> Element:
    """Return a target's answer, its status and the way to its neighbours, and that simulated values are shown.

    ``choice``: the list of all targets, beside the neighbours.
    """
    row = target_row.row(view, goal)
    simulated = "simulated" in view.observed(goal)["evidence"]
    return div(".headline.one")[
        h1[row.answer],
        div(".under")[
            p(".verdict")[status_mark(row.status, row.reason)],
            beside(neighbours(view, goal), choice),
        ],
        p(".subtitle")[phrases.subtitle(view, goal)],
        simulated and simulation_notice(view, "target", indicator=goal.indicator.slug),
    ]


def facts(view: View, goal: Goal) -> Element:
    """Return what stands beside the chart: distance, latest value, goal and baseline, who answers; then the pace."""
    row, words = target_row.row(view, goal), view.words
    found = [
        (words("target.judged"), row.facing.distance or UNKNOWN, _judged(row)),
        (words("target.latest"), *_latest(row, words)),
        (words("target.aim"), row.aimed, _baseline(row, words)),
    ]
    if view.plan.departments:
        found.append((words("target.department"), row.departments or words("board.nobody"), row.clause))
    progress = [words("target.achieved"), " ", b[row.achieved.text]] if row.achieved else None
    if row.achieved and row.elapsed:
        said = words("target.achieved_value", achieved=row.achieved.text, elapsed=row.elapsed.text)
        progress = [words("target.achieved"), " ", b[said]]
    return section(".facts", aria_label=words("target.facts"))[
        dl[(div[dt[name], dd[b[said], small[more] if more else None]] for name, said, more in found)],
        p[row.pace] if row.pace else None,
        p[progress] if progress else None,
    ]


def _judged(row: TargetRow) -> str:
    return f"{row.facing.text} · {row.newest.period}" if row.newest else row.facing.text


def _latest(row: TargetRow, words: Words) -> tuple[str, str]:
    point = row.standing.newest
    if point is None:
        return UNKNOWN, row.no_figure
    return words.value(point.value, row.goal.indicator), f"{words.at(point.on)} · {phrases.point_mark(point, words)}"


def _baseline(row: TargetRow, words: Words) -> str:
    """Return what the goal starts from; of what is counted anew there is nothing, and zero is no baseline."""
    start = row.standing.baseline
    if start is None or start.evidence not in marks.EVIDENCE:
        return ""
    said = words("target.from_baseline", value=words.value(start.value, row.goal.indicator), period=words.at(start.on))
    return said + words.suffix(start.evidence)


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


def gap_head(view: View, goal: Goal, found: GapList) -> Fragment:
    """Return the title of the list that would close a gap, and who answers for it."""
    who = target_row.row(view, goal).departments
    return fragment[heading(found.title), p(".who")[view.words("target.who", names=who)] if who else None]


def assessed(view: View, goal: Goal, *, opened: bool) -> Fragment:
    """Return how the status comes about: one sentence, the readings on one scale, the working folded."""
    words = view.words
    working = text.working(view, goal)
    return fragment[
        heading(words("target.how")),
        p(".because")[target_row.row(view, goal).reason],
        _scale(view, goal),
        details(open=opened)[summary[words("target.steps")], printed(working)],
    ]


def _scale(view: View, goal: Goal) -> Element | None:
    """Return the official readings as dots on one scale, each with its word; None where no road is open."""
    rows, agreed = derivation.side_by_side(view, goal)
    if not rows:
        return None
    lines = (
        tr[
            th(scope="row")[one.name],
            td(".scale")[
                span(".line", aria_hidden="true")[span(".tick", style=f"left:{100 / WIDEST:.0f}%"), _dot(one.ratio)]
            ],
            td[one.number],
            td[b[one.word]],
        ]
        for one in rows
    )
    return div(".readings")[
        table[tbody[lines]],
        p(".readings-agree")[agreed, view.words("reason.stop"), " ", view.words("target.scale_tick")],
    ]


def _dot(ratio: float | None) -> Element | None:
    if ratio is None:
        return None
    return span(".dot", style=f"left:{min(max(ratio, 0), WIDEST) / WIDEST * 100:.0f}%")


def how_read(view: View, goal: Goal, *, opened: bool) -> Element | None:
    """Return how the promise is read and what its words leave open, folded."""
    said = list(text.reading(view, goal))
    if not said:
        return None
    return details(".how-read", open=opened)[summary[view.words("target.how_read")], (p[one] for one in said)]


def values(view: View, goal: Goal, *, opened: bool) -> Element | None:
    """Return the values as a table, folded; None where none is known."""
    rows = text.table(view, goal)
    if rows.is_empty():
        return None
    return details(".values", open=opened)[summary[view.words("target.values", count=rows.height)], printed(rows)]
