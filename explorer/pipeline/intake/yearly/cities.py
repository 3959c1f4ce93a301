"""The office's table of cities: a row a city, and for each of some goals its years side by side under one heading."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from explorer.core.goals import Goal, Plan
from explorer.pipeline.intake.headings import letters
from explorer.pipeline.intake.readers.sheet import Sheet
from explorer.pipeline.intake.values.cells import folded
from explorer.pipeline.intake.yearly import layout, lines, names, partly, places, states, units
from explorer.pipeline.intake.yearly.layout import Block, Column, Row
from explorer.pipeline.intake.yearly.names import Names
from explorer.pipeline.intake.yearly.table import Line, Question, YearlyTable

BESIDE = ("note", "state")
SHOWN = 80  # signs of a row that is not read
LEAST = 2  # cities
CLOSE = 0.005  # of the total: what rounding each city can add up to


@dataclass(frozen=True)
class Group:
    """The columns of one goal under one heading."""

    goal: Goal
    heading: str
    columns: tuple[Column, ...]


@dataclass
class Read:
    """What was read of a sheet so far."""

    lines: list[Line] = field(default_factory=list)
    asked: list[tuple[int, Question]] = field(default_factory=list)


def are_cities(rows: Sequence[Row], block: Block, known: Names) -> bool:
    """Whether a block's rows are cities, with goals above its years."""
    spelt = places.cities()
    firsts = (next((cell for cell in cells if cell), "") for cells in rows[block.begin : block.end])
    named = {spelt[folded(name)] for name in firsts if folded(name) in spelt}
    over = rows[block.top - 1] if block.top else ()
    return len(named) >= LEAST and any(known.exact(cell).goal or known.loose(cell).goal for cell in over if cell)


def read(sheet: Sheet, plan: Plan, rows: Sequence[Row], blocks: Sequence[Block]) -> YearlyTable | None:
    """Return the table of cities that some blocks of a sheet make; None where they hold no figure."""
    known, found, unread = Names(plan), Read(), list[str]()
    above = rows[: blocks[0].top - 1] if blocks else ()
    titles = [(number, cell) for number, cells in enumerate(above, start=1) for cell in cells if cell]
    for block in blocks:
        notes = [*titles, *((number + 1, _alone(rows[number])) for number in range(block.begin, block.end))]
        early = states.early_years(notes, sorted({one.year for one in block.columns}))
        found.asked += states.told({**states.by_heading(block.columns), **early})
        unit = layout.unit_above([text for _, text in notes])
        groups = _groups(rows[block.top - 1], block, known, found, unit)
        groups = [replace(one, columns=states.made_early(one.columns, early)) for one in groups]
        spans = {place for place, cell in enumerate(rows[block.top - 1]) if cell and place >= block.columns[0].place}
        unread += [f"{letters(place)} {head}".strip() for place, head in block.unread if place not in spans]
        if groups:
            _read(found, rows, block, groups, unit)
            kept = [column for one in groups for column in one.columns]
            found.asked += layout.file_says(sheet, rows, block, kept, {line.row for line in found.lines})
    if not found.lines or not places.may_be(plan, sheet.name, [text for _, text in titles]):
        return None
    partly.stop(found.lines, [sheet.name, *(text for _, text in titles)])
    return YearlyTable(sheet.name, plan, tuple(found.lines), tuple(found.asked), tuple(unread), tuple(titles))


def _alone(cells: Row) -> str:
    filled = [cell for cell in cells if cell]
    return filled[0] if len(filled) == 1 else ""


def _groups(above: Row, block: Block, known: Names, found: Read, unit: str) -> list[Group]:
    """Return the goals of a block with their columns; what else stands above years is named as not read."""
    spans, over = dict[str, list[Column]](), list[str]()
    for cell in above:
        over.append(cell or (over[-1] if over else ""))
    for column in block.columns:
        heading = over[column.place] if column.place < len(over) else ""
        own = above[column.place] if column.place < len(above) else ""
        told = f"{heading}{column.heading.removeprefix(own)}"
        spans.setdefault(heading, []).append(replace(column, heading=told))
    exact = {heading: known.exact(heading) for heading in spans}
    taken, groups = {one.goal.no for one in exact.values() if one.goal}, list[Group]()
    for heading, columns in spans.items():
        one = exact[heading] if exact[heading].goal or exact[heading].why else known.loose(heading)
        one = names.supported(one, units.in_brackets(heading) or unit, one.goal is not None and one.goal.no in taken)
        if one.goal is None:
            why = one.why or Question("column_unread")
            found.asked.append((block.top, Question(why.kind, {**why.blanks, "text": heading})))
            continue
        taken.add(one.goal.no)
        kept, left = layout.settled(columns)
        found.asked += [(block.top + 1, question) for question in left]
        if one.loose:
            found.asked.append((block.top, Question("name_loose", {"name": heading, "no": one.goal.no})))
        groups += [Group(one.goal, heading, kept)] if kept else []
    return groups


def _read(found: Read, rows: Sequence[Row], block: Block, groups: Sequence[Group], unit: str) -> None:
    """Read the rows of one block: a city each, and totals of them."""
    spelt, whole = places.cities(), places.totals()
    own, others, totals = dict[str, Row](), list[Row](), list[tuple[int, Row]]()
    for number in range(block.begin, block.end):
        row, cells = number + 1, rows[number]
        name = next((cell for cell in cells if cell), "")
        if folded(name) in whole:
            totals.append((row, cells))
        elif name:
            area = spelt.get(folded(name))
            if area is None:
                others.append(cells)
                text = " ".join(cell for cell in cells if cell)[:SHOWN]
                found.asked.append((row, Question("row_unread", {"text": text})))
                continue
            own.setdefault(area, cells)
            said = {slug: cells[place] for slug, place in block.places.items() if slug in BESIDE and cells[place]}
            for group in groups:
                if any(cells[column.place] for column in group.columns):
                    beside = {**said, "name": group.heading, "title_unit": unit}
                    line = lines.line(row, cells, group.goal, group.columns, beside)
                    found.lines.append(replace(line, area=area, heading=True))
    # With a row for every city a total is held against what the release adds up: these, and the zone's own figures.
    added = [*own.values(), *([] if places.every_city(own.keys()) else others)]
    for row, cells in totals:
        _hold(found, row, cells, groups, added)


def _hold(found: Read, row: int, cells: Row, groups: Sequence[Group], added: Sequence[Row]) -> None:
    """Hold a total against the rows beside it, and say with what it was held: it is no figure of the province."""
    held, differing = 0, list[Question]()
    for group, column in [(one, column) for one in groups for column in one.columns]:
        total, summed = _number(cells[column.place]), sum(_number(one[column.place]) or 0.0 for one in added)
        if total is None or not found.lines:
            continue
        held += 1
        if not math.isclose(total, summed, rel_tol=CLOSE, abs_tol=1e-9):
            said = {"name": group.heading, "total": f"{total:,g}", "summed": f"{summed:,.10g}"}
            differing.append(Question("total_differs", {**said, "year": column.year}))
    text = " ".join(cell for cell in cells if cell)[:SHOWN]
    agrees = Question("total_held" if held else "total_unread", {"text": text})
    found.asked += [(row, one) for one in differing or [agrees]]


def _number(text: str) -> float | None:
    plain = text.replace(",", "").removesuffix("%")
    try:
        return float(plain)
    except ValueError:
        return None
