"""A file somebody names → clean rows to publish, or its faults: where the checks of ``intake`` meet publishing."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.pipeline import intake
from explorer.pipeline.imports import Brought, Mode
from explorer.pipeline.intake import Checked, extent
from explorer.pipeline.intake.extent import Scope
from explorer.pipeline.intake.lists.questions import Asked

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Arrived:
    """A checked file: what it brings, and all that was found: with a fault among it, nothing is published.

    ``questions``: what a person should look at, also in how much of the province it is taken to speak of.
    """

    brought: Brought
    checked: Checked
    questions: tuple[Asked, ...] = ()

    @property
    def faults(self) -> pl.DataFrame:
        """Return what is wrong with the file."""
        return self.checked.faults

    @property
    def unread(self) -> tuple[str, ...]:
        """Return the headings of columns that are not known."""
        return self.checked.unread


def arrived(path: Path, table: str | None, mode: Mode, until: dt.date | None, scope: Scope = "auto") -> Arrived:
    """Return a file checked against ``table``, or against the one its headers tell; ``scope``: as in ``extent``.

    Raises Trouble for a file that cannot be read, is refused as a whole, or is of no table.
    """
    content = content_of(path)
    table = table or intake.recognise(content, path.name, most=intake.BROUGHT)
    if table is None:
        raise Trouble("import_of_no_table", file=path.name)
    checked = intake.check(content, path.name, table, most=intake.BROUGHT)
    cities = extent.cities(checked, scope)
    brought = Brought(table, checked.rows, path.name, content, mode, until or checked.until, cities)
    return Arrived(brought, checked, extent.asked(checked, scope, until))


def said(faults: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Return the faults as a person reads them: row, column, value, what is wrong, what to do."""
    return intake.said(faults, words)


def asked(one: Arrived, words: Words) -> pl.DataFrame:
    """Return what a person should look at in a file though nothing is wrong with it."""
    return intake.asked(one.questions, one.checked.table, words)


def content_of(path: Path) -> bytes:
    """Return what a file holds, once it is known not to fill the memory. Raises Trouble where it cannot be read."""
    try:
        if (size := path.stat().st_size) > intake.BROUGHT:
            raise Trouble(
                "intake_too_large", file=path.name, size=-(-size // MEGABYTE), most=intake.BROUGHT // MEGABYTE
            )
        return path.read_bytes()
    except OSError as fault:
        raise Trouble("import_unreadable", file=path.name, fault=fault.strerror) from fault
