"""The yearly table as the intake's other tables are: clean figures, faults at their row, and questions beside them."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from explorer.core.language import Words
from explorer.pipeline.intake.fields import TABLES
from explorer.pipeline.intake.states import FINAL, UNDETERMINED
from explorer.pipeline.intake.yearly import deadlines
from explorer.pipeline.intake.yearly.table import Figure, Line, Question, YearlyTable

OBSERVATIONS = "observations"
PRELIMINARY = "preliminary"
FAULT = {"row": pl.Int64, "column": pl.String, "value": pl.String, "rule": pl.String, "hint": pl.String}
BETWEEN = r"\s*[年月\-./]\s*"
REPORTED = re.compile(rf"(?:填报|报送|制表)?日期\s*[:：]\s*(20\d\d){BETWEEN}(\d{{1,2}}){BETWEEN}(\d{{1,2}})")


def rows(found: YearlyTable, known_on: dt.date | None) -> pl.DataFrame:
    """Return the clean figures with the columns of the observations; lines with a fault bring nothing.

    ``known_on``: the day that the table says it was reported on, None where it says none.
    """
    schema = TABLES[OBSERVATIONS].schema()
    records = [record for line in found.lines if line.sound for record in _records(line, found, known_on)]
    return pl.DataFrame(records, schema=schema)


def _records(line: Line, found: YearlyTable, known_on: dt.date | None) -> Iterator[dict[str, Any]]:
    """Yield a line's figures. A note is said of all years; who answers and what is done next, of the newest."""
    newest, beside = max((figure.year for figure in line.figures), default=0), _beside(line)
    for figure in line.figures:
        yield {
            "measure": line.goal.indicator.measure,
            "area": line.area or found.plan.area,
            "frequency": "A",
            "period": dt.date(figure.year, 12, 31),
            "value": figure.value,
            "unit": line.goal.indicator.unit.zh,
            "state": _state(figure),
            "reliability": None,
            "note": line.said.get("note"),
            "known_on": known_on,
        } | (beside if figure.year == newest else {})


def _beside(line: Line) -> dict[str, Any]:
    """Return what a line says besides its figures; a time that names no day stays with the step it is meant for."""
    said = {name: line.said.get(name) for name in ("person", "document", "next_step")}
    written = line.said.get("deadline", "")
    day = deadlines.read(written)
    if written and day is None:
        said["next_step"] = f"{said['next_step'] or ''}（{written}）"
    return {**said, "deadline": day}


def _state(figure: Figure) -> str:
    if figure.value is None:
        return UNDETERMINED
    return PRELIMINARY if figure.preliminary else FINAL


def reported_on(texts: Iterable[str]) -> dt.date | None:
    """Return the day that a table's head says it was filled in on; None where it says none that exists."""
    for text in texts:
        if found := REPORTED.search(text):
            try:
                return dt.date(*(int(part) for part in found.groups()))
            except ValueError:
                return None
    return None


def faults(found: YearlyTable) -> pl.DataFrame:
    """Return what stops a line, as the intake's other faults: row, column, value, rule, hint."""
    told = [
        {
            "row": line.row,
            "column": str(one.blanks.get("year", line.name)),
            "value": str(one.blanks.get("text") or one.blanks.get("unit") or ""),
            "rule": one.kind,
            "hint": str(one.blanks.get("kept", "")),
        }
        for line in found.lines
        for one in line.questions
        if one.fault
    ]
    return pl.DataFrame(told, schema=FAULT)


def questions(found: YearlyTable) -> tuple[tuple[int, str, Question], ...]:
    """Return what a person should look at: the row (0: none), the goal's number and title in Chinese, the question."""
    asked = [
        (line.row, f"{line.goal.no} {line.goal.title.zh}", one)
        for line in found.lines
        for one in line.questions
        if not one.fault
    ]
    asked += [
        (line.row, f"{line.goal.no} {line.goal.title.zh}", question)
        for line in found.lines
        if (question := _deadline(line.said.get("deadline", "")))
    ]
    undetermined = [
        (line.row, f"{line.goal.no} {line.goal.title.zh}", Question(_state(figure), {"year": figure.year}))
        for line in found.lines
        for figure in line.figures
        if _state(figure) != FINAL
    ]
    unread = [(row, "", Question("row_unread", {"text": text})) for row, text in found.unread]
    # A table of a few corrections lacks the others on purpose.
    lacking = found.missing if found.named >= len(found.plan.goals) // 3 else ()
    missing = [(0, f"{goal.no} {goal.title.zh}", Question("goal_missing")) for goal in lacking]
    return tuple(sorted([*asked, *undetermined, *unread], key=lambda one: one[0])) + tuple(missing)


def _deadline(written: str) -> Question | None:
    """Return what is asked of a deadline: which day was taken for a month or a year, or that none could be."""
    day = deadlines.read(written)
    if day is None:
        return Question("deadline_unread", {"text": written[:40]}) if written else None
    whole = deadlines.names_a_day(written)
    return None if whole else Question("deadline_taken", {"text": written[:40], "day": day.isoformat()})


def told(asked: tuple[tuple[int, str, Question], ...], words: Words) -> pl.DataFrame:
    """Return questions as a reader is told of them: row, target, what to look at."""
    heads = [words("intake.row"), words("intake.target"), words("intake.question")]
    lines = [(row or None, goal, words(f"intake_question.{one.kind}", **one.blanks)) for row, goal, one in asked]
    return pl.DataFrame(lines, schema=dict(zip(heads, (pl.Int64, pl.String, pl.String), strict=True)), orient="row")
