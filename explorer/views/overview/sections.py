"""The overview's targets in an order, under headings, and what they are narrowed to."""

from collections.abc import Iterator
from itertools import groupby

from explorer.analysis.view import View
from explorer.core.goals import Plan
from explorer.core.language import Words
from explorer.core.status import FORMERLY, GOOD, JUDGED, Status
from explorer.views import phrases, target_row
from explorer.views.overview import parts, shortfalls
from explorer.views.target_row import Section, TargetRow

EVERYTHING = "everything"
GAP = "gap"


def groups(plan: Plan) -> tuple[str, ...]:
    """Return the ways a plan's goals can be put in order: by gap, then as the plan has them, by department, status."""
    ways = (
        (GAP, True),
        ("chapter", plan.chapters),
        ("plan", not plan.chapters),
        ("department", plan.departments),
        ("status", True),
    )
    return tuple(name for name, found in ways if found)


def filters(plan: Plan) -> tuple[str, ...]:
    """Return what the overview can be narrowed to: everything, a status, a side, a chapter, a department."""
    used = {slug: None for goal in plan.goals for slug in goal.departments}
    return (EVERYTHING, *Status, *parts.SIDES, *plan.chapters, *used)


def filter_names(plan: Plan, words: Words) -> dict[str, str]:
    """Return what each filter is called."""
    titles = {**plan.chapters, **plan.departments}
    named = {slug: words.of(title) for slug, title in titles.items()}
    sides = words.said("short", parts.SIDES)
    return {EVERYTHING: words("overview.everything")} | words.said("status", Status) | sides | named


def sections(view: View, group: str, only: str) -> list[Section]:
    """Return each heading with its targets; one of several departments stands under each.

    By gap, what is short stands first, the furthest ahead; otherwise they are in the plan's order.
    """
    rows = [row for row in target_row.rows(view) if only in (EVERYTHING, *_slugs(row), _formerly(row))]
    return list(_by_gap(view, rows) if group == GAP else _grouped(view, rows, group))


def _by_gap(view: View, rows: list[TargetRow]) -> Iterator[Section]:
    """Yield the targets by how urgent their status is: short, met, then what cannot be judged; examples apart."""
    words = view.words
    found = sorted(rows, key=lambda row: (*_urgency(row), -shortfalls.missing(row), row.no))
    for (example, slug), mine in groupby(found, key=lambda row: (row.status.example, parts.place(row))):
        word = words(f"short.{slug}") if slug in parts.SIDES else phrases.status(slug, words, example=example).word
        yield Section(word, tuple(mine))


def _urgency(row: TargetRow) -> tuple[int, int, int]:
    """Return the place of a target's heading: of what is short the last status first, of the others the first."""
    slug, place = row.status.slug, parts.place(row)
    number = parts.PLACES.index(place) if place in parts.PLACES else len(parts.PLACES)
    if slug in JUDGED and slug not in GOOD:
        return (0, row.status.example, -number)
    if slug in GOOD:
        return (1, row.status.example, number)
    return (2, 0, number)


def _grouped(view: View, rows: list[TargetRow], group: str) -> Iterator[Section]:
    words, plan = view.words, view.plan
    names = {
        "plan": {},
        "chapter": {slug: words.of(title) for slug, title in plan.chapters.items()},
        "department": {slug: words.of(title) for slug, title in plan.departments.items()},
        "status": _headings(words),
    }[group]
    order = list(names)
    placed = [(order.index(slug), row.no, row) for row in rows for slug in _slugs(row, group) if slug in names]
    for place, found in groupby(sorted(placed, key=lambda one: one[:2]), key=lambda one: one[0]):
        yield Section(names[order[place]], tuple(row for _, _, row in found))
    grouped = {no for _, no, _ in placed}
    if alone := tuple(row for row in rows if row.no not in grouped):
        yield Section(words.of(plan.short), alone)


def _slugs(row: TargetRow, group: str | None = None) -> list[str]:
    """Return the slugs a target is found under: of one grouping, or of all of them."""
    found: dict[str, list[str]] = {
        "plan": [],
        "chapter": [row.goal.chapter] if row.goal.chapter else [],
        "department": list(row.goal.departments),
        "status": [row.status.slug, _place(row.status), parts.place(row)],
    }
    if group == "status":
        return [_place(row.status)]
    return found[group] if group else [slug for slugs in found.values() for slug in slugs]


def _formerly(row: TargetRow) -> Status | None:
    """Return what an earlier link calls the status, where it has a word of its own since."""
    return FORMERLY.get(Status(row.status.slug))


def _headings(words: Words) -> dict[str, str]:
    """Return the headings of the statuses, those of examples behind the others: the two never stand together."""
    signs = (phrases.status(slug, words, example=example) for example in (False, True) for slug in Status)
    return {_place(sign): sign.word for sign in signs}


def _place(sign: phrases.StatusSign) -> str:
    return f"{sign.kind} {sign.slug}" if sign.example else sign.slug
