"""One filled form → the city, its figures, and what is wrong in it, at its row and column."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.core.goals import Goal, Plan
from explorer.pipeline.city_forms import unseen
from explorer.pipeline.city_forms.form import CODE, MEASURE, NOTE, UNIT, asked, cities, headings
from explorer.pipeline.intake.readers import detect
from explorer.pipeline.intake.readers.sheet import MORE, Sheet
from explorer.pipeline.intake.states import UNDETERMINED
from explorer.pipeline.intake.values import numbers
from explorer.pipeline.intake.values.cells import DASHES, NOTHING, WIDE
from explorer.pipeline.intake.yearly import states
from explorer.pipeline.intake.yearly.states import PRELIMINARY
from explorer.pipeline.intake.yearly.table import Question

LABELS = headings([language.words(code) for code in language.LANGUAGES])
NARROW = str.maketrans(dict(WIDE))
YEAR_EXAMPLE = "2025年"

YEAR = re.compile(r"^(\d{4})\s*年?$")
# Columns looked at: those of the form, and room for some that an office put between.
WIDTH = 60
OBSERVATIONS = pl.Schema(
    {
        "measure": pl.String,
        "area": pl.String,
        "frequency": pl.String,
        "period": pl.Date,
        "value": pl.Float64,
        "unit": pl.String,
        "note": pl.String,
        "state": pl.String,
    }
)
# As intake.check tells of faults.
FAULTS = {"row": pl.Int64, "column": pl.String, "value": pl.String, "rule": pl.String, "hint": pl.String}
CELLS = pl.Schema(
    {
        "row": pl.Int64,
        "column": pl.String,
        "text": pl.String,
        "unit": pl.String,
        "year": pl.Int32,
        "measure": pl.String,
        "note": pl.String,
        "state": pl.String,
        "whole": pl.Boolean,
        "low": pl.Float64,
        "high": pl.Float64,
    }
)
Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class Filled:
    """What one form holds: ``rows`` as OBSERVATIONS, ``faults`` as FAULTS, how many cells were left empty.

    ``asked``: what a person should look at though nothing is wrong with it.
    """

    city: str
    rows: pl.DataFrame
    faults: pl.DataFrame
    blanks: int
    asked: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Head:
    """Where what stands in a form: its row, the places of its columns, and the years' places."""

    row: int
    names: tuple[str, ...]
    places: Mapping[str, int]
    years: Mapping[int, int]


@dataclass
class Found:
    """What was read of the lines so far."""

    cells: list[dict[str, object]] = field(default_factory=list)
    faults: list[dict[str, object]] = field(default_factory=list)
    blanks: int = 0

    def fault(self, row: int, column: str, value: str, rule: str, hint: str = "") -> None:
        """Note what is wrong with a cell."""
        self.faults.append({"row": row, "column": column, "value": value, "rule": rule, "hint": hint})


def read(content: bytes, file: str, plan: Plan) -> Filled:
    """Return what a filled form holds.

    Raises Trouble for a file that is refused as a whole, that is no form, or that names no city of the plan.
    """
    sheet, rows, head = _form(content, file)
    city = _city(rows, head, plan)
    found = Found()
    for year, place in head.years.items():
        if year not in asked(plan).years:
            found.fault(head.row, head.names[place], head.names[place], "returns_year", str(asked(plan).years[-1]))
    for goal, line in _lines(rows, head, plan, found):
        _values(goal, line, head, plan, found)
    read_ = _numbers(found, city)
    faults = pl.DataFrame(found.faults, schema=FAULTS).sort("row", maintain_order=True)
    figures = set(head.years.values())
    columns = {place: place in figures for place in (*head.places.values(), *figures)}
    looked_at = unseen.asked(sheet, [line for line in rows if line[0] > head.row], head.names, columns)
    return Filled(city, read_ if faults.is_empty() else read_.clear(), faults, found.blanks, tuple(looked_at))


def is_form(content: bytes, file: str) -> bool:
    """Whether a file is a form, right or wrong: above the codes of its measures stands that of a city."""
    try:
        sheets = detect.sheets(content, file)
    except Trouble:
        return False
    for sheet in sheets:
        labels = [{_label(cell) for cell in row} for row in sheet.head]
        named = next((row for row, found in enumerate(labels) if MEASURE in found), 0)
        if any(CODE in found for found in labels[:named]):
            return True
    return False


def _form(content: bytes, file: str) -> tuple[Sheet, list[Row], Head]:
    """Return the sheet that is a form, its rows, and its head. Raises Trouble for one that nobody sees."""
    for sheet in detect.sheets(content, file):
        if any(_label(cell) == MEASURE for row in sheet.head for cell in row):
            if sheet.hidden:
                raise Trouble("intake_hidden_sheet", file=file, sheet=sheet.name)
            width = min(max(map(len, sheet.head)), WIDTH)
            rows = [
                (row, tuple(cell or "" for cell in cells)) for row, *cells in sheet.load(1, width).drop(MORE).rows()
            ]
            head = next(_head(row, cells) for row, cells in rows if MEASURE in map(_label, cells))
            if not head.years:
                raise Trouble("returns_no_years", file=file, example=YEAR_EXAMPLE)
            return sheet, rows, head
    raise Trouble("returns_no_form", file=file)


def _head(row: int, cells: Sequence[str]) -> Head:
    texts = [_narrow(cell) for cell in cells]
    places = {name: place for place, text in enumerate(texts) if (name := _label(text))}
    years = {int(match[1]): place for place, text in enumerate(texts) if (match := YEAR.match(text))}
    return Head(row, tuple(texts), places, years)


def _city(rows: Sequence[Row], head: Head, plan: Plan) -> str:
    """Return the code beside its label above the head."""
    for row, cells in rows:
        if row < head.row and CODE in (labels := [_label(cell) for cell in cells]):
            beside = (_narrow(cell) for cell in cells[labels.index(CODE) + 1 :])
            code = next(filter(None, beside), "").removesuffix(".0")
            if code in cities(plan):
                return code
            raise Trouble("returns_unknown_city", asked=code[:40], allowed=", ".join(cities(plan)))
    raise Trouble("returns_unknown_city", asked="", allowed=", ".join(cities(plan)))


def _lines(rows: Sequence[Row], head: Head, plan: Plan, found: Found) -> Iterator[tuple[Goal, Row]]:
    """Yield each goal with its line; a line of no goal, twice the same one and a changed unit are faults."""
    goals, place, seen = {goal.indicator.measure: goal for goal in asked(plan).goals}, head.places[MEASURE], set[str]()
    for row, cells in rows:
        measure = _narrow(cells[place])
        goal = goals.get(measure)
        if row <= head.row or not any(map(str.strip, cells)):
            continue
        if goal is None:
            near = difflib.get_close_matches(measure, goals, n=1)
            found.fault(row, head.names[place], measure, "returns_measure", near[0] if near else "")
        elif measure in seen:
            found.fault(row, head.names[place], measure, "returns_twice")
        else:
            seen.add(measure)
            unit = cells[head.places[UNIT]].strip() if UNIT in head.places else ""
            if unit not in (goal.indicator.unit.zh, goal.indicator.unit.en):
                found.fault(row, head.names[head.places.get(UNIT, place)], unit, "returns_unit", goal.indicator.unit.zh)
            yield goal, (row, cells)
    for measure, goal in goals.items():
        if measure not in seen:
            found.fault(head.row, head.names[place], measure, "returns_line_missing", f"{goal.no} {goal.title.zh}")


def _values(goal: Goal, line: Row, head: Head, plan: Plan, found: Found) -> None:
    row, cells = line
    note = cells[head.places[NOTE]].strip() if NOTE in head.places else ""
    early = states.in_remark(note, max(head.years))
    for year, place in head.years.items():
        text = _narrow(cells[place])
        dash = text in DASHES and bool(text)
        if text.lower() in NOTHING and not dash:
            found.blanks += 1
        elif year in asked(plan).years:
            found.cells.append(
                {"row": row, "column": head.names[place], "text": text, "unit": goal.indicator.unit.zh, "year": year}
                | {"measure": goal.indicator.measure, "note": note or None, "whole": goal.indicator.digits == 0}
                | {"state": UNDETERMINED if dash else PRELIMINARY if year in early else None}
                | dict(zip(("low", "high"), goal.indicator.limits or (0.0, None), strict=True))
            )


def _numbers(found: Found, city: str) -> pl.DataFrame:
    """Return the cells as observations, and note those that are no number, or none that can be."""
    cells = pl.DataFrame(found.cells, schema=CELLS)
    open_ = pl.col("state").eq_missing(UNDETERMINED)
    parsed = cells.hstack(numbers.read(cells["text"], cells["unit"]))
    parsed = parsed.with_columns(pl.when(~open_).then(pl.col("rule", "value")))
    value = pl.col("value")
    outside = (value < pl.col("low")) | (value > pl.col("high"))
    judged = parsed.with_columns(
        rule=pl.coalesce(
            "rule",
            pl.when(outside).then(pl.lit("returns_range")),
            pl.when(pl.col("whole") & (value != value.round())).then(pl.lit("returns_whole")),
        )
    )
    for one in judged.filter(pl.col("rule").is_not_null()).iter_rows(named=True):
        found.fault(one["row"], one["column"], one["text"], one["rule"], one["hint"] or "")
    return judged.select(
        "measure",
        pl.lit(city).alias("area"),
        pl.lit("A").alias("frequency"),
        pl.date("year", 12, 31).alias("period"),
        "value",
        "unit",
        "note",
        "state",
    ).cast(OBSERVATIONS)


def _narrow(text: str) -> str:
    return text.translate(NARROW).strip()


def _label(text: str) -> str | None:
    return LABELS.get(_narrow(text))
