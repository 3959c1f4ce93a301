"""The real figures and names kept in git: data/inputs/*.csv as typed frames, every fault told by line and column."""

import csv
import datetime as dt
import io
import math
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import polars as pl

from explorer.core import fields, paths
from explorer.core.errors import Trouble
from explorer.core.inputs.columns import COLUMNS, OPTIONAL, Column

KINDS = {"day": pl.Date(), "number": pl.Float64(), "whole": pl.Int32()}
PARTLY = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
LARGEST_WHOLE = 2**31
NEEDED = COLUMNS.keys() - OPTIONAL
Row = tuple[int, dict[str, str]]  # the line of the file on which it begins, and its cells


def read(folder: Path = paths.INPUTS) -> dict[str, pl.DataFrame]:
    """Return every input of ``folder`` by its stem: see ``table``. Raises Trouble for one that has to be there."""
    stems = {*NEEDED, *(path.stem for path in files(folder))}
    return {stem: table(folder / f"{stem}.csv") for stem in sorted(stems)}


def files(folder: Path) -> list[Path]:
    """Return the files of a folder whose columns are known."""
    return [path for path in sorted(folder.glob("*.csv")) if path.stem in COLUMNS]


def table(path: Path) -> pl.DataFrame:
    """Return one of them: days as dates, numbers as floats or integers, all else text, so that a code keeps its zeros.

    An empty cell is null. Raises Trouble for the first cell that is not as columns says, by its line.
    """
    columns = COLUMNS[path.stem]
    rows = [_typed(path, row, columns) for row in _rows(path, columns)]
    schema = {name: KINDS.get(column.kind, pl.String()) for name, column in columns.items()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def check(path: Path) -> None:
    """Raise Trouble for the first fault of an input: as ``table``, or a cell that refers to what is not there."""
    columns = COLUMNS[path.stem]
    rows = list(_rows(path, columns))
    for row in rows:
        _typed(path, row, columns)
    for name, column in columns.items():
        if column.kind == "code":
            _once(path, rows, name)
        elif column.of:
            _refers(path, rows, name, column)
    if path.stem == "published":
        _units(path, rows)


def _rows(path: Path, columns: Mapping[str, Column]) -> Iterator[Row]:
    """Yield each row of a file by its cells. Raises Trouble for one that is no CSV, or has other columns."""
    lines = csv.reader(io.StringIO(fields.read(path), newline=""), strict=True)
    line = 1
    try:
        heads = next(lines, [])
        for head in heads:
            if head not in columns:
                close = fields.close_to(head, columns)
                raise Trouble("column_unknown", file=path.name, column=fields.shown(head), close=close)
        for column in columns:
            if (found := heads.count(column)) != 1:
                raise Trouble("column_twice" if found else "column_missing", file=path.name, column=column)
        line = lines.line_num + 1
        for cells in lines:
            if cells and len(cells) != len(heads):
                raise Trouble("line_cells", file=path.name, at=line, count=len(cells), wanted=len(heads))
            if cells:
                yield line, dict(zip(heads, cells, strict=True))
            line = lines.line_num + 1
    except csv.Error as fault:
        raise Trouble("line_unreadable", file=path.name, at=line) from fault


def _typed(path: Path, row: Row, columns: Mapping[str, Column]) -> list[object]:
    """Return the values of a row, in the order of ``columns``."""
    line, cells = row
    return [_value(path, line, name, column, cells[name]) for name, column in columns.items()]


def _value(path: Path, line: int, name: str, column: Column, cell: str) -> object:
    if not cell.strip():
        if column.needed:
            raise Trouble("cell_empty", file=path.name, at=line, column=name)
        return None
    if column.allowed and cell not in column.allowed:
        raise _unknown(path, line, name, cell, column.allowed)
    value = _of_kind(cell, column.kind)
    if value is None:
        key = "cell_not_day" if column.kind == "written" else f"cell_not_{column.kind}"
        raise Trouble(key, file=path.name, at=line, column=name, asked=fields.shown(cell))
    return value


def _of_kind(cell: str, kind: str) -> object:
    """Return a cell's value; None where it is none of its kind."""
    if kind == "number":
        return number if (number := _number(cell)) is not None and abs(number) <= fields.LARGEST else None
    if kind == "whole":
        whole = _number(cell)
        return int(whole) if whole is not None and whole == int(whole) and abs(whole) < LARGEST_WHOLE else None
    if kind in ("day", "written") or (kind == "partly" and not PARTLY.fullmatch(cell)):
        try:
            day = dt.datetime.strptime(cell, "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            return None
        return day if kind == "day" else cell
    return cell


def _number(cell: str) -> float | None:
    try:
        number = float(cell) if "_" not in cell else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _once(path: Path, rows: list[Row], name: str) -> None:
    first: dict[str, int] = {}
    for line, cells in rows:
        if cells[name] in first:
            before = first[cells[name]]
            raise Trouble(
                "cell_twice", file=path.name, at=line, column=name, asked=fields.shown(cells[name]), before=before
            )
        first[cells[name]] = line


def _refers(path: Path, rows: list[Row], name: str, column: Column) -> None:
    """Raise Trouble for a cell that names what stands in no row of the file that its column refers to."""
    stem, other = column.of.split(".")
    there = {cells[other] for _, cells in _rows(path.with_name(f"{stem}.csv"), COLUMNS[stem])}
    for line, cells in rows:
        for asked in cells[name].split(";") if column.many else [cells[name]]:
            if asked and asked not in there:
                raise _unknown(path, line, name, asked, there)


def _units(path: Path, rows: list[Row]) -> None:
    """Raise Trouble for a figure in another unit than its measure's."""
    measures = _rows(path.with_name("measures.csv"), COLUMNS["measures"])
    units = {cells["measure"]: cells["unit"] for _, cells in measures}
    for line, cells in rows:
        if cells["unit"] != units[cells["measure"]]:
            raise _unknown(path, line, "unit", cells["unit"], [units[cells["measure"]]])


def _unknown(path: Path, line: int, name: str, asked: str, allowed: Collection[str]) -> Trouble:
    close = fields.close_to(asked, sorted(allowed))
    return Trouble("cell_not_known", file=path.name, at=line, column=name, asked=fields.shown(asked), close=close)
