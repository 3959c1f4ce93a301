"""What the register pages ask: queries/registers/*.sql with their headers, and the release's answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import polars as pl

from explorer.core import catalogue, paths
from explorer.core.catalogue import Sound
from explorer.core.fields import NAMED, Fields
from explorer.core.goals import Text
from explorer.releases import store
from explorer.releases.store import Edition

OPTIONAL = ("columns", "units")
FIELDS: Fields = catalogue.TITLE | dict.fromkeys(OPTIONAL, replace(NAMED, needed=False))
SECONDS, SECONDS_OF_A_FILE = 10.0, 60.0  # what a question may take on a page, and in a file of up to 100 000 rows
PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True)
class Question:
    """One question: a title, a title for each column or figure it answers with, a unit for each figure."""

    name: str
    title: Text
    columns: Mapping[str, Text]
    units: Mapping[str, Text]
    parameters: tuple[str, ...]
    sql: str


@cache
def questions(folder: Path = paths.QUERIES / "registers") -> Sound[Question]:
    """Return every question of ``folder`` by name; one whose file has a fault raises its Trouble when it is asked."""
    return catalogue.sound(folder, "*.sql", read_question)


def read_question(path: Path) -> Question:
    """Read one question: TOML in leading comment lines, then the statement, whose parameters are those it names."""
    fields, body = catalogue.query_file(path, FIELDS)
    columns, units = ({name: Text(**text) for name, text in fields.get(part, {}).items()} for part in OPTIONAL)
    parameters = tuple(sorted(set(PARAMETER.findall(body))))
    return Question(path.stem, Text(**fields["title"]), columns, units, parameters, body)


def answer(name: str, source: Edition, asked: Mapping[str, object]) -> pl.DataFrame:
    """Return the answer to question ``name``; of ``asked`` it is given what it names, bound.

    Counts or one page of records, never a register: kept for whoever looks at the same view next. Days are dates,
    counts Float64, ``weakness`` the rank of the weakest evidence counted. Raises Trouble when the query fails or takes
    longer than SECONDS, and KeyError when it names something that ``asked`` does not hold.
    """
    return _answer(name, source, tuple((one, asked[one]) for one in questions()[name].parameters))


def extract(name: str, source: Edition, asked: Mapping[str, object]) -> pl.DataFrame:
    """Return the answer like ``answer`` and keep it for nobody: for files, whose rows are many."""
    wanted = questions()[name]
    given = {one: asked[one] for one in wanted.parameters}
    return store.ask_within(SECONDS_OF_A_FILE, name, wanted.sql, source, given)


@lru_cache(maxsize=256)
def _answer(name: str, source: Edition, asked: tuple[tuple[str, object], ...]) -> pl.DataFrame:
    return store.ask_within(SECONDS, name, questions()[name].sql, source, dict(asked))
