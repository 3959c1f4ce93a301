"""The form: one sheet with a line for each goal and a column for each year, one sheet that says what is asked."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from explorer.core import inputs, paths, spreadsheet
from explorer.core.errors import Trouble
from explorer.core.goals import Goal, Plan
from explorer.core.language import Words
from explorer.core.profile import profile
from explorer.core.spreadsheet import Book

# What the reader of a filled form looks for; both spellings are known in both languages.
CODE, MEASURE, UNIT, NOTE = "area_code", "measure", "unit", "note"
LEFT, AFTER = ("number", "indicator", UNIT), (NOTE, MEASURE)
WIDTHS = {"number": 8, "indicator": 40, UNIT: 16, NOTE: 30, MEASURE: 58}
READABLE = 0o644
YEAR_WIDTH, HEAD_ROW, HIGHEST = 14, 4, 1e12


@dataclass(frozen=True)
class Asked:
    """What a city is asked: the goals in the plan's order, and the years."""

    plan: Plan
    goals: tuple[Goal, ...]
    years: tuple[int, ...]


def asked(plan: Plan) -> Asked:
    """Return what a plan asks of its cities. Raises Trouble for a plan without cities."""
    goals = tuple(goal for goal in plan.goals if plan.area == goal.area and goal.indicator.level == "city")
    if plan.area is None or not goals or not cities(plan):
        raise Trouble("returns_no_cities", plan=plan.slug, example=profile().plan)
    first = min(goal.baseline_year or goal.start_year for goal in goals)
    return Asked(plan, goals, tuple(range(first, plan.year + 1)))


def cities(plan: Plan) -> Mapping[str, Mapping[str, str]]:
    """Return the cities of a plan's province by code, each with its names; none where it has none."""
    areas = inputs.table(paths.INPUTS / "areas.csv")
    inside = (row for row in areas.iter_rows(named=True) if row["level"] == "city" and row["parent"] == plan.area)
    return {row["area"]: row for row in inside}


def form(plan: Plan, city: str, words: Words) -> bytes:
    """Return the XLSX form of one city. Raises Trouble for a city that is not the plan's."""
    wanted, known = asked(plan), cities(plan)
    if city not in known:
        raise Trouble("returns_unknown_city", asked=city[:40], allowed=", ".join(known))
    made = io.BytesIO()
    with spreadsheet.workbook(made) as book:
        sheet, guide = book.sheets([words("returns.sheet"), words("returns.guide")])
        _fill(sheet, wanted, city, str(known[city][f"name_{words.named}"]), book, words)
        spreadsheet.notes_on(guide, dict(_guide(wanted, words)), book)
    return made.getvalue()


def file_name(plan: Plan, city: str, words: Words) -> str:
    """Return what a city's form is called as a file."""
    return f"{city}_{cities(plan)[city][f'name_{words.named}']}_{plan.slug}.xlsx"


def forms(plan: Plan, words: Words) -> bytes:
    """Return the forms of all cities as one ZIP. Raises Trouble for a plan without cities."""
    return packed({file_name(plan, city, words): form(plan, city, words) for city in cities(plan)})


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as one ZIP, the same for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as folder:
        for name, content in sorted(files.items()):
            one = zipfile.ZipInfo(name)
            one.external_attr = READABLE << 16
            folder.writestr(one, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _fill(sheet: Worksheet, wanted: Asked, city: str, name: str, book: Book, words: Words) -> None:
    heads = [*LEFT, *map(str, wanted.years), *AFTER]
    open_cell = book.book.add_format({"bg_color": "#FFF7D6", "border": 4, "locked": False, "valign": "top"})
    title = words("returns.title", plan=words.of(wanted.plan.short), city=name)
    sheet.write_string(0, 0, title, book.book.add_format({"bold": True, "font_size": 14}))
    for place, text in enumerate((words("returns.city"), name, words(f"returns.{CODE}"), city)):
        spreadsheet.write(sheet, 1, place, text, book)
    sheet.write_string(2, 0, words("returns.how"))
    for place, head in enumerate(heads):
        said = words("returns.year", year=head) if head.isdigit() else words(f"returns.{head}")
        sheet.write_string(HEAD_ROW, place, said, book.looks["head"])
        sheet.set_column(place, place, WIDTHS.get(head, YEAR_WIDTH))
    for row, goal in enumerate(wanted.goals, start=HEAD_ROW + 1):
        known = {"number": goal.no, "indicator": words.of(goal.indicator.title)}
        known |= {UNIT: words.of(goal.indicator.unit), MEASURE: goal.indicator.measure}
        for place, head in enumerate(heads):
            if head in known:
                spreadsheet.write(sheet, row, place, known[head], book)
            else:
                sheet.write_blank(row, place, None, open_cell)
    _only_numbers(sheet, wanted, words)
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    spreadsheet.on_paper(sheet)


def _only_numbers(sheet: Worksheet, wanted: Asked, words: Words) -> None:
    """Let each year's cell take what the indicator can be, or a dash, and say so in one sentence."""
    first = len(LEFT)
    for row, goal in enumerate(wanted.goals, start=HEAD_ROW + 1):
        low, high = goal.indicator.limits or (0.0, HIGHEST)
        cell = xl_rowcol_to_cell(row, first)
        number = f"AND(ISNUMBER({cell}),{cell}>={low:.15g},{cell}<={high:.15g})"
        rule = {"validate": "custom", "value": f'=OR({cell}="—",{cell}="-",{number})'}
        said = {"error_title": words("returns.sheet"), "error_message": words("returns.only_numbers")}
        sheet.data_validation(row, first, row, first + len(wanted.years) - 1, rule | said)


def _guide(wanted: Asked, words: Words) -> Iterator[tuple[str, str]]:
    yield words("returns.guide"), words("returns.how")
    for goal in wanted.goals:
        name = words("returns.guided", no=goal.no, title=words.of(goal.indicator.title))
        yield name, words.of(goal.indicator.definition)


def headings(words: Sequence[Words]) -> dict[str, str]:
    """Return every spelling of the form's labels and what each is."""
    return {said(f"returns.{name}"): name for said in words for name in (CODE, *LEFT, *AFTER)}
