"""A sheet → the office's yearly table as it is understood: a line a goal, its years, and what has to be asked.

Nothing is guessed silently: what was taken for something is a question beside its line, what cannot be read a fault,
and every row that was not read is named.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from explorer.core.goals import Goal, Plan
from explorer.pipeline.intake import jumps
from explorer.pipeline.intake.readers.sheet import HEAD, WIDEST, Sheet
from explorer.pipeline.intake.yearly import names, units

YEAR = re.compile(r"^\s*((?:19|20)\d{2})\s*(?:\.0+)?\s*(?:年度?|年底|年末|全年)?\s*(?:实际|完成|快报数?|完成值)?\s*$")
NUMBER = re.compile(r"^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$")
FRACTION = re.compile(r"^(\d+)\s*/\s*(\d+)$")
UNDETERMINED = frozenset({"—", "——", "-", "--", "－", "–", "…", "尚未核定", "未核定", "待定", "尚未公布", "未公布"})
PRELIMINARY = re.compile(r"快报|初步|预计|暂定|preliminary", re.IGNORECASE)
LEAST_YEARS = 2
HEADINGS = {
    "no": ("序号", "编号", "no", "no."),
    "name": ("指标名称", "指标", "目标名称", "目标", "主要指标", "项目", "名称", "indicator", "target", "figure"),
    "unit": ("单位", "计量单位", "unit"),
    "note": ("备注", "说明", "进展说明", "原因说明", "注", "note", "notes", "remark", "remarks", "progress"),
    "person": ("责任人", "联系人", "经办人", "person", "responsibleperson"),
    "document": ("依据文件", "依据", "文件依据", "document"),
    "next_step": ("下一步", "下一步措施", "下一步工作", "整改措施", "nextstep"),
    "deadline": ("时限", "完成时限", "deadline"),
}


@dataclass(frozen=True)
class Figure:
    """One year of a line: the value in the indicator's unit, None where the office says it is not determined yet."""

    year: int
    value: float | None
    written: str
    preliminary: bool = False


@dataclass(frozen=True)
class Question:
    """Something a person should look at: ``kind`` names the sentence and ``blanks`` fill it.

    ``fault``: it stops the line.
    """

    kind: str
    blanks: Mapping[str, object] = field(default_factory=dict)
    fault: bool = False


@dataclass(frozen=True)
class Line:
    """One goal as the table has it.

    ``row``: as Excel counts. ``said``: the other columns, by their slug in HEADINGS. ``area``: None for the plan's own.
    """

    row: int
    goal: Goal
    name: str
    unit: str
    figures: tuple[Figure, ...]
    questions: tuple[Question, ...]
    said: Mapping[str, str]
    area: str | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing stops the line."""
        return not any(one.fault for one in self.questions)


@dataclass(frozen=True)
class YearlyTable:
    """What a sheet holds: the lines in the file's order, the rows not read, and the goals without a row.

    ``reported``: the texts above the years, which may say when it was filled in. ``named``: how many rows name a goal,
    those without a figure too. ``columns``: headings not understood.
    """

    sheet: str
    plan: Plan
    years: tuple[int, ...]
    lines: tuple[Line, ...]
    unread: tuple[tuple[int, str], ...]
    missing: tuple[Goal, ...]
    reported: tuple[str, ...] = ()
    named: int = 0
    columns: tuple[str, ...] = ()


def find(sheets: Sequence[Sheet]) -> YearlyTable | None:
    """Return the yearly table of the first sheet that has one: a row of years, and rows that name goals of a plan."""
    for sheet in sheets:
        heading = years_of(sheet.head)
        if heading is None:
            continue
        row, years = heading
        rows = [(number + 1, cells) for number, cells in enumerate(every_row(sheet))]
        for plan in names.plans():
            found = _read(sheet.name, plan, rows, row, years)
            # Many goals among other rows, or few and hardly anything else: a table of corrections.
            if found.lines and (found.named >= len(plan.goals) // 3 or found.named >= len(found.unread)):
                return found
    return None


def every_row(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """Yield every row's cells as texts, as wide as the widest row of the head."""
    width = min(max((len(cells) for cells in sheet.head), default=0), WIDEST)
    for cells in sheet.load(1, width).select(map(str, range(width))).iter_rows():
        yield tuple((cell or "").strip() for cell in cells)


def years_of(head: Sequence[tuple[str, ...]]) -> tuple[int, dict[int, int]] | None:
    """Return the row with the most years, at least two, and each year's column."""
    best: tuple[int, dict[int, int]] | None = None
    for number, cells in enumerate(head[:HEAD]):
        years = {place: int(found[1]) for place, cell in enumerate(cells) if (found := YEAR.match(cell))}
        if len(set(years.values())) >= LEAST_YEARS and (best is None or len(years) > len(best[1])):
            best = number, years
    return best


def _read(
    sheet: str, plan: Plan, rows: Sequence[tuple[int, tuple[str, ...]]], top: int, years: Mapping[int, int]
) -> YearlyTable:
    places = _places([cells for _, cells in rows[: top + 1]], years)
    known = names.goals_by_key(plan)
    lines, unread = list[Line](), list[tuple[int, str]]()
    taken, empty = set[int](), set[int]()
    for row, cells in rows[top + 1 :]:
        text = next((cell for cell in cells if cell), "")
        if not text:
            continue
        said = [cells[places["name"]]] if "name" in places else [cell for cell in cells if cell]
        goal = None if names.part_of_another(said[0]) else _goal(said, known, plan)
        if goal and goal.no not in taken and not any(cells[place] for place in years):
            empty.add(goal.no)
            continue
        if goal is None or goal.no in taken:
            unread.append((row, " ".join(cell for cell in cells if cell)[:80]))
            continue
        taken.add(goal.no)
        beside = {slug: cells[place] for slug, place in places.items() if cells[place]}
        lines.append(line(row, cells, goal, years, beside))
    return YearlyTable(
        sheet,
        plan,
        tuple(sorted(set(years.values()))),
        tuple(lines),
        tuple(unread),
        tuple(goal for goal in plan.goals if goal.no not in taken),
        tuple(cell for _, cells in rows[:top] for cell in cells if cell),
        len(taken | empty),
    )


def _goal(said: Sequence[str], known: Mapping[str, Goal], plan: Plan) -> Goal | None:
    """Return the goal that the first of some cells names, where no heading says in which column names stand."""
    found = (known.get(names.key(name)) or names.nearest(name, plan) for name in said if name)
    return next((goal for goal in found if goal), None)


def _places(above: Sequence[tuple[str, ...]], years: Mapping[int, int]) -> dict[str, int]:
    """Return the column of each heading known, looked for from the years' row upwards."""
    found: dict[str, int] = {}
    for cells in reversed(above):
        for place, cell in enumerate(cells):
            plain = re.sub(r"\s", "", cell).casefold()
            for slug, spellings in HEADINGS.items():
                if plain in spellings and place not in years:
                    found.setdefault(slug, place)
    return found


def line(
    row: int,
    cells: Sequence[str],
    goal: Goal,
    years: Mapping[int, int],
    said: Mapping[str, str],
    area: str | None = None,
) -> Line:
    """Return one goal as a row has it. ``years``: by column; ``said``: the other columns by their slug in HEADINGS."""
    kept = goal.indicator.unit
    written = _unit(said, said.get("name", ""))
    written = kept.zh if written == kept.en else written
    unit = units.compare(written, kept.zh)
    asked = list(_unit_questions(written, unit, goal))
    if (number := said.get("no", "")) and _whole(number) not in (None, goal.no):
        asked.append(Question("number_differs", {"number": number, "no": goal.no}))
    zeros = unit.zeros if unit else 0
    figures = []
    for place, year in sorted(years.items(), key=lambda one: one[1]):
        figure, question = _figure(cells[place], year, goal, zeros, said.get("note", ""), last=max(years.values()))
        figures += [figure] if figure else []
        asked += [question] if question and question.kind not in {one.kind for one in asked} else []
    figures, more = _as_shares(figures, goal)
    asked += [*more, *_jumps(figures, goal)]
    return Line(row, goal, said.get("name", ""), written, tuple(figures), tuple(asked), said, area)


def _unit(said: Mapping[str, str], name: str) -> str:
    """Return the unit that a row says: in its column, in brackets behind its name, or in its note ("单位：万件")."""
    if said.get("unit"):
        return said["unit"]
    for pattern, text in (
        (r"[（(]([^（）()]{1,6})[）)]\s*$", name),
        (r"单位\s*[:：]\s*(\S{1,6})", said.get("note", "")),
    ):
        if found := re.search(pattern, text):
            return found[1]
    return ""


def _whole(text: str) -> int | None:
    plain = text.strip().rstrip("、.．")
    return int(float(plain)) if re.fullmatch(r"\d+(?:\.0+)?", plain) else None


def _unit_questions(written: str, unit: units.Unit | None, goal: Goal) -> Iterator[Question]:
    kept = goal.indicator.unit.zh
    if unit is None:
        rate = units.compare(written, "%") is not None
        yield Question("growth_for_count" if rate else "unit_differs", {"unit": written, "kept": kept}, fault=True)
    elif unit.kind == "scaled":
        yield Question("converted", {"unit": written, "kept": kept})
    elif unit.kind == "loose":
        yield Question("unit_loose", {"unit": written, "kept": kept})
    elif unit.kind == "unsaid":
        yield Question("unit_unsaid", {"kept": kept})


def _figure(
    text: str, year: int, goal: Goal, zeros: int, note: str, *, last: int
) -> tuple[Figure | None, Question | None]:
    """Return what a cell says of a year: a value, that it is not determined, nothing, or why it cannot be read."""
    plain = text.replace("，", ",").replace("％", "%").strip()
    if not plain:
        return None, None
    soon = PRELIMINARY.search(note) is not None and (str(year) in note if re.search(r"20\d\d", note) else year == last)
    if plain in UNDETERMINED:
        return Figure(year, None, text), None
    percent = goal.indicator.unit.zh == "%"
    if percent and (parts := FRACTION.match(plain)) and int(parts[2]):
        value = int(parts[1]) / int(parts[2]) * 100
        return Figure(year, value, text, soon), Question(
            "fraction", {"year": year, "text": plain, "value": f"{value:.1f}"}
        )
    number = plain.removesuffix("%") if percent else plain
    if not NUMBER.match(number):
        return None, Question("not_a_number", {"year": year, "text": plain[:20]}, fault=True)
    return Figure(year, float(f"{number.replace(',', '')}e{zeros}"), text, soon), None


def _as_shares(figures: Sequence[Figure], goal: Goal) -> tuple[list[Figure], list[Question]]:
    """Return percentages that were written as shares of one (0.106 for 10.6 %) as percentages, and say so."""
    known = [one for one in figures if one.value is not None]
    bare = [one for one in known if "%" not in one.written and not FRACTION.match(one.written)]
    values = [one.value or 0.0 for one in bare]
    if goal.indicator.unit.zh != "%" or not any(values) or not all(0 <= value <= 1 for value in values):
        return list(figures), []
    moved = [
        Figure(one.year, float(f"{one.value!r}e2"), one.written, one.preliminary) if one in bare else one
        for one in figures
    ]
    last = next(one for one in reversed(moved) if one.value)
    return moved, [Question("share_of_one", {"written": last.written, "value": f"{last.value:g}"})]


def _jumps(figures: Sequence[Figure], goal: Goal) -> Iterator[Question]:
    """Yield a question for each value that is far from the one before (see ``jumps``)."""

    def shown(value: float) -> str:
        return f"{value:,.{goal.indicator.digits}f}"

    known = [(one.year, one.value) for one in figures if one.value is not None]
    for (before, was), (year, value) in pairwise(known):
        if kind := jumps.jump(was, value):
            blanks = {"before": before, "year": year, "was": shown(was), "value": shown(value)}
            yield Question(kind, blanks | {"unit": goal.indicator.unit.zh})
