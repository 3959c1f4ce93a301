"""The slides that lead a plan's deck: how its targets stand in one bar, the biggest gaps, who answers for them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pptx.slide import Slide

from explorer.core.language import Words
from explorer.core.status import GOOD, JUDGED
from explorer.exports.office import targets
from explorer.exports.office.chart_style import PALETTE
from explorer.exports.office.pptx_shapes import Box, Deck, Run
from explorer.exports.office.pptx_tables import Cell, Table
from explorer.views.exhibit import Exhibit
from explorer.views.overview import shortfalls
from explorer.views.target_row import TargetRow

BIGGEST, MOST_OWNERS = 5, 12
GAP_WIDTHS, OWNER_WIDTHS = (0.36, 0.18, 0.18, 0.28), (0.34, 0.16, 0.5)
BAR, LABEL = 0.75, 18.0  # inches high; points


@dataclass(frozen=True)
class Leading:
    """A slide's title, which is its answer, and what it lists; without a table it has the bar of all targets."""

    title: str
    table: Table | None = None


def leading(exhibit: Exhibit) -> Iterator[Leading]:
    """Yield the leading slides; those that would say nothing are left out."""
    words = exhibit.view.words
    yield Leading(exhibit.title)
    found, _ = shortfalls.furthest(exhibit.rows, BIGGEST)
    if found:
        heads = ("ledger.goal", "office.newest", "ledger.promise", "ledger.department")
        rows = tuple(_gap(row) for row, _ in found)
        title = words("deck.gaps", count=len(found), first=found[0][0].title)
        told = _told(title, [row for row, _ in found], words)
        yield Leading(told, Table(tuple(map(words, heads)), rows, GAP_WIDTHS))
    owned = _owned(exhibit)
    if owned:
        columns = ("ledger.department", "deck.short", "ledger.goals")
        most = sorted(owned, key=lambda one: -one[1])[:MOST_OWNERS]
        cells = tuple((Cell(name), Cell(f"{short} / {len(rows)}"), Cell(_named(rows))) for name, short, rows in most)
        first, short, rows_of = most[0]
        title = words("deck.departments", first=first, short=short, count=len(rows_of))
        told = _told(title, exhibit.rows, words) if short else words("office.by_department")
        yield Leading(told, Table(tuple(map(words, columns)), cells, OWNER_WIDTHS))


def bar(deck: Deck, slide: Slide, exhibit: Exhibit, box: Box) -> None:
    """Draw one bar of all targets, a part for each status as wide as it is frequent, and its legend below."""
    signs = {row.status.short: row.status for row in exhibit.rows}
    counts = Counter(row.status.short for row in exhibit.rows)
    left, top = box.left, box.top + box.height / 4
    for said, count in counts.most_common():
        wide = box.width * count / len(exhibit.rows)
        number = Run(str(count), LABEL, signs[said].colour(), bold=True)
        deck.block(slide, Box(left, top, wide, BAR), number, filled=not signs[said].example)
        left += wide
    lines = [[Run(f"{said}  {count}", LABEL, signs[said].colour())] for said, count in counts.most_common()]
    deck.write(slide, Box(box.left, top + BAR + 0.2, box.width, 0.42 * len(lines) + 0.1), lines, "statuses")


def _short(row: TargetRow, *, example: bool) -> bool:
    """Whether a target is judged short, by real values or by way of example: nobody adds the two."""
    return row.status.slug in JUDGED - GOOD and row.status.example == example


def _told(title: str, rows: Sequence[TargetRow], words: Words) -> str:
    """Return a title; what rests on simulated values alone is an example, and says so."""
    judged = [row for row in rows if row.status.slug in JUDGED]
    return words("deck.example", title=title) if all(row.status.example for row in judged) else title


def _gap(row: TargetRow) -> tuple[Cell, ...]:
    value, period, _ = targets.newest(row)
    known = Cell(f"{value} · {period}", row.status.colour(), bold=True)
    return Cell(row.called), known, Cell(row.promised), Cell(row.departments, PALETTE.ink)


def _owned(exhibit: Exhibit) -> list[tuple[str, int, list[TargetRow]]]:
    """Return each department with how many of its targets are judged short, and all of them."""
    words, plan = exhibit.view.words, exhibit.view.plan
    owners = {slug: [row for row in exhibit.rows if slug in row.goal.departments] for slug in plan.departments}
    example = not any(_short(row, example=False) for row in exhibit.rows)
    return [
        (words.of(plan.departments[slug]), sum(_short(row, example=example) for row in mine), mine)
        for slug, mine in owners.items()
        if mine
    ]


def _named(rows: Sequence[TargetRow]) -> str:
    return "  ".join(f"{row.status.icon} {row.no}" for row in rows)
