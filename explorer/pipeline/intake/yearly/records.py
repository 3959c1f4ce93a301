"""The yearly tables as the intake's other tables are: clean figures, faults at their row, and questions beside them."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from explorer.pipeline.intake import rules
from explorer.pipeline.intake.columns import MEASURE_UNIT
from explorer.pipeline.intake.fields import TABLES
from explorer.pipeline.intake.yearly import deadlines
from explorer.pipeline.intake.yearly.table import Found, Line, YearlyTable

OBSERVATIONS = "observations"
FAULT = {"row": pl.Int64, "column": pl.String, "value": pl.String, "rule": pl.String, "hint": pl.String}
BETWEEN = r"\s*[年月\-./]\s*"
REPORTED = re.compile(rf"(?:填报|报送|制表)?日期\s*[:：]\s*((?:19|20)\d\d){BETWEEN}(\d{{1,2}}){BETWEEN}(\d{{1,2}})日?")


def read(found: Found, today: dt.date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the clean figures with the columns of the observations, and the faults; no line with one brings any.

    ``today``: the last day that can have happened.
    """
    schema, several = TABLES[OBSERVATIONS].schema(), found.several
    records, told = list[dict[str, Any]](), list[dict[str, Any]]()
    for table in found.tables:
        day, wrong = _reported(table, today)
        told += [{**one, "column": _column(table, one["column"], several)} for one in wrong]
        for line in table.lines:
            faults = [*_said(line), *(_broken(line, table, day, today) if line.sound else ())]
            told += [{**one, "column": _column(table, one["column"], several)} for one in faults]
            records += [] if faults else _records(line, table, day)
    return pl.DataFrame(records, schema=schema), pl.DataFrame(told, schema=FAULT)


def _column(table: YearlyTable, column: str, several: bool) -> str:
    return f"{table.sheet}!{column}" if several else column


def _records(line: Line, table: YearlyTable, known_on: dt.date | None) -> Iterator[dict[str, Any]]:
    """Yield a line's figures. A note is said of all years; who answers and what is done next, of the newest."""
    newest, beside = max((figure.year for figure in line.figures), default=0), _beside(line)
    for figure in line.figures:
        yield {
            "measure": line.goal.indicator.measure,
            "area": line.area or table.plan.area,
            "frequency": "A",
            "period": dt.date(figure.year, 12, 31),
            "value": figure.value,
            "unit": line.goal.indicator.unit.zh,
            "state": figure.state,
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


def reported_on(texts: Iterable[str]) -> dt.date | None:
    """Return the day that a table's head says it was filled in on; None where it says none that exists."""
    for text in texts:
        if found := REPORTED.search(text):
            try:
                return dt.date(*(int(part) for part in found.groups()))
            except ValueError:
                return None
    return None


def _reported(table: YearlyTable, today: dt.date) -> tuple[dt.date | None, list[dict[str, Any]]]:
    """Return the day of the table's report, and what is wrong with it: it lies ahead, or before what it reports."""
    for row, text in table.above:
        if (day := reported_on([text])) and (written := REPORTED.search(text)):
            column = re.split("[:：]", written[0])[0]
            if day > today:
                return None, [_fault(row, column, written[0], "ahead", today.isoformat())]
            if (newest := newest_year(table)) > day.year:
                return None, [_fault(row, column, written[0], "reported_early", str(newest))]
            return day, []
    return None, []


def newest_year(table: YearlyTable) -> int:
    """Return the newest year that a table has a value of, 0 without any."""
    return max((one.year for line in table.lines for one in line.figures if one.value is not None), default=0)


def _fault(row: int, column: str, value: str, rule: str, hint: str) -> dict[str, Any]:
    return {"row": row, "column": column, "value": value, "rule": rule, "hint": hint}


def _said(line: Line) -> Iterator[dict[str, Any]]:
    """Yield what stopped a line while it was read."""
    for one in line.questions:
        if one.fault:
            value = str(one.blanks.get("text") or one.blanks.get("unit") or "")
            column = str(one.blanks.get("year", line.name or line.goal.title.zh))
            yield _fault(line.row, column, value, one.kind, str(one.blanks.get("kept", "")))


def _broken(line: Line, table: YearlyTable, day: dt.date | None, today: dt.date) -> Iterator[dict[str, Any]]:
    """Yield what breaks the rules of the observations, each at the year it is a figure of."""
    schema = TABLES[OBSERVATIONS].schema()
    rows = pl.DataFrame(list(_records(line, table, day)), schema=schema).with_row_index("row")
    values = rows.with_columns(pl.col("row").cast(pl.Int64), pl.col("unit").alias(MEASURE_UNIT))
    for place, slug, rule, hint in rules.faults(values, TABLES[OBSERVATIONS], today).iter_rows():
        figure = line.figures[place]
        written = "" if slug == "note" else str(figure.year) if slug == "period" else figure.written
        yield _fault(line.row, str(figure.year), written, rule, hint)
