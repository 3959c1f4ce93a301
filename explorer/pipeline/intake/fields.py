"""What the columns of each table are: fields.toml as values, and the types they have in a release."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from explorer.core import language

TYPES: Mapping[str, pl.DataType] = {
    "day": pl.Date(),
    "period": pl.Date(),
    "number": pl.Float64(),
    "flag": pl.Boolean(),
}
YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Field:
    """One column of a table; fields.toml says what each part means."""

    table: str
    slug: str
    kind: str
    needed: bool = False
    ahead: bool = False
    whole: bool = False
    coarse: bool = False
    from_number: str = ""
    flagged: tuple[str, ...] = ()
    unit: str = ""
    family: str = ""
    codes: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    others: str = ""
    within: str = ""
    names: tuple[str, ...] = ()
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()
    example: tuple[str, ...] = ()
    bare_when: tuple[tuple[str, tuple[str, ...]], ...] = ()
    needed_when: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def type(self) -> pl.DataType:
        """Return the column's type in a release."""
        return pl.Int32() if self.whole else TYPES.get(self.kind, pl.String())

    def said(self, family: str, words: language.Words) -> str:
        """Return what a family of sentences says of this column: of the table's own, else of all columns so called."""
        own = f"intake_{family}.{self.table}_{self.slug}"
        return words.sentences.get(own) or words(f"intake_{family}.{self.slug}")

    def label(self, words: language.Words) -> str:
        """Return the column's heading in the reader's language, its unit in brackets."""
        return self.said("field", words) + (words("intake.in_unit", unit=self.unit) if self.unit else "")

    def option(self, code: str, words: language.Words) -> str:
        """Return what a code is called in the reader's language."""
        family = "intake_flag" if self.kind == "flag" else f"facet_{self.family}"
        return words(f"{family}.{code}")


@dataclass(frozen=True)
class Table:
    """One table: its columns in the order of the release, what makes a row one, which days follow each other.

    ``until``: the days that say how far a file of this table knows. ``ticks``: headings of a column of √ and ×; None
    where such lists are not kept of it. ``status``: headings of a column that says whether a right still counts;
    ``ended``: the day since when it does not.
    """

    slug: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    order: tuple[tuple[str, str], ...]
    until: tuple[str, ...]
    ticks: tuple[str, ...] | None = None
    status: tuple[str, ...] = ()
    ended: str = ""

    def field(self, slug: str) -> Field:
        """Return the column called so. Raises KeyError for any other name."""
        return {field.slug: field for field in self.fields}[slug]

    def schema(self) -> dict[str, pl.DataType]:
        """Return the columns and types of clean rows: those of the release without evidence and source."""
        return {field.slug: field.type for field in self.fields}


def _field(table: str, slug: str, said: Mapping[str, Any]) -> Field:
    given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    for part in ("also", "bare_when", "needed_when"):
        given[part] = tuple((code, tuple(names)) for code, names in said.get(part, {}).items())
    last = given.pop("range", 0)
    if last:
        given["codes"] = tuple(str(number) for number in range(1, last + 1))
    if given["kind"] == "flag":
        given["codes"] = YES_NO
    return Field(table=table, slug=slug, **given)


def _read() -> dict[str, Table]:
    said = tomllib.loads(Path(__file__).with_name("fields.toml").read_text("utf-8"))
    return {
        slug: Table(
            slug,
            tuple(_field(slug, name, field) for name, field in table["fields"].items()),
            tuple(table["key"]),
            tuple((earlier, later) for earlier, later in table["order"]),
            tuple(table["until"]),
            tuple(table["ticks"]) if "ticks" in table else None,
            tuple(table.get("status", ())),
            table.get("ended", ""),
        )
        for slug, table in said.items()
    }


TABLES: Mapping[str, Table] = _read()
