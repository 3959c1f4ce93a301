"""The office's table of cities: a row a city, and for each of some goals its years side by side under one heading."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from explorer.core.goals import Goal, Plan
from explorer.core.profile import profile
from explorer.pipeline.intake.fields import TABLES
from explorer.pipeline.intake.readers.sheet import Sheet
from explorer.pipeline.intake.values import areas
from explorer.pipeline.intake.values.cells import folded
from explorer.pipeline.intake.yearly import names, table
from explorer.pipeline.intake.yearly.table import Figure, Line, Question, YearlyTable

TOTALS = ("合计", "总计", "小计", "total")
NUMBERING = ("序号", "编号", "no", "no.")
LEAST = 2  # cities
CLOSE = 0.005  # of the total: what rounding each city can add up to
Groups = Mapping[int, tuple[Goal, str, Mapping[int, int]]]
Row = tuple[int, tuple[str, ...]]


def find(sheets: Sequence[Sheet]) -> YearlyTable | None:
    """Return the table of cities of the first sheet that has one: goals above their years, and rows that are cities."""
    spelt = _cities()
    for sheet in sheets:
        heading = table.years_of(sheet.head)
        if heading is None or heading[0] == 0:
            continue
        top, years = heading
        rows = [(number + 1, cells) for number, cells in enumerate(table.every_row(sheet))]
        for plan in names.plans():
            groups, strange = _groups(sheet.head[top - 1], years, plan)
            found = _read(sheet.name, plan, rows[top + 1 :], groups, spelt) if groups else None
            if found and len({line.area for line in found.lines}) >= LEAST:
                beside = _beside(sheet.head[top - 1 : top + 1], years, rows[top + 1 :], spelt)
                return replace(found, columns=tuple(dict.fromkeys([*strange, *beside])))
    return None


def _cities() -> Mapping[str, str]:
    """Return the places that a figure can be of, by every spelling that lists know."""
    known = areas.cities(areas.world(), TABLES["service_network"].field("city")).codes
    return {name: code for name, code in known.items() if code}


def _totals() -> frozenset[str]:
    """Return what a row of the whole province is called."""
    home = areas.world().areas[profile().home]["name_zh"]
    return frozenset(map(folded, (*TOTALS, home, *profile().spellings.get(profile().home, ()))))


def _groups(above: Sequence[str], years: Mapping[int, int], plan: Plan) -> tuple[Groups, list[str]]:
    """Return the goals by the number in the plan, each with its heading and its years by column, and other headings."""
    known, found, heading = names.goals_by_key(plan), dict[int, tuple[Goal, str, dict[int, int]]](), ""
    strange = list[str]()
    for place, cell in enumerate(above):
        heading = cell.strip() or heading
        goal = known.get(names.key(heading)) or names.nearest(heading, plan)
        if goal and place in years:
            found.setdefault(goal.no, (goal, heading, {}))[2][place] = years[place]
        elif place in years and heading:
            strange.append(heading)
    return found, strange


def _beside(
    head: Sequence[Sequence[str]], years: Mapping[int, int], rows: Sequence[Row], spelt: Mapping[str, str]
) -> Iterator[str]:
    """Yield the headings of columns that hold something, and neither a year's figures nor the cities."""
    for place in range(max(map(len, head))):
        named = [cells[place].strip() for cells in reversed(head) if place < len(cells) and cells[place].strip()]
        filled = [folded(cells[place]) for _, cells in rows if cells[place]]
        if place in years or not named or not filled or named[0].casefold() in NUMBERING:
            continue
        if not any(cell in spelt for cell in filled):
            yield named[0]


def _read(sheet: str, plan: Plan, rows: Sequence[Row], groups: Groups, spelt: Mapping[str, str]) -> YearlyTable:
    whole, years = _totals(), {place for _, _, columns in groups.values() for place in columns}
    lines, totals, others = list[Line](), list[Row](), list[Row]()
    own: dict[str, list[tuple[str, ...]]] = {}
    for row, cells in rows:
        said = [folded(cell) for place, cell in enumerate(cells) if cell and place not in years]
        area = next((spelt[name] for name in said if name in spelt), None)
        if not whole.isdisjoint(said):
            totals.append((row, cells))
        elif area:
            own.setdefault(area, []).append(cells)
            lines += _lines(row, cells, groups, area)
        elif any(cells):
            others.append((row, cells))
    lines, again = _once(lines)
    # With a row for every city the total is held against what the release adds up: these, and the zone's own figures.
    added = list(own.values()) + ([] if _every_city(own) else [[cells] for _, cells in others])
    lines += [line for row, cells in totals for line in _held_against(row, cells, groups, added) if own]
    unread = [
        (row, " ".join(filter(None, cells))[:80]) for row, cells in rows if row in again or (row, cells) in others
    ]
    every_year = sorted({year for _, _, columns in groups.values() for year in columns.values()})
    return YearlyTable(sheet, plan, tuple(every_year), tuple(lines), tuple(unread), ())


def _lines(row: int, cells: Sequence[str], groups: Groups, area: str) -> Iterator[Line]:
    for goal, heading, columns in groups.values():
        if any(cells[place] for place in columns):
            yield table.line(row, cells, goal, columns, {"name": heading}, area)


def _once(lines: Sequence[Line]) -> tuple[list[Line], set[int]]:
    """Return the lines with each figure of a city once, and the rows that only say again what an earlier one says.

    Two rows that say otherwise of a figure are both at fault: nobody can tell which one is meant.
    """
    told: dict[tuple[str | None, int, int], list[tuple[Line, Figure]]] = {}
    for line in lines:
        for figure in line.figures:
            told.setdefault((line.area, line.goal.no, figure.year), []).append((line, figure))
    kept, again = list[Line](), set[int]()
    for line in lines:
        asked, figures = list(line.questions), []
        for figure in line.figures:
            same = told[line.area, line.goal.no, figure.year]
            if other := [str(one.row) for one, beside in same if beside.value != figure.value]:
                blanks = {"year": figure.year, "text": figure.written, "kept": ", ".join(other)}
                asked.append(Question("city_twice", blanks, fault=True))
            if other or same[0][0] is line:
                figures.append(figure)
        if line.figures and not figures:
            again.add(line.row)
        else:
            kept.append(replace(line, figures=tuple(figures), questions=tuple(asked)))
    return kept, again - {line.row for line in kept}


def _every_city(own: Mapping[str, object]) -> bool:
    every = {code for code, area in areas.world().cities().items() if area["level"] == "city"}
    return every <= own.keys()


def _held_against(
    row: int, cells: Sequence[str], groups: Groups, added: Sequence[Sequence[Sequence[str]]]
) -> Iterator[Line]:
    """Yield, for each goal whose rows do not add up to the total, a line without figures that asks about it.

    ``added``: the rows of each place; of several the first that says something counts.
    """
    for goal, heading, columns in groups.values():
        for place, year in columns.items():
            summed = sum(next((n for one in rows if (n := _number(one[place])) is not None), 0.0) for rows in added)
            total = _number(cells[place])
            if total is None or math.isclose(total, summed, rel_tol=CLOSE, abs_tol=1e-9):
                continue
            blanks = {"year": year, "total": f"{total:,g}", "summed": f"{summed:,.10g}"}
            yield Line(row, goal, heading, "", (), (Question("total_differs", blanks),), {})


def _number(text: str) -> float | None:
    plain = text.replace(",", "").removesuffix("%")
    try:
        return float(plain)
    except ValueError:
        return None
