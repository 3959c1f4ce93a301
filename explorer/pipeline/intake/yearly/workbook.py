"""The sheets of a file → the yearly tables among them, read together; every other sheet is named."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.core.goals import Plan
from explorer.core.profile import profile
from explorer.pipeline.intake.readers.sheet import HEAD, Sheet
from explorer.pipeline.intake.yearly import cities, goal_rows, layout, names, places, titled
from explorer.pipeline.intake.yearly.table import Found, Line, Question, YearlyTable

# By goal, area and year: the sheet, the line and the value of each figure.
Stood = dict[tuple[int, str | None, int], list[tuple[str, Line, float | None]]]
OF_A_FORM = ("returns.guide", "returns.others")
LEAST = 2  # goals by which a sheet seems to be meant as a yearly table


def find(sheets: Sequence[Sheet]) -> Found | None:
    """Return the yearly tables of the sheets that somebody can see; None where there are none.

    All are of one plan, that of which most goals are named; the sheets of a text under several separators are one.
    """
    seen = [sheet for sheet in sheets if not sheet.hidden]
    once = len({sheet.name for sheet in sheets}) < len(sheets)
    best: tuple[Plan, list[YearlyTable]] | None = None
    for plan in names.plans():
        read = [tables for sheet in seen if (tables := _tables(sheet, plan))]
        tables = [table for some in read[: 1 if once else None] for table in some]
        if tables and (best is None or _goals(tables) > _goals(best[1])):
            best = plan, tables
    if best is None:
        return None
    plan, tables = best
    return Found(plan, tuple(_agreeing(tables)), tuple(_others(sheets, tables)))


def of_another(found: Found, file: str) -> Question | None:
    """Return the question about a file whose name says another area than its tables of the home province, if it does.

    ``file``: its name. A title that names the province says what the name of the file may not.
    """
    if found.plan.area != profile().home:
        return None
    for one in found.tables:
        titles, name = [one.sheet, *(text for _, text in one.above)], PurePath(file).stem
        other = places.title_of_another([name, *titles])
        if other and not places.title_of_another(titles) and not any(line.area for line in one.lines):
            return Question("file_of_another", {"area": other})
    return None


def _goals(tables: Sequence[YearlyTable]) -> int:
    """Return how many goals of its plan a file names."""
    return len({no for one in tables for no in (*one.named, *(line.goal.no for line in one.lines))})


def hidden(sheets: Sequence[Sheet]) -> str | None:
    """Return the hidden sheet that alone holds a yearly table."""
    found = find([replace(sheet, hidden=False) for sheet in sheets if sheet.hidden])
    return found.tables[0].sheet if found else None


def nearly(sheets: Sequence[Sheet], file: str) -> Trouble | None:
    """Return why a file that names goals is no yearly table, None where it does not seem to be meant as one."""
    for sheet in sheets:
        found = [(known, _named(sheet, known)) for known in map(names.Names, names.plans())]
        known, named = max(found, key=lambda one: len(set().union(*one[1])))
        count, plan = len(set().union(*named)), known.plan.short.zh
        if sheet.hidden or count < LEAST:
            continue
        if known.plan.area != names.plans()[0].area:
            return Trouble("intake_yearly_other_area", file=file, sheet=sheet.name, count=count, plan=plan)
        if layout.has_years(sheet):
            blocks = layout.blocks(layout.every_row(sheet), known.has)
            if not any(layout.settled(one.columns)[0] for one in blocks):
                return Trouble("intake_yearly_no_actual", file=file, sheet=sheet.name)
            return Trouble("intake_yearly_few", file=file, sheet=sheet.name, count=count, plan=plan)
        across = any(len(goals) >= LEAST for goals in named)
        return Trouble("intake_yearly_across" if across else "intake_yearly_no_years", file=file, sheet=sheet.name)
    return None


def _named(sheet: Sheet, known: names.Names) -> list[set[int]]:
    """Return the numbers of the goals that each row of a sheet's head names."""
    return [{one.no for cell in cells if cell and (one := known.exact(cell).goal)} for cells in sheet.head[:HEAD]]


def _tables(sheet: Sheet, plan: Plan) -> list[YearlyTable]:
    """Return what a sheet holds of a plan: its rows that are goals, and those that are cities."""
    known = names.Names(plan)
    if not layout.has_years(sheet):
        return _of_title(sheet, plan, known)
    rows = layout.every_row(sheet)
    blocks = layout.blocks(rows, known.has)
    of_cities = [one for one in blocks if cities.are_cities(rows, one, known)]
    of_goals = [one for one in blocks if one not in of_cities]
    found = (goal_rows.read(sheet, plan, rows, of_goals), cities.read(sheet, plan, rows, of_cities))
    return [one for one in found if one]


def _of_title(sheet: Sheet, plan: Plan, known: names.Names) -> list[YearlyTable]:
    """Return the table of cities whose year stands in its title alone, and ask whether that is meant."""
    found = titled.find(sheet, known)
    rows = layout.every_row(sheet) if found else []
    if found is None or not cities.are_cities(rows, found.block, known):
        return []
    asked = (0, Question("year_by_title", {"year": found.year, "text": found.title[:40]}))
    table = cities.read(sheet, plan, rows, [found.block])
    return [replace(table, asked=(asked, *table.asked))] if table else []


def _others(sheets: Sequence[Sheet], tables: Sequence[YearlyTable]) -> Iterator[tuple[str, Question]]:
    """Yield which sheets were read together, and each other that holds anything."""
    read = Counter[str]()
    for table in tables:
        read[table.sheet] += len(table.lines)
    if len(read) > 1:
        yield "", Question("sheets_together", {"sheets": "、".join(f"{name} {count}" for name, count in read.items())})
    for sheet in sheets:
        if sheet.name not in (*read, *_spared()) and any(cell.strip() for cells in sheet.head for cell in cells):
            if not sheet.hidden:
                yield sheet.name, Question("sheet_no_yearly")
            elif find([replace(sheet, hidden=False)]):
                yield sheet.name, Question("sheet_hidden")


def _spared() -> set[str]:
    """Return what the sheets beside the table are called in the forms that are made here."""
    return {language.words(code)(name) for code in language.LANGUAGES for name in OF_A_FORM}


def _agreeing(tables: Sequence[YearlyTable]) -> Iterator[YearlyTable]:
    """Yield the tables with a figure once: the same value again is left out, another one a fault of both lines."""
    several = len({one.sheet for one in tables}) > 1
    stood: Stood = {}
    for table in tables:
        for line in table.lines:
            for one in line.figures:
                stood.setdefault((line.goal.no, line.area, one.year), []).append((table.sheet, line, one.value))
    for table in tables:
        kept = [_agreeing_line(line, stood, several) for line in table.lines]
        yield replace(table, lines=tuple(kept))


def _agreeing_line(line: Line, stood: Stood, several: bool) -> Line:
    figures, years, rows, texts = list(line.figures), list[int](), dict[str, None](), list[str]()
    for one in line.figures:
        there = stood[line.goal.no, line.area, one.year]
        if len({value for _, _, value in there}) > 1:
            years.append(one.year)
            texts.append(one.written)
            rows |= dict.fromkeys(f"{sheet}!{other.row}" if several else str(other.row) for sheet, other, _ in there)
        elif there[0][1] is not line:
            figures.remove(one)
    if not years:
        return replace(line, figures=tuple(figures))
    blanks = {"year": "、".join(map(str, years)), "text": " / ".join(texts), "kept": "、".join(rows)}
    return replace(line, questions=(*line.questions, Question("figure_twice", blanks, fault=True)))
