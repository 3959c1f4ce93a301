"""The office's table of cities: a row a city, and for each of some goals its years side by side under one heading."""

import math
from collections.abc import Mapping, Sequence

from explorer.core.goals import Goal, Plan
from explorer.pipeline.intake.readers.sheet import Sheet
from explorer.pipeline.intake.values import areas
from explorer.pipeline.intake.values.cells import folded
from explorer.pipeline.intake.yearly import names, table
from explorer.pipeline.intake.yearly.table import Line, Question, YearlyTable

TOTALS = frozenset({"合计", "总计", "全省", "全省合计", "小计", "total"})
LEAST = 2  # cities
CLOSE = 0.005  # of the total: what rounding each city can add up to
Groups = Mapping[int, tuple[Goal, str, Mapping[int, int]]]


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
            groups = _groups(sheet.head[top - 1], years, plan)
            found = _read(sheet.name, plan, rows[top + 1 :], groups, spelt) if groups else None
            if found and len({line.area for line in found.lines}) >= LEAST:
                return found
    return None


def _cities() -> dict[str, str]:
    """Return the home province's cities by every spelling, without the blanks that stretch a name."""
    known = areas.world()
    return {
        folded(name): code
        for code, area in known.cities().items()
        for name in (area["name_zh"], areas.short(area["name_zh"]), area["name_en"], code)
    }


def _groups(above: Sequence[str], years: Mapping[int, int], plan: Plan) -> Groups:
    """Return the goals by the number in the plan, each with its heading and its years by column."""
    known, found, heading = names.goals_by_key(plan), dict[int, tuple[Goal, str, dict[int, int]]](), ""
    for place, cell in enumerate(above):
        heading = cell.strip() or heading
        goal = known.get(names.key(heading)) or names.nearest(heading, plan)
        if goal and place in years:
            found.setdefault(goal.no, (goal, heading, {}))[2][place] = years[place]
    return found


def _read(
    sheet: str, plan: Plan, rows: Sequence[tuple[int, tuple[str, ...]]], groups: Groups, spelt: Mapping[str, str]
) -> YearlyTable:
    lines, unread, sums = list[Line](), list[tuple[int, str]](), dict[int, float]()
    for row, cells in rows:
        name = next((cell for cell in cells if cell), "")
        area, total = spelt.get(folded(name)), folded(name) in TOTALS
        if not name:
            continue
        if total:
            lines = [*lines, *_held_against(row, cells, groups, sums, lines)]
            continue
        for place in (place for _, _, columns in groups.values() for place in columns):
            sums[place] = sums.get(place, 0.0) + (_number(cells[place]) or 0.0)
        if area is None:
            unread.append((row, " ".join(cell for cell in cells if cell)[:80]))
            continue
        for goal, heading, columns in groups.values():
            if any(cells[place] for place in columns):
                lines.append(table.line(row, cells, goal, columns, {"name": heading}, area))
    years = sorted({year for _, _, columns in groups.values() for year in columns.values()})
    return YearlyTable(sheet, plan, tuple(years), tuple(lines), tuple(unread), ())


def _held_against(
    row: int, cells: Sequence[str], groups: Groups, sums: Mapping[int, float], lines: Sequence[Line]
) -> list[Line]:
    """Return, for each goal whose rows do not add up to the total, a line without figures that asks about it."""
    found = []
    for goal, heading, columns in groups.values():
        for place, year in columns.items():
            total, summed = _number(cells[place]), sums.get(place, 0.0)
            if total is None or not lines or math.isclose(total, summed, rel_tol=CLOSE, abs_tol=1e-9):
                continue
            blanks = {"year": year, "total": f"{total:,g}", "summed": f"{summed:,.10g}"}
            found.append(Line(row, goal, heading, "", (), (Question("total_differs", blanks),), {}))
    return found


def _number(text: str) -> float | None:
    plain = text.replace(",", "").removesuffix("%")
    try:
        return float(plain)
    except ValueError:
        return None
