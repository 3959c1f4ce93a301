"""One goal as a row has it: its figures in the unit of the indicator, and what was taken for something on the way."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from explorer.core.goals import Goal
from explorer.pipeline.intake import jumps
from explorer.pipeline.intake.states import UNDETERMINED
from explorer.pipeline.intake.yearly import states, units
from explorer.pipeline.intake.yearly.layout import Column
from explorer.pipeline.intake.yearly.table import Figure, Line, Question

NUMBER = re.compile(r"^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$")
FRACTION = re.compile(r"^(\d+)\s*/\s*(\d+)$")
DASHES = frozenset({"—", "——", "-", "--", "－", "–", "…", "尚未核定", "未核定", "待定", "尚未公布", "未公布"})
GROWTH = re.compile(r"增长|增幅|增速|growth", re.IGNORECASE)
# A remark that only says in what or of what is counted is no explanation of the figure.
SCOPE = re.compile(
    r"单位\s*[:：]\s*\S{1,8}|\d+\s*[个家件项县市区处]\S{0,8}|(?:期末|年末|当年|历年)?(?:累计|存量|合计|当年|期末)(?:数|值)?|"
    r"(?:单位|计量单位)?\s*[（(]?(?:万|亿)?(?:件|家|个|次|项|元|人次?|%)[)）]?"
)


def line(row: int, cells: Sequence[str], goal: Goal, columns: Sequence[Column], said: Mapping[str, str]) -> Line:
    """Return one goal as a row has it.

    ``columns``: those of years; ``said``: the others by their slug in HEADINGS, and ``title_unit``, that of a title.
    """
    name = said.get("name", "")
    written = unit_of(said, name)
    heads = dict.fromkeys(one.unit for one in columns if one.unit)
    if not written and len(heads) == 1:
        written = next(iter(heads))
    unit, asked = _unit(written or said.get("title_unit", ""), goal, name)
    written = written or said.get("title_unit", "")
    asked += [
        Question("unit_twice", {"unit": written, "other": one}, fault=True)
        for one in heads
        if written and _apart(written, one)
    ]
    if (number := said.get("no", "")) and _whole(number) not in (None, goal.no):
        asked.append(Question("number_differs", {"number": number, "no": goal.no}))
    figures, more_asked = _figures(cells, goal, columns, unit.zeros if unit else 0)
    figures, shares = _as_shares(figures, goal)
    figures, stated = states.of_line(figures, columns, said, max(one.year for one in columns))
    scope = said.get("note", "").strip()
    if scope and SCOPE.fullmatch(scope):
        said = {name: text for name, text in said.items() if name != "note"}
        stated = [*stated, Question("remark_of_scope", {"text": scope})]
    asked += [*more_asked, *shares, *stated, *_jumps(figures, goal)]
    return Line(row, goal, name, written, tuple(figures), tuple(asked), said)


def unit_of(said: Mapping[str, str], name: str) -> str:
    """Return the unit that a row says: in its column, in brackets behind its name, or in its note ("单位：万件")."""
    found = re.search(r"单位\s*[:：]\s*(\S{1,6})", said.get("note", ""))
    return said.get("unit") or units.in_brackets(name) or (found[1] if found else "")


def _apart(one: str, other: str) -> bool:
    """Whether two units that are both said are not the same."""
    found = units.compare(one, other)
    return found is None or found.zeros != 0


def _whole(text: str) -> int | None:
    plain = text.strip().rstrip("、.．")
    return int(float(plain)) if re.fullmatch(r"\d+(?:\.0+)?", plain) else None


def _unit(written: str, goal: Goal, name: str) -> tuple[units.Unit | None, list[Question]]:
    """Return how the unit relates to the indicator's, and what is asked of it."""
    kept, unit = goal.indicator.unit.zh, units.of_goal(written, goal)
    if unit and unit.kind == "unsaid" and kept != "%" and GROWTH.search(name):
        return unit, [Question("growth_unsaid", {"kept": kept}, fault=True)]
    if unit is None:
        rate = units.compare(written, "%") is not None
        return None, [
            Question("growth_for_count" if rate else "unit_differs", {"unit": written, "kept": kept}, fault=True)
        ]
    blanks = {"unit": written, "kept": kept}
    if unit.kind == "scaled" or (unit.kind == "loose" and unit.zeros):
        times = f"{10.0**unit.zeros:,.10g}"
        return unit, [Question("converted" if unit.kind == "scaled" else "converted_loose", {**blanks, "times": times})]
    if unit.kind == "loose":
        return unit, [Question("unit_loose", blanks)]
    return unit, [Question("unit_unsaid", {"kept": kept})] if unit.kind == "unsaid" else []


def _figures(
    cells: Sequence[str], goal: Goal, columns: Sequence[Column], zeros: int
) -> tuple[list[Figure], list[Question]]:
    """Return a figure a year; two columns of one year that differ are a fault that names both."""
    figures, asked = dict[int, Figure](), list[Question]()
    for year in sorted({one.year for one in columns}):
        same = [one for one in columns if one.year == year]
        read = [_figure(cells[one.place], year, goal, zeros) for one in same]
        asked += [question for _, question in read if question and question.kind not in {one.kind for one in asked}]
        values = {(figure.value, figure.state) if figure else None for figure, _ in read}
        if len(values) > 1:
            text = " / ".join(cells[one.place] for one in same)
            where = "、".join(one.told for one in same)
            asked.append(Question("year_twice", {"year": year, "text": text, "kept": where}, fault=True))
        elif read[0][0]:
            figures[year] = read[0][0]
    return list(figures.values()), asked


def _figure(text: str, year: int, goal: Goal, zeros: int) -> tuple[Figure | None, Question | None]:
    """Return what a cell says of a year: a value, that there is none, nothing, or why it cannot be read."""
    plain = text.replace("，", ",").replace("％", "%").strip()
    if not plain:
        return None, None
    if plain in DASHES:
        return Figure(year, None, text, UNDETERMINED), None
    if state := states.bare(plain):
        return Figure(year, None, text, state), None
    percent = goal.indicator.unit.zh == "%"
    if percent and (parts := FRACTION.match(plain)) and int(parts[2]):
        value = int(parts[1]) / int(parts[2]) * 100
        return Figure(year, value, text), Question("fraction", {"year": year, "text": plain, "value": f"{value:.1f}"})
    number = plain.removesuffix("%") if percent else plain
    value = float(f"{number.replace(',', '')}e{zeros}") if NUMBER.match(number) else math.nan
    if not math.isfinite(value):
        return None, Question("not_a_number", {"year": year, "text": plain[:20]}, fault=True)
    return Figure(year, value, text), None


def _as_shares(figures: Sequence[Figure], goal: Goal) -> tuple[list[Figure], list[Question]]:
    """Return percentages that were written as shares of one (0.106 for 10.6 %) as percentages, and say so."""
    known = [one for one in figures if one.value is not None]
    bare = [one for one in known if "%" not in one.written and not FRACTION.match(one.written)]
    values = [one.value or 0.0 for one in bare]
    if goal.indicator.unit.zh != "%" or not any(values) or not all(0 <= value <= 1 for value in values):
        return list(figures), []
    moved = [
        Figure(one.year, float(f"{one.value!r}e2"), one.written, one.state) if one in bare else one for one in figures
    ]
    last = next(one for one in reversed(moved) if one in moved and one.value and "%" not in one.written)
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
