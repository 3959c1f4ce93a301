"""A file somebody names → clean rows to publish, or its faults: where the checks of ``intake`` meet publishing."""

import datetime as dt
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl

from explorer.imports import Brought, Mode
from explorer.language import Words
from explorer.trouble import Trouble


@dataclass(frozen=True)
class Arrived:
    """A checked file: what it brings, and its faults (see ``intake.Checked``). With any, nothing is published."""

    brought: Brought
    faults: pl.DataFrame


def arrived(path: Path, table: str | None, mode: Mode, until: dt.date | None) -> Arrived:
    """Return a file checked against ``table``, or against the one its headers tell.

    Raises Trouble for a file that cannot be read, is refused as a whole, or is of no table.
    """
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise Trouble("import_unreadable", file=path.name, fault=fault.strerror) from fault
    intake = _intake()
    table = table or intake.recognise(content, path.name)
    if table is None:
        raise Trouble("import_of_no_table", file=path.name)
    checked = intake.check(content, path.name, table)
    return Arrived(Brought(table, checked.rows, path.name, content, mode, until), checked.faults)


def said(faults: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Return the faults as a person reads them: row, column, value, what is wrong, what to do."""
    told: pl.DataFrame = _intake().said(faults, words)
    return told


def _intake() -> Any:
    return import_module("explorer.intake")  # only here, and only when asked: readers of pages never need it
