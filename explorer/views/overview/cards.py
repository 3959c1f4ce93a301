"""What needs action, and who answers: the biggest gaps and the owners, as HTML beside each other."""

from collections.abc import Iterable, Sequence

import htpy as h

from explorer.analysis.view import EVERYWHERE, View
from explorer.core import marks
from explorer.core.language import Words
from explorer.core.status import GOOD, JUDGED, Status
from explorer.links import parameters
from explorer.views import phrases, target_row
from explorer.views.overview import parts, rows, shortfalls, text
from explorer.views.overview.sections import EVERYTHING
from explorer.views.target_row import TargetRow

BIGGEST = 5


def cards(view: View, group: str) -> h.Element:
    """Return both cards; ``group``: the order that the links keep."""
    return h.div(".cards")[_gaps(view), _owners(view, group)]


def _gaps(view: View) -> h.Element:
    heading, found, said = _listed(view, target_row.rows(view))
    return h.section(".gaps")[
        h.h2(title=view.words("board.gap_rule") if found else None)[heading],
        h.p[said] if said else None,
        h.ol[(h.li[_gap(view, row)] for row in found)] if found else None,
    ]


def _listed(view: View, shown: Sequence[TargetRow]) -> tuple[str, Sequence[TargetRow], str]:
    """Return the heading of the gaps, the gaps, and what is to be said of them, or in their place."""
    words = view.words
    if found := [row for row, _ in shortfalls.furthest(shown, BIGGEST)[0]]:
        examples = all(row.status.example for row in found)
        return words("board.gaps_examples" if examples else "board.gaps", count=len(found)), found, ""
    if found := shortfalls.below(shown, BIGGEST):
        mark = words("board.simulated") if any(row.simulated for row in found) else ""
        return words("board.gaps_city", count=len(found)) + mark, found, ""
    if found := shortfalls.awaited(shown, BIGGEST):
        over = all(row.status.slug == Status.NOT_PUBLISHED for row in found)
        key = "gaps_awaited" if over else "gaps_latest"
        return words(f"board.{key}", count=len(found), year=view.plan.year), found, words("board.latest_only")
    if any(row.status.slug in JUDGED for row in shown):
        return words("board.no_gaps"), (), words("board.all_good")
    if all(row.status.slug == Status.NO_GOAL for row in shown):
        return words("board.no_gaps"), (), words("board.nothing_below")
    said = text.counts(parts.parts(shown), view)
    return words("board.no_gaps"), (), words("board.nothing_judged", parts=said)


def _gap(view: View, row: TargetRow) -> h.Element:
    facing = row.facing
    return h.a(href=row.link, target="_self", title=row.reason)[
        rows.sign(row),
        h.span(".name")[row.title],
        rows.distance(row),
        h.span(".more")[
            rows.bullet(facing, simulated=row.simulated),
            h.span(".value")[facing.text, rows.beside(row, view.words, mixed=False)],
            h.span(".who")[rows.owners(view, row)],
            h.span(".pace")[row.pace],
        ],
    ]


def _owners(view: View, group: str) -> h.Element | None:
    """Return who answers for how many targets of each status, those with most gaps first; each leads to its own."""
    found = list(_owned(view, target_row.rows(view), group))
    if not found:
        return None
    found.sort(key=lambda one: -sum(_short(row) for row in one[2]))
    every = [row for _, _, mine in found for row in mine]
    examples = any(row.status.example for row in every) and rows.plain(every)
    heading = "areas" if view.plan.area is None else "owners_examples" if examples else "owners"
    return h.section(".owners")[
        h.h2[view.words(f"board.{heading}")],
        h.ul[(h.li[_owner(name, where, mine, view.words)] for name, where, mine in found)],
    ]


def _owned(view: View, shown: Sequence[TargetRow], group: str) -> Iterable[tuple[str, str, list[TargetRow]]]:
    """Yield each owner's name, where its targets are alone, and its targets; areas where each has goals of its own."""
    words, plan = view.words, view.plan
    if plan.area is None and view.area == EVERYWHERE:
        for area in dict.fromkeys(row.area for row in shown):
            yield phrases.area_name(view, area), phrases.overview_of(view, area), [r for r in shown if r.area == area]
    for slug, title in plan.departments.items():
        if mine := [row for row in shown if slug in row.goal.departments]:
            yield words.of(title), parameters.to("", view.parameters(group=group, only=slug)), mine
    if plan.departments and (alone := [row for row in shown if not row.goal.departments]):
        where = parameters.to("", view.parameters(group="department", only=EVERYTHING))
        yield words("board.nobody"), where, alone


def _short(row: TargetRow) -> bool:
    return (row.status.slug in JUDGED and row.status.slug not in GOOD) or parts.place(row) == parts.BEHIND


def _owner(name: str, where: str, mine: list[TargetRow], words: Words) -> h.Element:
    found = [(part, f"{words(f'short.{part.slug}')} {part.count}") for part in parts.parts(mine)]
    examples = words("common.list").join(said for part, said in found if part.example)
    return h.a(href=where, target="_self")[
        h.span(".name")[name],
        h.span(".counts")[
            (h.span(class_=f"status {part.kind}")[f"{part.icon} {said}"] for part, said in found if not part.example),
            # Called so each time: no cut of a picture may show an example as a verdict.
            h.span(".status.example")[f"{marks.EXAMPLE.icon} {words('example.status', word=examples)}"]
            if examples
            else None,
        ],
    ]
