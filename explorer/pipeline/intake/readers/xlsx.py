"""XLSX: its sheets as texts, each cell at the row Excel shows, after its parts were found harmless."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

import fastexcel
import polars as pl

from explorer.core.errors import Trouble
from explorer.pipeline.intake.readers import xlsx_markup, xlsx_package, xlsx_shown
from explorer.pipeline.intake.readers.sheet import HEAD, MORE, WIDEST, Sheet
from explorer.pipeline.intake.readers.xlsx_markup import Place
from explorer.pipeline.intake.values.cells import trimmed

SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]{0,2000}>")
HIDDEN = re.compile(rb"\sstate=\"(?:hidden|veryHidden)\"")
TARGET = re.compile(rb"<Relationship\b[^>]{0,2000}>")
FROM_1904 = re.compile(rb"\bdate1904=\"(?:1|true)\"")
T = TypeVar("T")
NOT_PLAIN = (b"<!DOCTYPE", b"<!ENTITY")


def sheets(content: bytes, file: str) -> tuple[Sheet, ...]:
    """Return the workbook's sheets. Raises Trouble for what package or markup refuse, and days counted from 1904.

    A formula or an error is refused when its sheet is loaded: other sheets may calculate as they like.
    """
    parts = xlsx_package.parts(content, file)
    if any(mark in part for part in parts.values() for mark in NOT_PLAIN):
        raise Trouble("intake_damaged", file=file)
    if FROM_1904.search(parts["xl/workbook.xml"]):
        raise Trouble("intake_from_1904", file=file)
    styles = parts.get("xl/styles.xml", b"")
    paths = {name: path for name, path in _paths(parts).items() if path in parts}
    for path in paths.values():
        xlsx_markup.within(parts[path], file)
    reader = _guarded(lambda: fastexcel.read_excel(content), file)
    unseen = {_attribute(one, b"name") for one in SHEET.findall(parts["xl/workbook.xml"]) if HIDDEN.search(one)}
    found = ((name, _sheet(reader, name, parts[path], styles, file)) for name, path in paths.items())
    return tuple(replace(sheet, hidden=name in unseen) for name, sheet in found)


def _paths(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name."""
    targets = {
        _attribute(one, b"Id"): _attribute(one, b"Target")
        for one in TARGET.findall(parts.get("xl/_rels/workbook.xml.rels", b""))
    }
    found = {}
    for one in SHEET.findall(parts["xl/workbook.xml"]):
        target = targets.get(_attribute(one, rb"(?:\w+:)?id"), "")
        found[_attribute(one, b"name")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"=\"([^\"]*)\"", tag)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


def _sheet(reader: fastexcel.ExcelReader, name: str, xml: bytes, styles: bytes, file: str) -> Sheet:
    def load(first: int, width: int) -> pl.DataFrame:
        xlsx_markup.values_only(xml, name, file)
        rows = _rows(reader, name, None, file)
        for place in range(rows.width, width):
            rows = rows.with_columns(pl.lit(None, pl.String).alias(str(place)))
        beyond = [pl.when(trimmed(pl.col(name)) != "").then(pl.col(name)) for name in rows.columns[width:]]
        more = pl.coalesce(*beyond, pl.lit(None, pl.String)).alias(MORE)
        number = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("row")
        kept = rows.select(number, *map(str, range(width)), more)
        named = xlsx_markup.named(xml)
        return _retold(kept, xlsx_shown.retold(named, styles), xlsx_markup.first_column(named)).slice(first - 1)

    head = _rows(reader, name, HEAD, file)
    texts = tuple(tuple(cell or "" for cell in row)[:WIDEST] for row in head.iter_rows())
    unseen_rows, unseen_columns = xlsx_markup.unseen(xml)
    merged = xlsx_markup.merged(xml)
    return Sheet(name, texts, load, merged=merged, unseen_rows=unseen_rows, unseen_columns=unseen_columns)


def _rows(reader: fastexcel.ExcelReader, name: str, most: int | None, file: str) -> pl.DataFrame:
    """Return a sheet's rows from its row 1 on as texts in the columns "0", "1" and so on."""

    def read() -> pl.DataFrame:
        sheet = reader.load_sheet(name, header_row=None, skip_rows=0, n_rows=most, dtypes="string")
        frame = sheet.to_polars()
        return frame.rename({old: str(place) for place, old in enumerate(frame.columns)})

    return _guarded(read, file)


def _guarded(read: Callable[[], T], file: str) -> T:
    """Return what is read; whatever the reader says of a damaged file, and its panics, are one Trouble."""
    try:
        return read()
    except BaseException as fault:
        if isinstance(fault, Exception) or type(fault).__name__ == "PanicException":
            raise Trouble("intake_damaged", file=file) from fault
        raise


def _retold(rows: pl.DataFrame, cells: Mapping[Place, str], first_column: int) -> pl.DataFrame:
    """Return the rows with the cells told otherwise put in their places."""
    for place in {column for _, column in cells}:
        name = str(place - first_column)
        texts = {row: text for (row, column), text in cells.items() if column == place}
        if name in rows.columns:
            told = pl.col("row").replace_strict(texts, default=None, return_dtype=pl.String)
            rows = rows.with_columns(pl.coalesce(told, pl.col(name)).alias(name))
    return rows
