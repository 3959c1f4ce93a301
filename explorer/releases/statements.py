"""The statements of queries/, bound to a release's tables without being run: whether each answers as it has to."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import duckdb

from explorer.core import catalogue, fields, paths
from explorer.core.errors import Trouble
from explorer.core.fields import Fields
from explorer.releases import connection
from explorer.releases.release import Edition

PARAMETER = re.compile(r"\$(\w+)")
ASKED: Mapping[str, object] = {"as_of": dt.date(2024, 12, 31), "area": "100000"}  # whatever: nothing is run
LINE = re.compile(r"^LINE (\d+):", re.MULTILINE)
NEAREST = ("Did you mean", "Candidate")
VALUE, RATIO = ("area", "period", "value"), ("area", "period", "numerator", "denominator")
# By folder below queries/, the header of its files and the parameters of their statements.
KINDS: Mapping[str, tuple[Fields, tuple[str, ...]]] = {
    "queries": (catalogue.INDICATOR, ()),
    "gaps": (catalogue.GAP, ("area", "as_of")),
    "renewals": (catalogue.TITLE, ("area", "as_of")),
}


def check(path: Path, source: Edition) -> None:
    """Raise Trouble for the first fault of a query file's statement: names file and line, and what is near.

    What lies in another folder than an indicator's, gap's or renewals' is asked with more, and answers for itself.
    """
    if path.parent.name not in KINDS:
        return
    wanted, asked = KINDS[path.parent.name]
    header, sql = catalogue.query_file(path, wanted)
    if not any(line.strip() and not line.lstrip().startswith("--") for line in sql.splitlines()):
        return  # measured by its figures alone
    for name in PARAMETER.findall(sql):
        if name not in asked:
            allowed = ", ".join(f"${one}" for one in asked) or "–"
            raise Trouble("statement_parameter", file=path.name, asked=f"${name}", allowed=allowed)
    columns = _columns(path, sql, source, {name: ASKED[name] for name in asked if f"${name}" in sql})
    for name in _needed(path, header, columns):
        if name not in columns:
            raise Trouble("statement_column", file=path.name, column=name, close=fields.close_to(name, columns))


def faults(source: Edition) -> dict[str, Trouble]:
    """Return the fault of each query file whose header is sound and whose statement is not, by the file's name."""
    return dict(_faults(source))


@lru_cache(maxsize=3)
def _faults(source: Edition) -> tuple[tuple[str, Trouble], ...]:
    found = []
    for part, names in (("", catalogue.indicators()), ("gaps", catalogue.gaps()), ("renewals", catalogue.renewals())):
        for name in names:
            path = paths.QUERIES / part / f"{name}.sql"
            try:
                check(path, source)
            except Trouble as fault:
                found.append((str(path.relative_to(paths.QUERIES.parent)), fault))
    return tuple(found)


def _needed(path: Path, header: Mapping[str, object], columns: list[str]) -> tuple[str, ...]:
    """Return the columns that the statement of a file has to answer with."""
    if path.parent.name == "gaps":
        named = header["columns"]
        return ("city", *(name for name in named if name != "evidence")) if isinstance(named, dict) else ()
    if path.parent.name == "renewals":
        return ("item", "amount")
    return RATIO if "numerator" in columns else VALUE


def _columns(path: Path, sql: str, source: Edition, asked: Mapping[str, object]) -> list[str]:
    """Return the columns that a statement answers with. Raises Trouble where it cannot be run."""
    try:
        found = connection.connection(source).cursor().execute(f"describe {sql.strip()}", dict(asked)).fetchall()
    except duckdb.Error as fault:
        raise fault_of(path, sql, fault) from fault
    return [str(row[0]) for row in found]


def fault_of(path: Path, sql: str, fault: duckdb.Error) -> Trouble:
    """Return what DuckDB says of a file's statement, with the line of the file, and what it holds for the nearest."""
    first, *more = str(fault).splitlines()
    near = next((line for line in more if line.startswith(NEAREST)), "")
    line = LINE.search(str(fault))
    before = len(fields.read(path).partition(sql)[0].splitlines())
    at = before + int(line[1] if line else 1)
    return Trouble("statement_fault", file=path.name, at=at, fault=f"{first} {near}".strip())
